/** Badges that tell the online level of a service: whole texts, classes. */
import { cleanLine, unaccent } from '../../services/text.js';
import { parseLevel } from '../../services/values/level.js';

const TIER = '(?:toan trinh|mot phan|cung cap thong tin(?: truc tuyen)?)';
const SERVICE = '(?:(?:dich vu cong|dvc|dich vu)(?: truc tuyen)?|dvctt)';
const BADGE = new RegExp(
  `^(?:muc(?: do)? ?:? ?[1-4]|muc do_?[1-4]|${SERVICE} (?:muc(?: do)? ?:? ?[1-4]|${TIER})|${TIER}|dich vu cung cap thong tin truc tuyen|muc(?: do)? ?: ?${TIER})$`,
);
const CLASS = /(?:^|[-_ ])muc[-_]?(?:do)?[-_]?([1-4])(?:$|[-_ ])/i;

/** True where the whole text names a level ("Mức: 3", "Dịch vụ công trực tuyến toàn trình"); "định danh mức độ 2" does not. */
export function isLevelBadge(text: string): boolean {
  if (text.length < 4 || text.length > 60) return false;
  const line = unaccent(cleanLine(text))
    .replace(/[()[\]"“”]/g, '')
    .replace(/[.;,]$/, '')
    .replaceAll('muc_do', 'muc do')
    .trim();
  return BADGE.test(line);
}

/** A choice without the number of what it leads to: "Mức độ 4 (120)". */
export function withoutCount(text: string): string {
  return text.replace(/\s*[([]\s*\d{1,6}\s*[)\]]\s*$/u, '');
}

/** A name with the level in brackets behind it. */
export function withoutLevel(printed: string): { readonly name: string; readonly level?: string } {
  const open = printed.search(/\s*[([][^()[\]]{4,60}[)\]]\s*$/u);
  if (open < 3) return { name: printed };
  const level = printed.slice(open).replace(/^\s*[([]\s*|\s*[)\]]\s*$/gu, '');
  return isLevelBadge(level) ? { name: printed.slice(0, open), level } : { name: printed };
}

const LISTED = '(?:thu tuc(?: hanh chinh)?|dich vu(?: cong)?|dvc(?:tt)?|tthc)(?: truc tuyen)?';
const LEVEL_OF_LIST = new RegExp(
  `${LISTED}(?: (?:o|dat|theo|cung cap))? muc(?: do)? ?:? ?([1-4])(?![0-9.,]*[0-9])`,
);
const TIER_OF_LIST = /(?:dich vu(?: cong)?|dvc(?:tt)?)(?: truc tuyen)? (toan trinh|mot phan)(?! *[a-z])/;
const MAX_HEADING = 160;

/** The level that a heading says its list is of: "Mức độ 4", "Các thủ tục mức độ 3 thuộc Sở A"; undefined where it names several. */
export function levelInHeading(printed: string): string | undefined {
  const heading = withoutCount(cleanLine(printed));
  if (isLevelBadge(heading)) return heading;
  if (heading.length > MAX_HEADING || parseLevel(heading) === null) return undefined;
  const line = unaccent(heading);
  const number = LEVEL_OF_LIST.exec(line)?.[1];
  if (number !== undefined) return `Mức độ ${number}`;
  const tier = TIER_OF_LIST.exec(line)?.[1];
  return tier === undefined ? undefined : tier === 'toan trinh' ? 'Toàn trình' : 'Một phần';
}

const FILE =
  /(?:^|[-_./a-z])(?:muc|mucdo|muc[-_]do)[-_]?([1-4])(?:[-_][a-z_-]{0,20})?\.(?:png|gif|jpe?g|svg|webp|ico)$/i;
const LEVEL_NAME =
  /(?:^|[-_./ ])(?:(?:dvc|dvctt|icon|ic|img)[-_]?)?(?:level|lv|muc|mucdo|muc[-_]do)[-_]?([1-4])(?=$|[-_. ])/i;

/** The level that the file of a picture is named after: `/img/muc-do-4.png`. */
export function levelOfFile(address: string): string | undefined {
  const level = FILE.exec(fileOf(address))?.[1];
  return level === undefined ? undefined : `Mức độ ${level}`;
}

/** The level that a picture, or a mark, shows in the place of the level, where less has to be said: "4", `level4.png`. */
export function levelInPlace(attributes: Readonly<Record<string, string>>): string | undefined {
  for (const text of [
    attributes.alt,
    attributes.title,
    attributes['aria-label'],
    attributes['data-original-title'],
  ])
    if (text !== undefined && parseLevel(text) !== null) return cleanLine(text);
  for (const name of [attributes.class ?? '', fileOf(attributes.src ?? '')]) {
    const level = LEVEL_NAME.exec(name)?.[1];
    if (level !== undefined) return `Mức độ ${level}`;
  }
  return undefined;
}

function fileOf(address: string): string {
  return address.split(/[?#]/, 1)[0]?.slice(-200).split('/').at(-1) ?? '';
}

/** The level a class such as `muc-do-4` names, as text. */
export function levelOfClass(classes: string): string | undefined {
  const level = CLASS.exec(classes)?.[1];
  return level === undefined ? undefined : `Mức độ ${level}`;
}

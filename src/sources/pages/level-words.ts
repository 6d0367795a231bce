/** Badges that tell the online level of a service: whole texts, classes. */
import { cleanLine, unaccent } from '../../services/text.js';

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

/** The level a class such as `muc-do-4` names, as text. */
export function levelOfClass(classes: string): string | undefined {
  const level = CLASS.exec(classes)?.[1];
  return level === undefined ? undefined : `Mức độ ${level}`;
}

/** A name that its place shares with the code and the level: `<span>QTH-01</span> <b>-Đăng ký …</b> <span>Mức: 3</span>`. */
import type { LabelledValue } from '../../services/labelled.js';
import { cleanLine } from '../../services/text.js';
import { isLevelBadge } from './level-words.js';
import { withoutCode, withoutCodeBehind } from './listing-cards.js';
import type { PageValue } from './merge.js';
import type { Pair } from './pair.js';
import { elementsOf, isElement } from './tree.js';

export interface NameParts {
  readonly name: PageValue;
  /** Code and level that stand beside it. */
  readonly beside: readonly PageValue[];
}

/**
 * Only what stands in an element of its own is taken for code or level, and a national code behind the name: a name may begin with
 * letters and numbers too.
 *
 * @param value the name as it was read from the pair
 */
export function nameParts(pair: Pair, { value, field }: PageValue): NameParts {
  const texts = new Set<string>();
  for (const node of pair.nodes) {
    if (!isElement(node)) continue;
    for (const { short } of elementsOf(node)) if (short !== undefined) texts.add(cleanLine(short));
  }
  const line = cleanLine(value.text);
  const badge = [...texts].find((text) => isLevelBadge(text) && line.endsWith(` ${text}`));
  const rest = badge === undefined ? value.text : line.slice(0, -badge.length).trim();
  const { code, name } = withoutCode(rest);
  const isOwn = code !== undefined && (texts.has(code) || withoutCodeBehind(rest).code === code);
  const text = isOwn ? name : rest;
  const { at } = value;
  const beside: PageValue[] = [];
  if (isOwn) beside.push({ value: { label: 'Mã thủ tục', at, text: code }, field: 'code' });
  if (badge !== undefined)
    beside.push({ value: { label: 'Mức độ', at, text: badge }, field: 'declaredLevel' });
  return { name: text === value.text ? { value, field } : { value: { ...value, text }, field }, beside };
}

/** A national code, or one of an agency: three parts or more, or letters and three digits at least. "COVID-19" is no code. */
const CODE_IN_TITLE =
  /^(\d\.\d{6}[\w.]*|(?=[^\d\s]{0,40}\d)[\p{Lu}\d]+(?:-[\p{Lu}\d]+){2,}|\p{Lu}{4,20}\d{3,10})\s*[-–:]\s*(?=\p{L})/u;

/**
 * A heading that gives the code in front of the name, or behind it, as values.
 *
 * @param coded true where the page tells the code elsewhere
 */
export function titleParts(title: LabelledValue, coded: boolean): PageValue[] {
  const found = CODE_IN_TITLE.exec(title.text);
  const { code, name: text } =
    found?.[1] === undefined
      ? withoutCodeBehind(title.text)
      : { code: found[1], name: title.text.slice(found[0].length) };
  const name: PageValue = { value: { ...title, text }, field: 'name' };
  if (code === undefined) return [name];
  if (coded) return [name];
  return [name, { value: { label: 'Mã thủ tục', at: title.at, text: code }, field: 'code' }];
}

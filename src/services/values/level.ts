/** The declared level of an online public service, from the words portals use for it. */
import type { Level } from '../service.js';
import { cleanLine } from '../text.js';
import { anyOf, wordLists } from './vocabulary.js';

export interface ReadLevel {
  readonly level: Level;
  /** The two-tier word it was mapped from (Decree 42/2022, Article 11). */
  readonly tier?: 'full' | 'partial' | 'information';
}

const lists = wordLists('level-words');
const ONE = '(?:0?([1-4])|(iv|i{1,3}))(?![.,]?\\d|\\p{L})';
const LABEL = `(?<![\\p{L}\\p{N}])(?:${anyOf(lists('numbered'))})\\s*(?:số\\s*)?[:=_-]?\\s*`;
const NUMBERED = new RegExp(`${LABEL}${ONE}`, 'gu');
/** A second number under the same words: "mức độ 3, 4", "mức 3-4", "mức độ 3 và 4". */
const AND_ANOTHER = /^\s*(?:[,/&+–-]|và|hoặc|đến)\s*(?:mức(?: độ)?\s*)?0?([1-4])(?![.,]?\d|\p{L})/u;
/** "tài khoản định danh mức độ 2", "mức độ 2 định danh": a level of something else. */
const IDENTITY = new RegExp(
  `(?:${anyOf(lists('identity'))})[^.;:(),]{0,40}?${LABEL}[1-4]|${LABEL}[1-4] (?:của )?(?:${anyOf(lists('identity'))})`,
  'gu',
);
const DENIED = new RegExp(
  `(?<!\\p{L})(?:${anyOf(lists('denial'))})(?!\\p{L})[^.;,]{0,40}(?:${anyOf([...lists('full'), ...lists('partial'), ...lists('numbered')])})`,
  'u',
);
const BARE = /^0?([1-4])(?:[.,]0+)?$/;
const ROMAN: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4 };
const TIERS = (['full', 'partial', 'information'] as const).map((tier) => ({
  tier,
  words: new RegExp(
    `(?:${anyOf(lists(tier))})(?!\\p{L}|\\s+(?:${anyOf(lists('notPartial'))})(?!\\p{L}))`,
    'u',
  ),
}));
const LEVEL_OF: Readonly<Record<'full' | 'partial' | 'information', Level>> = {
  full: 4,
  partial: 3,
  information: 1,
};
/** A level field is short; a longer text that names a tier in passing declares nothing. */
const LONGEST = 160;

/**
 * The level in the content of a level field: "Mức độ 4", "MUC_DO_3", "DVC mức 3", "4", "Toàn trình", "Dịch vụ công trực tuyến một phần".
 *
 * @returns null where the text declares no level: empty, a bare label, an identity level, an administrative level, several at once, a denial
 */
export function parseLevel(text: string): ReadLevel | null {
  const levels = levelsIn(text);
  const [only, other] = levels;
  return only === undefined || other !== undefined ? null : only;
}

/** True where the text names several levels ("Mức độ 3, 4"), and it cannot be told which is the service's. */
export function namesSeveralLevels(text: string): boolean {
  return levelsIn(text).length > 1;
}

function levelsIn(text: string): ReadLevel[] {
  if (text.length > 4 * LONGEST) return [];
  const whole = cleanLine(text).toLowerCase();
  if (whole.length > LONGEST) return [];
  const line = whole.replace(IDENTITY, '¤');
  if (line === '' || DENIED.test(line)) return [];
  const tiers = TIERS.filter(({ words }) => words.test(line)).map((one) => one.tier);
  const numbers = numbersIn(line);
  const [level, other] = numbers;
  const [tier, second] = tiers;
  if (other !== undefined) return numbers.map((one) => ({ level: one }));
  if (second !== undefined) return tiers.map((one) => ({ level: LEVEL_OF[one], tier: one }));
  if (level !== undefined)
    return [tier !== undefined && LEVEL_OF[tier] === level ? { level, tier } : { level }];
  return tier === undefined ? [] : [{ level: LEVEL_OF[tier], tier }];
}

/** The numbers of levels in a line, each once. */
function numbersIn(line: string): Level[] {
  const found = new Set<Level>();
  const add = (value: number) => {
    if (value === 1 || value === 2 || value === 3 || value === 4) found.add(value);
  };
  add(Number(BARE.exec(line)?.[1]));
  for (const match of line.matchAll(NUMBERED)) {
    add(Number(match[1] ?? ROMAN[match[2] ?? '']));
    add(Number(AND_ANOTHER.exec(line.slice(match.index + match[0].length))?.[1]));
  }
  return [...found];
}

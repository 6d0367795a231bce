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
const IDENTITY = new RegExp(anyOf(lists('identity')), 'u');
const DENIED = new RegExp(
  `(?<!\\p{L})(?:${anyOf(lists('denial'))})(?!\\p{L})[^.;,]{0,40}(?:${anyOf([...lists('full'), ...lists('partial')])})`,
  'u',
);
const NUMBERED = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${anyOf(lists('numbered'))})\\s*(?:số\\s*)?[:=_-]?\\s*(?:0?([1-4])|(iv|i{1,3}))(?![.,]?\\d|\\p{L})`,
  'u',
);
const BARE = /^0?([1-4])(?:[.,]0+)?$/;
const ROMAN: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4 };
const TIERS = (['full', 'partial', 'information'] as const).map((tier) => ({
  tier,
  words: new RegExp(anyOf(lists(tier)), 'u'),
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
 * @returns null where the text declares no level: empty, a bare label, an identity level, an administrative level, several at once
 */
export function parseLevel(text: string): ReadLevel | null {
  const line = cleanLine(text).toLowerCase();
  if (line === '' || line.length > LONGEST || IDENTITY.test(line)) return null;
  const bare = BARE.exec(line)?.[1];
  const [, digit, roman] = NUMBERED.exec(line) ?? [];
  const level = toLevel(Number(bare ?? digit ?? ROMAN[roman ?? '']));
  const [tier, second] = TIERS.filter(({ words }) => words.test(line)).map((one) => one.tier);
  if (level !== undefined)
    return tier !== undefined && second === undefined && LEVEL_OF[tier] === level
      ? { level, tier }
      : { level };
  if (tier === undefined || second !== undefined || DENIED.test(line)) return null;
  return { level: LEVEL_OF[tier], tier };
}

function toLevel(value: number): Level | undefined {
  return value === 1 || value === 2 || value === 3 || value === 4 ? value : undefined;
}

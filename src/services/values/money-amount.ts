/** Amounts of money in a text: with a currency, or a bare number that can only be one. */
import { NUMBER_WORDS, readNumberWords } from './number-words.js';
import { anyOf, wordLists } from './vocabulary.js';

/** One amount and where it stands, its currency word included. */
export interface FoundAmount {
  readonly amount: number;
  readonly currency: 'VND' | 'USD';
  readonly start: number;
  readonly end: number;
}

const lists = wordLists('fee-words');
const GROUPED = '\\d{1,3}(?:[.,]\\d{3}|\\. 000)+(?!\\d)|\\d{1,3}(?: \\d{3})* 000(?!\\d|[.,]\\d)';
const PLAIN = '\\d+(?:[.,]\\d{1,2})?(?!\\d)';
const SCALE = `(?: ?(${anyOf([...lists('thousand'), ...lists('million'), ...lists('billion')])})(?!\\p{L}))?`;
const AMOUNT = new RegExp(`(?<![\\d.,/])(?:(${GROUPED})(?:[.,]00(?!\\d))?|(${PLAIN}))${SCALE}`, 'gu');
const DONG = new RegExp(`^\\s?\\(?(?:${anyOf(lists('dong'))})`, 'u');
const DONG_SHORT = new RegExp(`^\\s?(?:${anyOf(lists('dongShort'))})(?!\\p{L})`, 'u');
const DOLLAR = new RegExp(`^\\s?(?:${anyOf(lists('dollar'))})`, 'u');
const DOLLAR_BEFORE = /(?:usd|us\$|\$)\s?$/u;
const WRITTEN = new RegExp(`(${NUMBER_WORDS})\\s(?:${anyOf(lists('dong'))})(?!\\p{L})`, 'gu');
const MEASURE = new RegExp(`^\\s?(?:${anyOf(lists('measures'))})(?!\\p{L})`, 'u');
const CITED = new RegExp(`(?:(?<!\\p{L})(?:${anyOf(lists('citedBefore'))})|\\p{L}[./-])\\s?$`, 'u');
const NO_END = /^\s?%|^\s?\/\s?\d{4}|^\/\p{L}{1,6}-|^[.,]\d/u;
const thousand = new Set(lists('thousand'));
const million = new Set(lists('million'));
const SURROUNDINGS = 24;
/** No fee is larger; a longer run of digits is no amount. */
const LARGEST = 1e15;

/** The amounts of a text in order of reading; cells of a table may have been glued together. */
export function findAmounts(text: string): FoundAmount[] {
  const lower = text.toLowerCase();
  const found: FoundAmount[] = [];
  for (const match of lower.matchAll(AMOUNT)) {
    const [whole, grouped, plain = '', scale] = match;
    const start = match.index;
    const end = start + whole.length;
    const after = lower.slice(end, end + SURROUNDINGS);
    const before = lower.slice(Math.max(0, start - SURROUNDINGS), start);
    const amount =
      (grouped === undefined ? Number(plain.replace(',', '.')) : Number(grouped.replace(/\D/g, ''))) *
      factor(scale);
    if (amount > LARGEST) continue;
    const dong =
      DONG.exec(after) ?? (amount >= 100 ? shortDong(after, text.slice(end, end + SURROUNDINGS)) : null);
    const dollar = DOLLAR.exec(after);
    if (dollar !== null || DOLLAR_BEFORE.test(before))
      found.push({ amount, currency: 'USD', start, end: end + (dollar?.[0].length ?? 0) });
    else if (dong !== null) found.push({ amount, currency: 'VND', start, end: end + dong[0].length });
    else if (isBareMoney(amount, grouped !== undefined, scale !== undefined, before, after))
      found.push({ amount, currency: 'VND', start, end });
  }
  return found.length > 0 ? found : writtenAmounts(lower);
}

/** "200.000đ", and "200.000đTrường hợp" where a cell ends: the small letter of the next word is none of the currency. */
function shortDong(lower: string, original: string): RegExpExecArray | null {
  return DONG_SHORT.exec(lower) ?? (/^\s?[đdĐD]\p{Lu}/u.test(original) ? /^\s?[đd]/u.exec(lower) : null);
}

/** "Ba trăm nghìn đồng", for a text without figures: beside them the words only repeat what they say. */
function writtenAmounts(lower: string): FoundAmount[] {
  const found: FoundAmount[] = [];
  for (const match of lower.matchAll(WRITTEN)) {
    const amount = readNumberWords(match[1] ?? '');
    const start = match.index;
    if (amount !== undefined && amount >= 100)
      found.push({ amount, currency: 'VND', start, end: start + match[0].length });
  }
  return found;
}

/** "320.000/hộ chiếu", "làm việc20.000Trường hợp", "50000": thousands without a currency that are no measure, year or citation. */
function isBareMoney(
  amount: number,
  isGrouped: boolean,
  isScaled: boolean,
  before: string,
  after: string,
): boolean {
  if (CITED.test(before) || MEASURE.test(after) || NO_END.test(after)) return false;
  if (isScaled || isGrouped) return amount >= 1000;
  return amount >= 1000 && amount % 100 === 0 && !(amount >= 1900 && amount <= 2100);
}

function factor(scale: string | undefined): number {
  if (scale === undefined) return 1;
  if (thousand.has(scale)) return 1000;
  return million.has(scale) ? 1_000_000 : 1_000_000_000;
}

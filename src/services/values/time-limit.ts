/** Time limits for settlement (Article 5.1.đ). */
import type { Limit, TimeLimits, TimeUnit } from '../service.js';
import { clean } from '../text.js';
import { NUMBER_WORDS, readNumberWords } from './number-words.js';
import { isPlaceholder } from './placeholder.js';
import { anyOf, wholeWords, wordLists } from './vocabulary.js';

const lists = wordLists('time-units');

/** What a word of time counts: so many of a unit; in office hours, so many of another. */
interface Meaning {
  readonly unit: TimeUnit;
  readonly times: number;
  readonly working?: { readonly unit: TimeUnit; readonly times: number };
}

const MEANINGS: readonly { readonly words: readonly string[]; readonly meaning: Meaning }[] = [
  { words: lists('minute'), meaning: { unit: 'minute', times: 1 } },
  { words: lists('hour'), meaning: { unit: 'hour', times: 1, working: { unit: 'workingHour', times: 1 } } },
  { words: lists('day'), meaning: { unit: 'day', times: 1, working: { unit: 'workingDay', times: 1 } } },
  { words: lists('week'), meaning: { unit: 'day', times: 7, working: { unit: 'workingDay', times: 5 } } },
  { words: lists('month'), meaning: { unit: 'month', times: 1 } },
  { words: lists('year'), meaning: { unit: 'year', times: 1 } },
  { words: lists('halfDay'), meaning: { unit: 'workingDay', times: 0.5 } },
];
const meaningOf = new Map(
  MEANINGS.flatMap(({ words, meaning }) => words.map((word) => [word, meaning] as const)),
);

const HOUR = `(?:${anyOf(lists('hour'))})`;
const WORKING = `\\s*\\(?\\s*(?:${anyOf(lists('working'))})(?!\\p{L})`;
const UNIT = `(${anyOf([...meaningOf.keys()])})(?!\\p{L})(${WORKING})?`;
const NUMBER = `((?<![\\d.,/]|(?<!\\p{L})(?:${anyOf(lists('notAfterNumber'))})\\s)(?:[1-3] ?/ ?[2-4](?!\\d)|\\d{1,4}(?:[.,]\\d{1,2})?(?![\\d/])|[½¼¾])|${NUMBER_WORDS})`;
const REMARK = '(?:\\s?\\([^()\\n]{0,40}\\))?';
const LIMIT = new RegExp(
  `(?:${NUMBER}${REMARK} ?(?:${UNIT})? ?(-|–|—|~|hoặc|${anyOf(lists('rangeTo'))}) ?(?:không quá )?)?${NUMBER}${REMARK}\\s*${UNIT}(\\s+(?:${anyOf(lists('half'))}))?`,
  'gu',
);

/** Dates, clock times and opening hours: numbers with words of time that are no time limits. */
const NOT_SPANS: readonly RegExp[] = [
  /(?<!\d)\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{4}(?!\d)/gu,
  /(?:ngày|mùng) ?\d{1,2} ?\/ ?\d{1,2}(?!\d)/gu,
  /(?<!\p{L})ngày \d{1,2} (?:của )?tháng(?: \d{1,2})?/gu,
  /\d{1,2} tháng \d{1,2}(?:,? năm \d{4}| ?\/ ?\d{4})/gu,
  /tháng \d{1,2}(?: ?\/ ?\d{4}|,? năm(?: \d{4})?)/gu,
  /năm \d{4}/gu,
  /24 ?(?:giờ|h)? ?\/ ?24(?!\d)(?: ?(?:giờ|h)(?!\p{L}))?/gu,
  /24 ?\/ ?0?7(?!\d)(?: ?ngày(?!\p{L}))?|24 ?(?:giờ|h) ?\/ ?0?7(?!\d| ?ngày)/gu,
  // "24 giờ/07 ngày" are two limits, unless they say when an office is open.
  new RegExp(
    `24(?<=(?:${anyOf(lists('openBefore'))})(?: hồ sơ)?(?: trực tuyến)?:? 24) ?(?:giờ|h) ?\\/ ?0?7 ?ngày|24 ?(?:giờ|h) ?\\/ ?0?7 ?ngày(?= ?(?:\\/|trong|một|mỗi)(?: một| mỗi)? ?tuần)`,
    'gu',
  ),
  /0?7 ?\/ ?0?7 ?ngày/gu,
  /\d{1,2} ?(?:giờ|h|ngày) ?(?:\/|trong|một|mỗi) ?(?:ngày|tuần)(?!\p{L})/gu,
  /(?<!\d)\d{1,2}[hg]\d{2}(?!\d)/gu,
  /(?<!\d)\d{1,2} ?(?:giờ|h) ?\d{2}(?: ?phút)? ?(?:-|–|đến) ?\d{1,2} ?(?:giờ|h)(?: ?\d{2})?(?: ?phút)?(?!\p{L})/gu,
  new RegExp(
    `từ \\d{1,2} ?${HOUR}(?: ?\\d{1,2})?(?: ?phút)? ?(?:-|–|đến) ?(?:1?\\d|2[0-3]) ?${HOUR}(?: ?\\d{1,2})?(?: ?phút)?(?!\\p{L}| ?(?:${anyOf(lists('clockNotBefore'))}))`,
    'gu',
  ),
  new RegExp(
    `(?<!\\p{L})(?:${anyOf(lists('clockBefore'))}):? (?:[01]?\\d|2[0-3]) ?${HOUR}(?: ?\\d{2}(?: phút)?)?(?!\\p{L}| ?(?:${anyOf(lists('clockNotBefore'))}))`,
    'gu',
  ),
];

/** Between two limits: "24 giờ/07 ngày". */
const NEXT_LIMIT = new RegExp(
  `/(?<=\\d ?(?:${anyOf([...meaningOf.keys()])})(?: làm việc)? ?/) ?(?=\\d)`,
  'gu',
);
const NOT_AFTER = new RegExp(
  `(?<!\\p{L})(?:${anyOf(lists('notLimitAfter'))})(?:\\s[^.;:,\\n\\d]{0,25})?$`,
  'u',
);
const NOT_BEFORE = new RegExp(`^\\s?(?:${anyOf(lists('notLimitBefore'))})(?!\\p{L})`, 'u');
const NEXT_DAY = `\\s+(?:${anyOf(lists('nextDay'))})(?!\\p{L})`;
const SAME_DAY = new RegExp(
  `(?<!\\p{L}|\\d (?:giờ|h) )(?:${anyOf(lists('sameDay'))})(?!\\p{L}|${NEXT_DAY}|\\s+\\d)`,
  'u',
);
const IS_NEXT_DAY = new RegExp(`(?<!\\p{L})ngày${NEXT_DAY}`, 'u');
const IMMEDIATE = new RegExp(
  `(?<!(?:không|chưa)(?: thể)?\\s)(?<!\\p{L})(?:${anyOf(lists('immediate'))})(?!\\p{L}|\\s+trong)`,
  'u',
);
const immediateWhole = new Set(lists('immediateWhole'));
const BY_EVENT = wholeWords(lists('byEvent'));
/** Cells of a flattened table: "Ngày làm việcMiễn phí". */
const GLUED_CELLS = /(\p{Ll})(\p{Lu})/gu;
/** A limit's surroundings that can say that it is none. */
const CONTEXT = 70;

/**
 * The time limits a text states.
 *
 * @returns null where nothing in it can be read as a time: a placeholder, a number without a unit, a mere reference
 */
export function parseTimeLimits(text: string): TimeLimits | null {
  const cleaned = clean(text);
  if (isPlaceholder(cleaned)) return null;
  const lower = cleaned.replace(GLUED_CELLS, '$1 $2').toLowerCase();
  const limits = readLimits(maskNotSpans(lower));
  const sameDay = SAME_DAY.test(lower);
  const immediate = IMMEDIATE.test(lower) || immediateWhole.has(lower.replace(/^[\s\-+•*]+|[\s.;]+$/gu, ''));
  const byEvent = BY_EVENT.test(lower);
  if (limits.length === 0 && !sameDay && !immediate && IS_NEXT_DAY.test(lower))
    limits.push({ amount: 1, unit: 'workingDay' });
  if (limits.length === 0 && !sameDay && !immediate && !byEvent) return null;
  return {
    text: cleaned,
    limits,
    ...(sameDay ? { sameDay: true as const } : {}),
    ...(immediate ? { immediate: true as const } : {}),
    ...(byEvent ? { byEvent: true as const } : {}),
  };
}

function maskNotSpans(text: string): string {
  let masked = text;
  for (const pattern of NOT_SPANS) masked = masked.replace(pattern, '¤');
  return masked
    .replace(NEXT_LIMIT, '; ')
    .replace(
      /(?<!\d)(\d{1,2}) giờ (\d{1,2}) phút/gu,
      (_, hours, minutes) => `${Number(hours) + Number(minutes) / 60} giờ`,
    );
}

function readLimits(text: string): Limit[] {
  const found = new Map<string, Limit>();
  const add = (limit: Limit | undefined) => {
    if (limit !== undefined && limit.amount > 0)
      found.set(`${limit.min ?? ''}/${limit.amount}/${limit.unit}`, limit);
  };
  for (const match of text.matchAll(LIMIT)) {
    const [whole, first, firstUnit, firstWorking, link, last = '', unit = '', working, half] = match;
    if (NOT_AFTER.test(text.slice(Math.max(0, match.index - CONTEXT), match.index))) continue;
    if (NOT_BEFORE.test(text.slice(match.index + whole.length, match.index + whole.length + CONTEXT)))
      continue;
    const limit = count(last, unit, working !== undefined, half === undefined ? 0 : 0.5);
    if (first === undefined) {
      add(limit);
      continue;
    }
    const other = count(
      first,
      firstUnit ?? unit,
      (firstUnit === undefined ? working : (firstWorking ?? working)) !== undefined,
    );
    const isRange = link !== 'hoặc' && (firstUnit === undefined || /\p{L}/u.test(link ?? ''));
    if (
      isRange &&
      other !== undefined &&
      limit !== undefined &&
      other.unit === limit.unit &&
      other.amount < limit.amount
    ) {
      add({ ...limit, min: other.amount });
    } else {
      add(firstUnit === undefined ? other : count(first, firstUnit, firstWorking !== undefined));
      add(limit);
    }
  }
  return [...found.values()];
}

function count(number: string, word: string, working: boolean, more = 0): Limit | undefined {
  const meaning = meaningOf.get(word.replace(/\s+/g, ' '));
  const amount = readNumber(number);
  if (meaning === undefined || amount === undefined) return undefined;
  const { unit, times } = working && meaning.working !== undefined ? meaning.working : meaning;
  return { amount: (amount + more) * times, unit };
}

const FRACTIONS: ReadonlyMap<string, number> = new Map([
  ['½', 0.5],
  ['¼', 0.25],
  ['¾', 0.75],
]);

function readNumber(text: string): number | undefined {
  const sign = FRACTIONS.get(text);
  if (sign !== undefined) return sign;
  const [over = '', under] = text.split('/');
  if (under !== undefined) return Number(over) / Number(under);
  return /^\d/.test(text) ? Number(text.replace(',', '.')) : readNumberWords(text);
}

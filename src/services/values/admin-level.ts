/** Administrative levels of settlement: ministry, province, district, commune. */
import type { AdminLevel } from '../service.js';
import { cleanLine } from '../text.js';
import { anyOf, wordLists } from './vocabulary.js';

const lists = wordLists('admin-levels');
const BEFORE = `(?:(?:${anyOf(lists('authorities'))})\\s+)?(?:(?:${anyOf(lists('prefix'))})[\\s_]*)?`;
const LEVELS = (['ministry', 'province', 'district', 'commune'] as const).map((level) => ({
  level,
  whole: new RegExp(`^${BEFORE}(?:${anyOf(lists(level))})$`, 'u'),
  /** With the prefix, more may follow or go before: "Cấp bộ (Cục X)", "Thực hiện ở cấp xã". */
  prefixed: new RegExp(
    `(?<!\\p{L})(?:${anyOf(lists('prefix'))})[\\s_]*(?:${anyOf(lists(level))})(?!\\p{L})`,
    'u',
  ),
}));
const BETWEEN = /[,;/&+|()]|(?<!\p{L})(?:và|hoặc|-|–)(?!\p{L})/u;
const EDGES = /^[\s.•*-]+|(?<![\s.:])[\s.:]+$/gu;
/** Longer texts are about something else and only happen to name a level. */
const LONGEST = 120;

/** The levels in a cell such as "Cấp bộ, Cấp tỉnh", from ministry to commune; empty where the cell is about something else. */
export function parseAdminLevels(text: string): AdminLevel[] {
  if (text.length > 4 * LONGEST) return [];
  const line = cleanLine(text).toLowerCase();
  if (line.length > LONGEST) return [];
  const parts = [line, ...line.split(BETWEEN)].map((part) => part.replace(EDGES, ''));
  return LEVELS.filter(
    ({ whole, prefixed }) => parts.some((part) => whole.test(part)) || prefixed.test(line),
  ).map(({ level }) => level);
}

/** Administrative levels of settlement: ministry, province, district, commune. */
import type { AdminLevel } from '../service.js';
import { cleanLine } from '../text.js';

const WORDS: readonly (readonly [AdminLevel, RegExp])[] = [
  [
    'ministry',
    /(?<!\p{L})(?:cấp (?:bộ|trung ương|tw|tổng cục|cục)|trung ương|bộ|ministry|central)(?!\p{L})/iu,
  ],
  [
    'province',
    /(?<!\p{L})(?:cấp (?:tỉnh|sở|thành phố|tp|tỉnh\/thành phố)|tỉnh|province|provincial)(?!\p{L})/iu,
  ],
  ['district', /(?<!\p{L})(?:cấp (?:huyện|quận|thị xã)|quận|huyện|district)(?!\p{L})/iu],
  ['commune', /(?<!\p{L})(?:cấp (?:xã|phường|cơ sở)|xã|phường|commune)(?!\p{L})/iu],
];
/** Longer texts are about something else and only happen to name a level. */
const LONGEST = 120;

/** The levels in a cell such as "Cấp bộ, Cấp tỉnh", from ministry to commune; empty where the cell is about something else. */
export function parseAdminLevels(text: string): AdminLevel[] {
  const line = cleanLine(text);
  if (line.length > LONGEST) return [];
  return WORDS.filter(([, word]) => word.test(line)).map(([level]) => level);
}

/** Numbers, shares and dates as each language writes them; made by hand so that every Node release gives the same bytes. */

export type Lang = 'vi' | 'en';

/** A whole or decimal number with its thousands grouped: 1.234,5 in Vietnamese, 1,234.5 in English. */
export function formatNumber(lang: Lang, value: number): string {
  if (!Number.isFinite(value)) return '–';
  const [whole = '0', decimals] = String(Math.abs(value)).split('.');
  if (!/^\d+$/.test(whole)) return String(value);
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, lang === 'vi' ? '.' : ',');
  const tail = decimals === undefined ? '' : `${lang === 'vi' ? ',' : '.'}${decimals}`;
  return `${value < 0 ? '-' : ''}${grouped}${tail}`;
}

/**
 * A share 0–100 with one decimal: "27,8 %", "27.8 %". Only an exact 0 or 100 is written as such: 99.97 is "99,9 %", because
 * "100 %" means all.
 */
export function formatPercent(lang: Lang, percent: number): string {
  if (!Number.isFinite(percent)) return '–';
  if (percent === 0 || percent === 100) return `${percent} %`;
  const inside = percent > 0 && percent < 100 ? Math.min(99.9, Math.max(0.1, percent)) : percent;
  return `${inside.toFixed(1).replace('.', lang === 'vi' ? ',' : '.')} %`;
}

/** `part` of `whole` as a share; a dash where there is nothing to take a share of. */
export function formatShare(lang: Lang, part: number, whole: number): string {
  return whole === 0 ? '–' : formatPercent(lang, (part / whole) * 100);
}

const VIETNAM_OFFSET_MS = 7 * 3_600_000;

/** A date and time in Vietnam (UTC+7 all year) from an ISO 8601 text; the text itself where it is none. */
export function formatDateTime(lang: Lang, iso: string): string {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) return iso;
  const [date = '', clock = ''] = new Date(time + VIETNAM_OFFSET_MS).toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `${lang === 'vi' ? `${day}/${month}/${year}` : date} ${clock.slice(0, 5)}`;
}

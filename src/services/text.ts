/** Vietnamese text as portals write it, made comparable. Everything here is linear in the length of the text. */

const SPACES = /[ \u0009\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]+/g;
/** Zero-width and bidirectional controls, soft hyphens, byte-order marks: invisible, and they break comparisons. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;
/** Private-use characters are bullets of symbol fonts that came along with pasted text. */
const PRIVATE_USE = /[\uE000-\uF8FF]/g;
/** Anything that {@link clean} mends: most texts have none of it. */
const ODD =
  /[\u0000-\u0009\u000B-\u001F\u007F-\u00A0\u00AD\u00D0\u00F0\u1680\u2000-\u200F\u2028-\u202F\u205F-\u2069\u3000\uE000-\uF8FF\uFEFF]| {2}/;
const OTHER_CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g;

/**
 * The text as a careful reader sees it: NFC, Icelandic Eth read as Đ, one kind of space, line breaks kept,
 * invisible characters gone, private-use bullets shown as "•", every line trimmed and empty lines dropped.
 */
export function clean(text: string): string {
  const composed = text.normalize('NFC');
  const plain = ODD.test(composed) ? mended(composed) : composed;
  if (!plain.includes('\n')) return plain.trim();
  return plain
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

function mended(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(INVISIBLE, '')
    .replace(PRIVATE_USE, '•')
    .replace(OTHER_CONTROLS, ' ')
    .replace(/Ð/g, 'Đ')
    .replace(/ð/g, 'đ')
    .replace(SPACES, ' ');
}

/** {@link clean}, on one line. */
export function cleanLine(text: string): string {
  return clean(text).replace(/\n/g, ' ');
}

/** Hyphens and dashes of all lengths, and the minus sign: typists mix them. */
const DASHES = /[\u2010-\u2015\u2212]/g;

/** Old places of the tone mark to new ones: hoá → hóa, thuý → thúy, Uỷ → Ủy; Vietnamese portals mix both. */
const TONE_PLACES: readonly (readonly [RegExp, string])[] = [
  ...['oà:òa', 'oá:óa', 'oả:ỏa', 'oã:õa', 'oạ:ọa', 'oè:òe', 'oé:óe', 'oẻ:ỏe', 'oẽ:õe', 'oẹ:ọe'].map((pair) =>
    toneRule(pair),
  ),
  ...['uỳ:ùy', 'uý:úy', 'uỷ:ủy', 'uỹ:ũy', 'uỵ:ụy'].map((pair) => toneRule(pair, '(?<!q)')),
];

function toneRule(pair: string, before = ''): readonly [RegExp, string] {
  const [from = '', to = ''] = pair.split(':');
  // Only where the syllable ends with the vowels: "toàn" and "hoàng" keep their tone on the second one.
  return [new RegExp(`${before}${from}(?!\\p{L})`, 'gu'), to];
}

/**
 * A name made comparable (units, procedures, sectors): cleaned, one line, lower case, new tone places, one kind of dash, leading
 * bullets and trailing punctuation gone. Accents stay: "Sở Tư pháp" and "Số tư pháp" are two names.
 */
export function foldName(text: string): string {
  let folded = cleanLine(text).toLowerCase();
  for (const [from, to] of TONE_PLACES) folded = folded.replace(from, to);
  return folded
    .replace(/^[\s\-–—+*•·.:;,]+/u, '')
    .replace(/(?<![\s.,;:\-–—])[\s.,;:\-–—]+$/u, '')
    .replace(DASHES, '-')
    .replace(/\s*([,;/()-])\s*/gu, '$1');
}

/** Without accents, lower case, đ as d: for comparing with keys such as `co_quan_thuc_hien`. */
export function unaccent(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đĐðÐ]/g, 'd')
    .toLowerCase();
}

/** At most `length` UTF-16 units, cut between characters, "…" where something was cut. The copy does not keep the whole text alive. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  let end = length - 1;
  const last = text.charCodeAt(end - 1);
  if (last >= 0xd800 && last <= 0xdbff) end -= 1;
  // A slice would keep the whole text alive: copied out.
  return Buffer.from(`${text.slice(0, end).trimEnd()}…`, 'utf8').toString('utf8');
}

/** Texts that say nothing, and texts that say that there is nothing. */
import { clean } from '../text.js';
import { anyOf, wordLists } from './vocabulary.js';

const lists = wordLists('placeholders');
const exact = new Set(lists('exact'));
const elsewhere = new Set(lists('elsewhere'));
const noneFirst = new Set(lists('noneFirst'));
const noneWords = new Set(lists('noneWords'));
const noneWhole = new Set(lists('noneWhole'));
const ONE = new RegExp(`^(?:${anyOf(lists('exact'))})[\\s.,;:|]*`, 'u');
const STARTS = new RegExp(
  `^(?:${anyOf(lists('starts'))})\\s+(?:${anyOf(lists('startsMayGoOn'))})(?!\\p{L})`,
  'u',
);
const WORD = /[\p{L}\p{N}]/u;
const EDGE = /[\s\-–—+*•·.,:;()[\]{}<>"'“”|_/\\…]/u;
/** No placeholder and no "there is none" is longer. */
const MAX_LENGTH = 160;

/** Cleaned, in lower case, without the signs around it. */
function bare(text: string): string {
  const plain = clean(text).toLowerCase();
  let start = 0;
  let end = plain.length;
  while (start < end && EDGE.test(plain.charAt(start))) start += 1;
  while (end > start && EDGE.test(plain.charAt(end - 1))) end -= 1;
  return plain.slice(start, end);
}

/** The same placeholder in every line, or several glued together. */
function isRow(text: string): boolean {
  const lines = text.split(/[\n|]/);
  if (lines.length > 1)
    return lines.every((line) => !WORD.test(line) || exact.has(bare(line)) || STARTS.test(bare(line)));
  let rest = text;
  while (rest !== '') {
    const length = ONE.exec(rest)?.[0].length ?? 0;
    if (length === 0) return false;
    rest = rest.slice(length);
  }
  return true;
}

/** True where the place is shown and nothing stands in it: empty, "Không có thông tin", "--", "[Chưa có …]". */
export function isPlaceholder(text: string): boolean {
  if (text.length > 4 * MAX_LENGTH) return !WORD.test(text);
  const plain = bare(text);
  if (!WORD.test(plain)) return true;
  if (plain.length > MAX_LENGTH) return false;
  return exact.has(plain) || STARTS.test(plain) || isRow(plain);
}

/** True where the text only says that its place is filled later, or where what it should say is found: "Đang tải dữ liệu…", "Xem tệp đính kèm". */
export function isElsewhere(text: string): boolean {
  return text.length <= MAX_LENGTH && elsewhere.has(bare(text));
}

const FILE_WORDS: ReadonlySet<string> = new Set(lists('elsewhereFiles'));
const POINTING: ReadonlySet<string> = new Set([...FILE_WORDS, ...lists('elsewhereWords')]);
const TOKEN = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${anyOf([...POINTING])})(?![\\p{L}\\p{N}])|[\\p{L}\\p{N}]+`,
  'gu',
);
/** A file named by no more than letters and digits: "TPHS.pdf", "123_01.docx". */
const FILE_NAME = /[\w.()-]{1,100}\.(?:pdf|docx?|xlsx?|zip|rar|odt|jpe?g|png)(?![\p{L}\p{N}])/giu;

/**
 * True where the text does no more than send the reader to a file: "Thành phần hồ sơ: chi tiết xem tại file đính kèm TPHS.pdf".
 *
 * @param label of the text; its own words say nothing
 * @param linked true where a link to a file stands in it
 */
export function isInFile(text: string, label: string, linked: boolean): boolean {
  if (text.length > MAX_LENGTH) return false;
  const plain = clean(text).toLowerCase();
  const own = new Set(
    clean(label)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [],
  );
  const left = plain.replace(FILE_NAME, ' ');
  const tokens = (left.match(TOKEN) ?? []).map((token) => token.replace(/\s+/gu, ' '));
  if (!tokens.every((token) => POINTING.has(token) || own.has(token))) return false;
  return (linked && WORD.test(plain)) || left !== plain || tokens.some((token) => FILE_WORDS.has(token));
}

/** True for the answer that there is none: "Không", "Không quy định", "Không thu phí". Which fields take it is the caller's matter. */
export function isNone(text: string): boolean {
  if (text.length > 4 * MAX_LENGTH) return false;
  const plain = bare(text);
  if (plain.length > MAX_LENGTH || isPlaceholder(plain)) return false;
  if (noneWhole.has(plain)) return true;
  const [first = '', ...rest] = plain.split(/[\s.,;:/()&]+/u);
  return (
    noneFirst.has(first) && rest.every((word) => word === '' || noneWords.has(word) || noneFirst.has(word))
  );
}

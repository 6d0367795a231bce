/** How many sets of a dossier, how many originals and copies of a paper (Article 5.1.d). */
import { cleanLine } from '../text.js';
import { NUMBER_WORDS, readNumberWords } from './number-words.js';
import { isPlaceholder } from './placeholder.js';

/** Sets of dossiers, or originals and copies of one paper. */
export interface Copies {
  readonly sets?: number;
  readonly originals?: number;
  readonly copies?: number;
}

const REMARK = '(?: ?\\([^()]{0,30}\\))?';
const NUMBER = `(?:(?<![\\d/.,])(\\d{1,3})|(${NUMBER_WORDS}))\\)?${REMARK}`;
const SETS = new RegExp(
  `${NUMBER} ?\\(?bộ(?!\\p{L}| (?:luật|phận|trưởng|ngành|tài|công|tư|giao|y|nội|quốc|khoa|kế|văn|lao|nông|xây|thông))`,
  'u',
);
const LABELLED_SETS = /số (?:lượng|bộ)(?: bộ)?(?: hồ sơ)? ?:? ?(\d{1,2})(?: ?\([^()]{0,20}\))?[ .;]*$/u;
const NOT_STATED = /(?:không|chưa) (?:ghi|nêu|quy định|rõ|có thông tin|xác định)/u;
const ORIGINAL = '(?:chính|gốc)';
const COPY = '(?:sao|chụp|photo|phô ?tô|photocopy|copy|scan|công chứng|chứng thực)';
const ORIGINAL_FIRST = new RegExp(`bản ${ORIGINAL} ?[:=] ?(\\d{1,3})`, 'u');
const COPY_FIRST = new RegExp(`bản ${COPY} ?[:=] ?(\\d{1,3})`, 'u');
const COUNT = new RegExp(
  `(?:(?<!\\d)(\\d+)|(${NUMBER_WORDS}))${REMARK} ?bản (?:(${ORIGINAL})|${COPY})`,
  'gu',
);
/** A count of which nothing more is said: the paper itself is asked for. */
const BARE = new RegExp(`^${NUMBER} ?\\(?bản(?: giấy| in| điện tử)?\\)?[ .;]{0,3}$`, 'u');
/** Between two counts of one paper: either will do. */
const EITHER = /hoặc|\/|hay(?!\p{L})/u;
/** A number after these words is part of a citation: a glued count starts with its last digit. */
const CITATION = /(?:số|điều|khoản|điểm|mục|mẫu|lục|năm|phần|biểu|cột|cm|mm|[./\d]) ?$/u;

/** The count at the end of a run of digits: "175/2024/NĐ-CP1" → 1, "Phụ lục số 271" → 1, "01" → 1. */
export function gluedCount(digits: string, before: string): number {
  if (digits.length > 2 || (digits.length === 2 && !digits.startsWith('0') && CITATION.test(before)))
    return Number(digits.slice(-1));
  return Number(digits);
}

/** @returns null where the text gives no number: a placeholder, "Không ghi rõ (thường là 01 bộ)", a file name */
export function parseCopies(text: string): Copies | null {
  const line = cleanLine(text).toLowerCase();
  if (isPlaceholder(line) || NOT_STATED.test(line.slice(0, 40))) return null;
  const paper = paperCopies(line);
  const sets = SETS.exec(line);
  const counted = sets === null ? undefined : numberOf(sets[1], sets[2]);
  if (counted !== undefined && counted > 0) return { sets: counted };
  if (paper !== null) return paper;
  const bare = BARE.exec(line);
  const number = bare === null ? undefined : numberOf(bare[1], bare[2]);
  if (number !== undefined) return { originals: number, copies: 0 };
  const labelled = Number(LABELLED_SETS.exec(line)?.[1] ?? 0);
  return labelled > 0 ? { sets: labelled } : null;
}

function paperCopies(line: string): Copies | null {
  const original = ORIGINAL_FIRST.exec(line)?.[1];
  const copy = COPY_FIRST.exec(line)?.[1];
  if (original !== undefined || copy !== undefined)
    return { originals: Number(original ?? 0), copies: Number(copy ?? 0) };
  let originals = 0;
  let copies = 0;
  let end = -1;
  for (const match of line.matchAll(COUNT)) {
    const number =
      match[1] === undefined
        ? numberOf(undefined, match[2])
        : gluedCount(match[1], line.slice(Math.max(0, match.index - 12), match.index));
    if (number === undefined) continue;
    if (end >= 0 && EITHER.test(line.slice(end, match.index))) break;
    if (match[3] === undefined) copies += number;
    else originals += number;
    end = match.index + match[0].length;
  }
  return end < 0 ? null : { originals, copies };
}

function numberOf(digits: string | undefined, words: string | undefined): number | undefined {
  if (digits !== undefined) return Number(digits);
  return words === undefined ? undefined : readNumberWords(words);
}

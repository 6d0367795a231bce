/** Forms that the text of a dossier names without offering them: "Đơn đề nghị theo mẫu số 02". */
import { clean, shorten } from '../text.js';
import { withoutNumbering } from './papers.js';
import { anyOf, wordLists } from './vocabulary.js';

const lists = wordLists('form-words');
/** "văn bản của công ty đề nghị …", "Đơn …": in lower case. */
const APPLICANT = new RegExp(
  `(?<!\\p{L})(?:${anyOf(lists('applicantPapers'))}|văn bản(?: của [^.;,()]{1,100}?)? (?:${anyOf(lists('applicantVerbs'))}))(?!\\p{L})`,
  'gu',
);
/** What a paper stands behind where others were named before it: "hồ sơ gồm: Đơn …", "phải nộp thêm đơn …". */
const INTRODUCED =
  /(?::|(?<!\p{L})(?:nộp(?: thêm| kèm)?|gồm|còn có|phải có|xuất trình))\s*(?:[-+*]\s*)?(?:\d{1,2}\s+)?$/u;
const AUTHORITY = new RegExp(`(?<!\\p{L})(?:${anyOf(lists('authorityPapers'))})(?!\\p{L})`, 'u');
/** Where an appendix is cited between the word and the number. */
const APPENDIX =
  '(?:(?:(?:được\\s+)?(?:quy định\\s+)?(?:tại|theo|ở|trong|là)\\s+)?(?:[Pp]hụ lục|PHỤ LỤC)\\s*(?:số\\s*:?\\s*)?)?';
/** A number, a code of capitals and figures ("TP-LS-06", "D 05-THADS"), a Roman number. Capitals count, so no flag for either case. */
const NUMBER =
  '((?:\\p{Lu}{1,4} (?=\\d))?(?=[\\p{Lu}\\d./-]*(?:\\d|[IVX]+(?![\\p{L}])))[\\p{Lu}\\d][\\p{Lu}\\d]*\\p{Ll}?(?!\\p{Ll})(?:[./-][\\p{L}\\d]+)*)';
/** "mẫu số 02", "Mẫu CT01", "mẫu TP-LS-06", "mẫu tại Phụ lục số 04a", "mẫu đơn số 3". */
const NUMBERED = new RegExp(
  `(?<!\\p{L})(?:[Mm]ẫu|MẪU)(?:\\s+(?:đơn|tờ khai))?\\s+(?:(?:số|SỐ|ký hiệu)\\s*(?:là\\s*)?:?\\s*)?${APPENDIX}${NUMBER}`,
  'gu',
);
/** "theo mẫu" without a number; not the specimen of a seal or a signature. */
const BY_FORM =
  /(?<!\p{L})(?:theo|\()\s*(?:biểu\s+)?mẫu(?!\p{L}|\s+(?:dấu|con dấu|chữ ký|thiết kế|sản phẩm|vật))/giu;
/** How far before the word the paper is looked for, in characters; never beyond the point or semicolon before. */
const REACH = 220;
const LONGEST_PAPER = 160;
const MOST = 12;

/**
 * Short names of the forms that the applicant has to fill in, each once, at most twelve. A form of the authority ("Phiếu tiếp nhận
 * hồ sơ (mẫu CT04)", "Giấy phép (mẫu …)") is left out.
 */
export function mentionedForms(text: string): string[] {
  const found = new Map<string, string>();
  for (const line of clean(text).split('\n')) {
    for (const name of namedIn(line)) {
      if (found.size >= MOST) return [...found.values()];
      const key = name.toLowerCase();
      if (!found.has(key)) found.set(key, name);
    }
  }
  return [...found.values()];
}

function* namedIn(line: string): Generator<string> {
  let isNumbered = false;
  for (const match of line.matchAll(NUMBERED)) {
    isNumbered = true;
    if (paperBefore(line, match.index) !== undefined) yield match[0].replace(/\s+/gu, ' ');
  }
  if (isNumbered) return;
  for (const match of line.matchAll(BY_FORM)) {
    const paper = paperBefore(line, match.index);
    if (paper !== undefined) yield shorten(`${paper} ${match[0].replace('(', '').trim()}`, 80);
  }
}

/** The applicant's paper that the words at `index` belong to; undefined where the nearest paper is the authority's. */
function paperBefore(line: string, index: number): string | undefined {
  const reach = line.slice(Math.max(0, index - REACH), index);
  const clause = reach.split(/[;•]|\.\s/u).at(-1) ?? '';
  const lower = clause.toLowerCase();
  const papers = [...lower.matchAll(APPLICANT)];
  const introduced = papers.findLast(({ index: at }) =>
    INTRODUCED.test(lower.slice(Math.max(0, at - 20), at)),
  );
  const applicant = introduced ?? papers[0];
  const authority = introduced === undefined ? AUTHORITY.exec(lower) : null;
  // "Đơn đề nghị cấp giấy phép (mẫu 01)": the paper comes first, what it asks for behind it.
  if (applicant !== undefined && (authority === null || applicant.index <= authority.index))
    return clause.slice(applicant.index).replace(/(?<![\s(,:-])[\s(,:-]+$/u, '');
  if (authority !== null) return undefined;
  return headOf(line, index - clause.length) ?? paperOf(line, index);
}

/** The paper a short line is: what stands in a list of papers with the number of a form behind it is filled in by the applicant. */
function paperOf(line: string, index: number): string | undefined {
  if (line.length > LONGEST_PAPER) return undefined;
  const name = withoutNumbering(line.slice(0, index)).replace(/(?<![\s(,:-])[\s(,:-]+$/u, '');
  return /^\p{Lu}\p{L}*\s\p{L}/u.test(name) && /[(,:-]\s*(?:theo\s+)?$/u.test(line.slice(0, index))
    ? name
    : undefined;
}

/** The applicant's paper that a line is about, where it starts with one: what follows lists what has to stand in it. */
function headOf(line: string, before: number): string | undefined {
  if (before <= 0 || before > 4 * REACH) return undefined;
  const start = withoutNumbering(line.slice(0, Math.min(before, REACH)));
  if (start.toLowerCase().search(APPLICANT) !== 0) return undefined;
  return /^[^.;,:]{0,100}/u.exec(start)?.[0].trim();
}

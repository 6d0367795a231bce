/** What the steps of a procedure say beside their subject: a term for the authority, that something is to be paid. */
import type { AnnouncingDecision } from '../service.js';
import { type Directions, parseReturning } from './channel.js';
import { setsIn } from './document-lines.js';
import { parseAnnouncingDecision } from './legal-document.js';
import { parseTimeLimits } from './time-limit.js';
import { anyOf, wholeWords, wordLists } from './vocabulary.js';

const lists = wordLists('step-words');
const TERM = wholeWords(lists('term'));
const LATE = wholeWords(lists('late'));
const APPLICANT_ACTS = new RegExp(
  `(?<!\\p{L})(?:${anyOf(lists('applicants'))})(?!\\p{L})[^.;]{0,60}?(?<!\\p{L})(?:${anyOf(lists('applicantActs'))})(?!\\p{L})`,
  'u',
);
const AUTHORITY_ACTS = wholeWords(lists('authorityActs'));
const PAYING = new RegExp(
  `(?<!\\p{L})(?:${anyOf(lists('paying'))})(?!\\p{L})(?![^.;\\n]{0,40}(?:${anyOf(lists('ifAny'))}))`,
  'u',
);
const NOT_PAYING = wholeWords(lists('notPaying'));
/** A date that comes round again is a term too: "ngày 20 tháng đầu tiên hàng quý". */
const BY_DATE = /ngày \d{1,2}(?: của)? tháng[^.;]{0,40}(?:hàng|mỗi|hằng) (?:tháng|quý|năm)/u;
const ANNOUNCING =
  /quyết định[^;]{0,160}?công bố (?:(?:các|một số|bổ sung|sửa đổi|mới ban hành|được sửa đổi)[ ,]+){0,4}(?:thủ tục hành chính|tthc)/u;
/** Characters of a text that are looked at. */
const READ = 20_000;

/** The first sentence that gives the authority's own term; a term for the applicant ("bổ sung trong vòng 15 ngày") is none. */
export function statedTerm(text: string): string | undefined {
  return sentences(text).find((sentence) => {
    const lower = sentence.toLowerCase();
    return (
      TERM.test(lower) && !isApplicants(lower) && (parseTimeLimits(sentence) !== null || BY_DATE.test(lower))
    );
  });
}

/** The first sentence that has the applicant pay; "nếu có" leaves it open, and does not count. */
export function statedPayment(text: string): string | undefined {
  return sentences(text).find((sentence) => {
    const lower = sentence.toLowerCase();
    return PAYING.test(lower) && !NOT_PAYING.test(lower);
  });
}

const DECLARED_ONLINE =
  /^(?:(?:người|công dân|tổ chức|cá nhân|chủ)[^.;\n]{0,40}?\s)?(?:thực hiện\s+)?(?:khai báo|kê khai|khai|điền|nhập|cập nhật)(?!\p{L})[^.;\n]{0,120}?(?:trên|qua|tại)\s+(?:trang|cổng|ứng dụng|hệ thống|phần mềm|môi trường)/iu;
const KIND_WITHOUT_COUNT = /^bản (?:chính|gốc|sao|chụp|photo)(?!\p{L})/iu;

/**
 * Words of the dossier that make its number doubtful rather than missing: nothing but a declaration made on line, or papers of which
 * the original or a copy is asked for without saying how many.
 *
 * @param papers names of the papers
 */
export function doubtfulSets(papers: readonly string[]): string | undefined {
  const [first] = papers;
  if (first !== undefined && papers.length === 1 && DECLARED_ONLINE.test(first)) return first;
  return papers.find((paper) => KIND_WITHOUT_COUNT.test(paper));
}

/** The first sentence that says how many sets are handed in ("nộp 01 bộ hồ sơ"). */
export function statedSets(text: string): string | undefined {
  return sentences(text).find((sentence) => setsIn(sentence) !== undefined);
}

/** The first sentence that names a channel of handing in, or of giving back; the text's beginning where they are told apart only together. */
export function statedDirection(text: string, direction: keyof Directions): string {
  return sentences(text).find((sentence) => parseReturning(sentence)[direction].length > 0) ?? text;
}

/**
 * The decision that announced the procedure, where the legal basis names it among the documents. A decision that announces a list of
 * procedures, or approves something, is not said to be it.
 */
export function statedDecision(text: string): AnnouncingDecision | undefined {
  for (const sentence of text.slice(0, READ).split(/[\n;]/u)) {
    if (!ANNOUNCING.test(sentence.toLowerCase())) continue;
    const decision = parseAnnouncingDecision(sentence);
    if (decision?.number !== undefined) return { ...decision, text: sentence.trim() };
  }
  return undefined;
}

/** What a label inside a text answers for. */
type LabelledKind = 'time' | 'phi' | 'lePhi' | 'fees';

export interface LabelledPart {
  readonly kind: LabelledKind;
  readonly text: string;
}

const LABELLED: ReadonlyMap<string, LabelledKind> = new Map(
  (
    [
      ['labelledTimes', 'time'],
      ['labelledPhi', 'phi'],
      ['labelledLePhi', 'lePhi'],
      ['labelledFees', 'fees'],
    ] as const
  ).flatMap(([key, kind]) => lists(key).map((word) => [word, kind] as const)),
);
const PART = new RegExp(
  `(^|[.;,|•+*–-]\\s*|\\s)(${anyOf([...LABELLED.keys()])})(?:\\s*\\([^()]{0,30}\\))?\\s*:`,
  'giu',
);

/** "Thời hạn: 5 ngày làm việc; Lệ phí : 20.000 đồng": labels with their values inside one text, in order of reading. */
export function labelledParts(text: string): LabelledPart[] {
  return text
    .slice(0, READ)
    .split(/\n|\s\|\s/u)
    .flatMap((line) => {
      const starts = [...line.matchAll(PART)].filter(
        // In the middle of a sentence only a capital tells a label from a word.
        ([, seam = '', word = '']) => /\S/u.test(seam) || seam === '' || /^\p{Lu}/u.test(word),
      );
      return starts.flatMap((start, index): LabelledPart[] => {
        const kind = LABELLED.get((start[2] ?? '').toLowerCase().replace(/\s+/gu, ' '));
        const value = line.slice(start.index + start[0].length, starts[index + 1]?.index);
        const said = value.replace(/[\s;,.|+–-]+$/u, '').trim();
        return kind === undefined || said === '' ? [] : [{ kind, text: said }];
      });
    });
}

function isApplicants(sentence: string): boolean {
  if (LATE.test(sentence)) return true;
  const act = APPLICANT_ACTS.exec(sentence);
  if (act === null) return false;
  const rest = sentence.slice(0, act.index) + sentence.slice(act.index + act[0].length);
  return !AUTHORITY_ACTS.test(rest);
}

function sentences(text: string): string[] {
  return text
    .slice(0, READ)
    .split(/[\n;]|\.\s/u)
    .map((sentence) => sentence.trim());
}

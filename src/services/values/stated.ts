/** What the steps of a procedure say beside their subject: a term for the authority, that something is to be paid. */
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
/** Characters of a text that are looked at. */
const READ = 20_000;

/** The first sentence that gives the authority's own term; a term for the applicant ("bổ sung trong vòng 15 ngày") is none. */
export function statedTerm(text: string): string | undefined {
  return sentences(text).find((sentence) => {
    const lower = sentence.toLowerCase();
    return TERM.test(lower) && !isApplicants(lower) && parseTimeLimits(sentence) !== null;
  });
}

/** The first sentence that has the applicant pay; "nếu có" leaves it open, and does not count. */
export function statedPayment(text: string): string | undefined {
  return sentences(text).find((sentence) => {
    const lower = sentence.toLowerCase();
    return PAYING.test(lower) && !NOT_PAYING.test(lower);
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

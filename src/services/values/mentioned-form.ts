/** Forms that the text of a dossier names without offering them: "Đơn đề nghị theo mẫu số 02". */
import { clean, shorten } from '../text.js';
import { anyOf, wordLists } from './vocabulary.js';

const lists = wordLists('form-words');
const APPLICANT = new RegExp(`(?<!\\p{L})(?:${anyOf(lists('applicantPapers'))})(?!\\p{L})`, 'giu');
const AUTHORITY = new RegExp(`(?<!\\p{L})(?:${anyOf(lists('authorityPapers'))})(?!\\p{L})`, 'giu');
/** "mẫu số 02", "Mẫu CT01", "mẫu TP-LS-06", "mẫu tại Phụ lục số 04a", "Phụ lục II ban hành kèm theo". */
const NUMBERED =
  /(?<!\p{L})mẫu(?:\s+(?:đơn|tờ khai))?\s+(?:số\s*:?\s*|ký hiệu\s*(?:là\s*)?)?(?:(?:(?:được\s+)?(?:quy định\s+)?tại|theo|ở|trong)\s+phụ lục\s*(?:số\s*)?)?((?=[^\s,;)]*[\dIVX])[\p{Lu}\d][\p{L}\d./-]{0,24})/giu;
/** "theo mẫu" without a number. */
const BY_FORM = /(?<!\p{L})(?:theo|\()\s*(?:biểu\s+)?mẫu(?!\p{L})/giu;
/** How far before the word the paper is looked for, in characters; never beyond the point or semicolon before. */
const REACH = 220;
const MOST = 12;

/**
 * Short names of the forms that the applicant has to fill in, each once, at most twelve. A form of the authority ("Phiếu tiếp nhận
 * hồ sơ (mẫu CT04)", "Giấy phép (mẫu …)") is left out.
 */
export function mentionedForms(text: string): string[] {
  const found = new Map<string, string>();
  const add = (name: string) => {
    if (found.size < MOST) found.set(name.toLowerCase(), name);
  };
  for (const line of clean(text).split('\n')) {
    const numbered = [...line.matchAll(NUMBERED)];
    for (const match of numbered) {
      if (isApplicants(line, match.index)) add(match[0].replace(/[.,]+$/u, ''));
    }
    if (numbered.length > 0) continue;
    for (const match of line.matchAll(BY_FORM)) {
      const paper = isApplicants(line, match.index);
      if (paper) add(shorten(`${paper} ${match[0].replace('(', '').trim()}`, 80));
    }
  }
  return [...found.values()];
}

/** The applicant's paper that the words at `index` belong to; undefined where the nearest paper is the authority's. */
function isApplicants(line: string, index: number): string | undefined {
  const before =
    line
      .slice(Math.max(0, index - REACH), index)
      .split(/[;•]|\.\s/u)
      .at(-1) ?? '';
  const applicant = [...before.matchAll(APPLICANT)].at(0);
  const authority = [...before.matchAll(AUTHORITY)].at(0);
  if (applicant === undefined) return undefined;
  // "Đơn đề nghị cấp giấy phép (mẫu 01)": the paper comes first, what it asks for behind it.
  if (authority !== undefined && authority.index < applicant.index) return undefined;
  return before.slice(applicant.index).replace(/[\s(,:-]+$/u, '');
}

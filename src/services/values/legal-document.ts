/** Numbers of legal documents, and the decision that announced a procedure (Article 5.1.l). */
import type { AnnouncingDecision } from '../service.js';
import { clean } from '../text.js';
import { isPlaceholder } from './placeholder.js';
import { anyOf, wordLists } from './vocabulary.js';

const lists = wordLists('legal-documents');
const types = new Set(lists('types'));
const issuers = new Set(lists('issuers'));
const DECISIONS = anyOf(lists('decisions'));
/** One part of the letters of a number: "QĐ", "TTg", "QH15", "BLĐTBXH", "C06". A capital that starts the next word ("NĐ-CPLuật") is not of it. */
const PART = `(?:UBTVQH\\d{1,2}|QH\\d{1,2}|(?:${anyOf(lists('shortForms'))})(?!\\p{Ll})|\\p{Lu}{1,2}\\d{1,2}(?![\\d/\\p{Ll}]|\\.\\d)|\\p{Lu}+(?!\\p{Ll}))`;
/** White space may have come between the parts; before the issuer it may not stand on both sides of a later hyphen. */
const NUMBER = new RegExp(
  `(?<!\\d[/.])(\\d{1,9}(?:\\.\\d{1,2})?\\p{Ll}{0,2})\\.? ?/ ?(?:((?:19|20)\\d{2}) ?/ ?)?(${PART})((?: ?[-–] ?${PART})?(?:[-–/]${PART})*)`,
  'gu',
);
const ODD_DECISION = new RegExp(
  `(?<!\\p{L})(?:(?:${DECISIONS})[ /]?\\d{1,5}[-/](?:\\p{Lu}+)(?!\\p{Ll})(?:-\\p{Lu}+)*|\\d{1,5} ?(?:${DECISIONS})[-/ ](?:\\p{Lu}+)(?!\\p{Ll})(?:-\\p{Lu}+)*)`,
  'u',
);
/** "năm 2024" glued to "37/2024/QH15". */
const GLUED_YEAR = /^(?:19|20)\d{2}(?=\d)/;
const NEXT_WORD = new RegExp(`(?<=\\p{Lu}{2})(?:${anyOf(lists('nextWords'))})$`, 'u');
const IS_DECISION = new RegExp(`^(?:${DECISIONS})$`, 'u');
/** Labels inside the cell of an announcing decision; what is left without them is the content. */
const LABELS =
  /số\s*qđ|số quyết định|quyết định(?: công bố)?(?: số)?|ngày\s+(?:hiệu lực|ban hành|công bố|ký)|cơ quan ban hành|số|ngày/giu;

interface Found {
  readonly number: string;
  readonly type: string;
}

function find(text: string): Found[] {
  const found = new Map<string, Found>();
  const cleaned = clean(text);
  for (const match of cleaned.matchAll(NUMBER)) {
    const [, number = '', year, type = '', rest = ''] = match;
    const end = match.index + match[0].length;
    if (year === undefined && !types.has(type)) continue;
    if (year === undefined && rest === '') continue;
    const letters = untilIssuer(
      `${type}${rest}`.replace(/ /g, '').replace(/–/g, '-'),
      cleaned.slice(end, end + 1),
    );
    const whole = [number.replace(GLUED_YEAR, ''), ...(year === undefined ? [] : [year]), letters].join('/');
    if (!found.has(whole)) found.set(whole, { number: whole, type });
  }
  return [...found.values()];
}

/** "140/2025/NĐ-CPquy định": the P is the issuer's although a small letter follows it; "NĐ-CPTHÔNG TƯ": the next word is not. */
function untilIssuer(letters: string, next: string): string {
  const issuer = letters.slice(Math.max(letters.lastIndexOf('-'), letters.lastIndexOf('/')) + 1);
  const trimmed = issuer.replace(NEXT_WORD, '');
  if (trimmed !== issuer && issuers.has(trimmed))
    return letters.slice(0, letters.length - issuer.length + trimmed.length);
  return next !== '' && !issuers.has(issuer) && issuers.has(issuer + next) ? letters + next : letters;
}

/** The numbers of the documents a text cites, in order of reading, each once: "55/2021/TT-BCA", "28/2009/QH12", "688a/QĐ-BCT". */
export function parseLegalDocuments(text: string): string[] {
  return find(text).map(({ number }) => number);
}

/** @returns null where the place is empty; without `number` where there is a text and no number of a decision in it */
export function parseAnnouncingDecision(text: string): AnnouncingDecision | null {
  const cleaned = clean(text);
  const content = cleaned.replace(LABELS, ' ').replace(/[:\s]+/gu, ' ');
  if (isPlaceholder(cleaned) || content.split(/[\]\n]/u).every((part) => isPlaceholder(part))) return null;
  const number =
    find(cleaned).find(({ type }) => IS_DECISION.test(type))?.number ?? ODD_DECISION.exec(cleaned)?.[0];
  return number === undefined ? { text: cleaned } : { text: cleaned, number };
}

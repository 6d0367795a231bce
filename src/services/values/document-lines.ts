/** The papers in running text: one a line, a bullet, or a clause of its own. */
import type { DossierDocument } from '../service.js';
import { cleanLine } from '../text.js';
import { type Copies, parseCopies } from './copies.js';
import { counted, type Papers, withoutNumbering } from './papers.js';

/** Line breaks, clauses that begin with a capital, and bullets inside a line whose breaks are gone. */
const BETWEEN =
  /\n|;\s+(?=[-+•*(]|\p{Lu})|(?<=[.;:])\s+(?=(?:[-–+•*]|\(?\d{1,2}(?:\.\d{1,2})*[.)])\s*\p{Lu}|\(?[a-zđ]\)\s)/u;
const COUNT_LINE = /^(?:số lượng(?: hồ sơ| bộ hồ sơ| bộ| bản)?\s*[:(]|số lượng hồ sơ|số bộ)(?!\p{L})/iu;
const NOTE = /^(?:lưu ý|ghi chú|chú ý)(?!\p{L})/iu;
const HEADING = /^(?:thành phần(?: hồ sơ)?|hồ sơ)(?:,? (?:bao )?gồm)?(?: có)?[\s.]*$|:$/iu;
const FIRST_COUNT =
  /^\d{1,2}\s*(?:\([^()]{1,12}\)\s*)?bản (?:chính|gốc|sao|chụp|photo)(?: (?:và|,) \d{1,2} bản (?:chính|sao))?/iu;
/** "02 bản chà số khung": a count of something of its own kind. */
const FIRST_BARE = /^\d{1,2} bản(?=\s\p{Ll})/u;
/** "(01 bản chính, 02 bản sao)", ": 02 bản", "Bản chính: 1 - Bản sao: 0" behind a paper's name. */
const LAST_COUNT =
  /\(?\s*(?<!\d)\d{1,2}\s*(?:\([^()]{1,12}\)\s*)?bản(?: chính| gốc| sao| chụp| photo|(?=[\s).,;]|$))[^()\n]{0,60}\)?$|bản chính\s*:\s*\d{1,2}[^()\n]{0,30}$/iu;

export function fromLines(text: string): Papers {
  const papers = text
    .split(BETWEEN)
    .map((line) => cleanLine(withoutNumbering(line)).replace(/(?<![;,.])[;,.]+$/u, ''))
    .filter(isPaper)
    .map((name): DossierDocument => counted(name, countsOf(name)));
  return { papers, forms: [], hasForms: false };
}

function isPaper(line: string): boolean {
  if (!/\p{L}{2}/u.test(line) || COUNT_LINE.test(line) || NOTE.test(line) || HEADING.test(line)) return false;
  return line.length > 40 || parseCopies(line)?.sets === undefined;
}

function countsOf(name: string): Copies | null {
  for (const pattern of [LAST_COUNT, FIRST_COUNT, FIRST_BARE]) {
    const count = pattern.exec(name)?.[0];
    const read = count === undefined ? null : parseCopies(count.replace(/^[\s(]+|[\s)]+$/gu, ''));
    if (read !== null && read.sets === undefined) return read;
  }
  return null;
}

const COUNT_LABEL =
  /(?<=^|[\n.;]\s*)(?:[-+*•]\s*|\(?[a-zđ\d]{1,2}[.)]\s*)?số (?:lượng(?: bộ)? hồ sơ|lượng bộ|bộ(?: hồ sơ)?)\s*:[^\S\n]*([^\n]{1,200})/iu;

/** What a line with the label of the number of sets says behind it. */
export function countLineIn(text: string): string | undefined {
  return COUNT_LABEL.exec(text)?.[1]?.trim();
}

const NUMBER = '(?:\\d{1,2}|một|hai|ba|bốn)';
const SETS = new RegExp(
  `(?<![\\p{L}\\d/.,])${NUMBER}\\s*(?:\\([^()\\n]{1,20}\\)\\s*)?\\(?bộ(?!\\p{L})`,
  'giu',
);
const LABELLED_SETS =
  /số (?:lượng(?: hồ sơ| bộ hồ sơ| bộ)?|bộ(?: hồ sơ)?)\s*[:(][^.;\n]{0,40}?\d{1,2}\s*(?:\([^()\n]{1,20}\)\s*)?\(?(?:(?:bộ|hồ sơ)(?!\p{L})|(?=[.;)]|\s*(?:\n|$)))/iu;
/** So much of what follows tells "01 bộ phận" from "01 bộ". */
const AFTER = 12;

/** The number of sets a text states; one with a label goes before any other. */
export function setsIn(text: string): number | undefined {
  const labelled = LABELLED_SETS.exec(text)?.[0];
  const sets =
    labelled === undefined ? undefined : parseCopies(labelled.replace(/\(bộ|hồ sơ$/iu, 'bộ'))?.sets;
  if (sets !== undefined) return sets;
  for (const match of text.matchAll(SETS)) {
    const said = text.slice(match.index, match.index + match[0].length + AFTER);
    const found = parseCopies(said.replace(/\(bộ/iu, 'bộ'))?.sets;
    if (found !== undefined) return found;
  }
  return undefined;
}

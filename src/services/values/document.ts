/** The papers of a dossier: from a table, from a table whose cells were glued together, from lines of text. */
import type { Cell, Table } from '../labelled.js';
import type { Documents, DossierDocument, Form } from '../service.js';
import { clean, cleanLine, unaccent } from '../text.js';
import { parseCopies } from './copies.js';
import { fileOf, parseForms } from './form.js';
import { isNone, isPlaceholder } from './placeholder.js';
import { cutSwallowed } from './swallowed.js';
import { anyOf, wordLists } from './vocabulary.js';

export interface ReadDocuments {
  readonly documents: Documents;
  /** Forms that the papers carry. */
  readonly forms: readonly Form[];
  /** True where the source has a column for forms, filled or not. */
  readonly hasForms: boolean;
  /** Number of sets the text states. */
  readonly sets?: number;
  /** True where each paper has its own count of originals and copies. */
  readonly perPaper?: true;
}

const lists = wordLists('seams');
const GLUED_HEADING = new RegExp(
  `(?:${anyOf(lists('paperHeads'))})\\s*(?:${anyOf(lists('formHeads'))})\\s*(?:${anyOf(lists('countHeads'))})`,
  'gu',
);
/** The count that ends each row of a glued table: right behind the text before it, unlike "(01 bản chính hoặc …)" inside a paper's name. */
const GLUED_COUNT =
  /(?:(?:(?<=\d)\d|(?<![\s(\d])\d{1,3}) bản (?:chính(?:\s*,\s*\d{1,3} bản sao)?|sao)|Bản chính:\s*\d{1,3}\s*[-–]?\s*Bản sao:\s*\d{1,3})/gu;
const GLUED_FILE = new RegExp(`\\.(?:${anyOf(wordLists('form-words')('extensions'))})(?!\\p{Ll})`, 'giu');
/** Where one cell ends and the next begins without a space: after punctuation, or a capital behind a small letter. */
const SEAM = /(?<=[.;:,)\]”"…])(?=[\p{Lu}\d_[(])|(?<=\p{Ll})(?=\p{Lu})/u;
const SETS =
  /(?:số lượng(?: hồ sơ| bộ hồ sơ)?\s*[:(]?[^.;\n]{0,40}?|)\d{1,2}\s*(?:\([^()\n]{1,20}\)\s*)?\(?bộ(?!\p{L})/giu;
const COUNT_LINE = /^[\s*+•.\d)(-]*(?:số lượng(?: hồ sơ| bộ hồ sơ)?|số bộ)\b/iu;
const BULLET = /^\s*(?:[-–—+*•·▪►]+|\(?(?:\d{1,2}|[a-zđ])[.)](?!\d)|bước \d+\s*[:.])\s*/iu;
const HEADING_LINE = /:$/u;
const MOST_PAPERS = 200;

/**
 * @param tables real tables of the value, where the source has them
 * @returns null where the text is a placeholder
 */
export function parseDocuments(text: string, tables: readonly Table[] = []): ReadDocuments | null {
  const cell = cutSwallowed(text);
  const read = tables.map(fromTable).filter((one) => one !== undefined);
  if (read.some((one) => one.papers.length > 0)) return result(cell, read);
  if (isPlaceholder(cell)) return null;
  if (isNone(cell)) return { documents: { text: cell, items: [], none: true }, forms: [], hasForms: false };
  const glued = fromGlued(cell);
  if (glued !== undefined) return result(cell, [glued]);
  const papers = papersOf(cell);
  return result(cell, [{ papers, forms: [], hasForms: false, counted: isCounted(papers) }]);
}

interface Part {
  readonly papers: readonly DossierDocument[];
  readonly forms: readonly Form[];
  readonly hasForms: boolean;
  readonly counted: boolean;
}

function result(text: string, parts: readonly Part[]): ReadDocuments {
  const sets = setsIn(text);
  const items = parts.flatMap((part) => part.papers).slice(0, MOST_PAPERS);
  const forms = new Map(
    parts.flatMap((part) => part.forms).map((form) => [form.url ?? form.file ?? form.name, form]),
  );
  return {
    documents: { text, items: items.length === 0 ? [{ name: cleanLine(text).slice(0, 300) }] : items },
    forms: [...forms.values()],
    hasForms: parts.some((part) => part.hasForms),
    ...(sets === undefined ? {} : { sets }),
    ...(parts.some((part) => part.counted) ? { perPaper: true as const } : {}),
  };
}

function isCounted(papers: readonly DossierDocument[]): boolean {
  return papers.some((paper) => paper.originals !== undefined || paper.copies !== undefined);
}

function setsIn(text: string): number | undefined {
  for (const match of text.matchAll(SETS)) {
    const sets = parseCopies(match[0].replace(/\(bộ/iu, 'bộ'))?.sets;
    if (sets !== undefined) return sets;
  }
  return undefined;
}

function fromTable(table: Table): Part | undefined {
  const column = (key: string): number => {
    const names = lists(key).map(plain);
    return table.headings.findIndex((heading) => names.includes(plain(heading)));
  };
  const [paper = -1, form = -1, count = -1, original = -1, copy = -1] = [
    'paperHeads',
    'formHeads',
    'countHeads',
    'originalHeads',
    'copyHeads',
  ].map(column);
  const name =
    paper >= 0
      ? paper
      : table.headings.findIndex((heading) => /^(?:name|ten|title|ten ho so|document)/u.test(plain(heading)));
  if (name < 0) return undefined;
  const forms: Form[] = [];
  const papers = table.rows.flatMap((cells): DossierDocument[] => {
    const said = clean(cells[name]?.text ?? '');
    const formCell: Cell | undefined = form < 0 ? undefined : cells[form];
    const links =
      formCell?.links ?? cells.find((cell, index) => index !== name && cell.links !== undefined)?.links;
    const read = formCell === undefined ? null : parseForms(formCell.text, links);
    if (read !== null) forms.push(...read.items);
    if (isPlaceholder(said)) return [];
    const counts = count < 0 ? null : parseCopies(clean(cells[count]?.text ?? ''));
    const originals = numberIn(cells[original]) ?? counts?.originals;
    const copies = numberIn(cells[copy]) ?? counts?.copies;
    return [
      {
        name: cleanLine(said),
        ...(originals === undefined ? {} : { originals }),
        ...(copies === undefined ? {} : { copies }),
      },
    ];
  });
  return { papers, forms, hasForms: form >= 0, counted: isCounted(papers) };
}

function numberIn(cell: Cell | undefined): number | undefined {
  const match = /^\s*(\d{1,3})\s*$/.exec(cell?.text ?? '');
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

/** A heading or key as words without accents: "ten_giay_to", "Tên giấy tờ:". */
function plain(heading: string): string {
  return unaccent(heading)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function fromGlued(text: string): Part | undefined {
  const headings = [...text.matchAll(GLUED_HEADING)];
  const [first] = headings;
  if (first === undefined) return undefined;
  const forms: Form[] = [];
  const papers: DossierDocument[] = [];
  for (const [index, heading] of headings.entries()) {
    const body = text.slice(heading.index + heading[0].length, headings[index + 1]?.index ?? text.length);
    let from = 0;
    for (const count of body.matchAll(GLUED_COUNT)) {
      const row = takeForms(body.slice(from, count.index), forms);
      from = count.index + count[0].length;
      const { originals, copies } = parseCopies(count[0]) ?? {};
      if (row !== '')
        papers.push({
          name: row,
          ...(originals === undefined ? {} : { originals }),
          ...(copies === undefined ? {} : { copies }),
        });
    }
    // What follows the last count is the caption of the next table, or a last row without a count.
    const rest = takeForms(body.slice(from), forms);
    if (from === 0 && rest !== '') papers.push({ name: rest });
  }
  return {
    papers,
    forms,
    hasForms: true,
    counted: isCounted(papers),
  };
}

/** Takes the file names glued to a paper's name off it. @returns the name alone */
function takeForms(text: string, forms: Form[]): string {
  const row = cleanLine(text);
  const ends = [...row.matchAll(GLUED_FILE)].map((match) => match.index + match[0].length);
  if (ends.length === 0) return row.replace(BULLET, '').trim();
  const [firstEnd = 0] = ends;
  const seam = seamBefore(row, firstEnd);
  let start = seam;
  for (const end of ends) {
    const file = row.slice(start, end).trim();
    if (file !== '') forms.push({ name: file, ...fileOf(file) });
    start = end;
  }
  return `${row.slice(0, seam)} ${row.slice(start)}`.trim().replace(BULLET, '');
}

/** Longest file name that is looked for. */
const LONGEST_FILE = 120;

/** Where the file name that ends at `end` begins. */
function seamBefore(row: string, end: number): number {
  const from = Math.max(0, end - LONGEST_FILE);
  const window = row.slice(from, end);
  const seam = SEAM.exec(window.replace(/\.\p{L}{2,4}$/u, ''));
  if (seam !== null) return from + seam.index;
  // No seam: the paper is known by its file alone, or the name ends where the last word begins.
  return from === 0 && row.indexOf(' ') === -1 ? 0 : from + Math.max(0, window.lastIndexOf(' '));
}

/** "(01 bản chính, 02 bản sao)" behind a paper's name. */
const LINE_COUNT =
  /\(?\s*\d{1,2}\s*(?:\([^()]{1,12}\)\s*)?bản(?: chính| sao|(?=[\s).,;]|$))[^()\n]{0,60}\)?$/iu;

function papersOf(text: string): DossierDocument[] {
  const lines = text.split(/\n|;\s+(?=[-+•*(]|\p{Lu})/u);
  const names = lines
    .map((line) => line.trim())
    .filter((line) => line !== '' && !COUNT_LINE.test(line) && !HEADING_LINE.test(line))
    .map((line) => cleanLine(line.replace(BULLET, '')).replace(/[;,.]+$/u, ''));
  return names
    .filter((name) => /\p{L}{2}/u.test(name))
    .map((name) => {
      const count = LINE_COUNT.exec(name);
      const { originals, copies } = (count === null ? null : parseCopies(count[0])) ?? {};
      return {
        name,
        ...(originals === undefined ? {} : { originals }),
        ...(copies === undefined ? {} : { copies }),
      };
    });
}

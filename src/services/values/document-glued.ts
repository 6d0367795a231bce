/** The papers in a table whose cells an export glued together: "Tên giấy tờMẫu đơn, tờ khaiSố lượngĐơn đề nghịMau01.doc1 bản chính". */
import type { DossierDocument, Form } from '../service.js';
import { cleanLine } from '../text.js';
import { parseCopies } from './copies.js';
import { fileEnds, fileOf } from './form.js';
import { counted, type Papers, withoutNumbering } from './papers.js';
import { anyOf, wordLists } from './vocabulary.js';

const lists = wordLists('seams');
const PAPER = anyOf(lists('paperHeads').filter((head) => /^(?:Tên|Loại|Thành phần) /u.test(head)));
const FORM = `(?<form>${anyOf(lists('formHeads').filter((head) => head.includes(' ')))})\\s*`;
const COUNT = `(?:${anyOf([...lists('countHeads'), ...lists('originalHeads')])})(?!\\s*:|\\s+hồ sơ)`;
const HEADING = new RegExp(`(?:${PAPER})\\s*(?:${FORM})?${COUNT}`, 'gu');
/** The count that ends each row: right behind the text before it, unlike "(01 bản chính hoặc …)" inside a paper's name. */
const ROW_END =
  /(?:(?:(?<![\s(]0)(?<=\d)\d|(?<![\s(\d])\d{1,3}) bản (?:chính(?:\s*,\s*\d{1,3} bản sao)?|sao)|Bản chính:\s*\d{1,3}\s*[-–]?\s*Bản sao:\s*\d{1,3}|(?<![\s(\d])\d{1,2} bản(?=\p{Lu}|\s*[-–+*]|\s*$))/gu;

/** @returns undefined where the text has no heading of such a table */
export function fromGlued(text: string): Papers | undefined {
  const headings = [...text.matchAll(HEADING)];
  if (headings.length === 0) return undefined;
  const papers: DossierDocument[] = [];
  const forms: Form[] = [];
  for (const [index, heading] of headings.entries()) {
    const next = headings[index + 1];
    const body = text.slice(heading.index + heading[0].length, next?.index ?? text.length);
    const rest = readRows(body, papers, forms);
    // Before a further table it is the caption of that table, behind the last one a row without a count.
    if (rest !== '' && (next === undefined || rest.length === body.length)) papers.push({ name: rest });
  }
  const hasForms = headings.some((heading) => heading.groups?.form !== undefined) || forms.length > 0;
  return { papers, forms, hasForms };
}

/** @returns what follows the last count */
function readRows(body: string, papers: DossierDocument[], forms: Form[]): string {
  let from = 0;
  for (const count of body.matchAll(ROW_END)) {
    const name = takeForms(body.slice(from, count.index), forms);
    from = count.index + count[0].length;
    if (name !== '') papers.push(counted(name, parseCopies(count[0])));
  }
  return takeForms(body.slice(from), forms);
}

/** Takes the file names glued to a paper's name off it. @returns the name alone; the file's where there is no other */
function takeForms(text: string, forms: Form[]): string {
  const row = cleanLine(text);
  const ends = fileEnds(row);
  const [firstEnd] = ends;
  if (firstEnd === undefined) return withoutNumbering(row).trim();
  const start = fileStart(row, firstEnd);
  const files = ends.map((end, index) =>
    row.slice(index === 0 ? start : ends[index - 1], end).replace(/^[\s,;]+/u, ''),
  );
  for (const file of files) forms.push({ name: file, ...fileOf(file) });
  const name = `${row.slice(0, start)} ${row.slice(ends.at(-1))}`.trim();
  return withoutNumbering(name === '' ? (files[0] ?? '') : name);
}

/** Longest file name that is looked for. */
const LONGEST_FILE = 120;
/** Words that begin a file's name are looked for at most so far before its end. */
const LIKELY_FILE = 60;
/** Signs that no file name holds, and ends of sentences: the name starts behind the last of them. */
const NOT_IN_NAME = /[/\\:*?"<>|;”]|\.\s+(?=[\p{Lu}\d])|\)\s*(?=[\p{Lu}\d])/gu;
/** Where one cell ends and the next begins without a space: after punctuation, or where a word starts inside another. */
const SEAM =
  /(?<=[,)\]…])(?=[\p{Lu}\d_[(])|(?<=[^\d\s]\.)(?=[\p{Lu}\d_])|(?<=(?:\d{3}|\s\d{1,2})\.)(?=\p{Lu})|(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|(?<=\d)(?=\p{Lu}\p{Ll})/gu;
const STARTS = `(?:${anyOf(wordLists('form-words')('fileStarts'))})(?!\\p{Ll})`;
const FILE_START = new RegExp(`(?<=\\s)${STARTS}`, 'gu');
/** The same words in small letters, where no capital shows. */
const SMALL_START = new RegExp(`(?<=[\\s)])${STARTS.toLowerCase().replace('\\p{ll}', '\\p{Ll}')}`, 'gu');

/** Where the file name that ends at `end` begins. */
function fileStart(row: string, end: number): number {
  const from = Math.max(0, end - LONGEST_FILE);
  const stem = row.slice(from, row.lastIndexOf('.', end));
  const sign = [...stem.matchAll(NOT_IN_NAME)].at(-1);
  const bound = sign === undefined ? 0 : sign.index + sign[0].length;
  const rest = stem.slice(bound);
  const space = rest.search(/\S\s/u);
  const isCited = sign?.[0] === '/';
  const seam = [...rest.matchAll(SEAM)].find(({ index }) => isCited || (space >= 0 && index > space + 1));
  if (seam !== undefined) return from + bound + seam.index;
  if (sign !== undefined && !isCited && /^\s*[\p{Lu}\d_]/u.test(rest)) return from + bound;
  const word =
    likeliest([...rest.matchAll(FILE_START)], rest) ?? likeliest([...rest.matchAll(SMALL_START)], rest);
  if (word !== undefined) return from + bound + word;
  return from + bound === 0 && space < 0 ? 0 : from + bound + Math.max(0, rest.lastIndexOf(' '));
}

/** The first word that is near enough to the end of the name, else the last. */
function likeliest(words: readonly RegExpExecArray[], rest: string): number | undefined {
  return (words.find(({ index }) => rest.length - index <= LIKELY_FILE) ?? words.at(-1))?.index;
}

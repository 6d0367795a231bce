/** What the readers of a dossier's papers share: their result, the count of one paper, the numbering before its name. */
import type { DossierDocument, Form } from '../service.js';
import { clean } from '../text.js';
import { type Copies, parseCopies } from './copies.js';

export interface Papers {
  readonly papers: readonly DossierDocument[];
  /** Forms that the papers carry. */
  readonly forms: readonly Form[];
  /** True where there is a place for forms, filled or not. */
  readonly hasForms: boolean;
  /** True where there is a place for the count of each paper, filled or not. */
  readonly hasCounts?: boolean;
}

const BARE_NUMBER = /^0?(\d{1,2})[ .]*$/;
const NUMBERING =
  /^\s*(?:[-–—+*•·▪►]+\)?|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[ivx]{1,4})[.)](?!\d)|bước \d+\s*[:.])\s*/iu;

/** A paper with its count, where there is one; a number of sets counts the paper as often. */
export function counted(name: string, counts: Copies | null): DossierDocument {
  const originals = counts?.originals ?? counts?.sets;
  const copies = counts?.copies;
  return {
    name,
    ...(originals === undefined ? {} : { originals }),
    ...(copies === undefined ? {} : { copies }),
  };
}

/** The count in a cell that holds nothing else: "1 bản chính", "02 bản", "1". */
export function countIn(cell: string): Copies | null {
  const number = BARE_NUMBER.exec(clean(cell))?.[1];
  return number === undefined ? parseCopies(cell) : { originals: Number(number) };
}

/** A line without the bullets and numbers before it: "- 4. Đơn" → "Đơn". */
export function withoutNumbering(line: string): string {
  return line.replace(NUMBERING, '').replace(NUMBERING, '');
}

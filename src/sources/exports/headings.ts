/** Finding the heading row of a sheet, below titles and above the data, in one row or two. */
import type { LabelMatcher } from '../../services/labels.js';
import { cleanLine } from '../../services/text.js';

/** The heading row is looked for in this many rows. */
export const HEADING_ROWS = 30;

export interface Column {
  /** From 0. */
  readonly index: number;
  /** As printed, on one line; "" where the column has none. */
  readonly label: string;
  /** The group heading above ("Số lượng" over "Bản chính"). */
  readonly parents: readonly string[];
  /** What the vocabulary says. */
  readonly field: ReturnType<LabelMatcher>;
}

export interface Headings {
  readonly columns: readonly Column[];
  /** Index of the first and the last heading row. */
  readonly first: number;
  readonly last: number;
  /** How many columns the vocabulary knows. */
  readonly known: number;
}

/**
 * The row (or the two rows) with the most labels that the vocabulary knows, the first of equals. It must have two of them, or
 * a code or a name and another heading.
 */
export function findHeadings(
  rows: readonly (readonly string[])[],
  match: LabelMatcher,
): Headings | undefined {
  let best: Headings | undefined;
  for (const index of rows.slice(0, HEADING_ROWS).keys()) {
    const one = oneRow(rows, index, match);
    const two = twoRows(rows, index, match);
    // A row that adds nothing to the one below it is a title ("ỦY BAN NHÂN DÂN … | CỘNG HÒA …"), not a row of group headings.
    const grouped = two !== undefined && two.known > (oneRow(rows, index + 1, match)?.known ?? 0);
    for (const found of grouped ? [two, one] : [one]) {
      if (found !== undefined && (best === undefined || found.known > best.known)) best = found;
    }
  }
  return best;
}

function oneRow(
  rows: readonly (readonly string[])[],
  index: number,
  match: LabelMatcher,
): Headings | undefined {
  const row = rows[index] ?? [];
  return headings(
    row.map((text, column) => describe(column, text, [], match)),
    index,
    index,
  );
}

function twoRows(
  rows: readonly (readonly string[])[],
  index: number,
  match: LabelMatcher,
): Headings | undefined {
  const upper = rows[index] ?? [];
  const lower = rows[index + 1];
  if (lower === undefined) return undefined;
  const groups = groupsOf(upper, lower);
  if (groups === undefined) return undefined;
  const width = Math.max(upper.length, lower.length);
  const columns = Array.from({ length: width }, (_, column) => {
    const below = lower[column] ?? '';
    const above = groups[column] ?? '';
    return below === ''
      ? describe(column, upper[column] ?? '', [], match)
      : describe(column, below, above === '' ? [] : [above], match);
  });
  return headings(columns, index, index + 1);
}

/**
 * The group heading of every column, where the lower row is one of sub-headings: it is empty under the headings that stand for
 * themselves, and at least one heading has two of its cells below it.
 */
function groupsOf(upper: readonly string[], lower: readonly string[]): string[] | undefined {
  if (upper.filter((text) => text !== '').length < 2) return undefined;
  const groups: string[] = [];
  let shared = false;
  for (let column = 0; column < Math.max(upper.length, lower.length); column += 1) {
    const own = upper[column] ?? '';
    const group = own === '' ? (groups[column - 1] ?? '') : own;
    groups.push(group);
    if ((lower[column] ?? '') === '') continue;
    const spans =
      own === '' ? group !== '' : (upper[column + 1] ?? '') === '' && (lower[column + 1] ?? '') !== '';
    if (!spans) return undefined;
    if (own === '') shared = true;
  }
  return shared ? groups : undefined;
}

function headings(columns: readonly Column[], first: number, last: number): Headings | undefined {
  const known = columns.filter((column) => column.field !== undefined);
  const named = columns.filter((column) => column.label !== '');
  const fields = new Set(known.map((column) => column.field));
  const enough = fields.size >= 2 || ((fields.has('code') || fields.has('name')) && named.length >= 2);
  const useful = known.some((column) => column.field !== 'ignored');
  return enough && useful ? { columns, first, last, known: known.length } : undefined;
}

function describe(index: number, text: string, above: readonly string[], match: LabelMatcher): Column {
  const label = cleanLine(text);
  const parents = above.map(cleanLine);
  return { index, label, parents, field: label === '' ? undefined : match(label, parents) };
}

/** "A" for 0, "AA" for 26. */
export function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter;
}

/** 0 for "A", 26 for "AA". */
export function columnIndex(letters: string): number {
  let index = 0;
  for (const letter of letters) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

/** Labels and values in a table: side by side, one above the other, or as columns. */
import type { PageLabels } from './page-labels.js';
import type { Pair } from './pair.js';
import type { PairFinder } from './pairs.js';
import type { SisterRows } from './sister-rows.js';
import { tableRows } from './table-rows.js';
import { elementsOf, LINE_BREAK, type PageElement } from './tree.js';
import { isUnread } from './unread.js';

/** Rows that one label may span. */
const MAX_SPAN = 60;

export function tablePairs(
  table: PageElement,
  labels: PageLabels,
  find: PairFinder,
  sisters: SisterRows,
): Pair[] {
  const { headings, rows, lines } = tableRows(table);
  const named = headings.filter(
    (heading, column) =>
      (labels.named(heading) ?? labels.answered(heading, rows[0]?.[column]?.short ?? '')) !== undefined,
  ).length;
  if (named >= 2 && (headings.length > 2 || !startsWithLabels(rows, labels)))
    return columnPairs(headings, rows, labels);
  const pairs: Pair[] = [];
  // A label of its own look in a table of such labels is one even if nobody knows its words.
  const known = rows.filter(
    (cells) => cells.length >= 2 && cells.slice(0, -1).some((cell) => labels.of(cell) !== undefined),
  ).length;
  for (let index = 0; index < rows.length; index += 1) {
    const cells = rows[index] ?? [];
    const below = rowsBelow(rows, index, labels);
    if (below.length > 0) {
      const texts = cells.map(({ short = '' }) => short);
      // What is asked for one procedure stands side by side; each value is its own.
      pairs.push(...columnPairs(texts, below, labels).map((pair) => ({ ...pair, kind: 'row' as const })));
      index += below.length;
      continue;
    }
    const only = cells.length === 1 ? cells[0] : undefined;
    if (only !== undefined) {
      const label = labels.of(only);
      if (label === undefined) {
        pairs.push(...find(only));
        continue;
      }
      // A row that is only a label names the rows below it.
      const line = lines[index];
      const isRow = line !== undefined && sisters.among(line);
      let end = index + 1;
      for (; end < rows.length && !startsPair(rows[end] ?? [], labels); end += 1) {
        const next = lines[end];
        if (isRow && next !== undefined && sisters.isRow(next, line)) break;
      }
      pairs.push({
        label,
        kind: 'row',
        element: only,
        nodes: lines.slice(index + 1, end).flatMap((line) => [line, LINE_BREAK]),
      });
      index = end - 1;
      continue;
    }
    const span = rowPairs(cells, index, rows, labels, find, known >= 2, pairs);
    index += span - 1;
  }
  return pairs;
}

/** Labels side by side in one row before their values stand in the next. */
const FEWEST_SIDE_BY_SIDE = 3;

/** The one row of values below a row of nothing but labels; a table turned on its side has several such pairs of rows. */
function rowsBelow(
  rows: readonly (readonly PageElement[])[],
  index: number,
  labels: PageLabels,
): readonly (readonly PageElement[])[] {
  const isAllLabels = (cells: readonly PageElement[]) =>
    cells.length >= FEWEST_SIDE_BY_SIDE && cells.every((cell) => labels.of(cell)?.field !== undefined);
  const [head = [], values = [], next = []] = rows.slice(index, index + 3);
  if (!isAllLabels(head) || values.length !== head.length || isAllLabels(values)) return [];
  // More rows of values are records, of which none is the page's own.
  return next.length === head.length && !isAllLabels(next) ? [] : [values];
}

/** Adds the pairs of one row. @returns the number of rows it takes: a label over several rows has the cells of all of them */
function rowPairs(
  cells: readonly PageElement[],
  row: number,
  rows: readonly (readonly PageElement[])[],
  labels: PageLabels,
  find: PairFinder,
  loose: boolean,
  pairs: Pair[],
): number {
  let span = 1;
  for (let index = 0; index < cells.length; index += 1) {
    const cell = cells[index];
    const value = cells[index + 1];
    if (cell === undefined) break;
    const label =
      labels.of(cell) ??
      labels.answered(cell.short ?? '', value?.short ?? '') ??
      (loose && isLoose(cells, index, find) ? looseLabel(cell) : undefined);
    if (label === undefined || value === undefined) {
      pairs.push(...find(cell));
      continue;
    }
    const over = Math.min(Number(cell.attributes.rowspan ?? 1) || 1, MAX_SPAN, rows.length - row);
    const more =
      over > 1 && index === 0
        ? rows
            .slice(row + 1, row + over)
            .flatMap((next) => (next.some((one) => labels.of(one) !== undefined) ? [] : next))
        : [];
    if (more.length > 0) span = over;
    if (index === cells.length - 2) {
      const below = continued(rows, row + span, index, isBlank(value) && more.length === 0, labels);
      for (const next of below) more.push(...next);
      span += below.length;
    }
    pairs.push({
      label,
      kind: 'row',
      element: cell,
      nodes: [value, ...more].flatMap((one) => [one, LINE_BREAK]),
    });
    index += 1;
  }
  return span;
}

/**
 * Rows below a pair that go on with its value: nothing stands in the place of the label. A row of one cell goes on only where the
 * value has been blank so far.
 *
 * @param column of the label
 * @returns their cells, row by row
 */
function continued(
  rows: readonly (readonly PageElement[])[],
  from: number,
  column: number,
  blank: boolean,
  labels: PageLabels,
): (readonly PageElement[])[] {
  const found: (readonly PageElement[])[] = [];
  for (const cells of rows.slice(from, from + MAX_SPAN)) {
    const [only] = cells;
    const isWide =
      only !== undefined && cells.length === 1 && blank && found.length === 0 && !isHeading(only);
    const isBeside = cells.length === column + 2 && cells.slice(0, -1).every(isBlank);
    const value = isBeside ? cells.at(-1) : isWide ? only : undefined;
    if (value === undefined || isBlank(value) || labels.inside(value) > 0) break;
    found.push([value]);
    if (isWide) break;
  }
  return found;
}

/** A row over a group of rows. */
function isHeading(cell: PageElement): boolean {
  if (cell.tag === 'th') return true;
  for (const element of elementsOf(cell, (at) => at.short === cell.short))
    if (/^(?:b|strong|h[1-6])$/.test(element.tag)) return true;
  return false;
}

function isBlank(cell: PageElement): boolean {
  return cell.short === '' && !isUnread([cell], true);
}

/** True for the cell before the last, with nothing in front of it but a number: then only where its value holds no labels itself. */
function isLoose(cells: readonly PageElement[], index: number, find: PairFinder): boolean {
  const value = cells[index + 1];
  if (index !== cells.length - 2 || value === undefined) return false;
  return index === 0 || (cells.slice(0, index).every(isNumbering) && find(value).length === 0);
}

/** "1" in front of a label, or nothing. */
function isNumbering({ short }: PageElement): boolean {
  return short !== undefined && /^(?:[\divx]{0,5}|[a-zđ])[.)]?$/iu.test(short);
}

function looseLabel(cell: PageElement): Pair['label'] | undefined {
  const text = cell.short;
  if (text === undefined || text.length < 2 || text.length > 80 || !/\p{L}{2}/u.test(text)) return undefined;
  for (const element of elementsOf(cell))
    if (element.tag === 'a' || element.tag === 'input') return undefined;
  return { text: text.replace(/[\s:*]+$/u, ''), field: undefined };
}

function startsPair(cells: readonly PageElement[], labels: PageLabels): boolean {
  const first = cells[0];
  return first !== undefined && labels.of(first) !== undefined;
}

function startsWithLabels(rows: readonly (readonly PageElement[])[], labels: PageLabels): boolean {
  return rows.length > 0 && rows.filter((cells) => startsPair(cells, labels)).length * 2 > rows.length;
}

/** A table under no label: each known column is a label, its cells are the value. */
function columnPairs(
  headings: readonly string[],
  rows: readonly (readonly PageElement[])[],
  labels: PageLabels,
): Pair[] {
  return headings.flatMap((heading, column) => {
    const cells = rows.flatMap((row) => row[column] ?? []);
    const element = cells[0];
    const label = labels.named(heading) ?? labels.answered(heading, element?.short ?? '');
    return label === undefined || element === undefined
      ? []
      : [{ label, kind: 'column' as const, element, nodes: cells.flatMap((cell) => [cell, LINE_BREAK]) }];
  });
}

/** True where the row of a table is a pair and no record: for listings, which have rows of records. */
export function isPairTable(table: PageElement, labels: PageLabels): boolean {
  const { headings, rows } = tableRows(table);
  return headings.length <= 2 && startsWithLabels(rows, labels);
}

/** The headings of a list's table: in cells of any kind, in one row or in two. */
import type { FieldName } from '../../services/service.js';
import type { PageLabels } from './page-labels.js';
import { columnsOf, headingTexts, type TableRows, tableRows } from './table-rows.js';
import { elementsOf, type PageElement } from './tree.js';

export type ListTable = Pick<TableRows, 'headings' | 'rows' | 'lines'>;

const MAX_HEADING = 100;

/**
 * The rows of a table below its headings. Where no cells are marked as headings, the first row of several cells is one if most of its
 * words are labels, of a name or a code among others: old pages print headings in bold.
 */
export function listTable(table: PageElement, labels: PageLabels): ListTable {
  const read = tableRows(table);
  const { headings, rows, lines } = read;
  if (headings.length > 0) return read.head === undefined ? read : withSecondRow(read.head, read, labels);
  const first = rows.findIndex((cells) => cells.length > 1);
  const head = rows[first];
  const below = rows.slice(first + 1);
  if (head === undefined || !isHead(head, labels) || !below.some(({ length }) => length >= head.length))
    return read;
  return withSecondRow(
    head,
    { headings: headingTexts(head), rows: below, lines: lines.slice(first + 1) },
    labels,
  );
}

function isHead(cells: readonly PageElement[], labels: PageLabels): boolean {
  const texts = cells.flatMap(({ short }) => (short === '' ? [] : [short ?? '']));
  const named = texts.flatMap((text) => labels.named(text) ?? labels.mark(text) ?? []);
  const fields = new Set<FieldName | 'ignored' | undefined>(named.map(({ field }) => field));
  if (!fields.has('name') && !fields.has('code')) return false;
  // In a row of labels with their values no more than every other cell is a label.
  return fields.size >= 2 && named.length * 2 > texts.length && !cells.some(leadsOn);
}

function leadsOn(cell: PageElement): boolean {
  for (const { tag, attributes } of elementsOf(cell))
    if (tag === 'a' && attributes.href !== undefined) return true;
  return false;
}

/** Headings over several columns with those of each column below: "Mức độ" over "2", "3" and "4" is "Mức độ 2" … */
function withSecondRow(head: readonly PageElement[], table: ListTable, labels: PageLabels): ListTable {
  const [next = []] = table.rows;
  const spanned = head.reduce((sum, cell) => sum + (columnsOf(cell) > 1 ? columnsOf(cell) : 0), 0);
  const isSecond =
    spanned > 0 &&
    next.length === spanned &&
    next.every(({ short }) => short !== undefined && short !== '' && short.length <= MAX_HEADING) &&
    (next.every(({ tag }) => tag === 'th') || head.some((cell) => rowsOf(cell) > 1)) &&
    !next.some(leadsOn);
  if (!isSecond) return table;
  const below = next.map(({ short = '' }) => short);
  const headings = head.flatMap((cell) => {
    const over = cell.short ?? '';
    if (columnsOf(cell) === 1) return [over];
    const isLevel = labels.named(over)?.field === 'declaredLevel';
    return below.splice(0, columnsOf(cell)).map((text, index) => {
      if (isLevel && /^[1-4]$/.test(text)) return `Mức độ ${text}`;
      if (labels.named(text) !== undefined || labels.mark(text) !== undefined) return text;
      return index === 0 ? over : '';
    });
  });
  return { headings, rows: table.rows.slice(1), lines: table.lines.slice(1) };
}

function rowsOf({ attributes }: PageElement): number {
  return Number(attributes.rowspan ?? 1) || 1;
}

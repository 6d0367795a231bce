/** The rows of a table and the headings above them. */
import { elementsOf, isElement, type PageElement } from './tree.js';

export interface TableRows {
  /** Texts of the heading row; empty where the table has none. */
  readonly headings: readonly string[];
  /** The cells of the heading row, where the table has one. */
  readonly head?: readonly PageElement[];
  /** Rows of cells below it. */
  readonly rows: readonly (readonly PageElement[])[];
  /** True where a table of one column, or with tables in its cells, only arranges things. */
  readonly layout: boolean;
  /** The `<tr>` elements of `rows`. */
  readonly lines: readonly PageElement[];
  readonly caption?: string;
}

const memo = new WeakMap<PageElement, TableRows>();

export function tableRows(table: PageElement): TableRows {
  const before = memo.get(table);
  if (before !== undefined) return before;
  const read = readRows(table);
  memo.set(table, read);
  return read;
}

function readRows(table: PageElement): TableRows {
  const lines: { tr: PageElement; head: boolean }[] = [];
  let caption: string | undefined;
  for (const child of table.children) {
    if (!isElement(child)) continue;
    if (child.tag === 'caption') caption = child.short;
    else if (child.tag === 'tr') lines.push({ tr: child, head: false });
    else if (/^(?:thead|tbody|tfoot)$/.test(child.tag)) {
      for (const tr of child.children)
        if (isElement(tr) && tr.tag === 'tr') lines.push({ tr, head: child.tag === 'thead' });
    }
  }
  const all = lines
    .map((line) => ({ ...line, cells: cellsOf(line.tr) }))
    .filter((line) => line.cells.length > 0);
  const first = all.findIndex((line) => line.cells.length > 1 || line.head);
  const heading = all[first];
  const next = all[first + 1];
  const isHeading =
    heading !== undefined &&
    heading.cells.length > 1 &&
    (heading.head
      ? heading.cells.every((cell) => cell.tag === 'th') || next !== undefined
      : heading.cells.every((cell) => cell.tag === 'th') &&
        (next === undefined || next.cells.some((cell) => cell.tag === 'td')));
  const body = isHeading ? all.filter((line, index) => index > first || (index < first && !line.head)) : all;
  const rows = body.filter((line) => !line.head || !isHeading);
  const headings = isHeading ? headingTexts(heading.cells) : dataTitles(all);
  const cells = rows.map((line) => line.cells);
  return {
    headings,
    ...(isHeading ? { head: heading.cells } : {}),
    rows: headings.length === 0 ? withoutSpacers(cells) : cells,
    lines: rows.map((line) => line.tr),
    layout: !isHeading && all.every((line) => line.cells.length < 2),
    ...(caption === undefined || caption === '' ? {} : { caption }),
  };
}

/** Rows by which an empty column is told. */
const FEWEST_ROWS = 3;

/** The rows without the columns that only keep others apart: empty in every row, a picture that is the same in all of them aside. */
function withoutSpacers(rows: readonly (readonly PageElement[])[]): readonly (readonly PageElement[])[] {
  const wide = rows.filter((cells) => cells.length > 2);
  const [first = []] = wide;
  if (wide.length < FEWEST_ROWS || wide.some((cells) => cells.length !== first.length)) return rows;
  const spacers = new Set(
    first.flatMap((cell, column) => {
      const look = spacerLook(cell);
      const isSpacer = look !== undefined && wide.every((cells) => spacerLook(cells[column]) === look);
      return isSpacer ? [column] : [];
    }),
  );
  if (spacers.size === 0 || first.length - spacers.size < 2) return rows;
  return rows.map((cells) => (cells.length > 2 ? cells.filter((_, column) => !spacers.has(column)) : cells));
}

/** What stands in a cell without a text: its picture, "" where nothing does; undefined where something may be done or read there. */
function spacerLook(cell: PageElement | undefined): string | undefined {
  if (cell?.short !== '' || (cell.attributes.rowspan ?? '1') !== '1') return undefined;
  let look = '';
  for (const { tag, attributes } of elementsOf(cell)) {
    if (tag === 'img') look += attributes.src ?? '';
    else if (!/^(?:td|th|span|font|b|br|p|div)$/.test(tag)) return undefined;
  }
  return look;
}

/** Responsive tables carry each column's heading in its cells. */
function dataTitles(lines: readonly { readonly cells: readonly PageElement[] }[]): readonly string[] {
  const titles =
    lines
      .find((line) => line.cells.length > 1)
      ?.cells.map((cell) => cell.attributes['data-title'] ?? cell.attributes['data-label'] ?? '') ?? [];
  return titles.every((title) => title !== '') ? titles : [];
}

export function headingTexts(cells: readonly PageElement[]): readonly string[] {
  return cells.flatMap((cell) => [cell.short ?? '', ...Array<string>(columnsOf(cell) - 1).fill('')]);
}

export function cellsOf(row: PageElement): readonly PageElement[] {
  const cells = row.children.filter(
    (child): child is PageElement => isElement(child) && (child.tag === 'td' || child.tag === 'th'),
  );
  // "Lĩnh vực | : | Đất đai"
  const kept = cells.filter(({ short }) => !/^[:：]$/.test(short ?? ''));
  return kept.length >= 2 ? kept : cells;
}

/** Rows that one cell may span. */
const MAX_ROWS = 60;
const MAX_COLUMNS = 20;

/** The rows with every cell in its column: one that spans rows stands in each of them, one that spans columns in the first of them. */
export function gridOf(
  rows: readonly (readonly PageElement[])[],
): readonly (readonly (PageElement | undefined)[])[] {
  if (!rows.some((cells) => cells.some(({ attributes }) => spanOf(attributes.rowspan, 2) > 1))) return rows;
  /** Column → the cell that comes down into it, and for how many rows more. */
  let coming = new Map<number, { cell: PageElement; rows: number }>();
  return rows.map((cells) => {
    const line: (PageElement | undefined)[] = [];
    const next: typeof coming = new Map();
    const takeComing = () => {
      for (let above = coming.get(line.length); above !== undefined; above = coming.get(line.length)) {
        coming.delete(line.length);
        if (above.rows > 1) next.set(line.length, { cell: above.cell, rows: above.rows - 1 });
        line.push(above.cell);
      }
    };
    for (const cell of cells) {
      takeComing();
      const span = spanOf(cell.attributes.rowspan, MAX_ROWS);
      if (span > 1) next.set(line.length, { cell, rows: span - 1 });
      line.push(cell);
      for (let more = columnsOf(cell); more > 1; more -= 1) line.push(undefined);
    }
    takeComing();
    coming = next;
    return line;
  });
}

function spanOf(printed: string | undefined, most: number): number {
  return Math.min(Number(printed ?? 1) || 1, most);
}

/** Columns that a cell spans. */
export function columnsOf({ attributes }: PageElement): number {
  return spanOf(attributes.colspan, MAX_COLUMNS);
}

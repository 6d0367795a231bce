/** The rows of a table and the headings above them. */
import { isElement, type PageElement } from './tree.js';

export interface TableRows {
  /** Texts of the heading row; empty where the table has none. */
  readonly headings: readonly string[];
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
  return {
    headings: isHeading ? headingTexts(heading.cells) : dataTitles(all),
    rows: rows.map((line) => line.cells),
    lines: rows.map((line) => line.tr),
    layout: !isHeading && all.every((line) => line.cells.length < 2),
    ...(caption === undefined || caption === '' ? {} : { caption }),
  };
}

/** Responsive tables carry each column's heading in its cells. */
function dataTitles(lines: readonly { readonly cells: readonly PageElement[] }[]): readonly string[] {
  const titles =
    lines
      .find((line) => line.cells.length > 1)
      ?.cells.map((cell) => cell.attributes['data-title'] ?? cell.attributes['data-label'] ?? '') ?? [];
  return titles.every((title) => title !== '') ? titles : [];
}

function headingTexts(cells: readonly PageElement[]): readonly string[] {
  return cells.flatMap((cell) => [
    cell.short ?? '',
    ...Array<string>(Math.min(Number(cell.attributes.colspan ?? 1) || 1, 20) - 1).fill(''),
  ]);
}

export function cellsOf(row: PageElement): readonly PageElement[] {
  return row.children.filter(
    (child): child is PageElement => isElement(child) && (child.tag === 'td' || child.tag === 'th'),
  );
}

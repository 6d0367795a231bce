/** Tables inside a value, each with what stands above it. */
import type { Cell, Table } from '../../services/labelled.js';
import { cleanLine } from '../../services/text.js';
import { gridOf, tableRows } from './table-rows.js';
import { elementsOf, isElement, type PageElement, type PageNode } from './tree.js';
import { linksIn } from './value-links.js';
import { textOf } from './value-text.js';

const MAX_CAPTION = 300;

/** Tables with several columns, outermost only; a table that only arranges things is looked through. */
export function tablesIn(nodes: readonly PageNode[], base: string): Table[] {
  const tables: Table[] = [];
  let above = '';
  const visit = (node: PageNode) => {
    if (!isElement(node)) {
      const text = cleanLine(node.replace(/\s+/g, ' '));
      if (text !== '') above = text;
      return;
    }
    const made = node.tag === 'table' ? tableOf(node, above, base) : undefined;
    if (made !== undefined) {
      tables.push(made);
      above = '';
      return;
    }
    if (node.short !== undefined && !holdsTable(node)) {
      if (node.short !== '') above = node.short;
      return;
    }
    for (const child of node.children) visit(child);
  };
  for (const node of nodes) visit(node);
  return tables;
}

function holdsTable(element: PageElement): boolean {
  for (const one of elementsOf(element)) if (one.tag === 'table') return true;
  return false;
}

function tableOf(element: PageElement, above: string, base: string): Table | undefined {
  const { headings, rows, layout, caption = above } = tableRows(element);
  if (layout || (headings.length === 0 && rows.every((row) => row.length < 2))) return undefined;
  const seen = new Map<PageElement, Cell>();
  const read = (cell: PageElement | undefined): Cell => {
    if (cell === undefined) return { text: '' };
    const found = seen.get(cell) ?? cellOf(cell, base);
    seen.set(cell, found);
    return found;
  };
  const cells = gridOf(rows)
    .map((row) => row.map(read))
    .filter((row) => row.some((cell) => cell.text !== '' || cell.links !== undefined));
  return {
    ...(caption === '' || caption.length > MAX_CAPTION ? {} : { caption }),
    headings: headings.map(cleanLine),
    rows: cells,
  };
}

export function cellOf(element: PageElement, base: string): Cell {
  const text = textOf(element.children);
  const links = linksIn([element], base);
  return links.length === 0 ? { text } : { text, links };
}

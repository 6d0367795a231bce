/** The text of a value as a reader sees it: line breaks where the page breaks lines, white space elsewhere of no account. */
import { clean } from '../../services/text.js';
import { inChrome } from './chrome.js';
import { cellsOf, tableRows } from './table-rows.js';
import { isElement, type PageElement, type PageNode } from './tree.js';
import { isWord, pageWords } from './words.js';

/** Between the cells of a row. */
const CELL = ' | ';

/** The text of the nodes; buttons say what can be done, not what is so, and are left out. */
export function textOf(nodes: readonly PageNode[]): string {
  const parts: string[] = [];
  for (const node of nodes) write(node, parts, false);
  return clean(parts.join(''));
}

function write(node: PageNode, parts: string[], verbatim: boolean): void {
  if (!isElement(node)) {
    parts.push(verbatim ? node : node.replace(/\s+/g, ' '));
    return;
  }
  if (node.tag === 'br') {
    parts.push('\n');
    return;
  }
  if (node.tag === 'button' || (node.short === '' && node.inline) || inChrome(node)) return;
  if (node.tag === 'table') {
    writeTable(node, parts);
    return;
  }
  if (node.tag === 'tr') {
    writeRow(cellsOf(node), false, parts);
    return;
  }
  // "Tải về" beside every form is part of its link, not of what is said.
  if (
    node.tag === 'a' &&
    node.short !== undefined &&
    isWord(node.short, pageWords().download) &&
    node.attributes.href !== undefined
  )
    return;
  const kept =
    verbatim || node.tag === 'pre' || /white-space\s*:\s*(?:pre|break)/i.test(node.attributes.style ?? '');
  if (!node.inline) parts.push('\n');
  for (const child of node.children) write(child, parts, kept);
  if (!node.inline) parts.push('\n');
}

/** One line a row where it has several cells; the cell's own lines where it has one. */
function writeTable(table: PageElement, parts: string[]): void {
  const { headings, rows, layout } = tableRows(table);
  parts.push('\n');
  for (const row of rows) writeRow(row, layout, parts);
  // A table that is only its heading row has been left empty.
  if (headings.length === 0 && rows.length === 0)
    for (const child of table.children)
      if (isElement(child) && child.tag === 'caption') write(child, parts, false);
}

function writeRow(row: readonly PageElement[], layout: boolean, parts: string[]): void {
  const cells = row.map((cell) => textOf(cell.children)).filter((text) => text !== '');
  if (cells.length === 0) return;
  parts.push(
    '\n',
    cells.length === 1 || layout
      ? cells.join('\n')
      : cells.map((text) => text.replaceAll('\n', ' ')).join(CELL),
    '\n',
  );
}

/** The text of a value as a reader sees it: line breaks where the page breaks lines, white space elsewhere of no account. */
import { clean } from '../../services/text.js';
import { TICKED, UNTICKED } from '../../services/values/choices.js';
import { inChrome } from './chrome.js';
import { cellsOf, tableRows } from './table-rows.js';
import { elementsOf, isElement, type PageElement, type PageNode } from './tree.js';
import { isWord, pageWords } from './words.js';

/** Between the cells of a row. */
const CELL = ' | ';

/** The text of the nodes; buttons say what can be done, not what is so, and are left out. */
export function textOf(nodes: readonly PageNode[]): string {
  return written(nodes, undefined);
}

/** The text with the signs of boxes to tick in front of their words: what is not ticked is not said. */
export function textWithBoxes(nodes: readonly PageNode[]): string {
  return written(nodes, boxesIn(nodes));
}

/** Elements that are boxes to tick, or the words of one, with its sign. */
type Boxes = ReadonlyMap<PageElement, string>;

function written(nodes: readonly PageNode[], boxes: Boxes | undefined): string {
  const parts: string[] = [];
  for (const node of nodes) write(node, parts, false, boxes);
  return clean(parts.join(''));
}

function write(node: PageNode, parts: string[], verbatim: boolean, boxes: Boxes | undefined): void {
  if (!isElement(node)) {
    parts.push(verbatim ? node : node.replace(/\s+/g, ' '));
    return;
  }
  if (node.tag === 'br') {
    parts.push('\n');
    return;
  }
  const box = boxes?.get(node);
  if (box !== undefined) parts.push(` ${box} `);
  if (node.tag === 'button' || (node.short === '' && node.inline) || inChrome(node)) return;
  if (node.tag === 'table') {
    writeTable(node, parts, boxes);
    return;
  }
  if (node.tag === 'tr') {
    writeRow(cellsOf(node), false, parts, boxes);
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
  for (const child of node.children) write(child, parts, kept, boxes);
  if (!node.inline) parts.push('\n');
}

/** One line a row where it has several cells; the cell's own lines where it has one. */
function writeTable(table: PageElement, parts: string[], boxes: Boxes | undefined): void {
  const { headings, rows, layout } = tableRows(table);
  parts.push('\n');
  for (const row of rows) writeRow(row, layout, parts, boxes);
  // A table that is only its heading row has been left empty.
  if (headings.length === 0 && rows.length === 0)
    for (const child of table.children)
      if (isElement(child) && child.tag === 'caption') write(child, parts, false, boxes);
}

function writeRow(
  row: readonly PageElement[],
  layout: boolean,
  parts: string[],
  boxes: Boxes | undefined,
): void {
  const cells = row.map((cell) => written(cell.children, boxes)).filter((text) => text !== '');
  if (cells.length === 0) return;
  parts.push(
    '\n',
    cells.length === 1 || layout
      ? cells.join('\n')
      : cells.map((text) => text.replaceAll('\n', ' ')).join(CELL),
    '\n',
  );
}

const TICKED_ICON =
  /(?:check-?square|check-?circle|checkbox-?(?:checked|marked)|dot-?circle|toggle-on)(?:-o)?(?:$|\s)/i;
const UNTICKED_ICON =
  /(?:fa-square(?:-o)?|fa-circle-o|square-?o|checkbox-?(?:blank|unchecked|outline)[\w-]*|toggle-off)(?:$|\s)/i;

function boxesIn(nodes: readonly PageNode[]): Boxes | undefined {
  const inputs: PageElement[] = [];
  const icons = new Map<PageElement, string>();
  const labels = new Map<string, PageElement>();
  for (const node of nodes) {
    if (!isElement(node)) continue;
    for (const element of elementsOf(node)) {
      const { tag, attributes } = element;
      if (tag === 'input' && /^(?:checkbox|radio)$/i.test(attributes.type ?? '')) inputs.push(element);
      else if (tag === 'label' && attributes.for !== undefined) labels.set(attributes.for, element);
      else if (element.short === '' && /^(?:i|span)$/.test(tag)) {
        if (TICKED_ICON.test(attributes.class ?? '')) icons.set(element, TICKED);
        else if (UNTICKED_ICON.test(attributes.class ?? '')) icons.set(element, UNTICKED);
      }
    }
  }
  const boxes = new Map<PageElement, string>();
  // The words of a box may stand before it.
  // The words of a box may stand before it.
  for (const input of inputs)
    boxes.set(labels.get(input.attributes.id ?? '') ?? input, isTicked(input) ? TICKED : UNTICKED);
  // Icons of one kind are bullets.
  if (new Set(icons.values()).size === 2) for (const [icon, sign] of icons) boxes.set(icon, sign);
  return boxes.size === 0 ? undefined : boxes;
}

/** One of several answers that a user is to choose from is ticked for him beforehand: it says nothing. */
function isTicked({ attributes }: PageElement): boolean {
  const isOffer = /^radio$/i.test(attributes.type ?? '') && attributes.disabled === undefined;
  return attributes.checked !== undefined && !isOffer;
}

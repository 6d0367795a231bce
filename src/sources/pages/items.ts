/** What stands in a container, as a reader sees it from top to bottom: headings, blocks, lines. */
import { cleanLine } from '../../services/text.js';
import { inChrome, isTabs } from './chrome.js';
import { isLevelBadge } from './level-words.js';
import { headLabel, type PageLabel, type PageLabels } from './page-labels.js';
import {
  elementsOf,
  headingRank,
  isElement,
  MAX_SHORT,
  type PageElement,
  type PageNode,
  SHOWN_BY_ITSELF,
} from './tree.js';

export interface Item {
  readonly kind: 'heading' | 'block' | 'line';
  readonly nodes: readonly PageNode[];
  /** The block itself, or the element a line stands in. */
  readonly element: PageElement;
  /** 1–6 for headings. */
  readonly rank?: number;
  /** The label the item is or begins with. */
  readonly label?: PageLabel;
  /** What of the item belongs to the label's value: the rest of its line. */
  readonly rest: readonly PageNode[];
  /** True where `rest` begins with the label and a colon. */
  readonly led?: true;
  /** True where nothing but the words of a text and a colon tell the label. */
  readonly plain?: true;
}

const MAX_LED = 110;

export function itemsOf(container: PageElement, labels: PageLabels): Item[] {
  const items: Item[] = [];
  let line: PageNode[] = [];
  const own = headLabel(container, labels.named);
  const endLine = () => {
    if (
      line.some((node) =>
        isElement(node) ? node.short !== '' || !node.inline || hasPicture(node) : node.trim() !== '',
      )
    ) {
      const item = lineItem(line, container, labels);
      const isOwn = items.length === 0 && item.label === undefined && own !== undefined;
      items.push(isOwn ? { ...item, label: own } : item);
    }
    line = [];
  };
  const children = container.children;
  for (let index = 0; index < children.length; index += 1) {
    const child = children[index];
    if (child === undefined) continue;
    if (!isElement(child) || child.inline) {
      const wrapped = isElement(child) && !line.some(isShown) ? wrappedLines(child, labels) : undefined;
      if (isElement(child) && child.tag === 'br') endLine();
      else if (wrapped !== undefined) {
        endLine();
        items.push(...wrapped);
      } else {
        if (isElement(child) && line.length > 0 && startsPair(child, children[index + 1], labels)) endLine();
        line.push(child);
      }
      continue;
    }
    endLine();
    if (inChrome(child)) continue;
    items.push(...blockItems(child, labels));
  }
  endLine();
  return items.map((item, index) =>
    item.label === undefined ? answeredBy(item, items[index + 1], labels) : item,
  );
}

/** The lines in an element that only gives a look to them, such as `<font>` around the whole of a text; undefined for every other. */
function wrappedLines(wrapper: PageElement, labels: PageLabels): Item[] | undefined {
  if (!/^(?:font|span|b|strong|em|i|u|big|small)$/.test(wrapper.tag)) return undefined;
  if (wrapper.size < 3 || labels.of(wrapper) !== undefined || !hasBreak(wrapper)) return undefined;
  const items = itemsOf(wrapper, labels);
  return items.filter(({ label }) => label !== undefined).length < 2 ? undefined : items;
}

function hasBreak(element: PageElement): boolean {
  for (const { tag } of elementsOf(element)) if (tag === 'br') return true;
  return false;
}

/** A block or heading that the one below it answers: "Thanh toán trực tuyến" above "Không". */
function answeredBy(item: Item, next: Item | undefined, labels: PageLabels): Item {
  if (item.kind === 'line' || next === undefined || next.nodes.length !== 1) return item;
  const [value] = next.nodes;
  const text = isElement(value) ? value.short : value;
  const label = labels.answered(item.element.short ?? '', text ?? '');
  return label === undefined ? item : { ...item, label };
}

/** A block is one item, unless it is a paragraph that begins with a label: then each of its lines is. */
function blockItems(block: PageElement, labels: PageLabels): Item[] {
  const rank = rankOf(block);
  const label = labels.of(block);
  if (label !== undefined) {
    const kind = rank === undefined ? (isPlainParagraph(block) ? 'line' : 'block') : 'heading';
    return [
      { kind, nodes: [block], element: block, label, rest: [], ...(rank === undefined ? {} : { rank }) },
    ];
  }
  if (rank !== undefined) return [{ kind: 'heading', nodes: [block], element: block, rank, rest: [] }];
  const item: Item = { kind: 'block', nodes: [block], element: block, rest: [] };
  if (block.tag === 'table' || !block.children.every((child) => !isElement(child) || child.inline))
    return [item];
  if (isTabs(block) || (block.short !== undefined && isLevelBadge(block.short))) return [item];
  const lines = itemsOf(block, labels);
  return lines[0]?.label === undefined ? [item] : lines;
}

/** The rank of a heading, or of a wrapper around one that holds nothing else. */
function rankOf(block: PageElement): number | undefined {
  for (let at: PageElement | undefined = block; at !== undefined; ) {
    const rank = headingRank(at);
    if (rank !== undefined) return rank;
    const inner: readonly PageElement[] = at.children.filter(
      (child): child is PageElement => isElement(child) && child.short !== '',
    );
    at =
      inner.length === 1 && inner[0]?.short === block.short && block.short !== undefined
        ? inner[0]
        : undefined;
  }
  return undefined;
}

/** A paragraph whose only mark as a label is its words, bold or not. */
function isPlainParagraph(block: PageElement): boolean {
  return (
    block.tag === 'p' ||
    (block.attributes.class === undefined &&
      block.children.some((child) => isElement(child) && /^(?:b|strong|em|u|i)$/.test(child.tag)))
  );
}

function lineItem(nodes: readonly PageNode[], element: PageElement, labels: PageLabels): Item {
  const item: Item = { kind: 'line', nodes, element, rest: [] };
  const start = nodes.findIndex((node) => (isElement(node) ? node.short !== '' : node.trim() !== ''));
  const first = nodes[start];
  if (first === undefined) return item;
  const rest = nodes.slice(start + 1);
  const run = isElement(first) ? runFrom(nodes, start) : undefined;
  if (run !== undefined) {
    const label =
      labels.named(cleanLine(run.text)) ?? labels.answered(run.text, restText(nodes.slice(run.end)));
    const rest = nodes.slice(run.end);
    if (label !== undefined && (rest.every(isBlankOrElement) || endsInColon(run.text, rest[0])))
      return { ...item, label, rest };
  }
  if (isElement(first)) {
    const label = labels.of(first) ?? labels.answered(first.short ?? '', restText(rest));
    // Label and value in elements of their own; a bold word at the beginning of a sentence has text after it.
    const apart = rest.every((node) => isElement(node) || node.trim() === '');
    if (label !== undefined && (apart || isMarked(first) || colonAfter(first, rest[0])))
      return { ...item, label, rest };
  }
  // "Mức: 3" is a badge, not a label and its value.
  if (isElement(first) && first.short !== undefined && isLevelBadge(first.short)) return item;
  const text = headText(nodes.slice(start));
  const colon = text.indexOf(':');
  const head = colon > 1 && colon < MAX_LED ? cleanLine(text.slice(0, colon)) : undefined;
  const led =
    head === undefined
      ? undefined
      : (labels.named(head) ?? labels.answered(head, lineText(nodes.slice(start)).slice(colon + 1)));
  if (led === undefined) return item;
  const found: Item = { ...item, label: led, rest: nodes.slice(start), led: true };
  return isStressed(first) || isMarked(element) ? found : { ...found, plain: true };
}

/** What of a line stands behind its label. */
function restText(nodes: readonly PageNode[]): string {
  return lineText(nodes).replace(/^\s*:/, '').trim();
}

/** A short line as text; of a longer one no more than tells that it is longer. */
function lineText(nodes: readonly PageNode[]): string {
  let text = '';
  for (const node of nodes) {
    text += isElement(node) ? (node.short === undefined ? headOf(node) : rawText(node)) : node;
    if (text.length > MAX_LED + MAX_SHORT) break;
  }
  return text.replace(/\s+/g, ' ').trimStart();
}

/** Texts in bold or the like that stand side by side without a space are one text: editors split them where somebody typed. */
function runFrom(
  nodes: readonly PageNode[],
  start: number,
): { readonly text: string; readonly end: number } | undefined {
  const first = nodes[start];
  if (!isElement(first) || !STRESS.test(first.tag)) return undefined;
  let text = '';
  let end = start;
  for (; end < nodes.length; end += 1) {
    const node = nodes[end];
    if (!isElement(node) || node.tag !== first.tag || node.short === undefined) break;
    text += rawText(node);
    if (text.length > MAX_SHORT) return undefined;
  }
  return end - start < 2 ? undefined : { text, end };
}

const STRESS = /^(?:b|strong|em|u|i|font|span)$/;

function rawText(element: PageElement): string {
  if (element.tag === 'br') return ' ';
  return element.children
    .map((child) => (isElement(child) ? rawText(child) : child.replace(/\s+/g, ' ')))
    .join('');
}

function isBlankOrElement(node: PageNode): boolean {
  return isElement(node) || node.trim() === '';
}

/** The beginning of a line, put together from its runs up to the first colon. */
function headText(nodes: readonly PageNode[]): string {
  let text = '';
  for (const node of nodes) {
    const part = isElement(node)
      ? node.short === undefined
        ? headOf(node)
        : rawText(node)
      : node.slice(0, 4 * MAX_LED).replace(/\s+/g, ' ');
    text += part;
    if (text.includes(':') || text.length > MAX_LED) break;
  }
  return text.trimStart();
}

/** A label in the middle of a line begins a pair of its own: `<b>Mã:</b> 1 <b>Lĩnh vực:</b> 2`. */
function startsPair(element: PageElement, next: PageNode | undefined, labels: PageLabels): boolean {
  return (
    element.short !== '' &&
    /^(?:b|strong|span|label|em)$/.test(element.tag) &&
    colonAfter(element, next) &&
    labels.of(element) !== undefined
  );
}

function colonAfter(element: PageElement, next: PageNode | undefined): boolean {
  return endsInColon(element.short ?? '', next);
}

function endsInColon(text: string, next: PageNode | undefined): boolean {
  return text.trimEnd().endsWith(':') || (typeof next === 'string' && /^\s*:/.test(next));
}

/** True where the text begins in bold or the like. */
export function isStressed(node: PageNode | undefined): boolean {
  for (let at = node; isElement(at); at = at.children.find(isShown)) {
    if (/^(?:b|strong|em|u|i|th|dt|label|h[1-6])$/.test(at.tag)) return true;
    if (/font-weight\s*:\s*(?:bold|[6-9]00)/i.test(at.attributes.style ?? '')) return true;
  }
  return false;
}

function isShown(node: PageNode): boolean {
  return isElement(node) ? node.short !== '' : node.trim() !== '';
}

/** An element that its class or its tag calls a label. */
function isMarked(element: PageElement): boolean {
  return (
    element.tag === 'label' ||
    /(?:^|[\s_-])(?:label|key|title|caption|name|tieu-?de|td-1)(?:$|[\s_-])/i.test(
      element.attributes.class ?? '',
    )
  );
}

function headOf(node: PageNode): string {
  if (!isElement(node))
    return node
      .slice(0, 4 * MAX_LED)
      .replace(/\s+/g, ' ')
      .trimStart();
  for (const child of node.children) {
    const head = headOf(child);
    if (head.trim() !== '') return head;
  }
  return '';
}

function hasPicture(element: PageElement): boolean {
  return (
    element.tag === 'img' ||
    element.tag === 'input' ||
    SHOWN_BY_ITSELF.has(element.tag) ||
    element.children.some((child) => isElement(child) && hasPicture(child))
  );
}

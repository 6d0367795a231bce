/** Containers side by side that look alike and hold a label with its value each: what one of them leaves out does not stand in the next. */
import { foldName } from '../../services/text.js';
import { ACTIONS, type PageLabels, SUB_POINT } from './page-labels.js';
import type { Pair } from './pair.js';
import type { PairFinder } from './pairs.js';
import { isSentence } from './plain-lines.js';
import { signatureOf } from './signature.js';
import { elementsOf, headingRank, isElement, type PageElement } from './tree.js';

export interface SisterRows {
  /** True where containers like this one, beside it, are rows of labels and values. */
  readonly among: (element: PageElement) => boolean;
  /** True for a container that begins with a label, whether a value follows it in the container or not; not for a point below `row`. */
  readonly isRow: (element: PageElement, row: PageElement) => boolean;
}

/** Rows of one kind below which a container with a label and a value may be the value of the label above it. */
const FEWEST = 2;

/** What of a container's beginning is compared with a label. */
const HEAD = 120;

export function sisterRows(labels: PageLabels, find: PairFinder): SisterRows {
  const kinds = new Map<PageElement, ReadonlySet<string>>();
  const isBare = (element: PageElement) =>
    element.short !== undefined && (labels.of(element)?.field ?? 'ignored') !== 'ignored';
  const isFull = (element: PageElement): boolean => {
    if (labels.of(element) !== undefined) return false;
    const [first] = find(element);
    if (first === undefined || first.label.field === undefined) return false;
    if (first.led && ACTIONS.has(first.label.field) && isSentence(first.nodes)) return false;
    return headOf(element).startsWith(foldName(first.label.text));
  };
  const kindsIn = (parent: PageElement): ReadonlySet<string> => {
    const before = kinds.get(parent);
    if (before !== undefined) return before;
    // Whoever asks while this is found out gets no rows.
    kinds.set(parent, new Set());
    const counts = new Map<string, { rows: number; others: number }>();
    for (const child of parent.children) {
      // Paragraphs are a text: the value of a label may be the next of them.
      if (!isElement(child) || child.inline || child.tag === 'p' || child.short === '') continue;
      const look = signatureOf(child);
      const count = counts.get(look) ?? { rows: 0, others: 0 };
      counts.set(look, count);
      if (isBare(child)) continue;
      if (isFull(child)) count.rows += 1;
      else count.others += 1;
    }
    const found = new Set(
      [...counts].flatMap(([look, { rows, others }]) => (rows >= FEWEST && rows > others ? [look] : [])),
    );
    kinds.set(parent, found);
    return found;
  };
  return {
    among: (element) => element.parent !== undefined && kindsIn(element.parent).has(signatureOf(element)),
    isRow: (element, row) => !isPointBelow(element, row) && (isBare(element) || isFull(element)),
  };
}

/** "a) Thành phần" below "Hồ sơ", a heading of a lower rank: parts of it, though they stand beside it. */
function isPointBelow(element: PageElement, row: PageElement): boolean {
  const [point, head] = [textFrom(element, HEAD).trimStart(), textFrom(row, HEAD).trimStart()];
  return (SUB_POINT.test(point) && !SUB_POINT.test(head)) || firstRank(element) > (firstRank(row) || 6);
}

/** The rank of the heading that a container begins with, 0 for other containers. */
function firstRank(element: PageElement): number {
  for (const one of elementsOf(element)) {
    const rank = headingRank(one);
    if (rank !== undefined) return rank;
  }
  return 0;
}

/** The first words of a container, numbering left out. */
function headOf(element: PageElement): string {
  return foldName(textFrom(element, HEAD)).replace(/^[\divx]{1,5}[.):\s]*(?=\p{L}{2})/u, '');
}

function textFrom(element: PageElement, length: number): string {
  if (element.short !== undefined) return element.short;
  let text = '';
  for (const child of element.children) {
    text += isElement(child)
      ? ` ${textFrom(child, length)}`
      : child.slice(0, 4 * length).replace(/\s+/g, ' ');
    if (text.trimStart().length > length) break;
  }
  return text;
}

/**
 * The value of a row of two parts that are both words of labels ("Kết quả thực hiện" beside "Quyết định"): where its sisters have a label
 * and a value each, the second part is the value.
 */
export function valuesByPlace(labels: PageLabels): (row: PageElement) => Pair | undefined {
  const looks = new Map<PageElement, ReadonlySet<string>>();
  const fullLooks = (parent: PageElement): ReadonlySet<string> => {
    const before = looks.get(parent);
    if (before !== undefined) return before;
    const counts = new Map<string, number>();
    for (const child of parent.children) {
      const [label, value] = isElement(child) ? (partsOf(child) ?? []) : [];
      if (!isElement(child) || label === undefined || value === undefined) continue;
      if (labels.of(label) === undefined || labels.of(value) !== undefined) continue;
      const look = signatureOf(child);
      counts.set(look, (counts.get(look) ?? 0) + 1);
    }
    const found = new Set([...counts].flatMap(([look, count]) => (count >= FEWEST ? [look] : [])));
    looks.set(parent, found);
    return found;
  };
  return (row) => {
    const [first, value] = partsOf(row) ?? [];
    if (first === undefined || value === undefined || row.parent === undefined) return undefined;
    const label = labels.of(first);
    if (label === undefined || labels.of(value) === undefined) return undefined;
    return fullLooks(row.parent).has(signatureOf(row))
      ? { label, kind: 'block', element: first, nodes: [value] }
      : undefined;
  };
}

/** The two elements that a row is made of; undefined for every other container. */
function partsOf({ children }: PageElement): readonly [PageElement, PageElement] | undefined {
  const parts = children.filter((child) =>
    isElement(child) ? child.short !== '' : /[\p{L}\p{N}]/u.test(child),
  );
  const [first, second, third] = parts;
  if (third !== undefined || first === undefined || second === undefined) return undefined;
  return isElement(first) && isElement(second) ? [first, second] : undefined;
}

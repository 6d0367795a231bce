/** Procedures that a page prints one after the other, in no blocks of their own: each under a heading, "1. Thủ tục …". */
import { foldName } from '../../services/text.js';
import { inChrome } from './chrome.js';
import { type PageLabels, SECTIONS } from './page-labels.js';
import type { Pair } from './pair.js';
import type { PairFinder } from './pairs.js';
import { areSeveral, FEWEST, printsSectionsAgain } from './procedure-parts.js';
import { signatureOf } from './signature.js';
import { elementsOf, gather, headingRank, isElement, isStressed, type PageElement } from './tree.js';
import { pageWords } from './words.js';

/** "1. ", "IV. ", "12) " in front of a name. */
const NUMBERING = /^(?:\d{1,3}|[IVXL]{1,6})[.)]\s+(?=\p{L})/u;
const MIN_HEAD = 8;

/** From a heading to the next one of its look. */
interface Run {
  readonly head: PageElement;
  /** Index of the first child that is no part of it. */
  readonly end: number;
}

/**
 * Gives each of such procedures a block of its own.
 *
 * @returns true where the page has been changed: what is known of its elements has to be found again
 */
export function gatherParts(root: PageElement, labels: PageLabels, find: PairFinder): boolean {
  if (!printsSectionsAgain(labels)) return false;
  for (const around of elementsOf(root, (at) => !inChrome(at) && labels.inside(at) >= 2 * FEWEST)) {
    const runs = toldRuns(around, labels, find);
    if (runs.length < 2) continue;
    gather(
      around,
      runs.map(({ head, end }) => ({ from: head.index, to: end })),
    );
    return true;
  }
  return false;
}

/** The name in the heading of one of several procedures. */
export function withoutNumber(name: string): string {
  return name.replace(NUMBERING, '');
}

function toldRuns(around: PageElement, labels: PageLabels, find: PairFinder): Run[] {
  const looks = new Map<string, PageElement[]>();
  for (const child of around.children) {
    if (!isElement(child) || !isHead(child, labels)) continue;
    const look = signatureOf(child);
    const heads = looks.get(look);
    if (heads === undefined) looks.set(look, [child]);
    else heads.push(child);
  }
  for (const heads of looks.values()) {
    if (heads.length < 2) continue;
    const pairs = [...find(around)].sort((one, other) => one.element.order - other.element.order);
    let next = 0;
    const told = heads.flatMap((head, index) => {
      const end = endOf(head, heads[index + 1]);
      const after = heads[index + 1]?.order ?? orderFrom(around, end);
      const own: Pair[] = [];
      for (let pair = pairs[next]; pair !== undefined && pair.element.order < after; pair = pairs[next]) {
        if (pair.element.order > head.order) own.push(pair);
        next += 1;
      }
      return tells(own) ? [{ head, end }] : [];
    });
    if (told.length * 2 > heads.length && areSeveral(told.map(({ head }) => withoutNumber(head.short ?? ''))))
      return told;
  }
  return [];
}

/** A heading, or a line in bold, that is numbered or says what it is the name of. */
function isHead(element: PageElement, labels: PageLabels): boolean {
  const { short } = element;
  if (short === undefined || short.length < MIN_HEAD || inChrome(element)) return false;
  if (headingRank(element) === undefined && (element.inline || !isStressed(element))) return false;
  const name = withoutNumber(short);
  if (labels.named(short) !== undefined || labels.named(name) !== undefined) return false;
  return name !== short || pageWords().nameHeads.some((head) => foldName(short).startsWith(`${head} `));
}

function endOf(head: PageElement, next: PageElement | undefined): number {
  if (next !== undefined) return next.index;
  const siblings = head.parent?.children ?? [];
  const rank = headingRank(head) ?? 7;
  const end = siblings.findIndex(
    (child, index) => index > head.index && isElement(child) && (headingRank(child) ?? 9) < rank,
  );
  return end === -1 ? siblings.length : end;
}

/** Place in the document of the first element from a child on. */
function orderFrom({ children }: PageElement, index: number): number {
  return children.slice(index).find(isElement)?.order ?? Number.POSITIVE_INFINITY;
}

/** Three labels at least, two of them of sections. */
function tells(pairs: readonly Pair[]): boolean {
  const fields = new Set<string>();
  for (const { label } of pairs)
    if (label.field !== undefined && label.field !== 'ignored') fields.add(label.field);
  return fields.size >= FEWEST && [...fields].filter((field) => SECTIONS.has(field)).length >= 2;
}

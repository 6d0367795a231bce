/** Pages that tell several procedures: parts that look alike, stand side by side and carry the same labels again. */
import { foldName } from '../../services/text.js';
import { isLabelledField } from '../../services/vocabulary.js';
import { inChrome } from './chrome.js';
import { type PageLabels, SECTIONS } from './page-labels.js';
import type { PairFinder } from './pairs.js';
import { signatureOf } from './signature.js';
import { headingRank, isElement, type PageElement } from './tree.js';
import { pageWords } from './words.js';

/** One of the procedures of a page. */
export interface ProcedurePart {
  readonly element: PageElement;
  /** The heading over it, where it stands outside. */
  readonly heading?: PageElement;
}

/** Labels below which a part is no procedure. */
export const FEWEST = 3;

/** @returns nothing where the page tells one procedure, or none */
export function procedureParts(root: PageElement, labels: PageLabels, find: PairFinder): ProcedurePart[] {
  if (!printsSectionsAgain(labels)) return [];
  for (let level: PageElement[] = [root]; level.length > 0; ) {
    const below: PageElement[] = [];
    for (const around of level) {
      const children = around.children.filter(
        (child): child is PageElement =>
          isElement(child) && labels.inside(child) >= FEWEST && !inChrome(child) && !isOver(child),
      );
      const parts = alike(children).filter((child) => tellsProcedure(child, find));
      if (parts.length >= 2) return parts.map((element) => withHeading(element, parts));
      below.push(...children);
    }
    level = below;
  }
  return [];
}

/** True where the page has the labels of two sections more than once. */
export function printsSectionsAgain(labels: PageLabels): boolean {
  let again = 0;
  for (const field of SECTIONS) if (isLabelledField(field) && labels.uses(field) >= 2) again += 1;
  return again >= 2;
}

/** The largest group of one look. */
function alike(elements: readonly PageElement[]): PageElement[] {
  const groups = new Map<string, PageElement[]>();
  for (const element of elements) {
    const look = signatureOf(element);
    const group = groups.get(look);
    if (group === undefined) groups.set(look, [element]);
    else group.push(element);
  }
  return [...groups.values()].sort((one, other) => other.length - one.length)[0] ?? [];
}

function tellsProcedure(element: PageElement, find: PairFinder): boolean {
  const fields = new Set<string>();
  for (const { label, kind } of find(element))
    if (kind !== 'column' && label.field !== undefined && label.field !== 'ignored') fields.add(label.field);
  return fields.size >= FEWEST && [...fields].filter((field) => SECTIONS.has(field)).length >= 2;
}

/** A dialogue repeats what the page says. */
function isOver({ tag, attributes }: PageElement): boolean {
  return (
    tag === 'dialog' ||
    attributes.role === 'dialog' ||
    /(?:^|\s)(?:modal|popup)(?:$|\s)/i.test(attributes.class ?? '')
  );
}

/** The nearest heading between a part and the one before it. */
function withHeading(element: PageElement, parts: readonly PageElement[]): ProcedurePart {
  const head = element.gathered ? element.children.find(isElement) : undefined;
  if (head !== undefined) return { element, heading: head };
  const siblings = element.parent?.children ?? [];
  for (let index = element.index - 1; index >= 0; index -= 1) {
    const before = siblings[index];
    if (!isElement(before)) continue;
    if (parts.includes(before)) break;
    if (headingRank(before) !== undefined) return { element, heading: before };
  }
  return { element };
}

/** True where the names, or codes, tell the parts apart: a page may print one procedure twice, or the cases of one. */
export function areSeveral(identities: readonly (string | undefined)[]): boolean {
  const names = new Set(identities.flatMap((one) => (one === undefined ? [] : [foldName(one)])));
  return names.size >= 2 && !areCases([...names]);
}

/** True where the names are those of cases: "Trường hợp cấp mới". */
export function areCases(identities: readonly (string | undefined)[]): boolean {
  const { caseHeads } = pageWords();
  return identities.some((one = '') => caseHeads.some((head) => foldName(one).startsWith(head)));
}

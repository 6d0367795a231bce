/** What the record's part of a page says in lines of its own, under no label: subtitles, notes, remarks. */
import { cleanLine, foldName, shorten } from '../../services/text.js';
import { announcementIn, withoutAnnouncement } from '../../services/values/announcement.js';
import { inChrome } from './chrome.js';
import type { PageValue } from './merge.js';
import type { PageLabels } from './page-labels.js';
import { elementsOf, isElement, type PageElement, type PageNode } from './tree.js';
import { textOf } from './value-text.js';

const DECISION = 'Quyết định công bố';
/** Sections that name decisions of their own: those that made a form or a law. */
const WITH_DECISIONS: ReadonlySet<PageValue['field']> = new Set([
  'forms',
  'documents',
  'resultTemplate',
  'name',
]);

/** The lines of a record, those that stand under its labels and those that do not. */
export interface RecordLines {
  readonly beside: readonly string[];
  readonly inside: readonly {
    readonly line: string;
    readonly field: PageValue['field'];
    readonly last: boolean;
  }[];
}

/** @param above what stands above the record and is said of it, too */
export function recordLines(
  area: PageElement,
  above: readonly PageNode[],
  values: readonly PageValue[],
): RecordLines {
  const inside = values.flatMap(({ value, field }) => {
    // "Ghi chú" is a label of no field: what stands under it is a note.
    if (field === undefined || field === 'ignored' || value.beside || value.likely) return [];
    const lines = linesOf(value.text);
    return lines.map((line, index) => ({ line, field, last: index === lines.length - 1 }));
  });
  const held = new Set(inside.map(({ line }) => foldName(line)));
  const beside = [...above, area]
    .flatMap((node) => [...captionsIn(node), ...linesOf(textOf([node]))])
    .filter((line) => !held.has(foldName(line)));
  return { beside, inside };
}

/** The text of a table leaves its caption out. */
function captionsIn(node: PageNode): string[] {
  if (!isElement(node)) return [];
  return [...elementsOf(node, (at) => !inChrome(at))].flatMap((element) =>
    element.tag === 'caption' ? linesOf(textOf(element.children)) : [],
  );
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map(cleanLine)
    .filter((line) => line !== '');
}

/** The decision that announced the procedure, where a line says so; one of which a line only gives the number is likely. */
export function decisionIn({ beside, inside }: RecordLines): PageValue | undefined {
  const found = beside.flatMap((line) => {
    const says = announcementIn(line);
    return says === undefined ? [] : [{ line, certain: says !== 'named' }];
  });
  for (const { line, field, last } of inside) {
    if (WITH_DECISIONS.has(field)) continue;
    const says = announcementIn(line);
    if (says === 'procedure' && field !== 'legalBasis') found.push({ line, certain: true });
    // The note below the last section stands in it.
    else if (says === 'attached' && last) found.push({ line, certain: false });
  }
  const best = found.find(({ certain }) => certain) ?? found[0];
  return best === undefined ? undefined : decisionValue(best.line, best.certain);
}

function decisionValue(text: string, certain: boolean): PageValue {
  const value = { label: DECISION, at: `dòng “${shorten(text, 60)}”`, text };
  return {
    value: certain ? { ...value, beside: true } : { ...value, likely: true },
    field: 'announcingDecision',
  };
}

/** The name without the decision in brackets behind it, and that decision. */
export function announcedName(name: PageValue): readonly PageValue[] {
  const { name: text, decision } = withoutAnnouncement(name.value.text);
  return decision === undefined
    ? [name]
    : [{ ...name, value: { ...name.value, text } }, decisionValue(decision, true)];
}

const known = new WeakMap<PageElement, readonly PageNode[]>();

/** What stands before the first part of a page that tells several procedures, and is said of all of them. */
export function aboveParts(part: PageElement, labels: PageLabels): readonly PageNode[] {
  const above: PageNode[] = [];
  for (let at = part.parent; at !== undefined; at = at.parent) {
    const before = known.get(at) ?? beforeLabels(at, labels);
    known.set(at, before);
    above.push(...before);
  }
  return above;
}

function beforeLabels({ children }: PageElement, labels: PageLabels): readonly PageNode[] {
  const first = children.findIndex((child) => isElement(child) && labels.inside(child) > 0);
  return first === -1 ? [] : children.slice(0, first);
}

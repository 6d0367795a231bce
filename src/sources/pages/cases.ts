/** A procedure told case by case ("Trường hợp 1: …"), each with sections of its own: one value a field, with the cases' names. */
import type { LabelledValue } from '../../services/labelled.js';
import type { FieldName } from '../../services/service.js';
import { cleanLine, foldName } from '../../services/text.js';
import { isEmpty, type PageValue } from './merge.js';
import type { Pair } from './pair.js';
import { headingRank, isElement, type PageElement } from './tree.js';
import { isCaseTitle } from './words.js';

/** What may differ from case to case. */
const BY_CASE: ReadonlySet<PageValue['field']> = new Set<FieldName>([
  'steps',
  'methods',
  'documents',
  'dossierSets',
  'timeLimits',
  'audience',
  'result',
  'forms',
  'resultTemplate',
  'conditions',
  'phi',
  'lePhi',
  'receivingChannels',
  'returningChannels',
  'legalBasis',
]);

/**
 * @param pairs where the values stand, in the same order
 * @returns the values, those of several cases joined
 */
export function joinedCases(pairs: readonly Pair[], values: readonly PageValue[]): PageValue[] {
  const groups = new Map<string, number[]>();
  for (const [index, { value, field }] of values.entries()) {
    if (!BY_CASE.has(field) || isEmpty(value)) continue;
    const key = `${field} ${foldName(value.label)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [index]);
    else group.push(index);
  }
  const joined = new Map<number, PageValue | undefined>();
  const caseAbove = casesAbove();
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    const parts = group.flatMap((index) => {
      const [pair, value] = [pairs[index], values[index]];
      return pair === undefined || value === undefined
        ? []
        : [{ title: caseAbove(pair.element), value: value.value }];
    });
    const titles = new Set(parts.flatMap(({ title }) => (title === undefined ? [] : [foldName(title)])));
    const texts = new Set(parts.map(({ value }) => foldName(value.text)));
    if (titles.size < 2 || texts.size < 2) continue;
    for (const index of group) joined.set(index, undefined);
    const [first = 0] = group;
    joined.set(first, { value: joinedValue(parts), field: values[first]?.field });
  }
  return values.flatMap((value, index) => (joined.has(index) ? (joined.get(index) ?? []) : [value]));
}

/** Longer elements hold more than a title. */
const MOST_IN_TITLE = 6;

function isTitle({ tag, short, size }: PageElement): boolean {
  return (
    short !== undefined && size <= MOST_IN_TITLE && !/^(?:table|ul|ol|dl|a)$/.test(tag) && isCaseTitle(short)
  );
}

interface CasePart {
  readonly title: string | undefined;
  readonly value: LabelledValue;
}

function joinedValue(parts: readonly CasePart[]): LabelledValue {
  const seen = new Set<string>();
  // A dialogue that repeats the page adds nothing.
  const own = parts.filter(({ title, value }) => {
    const key = `${foldName(title ?? '')}\n${foldName(value.text)}`;
    return !seen.has(key) && seen.add(key);
  });
  const [first] = own;
  if (first === undefined) throw new TypeError('joinedValue: no part');
  const links = own.flatMap(({ value }) => value.links ?? []);
  const tables = own.flatMap(({ title, value }) =>
    (value.tables ?? []).map((table) =>
      title === undefined || table.caption !== undefined ? table : { caption: title, ...table },
    ),
  );
  return {
    ...first.value,
    text: own
      .map(({ title, value }) => (title === undefined ? value.text : `${title}\n${value.text}`))
      .join('\n'),
    ...(links.length === 0 ? {} : { links }),
    ...(tables.length === 0 ? {} : { tables }),
  };
}

/** Finds the title of the case that an element stands under; every container is gone through once. */
function casesAbove(): (element: PageElement) => string | undefined {
  const known = new Map<PageElement, readonly (Title | undefined)[]>();
  return (element) => {
    const rank = headingRank(element) ?? NO_HEADING + 1;
    for (let at = element; at.parent !== undefined; at = at.parent) {
      const titles = known.get(at.parent) ?? titlesIn(at.parent);
      known.set(at.parent, titles);
      const title = titles[at.index];
      // Beside a title that is no heading, a heading is no part of its case; around the heading stands the case's own block.
      if (title !== undefined && (title.rank < rank || (at !== element && title.rank === NO_HEADING)))
        return title.text;
    }
    return undefined;
  };
}

/** Ranks below every heading. */
const NO_HEADING = 7;

interface Title {
  readonly text: string;
  readonly rank: number;
}

/** For each child the case it stands under: the last one named before it. */
function titlesIn({ children }: PageElement): (Title | undefined)[] {
  let title: Title | undefined;
  return children.map((child) => {
    const under = title;
    if (!isElement(child)) return under;
    const rank = headingRank(child);
    if (isTitle(child))
      title = { text: cleanLine(child.short ?? '').replace(/[\s:]+$/u, ''), rank: rank ?? NO_HEADING };
    else if (rank !== undefined && title !== undefined && rank <= title.rank) title = undefined;
    return under;
  });
}

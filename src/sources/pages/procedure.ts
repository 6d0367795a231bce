/** Whether a page is about one procedure, and if so its labelled values. */
import type { SourceRecord } from '../../services/labelled.js';
import type { LabelMatcher } from '../../services/labels.js';
import type { FieldName } from '../../services/service.js';
import { actionsIn } from './actions.js';
import { recordArea } from './area.js';
import { badgesIn } from './badges.js';
import { layoutOf } from './layout.js';
import { isEmpty, mergeValues, type PageValue } from './merge.js';
import { type PageLabels, SECTIONS } from './page-labels.js';
import { pageTitle } from './page-title.js';
import { labelledValue, type Pair } from './pair.js';
import type { PairFinder } from './pairs.js';
import { isElement, type PageElement, type PageTree } from './tree.js';

/** @returns undefined for every other kind of page */
export function procedureOf(
  page: PageTree,
  labels: PageLabels,
  find: PairFinder,
  url: string,
  base: string,
  matchLabel: LabelMatcher,
): SourceRecord | undefined {
  const pairs = find(page.root);
  const known = pairs.filter(({ label }) => label.field !== undefined && label.field !== 'ignored');
  if (new Set(known.map(({ label }) => label.field)).size < 3) return undefined;
  const values: PageValue[] = pairs.map((pair) => ({
    value: labelledValue(pair, base),
    field: pair.label.field,
  }));
  if (!isProcedure(values, known, page, url)) return undefined;

  const elements = known.map(({ element }) => element);
  const area = recordArea(elements) ?? page.root;
  const taken = takenBy(pairs);
  for (const badge of badgesIn(area, taken)) values.push({ value: badge, field: matchLabel(badge.label) });
  for (const action of actionsIn(
    area,
    base,
    matchLabel,
    takenBy(
      pairs.filter(({ label }) => label.field === 'onlineSubmission' || label.field === 'onlinePayment'),
    ),
  ))
    values.push({ value: action, field: matchLabel(action.label) });
  const named = values.some(({ value, field }) => field === 'name' && !isEmpty(value));
  const title = named
    ? undefined
    : (pageTitle(page, area, labels, firstOrder(elements)) ??
      pageTitle(page, page.root, labels, firstOrder(elements)));
  const merged = mergeValues(title === undefined ? values : [{ value: title, field: 'name' }, ...values]);
  return { at: url, layout: layoutOf(pairs, url), values: merged };
}

/** Three known labels that say something, one of them of a section; more where only words tell a label from a text. */
function isProcedure(
  values: readonly PageValue[],
  known: readonly Pair[],
  page: PageTree,
  url: string,
): boolean {
  const said = new Set<FieldName>();
  const shown = new Set<FieldName>();
  for (const { value, field } of values) {
    if (field === undefined || field === 'ignored') continue;
    shown.add(field);
    if (!isEmpty(value)) said.add(field);
  }
  const sections = (set: ReadonlySet<FieldName>) => [...set].filter((field) => SECTIONS.has(field)).length;
  const enough = said.size >= 3 && (sections(said) >= 1 || (sections(shown) >= 2 && said.has('code')));
  if (!enough) return false;
  const words = known.filter(({ kind }) => kind === 'line').length;
  const news = isNews(page, url);
  if (words * 2 <= known.length && !news) return true;
  return said.has('code') || said.has('name') || (!news && said.size >= 5 && sections(said) >= 3);
}

/** Articles explain procedures in the same words; they are no procedure unless they give its code or its name under a label. */
function isNews(page: PageTree, url: string): boolean {
  return (
    /article/i.test(page.meta.get('og:type') ?? '') ||
    page.meta.has('article:published_time') ||
    /\/(?:tin-tuc|tin-hoat-dong|news|bai-viet|su-kien|thong-bao)(?:\/|-|$)/i.test(url)
  );
}

function takenBy(pairs: readonly Pair[]): Set<PageElement> {
  const taken = new Set<PageElement>();
  for (const { element, nodes } of pairs)
    for (const node of [element, ...nodes]) if (isElement(node)) taken.add(node);
  return taken;
}

function firstOrder(elements: readonly PageElement[]): number {
  return elements.reduce((first, { order }) => Math.min(first, order), Number.POSITIVE_INFINITY);
}

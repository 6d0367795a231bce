/** Whether a page is about one procedure, and if so its labelled values. */
import type { SourceRecord } from '../../services/labelled.js';
import type { FieldName } from '../../services/service.js';
import { foldName } from '../../services/text.js';
import { actionsIn } from './actions.js';
import { labelsArea, recordArea } from './area.js';
import { badgeBeside, badgesIn, levelDrawn } from './badges.js';
import { joinedCases } from './cases.js';
import { inChrome } from './chrome.js';
import { isDecision } from './decision.js';
import { denialsIn } from './denials.js';
import { isDossierForm } from './dossier-form.js';
import { withoutNumber } from './flat-parts.js';
import { hintedLevel, hintedValues, sharpened } from './hinted-values.js';
import { layoutOf } from './layout.js';
import { isLevelBadge } from './level-words.js';
import { lineParts } from './line-parts.js';
import { isEmpty, mergeValues, type PageValue } from './merge.js';
import { nameParts, titleParts } from './name-parts.js';
import type { OpenPage } from './open-page.js';
import { codeOf } from './page-code.js';
import { rootOf } from './page-hints.js';
import { leadsAway, SECTIONS } from './page-labels.js';
import { ownTitle, type PageTitle, pageTitle, titleAt } from './page-title.js';
import { labelledValue, type Pair } from './pair.js';
import type { PairFinder } from './pairs.js';
import type { ProcedurePart } from './procedure-parts.js';
import { aboveParts, announcedName, decisionIn, recordLines } from './record-lines.js';
import { ownPairs } from './record-place.js';
import { selected } from './selector.js';
import { strangeLabels } from './strange-labels.js';
import { contains, elementsOf, isElement, type PageElement, type PageNode, type PageTree } from './tree.js';

/**
 * @param part the one of several procedures of the page that is asked for
 * @returns undefined for every other kind of page
 */
export function procedureOf(
  open: OpenPage,
  find: PairFinder,
  part?: ProcedurePart,
): SourceRecord | undefined {
  const { tree, url, base, html, labels, matchLabel, hints } = open;
  const root = part?.element ?? rootOf(tree, hints?.detail?.root, labels);
  const all = find(root);
  const own = ownPairs(all, root, labels);
  const hinted = hintedValues(root, hints?.detail?.values ?? [], matchLabel, url, base);
  if (fieldsOf([...own, ...hinted.flatMap(({ pair }) => pair ?? [])]).size < 3) return undefined;
  const beside: PageValue[] = [];
  const printed = own.map((pair): PageValue => {
    const line = lineParts(pair, { value: labelledValue(pair, base), field: pair.label.field }, labels);
    beside.push(...line.beside);
    const { value } = line;
    if (value.field === 'declaredLevel') return withPicture(pair, value);
    if (value.field !== 'name') return value;
    const parts = nameParts(pair, value);
    beside.push(...parts.beside);
    return parts.name;
  });
  const values: PageValue[] = sharpened(joinedCases(own, printed), hinted);
  const used = new Set(values.map(({ value }) => value));
  const pairs = [...own, ...hinted.flatMap(({ pair, value }) => (used.has(value) ? (pair ?? []) : []))];
  const known = pairs.filter(isKnown);
  // A part has sisters that look like it; what it leaves blank is no doubt about what it is.
  if (part === undefined && !isProcedure(values, known, tree, url)) return undefined;
  const sections = known.filter(
    ({ label }) => label.field !== undefined && label.field !== 'forms' && SECTIONS.has(label.field),
  );
  // The page as a whole has been asked before its parts are.
  if (part === undefined && isDecision(tree, firstOrder(sections.map(({ element }) => element))))
    return undefined;

  const elements = known.map(({ element }) => element);
  const area = part?.element ?? recordArea(elements) ?? tree.root;
  const says = (name: PageValue['field']) =>
    values.some(({ value, field }) => field === name && !isEmpty(value));
  for (const value of beside) if (value.field !== undefined && !says(value.field)) values.push(value);
  const before = firstOrder(elements);
  const title = says('name')
    ? undefined
    : part === undefined
      ? titleOf(open, area, before)
      : titleOfPart(open, part, before);
  if (!says('code') && isDossierForm(tree)) return undefined;
  const heading = title?.element ?? (part === undefined ? headingOf(open, area, values) : part.heading);
  const taken = new Set([...takenBy([...all, ...pairs]), ...otherLinks(area)]);
  const level = says('declaredLevel')
    ? undefined
    : (hintedLevel(area, hints?.portal.level ?? [], url) ??
      (heading === undefined ? undefined : badgeBeside(heading, taken)));
  const badges = level === undefined ? badgesIn(area, taken) : [level];
  const claimed = pairs.filter(
    ({ label }) => label.field === 'onlineSubmission' || label.field === 'onlinePayment',
  );
  const actions = actionsIn(
    { core: labelsArea(elements) ?? area, area, beside: part === undefined },
    base,
    matchLabel,
    takenBy(claimed),
    hints?.portal,
  );
  for (const denial of denialsIn(area, pairs))
    if (denial.field !== undefined && !says(denial.field)) values.push(denial);
  for (const value of [...badges, ...actions]) values.push({ value, field: matchLabel(value.label) });
  const code = says('code') || part !== undefined ? undefined : codeOf(url, html, hints?.detail?.code);
  if (code !== undefined) values.push({ value: code, field: 'code' });
  const named = title === undefined ? [] : titleParts(title.value, says('code'));
  for (const text of strangeLabels(own, area, labels))
    if (!values.some(({ value }) => value.label === text))
      values.push({ value: { label: text, at: text, text }, field: undefined });
  const told = [...named, ...values].flatMap((value) =>
    value.field === 'name' ? announcedName(value) : [value],
  );
  if (!told.some(({ value, field }) => field === 'announcingDecision' && !isEmpty(value))) {
    const above = part === undefined ? besideTitle(title, area) : aboveParts(part.element, labels);
    const decision = decisionIn(recordLines(area, above, told));
    if (decision !== undefined) told.push(decision);
  }
  const merged = mergeValues(told);
  return { at: url, layout: layoutOf(pairs, url), values: merged };
}

function isKnown({ label }: Pair): boolean {
  return label.field !== undefined && label.field !== 'ignored';
}

function fieldsOf(pairs: readonly Pair[]): ReadonlySet<PageValue['field']> {
  return new Set(pairs.filter(isKnown).map(({ label }) => label.field));
}

/** The name where no label gives it: at the place of the portal file, else above the labels. */
function titleOf(open: OpenPage, area: PageElement, before: number): PageTitle | undefined {
  const { tree, labels, hints } = open;
  const place = hints?.detail?.title;
  for (const element of place === undefined ? [] : selected(tree.root, place)) {
    const title = inChrome(element) ? undefined : titleAt(element, labels);
    if (title !== undefined) return title;
  }
  return pageTitle(tree, area, labels, before);
}

/** The heading that repeats the name which a label gives. */
function headingOf(
  { tree, labels }: OpenPage,
  area: PageElement,
  values: readonly PageValue[],
): PageElement | undefined {
  const name = values.find(({ field }) => field === 'name')?.value.text ?? '';
  const title = pageTitle(tree, area, labels);
  return title !== undefined && foldName(title.value.text) === foldName(name) ? title.element : undefined;
}

/** Lines below a title that stands outside the record's part of the page. */
const MAX_BELOW = 3;

function besideTitle(title: PageTitle | undefined, area: PageElement): readonly PageNode[] {
  const element = title?.element;
  if (element?.parent === undefined || contains(area, element) || contains(element, area)) return [];
  const below = element.parent.children
    .slice(element.index + 1)
    .filter((node) => isElement(node) && node.short !== '')
    .slice(0, MAX_BELOW);
  return below.some((node) => isElement(node) && contains(node, area)) ? [] : below;
}

/** A level shown by a picture alone, under the label of the level. */
function withPicture({ nodes }: Pair, { value, field }: PageValue): PageValue {
  const text = levelDrawn(nodes, value.text);
  return { value: text === undefined ? value : { ...value, text }, field };
}

/** Links that name something else: what else they say, a level among it, is not the record's. */
function otherLinks(area: PageElement): PageElement[] {
  const links: PageElement[] = [];
  for (const element of elementsOf(area))
    if (element.tag === 'a' && leadsAway(element.attributes.href) && !isLevelBadge(element.short ?? ''))
      links.push(element);
  return links;
}

/** What the page is called is no name of one of its procedures. */
function titleOfPart(
  { labels }: OpenPage,
  { element, heading }: ProcedurePart,
  before: number,
): PageTitle | undefined {
  const title =
    ownTitle(element, labels, before) ?? (heading === undefined ? undefined : titleAt(heading, labels));
  if (title === undefined) return undefined;
  return { ...title, value: { ...title.value, text: withoutNumber(title.value.text) } };
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

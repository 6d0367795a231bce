/** Lists that are no tables: cards and list items that look alike, each with a link to a procedure. */
import type { LabelMatcher } from '../../services/labels.js';
import type { FieldName } from '../../services/service.js';
import { cleanLine } from '../../services/text.js';
import { isActionText } from './action-words.js';
import { addressOf } from './address.js';
import { addressShape, commonShape } from './address-shape.js';
import { badgesIn } from './badges.js';
import { inChrome } from './chrome.js';
import { headingsAbove } from './headings-above.js';
import { listingLayout } from './layout.js';
import { isLevelBadge, levelInHeading, withoutCount } from './level-words.js';
import type { Listing, ListingItem } from './listing.js';
import { mergeValues } from './merge.js';
import { SECTIONS } from './page-labels.js';
import { labelledValue } from './pair.js';
import type { PairFinder } from './pairs.js';
import { rowActions } from './row-actions.js';
import { pathOf, signatureOf } from './signature.js';
import { classesOf, elementsOf, headingRank, isElement, type PageElement } from './tree.js';
import { ownText, scriptedLink } from './value-links.js';
import { textOf } from './value-text.js';
import { isOwner, isWord, pageWords } from './words.js';

/** Elements a card may have; more is a page. */
const MAX_CARD = 400;
/** Sections of a procedure that a card may show: a time limit, an audience, a result. */
const MAX_SECTIONS = 5;
/** Address or class of a link to a procedure. */
const ABOUT_PROCEDURE = /thu-?_?tuc|tthc|dich-?_?vu-?_?cong|dvc|ma_thu_tuc|matt=|procedure|formality/i;
/** "1.004194", "QTH-KH-01 - …": a code in front of the name. */
const LEADING_CODE =
  /^\s*((?:\d\.\d{5,6}(?:\.[\w.]+)?)|(?:[A-Z]{2,}[A-Z0-9]*(?:-[A-Z0-9]+)+))\s*[-–:.]\s*(?=\p{L})/u;
const CODE_BEFORE =
  /^(?:\d{1,4}[.)]? )?(\d\.\d{6}(?:\.[\dA-Z]+)*|\p{Lu}{2}[\p{Lu}\d]*(?:-[\p{Lu}\d]+)+|\p{Lu}{4,20}\d{3,10})\s*[-–:.|]?$/u;
/** Characters before a link that may be a number and a code. */
const MAX_BEFORE = 80;

/** @param known lists that were found otherwise: what holds several of their rows is no card */
export function listingCards(
  root: PageElement,
  find: PairFinder,
  base: string,
  matchLabel: LabelMatcher,
  known: readonly Listing[] = [],
): Listing[] {
  const listings: Listing[] = [];
  const holders = holdersOf(known);
  const above = headingsAbove();
  for (const parent of elementsOf(root, (element) => !inChrome(element) && element.tag !== 'table')) {
    const groups = new Map<string, PageElement[]>();
    for (const child of parent.children) {
      if (
        !isElement(child) ||
        child.short === '' ||
        child.size > MAX_CARD ||
        inChrome(child) ||
        holders.has(child) ||
        /^(?:td|th|tr|br|p|span|b|a|h[1-6]|option)$/.test(child.tag)
      )
        continue;
      const look = signatureOf(child);
      const group = groups.get(look);
      if (group === undefined) groups.set(look, [child]);
      else group.push(child);
    }
    for (const cards of groups.values()) {
      if (cards.length < 2) continue;
      const items = ofOneKind(cards.flatMap((card) => cardItem(card, find, base, matchLabel) ?? []));
      const urls = new Set(items.map(({ url }) => url));
      if (items.length < 2 || urls.size < 2 || items.length * 2 < cards.length) continue;
      const told = items.filter(
        ({ fields, link, url }) => fields.size > 1 || isAboutProcedure({ url, link }),
      ).length;
      const first = items[0];
      const isTold =
        told * 2 >= items.length || (first !== undefined && isUnderLevel(items, above(first.element)));
      if (!isTold || items.filter(isRecord).length === 1) continue;
      if (first !== undefined)
        listings.push({
          items: withSisters(items, matchLabel),
          layout: listingLayout('cards', [], pathOf(first.element), base),
        });
    }
  }
  const innermost = withoutHolders(listings);
  return [...innermost, ...singleGroups(innermost, find, base, matchLabel)];
}

/** Without cards that hold a list themselves and are called after the first of its rows. */
function withoutHolders(listings: readonly Listing[]): Listing[] {
  const holders = holdersOf(listings);
  const inner = new Map<PageElement, PageElement>();
  for (const { items } of listings)
    for (const { link, element } of items) if (!holders.has(element)) inner.set(link, element);
  return listings.flatMap((listing) => {
    const items = listing.items.filter(
      ({ element, link }) => !holders.has(element) || (inner.get(link) ?? element) === element,
    );
    return items.length === 0 ? [] : [{ ...listing, items }];
  });
}

/** What holds two rows or more of one list. */
function holdersOf(listings: readonly Listing[]): ReadonlySet<PageElement> {
  const holders = new Set<PageElement>();
  for (const { items } of listings) {
    const held = new Set<PageElement>();
    for (const { element } of items)
      for (let at = element.parent; at !== undefined; at = at.parent) {
        if (held.has(at)) {
          holders.add(at);
          break;
        }
        held.add(at);
      }
  }
  for (const holder of [...holders])
    for (let at = holder.parent; at !== undefined && !holders.has(at); at = at.parent) holders.add(at);
  return holders;
}

/** A heading such as "Dịch vụ công mức độ 4" tells what its list is of; a menu below it is made of short words, or names agencies. */
function isUnderLevel(items: readonly ListingItem[], headings: Generator<string>): boolean {
  const [nearest] = headings;
  if (nearest === undefined || levelInHeading(nearest) === undefined) return false;
  const long = items.filter(({ name }) => name.split(' ').length > 2 && !isOwner(name));
  return long.length * 2 > items.length;
}

/** True where an address, or the class of the link, tells that it leads to a procedure. */
export function isAboutProcedure({ url, link }: Pick<ListingItem, 'url' | 'link'>): boolean {
  return ABOUT_PROCEDURE.test(`${url} ${link.attributes.class ?? ''}`);
}

/** Items that say nothing but a name are procedures where their addresses are built like most of the list's. */
function ofOneKind(items: readonly ListingItem[]): ListingItem[] {
  const shape = commonShape(items.map(({ url }) => url));
  return items.filter(
    ({ url, fields }) => fields.size > 1 || shape === undefined || addressShape(url) === shape,
  );
}

/** A list in groups may have a group of one: an only item beside other lists of such items. */
function singleGroups(
  listings: readonly Listing[],
  find: PairFinder,
  base: string,
  matchLabel: LabelMatcher,
): Listing[] {
  const seen = new Set<PageElement>();
  return listings.flatMap(({ items, layout }) => {
    const group = items[0]?.element.parent;
    const shape = commonShape(items.map(({ url }) => url));
    if (group === undefined || shape === undefined || !/^[uo]l$/.test(group.tag)) return [];
    const single = (group.parent?.children ?? []).flatMap((other) => {
      if (!isElement(other) || other.tag !== group.tag || seen.has(other)) return [];
      const [only, more] = other.children.filter(isElement);
      if (only === undefined || more !== undefined) return [];
      seen.add(other);
      const item = cardItem(only, find, base, matchLabel);
      return item !== undefined && addressShape(item.url) === shape ? [item] : [];
    });
    return single.map((item) => ({ items: [item], layout }));
  });
}

/** A procedure with its sections: where only one of the cards is one, they are its page and what stands beside it. */
function isRecord({ fields }: ListingItem): boolean {
  return fields.size > 3 && (fields.has('steps') || fields.has('documents')) && fields.has('legalBasis');
}

/**
 * A list of one: a card that says at least two things of the procedure that it links to, one where the page says that it is a list.
 * For pages that are nothing else, since a part of a page about one procedure may look like it.
 *
 * @param isList true where the page tells a number of results, or has a pager
 */
export function onlyCard(
  root: PageElement,
  find: PairFinder,
  base: string,
  matchLabel: LabelMatcher,
  isList: boolean,
): Listing | undefined {
  const least = isList ? 2 : 3;
  let found: ListingItem | undefined;
  for (const element of elementsOf(root, (at) => !inChrome(at) && at.tag !== 'table')) {
    if (element === root || element.short === '' || element.size > MAX_CARD) continue;
    const item = cardItem(element, find, base, matchLabel);
    if (item === undefined || !ABOUT_PROCEDURE.test(item.url)) continue;
    const alone = isList && element.tag === 'li' && element.parent?.children.filter(isElement).length === 1;
    const said = item.values.filter(({ text }) => text !== '').length;
    if (!alone && (said < least || item.fields.size < least)) continue;
    // The innermost element that holds the link and what is said.
    if (found !== undefined && (item.url !== found.url || item.fields.size < found.fields.size)) continue;
    found = item;
  }
  return found === undefined
    ? undefined
    : { items: [found], layout: listingLayout('cards', [], pathOf(found.element), base) };
}

/** What other cards of the list show and this one does not has been left empty. */
function withSisters(items: readonly ListingItem[], matchLabel: LabelMatcher): ListingItem[] {
  const labels = new Map<FieldName, string>();
  for (const { values } of items) {
    for (const { label } of values) {
      const field = matchLabel(label);
      if (field !== undefined && field !== 'ignored' && !labels.has(field)) labels.set(field, label);
    }
  }
  return items.map((item) => {
    const missing = [...labels].filter(([field]) => !item.fields.has(field));
    if (missing.length === 0) return item;
    const empty = missing.map(([, label]) => ({ label, at: label, text: '' }));
    return {
      ...item,
      values: [...item.values, ...empty],
      fields: new Set([...item.fields, ...labels.keys()]),
    };
  });
}

/** The link of a card; `name` where it is not the text of the link. */
interface CardLink {
  readonly element: PageElement;
  readonly url: string;
  readonly name?: string;
}

function cardItem(
  card: PageElement,
  find: PairFinder,
  base: string,
  matchLabel: LabelMatcher,
): ListingItem | undefined {
  const main: CardLink | undefined = mainLink(card, base) ?? detailsLink(card, base);
  // "Thủ tục hành chính" is a word of menus, and no name of one.
  if (main === undefined || isWord(main.name ?? ownText(main.element), pageWords().genericTitles))
    return undefined;
  const taken = new Set<PageElement>([main.element]);
  const pairs = find(card).filter((pair) => pair.kind !== 'column');
  // What holds the sections of a procedure is that procedure.
  const sections = pairs.filter(({ label }) => label.field !== undefined && SECTIONS.has(label.field));
  if (new Set(sections.map(({ label }) => label.field)).size >= MAX_SECTIONS) return undefined;
  const values = mergeValues(
    pairs.map((pair) => ({ value: labelledValue(pair, base), field: pair.label.field })),
  );
  const fields = new Set<FieldName>(
    pairs.flatMap(({ label }) =>
      label.field === undefined || label.field === 'ignored' ? [] : [label.field],
    ),
  );
  for (const { element, nodes } of pairs)
    for (const node of [element, ...nodes]) if (isElement(node)) taken.add(node);
  const add = (label: string, at: string, text: string) => {
    const field = matchLabel(label);
    if (field === undefined || field === 'ignored' || fields.has(field)) return;
    fields.add(field);
    values.push({ label, at, text });
  };
  const { cellClasses } = pageWords();
  for (const element of elementsOf(card)) {
    for (const name of classesOf(element)) {
      const label = cellClasses.get(name.toLowerCase());
      if (label !== undefined && !taken.has(element)) add(label, `lớp “${name}”`, textOf(element.children));
    }
  }
  for (const badge of badgesIn(card, taken)) add(badge.label, badge.at, badge.text);
  const { code: own, name } = withoutCode(
    main.name ?? (main.element.tag === 'a' ? ownText(main.element) : nameOf(card, taken)),
  );
  const code = own ?? codeBefore(card, main.element);
  if (code !== undefined) add('Mã thủ tục', 'liên kết', code);
  add('Tên thủ tục', 'liên kết', name);
  for (const value of rowActions(card, main.url, base, matchLabel)) {
    const field = matchLabel(value.label);
    if (field === undefined || field === 'ignored' || fields.has(field)) continue;
    fields.add(field);
    values.push(value);
  }
  return { element: card, link: main.element, url: main.url, name, values, fields };
}

/** The name on a card that is a link as a whole: the first text that is no labelled value. */
function nameOf(card: PageElement, taken: ReadonlySet<PageElement>): string {
  for (const element of elementsOf(card, (at) => at === card || !taken.has(at))) {
    const { short } = element;
    const inner = element.children.some((child) => isElement(child) && child.short !== '');
    if (short !== undefined && (!inner || element.inline) && isName(short)) return short;
  }
  return ownText(card);
}

/** A code that stands before the link, and nothing else but a number: "3. 1.004194 - <a>…</a>". */
function codeBefore(card: PageElement, link: PageElement): string | undefined {
  let text = '';
  const visit = (element: PageElement): boolean =>
    element.children.some((child) => {
      if (child === link || text.length > MAX_BEFORE) return true;
      text += isElement(child) ? ' ' : child;
      return isElement(child) && visit(child);
    });
  visit(card);
  return CODE_BEFORE.exec(cleanLine(text.replace(/\s+/g, ' ')))?.[1];
}

/** "… (1.004194)", "… - Mã TTHC: 2.000205.000.00.00.H17": a national code behind the name. */
const CODE_BEHIND =
  /\s*(?:[([]\s*(?:mã[^\d():]{0,30}:?\s*)?(\d\.\d{6}(?:\.[\dA-Z]+)*)\s*[)\]]|[-–—|]\s*(?:mã[^\d():]{0,30}:?\s*)?(\d\.\d{6}(?:\.[\dA-Z]+)*))\s*$/iu;

/** A name and the national code behind it; the whole text is the name where there is none. */
export function withoutCodeBehind(printed: string): { readonly code?: string; readonly name: string } {
  // The search would try every space of a long text.
  const start = Math.max(printed.length - MAX_BEFORE, 0);
  const found = CODE_BEHIND.exec(printed.slice(start));
  const code = found?.[1] ?? found?.[2];
  const name = found === null ? '' : printed.slice(0, start + found.index);
  return code === undefined || !/\p{L}{2}/u.test(name) ? { name: printed } : { code, name };
}

/** The text of a link, the code in front of the name, or behind it, apart. */
export function withoutCode(printed: string): { readonly code?: string; readonly name: string } {
  const found = LEADING_CODE.exec(printed);
  return found?.[1] === undefined
    ? withoutCodeBehind(printed)
    : { code: found[1], name: printed.slice(found[0].length) };
}

/** The one link of a card that names something; several different ones make it no card. */
export function mainLink(card: PageElement, base: string): { element: PageElement; url: string } | undefined {
  const words = pageWords();
  let found: { element: PageElement; url: string } | undefined;
  for (const element of elementsOf(card, (at) => !inChrome(at))) {
    if (element.tag !== 'a') continue;
    const text = ownText(element);
    if (
      !isName(text) ||
      isWord(text, words.download) ||
      isWord(text, words.notLabels) ||
      isWord(text, words.next) ||
      isLevelBadge(withoutCount(text)) ||
      isActionText(text)
    )
      continue;
    const address = addressOf(element, base);
    if (typeof address === 'string' || !('url' in address)) continue;
    if (found === undefined) found = { element, url: address.url };
    else if (found.url !== address.url && cleanLine(ownText(found.element)).length < 12)
      found = { element, url: address.url };
    else if (found.url !== address.url && elementsOfKind(card, 'a') > 6) return undefined;
  }
  if (found !== undefined) return found;
  const whole = scriptedLink(card, base);
  return whole === undefined || !isName(ownText(whole.element)) ? undefined : whole;
}

/** The way from a card with a heading to its procedure: "Xem chi tiết", where nothing else leads there. */
function detailsLink(card: PageElement, base: string): CardLink | undefined {
  const { details } = pageWords();
  let name: string | undefined;
  let found: { element: PageElement; url: string } | undefined;
  for (const element of elementsOf(card, (at) => !inChrome(at))) {
    if (headingRank(element) !== undefined) {
      if (name !== undefined) return undefined;
      name = element.short;
    }
    if (element.tag !== 'a' || !isWord(ownText(element), details)) continue;
    const address = addressOf(element, base);
    if (typeof address === 'string' || !('url' in address)) continue;
    if (found !== undefined && found.url !== address.url) return undefined;
    found = { element, url: address.url };
  }
  return found === undefined || name === undefined || !isName(name) ? undefined : { ...found, name };
}

/** Two words at least. */
function isName(text: string): boolean {
  return text.length >= 5 && /\p{L}\s+\p{L}/u.test(text);
}

function elementsOfKind(element: PageElement, tag: string): number {
  let count = 0;
  for (const one of elementsOf(element)) if (one.tag === tag) count += 1;
  return count;
}

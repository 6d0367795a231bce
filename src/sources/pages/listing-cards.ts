/** Lists that are no tables: cards and list items that look alike, each with a link to a procedure. */
import type { LabelMatcher } from '../../services/labels.js';
import type { FieldName } from '../../services/service.js';
import { cleanLine } from '../../services/text.js';
import { addressOf } from './address.js';
import { badgesIn } from './badges.js';
import { inChrome } from './chrome.js';
import { listingLayout } from './layout.js';
import type { Listing, ListingItem } from './listing.js';
import { mergeValues } from './merge.js';
import { labelledValue } from './pair.js';
import type { PairFinder } from './pairs.js';
import { pathOf, signatureOf } from './signature.js';
import { classesOf, elementsOf, isElement, type PageElement } from './tree.js';
import { ownText, scriptedLink } from './value-links.js';
import { textOf } from './value-text.js';
import { isWord, pageWords } from './words.js';

/** Elements a card may have; more is a page. */
const MAX_CARD = 400;
/** Address or class of a link to a procedure. */
const ABOUT_PROCEDURE = /thu-?_?tuc|tthc|dich-?_?vu-?_?cong|dvc|ma_thu_tuc|matt=|procedure|formality/i;
/** "1.004194", "QTH-KH-01 - …": a code in front of the name. */
const LEADING_CODE =
  /^\s*((?:\d\.\d{5,6}(?:\.[\w.]+)?)|(?:[A-Z]{2,}[A-Z0-9]*(?:-[A-Z0-9]+)+))\s*[-–:.]\s*(?=\p{L})/u;

export function listingCards(
  root: PageElement,
  find: PairFinder,
  base: string,
  matchLabel: LabelMatcher,
): Listing[] {
  const listings: Listing[] = [];
  for (const parent of elementsOf(root, (element) => !inChrome(element) && element.tag !== 'table')) {
    const groups = new Map<string, PageElement[]>();
    for (const child of parent.children) {
      if (
        !isElement(child) ||
        child.short === '' ||
        child.size > MAX_CARD ||
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
      const items = cards.flatMap((card) => cardItem(card, find, base, matchLabel) ?? []);
      const urls = new Set(items.map(({ url }) => url));
      if (items.length < 2 || urls.size < 2 || items.length * 2 < cards.length) continue;
      const told = items.filter(
        ({ fields, link, url }) =>
          fields.size > 1 || ABOUT_PROCEDURE.test(`${url} ${link.attributes.class ?? ''}`),
      ).length;
      if (told * 2 < items.length) continue;
      const first = items[0];
      if (first !== undefined)
        listings.push({ items, layout: listingLayout('cards', [], pathOf(first.element), base) });
    }
  }
  return listings;
}

function cardItem(
  card: PageElement,
  find: PairFinder,
  base: string,
  matchLabel: LabelMatcher,
): ListingItem | undefined {
  const main = mainLink(card, base);
  if (main === undefined) return undefined;
  const printed = ownText(main.element);
  const taken = new Set<PageElement>([main.element]);
  const pairs = find(card).filter((pair) => pair.kind !== 'column');
  // A card that holds a whole procedure's sections is no card.
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
  const { code, name } = withoutCode(printed);
  if (code !== undefined) add('Mã thủ tục', 'liên kết', code);
  add('Tên thủ tục', 'liên kết', name);
  return { element: card, link: main.element, url: main.url, name, values, fields };
}

/** The text of a link, the code in front of the name apart. */
export function withoutCode(printed: string): { readonly code?: string; readonly name: string } {
  const found = LEADING_CODE.exec(printed);
  return found?.[1] === undefined
    ? { name: printed }
    : { code: found[1], name: printed.slice(found[0].length) };
}

/** The one link of a card that names something; several different ones make it no card. */
export function mainLink(card: PageElement, base: string): { element: PageElement; url: string } | undefined {
  const words = pageWords();
  let found: { element: PageElement; url: string } | undefined;
  for (const element of elementsOf(card)) {
    if (element.tag !== 'a') continue;
    const text = ownText(element);
    if (
      !isName(text) ||
      isWord(text, words.download) ||
      isWord(text, words.submit) ||
      isWord(text, words.pay)
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

/** Two words at least. */
function isName(text: string): boolean {
  return text.length >= 5 && /\p{L}\s+\p{L}/u.test(text);
}

function elementsOfKind(element: PageElement, tag: string): number {
  let count = 0;
  for (const one of elementsOf(element)) if (one.tag === tag) count += 1;
  return count;
}

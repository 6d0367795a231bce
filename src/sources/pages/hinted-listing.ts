/** Lists whose rows a portal file tells, joined with the lists that are found without it. */
import type { LabelledValue } from '../../services/labelled.js';
import type { LabelMatcher } from '../../services/labels.js';
import type { FieldName } from '../../services/service.js';
import { cleanLine } from '../../services/text.js';
import { addressOf } from './address.js';
import { inChrome } from './chrome.js';
import { hintedLevel } from './hinted-values.js';
import { listingLayout } from './layout.js';
import type { Listing, ListingItem } from './listing.js';
import { mainLink, withoutCode } from './listing-cards.js';
import type { PageLink } from './page-links.js';
import { firstPlace, parameterOf } from './place.js';
import type { ListHints, Place } from './portal-hints.js';
import { firstSelected, selected } from './selector.js';
import type { PageElement, PageTree } from './tree.js';
import { isFile, ownText } from './value-links.js';

const NAME = 'Tên thủ tục';
const CODE = 'Mã thủ tục';
/** Where a name or code was read that only the text of the link tells. */
const LINK = 'liên kết';

export interface ListPlaces {
  readonly url: string;
  readonly base: string;
  readonly level: readonly Place[];
  readonly matchLabel: LabelMatcher;
}

export function hintedListing(page: PageTree, hints: ListHints, places: ListPlaces): Listing | undefined {
  const items: ListingItem[] = [];
  for (const row of selected(page.root, hints.rows)) {
    const item = inChrome(row) ? undefined : itemOf(row, hints, places);
    if (item !== undefined) items.push(item);
  }
  const labels = Object.keys(hints.fields ?? {});
  return items.length === 0
    ? undefined
    : { items, layout: listingLayout('rows', labels, hints.rows, places.base) };
}

function itemOf(row: PageElement, hints: ListHints, places: ListPlaces): ListingItem | undefined {
  const { url, base, level, matchLabel } = places;
  const link = hints.link === undefined ? mainLink(row, base) : linkAt(row, hints.link, base);
  if (link === undefined) return undefined;
  const values: LabelledValue[] = [];
  const fields = new Set<FieldName>();
  const add = (value: LabelledValue) => {
    const field = matchLabel(value.label);
    if (field !== undefined && field !== 'ignored') {
      if (fields.has(field)) return;
      fields.add(field);
    }
    values.push(value);
  };
  for (const [label, place] of Object.entries(hints.fields ?? {})) {
    const found = firstPlace(row, place, url);
    if (found !== undefined) add({ label, at: found.at, text: found.text });
  }
  const sign = hintedLevel(row, level, url);
  if (sign !== undefined) add(sign);
  const { code, name } = withoutCode(ownText(link.element));
  if (code !== undefined) add({ label: CODE, at: LINK, text: code });
  const named = values.find((value) => matchLabel(value.label) === 'name')?.text;
  if (named === undefined) add({ label: NAME, at: LINK, text: name });
  const shown = cleanLine(named ?? name);
  return shown === ''
    ? undefined
    : { element: row, link: link.element, url: link.url, name: shown, values, fields };
}

function linkAt(
  row: PageElement,
  selector: string,
  base: string,
): { element: PageElement; url: string } | undefined {
  const element = firstSelected(row, selector);
  if (element === undefined) return undefined;
  const address = addressOf(element, base);
  return typeof address !== 'string' && 'url' in address && !isFile(address.url)
    ? { element, url: address.url }
    : undefined;
}

/** One item a procedure: what the portal file tells of it, and what only the row itself does. */
export function joinedListings(
  hinted: Listing,
  found: readonly Listing[],
  matchLabel: LabelMatcher,
): Listing[] {
  const others = new Map(found.flatMap(({ items }) => items.map((item) => [item.url, item])));
  const items = hinted.items.map((item) => {
    const other = others.get(item.url);
    return other === undefined ? item : joined(item, other, matchLabel);
  });
  const known = new Set(hinted.items.map(({ url }) => url));
  const rest = found.flatMap(({ items: all, layout }) => {
    const left = all.filter(({ url }) => !known.has(url));
    return left.length === 0 ? [] : [{ items: left, layout }];
  });
  return [{ items, layout: hinted.layout }, ...rest];
}

/** The hinted value of a field wins where it says something; what is only drawn from the link gives way. */
function joined(hinted: ListingItem, found: ListingItem, matchLabel: LabelMatcher): ListingItem {
  const keyOf = ({ label }: LabelledValue) => {
    const field = matchLabel(label);
    return field === undefined || field === 'ignored' ? `label ${label}` : `field ${field}`;
  };
  const shown = new Set(found.values.map(keyOf));
  const told = hinted.values.filter(
    (value) => !shown.has(keyOf(value)) || (value.text !== '' && value.at !== LINK),
  );
  const replaced = new Set(told.map(keyOf));
  const values = [...found.values.filter((value) => !replaced.has(keyOf(value))), ...told];
  return {
    ...hinted,
    element: found.element,
    link: found.link,
    values,
    fields: new Set([...hinted.fields, ...found.fields]),
  };
}

/** The next page of a list that is numbered by a parameter of its address. */
export function numberedNext(
  hints: ListHints,
  url: string,
  rows: number,
  total: number | undefined,
): PageLink | undefined {
  const { parameter, counts = 'pages', first } = hints.next ?? {};
  if (parameter === undefined || rows === 0 || !URL.canParse(url)) return undefined;
  const start = first ?? (counts === 'pages' ? 1 : 0);
  const printed = parameterOf(url, parameter) ?? String(start);
  if (!/^\d{1,6}$/.test(printed)) return undefined;
  const passed = counts === 'pages' ? (Number(printed) - start + 1) * rows : Number(printed) + rows;
  if (total !== undefined && passed >= total) return undefined;
  const next = String(counts === 'pages' ? Number(printed) + 1 : passed);
  const address = new URL(url);
  address.hash = '';
  address.searchParams.set(parameter, next);
  return { url: address.href, text: next, role: 'next-page' };
}

/** The links of a page, for the crawler: which lead to procedures, which to the next page of a list. */
import type { LabelledValue } from '../../services/labelled.js';
import { unaccent } from '../../services/text.js';
import { addressOf } from './address.js';
import { inChrome } from './chrome.js';
import type { ListingItem } from './listing.js';
import { elementsOf, type PageElement } from './tree.js';
import { ownText } from './value-links.js';
import { isWord, pageWords } from './words.js';

export interface PageLink {
  readonly url: string;
  readonly text: string;
  readonly role: 'detail' | 'next-page' | 'list' | 'other';
  /** What the list shows of the procedure the link leads to; only for `detail`. */
  readonly fields?: readonly LabelledValue[];
  /** True for links in menus, headers, footers and side columns. */
  readonly chrome?: true;
}

const PAGER =
  /(?:^|[\s_-])(?:pagination|pager|paging|page-?numbers?|phan-?trang|lfr-pagination|rgpager|rgwrap)/i;
const LISTS =
  /thu tuc hanh chinh|bo thu tuc|danh muc thu tuc|linh vuc|co quan|don vi|dich vu cong(?: truc tuyen)?$|tthc/;
const LIST_ADDRESS =
  /linh-?_?vuc|co-?_?quan|don-?_?vi|danh-?_?muc|category|bothutuc|thu-?_?tuc-hanh-chinh\/?(?:[?#]|$|\.)/i;

/** @param details the procedures that the page lists */
export function pageLinks(root: PageElement, base: string, details: readonly ListingItem[]): PageLink[] {
  const found = new Map<string, PageLink>();
  const items = new Map(details.map((item) => [item.link, item]));
  for (const element of elementsOf(root)) {
    const attributes = element.tag === 'a' || element.tag === 'area' ? element.attributes : scripted(element);
    if (attributes === undefined) continue;
    const address = addressOf(attributes, base);
    if (typeof address === 'string' || !('url' in address)) continue;
    const url = address.url.split('#')[0] ?? address.url;
    const link = linkTo(element, url, items.get(element));
    const before = found.get(url);
    if (before === undefined || rank(link) < rank(before)) found.set(url, link);
  }
  return [...found.values()];
}

/** Buttons and options that lead on by a script with the address written out. */
function scripted(element: PageElement): Readonly<Record<string, string>> | undefined {
  const { attributes } = element;
  if (attributes['data-href'] !== undefined || attributes['data-url'] !== undefined) return attributes;
  return attributes.onclick === undefined ? undefined : { onclick: attributes.onclick };
}

function linkTo(element: PageElement, url: string, item: ListingItem | undefined): PageLink {
  const text = ownText(element);
  const chrome = inChrome(element) ? { chrome: true as const } : {};
  if (item !== undefined)
    return {
      url,
      text: item.name,
      role: 'detail',
      ...(item.values.length === 0 ? {} : { fields: item.values }),
    };
  if (isNext(element, text)) return { url, text, role: 'next-page' };
  const words = unaccent(text);
  const isList =
    words.length < 45 &&
    (LISTS.test(words) || LIST_ADDRESS.test(url)) &&
    !/\.(?:docx?|pdf|xlsx?|zip|rar)(?:$|\?)/i.test(url);
  return { url, text, role: isList ? 'list' : 'other', ...chrome };
}

function isNext(element: PageElement, text: string): boolean {
  if (/(?:^|\s)next(?:\s|$)/i.test(element.attributes.rel ?? '')) return true;
  let paged = false;
  for (
    let at: PageElement | undefined = element, level = 0;
    at !== undefined && level < 5;
    at = at.parent, level += 1
  ) {
    if (PAGER.test(at.attributes.class ?? '') || PAGER.test(at.attributes.id ?? '')) paged = true;
  }
  // Every page of a list leads on to further ones, whichever number stands on the link.
  return paged
    ? /^\d{1,5}$/.test(text) || text === '…' || isWord(text, pageWords().next)
    : isWord(text, pageWords().next) && !/^(?:sau|tiếp|xem thêm|>|»)$/i.test(text);
}

function rank(link: PageLink): number {
  return { detail: 0, 'next-page': 1, list: 2, other: 3 }[link.role];
}

const TOTAL_NAME =
  /^(?:total-?_?records?|total-?_?count|tong-?_?so(?:-?_?ban-?_?ghi)?|spantotal|lbltotal(?:record)?s?)$/i;
const TOTAL_TEXT =
  /(?:tong(?: cong| so)?|tren|co|tim thay|tat ca)\s*:?\s*(\d{1,3}(?:[.,]\d{3})+|\d{1,7})\s*(?:ban ghi|ket qua|thu tuc|dich vu|tthc|muc)|tong so(?: ban ghi| thu tuc(?: hanh chinh)?| dich vu(?: cong)?| tthc| ket qua)?\s*:\s*(\d{1,3}(?:[.,]\d{3})+|\d{1,7})/;

/** How many procedures the whole list is said to have. */
export function totalOf(root: PageElement): number | undefined {
  for (const element of elementsOf(root)) {
    const { short } = element;
    if (short === undefined || short === '') continue;
    const named =
      TOTAL_NAME.test(element.attributes.id ?? '') || TOTAL_NAME.test(element.attributes.class ?? '');
    const printed = named
      ? /^\D*(\d[\d.,]*)\D*$/.exec(short)?.[1]
      : /\d/.test(short)
        ? totalIn(short)
        : undefined;
    if (printed !== undefined) return Number(printed.replace(/[.,]/g, ''));
  }
  return undefined;
}

function totalIn(text: string): string | undefined {
  const match = TOTAL_TEXT.exec(unaccent(text));
  return match?.[1] ?? match?.[2];
}

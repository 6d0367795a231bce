/** The links of a page, for the crawler: which lead to procedures, which to the next page of a list. */
import type { LabelledValue } from '../../services/labelled.js';
import { unaccent } from '../../services/text.js';
import { isOfSameList } from '../portal/page-number.js';
import { actionOf } from './action-words.js';
import { absolute, addressOf, dataAddress } from './address.js';
import { inChrome } from './chrome.js';
import type { ListingItem } from './listing.js';
import { identifiersOf } from './row-actions.js';
import { type PostTarget, postTarget } from './script-address.js';
import { type Choice, elementsOf, isWithin, type PageElement, type PageTree } from './tree.js';
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
  /** The page is to be had by sending the form of this page back (ASP.NET), not by its address, which is that of this page. */
  readonly post?: PostTarget;
  /** Rows a page that the address asks for: the same list, in fewer pages. */
  readonly pageSize?: number;
  /** True where following it begins a dossier of one procedure, or pays for it. */
  readonly acts?: true;
}

export interface LinkPlaces {
  /** Address of the page itself. */
  readonly url: string;
  /** What relative addresses are resolved against. */
  readonly base: string;
  /** The procedures that the page lists. */
  readonly details: readonly ListingItem[];
  /** True where the page is about one procedure: what submits a dossier there is that procedure's own. */
  readonly ofProcedure: boolean;
  /** Links that a portal file knows to lead to further pages. */
  readonly next?: ReadonlySet<PageElement>;
}

const PAGER =
  /(?:^|[\s_-])(?:pagination|pager|paging|page-?numbers?|phan-?trang|lfr-pagination|rgpager|rgwrap|dnnpager|page-?iterator)/i;
const LISTS =
  /thu tuc hanh chinh|bo thu tuc|danh muc thu tuc|linh vuc|co quan|don vi|dich vu cong(?: truc tuyen)?$|tthc/;
const LIST_ADDRESS =
  /linh-?_?vuc|co-?_?quan|don-?_?vi|danh-?_?muc|category|bothutuc|thu-?_?tuc-hanh-chinh\/?(?:[?#]|$|\.)/i;

export function pageLinks(page: PageTree, places: LinkPlaces): PageLink[] {
  const { url: own, base, details, next, ofProcedure } = places;
  const found = new Map<string, PageLink>();
  const add = (link: PageLink) => {
    const key =
      link.post === undefined ? link.url : `${link.url}\n${link.post.target}\n${link.post.argument}`;
    const before = found.get(key);
    if (before === undefined || rank(link) < rank(before)) found.set(key, link);
  };
  const items = new Map<PageElement, ListingItem>();
  for (const item of details)
    if (item.fields.size >= (items.get(item.link)?.fields.size ?? 0)) items.set(item.link, item);
  const rows = new Set(details.map(({ element }) => element));
  for (const element of elementsOf(page.root)) {
    const isFurther = next?.has(element) === true || isNext(element, ownTextOf(element));
    const target = isFurther ? postTargetOf(element) : undefined;
    if (target !== undefined) {
      add({ url: withoutFragment(own), text: ownText(element), role: 'next-page', post: target });
      continue;
    }
    if (!leads(element)) continue;
    const address = addressOf(element, base);
    if (typeof address === 'string' || !('url' in address)) continue;
    const url = withoutFragment(address.url);
    const turnsOver = isFurther || (isTurning(ownTextOf(element)) && isOfSameList(url, own));
    const link = linkTo(element, url, items.get(element), turnsOver);
    const acts =
      link.role === 'other' &&
      !link.chrome &&
      (ofProcedure || isWithin(element, rows)) &&
      isAction(element, url);
    add(acts ? { ...link, acts } : link);
  }
  const longer = longestPage(page.choices, base);
  if (longer !== undefined) add(longer);
  return [...found.values()];
}

/** Submits a dossier of one procedure or pays for it: by its words, and by an address that names which. */
function isAction(element: PageElement, url: string): boolean {
  const says = element.acts !== undefined || actionOf(ownText(element)) !== undefined;
  return says && identifiersOf(url).length > 0;
}

/** A number, or a word for more: leads to a further page where the address says so. */
function isTurning(text: string | undefined): boolean {
  if (text === undefined) return false;
  return /^\d{1,5}$/.test(text) || isWord(text.replace(/[.…\s]+$/u, ''), pageWords().next);
}

/** A place on a page is that page; what a script reads as an address (`#/…`, `#!/…`) is one. */
function withoutFragment(url: string): string {
  return url.replace(/#(?!!?\/).*$/s, '');
}

/** Links, and whatever leads on by a script with the address written out. */
function leads({ tag, attributes, called }: PageElement): boolean {
  return (
    tag === 'a' ||
    tag === 'area' ||
    called !== undefined ||
    attributes.onclick !== undefined ||
    dataAddress(attributes) !== undefined
  );
}

function linkTo(
  element: PageElement,
  url: string,
  item: ListingItem | undefined,
  isFurther: boolean,
): PageLink {
  const text = ownText(element);
  const chrome = inChrome(element) ? { chrome: true as const } : {};
  if (item !== undefined)
    return {
      url,
      text: item.name,
      role: 'detail',
      ...(item.values.length === 0 ? {} : { fields: item.values }),
    };
  if (isFurther) return { url, text, role: 'next-page' };
  const words = unaccent(text);
  const isList =
    words.length < 45 &&
    (LISTS.test(words) || LIST_ADDRESS.test(url)) &&
    !/\.(?:docx?|pdf|xlsx?|zip|rar)(?:$|\?)/i.test(url);
  return { url, text, role: isList ? 'list' : 'other', ...chrome };
}

/** The text of what can be clicked; nothing else is a link to another page. */
function ownTextOf(element: PageElement): string | undefined {
  const { tag, attributes } = element;
  const isControl = tag === 'a' || tag === 'button' || tag === 'input' || attributes.onclick !== undefined;
  return isControl ? ownText(element) : undefined;
}

function isNext(element: PageElement, text: string | undefined): boolean {
  if (/(?:^|\s)next(?:\s|$)/i.test(element.attributes.rel ?? '')) return true;
  if (text === undefined) return false;
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
    ? /^\d{1,5}$/.test(text) || text === '…' || text === '...' || isWord(text, pageWords().next)
    : isWord(text, pageWords().next) && !/^(?:sau|tiếp|xem thêm|>|»)$/i.test(text);
}

/** True where the page turns over to others of its list. */
export function isPaged(root: PageElement): boolean {
  for (const { attributes } of elementsOf(root))
    if (PAGER.test(attributes.class ?? '') || PAGER.test(attributes.id ?? '')) return true;
  return false;
}

/** The pager of a grid turns over by its argument, whatever stands around it. */
function postTargetOf({ attributes }: PageElement): PostTarget | undefined {
  return postTarget(`${attributes.href ?? ''} ${attributes.onclick ?? ''}`);
}

function rank(link: PageLink): number {
  return { detail: 0, 'next-page': 1, list: 2, other: 3 }[link.role] + (link.acts ? 1 : 0);
}

/** Choices of rows a page: the most rows, where the page has not chosen them already. */
function longestPage(choices: PageTree['choices'], base: string): PageLink | undefined {
  for (const options of choices) {
    const sizes = options.map((option) => ({
      size: Number(option.text),
      address: dataAddress(optionData(option)),
    }));
    if (
      sizes.length < 2 ||
      sizes.some(({ size, address }) => !(size >= 5 && size <= 1000) || address === undefined)
    )
      continue;
    const most = sizes.reduce((best, one) => (one.size > best.size ? one : best));
    const chosen = options.findIndex(({ attributes }) => attributes.selected !== undefined);
    if (most.address === undefined || sizes[Math.max(chosen, 0)] === most) continue;
    const url = withoutFragment(absolute(most.address, base));
    return { url, text: String(most.size), role: 'list', pageSize: most.size };
  }
  return undefined;
}

/** An option may have the address as its value. */
function optionData({ attributes }: Choice): Readonly<Record<string, string>> {
  return { 'data-url': attributes.value ?? '', ...attributes };
}

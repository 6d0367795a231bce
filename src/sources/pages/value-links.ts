/** Links and buttons inside a value. */
import type { Link } from '../../services/labelled.js';
import { cleanLine, unaccent } from '../../services/text.js';
import { isNone, isPlaceholder } from '../../services/values/placeholder.js';
import { type Address, addressOf, dataAddress } from './address.js';
import { elementsOf, isElement, type PageElement, type PageNode } from './tree.js';
import { isWord, pageWords } from './words.js';

const MAX_NAME = 300;
const REMARK = /^\W{0,5}(?:ghi chu|luu y|chu y|chu thich|xem|theo)\b/;
/** Scripts that hand out something; a panel that folds hands out nothing. */
const HANDS_OUT = /down|tai|file|mau|open|view|xem|nop|href|location|submit|postback/i;

/** @param base what relative addresses are resolved against */
export function linksIn(nodes: readonly PageNode[], base: string): Link[] {
  return collected(nodes, base, new Set());
}

/** The links of a list of forms; an item that leads nowhere beside others that do names a form without a file. */
export function formsIn(nodes: readonly PageNode[], base: string): Link[] {
  const bare = new Set<PageElement>();
  for (const node of nodes) {
    if (!isElement(node)) continue;
    for (const list of elementsOf(node, (at) => at.tag !== 'li')) {
      if (list.tag !== 'ul' && list.tag !== 'ol') continue;
      const items = list.children.filter(isElement);
      const without = items.filter((item) => linksIn([item], base).length === 0);
      if (without.length < items.length) for (const item of without.filter(namesForm)) bare.add(item);
    }
  }
  return collected(nodes, base, bare);
}

/** Remarks, headings of the list and "there is none" are no forms. */
function namesForm({ short = '' }: PageElement): boolean {
  return (
    /\p{L}{2}/u.test(short) &&
    !/[:：]\s*$/u.test(short) &&
    !REMARK.test(unaccent(short)) &&
    !isNone(short) &&
    !isPlaceholder(short)
  );
}

/** @param bare elements whose whole text is the name of something without an address */
function collected(nodes: readonly PageNode[], base: string, bare: ReadonlySet<PageElement>): Link[] {
  const links = new Map<string, Link>();
  for (const node of nodes) {
    if (!isElement(node)) continue;
    for (const element of elementsOf(node)) {
      const text = bare.has(element) ? (element.short ?? '') : '';
      const link = text === '' ? linkOf(element, base) : { text };
      if (link !== undefined) links.set(`${link.url ?? ''}\n${link.text}`, link);
    }
  }
  return [...links.values()];
}

export function linkOf(element: PageElement, base: string): Link | undefined {
  const { tag, attributes } = element;
  const isLink =
    tag === 'a' ||
    tag === 'button' ||
    (tag === 'input' && /^(?:button|submit|image)$/i.test(attributes.type ?? ''));
  if (!isLink && (attributes.onclick === undefined || !HANDS_OUT.test(attributes.onclick))) return undefined;
  const own = ownText(element);
  const address = addressOf(element, base);
  if (answersByScript(element, address, own))
    return { text: (isDownload(own) ? nameNearby(element) : '') || own, script: true };
  if (address === 'here') return undefined;
  if (address === 'nowhere')
    return own === '' || tag !== 'a' || attributes.href === undefined ? undefined : { text: own };
  const text = own === '' || isWord(own, pageWords().download) ? nameNearby(element) || own : own;
  return 'url' in address
    ? { text: text || fileName(address.url), url: address.url, ...(address.likely ? { script: true } : {}) }
    : { text, script: true };
}

/**
 * True for a button that is sent to the page itself (`<input type="image" title="Tải xuống">`), and for a link to nowhere with a name a
 * script can find it by (`<a href="#" data-id="7">Tải về</a>`): both hand out a file, which one nobody can tell.
 */
function answersByScript({ tag, attributes }: PageElement, address: Address, own: string): boolean {
  if (!isDownload(own)) return false;
  if (tag === 'input') return address === 'nowhere' && /^(?:submit|image)$/i.test(attributes.type ?? '');
  if (tag !== 'a' || (address !== 'here' && address !== 'nowhere')) return false;
  if (!EMPTY_LINK.test(attributes.href?.trim() ?? '')) return false;
  return Object.keys(attributes).some((name) =>
    /^(?:id|class|data-(?!toggle|bs-toggle|dismiss)[\w-]+)$/.test(name),
  );
}

const EMPTY_LINK = /^(?:#!?|javascript:.*)$/is;

function isDownload(text: string): boolean {
  return isWord(text, pageWords().download);
}

/** A row or card that opens a page by a script when it is clicked, itself or a part of it. */
export function scriptedLink(
  row: PageElement,
  base: string,
): { element: PageElement; url: string } | undefined {
  for (const element of elementsOf(row)) {
    const { attributes, called } = element;
    if (called === undefined && attributes.onclick === undefined && dataAddress(attributes) === undefined)
      continue;
    const address = addressOf(element, base);
    if (typeof address !== 'string' && 'url' in address && !isFile(address.url))
      return { element, url: address.url };
  }
  return undefined;
}

/** An address that names a file by its extension. */
export function isFile(url: string): boolean {
  return /\.(?:docx?|xlsx?|pdf|zip|rar|odt|jpe?g|png)(?:$|[?#])/i.test(url);
}

/** The text of a link; a picture's or the link's own description where it has none. */
export function ownText(element: PageElement): string {
  const { attributes } = element;
  const text = element.short ?? textOf(element);
  if (text !== '') return cleanLine(text);
  if (element.tag === 'input')
    return (
      cleanLine(attributes.value ?? '') ||
      cleanLine(attributes.alt ?? '') ||
      cleanLine(attributes.title ?? '')
    );
  const picture = [...elementsOf(element)].find((one) => one.tag === 'img');
  return cleanLine(
    attributes.title ??
      attributes['aria-label'] ??
      picture?.attributes.alt ??
      picture?.attributes.title ??
      attributes.download ??
      '',
  );
}

function textOf(element: PageElement): string {
  let text = '';
  for (const one of elementsOf(element)) {
    text += one.children.filter((child) => typeof child === 'string').join(' ');
    if (text.length > 2000) break;
  }
  return cleanLine(text.replace(/\s+/g, ' '));
}

/** What stands beside a link that says nothing: before it in its line, else in its row or item. */
function nameNearby(element: PageElement): string {
  let at: PageElement = element;
  for (let up = at.parent; up !== undefined; at = up, up = up.parent) {
    const before = nearestText(up.children.slice(Math.max(0, at.index - 8), at.index).reverse());
    if (before !== '') return before;
    if (/^(?:li|tr|dd)$/.test(up.tag)) break;
    if (/^(?:td|th)$/.test(up.tag)) continue;
    if (
      /^(?:table|tbody|ul|ol|dl|section|article|form)$/.test(up.tag) ||
      (up.short === undefined && !/^(?:p|span|div)$/.test(up.tag))
    )
      break;
  }
  const { title, 'aria-label': label } = element.attributes;
  return cleanLine(title ?? label ?? '').slice(0, MAX_NAME);
}

function nearestText(backwards: readonly PageNode[]): string {
  for (const node of backwards) {
    // Another link's line is not this link's name.
    if (
      isElement(node) &&
      (node.tag === 'a' || node.tag === 'br' || /^(?:ul|ol|table|h[1-6])$/.test(node.tag))
    ) {
      if (node.tag === 'br' || node.tag === 'a') return '';
      continue;
    }
    const text = isElement(node) ? (node.short ?? textOf(node)) : cleanLine(node.replace(/\s+/g, ' '));
    const name = text.replace(/^[\s\-–+*•.,;:|()[\]]+|[\s\-–:|([,;]+$/gu, '');
    if (/\p{L}.*\p{L}/u.test(name) && !isWord(name, pageWords().download)) return name.slice(0, MAX_NAME);
  }
  return '';
}

function fileName(url: string): string {
  const last = /([^/?#]+\.[a-z0-9]{2,5})(?:[?#]|$)/i.exec(url)?.[1] ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

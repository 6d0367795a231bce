/** The name of the document: the procedure's own name where the page has no label for it. */
import type { LabelledValue } from '../../services/labelled.js';
import { cleanLine, foldName } from '../../services/text.js';
import { ownElements } from './area.js';
import { isLevelBadge } from './level-words.js';
import type { PageLabels } from './page-labels.js';
import { elementsOf, headingRank, isStressed, type PageElement, type PageTree } from './tree.js';
import { isOwner, isWord, pageWords } from './words.js';

const LABEL = 'Tên thủ tục';
const TITLE_CLASS =
  /(?:^|[\s_-])(?:tthc-title|title-tthc|tthc-name|ten-?thu-?tuc|tieu-?de(?:-thu-?tuc)?|procedure-(?:title|name)|service-(?:title|name)|detail-title|title-detail|main-title)(?:$|[\s_-])/i;
/** A class that calls many things a title; the words of a procedure's name tell it from them. */
const PLAIN_CLASS = /(?:^|\s)(?:title|tieu-?de|ten|heading|caption)(?:$|\s)/i;
const MAX_NAME = 1000;

export interface PageTitle {
  readonly value: LabelledValue;
  /** Left out where only the document as a whole has that title. */
  readonly element?: PageElement;
}

/**
 * @param area where to look first; the whole page where no record is known. A heading elsewhere is believed before the title of the
 *   document where that repeats it, and after it otherwise.
 * @param before only headings that stand before this place in the document, and above the labels
 */
export function pageTitle(
  page: PageTree,
  area: PageElement,
  labels: PageLabels,
  before = Number.POSITIVE_INFINITY,
): PageTitle | undefined {
  const own = ownTitle(area, labels, before);
  if (own !== undefined && !isBanner(own)) return own;
  const elsewhere = area === page.root ? [] : [...headingsIn(page.root, labels, before)];
  const document = documentTitle(page);
  const name = foldName(document?.value.text ?? '');
  const isRepeated = ({ value }: PageTitle) =>
    /\p{L}\s+\p{L}/u.test(value.text) && !isOwner(value.text) && name.includes(foldName(value.text));
  const line = nearestLine(area, labels, before);
  return (
    elsewhere.find(isRepeated) ??
    (line !== undefined && isRepeated(line) ? line : undefined) ??
    document ??
    elsewhere.find((title) => !isBanner(title)) ??
    line ??
    own ??
    elsewhere[0]
  );
}

/** The highest heading of a part of the page. */
export function ownTitle(area: PageElement, labels: PageLabels, before: number): PageTitle | undefined {
  const [own] = headingsIn(area, labels, before);
  return own;
}

/** Words of the name of an agency, at most. */
const MAX_OWNER = 8;

/** The name of whoever runs the site, over all of its pages. */
function isBanner({ value }: PageTitle): boolean {
  return isOwner(value.text) && value.text.split(' ').length <= MAX_OWNER;
}

/** The last line in bold above the labels that may be a name: three words, no agency. */
function nearestLine(area: PageElement, labels: PageLabels, before: number): PageTitle | undefined {
  let nearest: PageTitle | undefined;
  for (const element of ownElements(area)) {
    if (element.order >= before) break;
    if (element.inline || headingRank(element) !== undefined || !isStressed(element)) continue;
    const text = nameIn(headingText(element, labels));
    if (text === undefined || !/\p{L}+\s+\p{L}+\s+\p{L}/u.test(text) || /:\s*$/.test(text)) continue;
    if (labels.named(text) !== undefined || isOwner(text) || isNoName(text)) continue;
    nearest = { value: { label: LABEL, at: element.tag, text }, element };
  }
  return nearest;
}

/** Names in headings, the highest first, the names of agencies last. */
function* headingsIn(area: PageElement, labels: PageLabels, before: number): Generator<PageTitle> {
  const headings: { rank: number; element: PageElement }[] = [];
  for (const element of ownElements(area)) {
    if (element.order >= before) break;
    const rank = headingRank(element) ?? titleRank(element);
    if (rank !== undefined && rank <= 5) headings.push({ rank, element });
  }
  headings.sort((left, right) => left.rank - right.rank || left.element.order - right.element.order);
  const banners: PageTitle[] = [];
  for (const { element } of headings) {
    const text = nameIn(headingText(element, labels));
    if (text === undefined || labels.named(text) !== undefined || isNoName(text)) continue;
    const at =
      headingRank(element) === undefined
        ? `.${(element.attributes.class ?? '').trim().split(/\s+/).join('.')}`
        : element.tag;
    const title: PageTitle = { value: { label: LABEL, at, text }, element };
    if (isBanner(title)) banners.push(title);
    else yield title;
  }
  yield* banners;
}

/** Words of the title of a search form, at most: a procedure may be called "Tra cứu thông tin về …". */
const MAX_SEARCH = 5;

/** "Tìm kiếm TTHC", "Chọn cơ quan thực hiện": what a page lets its visitors do. */
function isNoName(text: string): boolean {
  const name = foldName(text);
  const { prompts, searches } = pageWords();
  return (
    prompts.some((start) => name.startsWith(start)) ||
    (text.split(' ').length <= MAX_SEARCH && searches.some((start) => name.startsWith(start)))
  );
}

/** Where a class alone makes a title, it ranks below the headings. */
function titleRank({ attributes, short, tag }: PageElement): number | undefined {
  const names = attributes.class ?? '';
  if (short === undefined || /^h[5-6]$/.test(tag)) return undefined;
  if (TITLE_CLASS.test(names)) return 4.5;
  return PLAIN_CLASS.test(names) && tag !== 'a' && /\p{L}+\s+\p{L}+\s+\p{L}/u.test(short) ? 5 : undefined;
}

/** The title of the document. It may be the site's, whatever the page is about. */
function documentTitle(page: PageTree): PageTitle | undefined {
  for (const [at, text] of [
    ['og:title', page.meta.get('og:title')],
    ['title', page.title],
  ] as const) {
    const name = text === undefined ? undefined : nameIn(text, true);
    if (name !== undefined) return { value: { label: LABEL, at, text: name, borrowed: true } };
  }
  return undefined;
}

/** The name at the place a portal file tells. */
export function titleAt(element: PageElement, labels: PageLabels): PageTitle | undefined {
  const text = nameIn(headingText(element, labels));
  return text === undefined ? undefined : { value: { label: LABEL, at: element.tag, text }, element };
}

/** The name in a heading: without a lead such as "Thủ tục:", without the site's name behind a dash. */
function nameIn(printed: string, withSite = false): string | undefined {
  const words = pageWords();
  const isSite = (part: string) => words.siteTitles.some((start) => foldName(part).startsWith(start));
  const split = withSite ? printed.split(/\s+[-–—|»]\s+/u) : [printed];
  // "… - Xã Gõ Mõ", and nothing but "Huyện Gõ Mõ - Cổng thông tin": the owner of the site is no name of a procedure.
  const named = split.filter((part) => !isOwner(part) && !isSite(part));
  const parts = split.length === 1 || (named.length === 0 && !split.some(isSite)) ? split : named;
  const text = cleanLine(
    parts.filter((part) => !isSite(part) && !isWord(part, words.genericTitles)).join(' - '),
  )
    .replace(
      /^(?:tên thủ tục(?: hành chính)?|thủ tục(?: hành chính)?|chi tiết thủ tục(?: hành chính)?)\s*:\s*/iu,
      '',
    )
    .replace(/^["“](.*)["”]$/u, '$1');
  if (text.length < 3 || text.length > MAX_NAME || isSite(text) || isWord(text, words.genericTitles))
    return undefined;
  return /\p{L}{2}/u.test(text) ? text : undefined;
}

/** The text of a heading; one that was never closed holds the page, and only its first words are the heading. */
function headingText(element: PageElement, labels: PageLabels): string {
  if (labels.inside(element) < 2) {
    const aside = asideIn(element);
    return aside.size === 0 ? (element.short ?? longText(element, aside)) : longText(element, aside);
  }
  const end = element.children.findIndex((child) => typeof child !== 'string' && !child.inline);
  return cleanLine(
    element.children
      .slice(0, end === -1 ? undefined : end)
      .map((child) => (typeof child === 'string' ? child : (child.short ?? '')))
      .join(' '),
  );
}

/** What stands in a heading beside its own words: a badge of the level, "Chi tiết" in small print. */
function asideIn(element: PageElement): ReadonlySet<PageElement> {
  const aside = new Set<PageElement>();
  for (const one of elementsOf(element, (at) => !aside.has(at)))
    if (one.short && one.short !== element.short && isAside(one.short)) aside.add(one);
  return aside;
}

function isAside(text: string): boolean {
  const { details, genericTitles } = pageWords();
  return isLevelBadge(text) || isWord(text, genericTitles) || isWord(text, details);
}

function longText(element: PageElement, leaveOut: ReadonlySet<PageElement>): string {
  const parts: string[] = [];
  const visit = (node: PageElement) => {
    for (const child of node.children) {
      if (typeof child === 'string') parts.push(child.replace(/\s+/g, ' '));
      else if (leaveOut.has(child)) parts.push(' ');
      else visit(child);
    }
  };
  visit(element);
  return cleanLine(parts.join('').replace(/\s+/g, ' '));
}

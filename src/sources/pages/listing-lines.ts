/** Lists without cards and headings of columns: links on lines of their own, rows of a table that are a link and little else. */
import type { LabelMatcher } from '../../services/labels.js';
import { isActionText } from './action-words.js';
import { addressOf } from './address.js';
import { addressShape, commonShape } from './address-shape.js';
import { inChrome } from './chrome.js';
import { listingLayout } from './layout.js';
import { isLevelBadge, withoutCount } from './level-words.js';
import type { Listing, ListingItem } from './listing.js';
import { isAboutProcedure, withoutCode } from './listing-cards.js';
import type { PageLabels } from './page-labels.js';
import { pathOf } from './signature.js';
import { isPairTable } from './table-pairs.js';
import { tableRows } from './table-rows.js';
import { elementsOf, isElement, isWithin, type PageElement } from './tree.js';
import { isFile, ownText } from './value-links.js';
import { isWord, pageWords } from './words.js';

/** A link that may name a procedure. */
interface NamedLink {
  readonly element: PageElement;
  readonly link: PageElement;
  readonly url: string;
  readonly name: string;
}

/** @param known lists that were found otherwise */
export function listingLines(
  root: PageElement,
  labels: PageLabels,
  base: string,
  matchLabel: LabelMatcher,
  known: readonly Listing[],
): Listing[] {
  const taken = new Set(known.flatMap(({ items }) => items.map(({ element }) => element)));
  const listings: Listing[] = [];
  for (const parent of elementsOf(root, (element) => !inChrome(element) && !taken.has(element))) {
    const links =
      parent.tag === 'table'
        ? rowLinks(parent, labels, base)
        : parent.tag === 'ul' || parent.tag === 'ol'
          ? []
          : lineLinks(parent, base);
    const shape = commonShape(links.map(({ url }) => url));
    const same = links.filter((one) => addressShape(one.url) === shape && !isWithin(one.element, taken));
    if (same.length < 2 || same.length * 2 < links.length || !same.every(isAboutProcedure)) continue;
    // Menus are made of short words.
    if (same.filter(({ name }) => name.split(' ').length > 2).length * 2 <= same.length) continue;
    listings.push({
      items: same.map((one) => itemOf(one, matchLabel)),
      layout: listingLayout('lines', [], pathOf(parent), base),
    });
  }
  return listings;
}

/** Links between line breaks. */
function lineLinks(parent: PageElement, base: string): NamedLink[] {
  const links: NamedLink[] = [];
  let line: PageElement[] = [];
  let breaks = 0;
  const endLine = () => {
    const [only, other] = line;
    const named = only === undefined || other !== undefined ? undefined : namedLink(only, only, base);
    if (named !== undefined) links.push(named);
    line = [];
  };
  for (const child of parent.children) {
    if (!isElement(child)) continue;
    if (child.tag === 'a') line.push(child);
    else if (child.tag === 'br' || !child.inline) {
      breaks += 1;
      endLine();
    }
  }
  endLine();
  return breaks < 1 ? [] : links;
}

/** Rows with one link each, in a table without headings. */
function rowLinks(table: PageElement, labels: PageLabels, base: string): NamedLink[] {
  if (isPairTable(table, labels)) return [];
  const { lines, headings } = tableRows(table);
  if (headings.some((heading) => labels.named(heading) !== undefined)) return [];
  return lines.flatMap((line) => {
    const found = [...elementsOf(line)].filter(({ tag }) => tag === 'a');
    const [only, other] = found;
    return only === undefined || other !== undefined ? [] : (namedLink(line, only, base) ?? []);
  });
}

function namedLink(element: PageElement, link: PageElement, base: string): NamedLink | undefined {
  const name = ownText(link);
  const { next, download } = pageWords();
  if (!/\p{L}\s+\p{L}/u.test(name) || isLevelBadge(withoutCount(name))) return undefined;
  if ([next, download].some((words) => isWord(name, words)) || isActionText(name)) return undefined;
  const address = addressOf(link, base);
  return typeof address === 'string' || !('url' in address) || isFile(address.url)
    ? undefined
    : { element, link, url: address.url, name };
}

function itemOf({ element, link, url, name: printed }: NamedLink, matchLabel: LabelMatcher): ListingItem {
  const { code, name } = withoutCode(printed);
  const values = [
    ...(code === undefined ? [] : [{ label: 'Mã thủ tục', at: 'liên kết', text: code }]),
    { label: 'Tên thủ tục', at: 'liên kết', text: name },
  ];
  const fields = values.flatMap(({ label }) => {
    const field = matchLabel(label);
    return field === undefined || field === 'ignored' ? [] : [field];
  });
  return { element, link, url, name, values, fields: new Set(fields) };
}

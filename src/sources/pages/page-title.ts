/** The name of the document: the procedure's own name where the page has no label for it. */
import type { LabelledValue } from '../../services/labelled.js';
import { cleanLine, foldName } from '../../services/text.js';
import { ownElements } from './area.js';
import type { PageLabels } from './page-labels.js';
import { headingRank, type PageElement, type PageTree } from './tree.js';
import { isWord, pageWords } from './words.js';

const LABEL = 'Tên thủ tục';
const TITLE_CLASS =
  /(?:^|[\s_-])(?:tthc-title|title-tthc|tthc-name|ten-?thu-?tuc|tieu-?de(?:-thu-?tuc)?|procedure-(?:title|name)|service-(?:title|name)|detail-title|title-detail|main-title)(?:$|[\s_-])/i;
const MAX_NAME = 1000;

/**
 * @param area where to look; the whole page where no record is known
 * @param before only headings that stand before this place in the document, and above the labels
 */
export function pageTitle(
  page: PageTree,
  area: PageElement,
  labels: PageLabels,
  before = Number.POSITIVE_INFINITY,
): LabelledValue | undefined {
  const headings: { rank: number; element: PageElement }[] = [];
  for (const element of ownElements(area)) {
    if (element.order >= before) break;
    const rank = headingRank(element);
    if (rank !== undefined && rank <= 4) headings.push({ rank, element });
    else if (TITLE_CLASS.test(element.attributes.class ?? '') && element.short !== undefined)
      headings.push({ rank: 4.5, element });
  }
  headings.sort((left, right) => left.rank - right.rank || left.element.order - right.element.order);
  for (const { element } of headings) {
    const text = nameIn(headingText(element, labels));
    if (text === undefined || labels.named(text) !== undefined) continue;
    const at =
      headingRank(element) === undefined
        ? `.${(element.attributes.class ?? '').trim().split(/\s+/).join('.')}`
        : element.tag;
    return { label: LABEL, at, text };
  }
  for (const [at, text] of [
    ['og:title', page.meta.get('og:title')],
    ['title', page.title],
  ] as const) {
    const name = text === undefined ? undefined : nameIn(text, true);
    if (name !== undefined) return { label: LABEL, at, text: name };
  }
  return undefined;
}

/** The name at the place a portal file tells. */
export function titleAt(element: PageElement, labels: PageLabels): LabelledValue | undefined {
  const text = nameIn(headingText(element, labels));
  return text === undefined ? undefined : { label: LABEL, at: element.tag, text };
}

/** The name in a heading: without a lead such as "Thủ tục:", without the site's name behind a dash. */
function nameIn(printed: string, withSite = false): string | undefined {
  const words = pageWords();
  const isSite = (part: string) => words.siteTitles.some((start) => foldName(part).startsWith(start));
  const parts = withSite ? printed.split(/\s+[-–—|»]\s+/u) : [printed];
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
  if (labels.inside(element) < 2) return element.short ?? longText(element);
  const end = element.children.findIndex((child) => typeof child !== 'string' && !child.inline);
  return cleanLine(
    element.children
      .slice(0, end === -1 ? undefined : end)
      .map((child) => (typeof child === 'string' ? child : (child.short ?? '')))
      .join(' '),
  );
}

function longText(element: PageElement): string {
  const parts: string[] = [];
  const visit = (node: PageElement) => {
    for (const child of node.children) {
      if (typeof child === 'string') parts.push(child.replace(/\s+/g, ' '));
      else visit(child);
    }
  };
  visit(element);
  return cleanLine(parts.join(''));
}

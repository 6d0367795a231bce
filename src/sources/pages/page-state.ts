/** Pages that are no content: a shell that scripts fill, a test for robots, a missing page that answers as if it were one. */

import { cleanLine, foldName } from '../../services/text.js';
import type { PageTree } from './tree.js';
import { elementsOf, headingRank, isElement, type PageElement } from './tree.js';
import { pageWords } from './words.js';

/** Pages with more visible text than this are content. */
const LITTLE = 1500;
const SHELL_TEXT = 300;
const ROOT = /^(?:root|app|__next|__nuxt|main-app|application|wrapper-app|q-app|svelte)$/i;

export function pageState(
  page: PageTree,
  html: string,
): 'script-shell' | 'challenge' | 'soft-not-found' | undefined {
  const text = page.textLength < 4 * LITTLE ? visibleText(page.root).toLowerCase() : '';
  const head = `${page.title}\n${page.textLength < LITTLE ? text : ''}`.toLowerCase();
  const words = pageWords();
  if (page.textLength < LITTLE) {
    const markup = html.slice(0, 200_000).toLowerCase();
    if (page.textLength < SHELL_TEXT && words.challengeMarkup.some((sign) => markup.includes(sign)))
      return 'challenge';
    if (words.challenge.some((phrase) => head.includes(phrase))) return 'challenge';
  }
  if (isMissing(page, text)) return 'soft-not-found';
  if (page.textLength < SHELL_TEXT && page.scripts > 0 && (page.textLength < 80 || hasEmptyRoot(page.root)))
    return 'script-shell';
  return undefined;
}

/** Says so in the title or a heading, or in the only words it has. */
function isMissing(page: PageTree, text: string): boolean {
  const { notFound, noResult } = pageWords();
  const says = (part: string) => {
    const line = cleanLine(part).toLowerCase();
    return line === '404' || (line.length < 200 && notFound.some((phrase) => line.includes(phrase)));
  };
  if (says(page.title)) return true;
  for (const element of elementsOf(page.root))
    if (headingRank(element) !== undefined && element.short !== undefined && says(element.short)) return true;
  // A search that found nothing is a page like any other.
  if (noResult.some((phrase) => text.includes(phrase)) || isSearch(page)) return false;
  return page.textLength < LITTLE && notFound.some((phrase) => text.includes(phrase));
}

/** A page that its own heading calls a search, with a form to search by. */
function isSearch({ root }: PageTree): boolean {
  const { searches } = pageWords();
  let form = false;
  let named = false;
  for (const element of elementsOf(root)) {
    if (element.tag === 'form') form = true;
    const heading = headingRank(element) === undefined ? '' : foldName(element.short ?? '');
    named ||= searches.some((start) => heading.startsWith(start));
    if (form && named) return true;
  }
  return false;
}

function hasEmptyRoot(root: PageElement): boolean {
  for (const element of elementsOf(root)) {
    const named =
      ROOT.test(element.attributes.id ?? '') ||
      element.tag === 'app-root' ||
      element.attributes['ng-version'] !== undefined;
    if (named && (element.short?.length ?? 999) < SHELL_TEXT) return true;
  }
  return false;
}

function visibleText(element: PageElement): string {
  const parts: string[] = [];
  const visit = (node: PageElement) => {
    for (const child of node.children) {
      if (isElement(child)) visit(child);
      else parts.push(child);
    }
  };
  visit(element);
  return cleanLine(parts.join(' ').replace(/\s+/g, ' '));
}

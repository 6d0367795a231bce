/** Pages that print a decision: they tell what was announced, in the words of procedures, and are none. */
import { cleanLine, foldName } from '../../services/text.js';
import { inChrome } from './chrome.js';
import { elementsOf, type PageElement, type PageTree } from './tree.js';
import { isWord, pageWords } from './words.js';

/** Articles a decision has at least. */
const FEWEST_ARTICLES = 2;

/**
 * True where a line of its own says that a decision follows, and articles do.
 *
 * @param end place in the document before which they stand: a procedure may print the decision that is its result
 */
export function isDecision({ root }: PageTree, end = Number.POSITIVE_INFINITY): boolean {
  const { decisionHeads, decisionArticles } = pageWords();
  let headed = false;
  const articles = new Set<string>();
  for (const element of elementsOf(root, (at) => !inChrome(at))) {
    if (element.order >= end) return false;
    if (element.inline || element.children.some((child) => typeof child !== 'string' && !child.inline))
      continue;
    if (!headed) {
      headed = element.short !== undefined && isWord(element.short, decisionHeads);
      continue;
    }
    const start = foldName(cleanLine(beginning(element)));
    for (const article of decisionArticles) if (isAt(start, article)) articles.add(article);
    if (articles.size >= FEWEST_ARTICLES) return true;
  }
  return false;
}

function isAt(text: string, article: string): boolean {
  return text.startsWith(article) && !/^\p{N}/u.test(text.slice(article.length));
}

function beginning({ short, children }: PageElement): string {
  if (short !== undefined) return short.slice(0, 40);
  return children
    .slice(0, 3)
    .map((child) => (typeof child === 'string' ? child.slice(0, 40) : (child.short ?? '')))
    .join('')
    .slice(0, 80);
}

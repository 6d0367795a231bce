/** Places that hold no text and are not empty either: what stands there, or comes there later, only a person can read. */
import { inChrome } from './chrome.js';
import { leadsAway } from './page-labels.js';
import { elementsOf, isElement, type PageNode, SHOWN_BY_ITSELF } from './tree.js';

/** Attributes by which scripts know what to fetch or to write into an element. */
const FILLED_BY =
  /^(?:data-(?:src|url|href|remote|load|source|api|content-url)|hx-get|v-html|v-text|ng-bind(?:-html)?|ng-include|x-html|x-text)$/;
const LOADING = /(?:^|[\s_-])(?:spinner|spin|loading|loader|lazy|lazyload|skeleton)(?:$|[\s_-])/i;

/**
 * @param nodes a value without text
 * @param links true where a link alone may be what the value should say, by no more than an icon
 */
export function isUnread(nodes: readonly PageNode[], links: boolean): boolean {
  for (const node of nodes) {
    if (!isElement(node)) continue;
    for (const element of elementsOf(node, (at) => !inChrome(at))) {
      const { tag, attributes, filledByScript, offers } = element;
      if (tag === 'img' || SHOWN_BY_ITSELF.has(tag) || filledByScript || offers) return true;
      if (links && tag === 'a' && leadsAway(attributes.href)) return true;
      if (
        LOADING.test(attributes.class ?? '') ||
        Object.keys(attributes).some((name) => FILLED_BY.test(name))
      )
        return true;
    }
  }
  return false;
}

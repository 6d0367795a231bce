/** Pages on which a dossier is filled in: their sections are those of the form, and the procedure has a page of its own. */
import { isActionText } from './action-words.js';
import { inChrome } from './chrome.js';
import { elementsOf, headingRank, type PageElement, type PageTree } from './tree.js';

const known = new WeakMap<PageElement, boolean>();

/** True where the heading of the page submits a dossier and files can be attached. */
export function isDossierForm({ root }: PageTree): boolean {
  const before = known.get(root);
  if (before !== undefined) return before;
  const found = holdsForm(root);
  known.set(root, found);
  return found;
}

function holdsForm(root: PageElement): boolean {
  let headed = false;
  let attaches = false;
  for (const element of elementsOf(root, (at) => !inChrome(at))) {
    if (headingRank(element) === 1 && isActionText(element.short ?? '')) headed = true;
    if (element.tag === 'input' && /^file$/i.test(element.attributes.type ?? '')) attaches = true;
    if (headed && attaches) return true;
  }
  return false;
}

/** What an element looks like to its template: tag and classes, without what changes from page to page. */
import { classesOf, type PageElement } from './tree.js';

/** Classes that tell a state, not a kind. */
const STATE =
  /^(?:active|show|in|open|opened|collapsed?|collapsing|current|selected|first|last|odd|even|hidden|visible|fade|hover|focus|expanded|disabled|none|-none|even-row|odd-row|alt|alternate)$/i;

export function signatureOf(element: PageElement): string {
  const names = classesOf(element)
    .filter((name) => !STATE.test(name) && !/\d{3}/.test(name))
    .sort();
  return [element.tag, ...names].join('.');
}

/** The way from the page to the element, wrappers without a class left out. */
export function pathOf(element: PageElement): string {
  const steps: string[] = [];
  for (let at: PageElement | undefined = element; at !== undefined; at = at.parent) {
    const signature = signatureOf(at);
    if (at === element || signature.includes('.') || /^(?:table|dl|ul|ol|main|article|h[1-6])$/.test(at.tag))
      steps.push(signature);
  }
  return steps.reverse().join('>');
}

/** The part of a page that is the record's own. */
import { inChrome, isTrail } from './chrome.js';
import { contains, elementsOf, isElement, type PageElement } from './tree.js';

/** The smallest element around all labels. */
export function labelsArea(labels: readonly PageElement[]): PageElement | undefined {
  const [first, ...rest] = labels;
  if (first === undefined) return undefined;
  let area = first.parent ?? first;
  for (const label of rest) while (!contains(area, label) && area.parent !== undefined) area = area.parent;
  return area;
}

/**
 * The smallest element around all labels, widened by what stands beside it (title, buttons) as long as no menu, header or footer of
 * the site stands there too.
 */
export function recordArea(labels: readonly PageElement[]): PageElement | undefined {
  let area = labelsArea(labels);
  if (area === undefined) return undefined;
  for (let step = 0; step < 3; step += 1) {
    const around: PageElement | undefined = area.parent;
    if (
      around === undefined ||
      around.children.some((child) => isElement(child) && inChrome(child) && !isTrail(child))
    )
      break;
    area = around;
  }
  return area;
}

/** The elements of the area a reader takes for the record's own. */
export function* ownElements(area: PageElement): Generator<PageElement> {
  yield* elementsOf(area, (element) => !inChrome(element));
}

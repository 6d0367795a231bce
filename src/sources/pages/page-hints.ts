/** The hints of a portal file that concern one page, made safe: no hint may take a section of the procedure away. */
import type { LabelMatcher } from '../../services/labels.js';
import { absolute, addressOf } from './address.js';
import { inChrome, leaveAside } from './chrome.js';
import { type PageLabels, SECTIONS } from './page-labels.js';
import type { ActionHints, DetailHints, ListHints, PortalFile, ScriptHint } from './portal-hints.js';
import { bears, isOneOf, portalOf, type SeenPage } from './portal-signs.js';
import { callArguments, filledAddress } from './script-address.js';
import { firstSelected, selected, selectorOf } from './selector.js';
import { elementsOf, isWithin, type PageElement, type PageTree } from './tree.js';

/** What of a portal file is said of one page. */
export interface PageHints {
  readonly portal: PortalFile;
  /** The page was found to be of the family; otherwise it was said to be. */
  readonly bySigns: boolean;
  readonly detail?: DetailHints;
  readonly list?: ListHints;
}

/**
 * @param portal one file, which is taken at its word, or several, of which the page chooses its own by their signs
 * @returns undefined where no portal file concerns the page
 */
export function hintsFor(
  page: Required<SeenPage>,
  portal: PortalFile | readonly PortalFile[] | undefined,
): PageHints | undefined {
  const own = portal === undefined ? undefined : 'id' in portal ? portal : portalOf(page, portal);
  if (own === undefined) return undefined;
  const detail = own.details?.find(({ when }) => bears(page, when));
  const list = own.listing?.pages?.find(({ when }) => bears(page, when));
  return {
    portal: own,
    bySigns: own !== portal,
    ...(detail === undefined ? {} : { detail }),
    ...(list === undefined ? {} : { list }),
  };
}

/** Gives elements with scripts the addresses these lead to. */
export function followScripts(page: Required<SeenPage>, scripts: readonly ScriptHint[], base: string): void {
  const own = scripts.filter(({ when }) => bears(page, when));
  if (own.length === 0) return;
  for (const element of elementsOf(page.tree.root)) {
    const { href = '', onclick = '' } = element.attributes;
    const script = /^\s*javascript:/i.test(href) ? `${href} ${onclick}` : onclick;
    if (script === '') continue;
    for (const { call, address, likely } of own) {
      const values = script.includes(call) ? callArguments(script, call) : undefined;
      const filled = values === undefined ? undefined : filledAddress(address, values);
      if (filled === undefined) continue;
      element.called = { url: absolute(filled, base), ...(likely === true ? { likely: true as const } : {}) };
      break;
    }
  }
}

/** Marks the links and buttons that act for the service, by their place or their address. */
export function markActions(root: PageElement, portal: PortalFile, base: string): void {
  const { submit, pay } = portal;
  if (submit === undefined && pay === undefined) return;
  for (const element of elementsOf(root)) {
    if (isAction(element, submit, base)) element.acts = 'submit';
    else if (isAction(element, pay, base)) element.acts = 'pay';
  }
}

function isAction(element: PageElement, hints: ActionHints | undefined, base: string): boolean {
  if (hints?.select !== undefined && selectorOf(hints.select)(element)) return true;
  const { tag, attributes } = element;
  if (hints?.addresses === undefined || (tag !== 'a' && attributes.onclick === undefined)) return false;
  const address = addressOf(element, base);
  return typeof address !== 'string' && 'url' in address && isOneOf(address.url, hints.addresses);
}

/**
 * Leaves aside what the portal file calls no part of the record, unless several sections of a procedure stand in it, or one that
 * stands nowhere else.
 */
export function leaveOut(root: PageElement, selectors: readonly string[], matchLabel: LabelMatcher): void {
  if (selectors.length === 0) return;
  const everywhere = sectionNames(root, matchLabel);
  const left = new Set<PageElement>();
  for (const selector of selectors) {
    for (const element of [...selected(root, selector)]) {
      if (element === root || isWithin(element, left)) continue;
      const inside = sectionNames(element, matchLabel);
      if (inside.size > 1 || [...inside].some(([field, count]) => everywhere.get(field) === count)) continue;
      for (const [field, count] of inside) everywhere.set(field, (everywhere.get(field) ?? 0) - count);
      left.add(element);
    }
  }
  for (const element of left) leaveAside(element);
}

/** The record's own part of the page: the place the portal file tells, if every section of the page stands in it. */
export function rootOf(page: PageTree, selector: string | undefined, labels: PageLabels): PageElement {
  const root = selector === undefined ? undefined : firstSelected(page.root, selector);
  if (root === undefined || inChrome(root)) return page.root;
  const inside = sectionsIn(root, labels);
  return [...sectionsIn(page.root, labels)].every((field) => inside.has(field)) ? root : page.root;
}

function sectionsIn(root: PageElement, labels: PageLabels): Set<string> {
  const found = new Set<string>();
  for (const element of elementsOf(root, (at) => !inChrome(at))) {
    const field = labels.of(element)?.field;
    if (field !== undefined && SECTIONS.has(field)) found.add(field);
  }
  return found;
}

/** How often each section is named in the element; links that carry such a name lead to one elsewhere. */
function sectionNames(root: PageElement, matchLabel: LabelMatcher): Map<string, number> {
  const found = new Map<string, number>();
  for (const { short } of elementsOf(root, (at) => at.tag !== 'a')) {
    if (short === undefined || short.length < 2 || short.length > 100) continue;
    const field = matchLabel(short);
    if (field !== undefined && SECTIONS.has(field)) found.set(field, (found.get(field) ?? 0) + 1);
  }
  return found;
}

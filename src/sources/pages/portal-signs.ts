/** Which family of portals a page is of. */
import { type AddressPattern, addressPattern } from '../portal/address-pattern.js';
import type { PortalFile, PortalSign } from './portal-hints.js';
import { firstSelected } from './selector.js';
import type { PageTree } from './tree.js';

/** A page as far as it is known: a sign that needs the page itself does not hold where only its address is. */
export interface SeenPage {
  readonly url: string;
  readonly html?: string;
  readonly tree?: PageTree;
}

/** @returns the first family one of whose signs the page bears */
export function portalOf(page: SeenPage, portals: readonly PortalFile[]): PortalFile | undefined {
  return portals.find(({ recognise }) => recognise.some((sign) => bears(page, sign)));
}

/** True where everything the sign names is there; a sign that is left out always holds. */
export function bears(page: SeenPage, sign: PortalSign | undefined): boolean {
  if (sign === undefined) return true;
  const { host, url, selectors, markup, meta } = sign;
  const address = URL.canParse(page.url) ? new URL(page.url) : undefined;
  if (host !== undefined && (address === undefined || !patternOf(`${host}/**`)(address))) return false;
  if (url !== undefined && (address === undefined || !isOneOf(address, url))) return false;
  if (markup !== undefined && !markup.every((text) => page.html?.includes(text) === true)) return false;
  const { tree } = page;
  if (meta !== undefined) {
    const holds = Object.entries(meta).every(([name, part]) =>
      tree?.meta.get(name.toLowerCase())?.toLowerCase().includes(part.toLowerCase()),
    );
    if (!holds) return false;
  }
  return (
    selectors === undefined ||
    (tree !== undefined && selectors.every((selector) => firstSelected(tree.root, selector) !== undefined))
  );
}

/** True where an address is of one of the patterns of a portal file. */
export function isOneOf(address: string | URL, patterns: readonly string[]): boolean {
  const url = typeof address === 'string' ? (URL.canParse(address) ? new URL(address) : undefined) : address;
  return url !== undefined && patterns.some((pattern) => patternOf(pattern)(url));
}

const memo = new Map<string, AddressPattern>();

function patternOf(pattern: string): AddressPattern {
  const before = memo.get(pattern);
  if (before !== undefined) return before;
  const made = addressPattern(pattern);
  memo.set(pattern, made);
  return made;
}

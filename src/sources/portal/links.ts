import { isActingAddress, isActingText } from './acting-links.js';
import { canonicalUrl, printedUrl } from './canonical-url.js';
import type { PageLink } from './page-reader.js';
import type { Redactor } from './redact.js';
import { readRuleFile, words } from './rule-file.js';
import type { Scope } from './scope.js';

/** Which links of a page are worth following, and as what. */
export interface FollowedLink {
  /** Canonical. */
  readonly url: string;
  /** As the page prints it, where that is another spelling. */
  readonly printed?: string;
  readonly link: PageLink;
}

/** Of several links to one address the most telling counts. */
const RANK = { detail: 0, 'next-page': 1, list: 2, other: 3 } as const;

interface LinkWords {
  readonly leaving: readonly string[];
  readonly files: ReadonlySet<string>;
}

let linkWords: LinkWords | undefined;

function load(): LinkWords {
  const file = readRuleFile('page-signs.json');
  return { leaving: words(file, 'leavingPaths'), files: new Set(words(file, 'fileExtensions')) };
}

/** Links in order of the page, each address once; those that a script shows (`#/…`) where asked for; files, sign-outs and what changes something left alone. */
export function followedLinks(
  links: readonly PageLink[],
  page: string,
  scope: Scope,
  redactor: Pick<Redactor, 'address'>,
  options: { readonly routes?: boolean } = {},
): FollowedLink[] {
  const found = new Map<string, FollowedLink>();
  for (const link of links) {
    // A visit may open a dossier, and leads to the log-in page at best.
    if (link.acts || (link.role !== 'detail' && isActingText(link.text))) continue;
    const address = redactor.address(link.url);
    const url = canonicalUrl(address, page, options);
    if (url === undefined || isLeftAlone(url) || !scope.inside(url)) continue;
    const known = found.get(url);
    const sooner = known === undefined || RANK[link.role] < RANK[known.link.role];
    if (sooner || (known.link.fields === undefined && link.fields !== undefined))
      found.set(url, { url, link, ...printedAs(address, page, options) });
  }
  return [...found.values()];
}

/** How a page prints an address, where that is not the canonical one. */
export function printedAs(
  address: string,
  base?: string,
  options: { readonly routes?: boolean } = {},
): { readonly printed?: string } {
  const printed = printedUrl(address, base, options);
  return printed === undefined ? {} : { printed };
}

/** A file, or an address that ends a session or changes something. */
export function isLeftAlone(url: string): boolean {
  linkWords ??= load();
  const { files } = linkWords;
  const extension = /\.(\w{1,5})$/.exec(new URL(url).pathname.toLowerCase())?.[1];
  return (extension !== undefined && files.has(extension)) || endsSession(url) || isActingAddress(url);
}

/** An address that ends a session, by its looks. */
export function endsSession(url: string): boolean {
  linkWords ??= load();
  const path = new URL(url).pathname.toLowerCase();
  return linkWords.leaving.some((part) => path.includes(part));
}

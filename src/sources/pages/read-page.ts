/** An HTML page → the labelled values of the procedure it is about, or of the procedures it lists; one reader for all platforms. */
import type { SourceRecord } from '../../services/labelled.js';
import type { LabelMatcher } from '../../services/labels.js';
import { absolute } from './address.js';
import { recordOf } from './listing.js';
import { listingCards } from './listing-cards.js';
import { listingTables } from './listing-tables.js';
import { pageLabels } from './page-labels.js';
import { type PageLink, pageLinks, totalOf } from './page-links.js';
import { pageState } from './page-state.js';
import { pageTitle } from './page-title.js';
import { pairFinder } from './pairs.js';
import { procedureOf } from './procedure.js';
import { parsePage } from './tree.js';

export interface PageInput {
  readonly html: string;
  /** Address, or location of the file. */
  readonly url: string;
}

/**
 * `procedure` is about one procedure, `listing` leads to several; `script-shell` has nothing to read before its scripts have run,
 * `challenge` tests for robots, `soft-not-found` says that there is nothing although it was answered like a page.
 */
export type PageKind = 'procedure' | 'listing' | 'other' | 'script-shell' | 'challenge' | 'soft-not-found';

export interface PageReading {
  readonly kind: PageKind;
  /** Name of the document. */
  readonly title?: string;
  /** One for a procedure, one for every row of a list that shows more than a name. */
  readonly records: readonly SourceRecord[];
  readonly links: readonly PageLink[];
  /** The number of procedures the whole list is said to have. */
  readonly totalRecords?: number;
}

export type { PageLink } from './page-links.js';

/** Time and memory are linear in the length of the page, whatever it holds. */
export async function readPage(input: PageInput, matchLabel: LabelMatcher): Promise<PageReading> {
  const page = await parsePage(input.html);
  const base = page.base === undefined ? input.url : absolute(page.base, input.url);
  const labels = pageLabels(page.root, matchLabel);
  const plain = pairFinder(page, labels);
  const listings = [
    ...listingTables(page.root, labels, base),
    ...listingCards(page.root, plain, base, matchLabel),
  ];
  const listed = new Set(listings.flatMap(({ items }) => items.map(({ element }) => element)));
  const find = listed.size === 0 ? plain : pairFinder(page, labels, listed);

  const title = pageTitle(page, page.root, labels)?.text;
  const links = pageLinks(
    page.root,
    base,
    listings.flatMap(({ items }) => items),
  );
  const common = { links, ...(title === undefined ? {} : { title }) };

  const procedure = procedureOf(page, labels, find, input.url, base, matchLabel);
  if (procedure !== undefined) {
    const name = procedure.values.find((value) => matchLabel(value.label, value.parents) === 'name')?.text;
    return {
      kind: 'procedure',
      ...common,
      ...(name === undefined ? {} : { title: name }),
      records: [procedure],
    };
  }
  if (listings.length > 0) {
    const total = totalOf(page.root);
    const records = listings.flatMap(({ items, layout }) =>
      items.flatMap((item) => recordOf(item, layout) ?? []),
    );
    return { kind: 'listing', ...common, records, ...(total === undefined ? {} : { totalRecords: total }) };
  }
  return { kind: pageState(page, input.html) ?? 'other', ...common, records: [] };
}

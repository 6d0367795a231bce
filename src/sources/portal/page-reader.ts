import type { LabelledValue, SourceRecord } from '../../services/labelled.js';
import type { LabelMatcher } from '../../services/labels.js';
import type { PortalListing } from './portal-file.js';

/** What the crawler wants to know of a page from whatever reads pages (`src/sources/pages`). Extracting is not its business. */

export interface PageLink {
  readonly url: string;
  readonly text: string;
  /** `detail`: a procedure's own page; `next-page`: a further page of the list this page shows; `list`: another list. */
  readonly role: 'detail' | 'next-page' | 'list' | 'other';
  /** What the row of the list says of the procedure that the link leads to. */
  readonly fields?: readonly LabelledValue[];
  /**
   * The page is to be had by sending the form of this page back; `url` is then that of this page, and there is nothing to follow by
   * address (`postback.ts` makes the request).
   */
  readonly post?: { readonly target: string; readonly argument: string };
  /** Rows a page that the address asks for: the list this page shows, in fewer pages. */
  readonly pageSize?: number;
  /** True where following it begins a dossier of one procedure, or pays for it; it is left alone. */
  readonly acts?: true;
}

export interface PageView {
  readonly kind: 'procedure' | 'listing' | 'other' | 'script-shell' | 'challenge' | 'soft-not-found';
  /** The procedure of a procedure page. Those of a list are known by the `fields` of its links. */
  readonly records: readonly SourceRecord[];
  /** Parts of the page that tell procedures nobody can tell from one another. */
  readonly untold?: number;
  /** What a list says of procedures to whose pages it does not lead. */
  readonly alone?: readonly SourceRecord[];
  /** Every link a visitor could follow, in order of the page. */
  readonly links: readonly PageLink[];
  /** How many procedures the whole list is said to have. */
  readonly totalRecords?: number;
  /** Lists that the portals of the page's family have, where its family was told by its looks. */
  readonly lists?: PortalListing;
}

export type ReadPage = (
  page: { readonly html: string; readonly url: string },
  matchLabel: LabelMatcher,
) => Promise<PageView>;

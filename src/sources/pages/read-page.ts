/** An HTML page → the labelled values of the procedure it is about, or of the procedures it lists; one reader for all platforms. */
import type { LabelledValue, SourceRecord } from '../../services/labelled.js';
import type { LabelMatcher } from '../../services/labels.js';
import type { FieldName } from '../../services/service.js';
import { foldName } from '../../services/text.js';
import type { PortalListing } from '../portal/portal-file.js';
import { absolute } from './address.js';
import { isDecision } from './decision.js';
import { gatherParts } from './flat-parts.js';
import { hintedListing, joinedListings, numberedNext } from './hinted-listing.js';
import { foundOf, totalOf } from './list-total.js';
import { type Listing, recordAlone, recordOf } from './listing.js';
import { listingCards, onlyCard } from './listing-cards.js';
import { withLevels } from './listing-levels.js';
import { listingLines } from './listing-lines.js';
import { listingTables } from './listing-tables.js';
import type { OpenPage } from './open-page.js';
import { followScripts, hintsFor, leaveOut, markActions } from './page-hints.js';
import { type PageLabels, pageLabels, SECTIONS } from './page-labels.js';
import { isPaged, type PageLink, pageLinks } from './page-links.js';
import { pageState } from './page-state.js';
import { pageTitle } from './page-title.js';
import { type PairFinder, pairFinder } from './pairs.js';
import type { ListHints, PortalFile } from './portal-hints.js';
import { procedureOf } from './procedure.js';
import { areCases, areSeveral, procedureParts } from './procedure-parts.js';
import { rowRecords, withRows } from './row-records.js';
import { firstSelected, selected } from './selector.js';
import { type PageElement, type PageTree, parsePage } from './tree.js';

export interface PageInput {
  readonly html: string;
  /** Address, or location of the file. */
  readonly url: string;
}

/**
 * `procedure` is about one procedure, or tells several from end to end, `listing` leads to several; `script-shell` has nothing to read before its scripts have run,
 * `challenge` tests for robots, `soft-not-found` says that there is nothing although it was answered like a page.
 */
export type PageKind = 'procedure' | 'listing' | 'other' | 'script-shell' | 'challenge' | 'soft-not-found';

export interface PageReading {
  readonly kind: PageKind;
  /** Name of the document. */
  readonly title?: string;
  /** One for every procedure told, one for every row of a list that shows more than a name. */
  readonly records: readonly SourceRecord[];
  /** Parts of the page that tell procedures nobody can tell from one another: no name, or the same one. */
  readonly untold?: number;
  /** What a list says of procedures to whose pages it does not lead. */
  readonly alone?: readonly SourceRecord[];
  readonly links: readonly PageLink[];
  /** The number of procedures the whole list is said to have. */
  readonly totalRecords?: number;
  /** Id of the portal file whose hints were used. */
  readonly portal?: string;
  /** The lists of the page's family, where its family was told by its signs. */
  readonly lists?: PortalListing;
}

export type { PageLink } from './page-links.js';

/**
 * Time and memory are linear in the length of the page, whatever it holds.
 *
 * @param portal the portal file of the page's family, or several to choose from by their signs. It adds to what is found without
 *   one; a file that does not fit takes nothing away.
 */
export async function readPage(
  input: PageInput,
  matchLabel: LabelMatcher,
  portal?: PortalFile | readonly PortalFile[],
): Promise<PageReading> {
  const { html, url } = input;
  const tree = await parsePage(html);
  const base = tree.base === undefined ? url : absolute(tree.base, url);
  const seen = { html, url, tree };
  const hints = hintsFor(seen, portal);
  followScripts(seen, hints?.portal.scripts ?? [], base);
  if (hints !== undefined) markActions(tree.root, hints.portal, base);
  leaveOut(tree.root, hints?.detail?.ignore ?? [], matchLabel);
  const printed = pageLabels(tree.root, matchLabel);
  const labels = gatherParts(tree.root, printed, pairFinder(tree, printed))
    ? pageLabels(tree.root, matchLabel)
    : printed;
  const page: OpenPage = { tree, html, url, base, labels, matchLabel, hints };

  const plain = pairFinder(tree, labels);
  const tables = listingTables(tree.root, labels, base, matchLabel);
  const plainLists = [...tables, ...listingCards(tree.root, plain, base, matchLabel, tables)];
  const lines = listingLines(tree.root, labels, base, matchLabel, plainLists);
  const found = withLevels([...plainLists, ...lines], matchLabel);
  const hinted = withHints(found, page);
  const listed = hinted.flatMap(({ items }) => items);
  // Rows that only a portal file tells are not left out: a page that is a procedure without them stays one.
  const rows = rowRecords(tree.root, labels, url, base, new Set(listed.map(({ element }) => element)));
  const read = procedureOf(page, finderBeside(found, rows.tables, url, tree, labels, plain));
  const isList = read !== undefined && hinted !== found && listed.length > 1 && isCard(read, matchLabel);
  const { records: several, untold } = severalOf(page, plain, listed.length > 0 ? [] : rows.records, read);
  const procedure = isList || several.length > 0 ? undefined : read;
  const isOther = procedure === undefined && listed.length === 0;
  const only = isOther
    ? onlyCard(tree.root, plain, base, matchLabel, isPaged(tree.root) || totalOf(tree.root, []) !== undefined)
    : undefined;
  const listings = only === undefined ? hinted : withLevels([only], matchLabel);

  const title = pageTitle(tree, tree.root, labels)?.value.text;
  const next = nextLinks(tree.root, hints?.list);
  const details = listings.flatMap(({ items }) => items);
  const common = {
    links: pageLinks(tree, {
      url,
      base,
      details,
      ofProcedure: procedure !== undefined,
      ...(next === undefined ? {} : { next }),
    }),
    ...(title === undefined ? {} : { title }),
    ...(untold === 0 ? {} : { untold }),
    ...(hints === undefined ? {} : { portal: hints.portal.id }),
    ...(hints?.bySigns === true ? { lists: hints.portal.listing ?? {} } : {}),
  };
  if (several.length > 0) {
    const beside = listings.flatMap(({ items, layout }) =>
      items.flatMap((item) => recordOf(item, layout) ?? []),
    );
    return { kind: 'procedure', ...common, records: [...several, ...beside] };
  }
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
    const items = new Set(details.map(({ element }) => element));
    const alone = found.flatMap((listing) =>
      (listing.alone ?? []).flatMap((row) =>
        items.has(row.element) ? [] : [{ row, layout: listing.layout }],
      ),
    );
    const told = alone.map(({ row, layout }, index) => recordAlone(row, index + 1, layout, url));
    return { ...listingReading(page, listings, common), ...(told.length === 0 ? {} : { alone: told }) };
  }
  const total = foundOf(tree.root);
  return {
    kind: pageState(tree, html) ?? 'other',
    ...common,
    records: [],
    ...(total === undefined ? {} : { totalRecords: total }),
  };
}

/**
 * The procedures of a page that tells several of them, in parts that look alike or in the rows of a table.
 *
 * @param one what the page would be, read as one procedure: a page that is no procedure has no parts that are
 */
function severalOf(
  page: OpenPage,
  find: PairFinder,
  rows: readonly SourceRecord[],
  one: SourceRecord | undefined,
): { readonly records: readonly SourceRecord[]; readonly untold: number } {
  const { tree, labels, matchLabel } = page;
  const identity = (record: SourceRecord) => textUnder(record, 'code') ?? textUnder(record, 'name');
  const textUnder = ({ values }: SourceRecord, field: FieldName) =>
    values.find(({ label, parents }) => matchLabel(label, parents) === field)?.text;
  const parts = one === undefined ? [] : procedureParts(tree.root, labels, find);
  const told = parts.flatMap((part) => procedureOf(page, find, part) ?? []);
  const names = told.map(identity);
  const isRows = one === undefined && areSeveral(rows.map(identity)) && !isDecision(tree);
  const other = { records: isRows ? rows : [], untold: 0 };
  if (told.length < 2 || areCases(names)) return other;
  // Where the page tells a procedure beside them, they are cases of it.
  const beside = pairFinder(tree, labels, new Set(parts.map(({ element }) => element)));
  if (procedureOf(page, beside) !== undefined) return other;
  if (areSeveral(names)) {
    const keyOf = (record: SourceRecord) => `${identity(record) ?? ''}\n${textUnder(record, 'units') ?? ''}`;
    return { records: withRows(told, rows, matchLabel), untold: untoldOf(told, keyOf) };
  }
  return {
    ...other,
    untold: one === undefined ? 0 : told.filter((part) => !tells(one, part, matchLabel)).length,
  };
}

/** True where the first that the record says under each label holds what the part says under it: cases are joined there. */
function tells(record: SourceRecord, part: SourceRecord, matchLabel: LabelMatcher): boolean {
  const fieldOf = ({ label, parents }: LabelledValue) => matchLabel(label, parents);
  return part.values.every((value) => {
    const field = fieldOf(value);
    if (value.text === '' || field === undefined || field === 'ignored' || field === 'name') return true;
    const first = record.values.find((one) => fieldOf(one) === field && one.text !== '');
    return foldName(first?.text ?? '').includes(foldName(value.text));
  });
}

/** Records that say different things under one name, but for the first of them. */
function untoldOf(records: readonly SourceRecord[], keyOf: (record: SourceRecord) => string): number {
  const said = new Map<string, Set<string>>();
  for (const record of records) {
    const key = foldName(keyOf(record));
    const texts = said.get(key) ?? new Set();
    said.set(key, texts.add(foldName(record.values.map(({ text }) => text).join('\n'))));
  }
  return [...said].reduce((sum, [key, { size }]) => sum + (key === '' ? 0 : size - 1), 0);
}

function withHints(found: readonly Listing[], page: OpenPage): readonly Listing[] {
  const { hints, tree, url, base, matchLabel } = page;
  if (hints?.list === undefined) return found;
  const places = { url, base, level: hints.portal.level ?? [], matchLabel };
  const hinted = hintedListing(tree, hints.list, places);
  return hinted === undefined ? found : joinedListings(hinted, found, matchLabel);
}

/** Rows that say a little of each procedure may look like one procedure; a procedure has sections. */
function isCard({ values }: SourceRecord, matchLabel: LabelMatcher): boolean {
  const fields = values.flatMap(({ label, parents, text }) =>
    text === '' ? [] : (matchLabel(label, parents) ?? []),
  );
  return new Set(fields.filter((field) => SECTIONS.has(field))).size < 2;
}

/** Labels in the rows of a list are those of other procedures. */
function finderBeside(
  listings: readonly Listing[],
  tables: readonly PageElement[],
  pageUrl: string,
  tree: PageTree,
  labels: PageLabels,
  plain: PairFinder,
): PairFinder {
  const listed = new Set([
    ...tables,
    ...listings.flatMap(({ items }) => items.map(({ element }) => element)),
  ]);
  // A row that leads to another page makes its table one of others, such as related procedures.
  for (const { items } of listings)
    for (const { element, url } of items) {
      const table = url === pageUrl ? undefined : tableAround(element);
      if (table !== undefined) listed.add(table);
    }
  return listed.size === 0 ? plain : pairFinder(tree, labels, listed);
}

function tableAround(row: PageElement): PageElement | undefined {
  if (row.tag !== 'tr') return undefined;
  let at = row.parent;
  while (at !== undefined && at.tag !== 'table') at = at.parent;
  return at;
}

function nextLinks(root: PageElement, list: ListHints | undefined): ReadonlySet<PageElement> | undefined {
  const selector = list?.next?.link;
  return selector === undefined ? undefined : new Set(selected(root, selector));
}

function listingReading(
  page: OpenPage,
  listings: readonly Listing[],
  common: Pick<PageReading, 'links' | 'title' | 'untold' | 'portal' | 'lists'>,
): PageReading {
  const { hints, tree, url } = page;
  const list = hints?.list;
  const total = totalOf(
    tree.root,
    listings.flatMap(({ items }) => items.map(({ element }) => element)),
    list?.total === undefined ? undefined : firstSelected(tree.root, list.total),
  );
  const rows = listings.reduce((sum, { items }) => sum + items.length, 0);
  const further = list === undefined ? undefined : numberedNext(list, url, rows, total);
  const isNew = further !== undefined && !common.links.some((link) => link.url === further.url);
  return {
    kind: 'listing',
    ...common,
    links: isNew ? [...common.links, further] : common.links,
    records: listings.flatMap(({ items, layout }) => items.flatMap((item) => recordOf(item, layout) ?? [])),
    ...(total === undefined ? {} : { totalRecords: total }),
  };
}

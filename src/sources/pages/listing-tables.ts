/** Tables whose rows are procedures. */
import type { LabelledValue } from '../../services/labelled.js';
import type { LabelMatcher } from '../../services/labels.js';
import type { FieldName } from '../../services/service.js';
import { cleanLine } from '../../services/text.js';
import { isActionText } from './action-words.js';
import { addressOf } from './address.js';
import { badgesIn, levelDrawn } from './badges.js';
import { inChrome } from './chrome.js';
import { listingLayout } from './layout.js';
import type { Listing, ListingItem, ListingRow } from './listing.js';
import { withoutCode } from './listing-cards.js';
import type { PageLabel, PageLabels } from './page-labels.js';
import { rowActions } from './row-actions.js';
import { pathOf } from './signature.js';
import { listTable } from './table-head.js';
import { isPairTable } from './table-pairs.js';
import { classesOf, elementsOf, type PageElement } from './tree.js';
import { isFile, linksIn, ownText, scriptedLink } from './value-links.js';
import { textOf } from './value-text.js';
import { pageWords } from './words.js';

const CODE = 'Mã thủ tục';

/** @param base what relative addresses are resolved against */
export function listingTables(
  root: PageElement,
  labels: PageLabels,
  base: string,
  matchLabel: LabelMatcher,
): Listing[] {
  const listings: Listing[] = [];
  for (const table of elementsOf(root, (element) => !inChrome(element))) {
    if (table.tag !== 'table' || isPairTable(table, labels)) continue;
    const { headings, rows, lines } = listTable(table, labels);
    const columns = columnsOf(headings, rows, labels);
    const fields = new Set(
      columns.flatMap((column) =>
        column?.field === undefined || column.field === 'ignored' ? [] : [column.field],
      ),
    );
    if (!fields.has('name') && !fields.has('code')) continue;
    const items = rows.flatMap((cells, index) => {
      const line = lines[index];
      const item = line === undefined ? undefined : itemOf(line, cells, columns, base);
      return item === undefined ? [] : [withActions(item, base, matchLabel)];
    });
    if (items.length === 0) continue;
    const led = new Set(items.map(({ element }) => element));
    const alone = rows.flatMap((cells, index) => {
      const line = lines[index];
      return line === undefined || led.has(line) ? [] : (rowAlone(line, cells, columns, base) ?? []);
    });
    listings.push({
      items,
      ...(alone.length === 0 ? {} : { alone }),
      layout: listingLayout(
        'table',
        columns.map((column) => column?.text ?? ''),
        pathOf(table),
        base,
      ),
    });
  }
  return listings;
}

/** With what the row lets one do, where no column says so. */
function withActions(item: ListingItem, base: string, matchLabel: LabelMatcher): ListingItem {
  const { element, url, fields } = item;
  const actions = rowActions(element, url, base, matchLabel).flatMap((value) => {
    const field = matchLabel(value.label);
    return field === undefined || field === 'ignored' || fields.has(field) ? [] : [{ field, value }];
  });
  if (actions.length === 0) return item;
  return {
    ...item,
    values: [...item.values, ...actions.map(({ value }) => value)],
    fields: new Set([...fields, ...actions.map(({ field }) => field)]),
  };
}

/** What each column shows: by its heading, else by the class of its cells. */
function columnsOf(
  headings: readonly string[],
  rows: readonly (readonly PageElement[])[],
  labels: PageLabels,
): readonly (PageLabel | undefined)[] {
  const { cellClasses } = pageWords();
  const sample = rows.find((row) => row.length > 1) ?? [];
  const count = Math.max(headings.length, sample.length);
  return Array.from({ length: count }, (_, column) => {
    const heading = headings[column] ?? '';
    const byHeading = labels.named(heading) ?? labels.mark(heading);
    if (byHeading !== undefined) return byHeading;
    const cell = sample[column];
    const printed = (cell === undefined ? [] : classesOf(cell)).flatMap(
      (name) => cellClasses.get(name.toLowerCase()) ?? [],
    )[0];
    if (printed !== undefined) return labels.named(printed);
    return heading === '' ? undefined : { text: cleanLine(heading), field: undefined };
  });
}

function itemOf(
  line: PageElement,
  cells: readonly PageElement[],
  columns: readonly (PageLabel | undefined)[],
  base: string,
): ListingItem | undefined {
  let link: { element: PageElement; url: string } | undefined;
  for (const wanted of ['name', 'code', undefined] as const) {
    for (const [index, cell] of cells.entries()) {
      if (link === undefined && (wanted === undefined || columns[index]?.field === wanted))
        link = linkIn(cell, base);
    }
  }
  link ??= scriptedLink(line, base);
  if (link === undefined) return undefined;
  const { values, fields, name: printed } = valuesOf(cells, columns, base);
  const name = printed || ownText(link.element);
  return name === '' ? undefined : { element: line, link: link.element, url: link.url, name, values, fields };
}

/**
 * A row that leads nowhere, where it tells a procedure: a name of several words in as many cells as there are columns, and something
 * besides – a code, where the list has codes. What a row over a group of rows, or below all of them, says is no procedure's.
 */
function rowAlone(
  line: PageElement,
  cells: readonly PageElement[],
  columns: readonly (PageLabel | undefined)[],
  base: string,
): ListingRow | undefined {
  if (cells.length !== columns.length || cells.some(({ tag }) => tag === 'th')) return undefined;
  const { values, fields, name } = valuesOf(cells, columns, base);
  if (!/\p{L}+\s+\p{L}+/u.test(name)) return undefined;
  const told = (field: FieldName | undefined) =>
    columns.some((column, index) => {
      const isAsked =
        field === undefined
          ? column?.field !== undefined && column.field !== 'ignored' && column.field !== 'name'
          : column?.field === field;
      return isAsked && cells[index]?.short !== '';
    });
  const more =
    columns.filter((column) => column?.field !== undefined && column.field !== 'ignored').length > 1;
  const isCoded = columns.some((column) => column?.field === 'code');
  const tells = more ? told(isCoded ? 'code' : undefined) : isNumbered(cells) && !isStressed(line);
  return tells ? { element: line, name, values, fields } : undefined;
}

function isNumbered([first]: readonly PageElement[]): boolean {
  return first?.short !== undefined && /^\d{1,6}[.)]?$/.test(first.short);
}

function isStressed(line: PageElement): boolean {
  for (const { tag } of elementsOf(line)) if (/^(?:b|strong|h[1-6])$/.test(tag)) return true;
  return false;
}

function valuesOf(
  cells: readonly PageElement[],
  columns: readonly (PageLabel | undefined)[],
  base: string,
): { values: LabelledValue[]; fields: Set<FieldName>; name: string } {
  const values: LabelledValue[] = [];
  const fields = new Set<FieldName>();
  let name = '';
  for (const [index, cell] of cells.entries()) {
    const column = columns[index];
    if (column === undefined) continue;
    const { field } = column;
    const printed = textOf(cell.children) || badgeText(cell);
    const text = (field === 'declaredLevel' ? levelDrawn([cell], printed) : undefined) ?? printed;
    // The link of a name is the way to the procedure, and no value.
    const links = field === 'name' || field === 'code' || field === 'ignored' ? [] : linksIn([cell], base);
    const at = `cột “${column.text}”`;
    const named = field === 'name' ? withoutCode(cleanLine(text)) : undefined;
    if (named !== undefined) name = named.name;
    if (field !== undefined && field !== 'ignored') fields.add(field);
    values.push({
      label: column.text,
      at,
      text: named?.code === undefined ? text : named.name,
      ...(links.length === 0 ? {} : { links }),
    });
    if (named?.code !== undefined && !columns.some((one) => one?.field === 'code')) {
      values.push({ label: CODE, at, text: named.code });
      fields.add('code');
    }
  }
  return { values, fields, name };
}

/** A level shown by a picture or a class alone. */
function badgeText(cell: PageElement): string {
  return badgesIn(cell, new Set())[0]?.text ?? '';
}

function linkIn(cell: PageElement, base: string): { element: PageElement; url: string } | undefined {
  for (const element of elementsOf(cell)) {
    if (element.tag !== 'a') continue;
    const text = ownText(element);
    if (isActionText(text)) continue;
    const address = addressOf(element, base);
    if (typeof address !== 'string' && 'url' in address && !isFile(address.url))
      return { element, url: address.url };
  }
  return undefined;
}

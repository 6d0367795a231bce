/** Tables that tell a procedure in every row, with no page behind it: read as the rows of an export are. */
import type { LabelledValue, SourceRecord } from '../../services/labelled.js';
import type { LabelMatcher } from '../../services/labels.js';
import { cleanLine, foldName } from '../../services/text.js';
import { badgesIn, levelDrawn } from './badges.js';
import { inChrome } from './chrome.js';
import { listingLayout } from './layout.js';
import { type PageLabel, type PageLabels, SECTIONS } from './page-labels.js';
import { pathOf } from './signature.js';
import { listTable } from './table-head.js';
import { gridOf } from './table-rows.js';
import { elementsOf, type PageElement } from './tree.js';
import { linksIn } from './value-links.js';
import { textOf } from './value-text.js';

/** Columns below which a table is no list of procedures, and known ones among them. */
const FEWEST_COLUMNS = 3;

export interface RowRecords {
  readonly tables: readonly PageElement[];
  /** One for every row that names a procedure. */
  readonly records: readonly SourceRecord[];
}

/**
 * A list of names and agencies tells what was announced or repealed, not what a portal offers: a row is a record where the columns
 * show its level or two of its sections.
 *
 * @param base what relative addresses are resolved against
 * @param listed rows that lead to pages of their own
 */
export function rowRecords(
  root: PageElement,
  labels: PageLabels,
  url: string,
  base: string,
  listed: ReadonlySet<PageElement>,
): RowRecords {
  const tables: PageElement[] = [];
  const records: SourceRecord[] = [];
  for (const table of elementsOf(root, (element) => !inChrome(element))) {
    if (table.tag !== 'table') continue;
    const columns = columnsOf(table, labels);
    if (columns === undefined) continue;
    const { rows, lines: all } = listTable(table, labels);
    const layout = listingLayout(
      'rows',
      columns.map((column) => column?.text ?? ''),
      pathOf(table),
      url,
    );
    for (const [index, cells] of gridOf(rows).entries()) {
      const line = all[index];
      if (line === undefined || listed.has(line)) continue;
      const values = valuesOf(cells, columns, base, labels);
      if (values === undefined) continue;
      if (tables.at(-1) !== table) tables.push(table);
      records.push({ at: url, layout, values });
    }
  }
  return { tables, records };
}

/** The columns by their headings, in a heading row or in a first row whose cells are labels. */
function columnsOf(table: PageElement, labels: PageLabels): readonly (PageLabel | undefined)[] | undefined {
  const { headings, rows } = listTable(table, labels);
  const first = rows.find((row) => row.length >= FEWEST_COLUMNS);
  const texts = headings.length > 0 ? headings : (first?.map(({ short }) => short ?? '') ?? []);
  if (texts.length < FEWEST_COLUMNS) return undefined;
  const columns = texts.map(
    (text, column) =>
      labels.named(text) ?? rows.map((row) => labels.answered(text, row[column]?.short ?? '')).find(Boolean),
  );
  const fields = columns.flatMap((column) => column?.field ?? []).filter((field) => field !== 'ignored');
  const shown = new Set(fields);
  if (!shown.has('name') || fields.length !== shown.size || fields.length * 2 < texts.length)
    return undefined;
  const sections = fields.filter((field) => SECTIONS.has(field)).length;
  return sections >= 2 || shown.has('declaredLevel') ? columns : undefined;
}

/** @returns undefined for headings and for rows that name no procedure */
function valuesOf(
  cells: readonly (PageElement | undefined)[],
  columns: readonly (PageLabel | undefined)[],
  base: string,
  labels: PageLabels,
): LabelledValue[] | undefined {
  if (new Set(cells).size < FEWEST_COLUMNS) return undefined;
  const values: LabelledValue[] = [];
  let named = false;
  for (const [index, label] of columns.entries()) {
    const cell = cells[index];
    if (label === undefined || cell === undefined) continue;
    const printed = textOf(cell.children) || (badgesIn(cell, new Set())[0]?.text ?? '');
    const text = (label.field === 'declaredLevel' ? levelDrawn([cell], printed) : undefined) ?? printed;
    if (label.field === 'name') {
      if (!/\p{L}{2}/u.test(text) || labels.named(cleanLine(text)) !== undefined) return undefined;
      named = true;
    }
    const links = label.field === 'name' || label.field === 'code' ? [] : linksIn([cell], base);
    values.push({
      label: label.text,
      at: `cột “${label.text}”`,
      text,
      ...(links.length === 0 ? {} : { links }),
    });
  }
  return named ? values : undefined;
}

/** The procedures of a page with what a table of the page says of each besides: a level that only the list shows. */
export function withRows(
  parts: readonly SourceRecord[],
  rows: readonly SourceRecord[],
  matchLabel: LabelMatcher,
): SourceRecord[] {
  const fieldOf = ({ label, parents }: LabelledValue) => matchLabel(label, parents);
  const nameOf = ({ values }: SourceRecord) =>
    foldName(values.find((value) => fieldOf(value) === 'name')?.text ?? '');
  const byName = new Map(rows.map((row) => [nameOf(row), row]));
  const used = new Set<SourceRecord>();
  const joined = parts.map((part) => {
    const row = byName.get(nameOf(part));
    if (row === undefined) return part;
    used.add(row);
    const said = new Set(part.values.map(fieldOf));
    const more = row.values.filter((value) => !said.has(fieldOf(value)));
    return { ...part, layout: `${part.layout}+rows`, values: [...part.values, ...more] };
  });
  return [...joined, ...rows.filter((row) => !used.has(row) && byName.get(nameOf(row)) === row)];
}

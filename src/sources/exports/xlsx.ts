/** Workbooks of Excel 2007 and later. The only format that is read as a whole. */
import readWorkbook from 'read-excel-file/node';
import type { Link } from '../../services/labelled.js';
import { legacyFont } from '../encoding.js';
import type { ReadOptions, SourceItem } from '../source.js';
import { problemItem } from '../source.js';
import { columnIndex } from './headings.js';
import { readRows, type SheetRow } from './rows.js';
import { type SheetParts, sheetParts } from './workbook-parts.js';
import { zipEntries } from './zip.js';

/** All XML parts together, uncompressed, in bytes. */
const MAX_UNCOMPRESSED = 256 * 1024 * 1024;

/**
 * Reads every sheet of a workbook. A sheet is a layout of its own, `file#sheet`; its records stand at `sheet!row`.
 *
 * @param file the bytes of a zip file
 */
export async function* readXlsx(
  file: Buffer,
  location: string,
  options: ReadOptions,
): AsyncGenerator<SourceItem, void, undefined> {
  const entries = zipEntries(file);
  if (entries === undefined) {
    yield problemItem({ code: 'workbook-damaged', args: { reason: 'zip' }, lost: true });
    return;
  }
  if (!entries.has('xl/workbook.xml')) {
    yield problemItem({ code: 'format-unreadable', args: { found: 'zip' }, lost: true });
    return;
  }
  const parts = [...entries.values()].filter(({ name }) => name.endsWith('.xml') || name.endsWith('.rels'));
  const size = parts.reduce((sum, entry) => sum + entry.size, 0);
  if (size > MAX_UNCOMPRESSED) {
    const mebibytes = Math.ceil(size / 1024 / 1024);
    yield problemItem({
      code: 'workbook-too-large',
      args: { mebibytes, limit: MAX_UNCOMPRESSED / 1024 / 1024 },
      lost: true,
    });
    return;
  }
  let sheets: Sheet[];
  try {
    const extras = sheetParts(file, entries);
    const read = await readWorkbook(file, { parseNumber: numberText });
    sheets = read.map(({ sheet, data }, index) => ({
      name: sheet,
      rows: data.map((row) => row.map(cellText)),
      parts: extras[index],
    }));
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 120) : '';
    yield problemItem({ code: 'workbook-damaged', args: { reason }, lost: true });
    return;
  }
  const filled = sheets.filter(({ rows }) => rows.some((row) => row.some((cell) => cell !== '')));
  if (filled.length === 0) yield problemItem({ code: 'no-records' });
  for (const sheet of filled) {
    const font = legacyFont(sheet.rows.slice(0, 200).flat().join('\n'));
    if (font !== undefined)
      yield problemItem({ code: 'encoding-legacy-font', at: sheet.name, args: { font }, lost: true });
    else
      yield* readRows(sheetRows(sheet), {
        ...options,
        layout: `${location}#${sheet.name}`,
        name: sheet.name,
      });
  }
}

interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
  readonly parts: SheetParts | undefined;
}

function* sheetRows({ name, rows, parts }: Sheet): Generator<SheetRow> {
  const links = linksByRow(parts?.links ?? new Map());
  const merged = mergedByRow(parts, rows);
  for (const [index, cells] of rows.entries()) {
    const number = index + 1;
    const rowLinks = links.get(number);
    const rowMerged = merged.get(number);
    yield {
      at: `${name}!${number}`,
      cells,
      ...(rowLinks === undefined ? {} : { links: rowLinks }),
      ...(rowMerged === undefined ? {} : { merged: rowMerged }),
    };
  }
}

function linksByRow(links: ReadonlyMap<string, Link>): Map<number, Map<number, readonly Link[]>> {
  const rows = new Map<number, Map<number, readonly Link[]>>();
  for (const [cell, link] of links) {
    const [, letters = '', digits = ''] = /^([A-Z]{1,3})(\d{1,7})$/.exec(cell) ?? [];
    if (letters === '') continue;
    const column = columnIndex(letters);
    const row = rows.get(Number(digits)) ?? new Map<number, readonly Link[]>();
    row.set(column, [link]);
    rows.set(Number(digits), row);
  }
  return rows;
}

/** The text of the first cell of a merged range, for the rows below it. */
function mergedByRow(
  parts: SheetParts | undefined,
  rows: readonly (readonly string[])[],
): Map<number, Map<number, string>> {
  const byRow = new Map<number, Map<number, string>>();
  for (const { column, first, last } of parts?.merged ?? []) {
    const text = rows[first - 1]?.[column] ?? '';
    if (text === '') continue;
    for (let number = first + 1; number <= Math.min(last, rows.length); number += 1) {
      const row = byRow.get(number) ?? new Map<number, string>();
      row.set(column, text);
      byRow.set(number, row);
    }
  }
  return byRow;
}

/** A number as a person typed it: Excel stores 1.00101 as 1.0010100000000001. */
function numberText(stored: string): string {
  const number = Number(stored);
  if (/^-?\d+$/.test(stored) || !Number.isFinite(number)) return stored;
  return String(Number(number.toPrecision(15)));
}

/** The types of the library call a date `typeof Date`, so what a cell is, is looked at. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return value instanceof Date ? dateText(value) : String(value);
}

function dateText(date: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  // Day 0 of Excel: a time without a date.
  if (date.getUTCFullYear() < 1900) return time;
  const day = `${two(date.getUTCDate())}/${two(date.getUTCMonth() + 1)}/${date.getUTCFullYear()}`;
  return time === '00:00' ? day : `${day} ${time}`;
}

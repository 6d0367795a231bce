/** CSV and its sisters: any of the usual delimiters, titles above the headings, ragged rows. */
import { CsvError, type Options, parse } from 'csv-parse';
import { parse as parseAtOnce } from 'csv-parse/sync';
import type { LabelMatcher } from '../../services/labels.js';
import type { ReadOptions, SourceItem } from '../source.js';
import { problemItem } from '../source.js';
import { findHeadings, HEADING_ROWS } from './headings.js';
import { readRows, type SheetRow } from './rows.js';
import { unixLines } from './text-lines.js';

const DELIMITERS = [',', ';', '\t', '|'] as const;
/** Text looked at to find the delimiter, in UTF-16 units. */
const SNIFFED = 256 * 1024;
/** The largest row, in bytes: a quote that is never closed must not swallow a file of any size. */
const MAX_ROW = 16 * 1024 * 1024;

const COMMON: Options = {
  record_delimiter: '\n',
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
  max_record_size: MAX_ROW,
};

export async function* readCsv(
  chunks: AsyncIterable<string>,
  location: string,
  options: ReadOptions,
): AsyncGenerator<SourceItem, void, undefined> {
  let nulBytes = 0;
  const text = unixLines(
    withoutNul(chunks, (count) => {
      nulBytes += count;
    }),
  );
  const head = await readHead(text);
  const said = /^sep=(.)\n/.exec(head);
  const body = said === null ? head : head.slice(said[0].length);
  const delimiter = said?.[1] ?? findDelimiter(body, options.matchLabel);
  const failure: { problem?: SourceItem } = {};
  const rows = csvRows(joined(body, text), delimiter, said === null ? 1 : 2, failure);
  yield* readRows(rows, { ...options, layout: location, strictWidth: true });
  if (nulBytes > 0) yield problemItem({ code: 'nul-bytes', args: { count: nulBytes } });
  if (failure.problem !== undefined) yield failure.problem;
}

/** The delimiter under which the vocabulary knows the most headings; where it knows none, the one that cuts the most rows alike. */
export function findDelimiter(text: string, match: LabelMatcher): string {
  let best: { delimiter: string; known: number; even: number } = { delimiter: ',', known: 0, even: 0 };
  for (const delimiter of DELIMITERS) {
    const rows = firstRows(text, delimiter);
    const known = findHeadings(rows, match)?.known ?? 0;
    const even = evenRows(rows);
    if (known > best.known || (known === best.known && even > best.even)) best = { delimiter, known, even };
  }
  return best.delimiter;
}

function firstRows(text: string, delimiter: string): string[][] {
  const cut = text.length < SNIFFED ? text : text.slice(0, text.lastIndexOf('\n') + 1);
  try {
    return parseAtOnce(cut, { ...COMMON, delimiter, to: HEADING_ROWS });
  } catch {
    // A quote that the cut left open, or that is never closed.
    try {
      return parseAtOnce(cut, { ...COMMON, delimiter, to: HEADING_ROWS, quote: null });
    } catch {
      return [];
    }
  }
}

/** How many rows have the commonest number of cells, rows of one cell not counted. */
function evenRows(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const row of rows) if (row.length > 1) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

async function* csvRows(
  text: AsyncIterable<string>,
  delimiter: string,
  firstLine: number,
  failure: { problem?: SourceItem },
): AsyncGenerator<SheetRow, void, undefined> {
  let parsed: SheetRow[] = [];
  let rows = 0;
  /** Physical lines read, from the first line of the file. */
  let lines = firstLine - 1;
  const parser = parse({
    ...COMMON,
    delimiter,
    // Rows are taken here and not from the stream, which drops what it holds when a later row fails.
    on_record: (cells, context) => {
      const end = context.lines + firstLine - 1;
      const breaks = cells.reduce(
        (sum, cell) => sum + (cell.includes('\n') ? cell.split('\n').length - 1 : 0),
        0,
      );
      parsed.push({ at: `dòng ${end - breaks}`, cells });
      rows += 1;
      lines = end;
      return null;
    },
  });
  let failed: Error | undefined;
  parser.on('error', (error) => {
    failed = error;
  });
  const taken = () => {
    const ready = parsed;
    parsed = [];
    return ready;
  };
  for await (const chunk of text) {
    await new Promise<void>((resolve) => parser.write(chunk, () => resolve()));
    yield* taken();
    if (failed !== undefined) break;
  }
  if (failed === undefined) {
    parser.resume();
    await new Promise<void>((resolve) => parser.once('close', resolve).end());
    yield* taken();
  }
  parser.destroy();
  if (failed === undefined) return;
  if (!(failed instanceof CsvError)) throw failed;
  const unclosed = failed.code === 'CSV_QUOTE_NOT_CLOSED' || failed.code === 'CSV_MAX_RECORD_SIZE';
  const code = unclosed ? 'csv-quote-not-closed' : 'csv-malformed';
  const args = unclosed ? { rows } : { rows, reason: failed.code };
  failure.problem = problemItem({ code, at: `dòng ${lines + 1}`, args, lost: true });
}

async function* withoutNul(
  chunks: AsyncIterable<string>,
  found: (count: number) => void,
): AsyncGenerator<string> {
  for await (const chunk of chunks) {
    const plain = chunk.includes('\u0000') ? chunk.replaceAll('\u0000', '') : chunk;
    if (plain.length < chunk.length) found(chunk.length - plain.length);
    if (plain !== '') yield plain;
  }
}

/** The beginning of a text, taken off it. */
async function readHead(text: AsyncGenerator<string, void, undefined>): Promise<string> {
  const parts: string[] = [];
  let length = 0;
  while (length < SNIFFED) {
    const next = await text.next();
    if (next.done === true) break;
    parts.push(next.value);
    length += next.value.length;
  }
  return parts.join('');
}

async function* joined(head: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  if (head !== '') yield head;
  yield* rest;
}

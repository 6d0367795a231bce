/** Rows of a sheet, of CSV and XLSX alike, as records. */
import type { LabelledValue, Link } from '../../services/labelled.js';
import { cleanLine, unaccent } from '../../services/text.js';
import type { ReadOptions, SourceItem } from '../source.js';
import { problemItem } from '../source.js';
import { type Column, columnLetters, findHeadings, HEADING_ROWS, type Headings } from './headings.js';
import { addressLinks, plainText } from './links.js';

/** One row as its file has it. */
export interface SheetRow {
  /** "dòng 12", "Sheet1!14". */
  readonly at: string;
  readonly cells: readonly string[];
  /** Links that are no part of the text, by column. */
  readonly links?: ReadonlyMap<number, readonly Link[]>;
  /** By column, the text of a merged cell that began in a row above. */
  readonly merged?: ReadonlyMap<number, string>;
}

export interface SheetOptions extends ReadOptions {
  readonly layout: string;
  /** Said where no heading row is found: the sheet, or the file. */
  readonly name?: string;
  /** True where every row must have as many cells as there are headings, as in CSV: more of them mean that cells have shifted. */
  readonly strictWidth?: true;
}

const FIELD_LABEL = 'Lĩnh vực';

/** Rows to records: titles above the headings, section titles, totals, repeated headings and empty rows are none. */
export async function* readRows(
  rows: AsyncIterable<SheetRow> | Iterable<SheetRow>,
  options: SheetOptions,
): AsyncGenerator<SourceItem, void, undefined> {
  let held: SheetRow[] | undefined = [];
  let sheet: SheetReading | undefined;
  let records = 0;
  const begin = (first: readonly SheetRow[]): Iterable<SourceItem> => {
    const found = findHeadings(
      first.map((row) => row.cells.map((cell) => cell.trim())),
      options.matchLabel,
    );
    if (found === undefined) return [problemItem(headingsMissing(first, options))];
    sheet = new SheetReading(found, first, options);
    const read = sheet;
    return first.slice(found.last + 1).flatMap((row) => read.row(row));
  };
  const counted = function* (items: Iterable<SourceItem>): Generator<SourceItem> {
    for (const item of items) {
      if (item.type === 'record') records += 1;
      yield item;
    }
  };
  for await (const row of rows) {
    if (held === undefined) {
      if (sheet !== undefined) yield* counted(sheet.row(row));
      else return;
    } else {
      held.push(row);
      if (held.length < HEADING_ROWS) continue;
      const first = held;
      held = undefined;
      yield* counted(begin(first));
    }
  }
  if (held?.some((row) => row.cells.some((cell) => cell.trim() !== ''))) yield* counted(begin(held));
  if (sheet !== undefined && records === 0)
    yield problemItem({ code: 'no-records', ...(options.name === undefined ? {} : { at: options.name }) });
}

function headingsMissing(rows: readonly SheetRow[], { name }: SheetOptions) {
  const seen = rows.find((row) => row.cells.filter((cell) => cell.trim() !== '').length > 1) ?? rows[0];
  const cells = (seen?.cells ?? []).map(cleanLine).filter((cell) => cell !== '');
  const hint = cells.slice(0, 6).join(' | ').slice(0, 160);
  return {
    code: 'heading-row-not-found',
    ...(name === undefined ? {} : { at: name }),
    args: { rows: HEADING_ROWS, hint },
    lost: true,
  } as const;
}

class SheetReading {
  readonly #options: SheetOptions;
  readonly #columns: readonly Column[];
  readonly #headingRows: readonly (readonly string[])[];
  readonly #nameColumn: number | undefined;
  readonly #codeColumn: number | undefined;
  readonly #carriesField: boolean;
  #section: string | undefined;
  #justBegun = true;

  constructor(headings: Headings, rows: readonly SheetRow[], options: SheetOptions) {
    this.#options = options;
    this.#columns = headings.columns;
    this.#headingRows = rows.slice(headings.first, headings.last + 1).map((row) => row.cells.map(comparable));
    const columnOf = (field: string) => headings.columns.find((column) => column.field === field)?.index;
    this.#nameColumn = columnOf('name');
    this.#codeColumn = columnOf('code');
    this.#carriesField = columnOf('field') !== undefined || columnOf('sector') !== undefined;
    const title = rows[headings.first - 1]?.cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
    if (title?.length === 1) this.#section = fieldTitle(title[0] ?? '');
  }

  /** What one row below the headings gives. */
  row(row: SheetRow): SourceItem[] {
    const texts = row.cells.map(plainText);
    const filled = [...texts.keys()].filter((index) => texts[index] !== '');
    if (filled.length === 0) return [];
    const first = this.#justBegun;
    this.#justBegun = false;
    if (
      (first && isNumbering(filled.map((index) => texts[index] ?? ''))) ||
      this.#repeatsHeadings(texts, filled)
    )
      return [];
    if (this.#isTotal(texts, filled)) return [];
    const title = this.#sectionTitle(texts, filled);
    if (title !== undefined) {
      this.#section = fieldTitle(title) ?? this.#section;
      return [];
    }
    return this.#record(row, texts);
  }

  #record(row: SheetRow, texts: readonly string[]): SourceItem[] {
    const { layout, strictWidth } = this.#options;
    const beyond = texts.slice(this.#columns.length).some((text) => text !== '');
    const counts = { cells: texts.length, headings: this.#columns.length };
    if (beyond && strictWidth === true) {
      return [problemItem({ code: 'row-too-long', at: row.at, args: counts, lost: true })];
    }
    const values: LabelledValue[] = [];
    for (let index = 0; index < Math.max(texts.length, this.#columns.length); index += 1) {
      const text = (texts[index] ?? '') || this.#merged(row, index);
      const column = this.#columns[index];
      const named = column !== undefined && column.label !== '';
      if (!named && text === '') continue;
      const at = `cột ${columnLetters(index)}`;
      const links = [...(row.links?.get(index) ?? []), ...addressLinks(text)];
      values.push({
        label: named ? column.label : `(${at})`,
        ...(named && column.parents.length > 0 ? { parents: column.parents } : {}),
        at,
        text,
        ...(links.length > 0 ? { links } : {}),
      });
    }
    if (!this.#carriesField && this.#section !== undefined)
      values.push({ label: FIELD_LABEL, at: 'tiêu đề nhóm', text: this.#section });
    const record: SourceItem = { type: 'record', record: { at: row.at, layout, values } };
    const short = strictWidth === true && texts.length < this.#columns.length;
    return short ? [problemItem({ code: 'row-too-short', at: row.at, args: counts }), record] : [record];
  }

  /** The text that a merged cell gives this row; a heading merged with the rows below it gives none. */
  #merged(row: SheetRow, index: number): string {
    const text = row.merged?.get(index) ?? '';
    return this.#headingRows.some((heading) => heading[index] === comparable(text)) ? '' : plainText(text);
  }

  #repeatsHeadings(texts: readonly string[], filled: readonly number[]): boolean {
    if (filled.length < 2) return false;
    return this.#headingRows.some((heading) =>
      filled.every((index) => heading[index] === comparable(texts[index] ?? '')),
    );
  }

  #isTotal(texts: readonly string[], filled: readonly number[]): boolean {
    if (
      this.#codeColumn !== undefined &&
      (texts[this.#codeColumn] ?? '') !== '' &&
      this.#codeColumn !== filled[0]
    )
      return false;
    const folded = unaccent(cleanLine(texts[filled[0] ?? 0] ?? ''));
    return (
      /^(?:tong cong|tong so|tong|cong)\s*(?:[:(\d].*)?$/.test(folded) &&
      filled.length <= Math.max(3, this.#columns.length / 2)
    );
  }

  /**
   * The text of a row that only says what the rows below are about: a single cell, or a Roman number or capital letter and a
   * cell. A single cell in the name column is one only where it is numbered or speaks of a field, for it may be a record.
   */
  #sectionTitle(texts: readonly string[], filled: readonly number[]): string | undefined {
    const named = this.#columns.filter((column) => column.label !== '').length;
    const [first = 0, second] = filled;
    const text = texts[first] ?? '';
    if (filled.length === 2 && second !== undefined && named >= 3 && /^(?:[IVXLC]+|[A-ZĐ])[.)]?$/.test(text))
      return texts[second] ?? '';
    if (filled.length !== 1 || named < 3) return undefined;
    const marked =
      /^(?:[IVXLC]+|[A-ZĐ]|\d{1,2})\s*[.)\-–:]\s*\p{L}/u.test(text) || fieldTitle(text) !== undefined;
    return first === this.#nameColumn && !marked ? undefined : text;
  }
}

/** The field a title names ("I. Lĩnh vực Hộ tịch" → "Hộ tịch"). */
function fieldTitle(text: string): string | undefined {
  const title = cleanLine(text).replace(/^(?:[IVXLC]+|[A-ZĐ]|\d{1,2})\s*[.)\-–:]\s*/u, '');
  const words = /^(\S+\s+[^\s:]+)(?:\s*:\s*|\s+)(.+)$/u.exec(title);
  return words !== null && unaccent(words[1] ?? '') === 'linh vuc'
    ? (words[2] ?? '').replace(/^[:\-–]\s*/, '')
    : undefined;
}

/** The row of column numbers that stands under the headings of official tables: 1 2 3, (1) (2) (3), A B 1 2. */
function isNumbering(texts: readonly string[]): boolean {
  const marks = texts.map((text) => text.replace(/^\((.*)\)$/, '$1').replace(/\s*=.*$/, ''));
  const letters = marks.findIndex((mark) => !/^[A-Z]$/.test(mark));
  if (marks.length < 3 || letters === -1) return false;
  return marks.every((mark, index) => {
    return mark === (index < letters ? String.fromCharCode(65 + index) : String(index - letters + 1));
  });
}

function comparable(text: string): string {
  return cleanLine(text).toLowerCase();
}

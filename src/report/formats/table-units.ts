import { formatNumber, formatShare, type MessageKey } from '../../i18n/messages.js';
import { vi } from '../../i18n/vi.js';
import type { ReportHead, UnitRow } from '../report.js';
import { rowDepths } from '../row-order.js';
import {
  type Cell,
  COLUMN_FRAME,
  type Column,
  cellSafe,
  drawTable,
  titleWidth,
  widened,
  wordWidth,
} from './boxes.js';
import { columns, paragraph } from './text.js';
import type { View } from './view.js';

/** More rows than `MANY` are cut to the `SHOWN` worst. */
const MANY = 40;
const SHOWN = 30;
/** Room a name gets at least before a column is left out for it, and at most. */
const NAME_ROOM = 26;
const NAME_LIMIT = 60;

interface Measure {
  readonly title: string;
  readonly width: number;
  readonly cell: (row: UnitRow) => Cell;
}

/** The per-unit table: as many columns as the width has room for, the levels reached below it where it has none for them. */
export function unitTable(head: ReportHead, view: View, allRows: boolean): string[] {
  if (head.totals.services === 0) return paragraph(view.say('report.nothing'), view.width);
  const rows = allRows || head.units.length <= MANY ? head.units : head.units.slice(0, SHOWN);
  const names = namesOf(rows, head, view);
  const parts = fitting(columnSets([...rows, head.totals], view), names.longest, view);
  const tables = parts.map((measures) => drawUnits(rows, measures, names, head, view));
  return [...tables.flatMap((table) => table.split('\n')), ...below(head, rows.length, parts.flat(), view)];
}

interface Names {
  readonly title: string;
  readonly cells: readonly Cell[];
  /** Columns of the longest. */
  readonly longest: number;
}

function namesOf(rows: readonly UnitRow[], head: ReportHead, view: View): Names {
  const depths = rowDepths(head.units);
  const cells = rows.map((row) => ({
    text: cellSafe(rowName(row, view)),
    indent: 2 * (depths.get(row.name) ?? 0),
  }));
  const title = view.say(byKey(head.by));
  const widths = cells.map(({ text, indent }) => columns(text) + indent);
  return {
    title,
    cells,
    longest: Math.max(columns(view.say('table.total')), wordWidth(title), ...maximum(widths)),
  };
}

function drawUnits(
  rows: readonly UnitRow[],
  measures: readonly Measure[],
  { title, cells, longest }: Names,
  head: ReportHead,
  view: View,
): string {
  const width = Math.max(Math.min(longest, nameRoom(measures, view)), wordWidth(title), 8);
  const tableColumns = [
    { title, width, align: 'left' } as const,
    ...measures.map((measure): Column => ({ title: measure.title, width: measure.width, align: 'right' })),
  ];
  const total = [{ text: view.say('table.total') }, ...measures.map(({ cell }) => cell(head.totals))];
  return drawTable(
    widened(tableColumns, view.width),
    rows.map((row, index) => [cells[index] ?? { text: '' }, ...measures.map(({ cell }) => cell(row))]),
    {
      total: total.map((cell: Cell) => ({
        ...cell,
        paint: (text: string) => view.ink.bold(cell.paint?.(text) ?? text),
      })),
      paintTitle: view.ink.bold,
    },
  );
}

export function byKey(by: string): MessageKey {
  if (by === 'field') return 'by.field';
  return by === 'admin-level' ? 'by.admin-level' : 'by.unit';
}

/** Names of rows are Vietnamese in the report; those that are the program's own words are shown in the reader's language. */
export function rowName({ name }: UnitRow, view: View): string {
  for (const key of OWN_NAMES) if (vi[key] === name) return view.say(key);
  return name;
}

const OWN_NAMES = [
  'without.unit',
  'without.field',
  'without.admin-level',
  'admin-level.ministry',
  'admin-level.province',
  'admin-level.district',
  'admin-level.commune',
] as const;

/** Columns that the names may take beside the others. */
function nameRoom(measures: readonly Measure[], view: View): number {
  const used = measures.reduce((sum, { width }) => sum + width + COLUMN_FRAME, 0);
  return Math.min(NAME_LIMIT, view.width - used - COLUMN_FRAME - 1);
}

/** All columns in one table where there is room for them; else the fullest set that leaves room for the names, and the levels reached. */
function fitting({ sets, reached }: ColumnSets, longest: number, view: View): Measure[][] {
  const fits = (measures: readonly Measure[]) => nameRoom(measures, view) >= Math.min(longest, NAME_ROOM);
  const [widest = [], ...narrower] = sets;
  if (fits(widest)) return [widest];
  const first = narrower.find(fits) ?? narrower.at(-1) ?? [];
  return [first, ...(fits(reached) ? [reached] : reached.map((measure) => [measure]))];
}

interface ColumnSets {
  /** The fullest first. */
  readonly sets: readonly Measure[][];
  /** What only the fullest has. */
  readonly reached: Measure[];
}

function columnSets(rows: readonly UnitRow[], view: View): ColumnSets {
  const { ink } = view;
  const count = (
    key: MessageKey,
    value: (row: UnitRow) => number,
    paint?: (text: string) => string,
  ): Measure =>
    measure(view.say(key), rows, (row) => ({
      text: formatNumber(view.lang, value(row)),
      ...(paint === undefined || value(row) === 0 ? {} : { paint }),
    }));
  const services = count('table.services', (row) => row.services);
  const over = count('table.over', (row) => row.overDeclared, ink.bad);
  const review = count('table.review', (row) => row.needsReview, ink.warn);
  const conforming = measure(view.say('table.conforming'), rows, (row) => ({
    text: formatShare(view.lang, row.conforming, row.services),
  }));
  const declared = distribution(view.say('table.declared'), DECLARED, rows, (row, key) => row.declared[key]);
  const possible = distribution(view.say('table.possible'), REACHED, rows, (row, key) => row.possible[key]);
  const verified = distribution(view.say('table.verified'), REACHED, rows, (row, key) => row.verified[key]);
  const high = distribution(view.say('table.declared'), HIGH, rows, (row, key) => row.declared[key]);
  return {
    sets: [
      [services, declared, possible, verified, over, review, conforming],
      [services, declared, over, review, conforming],
      [services, high, over, review, conforming],
      [services, over, review, conforming],
      [over, review, conforming],
    ],
    reached: [possible, verified],
  };
}

const DECLARED = ['none', '1', '2', '3', '4'] as const;
const HIGH = ['3', '4'] as const;
const REACHED = ['0', '1', '2', '3', '4'] as const;

function measure(title: string, rows: readonly UnitRow[], cell: (row: UnitRow) => Cell): Measure {
  const widths = rows.map((row) => columns(cell(row).text));
  return { title, width: Math.max(titleWidth(title), ...maximum(widths)), cell };
}

/** One column for a whole distribution: the levels in its heading stand above their counts. */
function distribution<K extends string>(
  title: string,
  keys: readonly K[],
  rows: readonly UnitRow[],
  value: (row: UnitRow, key: K) => number,
): Measure {
  const widths = keys.map((key) =>
    Math.max(1, ...maximum(rows.map((row) => String(value(row, key)).length))),
  );
  const line = (texts: readonly string[]) =>
    texts.map((text, index) => text.padStart(widths[index] ?? 1)).join('  ');
  const levels = line(keys.map((key) => (key === 'none' ? '–' : key)));
  return {
    title: `${title}\n${levels}`,
    width: Math.max(levels.length, titleWidth(title)),
    cell: (row) => ({ text: line(keys.map((key) => String(value(row, key)))) }),
  };
}

/** The largest number as a list, so that thousands of rows do not become thousands of arguments. */
function maximum(values: readonly number[]): number[] {
  return values.length === 0 ? [] : [values.reduce((a, b) => Math.max(a, b))];
}

function below(head: ReportHead, shown: number, measures: readonly Measure[], view: View): string[] {
  const { by, units, totals } = head;
  const hidden = units.length - shown;
  const more =
    by === 'field' ? 'table.more-field' : by === 'admin-level' ? 'table.more-admin-level' : 'table.more-unit';
  const counted = units.reduce((sum, { services, parent }) => sum + (parent === undefined ? services : 0), 0);
  const isTree = units.some(({ parent }) => parent !== undefined);
  const has = (key: MessageKey) => measures.some(({ title }) => title.startsWith(`${view.say(key)}\n`));
  const counting = [
    units.length > 1 ? view.say('table.order') : '',
    isTree ? view.say('table.order-tree') : '',
    counted > totals.services ? view.say('table.once') : '',
  ];
  const legend = [
    totals.declared.none > 0 && has('table.declared') ? view.say('table.legend-declared') : '',
    has('table.possible') ? view.say('table.legend-possible') : '',
    has('table.verified') ? view.say('table.legend-verified') : '',
  ];
  return [
    ...(hidden > 0 ? paragraph(view.say(more, { count: hidden }), view.width) : []),
    ...[counting, legend]
      .map((notes) => notes.filter((note) => note !== '').join(' '))
      .flatMap((note) => (note === '' ? [] : paragraph(note, view.width).map(view.ink.dim))),
  ];
}

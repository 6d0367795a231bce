import Table from 'cli-table3';
import { terminalSafe } from './terminal-safe.js';
import { columns, pad, wrap } from './text.js';

export interface Column {
  readonly title: string;
  /** Columns of the terminal inside the cell, without its padding and lines. */
  readonly width: number;
  readonly align: 'left' | 'right';
}

export interface Cell {
  readonly text: string;
  /** Columns to indent by. */
  readonly indent?: number;
  readonly paint?: (text: string) => string;
}

export interface TableOptions {
  /** Set apart by a line under the rows. */
  readonly total?: readonly Cell[];
  readonly paintTitle: (text: string) => string;
}

/** What one column adds to the width of a table beside its own: a space on each side and a line. */
export const COLUMN_FRAME = 3;

/** Least width at which a title takes no more than two lines. */
export function titleWidth(title: string): number {
  let width = Math.max(...title.split(' ').map(columns));
  while (wrap(title, width).length > 2) width += 1;
  return width;
}

/** Width of the longest word of a title: less would tear it. */
export function wordWidth(title: string): number {
  return Math.max(...title.split(/\s/).map(columns));
}

/** Columns made wider, as far as `room` allows, so that the heading takes fewer lines. */
export function widened(tableColumns: readonly Column[], room: number): Column[] {
  let list = [...tableColumns];
  for (;;) {
    const heights = list.map(({ title, width }) => titleHeight(title, width));
    const height = Math.max(...heights);
    const next = list.map((column, index) =>
      heights[index] === height ? { ...column, width: widthForFewer(column, height) } : column,
    );
    const used = next.reduce((sum, { width }) => sum + width + COLUMN_FRAME, 1);
    if (!(used <= room)) return list;
    list = next;
  }
}

function titleHeight(title: string, width: number): number {
  return title.split('\n').reduce((sum, line) => sum + wrap(line, width).length, 0);
}

/** Least width at which a title takes fewer lines; infinite where no width does that. */
function widthForFewer({ title, width }: Column, height: number): number {
  if (height <= title.split('\n').length) return Number.POSITIVE_INFINITY;
  let wider = width + 1;
  while (titleHeight(title, wider) >= height) wider += 1;
  return wider;
}

const NO_LINE = {
  mid: '',
  'left-mid': '',
  'mid-mid': '',
  'right-mid': '',
};
const NO_BOTTOM = { bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' };
const INNER_TOP = { 'top-mid': '┼', 'top-left': '├', 'top-right': '┤' };
const OUTER_TOP = { 'top-mid': '┬', 'top-left': '┌', 'top-right': '┐' };

/**
 * A table with lines under its heading and above its total, and none between its rows. Cells are wrapped and padded here, because
 * cli-table3 measures text with rules of its own.
 */
export function drawTable(
  tableColumns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  options: TableOptions,
): string {
  const heading = tableColumns.map(({ title }) => ({ text: title, paint: options.paintTitle }));
  const parts = [[heading], rows, options.total === undefined ? [] : [options.total]].filter(
    (part) => part.length > 0,
  );
  return parts
    .map((part, index) => {
      const table = new Table({
        colWidths: tableColumns.map(({ width }) => width + 2),
        style: { head: [], border: [] },
        chars: {
          ...NO_LINE,
          ...(index === 0 ? OUTER_TOP : INNER_TOP),
          ...(index === parts.length - 1 ? {} : NO_BOTTOM),
        },
      });
      for (const row of part) table.push(cellsOf(tableColumns, row, index === 0));
      return table.toString();
    })
    .join('\n');
}

function cellsOf(tableColumns: readonly Column[], row: readonly Cell[], heading: boolean) {
  const cells = tableColumns.map(({ width, align }, index) => {
    const { text, indent = 0, paint } = row[index] ?? { text: '' };
    const lines = text
      .split('\n')
      .flatMap((line) => (columns(line) <= width - indent ? [line] : wrap(line, width - indent)));
    const padded = lines.map((line) => pad(' '.repeat(indent) + line, width, align));
    return { width, lines: paint === undefined ? padded : padded.map(paint) };
  });
  const height = Math.max(...cells.map(({ lines }) => lines.length));
  return cells.map(({ width, lines }) => {
    const empty = Array.from({ length: height - lines.length }, () => ' '.repeat(width));
    return (heading ? [...empty, ...lines] : [...lines, ...empty]).join('\n');
  });
}

/** Vowel signs and other marks outside Latin, which cli-table3 counts as columns. */
const FOREIGN_MARKS = /(?![\u0300-\u036F])[\p{M}\u0D4E\u0E33\u0EB3]/gu;
/** Pictures and rare blocks on whose width terminals and libraries differ. */
const PICTURES =
  /\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Cn}|[\u2600-\u27BF\u2E80-\u2FFF\u3100-\u3104\u3130\u3164\u318F\u31E6-\u31EE\u321F\u4DC0-\u4DFF\uA000-\uABFF\u115F\u1160\uFFA0]|[\u{10000}-\u{10FFFF}]/gu;

/** {@link terminalSafe}, and only characters whose width is beyond doubt, so that the lines of the table stay straight. */
export function cellSafe(text: string): string {
  return terminalSafe(text).replace(FOREIGN_MARKS, '').replace(PICTURES, '□');
}

import { formatNumber } from '../../i18n/messages.js';
import type { ReportHead, UnitRow } from '../report.js';
import { cellSafe } from './boxes.js';
import { listTable, more, ruleOf, titleOf } from './table-missing.js';
import { byKey, rowName } from './table-units.js';
import type { View } from './view.js';

/** Rows of the table that are shown, and requirements for each. */
const SHOWN = 10;
const PER_ROW = 3;
/** Share of the width that the names may take. */
const FIRST_SHARE = 0.36;

/** Per unit: the services that a single requirement keeps from their next level, and which one it is. */
export function liftLines(head: ReportHead, view: View): string[] {
  if (head.totals.services === 0) return [];
  const parents = new Set(head.units.map(({ parent }) => parent));
  const lifted = head.units
    // A row above others would only repeat what theirs say.
    .filter(({ name }) => !parents.has(name))
    .map((row) => ({ row, sum: sumOf(row) }))
    .filter(({ sum }) => sum > 0)
    .sort((a, b) => b.sum - a.sum);
  if (lifted.length === 0) return [view.say('lift.none')];
  const shown = lifted.slice(0, SHOWN);
  const titles = [
    view.say(byKey(head.by)),
    view.say('lift.requirement'),
    view.say('lift.to'),
    view.say('missing.services'),
  ];
  return [
    view.ink.bold(view.say('lift.heading')),
    ...listTable(
      titles,
      shown.flatMap(({ row }) => rowsOf(row, head, view)),
      view,
      Math.floor(view.width * FIRST_SHARE),
    ),
    ...more(view, 'lift.more', lifted.length - shown.length),
  ];
}

function sumOf({ nextLevel }: UnitRow): number {
  return Object.values(nextLevel).reduce((sum, count) => sum + count, 0);
}

/** The name stands once, beside the requirement that lifts most. */
function rowsOf(row: UnitRow, head: ReportHead, view: View): string[][] {
  return Object.entries(row.nextLevel)
    .sort(([, a], [, b]) => b - a)
    .slice(0, PER_ROW)
    .map(([id, count], index) => [
      index === 0 ? cellSafe(rowName(row, view)) : '',
      `${cellSafe(id)} ${titleOf(head, id, view)}`,
      String(ruleOf(head.ruleset, id)?.level ?? '–'),
      formatNumber(view.lang, count),
    ]);
}

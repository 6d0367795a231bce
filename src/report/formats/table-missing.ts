import { formatNumber, formatShare, localised } from '../../i18n/messages.js';
import type { Findings } from '../findings.js';
import type { ReportHead, ReportRequirement } from '../report.js';
import { COLUMN_FRAME, type Column, cellSafe, drawTable, titleWidth, widened } from './boxes.js';
import { columns, paragraph } from './text.js';
import type { View } from './view.js';

/** Lines of each list. */
const SHOWN = 10;
const TITLE_LIMIT = 70;
/** Narrower than this, the citation gives its room to the title. */
const WIDE = 110;

/** The requirements that most services fail. */
export function missingLines(head: ReportHead, view: View): string[] {
  const { totals, ruleset } = head;
  const failed = Object.entries(totals.requirements)
    .map(([id, counts]) => ({ id, count: counts.fail, rule: ruleOf(ruleset, id) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  if (totals.services === 0) return [];
  if (failed.length === 0) return [view.say('missing.none')];
  const rows = failed
    .slice(0, SHOWN)
    .map(({ id, count, rule }) => [
      cellSafe(id),
      titleOf(head, id, view),
      cellSafe(rule?.cite ?? ''),
      rule?.level == null ? '–' : String(rule.level),
      formatNumber(view.lang, count),
      formatShare(view.lang, count, totals.services),
    ]);
  const titles = [
    view.say('missing.id'),
    view.say('missing.title'),
    view.say('missing.cite'),
    view.say('missing.level'),
    view.say('missing.services'),
    view.say('missing.share'),
  ];
  const kept = view.width < WIDE ? [0, 1, 3, 4, 5] : [0, 1, 2, 3, 4, 5];
  return [
    view.ink.bold(view.say('missing.heading')),
    ...listTable(
      pick(titles, kept),
      rows.map((row) => pick(row, kept)),
      view,
    ),
    ...more(view, 'missing.more', failed.length - rows.length),
  ];
}

/** Why services need review: what could not be settled between the verified and the declared level. */
export function reviewLines(head: ReportHead, findings: Findings | undefined, view: View): string[] {
  if (findings === undefined || findings.review.length === 0) return [];
  const open = [...findings.review]
    .map(({ requirement, counts }) => ({
      requirement,
      counts,
      sum: counts.unclear + counts.manual + counts.notChecked,
    }))
    .sort((a, b) => b.sum - a.sum);
  const rows = open
    .slice(0, SHOWN)
    .map(({ requirement, counts }) => [
      cellSafe(requirement),
      titleOf(head, requirement, view),
      formatNumber(view.lang, counts.unclear),
      formatNumber(view.lang, counts.manual),
      formatNumber(view.lang, counts.notChecked),
    ]);
  const titles = [
    view.say('missing.id'),
    view.say('review.title'),
    view.say('review.unclear'),
    view.say('review.manual'),
    view.say('review.notChecked'),
  ];
  return [
    view.ink.bold(view.say('review.heading', { count: head.totals.needsReview })),
    ...listTable(titles, rows, view),
    ...more(view, 'review.more', open.length - rows.length),
  ];
}

export function ruleOf({ requirements }: ReportHead['ruleset'], id: string): ReportRequirement | undefined {
  return Object.hasOwn(requirements, id) ? requirements[id] : undefined;
}

export function titleOf({ ruleset }: ReportHead, id: string, view: View): string {
  const rule = ruleOf(ruleset, id);
  return rule === undefined ? '' : cellSafe(localised(view.lang, rule.title));
}

export function more(
  view: View,
  key: 'missing.more' | 'review.more' | 'lift.more' | 'over.more',
  count: number,
): string[] {
  return count > 0 ? paragraph(view.say(key, { count }), view.width, '  ') : [];
}

function pick(row: readonly string[], kept: readonly number[]): string[] {
  return kept.map((index) => row[index] ?? '');
}

/**
 * A table whose second column takes the room the others leave; columns of numbers (from the third on) stand to the right.
 *
 * @param firstLimit most columns the first one may take before it is wrapped
 */
export function listTable(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  view: View,
  firstLimit = view.width,
): string[] {
  const widest = titles.map((title, index) => {
    const width = Math.max(titleWidth(title), ...rows.map((row) => columns(row[index] ?? '')));
    return index === 0 ? Math.min(width, firstLimit) : width;
  });
  const others = widest.reduce((sum, width, index) => sum + (index === 1 ? 0 : width + COLUMN_FRAME), 0);
  const room = Math.max(10, Math.min(TITLE_LIMIT, view.width - others - COLUMN_FRAME - 1));
  const tableColumns = titles.map((title, index): Column => {
    const width = widest[index] ?? 0;
    const numeric = index > 1 && rows.every((row) => /^[\d.,%– ]*$/.test(row[index] ?? ''));
    return { title, width: index === 1 ? Math.min(width, room) : width, align: numeric ? 'right' : 'left' };
  });
  const table = drawTable(
    widened(tableColumns, view.width),
    rows.map((row) => row.map((text) => ({ text }))),
    { paintTitle: view.ink.bold },
  );
  return table.split('\n');
}

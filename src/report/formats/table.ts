import { formatMessage } from '../../i18n/messages.js';
import type { Findings } from '../findings.js';
import type { ReportHead } from '../report.js';
import { headLines } from './table-head.js';
import { liftLines } from './table-lift.js';
import { missingLines, reviewLines } from './table-missing.js';
import { overDeclaredLines } from './table-over.js';
import { unitTable } from './table-units.js';
import { terminalSafe } from './terminal-safe.js';
import { paragraph } from './text.js';
import { createView, type TableOptions, type TableParts, type View } from './view.js';

/**
 * The report for people at a terminal: sources, the per-unit table, what is missing most, over-declared services with their clauses,
 * what would lift a level, and the gate. No line is wider than `width`; ends with a line break.
 */
export function renderTable({ head, findings }: TableParts, options: TableOptions): string {
  const view = createView(options);
  const sections = [
    headLines(head, view),
    unitTable(head, view, options.allRows ?? false),
    missingLines(head, view),
    reviewLines(head, findings, view),
    overDeclaredLines(head, findings, view, options.allRows ?? false),
    liftLines(head, view),
    [...gateLines(head, view), ...hintLines(findings, options, view)],
  ];
  const text = sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => line.trimEnd()).join('\n'))
    .join('\n\n');
  return `${text}\n`;
}

function gateLines({ gate }: ReportHead, view: View): string[] {
  const { ink } = view;
  if (gate.passed)
    return paragraph(view.say('gate.passed'), view.width).map((line) => ink.bold(ink.good(line)));
  const reasons = gate.reasons.map(({ code, args }) => formatMessage(view.lang, code, args)).join('; ');
  const text = terminalSafe(view.say('gate.failed', { reasons }));
  return paragraph(text, view.width).map((line) => ink.bold(ink.bad(line)));
}

/** How to go on: only what can be done, with a code that is in the report. */
function hintLines(findings: Findings | undefined, { report }: TableOptions, view: View): string[] {
  const code = findings?.example ?? null;
  const path = report === undefined || report === '-' ? view.say('hint.report') : report;
  const hints = [
    ...(report === undefined ? [view.say('hint.json', { report: path })] : []),
    ...(code === null ? [] : [view.say('hint.explain', { report: path, code })]),
  ];
  return hints.flatMap((hint) => paragraph(terminalSafe(hint), view.width).map(view.ink.dim));
}

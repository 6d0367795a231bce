import { formatMessage } from '../../i18n/messages.js';
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
    overDeclaredLines(head, findings, view),
    liftLines(head, view),
    [...gateLines(head, view), ...hintLines(findings?.overDeclared[0]?.code, view)],
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

function hintLines(code: string | null | undefined, view: View): string[] {
  const example = terminalSafe(code ?? '1.004194');
  return [view.say('hint.json'), view.say('hint.explain', { code: example })].flatMap((hint) =>
    paragraph(hint, view.width).map(view.ink.dim),
  );
}

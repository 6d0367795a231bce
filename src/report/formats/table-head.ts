import {
  formatDateTime,
  formatMessage,
  formatNumber,
  formatPercent,
  formatProblem,
  isMessageKey,
  localised,
  pageStatus,
} from '../../i18n/messages.js';
import type { Problem } from '../../services/problem.js';
import type { ReportHead, ReportSource } from '../report.js';
import { SIGNS } from './ink.js';
import { terminalSafe } from './terminal-safe.js';
import { paragraph } from './text.js';
import type { View } from './view.js';

/** Problems of one kind that are shown one by one; the others are counted. */
const SHOWN = 3;

/** What was audited, under which law, and what went wrong on the way. */
export function headLines(head: ReportHead, view: View): string[] {
  const { ruleset, tool } = head;
  const { ink, lang, width } = view;
  const title = localised(lang, ruleset.title);
  const time = formatDateTime(lang, head.generatedAt);
  const notice = ruleset.notice === undefined ? '' : localised(lang, ruleset.notice);
  return [
    ...paragraph(view.say('report.title'), width).map(ink.bold),
    ...safeParagraph(view.say('report.ruleset', { title, id: ruleset.id, version: ruleset.version }), width),
    ...safeParagraph(view.say('report.made', { time, tool: tool.name, version: tool.version }), width),
    ...(notice === '' ? [] : safeParagraph(notice, width).map(ink.dim)),
    '',
    ink.bold(view.say('report.sources')),
    ...head.sources.flatMap((source) => sourceLines(source, view)),
    ...(head.coverage < 100
      ? paragraph(view.say('report.coverage', { coverage: formatPercent(lang, head.coverage) }), width)
      : []),
  ];
}

function sourceLines(source: ReportSource, view: View): string[] {
  const { location, lost } = source;
  const kindKey = `source.${source.kind}`;
  const kind = isMessageKey(kindKey) ? formatMessage(view.lang, kindKey) : source.kind;
  const { listedOnly = 0 } = source;
  const args = { kind, location, count: source.services, lost, listed: listedOnly };
  const key = lost > 0 ? (listedOnly > 0 ? 'report.source-listed' : 'report.source-lost') : 'report.source';
  const summary = view.say(key, args);
  return [
    ...paragraph(terminalSafe(summary), view.width, '  '),
    ...pageLines(source, view),
    ...kindsOf(source.problems).flatMap((kind) => problemLines(kind, view)),
  ];
}

/** What became of the pages of a portal, the commonest first. */
function pageLines({ pages = {} }: ReportSource, view: View): string[] {
  const counts = Object.entries(pages).sort(([, a], [, b]) => b - a);
  if (counts.length === 0) return [];
  const list = counts.map(
    ([status, count]) => `${pageStatus(view.lang, status)} ${formatNumber(view.lang, count)}`,
  );
  return paragraph(terminalSafe(view.say('report.pages', { list: list.join('; ') })), view.width, '    ');
}

interface Kind {
  readonly problems: Problem[];
  /** Further ones that the report only counts. */
  unlisted: number;
}

/** Problems by code, in the order in which the codes appear. */
function kindsOf(problems: readonly Problem[]): Kind[] {
  const kinds = new Map<string, Kind>();
  for (const problem of problems) {
    const more = problem.code === 'more-of-the-same' ? kinds.get(String(problem.args?.code)) : undefined;
    const known = more ?? kinds.get(problem.code);
    if (more !== undefined) more.unlisted += Number(problem.args?.count ?? 0);
    else if (known === undefined) kinds.set(problem.code, { problems: [problem], unlisted: 0 });
    else known.problems.push(problem);
  }
  return [...kinds.values()];
}

function problemLines({ problems, unlisted }: Kind, view: View): string[] {
  const shown = problems.slice(0, SHOWN);
  const count = problems.length - shown.length + unlisted;
  return [
    ...shown.flatMap((problem) => {
      const text = terminalSafe(formatProblem(view.lang, problem));
      const lost = problem.lost === true;
      return paragraph(text, view.width, lost ? `    ${SIGNS.fail} ` : '    ! ').map(
        lost ? view.ink.warn : view.ink.dim,
      );
    }),
    ...(count > 0
      ? paragraph(view.say('report.more-problems', { count }), view.width, '      ').map(view.ink.dim)
      : []),
  ];
}

function safeParagraph(text: string, width: number): string[] {
  return paragraph(terminalSafe(text), width);
}

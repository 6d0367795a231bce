import { fill, localised, type MessageKey } from '../../i18n/messages.js';
import type { RequirementResult, Status } from '../../rules/requirement.js';
import type { Level, ServiceSource } from '../../services/service.js';
import { shorten } from '../../services/text.js';
import type { ReportHead, ReportService } from '../report.js';
import { SIGNS, statusInk, verdictInk } from './ink.js';
import { terminalSafe } from './terminal-safe.js';
import { columns, pad, paragraph } from './text.js';
import { createView, type TextOptions, type View } from './view.js';

/** UTF-16 units of evidence shown where nothing is left to do. */
const SETTLED_LENGTH = 160;

/**
 * One service requirement by requirement: status, article, what was read and where, why, what to do. Several services with one code
 * are shown one after the other.
 */
export function renderExplanation(
  services: readonly ReportService[],
  head: ReportHead,
  options: TextOptions,
): string {
  const view = createView(options);
  const code = services[0]?.code ?? view.say('without.code');
  const opening =
    services.length > 1
      ? paragraph(terminalSafe(view.say('explain.several', { count: services.length, code })), view.width)
      : [];
  const sections = [opening, ...services.map((service) => serviceLines(service, head, view))];
  const text = sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => line.trimEnd()).join('\n'))
    .join('\n\n');
  return `${text}\n`;
}

function serviceLines(service: ReportService, head: ReportHead, view: View): string[] {
  const { ink } = view;
  const sources = [service.source, ...(service.alsoAt ?? [])];
  const verdict = view.say(`verdict.${service.verdict}`);
  const numbered = sources.map((source, index) =>
    sources.length === 1 ? placeText(source) : `[${index + 1}] ${placeText(source)}`,
  );
  const facts: [MessageKey, string | readonly string[], ((text: string) => string)?][] = [
    ['explain.code', service.code ?? view.say('without.code')],
    ['explain.units', service.units.length === 0 ? view.say('without.unit') : service.units.join('; ')],
    ['explain.read', numbered],
    ['explain.declared', declaredText(service, view)],
    ['explain.possible', view.say(`level.${service.possibleLevel}`)],
    ['explain.verified', view.say(`level.${service.verifiedLevel}`)],
    ['explain.verdict', verdict, (text) => ink.bold(verdictInk(ink, service.verdict)(text))],
  ];
  const labelWidth = Math.max(...facts.map(([key]) => columns(view.say(key)))) + 2;
  return [
    ...paragraph(terminalSafe(service.name ?? view.say('without.name')), view.width).map(ink.bold),
    ...facts.flatMap(([key, text, paint = plain]) =>
      [text].flat().flatMap((part, index) => {
        const label = pad(index === 0 ? `${view.say(key)}:` : '', labelWidth);
        return paragraph(terminalSafe(part), view.width, label).map((line) =>
          paint === plain ? line : line.slice(0, labelWidth) + paint(line.slice(labelWidth)),
        );
      }),
    ),
    ...resultLines(service, sources, head, view),
  ];
}

function plain(text: string): string {
  return text;
}

function placeText({ location, at }: ServiceSource): string {
  return at === '' || at === location ? location : `${location}, ${at}`;
}

function declaredText({ declaredLevel, declaredAs }: ReportService, view: View): string {
  if (declaredLevel === null) {
    return declaredAs === null ? view.say('level.none') : view.say('explain.text-only', { text: declaredAs });
  }
  const level = view.say(`level.${declaredLevel}`);
  return declaredAs === null ? level : view.say('explain.as', { level, text: declaredAs });
}

const GROUPS: readonly (Level | null)[] = [1, 2, 3, 4, null];

function resultLines(
  service: ReportService,
  sources: readonly ServiceSource[],
  head: ReportHead,
  view: View,
): string[] {
  const { requirements } = head.ruleset;
  const levelOf = (id: string) =>
    Object.hasOwn(requirements, id) ? (requirements[id]?.level ?? null) : null;
  const lines: string[] = [];
  if (head.detail === 'findings') lines.push('', ...paragraph(view.say('explain.findings-only'), view.width));
  if (service.results.length === 0)
    return [...lines, '', ...paragraph(view.say('explain.nothing'), view.width)];
  for (const level of GROUPS) {
    const results = service.results.filter(({ requirement }) => levelOf(requirement) === level);
    if (results.length === 0) continue;
    const title = level === null ? view.say('explain.other') : view.say('explain.level', { level });
    lines.push('', ...paragraph(`${title} – ${countsText(results, view)}`, view.width).map(view.ink.bold));
    for (const result of results) lines.push(...oneResult(result, sources, head, view));
  }
  return lines;
}

function countsText(results: readonly RequirementResult[], view: View): string {
  const count = (...statuses: readonly Status[]) =>
    results.filter(({ status }) => statuses.includes(status)).length;
  return view.say('explain.counts', {
    pass: count('pass'),
    fail: count('fail'),
    open: count('unclear', 'manual', 'notChecked'),
    notApplicable: count('notApplicable'),
  });
}

function oneResult(
  result: RequirementResult,
  sources: readonly ServiceSource[],
  head: ReportHead,
  view: View,
): string[] {
  const { requirement: id, status, evidence, detail } = result;
  const { requirements, reasons } = head.ruleset;
  const rule = Object.hasOwn(requirements, id) ? requirements[id] : undefined;
  const reason = Object.hasOwn(reasons, detail.reason) ? reasons[detail.reason] : undefined;
  const why =
    reason === undefined ? detail.reason : fill(view.lang, localised(view.lang, reason), detail.args);
  const word = view.say(`status.${status}`);
  const title = rule === undefined ? id : `${localised(view.lang, rule.title)} (${id}, ${rule.cite})`;
  const obligation =
    rule === undefined || rule.obligation === 'must' ? '' : ` – ${view.say(`obligation.${rule.obligation}`)}`;
  const heading = terminalSafe(`${word}: ${title}${obligation}`);
  return [
    ...paragraph(heading, view.width, `  ${SIGNS[status]} `).map(statusInk(view.ink, status)),
    ...evidence.flatMap(({ label, at, text }) => {
      const length = needsRemedy(status) ? text.length : SETTLED_LENGTH;
      const read = text === '' ? view.say('explain.empty') : `“${shorten(text, length)}”`;
      const { number, rest } = sourceOf(at, sources);
      return detailLine('explain.seen', `${placed(label, rest)}: ${read}`, view, number);
    }),
    ...(detail.reason === 'met' ? [] : detailLine('explain.why', why, view)),
    ...(needsRemedy(status) && rule !== undefined
      ? detailLine('explain.remedy', localised(view.lang, rule.remedy), view)
      : []),
  ];
}

function placed(label: string, at: string): string {
  if (label === '') return at;
  return at === '' || at === label ? label : `${label} [${at}]`;
}

/**
 * Which of the service's sources a value was read in, and its place inside it. Values of the first source give their place in it,
 * those of others begin with the file.
 */
function sourceOf(at: string, sources: readonly ServiceSource[]): { number: string; rest: string } {
  let found = { number: '', rest: at, length: 0 };
  for (const [index, source] of sources.entries()) {
    for (const start of [source.at, placeText(source)]) {
      const after = at.slice(start.length);
      if (start.length <= found.length || !at.startsWith(start) || !/^(?:$|[,.[#])/.test(after)) continue;
      const rest = after.replace(/^(?:, |[.#])/, '');
      found = { number: sources.length === 1 ? '' : ` [${index + 1}]`, rest, length: start.length };
    }
  }
  return found;
}

function needsRemedy(status: Status): boolean {
  return status !== 'pass' && status !== 'notApplicable';
}

function detailLine(key: MessageKey, text: string, view: View, number = ''): string[] {
  const safe = terminalSafe(text);
  return safe === ''
    ? []
    : paragraph(safe, view.width, `      ${view.say(key)}${number}: `).map(view.ink.dim);
}

import { localised } from '../../i18n/messages.js';
import { shorten } from '../../services/text.js';
import type { Findings, OverDeclared } from '../findings.js';
import type { ReportHead } from '../report.js';
import { SIGNS } from './ink.js';
import { more, ruleOf } from './table-missing.js';
import { terminalSafe } from './terminal-safe.js';
import { paragraph } from './text.js';
import type { View } from './view.js';

/** Services listed by name. */
const SHOWN = 20;
/** UTF-16 units of a service's line. */
const TEXT_LENGTH = 320;

/** Over-declared services, those with the same claim and the same missing clauses together. */
export function overDeclaredLines(head: ReportHead, findings: Findings | undefined, view: View): string[] {
  const { overDeclared, services } = head.totals;
  if (services === 0) return [];
  if (overDeclared === 0) return [view.ink.good(view.say('over.none'))];
  const heading = view.ink.bold(view.say('over.heading', { count: overDeclared }));
  if (findings === undefined) return [heading, ...paragraph(view.say('over.not-kept'), view.width, '  ')];
  const lines = [heading];
  let left = SHOWN;
  for (const group of groupsOf(findings.overDeclared)) {
    const shown = group.slice(0, left);
    const [first] = shown;
    if (first === undefined) break;
    lines.push(
      ...groupHead(head, first, group.length, view),
      ...shown.flatMap((one) => serviceLines(one, view)),
    );
    left -= shown.length;
    const unseen = group.length - shown.length;
    if (unseen > 0) break;
  }
  return [...lines, ...more(view, 'over.more', overDeclared - (SHOWN - left))];
}

/** Farthest from the claim first, then the largest group. */
function groupsOf(services: readonly OverDeclared[]): OverDeclared[][] {
  const groups = new Map<string, OverDeclared[]>();
  for (const service of services) {
    const key = JSON.stringify([service.declared, service.possible, service.missing]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [service]);
    else known.push(service);
  }
  const gap = ([first]: OverDeclared[]) => (first === undefined ? 0 : first.declared - first.possible);
  return [...groups.values()].sort((a, b) => gap(b) - gap(a) || b.length - a.length);
}

function groupHead(head: ReportHead, service: OverDeclared, count: number, view: View): string[] {
  const { declared, possible } = service;
  const sentence = view.say(possible === 0 ? 'over.group-none' : 'over.group', { declared, possible, count });
  return [
    ...paragraph(sentence, view.width, '  '),
    ...service.missing.flatMap((id) => {
      const rule = ruleOf(head.ruleset, id);
      const title = rule === undefined ? '' : ` ${localised(view.lang, rule.title)} (${rule.cite})`;
      return paragraph(terminalSafe(id + title), view.width, `    ${SIGNS.fail} `).map(view.ink.bad);
    }),
  ];
}

function serviceLines({ code, name, units }: OverDeclared, view: View): string[] {
  const parts = [code ?? view.say('without.code'), name ?? view.say('without.name')];
  const unit = units.length === 0 ? view.say('without.unit') : units.join('; ');
  const text = terminalSafe(`${parts.join('  ')} – ${unit}`);
  return paragraph(shorten(text, TEXT_LENGTH), view.width, '      ');
}

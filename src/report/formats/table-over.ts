import { localised } from '../../i18n/messages.js';
import { shorten } from '../../services/text.js';
import type { Findings, OverDeclared } from '../findings.js';
import type { ReportHead } from '../report.js';
import { SIGNS } from './ink.js';
import { more, ruleOf } from './table-missing.js';
import { terminalSafe } from './terminal-safe.js';
import { paragraph } from './text.js';
import type { View } from './view.js';

/** Services listed by name, where not all are asked for. */
const SHOWN = 20;
/** UTF-16 units of a service's line. */
const TEXT_LENGTH = 320;

/**
 * Over-declared services: one heading for each claim and what it could come to, below it the services that lack the same clauses.
 *
 * @param all every service that the findings keep, not only the first
 */
export function overDeclaredLines(
  head: ReportHead,
  findings: Findings | undefined,
  view: View,
  all: boolean,
): string[] {
  const { overDeclared, services } = head.totals;
  if (services === 0) return [];
  if (overDeclared === 0) return [view.ink.good(view.say('over.none'))];
  const heading = view.ink.bold(view.say('over.heading', { count: overDeclared }));
  if (findings === undefined) return [heading, ...paragraph(view.say('over.not-kept'), view.width, '  ')];
  const lines = [heading];
  const limit = all ? findings.overDeclared.length : SHOWN;
  let left = limit;
  for (const claim of claimsOf(findings.overDeclared)) {
    if (left === 0) break;
    lines.push(...paragraph(claimText(claim, view), view.width, '  '));
    for (const group of groupsBy(claim, ({ missing }) => JSON.stringify(missing))) {
      const shown = group.slice(0, left);
      if (shown.length === 0) break;
      lines.push(...clauseLines(head, shown, view), ...shown.flatMap((one) => serviceLines(one, view)));
      left -= shown.length;
    }
  }
  return [...lines, ...more(view, 'over.more', overDeclared - (limit - left))];
}

/** Services by what they claim and what they could come to; farthest from the claim first, then the largest. */
function claimsOf(services: readonly OverDeclared[]): OverDeclared[][] {
  const gap = ([first]: readonly OverDeclared[]) =>
    first === undefined ? 0 : first.declared - first.possible;
  return groupsBy(services, ({ declared, possible }) => `${declared} ${possible}`).sort(
    (a, b) => gap(b) - gap(a),
  );
}

/** The largest group first; groups of one size in the order of their first members. */
function groupsBy(
  services: readonly OverDeclared[],
  keyOf: (service: OverDeclared) => string,
): OverDeclared[][] {
  const groups = new Map<string, OverDeclared[]>();
  for (const service of services) {
    const key = keyOf(service);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [service]);
    else known.push(service);
  }
  return [...groups.values()].sort((a, b) => b.length - a.length);
}

function claimText(claim: readonly OverDeclared[], view: View): string {
  const { declared = 0, possible = 0 } = claim[0] ?? {};
  const key = possible === 0 ? 'over.group-none' : 'over.group';
  return view.say(key, { declared, possible, count: claim.length });
}

function clauseLines(head: ReportHead, [service]: readonly OverDeclared[], view: View): string[] {
  return (service?.missing ?? []).flatMap((id) => {
    const rule = ruleOf(head.ruleset, id);
    const title = rule === undefined ? '' : ` ${localised(view.lang, rule.title)} (${rule.cite})`;
    return paragraph(terminalSafe(id + title), view.width, `    ${SIGNS.fail} `).map(view.ink.bad);
  });
}

function serviceLines({ code, name, units }: OverDeclared, view: View): string[] {
  const parts = [code ?? view.say('without.code'), name ?? view.say('without.name')];
  const unit = units.length === 0 ? view.say('without.unit') : units.join('; ');
  const text = terminalSafe(`${parts.join('  ')} – ${unit}`);
  return paragraph(shorten(text, TEXT_LENGTH), view.width, '      ');
}

/** `dvctt-audit rules list|show|test|validate`. */
import { formatMessage, localised, say } from '../../i18n/messages.js';
import { createInk, SIGNS } from '../../report/formats/ink.js';
import { terminalSafe } from '../../report/formats/terminal-safe.js';
import { paragraph } from '../../report/formats/text.js';
import { testRuleset } from '../../rules/examples.js';
import { loadRuleset } from '../../rules/load.js';
import type { Requirement, Ruleset } from '../../rules/requirement.js';
import { InputError } from '../../services/problem.js';
import { type Environment, unlessClosed, wantsColour, widthOf } from '../environment.js';
import { EXIT } from '../exit.js';
import { HELP } from '../help.js';

export interface RulesOptions {
  readonly lang?: 'vi' | 'en';
  readonly rules?: string;
  readonly format?: string;
}

const DEFAULT_RULES = 'tt32-2017';
const STATUSES = ['pass', 'fail', 'notApplicable', 'unclear', 'notChecked', 'manual'] as const;

/** @returns 0; 1 where `test` finds an example that is judged wrong */
export async function rulesCommand(
  name: 'list' | 'show' | 'test' | 'validate',
  argument: string | undefined,
  options: RulesOptions,
  environment: Environment,
): Promise<number> {
  const ruleset = loadRuleset(
    (name === 'test' || name === 'validate' ? argument : options.rules) ?? DEFAULT_RULES,
    name === 'test' || name === 'validate' ? { examples: true } : {},
  );
  const json = options.format === 'json';
  switch (name) {
    case 'list':
      await environment.write(
        json ? `${JSON.stringify(ruleset.requirements, null, 2)}\n` : list(ruleset, options, environment),
      );
      return EXIT.passed;
    case 'show': {
      const requirement = find(ruleset, argument ?? '');
      await environment.write(
        json ? `${JSON.stringify(requirement, null, 2)}\n` : show(requirement, options, environment),
      );
      return EXIT.passed;
    }
    case 'validate':
      await environment.write(`${summary(ruleset, options)}\n`);
      return EXIT.passed;
    case 'test':
      return test(ruleset, options, environment);
  }
}

function find(ruleset: Ruleset, id: string): Requirement {
  const wanted = id.normalize('NFC').toLowerCase();
  const found = ruleset.requirements.find((requirement) => requirement.id.toLowerCase() === wanted);
  if (found === undefined) throw new InputError('requirement-not-found', { id, ruleset: ruleset.id });
  return found;
}

function summary(ruleset: Ruleset, { lang = 'vi' }: RulesOptions): string {
  const { id, version, requirements, title } = ruleset;
  return `${id} ${version}: ${terminalSafe(localised(lang, title))} (${requirements.length} ${HELP[lang].requirements})`;
}

/** One requirement a line pair: id, obligation and citation; then the title. */
function list(ruleset: Ruleset, options: RulesOptions, environment: Environment): string {
  const { lang = 'vi' } = options;
  const ink = createInk(wantsColour(environment));
  const width = widthOf(environment);
  const groups = [1, 2, 3, 4, undefined].map((level) => ({
    level,
    members: ruleset.requirements.filter((one) => one.level === level),
  }));
  const lines = paragraph(summary(ruleset, options), width);
  for (const { level, members } of groups) {
    if (members.length === 0) continue;
    lines.push('', ink.bold(level === undefined ? HELP[lang].noLevel : `${HELP[lang].level} ${level}`));
    for (const one of members) {
      const kind = one.check === undefined ? `, ${say(lang, 'status.manual')}` : '';
      const head = `${one.id} · ${say(lang, `obligation.${one.obligation}`)}${kind} · ${terminalSafe(one.cite)}`;
      lines.push(...paragraph(head, width, '  ').map((line) => line.replace(one.id, ink.bold)));
      lines.push(...paragraph(terminalSafe(localised(lang, one.title)), width, '    '));
    }
  }
  return `${lines.join('\n')}\n`;
}

function show(requirement: Requirement, { lang = 'vi' }: RulesOptions, environment: Environment): string {
  const ink = createInk(wantsColour(environment));
  const help = HELP[lang];
  const { id, level, cite, obligation, title, remedy, evidence } = requirement;
  const facts = [
    [help.level, level === undefined ? '–' : String(level)],
    [help.obligation, say(lang, `obligation.${obligation}`)],
    [help.cite, cite],
    [help.evidence, evidence.map((field) => formatMessage(lang, `field.${field}`)).join(', ')],
    [help.remedy, localised(lang, remedy)],
  ];
  const width = widthOf(environment);
  const head = [
    ...paragraph(terminalSafe(`${id} ${localised(lang, title)}`), width).map(ink.bold),
    ...facts.flatMap(([name, text]) => paragraph(terminalSafe(text ?? ''), width, `  ${name}: `)),
  ];
  const { appliesWhen, unclearWhen, check } = requirement;
  const schemas = JSON.stringify({ appliesWhen, unclearWhen, check }, null, 2);
  const examples = STATUSES.flatMap((status) => {
    const count = requirement.examples[status]?.length ?? 0;
    return count === 0 ? [] : [`${say(lang, `status.${status}`)} ${count}`];
  });
  const note = check === undefined ? [`  ${say(lang, 'status.manual')}`] : [schemas];
  return `${[...head, `  ${help.examples}: ${examples.join(', ') || '–'}`, ...note].join('\n')}\n`;
}

async function test(ruleset: Ruleset, options: RulesOptions, environment: Environment): Promise<number> {
  const { lang = 'vi' } = options;
  const results = testRuleset(ruleset);
  const wrong = results.filter(({ ok }) => !ok);
  const lines = wrong.map(
    ({ requirement, kind, index, got, reason }) =>
      `${SIGNS.fail} ${requirement} ${kind}[${index}]: ${got} (${reason})`,
  );
  lines.push(
    `${summary(ruleset, options)}: ${results.length - wrong.length}/${results.length} ${HELP[lang].examplesHold}`,
  );
  await unlessClosed(() => environment.write(`${lines.map(terminalSafe).join('\n')}\n`));
  return wrong.length === 0 ? EXIT.passed : EXIT.gateFailed;
}

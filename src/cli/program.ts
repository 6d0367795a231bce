/** The command line: commands, options and what they mean; every option becomes one object for its command. */
import { Command, CommanderError, Option } from 'commander';
import { formatProblem, isLang, type Lang } from '../i18n/messages.js';
import { terminalSafe } from '../report/formats/terminal-safe.js';
import { InputError, type Problem } from '../services/problem.js';
import type { Environment } from './environment.js';
import { HELP } from './help.js';

export const EXIT = { passed: 0, gateFailed: 1, couldNotRun: 2 } as const;

type Action = (environment: Environment, lang: Lang) => Promise<number>;

/**
 * Runs one command line.
 *
 * @param args without the program's own name
 * @returns the exit code
 */
export async function run(args: readonly string[], environment: Environment): Promise<number> {
  const lang = langOf(args);
  const debug = args.includes('--debug');
  let action: Action | undefined;
  const program = createProgram(lang, environment, (chosen) => {
    action = chosen;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return action === undefined ? EXIT.passed : await action(environment, lang);
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return EXIT.passed;
      environment.warn(`dvctt-audit: ${terminalSafe(usageError(error, lang))}`);
      return EXIT.couldNotRun;
    }
    environment.progress?.('');
    if (error instanceof InputError) {
      environment.warn(`dvctt-audit: ${terminalSafe(formatProblem(lang, error.problem))}`);
      const { cause } = error as { cause?: Problem };
      if (cause?.code !== undefined) environment.warn(`  ${terminalSafe(formatProblem(lang, cause))}`);
    } else {
      const text = error instanceof Error ? error.message : String(error);
      environment.warn(`dvctt-audit: ${HELP[lang].internal}: ${terminalSafe(text)}`);
    }
    if (debug && error instanceof Error) environment.warn(error.stack ?? '');
    return EXIT.couldNotRun;
  }
}

/** What is wrong with a command line, in the reader's language; commander speaks English only. */
function usageError(error: CommanderError, lang: Lang): string {
  const { usage, seeHelp } = HELP[lang];
  const [, named = ''] = /'([^']*)'/.exec(error.message) ?? [];
  const sentence = usage[error.code];
  return sentence === undefined
    ? error.message.replace(/^error: /, '')
    : `${sentence.replace('{what}', named)} ${seeHelp}`;
}

/** The language of help and messages, needed before the command line is parsed. */
function langOf(args: readonly string[]): Lang {
  const index = args.indexOf('--lang');
  const value =
    index >= 0 ? args[index + 1] : args.find((arg) => arg.startsWith('--lang='))?.slice('--lang='.length);
  return value !== undefined && isLang(value) ? value : 'vi';
}

function createProgram(lang: Lang, environment: Environment, choose: (action: Action) => void): Command {
  const help = HELP[lang];
  const program = new Command('dvctt-audit');
  program
    .description(help.program)
    .configureOutput({
      writeOut: (text) => void environment.write(text),
      writeErr: (text) => environment.warn(text.trimEnd()),
      outputError: () => undefined,
    })
    .configureHelp({ styleTitle: (title) => help.titles[title] ?? title })
    .exitOverride()
    .helpOption('-h, --help', help.help)
    .helpCommand('help [command]', help.helpCommand)
    .option('-V, --version', help.version)
    .on('option:version', () => {
      choose(async ({ write }) => {
        const { version } = await import('../audit.js');
        await write(`${version()}\n`);
        return EXIT.passed;
      });
    })
    .action(() => {
      if (!program.opts().version) program.outputHelp();
    });
  const common = (command: Command) =>
    command
      .addOption(new Option('--lang <lang>', help.lang).choices(['vi', 'en']))
      .option('--debug', help.debug)
      .helpOption('-h, --help', help.help);
  const collect = (value: string, before: readonly string[] = []) => [...before, value];
  const list = (value: string) =>
    value
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '');
  const auditOptions = (command: Command) =>
    common(command)
      .option('--rules <id|file>', help.rules)
      .option('-f, --format <format[=path]>', help.format, collect)
      .option('--units <file>', help.units)
      .addOption(new Option('--by <rows>', help.by).choices(['unit', 'field', 'admin-level']))
      .addOption(new Option('--detail <detail>', help.detail).choices(['full', 'findings', 'units']))
      .option('--fail-on <list>', help.failOn, list)
      .option('--min-coverage <percent>', help.minCoverage)
      .option('--config <file>', help.config)
      .option('--all-rows', help.allRows)
      .option('-q, --quiet', help.quiet);

  auditOptions(program.command('audit').argument('<source...>', help.source))
    .description(help.audit)
    .addHelpText('after', help.auditExamples)
    .action((sources: string[], options) => {
      choose(async () => (await import('./commands/audit.js')).auditCommand(sources, options, environment));
    });
  common(program.command('explain').argument('<report>', help.reportFile).argument('<code>', help.code))
    .description(help.explain)
    .action((report: string, code: string, options) => {
      choose(async () =>
        (await import('./commands/explain.js')).explainCommand(report, code, options, environment),
      );
    });
  common(program.command('report').argument('<report>', help.reportFile))
    .description(help.report)
    .option('-f, --format <format[=path]>', help.format, collect)
    .option('--all-rows', help.allRows)
    .action((report: string, options) => {
      choose(async () => (await import('./commands/report.js')).reportCommand(report, options, environment));
    });
  const rules = program.command('rules').description(help.rulesCommand).helpOption('-h, --help', help.help);
  const rulesAction =
    (name: 'list' | 'show' | 'test' | 'validate') => (first: string | undefined, second: unknown) => {
      const options = (typeof second === 'object' ? second : first) as Record<string, string>;
      choose(async () =>
        (await import('./commands/rules.js')).rulesCommand(
          name,
          typeof first === 'string' ? first : undefined,
          options,
          environment,
        ),
      );
    };
  const rulesOption = new Option('--rules <id|file>', help.rules);
  const jsonOption = new Option('--format <format>', help.rulesFormat)
    .choices(['text', 'json'])
    .default('text');
  common(rules.command('list'))
    .description(help.rulesList)
    .addOption(rulesOption)
    .addOption(jsonOption)
    .action((options) => rulesAction('list')(undefined, options));
  common(rules.command('show').argument('<id>', help.requirementId))
    .description(help.rulesShow)
    .addOption(rulesOption)
    .addOption(jsonOption)
    .action(rulesAction('show'));
  common(rules.command('test').argument('[ruleset]', help.ruleset))
    .description(help.rulesTest)
    .action(rulesAction('test'));
  common(rules.command('validate').argument('<file>', help.rulesetFile))
    .description(help.rulesValidate)
    .action(rulesAction('validate'));
  auditOptions(program.command('demo'))
    .description(help.demo)
    .action((options) => {
      choose(async () => (await import('./commands/demo.js')).demoCommand(options, environment));
    });
  return program;
}

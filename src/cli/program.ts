/** The command line: commands, options and what they mean; every option becomes one object for its command. */
import { Command, CommanderError, Option } from 'commander';
import { isLang, type Lang } from '../i18n/messages.js';
import { terminalSafe } from '../report/formats/terminal-safe.js';
import { type Environment, unlessClosed } from './environment.js';
import { reportError } from './errors.js';
import { EXIT } from './exit.js';
import { HELP } from './help.js';
import { withPortalOptions } from './portal-flags.js';
import { PORTAL_HELP } from './portal-help.js';
import { helpStyle, usageError } from './usage.js';

const VERSION_ASKED = 'version';

type Action = () => Promise<number>;

/**
 * Runs one command line.
 *
 * @param args without the program's own name
 * @returns the exit code
 */
export async function run(args: readonly string[], environment: Environment): Promise<number> {
  const lang = langOf(args);
  let action: Action | undefined;
  const help: string[] = [];
  const program = createProgram(lang, environment, {
    help: (text) => help.push(text),
    choose: (chosen) => {
      action = chosen;
    },
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    let exitCode: number = EXIT.passed;
    await unlessClosed(async () => {
      exitCode = (await action?.()) ?? EXIT.passed;
    });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      await reportError(error, lang, args.includes('--debug'), environment);
      return EXIT.couldNotRun;
    }
    if (error.exitCode === EXIT.passed) {
      const text =
        error.code === VERSION_ASKED ? `${(await import('../audit.js')).version()}\n` : help.join('');
      await unlessClosed(() => environment.write(text));
      return EXIT.passed;
    }
    if (help.length > 0) environment.warn(help.join('').trimEnd());
    else environment.warn(`dvctt-audit: ${terminalSafe(usageError(error, lang))}`);
    return EXIT.couldNotRun;
  }
}

/** The language of help and messages, needed before the command line is parsed. */
function langOf(args: readonly string[]): Lang {
  const index = args.indexOf('--lang');
  const value =
    index >= 0 ? args[index + 1] : args.find((arg) => arg.startsWith('--lang='))?.slice('--lang='.length);
  return value !== undefined && isLang(value) ? value : 'vi';
}

interface Outcome {
  readonly choose: (action: Action) => void;
  /** Takes the text of `--help`. */
  readonly help: (text: string) => void;
}

function createProgram(lang: Lang, environment: Environment, outcome: Outcome): Command {
  const help = HELP[lang];
  const { names } = help;
  const { choose } = outcome;
  const program = new Command('dvctt-audit');
  program
    .description(help.program)
    .configureOutput({ writeOut: outcome.help, writeErr: outcome.help, outputError: () => undefined })
    .configureHelp(helpStyle(lang))
    .exitOverride()
    .helpOption('-h, --help', help.help)
    .helpCommand(`help [${names.command}]`, help.helpCommand)
    .addHelpText('after', help.moreHelp)
    .option('-V, --version', help.version)
    .on('option:version', () => {
      throw new CommanderError(EXIT.passed, VERSION_ASKED, '');
    });
  const common = (command: Command) =>
    command
      .addOption(new Option(`--lang <${names.lang}>`, help.lang).choices(['vi', 'en']))
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
      .option(`--rules <${names.ruleset}>`, help.rules)
      .option(`-f, --format <${names.format}>`, help.format, collect)
      .option(`--units <${names.file}>`, help.units)
      .addOption(new Option(`--by <${names.rows}>`, help.by).choices(['unit', 'field', 'admin-level']))
      .addOption(new Option(`--detail <${names.detail}>`, help.detail).choices(['full', 'findings', 'units']))
      .option(`--fail-on <${names.list}>`, help.failOn, list)
      .option(`--min-coverage <${names.percent}>`, help.minCoverage)
      .option(`--config <${names.file}>`, help.config)
      .option('--all-rows', help.allRows)
      .option('-q, --quiet', help.quiet);

  const portal = PORTAL_HELP[lang];
  withPortalOptions(
    auditOptions(program.command('audit').argument(`<${names.source}...>`, help.source)),
    lang,
  )
    .addOption(new Option(`--snapshot <${names.directory}>`, portal.snapshot).helpGroup(portal.group))
    .description(help.audit)
    .addHelpText('after', help.auditExamples)
    .action((sources: string[], options) => {
      choose(async () => (await import('./commands/audit.js')).auditCommand(sources, options, environment));
    });
  withPortalOptions(common(program.command('crawl').argument(`<${names.url}...>`, portal.url)), lang)
    .description(portal.crawl)
    .requiredOption(`-o, --output <${names.directory}>`, portal.output)
    .option('-q, --quiet', help.quiet)
    .action((starts: string[], options) => {
      choose(async () => (await import('./commands/crawl.js')).crawlCommand(starts, options, environment));
    });
  common(
    program
      .command('explain')
      .argument(`<${names.report}>`, help.reportFile)
      .argument(`<${names.code}>`, help.code),
  )
    .description(help.explain)
    .action((report: string, code: string, options) => {
      choose(async () =>
        (await import('./commands/explain.js')).explainCommand(report, code, options, environment),
      );
    });
  common(program.command('report').argument(`<${names.report}>`, help.reportFile))
    .description(help.report)
    .option(`-f, --format <${names.format}>`, help.format, collect)
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
  const rulesOption = new Option(`--rules <${names.ruleset}>`, help.rules);
  const jsonOption = new Option(`--format <${names.textFormat}>`, help.rulesFormat)
    .choices(['text', 'json'])
    .default('text');
  common(rules.command('list'))
    .description(help.rulesList)
    .addOption(rulesOption)
    .addOption(jsonOption)
    .action((options) => rulesAction('list')(undefined, options));
  common(rules.command('show').argument(`<${names.id}>`, help.requirementId))
    .description(help.rulesShow)
    .addOption(rulesOption)
    .addOption(jsonOption)
    .action(rulesAction('show'));
  common(rules.command('test').argument(`[${names.ruleset}]`, help.ruleset))
    .description(help.rulesTest)
    .action(rulesAction('test'));
  common(rules.command('validate').argument(`<${names.file}>`, help.rulesetFile))
    .description(help.rulesValidate)
    .action(rulesAction('validate'));
  auditOptions(program.command('demo'))
    .description(help.demo)
    .action((options) => {
      choose(async () => (await import('./commands/demo.js')).demoCommand(options, environment));
    });
  return program;
}

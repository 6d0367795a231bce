/** `dvctt-audit audit`. */
import { type Audit, type AuditOptions, audit } from '../../audit.js';
import { formatProblem, say } from '../../i18n/messages.js';
import { renderTable } from '../../report/formats/table.js';
import { terminalSafe } from '../../report/formats/terminal-safe.js';
import type { ReportSource } from '../../report/report.js';
import { writeReport } from '../../report/report-writer.js';
import { InputError, type Problem } from '../../services/problem.js';
import { extensionOf, promisedFormat } from '../../sources/exports/format.js';
import { type Environment, wantsColour, widthOf } from '../environment.js';
import { EXIT } from '../exit.js';
import { checkTargets, parseFormats, reportOf, writeTo } from '../formats.js';
import type { PortalCommandOptions } from '../portal-options.js';
import { progressLine } from '../progress.js';
import { readSettings, readUnits, type Settings } from '../settings.js';

/** The options of the command line, as given. */
export interface AuditCommandOptions extends PortalCommandOptions {
  readonly rules?: string;
  readonly format?: readonly string[];
  readonly units?: string;
  readonly by?: Settings['by'];
  readonly detail?: Settings['detail'];
  readonly lang?: Settings['lang'];
  readonly failOn?: readonly string[];
  readonly minCoverage?: string;
  readonly config?: string;
  readonly allRows?: boolean;
  readonly quiet?: boolean;
}

/**
 * @returns 0 where the gate passes, 1 where it fails, 2 where a crawl was stopped by hand or one of several portals could not be reached:
 *   what was read is in the report all the same
 */
export async function auditCommand(
  sources: readonly string[],
  options: AuditCommandOptions,
  environment: Environment,
): Promise<number> {
  const settings = readSettings(options.config, environment.cwd);
  const lang = options.lang ?? settings.lang ?? 'vi';
  const targets = parseFormats(options.format);
  checkTargets(targets, sources, lang, environment);
  const progress = progressLine(environment, lang, options.quiet === true);
  const signal = sources.some(isAddress) ? environment.interrupted?.() : undefined;
  const run: Audit = audit(sources, {
    ...auditOptions(options, settings, environment),
    onProgress: progress.on,
    ...(sources.every(isExport)
      ? {}
      : {
          portal: {
            ...(await import('../portal-options.js')).portalOptions(
              settings.portal === undefined ? options : { portal: settings.portal, ...options },
              environment,
            ),
            onCrawl: progress.onCrawl,
            ...(signal === undefined ? {} : { signal }),
          },
        }),
  });
  try {
    const head = await run.head();
    const findings = await run.findings();
    progress.clear();
    for (const target of targets) {
      await writeTo(target, environment, async (write) => {
        if (target.format === 'json')
          await writeReport(head, run.services(), write, options.detail ?? settings.detail ?? 'full');
        else {
          const toScreen = target.path === undefined;
          const width = widthOf(environment);
          await write(
            renderTable(
              { head, findings },
              {
                lang,
                width,
                colour: toScreen && wantsColour(environment),
                allRows: options.allRows === true || !toScreen,
                ...reportOf(targets),
              },
            ),
          );
        }
      });
    }
    progress.clear();
    const addresses = sources.filter(isAddress);
    if (options.quiet !== true && options.keep !== false && addresses.length > 0)
      environment.warn(terminalSafe((await import('../kept-line.js')).keptLine(lang, addresses, options)));
    if (signal?.aborted === true) {
      environment.warn(`dvctt-audit: ${say(lang, 'stopped-by-hand')}`);
      return EXIT.couldNotRun;
    }
    const missing = notReached(head.sources);
    for (const { location, problem } of missing) {
      const reason = formatProblem(lang, { code: problem.code, ...(problem.args && { args: problem.args }) });
      environment.warn(`dvctt-audit: ${terminalSafe(say(lang, 'not-reached', { location, reason }))}`);
    }
    if (missing.length > 0) return EXIT.couldNotRun;
    return head.gate.passed ? EXIT.passed : EXIT.gateFailed;
  } finally {
    run.close();
  }
}

/** Portals that gave nothing because their start page was not read. */
function notReached(sources: readonly ReportSource[]): { location: string; problem: Problem }[] {
  return sources.flatMap(({ location, services, problems }) => {
    const problem = problems.find(({ code }) => code === 'start-not-read');
    return services > 0 || problem === undefined ? [] : [{ location, problem }];
  });
}

/** A file by whose name nothing about portals needs to be known, or loaded. */
function isExport(source: string): boolean {
  const format = promisedFormat(extensionOf(source));
  return source === '-' || (!isAddress(source) && format !== undefined && !PAGES.has(format));
}

function isAddress(source: string): boolean {
  return /^https?:\/\//i.test(source);
}

const PAGES = new Set(['html', 'warc']);

function auditOptions(
  options: AuditCommandOptions,
  settings: Settings,
  environment: Environment,
): AuditOptions {
  const { columns, unitSeparators } = settings;
  const rules = options.rules ?? settings.rules;
  const by = options.by ?? settings.by;
  const units = options.units ?? settings.units;
  // A list that names nothing is a mistake, not `none`: an unset variable must not open the gate.
  const failOn = options.failOn?.length === 0 ? [''] : (options.failOn ?? settings.failOn);
  const minCoverage = options.minCoverage === undefined ? settings.minCoverage : percent(options.minCoverage);
  const epoch = environment.env.SOURCE_DATE_EPOCH;
  return {
    stdin: environment.stdin,
    ...(rules === undefined ? {} : { rules }),
    ...(by === undefined ? {} : { by }),
    ...(units === undefined ? {} : { units: readUnits(units, environment.cwd) }),
    ...(failOn === undefined ? {} : { failOn }),
    ...(minCoverage === undefined ? {} : { minCoverage }),
    ...(columns === undefined ? {} : { columns }),
    ...(unitSeparators === undefined ? {} : { unitSeparators }),
    ...(epoch !== undefined && /^\d{1,11}$/.test(epoch)
      ? { generatedAt: new Date(Number(epoch) * 1000) }
      : {}),
  };
}

/** "80", "80%" or "80,5" as a number; what is out of range is refused by the gate. */
function percent(text: string): number {
  const match = /^(\d{1,3}(?:[.,]\d+)?)\s*%?$/.exec(text.trim());
  if (match?.[1] === undefined)
    throw new InputError('option-invalid', {
      option: '--min-coverage',
      value: text,
      expected: 'why.percent',
    });
  return Number(match[1].replace(',', '.'));
}

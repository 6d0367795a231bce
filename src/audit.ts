/**
 * The audit itself: sources in, assessments and a report out. The one road through the house, used by the program and by
 * anybody who imports the package.
 */
import { readFileSync } from 'node:fs';
import { type Intake, type IntakeOptions, takeIn } from './intake.js';
import { createFindings, type Findings } from './report/findings.js';
import { checkGate, DEFAULT_FAIL_ON, type GateOptions, gate } from './report/gate.js';
import type { ReportHead, ReportService, ReportSource } from './report/report.js';
import { reportRuleset } from './report/ruleset.js';
import { toReportService } from './report/service.js';
import { type Assessment, createTally, type RowKind } from './report/tally.js';
import { assess } from './rules/assess.js';
import { compileRuleset } from './rules/compile.js';
import { loadRuleset } from './rules/load.js';
import type { Ruleset } from './rules/requirement.js';
import { createCollection } from './services/collection.js';
import { InputError, type Problem } from './services/problem.js';
import { createProblemLog } from './services/problem-log.js';
import type { Service } from './services/service.js';
import { createUnitRegister, type UnitEntry } from './services/units.js';

export interface AuditOptions extends Partial<GateOptions>, IntakeOptions {
  /** Id of a ruleset, or path of a ruleset file. Default: `tt32-2017`. */
  readonly rules?: string;
  /** What the rows of the tally are. Default: `unit`. */
  readonly by?: RowKind;
  /** Units with their other names and the units above them. */
  readonly units?: readonly UnitEntry[];
  /** The report's `generatedAt`; default: when the newest of the inputs was last changed. */
  readonly generatedAt?: Date;
}

/** One run. Iterating gives every service assessed, sorted by code; it may be iterated again. */
export interface Audit extends AsyncIterable<Assessment> {
  readonly ruleset: Ruleset;
  /** Everything of the report but its services. */
  readonly head: () => Promise<ReportHead>;
  /** Services as the report writes them, in its order. */
  readonly services: () => AsyncIterable<ReportService>;
  /** What the tables list. */
  readonly findings: () => Promise<Findings>;
  /** Removes temporary files. */
  readonly close: () => void;
}

const DEFAULT_RULES = 'tt32-2017';
const PROGRESS_EVERY = 64;

/**
 * Audits portals, exported records, saved pages and web archives. Nothing is read before the first result is asked for.
 *
 * @param locations sources as on the command line; where they disagree about one service the first wins
 * @throws InputError from the iteration: a source that does not exist, a wrong ruleset or option, nothing to audit
 */
export function audit(locations: readonly string[], options: AuditOptions = {}): Audit {
  const gateOptions: GateOptions = { ...options, failOn: options.failOn ?? DEFAULT_FAIL_ON };
  checkGate(gateOptions);
  const ruleset = loadRuleset(options.rules ?? DEFAULT_RULES);
  const compiled = compileRuleset(ruleset);
  const problems = createProblemLog(locations);
  const register = createUnitRegister(options.units);
  const collection = createCollection(problems, register);
  let intake: Promise<Intake> | undefined;
  let finished: Promise<{ head: ReportHead; findings: Findings }> | undefined;

  function* assessments(): Generator<Assessment> {
    let records = 0;
    for (const service of collection.services()) {
      const settled = withCanonicalUnits(service, register.canonical);
      const { results, levels, verdict } = assess(compiled, settled);
      records += 1;
      if (records % PROGRESS_EVERY === 0)
        options.onProgress?.({ phase: 'judge', records, bytes: 0, totalBytes: 0 });
      yield { service: settled, results, ...levels, verdict };
    }
  }

  async function finish(): Promise<{ head: ReportHead; findings: Findings }> {
    const { sources: read, newest } = await takenIn();
    const { parents } = register;
    const by = options.by ?? 'unit';
    const { requirements } = ruleset;
    const tally = createTally({ by, requirements, parents });
    const findings = createFindings({ requirements });
    for (const assessment of assessments()) {
      tally.add(assessment);
      findings.add(assessment);
    }
    const { totals, rows } = tally.finish();
    const sources = locations.map((location, number) => ({
      kind: read[number]?.kind ?? 'export',
      location: read[number]?.location ?? location,
      services: collection.servicesOf(number),
      lost: problems.lost(number) + collection.unread.correction(number),
      ...listedOnly(collection.unread.listedOnly(number)),
      ...(read[number]?.pages === undefined ? {} : { pages: read[number].pages }),
      problems: [...problems.of(number)],
    }));
    if (totals.services === 0) throw nothingToAudit(sources);
    const lost = sources.reduce((sum, source) => sum + source.lost, 0);
    const audited = totals.services - collection.unread.listedOnly();
    const coverage = audited === 0 ? 0 : (100 * audited) / (audited + lost);
    const date = options.generatedAt ?? new Date(newest);
    const head: ReportHead = {
      schemaVersion: 1,
      tool: { name: 'dvctt-audit', version: version() },
      ruleset: reportRuleset(ruleset),
      generatedAt: `${date.toISOString().slice(0, 19)}Z`,
      sources,
      totals,
      by,
      units: [...rows],
      portal: [],
      metrics: [],
      gate: gate(totals, coverage, gateOptions),
      coverage,
    };
    return { head, findings: findings.finish() };
  }

  function takenIn(): Promise<Intake> {
    intake ??= takeIn(locations, { ...options, version: version() }, collection, problems);
    return intake;
  }

  const done = () => (finished ??= finish());
  return {
    ruleset,
    head: async () => (await done()).head,
    findings: async () => (await done()).findings,
    async *services() {
      await done();
      for (const assessment of assessments()) yield toReportService(assessment);
    },
    async *[Symbol.asyncIterator]() {
      await takenIn();
      yield* assessments();
    },
    close: collection.close,
  };
}

function listedOnly(count: number): { listedOnly?: number } {
  return count === 0 ? {} : { listedOnly: count };
}

function withCanonicalUnits(service: Service, canonical: (name: string) => string): Service {
  const { units } = service.values;
  if (!units) return service;
  return { ...service, values: { ...service.values, units: [...new Set(units.map(canonical))] } };
}

/** Why a source gave nothing to audit; the `cause` of a `nothing-to-audit` error is a list of these. */
export interface NothingFound {
  /** The source, as given. */
  readonly location: string;
  readonly problem: Problem;
}

/** The error of an audit that found nothing: what was lost explains it best, or what else was noted. */
function nothingToAudit(sources: readonly ReportSource[]): InputError {
  const location = sources.map((source) => source.location).join(', ');
  const cause = sources.flatMap(({ location, problems }): NothingFound[] => {
    const start = problems.filter(({ code }) => code === 'start-not-read');
    const lost = start.length > 0 ? start : problems.filter((problem) => problem.lost === true);
    return (lost.length > 0 ? lost : problems).map((problem) => ({ location, problem }));
  });
  return new InputError('nothing-to-audit', { location }, { cause });
}

/** The version of the package. */
export function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

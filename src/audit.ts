/**
 * The audit itself: sources in, assessments and a report out. The one road through the house, used by the program and by
 * anybody who imports the package.
 */
import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { posix } from 'node:path';
import { createFindings, type Findings } from './report/findings.js';
import { checkGate, DEFAULT_FAIL_ON, type GateOptions, gate } from './report/gate.js';
import type { ReportHead, ReportService } from './report/report.js';
import { reportRuleset } from './report/ruleset.js';
import { toReportService } from './report/service.js';
import { type Assessment, createTally, type RowKind } from './report/tally.js';
import { assess } from './rules/assess.js';
import { compileRuleset } from './rules/compile.js';
import { loadRuleset } from './rules/load.js';
import type { Ruleset } from './rules/requirement.js';
import { createCollection } from './services/collection.js';
import { normalise } from './services/normalise.js';
import { InputError, type Problem } from './services/problem.js';
import { createProblemLog } from './services/problem-log.js';
import type { Service } from './services/service.js';
import { createUnitRegister, type UnitEntry } from './services/units.js';
import { loadVocabulary } from './services/vocabulary.js';
import { archiveSource } from './sources/archive/archive-source.js';
import { type LivePortalOptions, livePortal } from './sources/live-portal.js';
import { openSource } from './sources/open.js';
import { readPage } from './sources/pages/read-page.js';
import { readSavedPage } from './sources/pages/saved-page.js';
import type { OpenedSource, Reader, SourceItem } from './sources/source.js';

export interface AuditProgress {
  /** Reading the sources, or checking services against the requirements. */
  readonly phase: 'read' | 'judge';
  /** Records read or services checked so far. */
  readonly records: number;
  readonly bytes: number;
  /** 0 where it is not known. */
  readonly totalBytes: number;
}

export interface AuditOptions extends Partial<GateOptions> {
  /** Id of a ruleset, or path of a ruleset file. Default: `tt32-2017`. */
  readonly rules?: string;
  /** What the rows of the tally are. Default: `unit`. */
  readonly by?: RowKind;
  /** Units with their other names and the units above them. */
  readonly units?: readonly UnitEntry[];
  /** Label as printed → field, or `ignore`; wins over the vocabulary. */
  readonly columns?: Readonly<Record<string, string>>;
  /** Source as given, or `*` → a further separator of agency names in its cells. */
  readonly unitSeparators?: Readonly<Record<string, string>>;
  /** Where `-` is read from. */
  readonly stdin?: AsyncIterable<Uint8Array>;
  /** The report's `generatedAt`; default: when the newest of the inputs was last changed. */
  readonly generatedAt?: Date;
  readonly onProgress?: (progress: AuditProgress) => void;
  /** How portals given as addresses are crawled, and where what is fetched is kept. */
  readonly portal?: Omit<LivePortalOptions, 'version'>;
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

type SourcePage = Extract<SourceItem, { type: 'page' }>;

/** Statuses of addresses that hold no page of the portal: not reading them hides nothing. */
const NOTHING_THERE = new Set([
  'notFound',
  'gone',
  'softNotFound',
  'redirectOutOfScope',
  'wrongType',
  'trap',
]);
const DEFAULT_RULES = 'tt32-2017';
const PROGRESS_EVERY = 64;

/**
 * Audits portals, exported records, saved pages and web archives. Nothing is read before the first result is asked for.
 *
 * @param locations sources as on the command line; where they disagree about one service the first wins
 * @throws InputError from the iteration: a source that does not exist, a wrong ruleset or option, nothing to audit
 */
export function audit(locations: readonly string[], options: AuditOptions = {}): Audit {
  const ruleset = loadRuleset(options.rules ?? DEFAULT_RULES);
  const compiled = compileRuleset(ruleset);
  const gateOptions: GateOptions = { ...options, failOn: options.failOn ?? DEFAULT_FAIL_ON };
  checkGate(gateOptions);
  const problems = createProblemLog(locations);
  const register = createUnitRegister(options.units);
  const collection = createCollection(problems, register);
  const kinds: string[] = [];
  const pages: Record<string, number>[] = [];
  let newest = 0;
  let reading: Promise<void> | undefined;
  let finished: Promise<{ head: ReportHead; findings: Findings }> | undefined;

  /** A page that was not read lowers the coverage, unless there was nothing to read; it never fails a requirement. */
  function meetPage(source: number, { status, url, read }: SourcePage, location: string): void {
    const counts = pages[source] ?? {};
    counts[status] = (counts[status] ?? 0) + 1;
    pages[source] = counts;
    if (read || NOTHING_THERE.has(status)) return;
    problems.add(source, { code: `page.${status}`, at: url, lost: true }, location);
  }

  async function readAll(): Promise<void> {
    const vocabulary = loadVocabulary(options.columns);
    const opened: OpenedSource[][] = [];
    let bytes = 0;
    const matchLabel = vocabulary.matchLabel;
    const onProgress = (more: number) => {
      bytes = more;
    };
    for (const location of locations) {
      const stdin = options.stdin === undefined ? {} : { stdin: options.stdin };
      opened.push(
        await openSource(location, { matchLabel, onProgress, readers: readersOf(options), ...stdin }),
      );
    }
    const totalBytes = opened.flat().reduce((sum, source) => sum + (source.bytes ?? 0), 0);
    let records = 0;
    let before = 0;
    for (const [number, files] of opened.entries()) {
      const location = locations[number] ?? '';
      kinds[number] = files[0]?.kind ?? 'export';
      const unitSeparator = options.unitSeparators?.[location] ?? options.unitSeparators?.['*'];
      for (const file of files) {
        newest = Math.max(newest, await changedAt(file.location));
        for await (const item of file.items) {
          if (item.type === 'problem') {
            problems.add(number, item.problem, file.location);
            continue;
          }
          if (item.type === 'page') {
            meetPage(number, item, file.location);
            continue;
          }
          const { record } = item;
          const draft = normalise(record, vocabulary, unitSeparator === undefined ? {} : { unitSeparator });
          // One-record files of a directory are one dump: what one of them leaves out another may show.
          const layout = record.at === '$' ? posix.dirname(file.location) : record.layout;
          const kept = collection.add(draft, {
            source: number,
            kind: file.kind,
            location: file.location,
            at: record.at,
            layout,
          });
          if (!kept)
            problems.add(
              number,
              { code: 'record-without-identity', at: record.at, lost: true },
              file.location,
            );
          records += 1;
          if (records % PROGRESS_EVERY === 0)
            options.onProgress?.({ phase: 'read', records, bytes: before + bytes, totalBytes });
        }
        before += file.bytes ?? 0;
        bytes = 0;
      }
    }
    collection.settle();
  }

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
    reading ??= readAll();
    await reading;
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
      kind: kinds[number] ?? 'export',
      location,
      services: collection.servicesOf(number),
      lost: problems.lost(number),
      ...(pages[number] === undefined ? {} : { pages: pages[number] }),
      problems: [...problems.of(number)],
    }));
    if (totals.services === 0)
      throw nothingToAudit(
        locations,
        sources.flatMap((source) => source.problems),
      );
    const lost = sources.reduce((sum, source) => sum + source.lost, 0);
    const coverage = (100 * totals.services) / (totals.services + lost);
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
      reading ??= readAll();
      await reading;
      yield* assessments();
    },
    close: collection.close,
  };
}

function withCanonicalUnits(service: Service, canonical: (name: string) => string): Service {
  const { units } = service.values;
  if (!units) return service;
  return { ...service, values: { ...service.values, units: [...new Set(units.map(canonical))] } };
}

/** What reads everything that is no export. */
function readersOf({ portal }: AuditOptions): Record<string, Reader> {
  const archive = archiveSource({ readPage });
  const live = livePortal({ version: version(), ...portal });
  return {
    html: readSavedPage,
    xhtml: readSavedPage,
    warc: archive,
    'warc.gz': archive,
    http: live,
    https: live,
  };
}

/** The error of an audit that found nothing: the first loss explains it best. */
function nothingToAudit(locations: readonly string[], problems: readonly Problem[]): InputError {
  const error = new InputError('nothing-to-audit', { location: locations.join(', ') });
  const cause = problems.find((problem) => problem.lost) ?? problems[0];
  return cause === undefined ? error : Object.assign(error, { cause });
}

/** Milliseconds since 1970 of the last change, in whole seconds; 0 where there is no file. */
async function changedAt(location: string): Promise<number> {
  try {
    return Math.floor((await stat(location)).mtimeMs / 1000) * 1000;
  } catch {
    return 0;
  }
}

/** The version of the package. */
export function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

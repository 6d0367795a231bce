import type { ReportDetail, ReportHead, ReportService } from './report.js';
import { atDetail } from './service.js';

/** Text is handed on in pieces of about this many UTF-16 units. */
const CHUNK = 64 * 1024;
/** A value that fits on a line of this length is not opened. */
const LINE = 110;

/** The line that opens the services; every line after it is one service, up to {@link SERVICES_END}. */
export const SERVICES_START = '  "services": [';
export const SERVICES_END = '  ]';

/**
 * Writes the JSON report: the head laid out for reading and for `diff`, then one service per line. Keys have a fixed order, so that
 * equal input gives equal bytes. The services come last: a reader need not hold them to know the head.
 *
 * @param services in final order; not read at all for `detail` "units"
 * @param write is awaited, so that a slow disk slows the writer down rather than filling memory
 */
export async function writeReport(
  head: ReportHead,
  services: AsyncIterable<ReportService>,
  write: (chunk: string) => Promise<void>,
  detail: ReportDetail,
): Promise<void> {
  let pending = `${headText(head, detail)}${SERVICES_START}`;
  if (detail !== 'units') {
    let separator = '\n    ';
    for await (const service of services) {
      pending += separator + toJson(ordered(atDetail(service, detail)));
      separator = ',\n    ';
      if (pending.length >= CHUNK) {
        await write(pending);
        pending = '';
      }
    }
  }
  await write(`${pending}\n${SERVICES_END}\n}\n`);
}

function headText(head: ReportHead, detail: ReportDetail): string {
  const entries = Object.entries({
    schemaVersion: head.schemaVersion,
    tool: head.tool,
    generatedAt: head.generatedAt,
    detail,
    by: head.by,
    coverage: head.coverage,
    gate: head.gate,
    ruleset: head.ruleset,
    sources: head.sources,
    totals: head.totals,
    units: head.units,
    portal: head.portal,
    metrics: head.metrics,
  });
  const lines = entries.map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${layOut(value, '  ', key.length + 6)},\n`,
  );
  return `{\n${lines.join('')}`;
}

/** JSON with line breaks only where a value would not fit on its line. */
function layOut(value: unknown, indent: string, used: number): string {
  const flat = toJson(value);
  if (flat.length + used <= LINE || typeof value !== 'object' || value === null) return flat;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    return `[\n${value.map((item) => inner + layOut(item, inner, inner.length)).join(',\n')}\n${indent}]`;
  }
  const lines = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => {
      const start = `${inner}${toJson(key)}: `;
      return start + layOut(member, inner, start.length);
    });
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

/** Keys in one order, whoever made the object. */
function ordered(service: ReportService): ReportService {
  const { source, alsoAt } = service;
  return {
    code: service.code,
    name: service.name,
    units: service.units,
    field: service.field,
    adminLevels: service.adminLevels,
    declaredLevel: service.declaredLevel,
    declaredAs: service.declaredAs,
    possibleLevel: service.possibleLevel,
    verifiedLevel: service.verifiedLevel,
    verdict: service.verdict,
    results: service.results.map(({ requirement, status, evidence, detail }) => ({
      requirement,
      status,
      evidence: evidence.map(({ field, label, at, text }) => ({ field, label, at, text })),
      detail:
        detail.args === undefined ? { reason: detail.reason } : { reason: detail.reason, args: detail.args },
    })),
    source: { kind: source.kind, location: source.location, at: source.at },
    ...(alsoAt === undefined
      ? {}
      : { alsoAt: alsoAt.map(({ kind, location, at }) => ({ kind, location, at })) }),
  };
}

/** Characters that JSON allows and that still break terminals, editors and scripts: controls, line separators, direction overrides. */
const UNSAFE = /[\u007F-\u009F\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/g;

function toJson(value: unknown): string {
  return JSON.stringify(value).replace(
    UNSAFE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

import type { RequirementResult } from '../rules/requirement.js';
import { shorten } from '../services/text.js';
import type { ReportDetail, ReportService } from './report.js';
import type { Assessment } from './tally.js';

/** Longest text of one piece of evidence that a report keeps, in UTF-16 units. */
const EVIDENCE_LENGTH = 300;

/**
 * A service as the report keeps it.
 *
 * @param units canonical names of its units, as the rows of the report have them; default: those of the service
 */
export function toReportService(
  assessment: Assessment,
  units: readonly string[] = assessment.service.values.units ?? [],
): ReportService {
  const { values, sources } = assessment.service;
  const [source, ...alsoAt] = sources;
  if (source === undefined) throw new TypeError(`service ${assessment.service.id} has no source`);
  return {
    code: values.code ?? null,
    name: values.name ?? null,
    units: [...units],
    field: values.field?.text ?? null,
    adminLevels: [...(values.adminLevel?.levels ?? [])],
    declaredLevel: values.declaredLevel?.level ?? null,
    declaredAs: values.declaredLevel?.text ?? null,
    possibleLevel: assessment.possibleLevel,
    verifiedLevel: assessment.verifiedLevel,
    verdict: assessment.verdict,
    results: assessment.results.map(toReportResult),
    source,
    ...(alsoAt.length === 0 ? {} : { alsoAt }),
  };
}

function toReportResult(result: RequirementResult): RequirementResult {
  if (result.evidence.every(({ text }) => text.length <= EVIDENCE_LENGTH)) return result;
  return {
    ...result,
    evidence: result.evidence.map((seen) => ({ ...seen, text: shorten(seen.text, EVIDENCE_LENGTH) })),
  };
}

/** The service with the results that `detail` keeps: `findings` keeps every service, but no result that is settled in its favour. */
export function atDetail(service: ReportService, detail: ReportDetail): ReportService {
  if (detail !== 'findings') return service;
  const results = service.results.filter(({ status }) => status !== 'pass' && status !== 'notApplicable');
  return { ...service, results };
}

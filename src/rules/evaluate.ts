/** One service against every requirement of a ruleset. */
import type { FieldName, Service, ServiceValues } from '../services/service.js';
import type { CompiledRequirement, CompiledRuleset } from './compile.js';
import type { Outcome } from './condition.js';
import { type EvidenceOf, evidenceReader } from './evidence.js';
import { isField } from './fields.js';
import { levelsOf } from './levels.js';
import type { DetailOf } from './reasons.js';
import type { Levels, RequirementResult, Status } from './requirement.js';

/** What evaluation needs of a service. */
export type Evaluated = Pick<Service, 'values' | 'evidence'>;

const NO_ERRORS = () => [];

/**
 * The result of every requirement, in the ruleset's order: `appliesWhen` decided false → `notApplicable`; `unclearWhen` holds →
 * `unclear`; no `check` → `manual`; `check` holds → `pass`; otherwise `notChecked` where the source can show none of the
 * evidence, `unclear` where something stands in its place that could not be read or may stand under a heading that is not known, else
 * `fail`.
 */
export function evaluate(compiled: CompiledRuleset, service: Evaluated): RequirementResult[] {
  const evidenceOf = evidenceReader(service.evidence);
  const results = compiled.requirements
    .filter(({ afterLevels }) => !afterLevels)
    .map((entry) => evaluateOne(entry, service.values, evidenceOf, compiled.detailOf));
  return compiled.afterLevels
    ? withLevels(compiled, service, results, levelsOf(compiled.ruleset, results), evidenceOf)
    : results;
}

/**
 * The results with those that look at levels worked out (again) from the given levels: for a caller that settles results in
 * another way, by the attestation of a person.
 */
export function evaluateLevelDuties(
  compiled: CompiledRuleset,
  service: Evaluated,
  results: readonly RequirementResult[],
  levels: Levels,
): RequirementResult[] {
  if (!compiled.afterLevels) return [...results];
  return withLevels(compiled, service, results, levels, evidenceReader(service.evidence));
}

function withLevels(
  compiled: CompiledRuleset,
  service: Evaluated,
  results: readonly RequirementResult[],
  levels: Levels,
  evidenceOf: EvidenceOf,
): RequirementResult[] {
  const values = { ...service.values, ...levels };
  const known = new Map(results.map((result) => [result.requirement, result]));
  return compiled.requirements.flatMap((entry) => {
    if (entry.afterLevels) return [evaluateOne(entry, values, evidenceOf, compiled.detailOf)];
    const result = known.get(entry.requirement.id);
    return result === undefined ? [] : [result];
  });
}

/** One requirement; `values` carries the levels too where it looks at them. */
export function evaluateOne(
  entry: CompiledRequirement,
  values: ServiceValues,
  evidenceOf: EvidenceOf,
  detailOf: DetailOf,
): RequirementResult {
  const { requirement, applies, unclear, check } = entry;

  function result(status: Status, fallback: string, outcome?: Outcome): RequirementResult {
    const reason = outcome?.reason ?? fallback;
    const errors = status === 'fail' && check !== undefined ? check.lastErrors : NO_ERRORS;
    return {
      requirement: requirement.id,
      status,
      evidence: evidenceOf(fieldsShown(requirement.evidence, status, outcome)),
      detail: detailOf(reason, values, errors),
    };
  }

  if (applies !== undefined) {
    const outcome = applies.test(values);
    if (!outcome.holds && entry.decidedBy.every((field) => values[field] !== undefined)) {
      if (entry.decidedBy.some((field) => isUnread(values, field))) return result('unclear', 'unread');
      const silent = entry.decidedBy.length > 0 && entry.decidedBy.every((field) => values[field] === null);
      return result('notApplicable', silent ? 'silent' : 'condition-not-met', outcome);
    }
  }
  const doubt = unclear?.test(values);
  if (doubt?.holds === true) return result('unclear', 'weak', doubt);
  if (check === undefined) return result('manual', 'needs-person');
  const outcome = check.test(values);
  if (outcome.holds) return result('pass', 'met', outcome);
  if (requirement.otherwise === 'manual') return result('manual', 'needs-person');
  if (requirement.evidence.every((field) => values[field] === undefined))
    return result('notChecked', 'not-shown');
  if (requirement.evidence.some((field) => isUnread(values, field))) return result('unclear', 'unread');
  if (requirement.evidence.some((field) => isUnrecognised(values, field)))
    return result('unclear', 'unrecognised');
  const shown = requirement.evidence.some((field) => values[field] !== undefined && values[field] !== null);
  return result('fail', shown ? 'not-met' : 'empty', outcome);
}

/** True where a place is not empty, though nothing could be read in it. */
function isUnread(values: ServiceValues, field: FieldName): boolean {
  return values[field] === null && (values.unread?.includes(field) ?? false);
}

/** True where what stands under a heading that nobody knows may be the field's. */
function isUnrecognised(values: ServiceValues, field: FieldName): boolean {
  return values[field] === null && (values.unrecognised?.fields.includes(field) ?? false);
}

/** Its own evidence, and what decided that it does not apply or is unclear. */
function fieldsShown(
  own: readonly FieldName[],
  status: Status,
  outcome: Outcome | undefined,
): readonly FieldName[] {
  if (outcome === undefined || (status !== 'unclear' && status !== 'notApplicable')) return own;
  const others = outcome.names.filter(isField).filter((field) => !own.includes(field));
  return others.length === 0 ? own : [...own, ...others];
}

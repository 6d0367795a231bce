/** A service assessed: results, levels and verdict in one go. */
import type { CompiledRuleset } from './compile.js';
import { type Evaluated, evaluate, evaluateLevelDuties } from './evaluate.js';
import { levelsOf, verdictOf } from './levels.js';
import type { Levels, RequirementResult, Verdict } from './requirement.js';

export interface Assessment {
  readonly results: readonly RequirementResult[];
  readonly levels: Levels;
  readonly verdict: Verdict;
}

/**
 * @param settle changes results before levels are drawn from them (attestations of a person); called twice, the second time with
 * the duties that depend on levels worked out anew
 */
export function assess(
  compiled: CompiledRuleset,
  service: Evaluated,
  settle?: (results: readonly RequirementResult[]) => readonly RequirementResult[],
): Assessment {
  const found = evaluate(compiled, service);
  if (settle === undefined) return judged(compiled, service, found);
  const settled = settle(found);
  const levels = levelsOf(compiled.ruleset, settled);
  return judged(compiled, service, settle(evaluateLevelDuties(compiled, service, settled, levels)));
}

function judged(
  { ruleset }: CompiledRuleset,
  { values }: Evaluated,
  results: readonly RequirementResult[],
): Assessment {
  const levels = levelsOf(ruleset, results);
  return { results, levels, verdict: verdictOf(values.declaredLevel?.level, levels) };
}

/** From results to levels, and from levels to a verdict on what was declared. */
import type { Level } from '../services/service.js';
import type {
  Levels,
  ReachedLevel,
  Requirement,
  RequirementResult,
  Ruleset,
  Status,
  Verdict,
} from './requirement.js';

const LEVELS: readonly Level[] = [1, 2, 3, 4];
const VERIFIED: ReadonlySet<Status> = new Set<Status>(['pass', 'notApplicable']);

const indexes = new WeakMap<Ruleset, ReadonlyMap<string, Requirement>>();

function indexOf(ruleset: Ruleset): ReadonlyMap<string, Requirement> {
  const known = indexes.get(ruleset);
  if (known !== undefined) return known;
  const index = new Map(ruleset.requirements.map((requirement) => [requirement.id, requirement]));
  indexes.set(ruleset, index);
  return index;
}

/**
 * The highest levels whose requirements are all met for certain (`verifiedLevel`) and not contradicted (`possibleLevel`).
 * Levels inherit (Article 5 of Circular 32/2017: each asks for the one below); a requirement with `upTo` is not inherited
 * beyond it. Only what the law says *must* be counts; results of requirements that the ruleset does not know do not.
 */
export function levelsOf(ruleset: Ruleset, results: readonly RequirementResult[]): Levels {
  const index = indexOf(ruleset);
  const verified = [true, true, true, true];
  const possible = [true, true, true, true];
  for (const { requirement: id, status } of results) {
    if (VERIFIED.has(status)) continue;
    const requirement = index.get(id);
    if (requirement?.level === undefined || requirement.obligation !== 'must') continue;
    const last = requirement.upTo ?? 4;
    for (let level: number = requirement.level; level <= last; level += 1) {
      verified[level - 1] = false;
      if (status === 'fail') possible[level - 1] = false;
    }
  }
  return { verifiedLevel: highest(verified), possibleLevel: highest(possible) };
}

function highest(reached: readonly boolean[]): ReachedLevel {
  return LEVELS.findLast((level) => reached[level - 1] === true) ?? 0;
}

/** What the evidence says about the declared level; `undeclared` where the source states none. */
export function verdictOf(declared: Level | null | undefined, levels: Levels): Verdict {
  if (declared === null || declared === undefined) return 'undeclared';
  if (declared <= levels.verifiedLevel) return 'conforms';
  return declared > levels.possibleLevel ? 'over-declared' : 'needs-review';
}

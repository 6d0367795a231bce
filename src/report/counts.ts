import type { ReachedLevel, Status, Verdict } from '../rules/requirement.js';
import type { Level } from '../services/service.js';
import type { StatusCounts, UnitRow } from './report.js';

/** What one service adds to each row it counts in. */
export interface Contribution {
  readonly declared: Level | undefined;
  readonly possible: ReachedLevel;
  readonly verified: ReachedLevel;
  readonly verdict: Verdict;
  readonly statuses: readonly (readonly [requirement: string, status: Status])[];
  /** The one requirement between the service and its next level, where it is only one. */
  readonly lift: string | undefined;
}

/** One row while it is being counted. */
export interface RowCounter {
  add(contribution: Contribution): void;
  /** The row with its requirements in the order of `ids`. */
  row(name: string, ids: readonly string[], parent?: string): UnitRow;
}

export function createRowCounter(): RowCounter {
  const counts = {
    services: 0,
    declared: { none: 0, '1': 0, '2': 0, '3': 0, '4': 0 },
    possible: { '0': 0, '1': 0, '2': 0, '3': 0, '4': 0 },
    verified: { '0': 0, '1': 0, '2': 0, '3': 0, '4': 0 },
  };
  const verdicts: Record<Verdict, number> = {
    conforms: 0,
    'over-declared': 0,
    'needs-review': 0,
    undeclared: 0,
  };
  const requirements = new Map<string, StatusCounts>();
  const nextLevel = new Map<string, number>();

  return {
    add(contribution) {
      counts.services += 1;
      counts.declared[contribution.declared ?? 'none'] += 1;
      counts.possible[contribution.possible] += 1;
      counts.verified[contribution.verified] += 1;
      verdicts[contribution.verdict] += 1;
      for (const [requirement, status] of contribution.statuses) {
        let statuses = requirements.get(requirement);
        if (statuses === undefined) {
          statuses = { pass: 0, fail: 0, notApplicable: 0, unclear: 0, manual: 0, notChecked: 0 };
          requirements.set(requirement, statuses);
        }
        statuses[status] += 1;
      }
      const { lift } = contribution;
      if (lift !== undefined) nextLevel.set(lift, (nextLevel.get(lift) ?? 0) + 1);
    },

    row: (name, ids, parent) => ({
      name,
      ...(parent === undefined ? {} : { parent }),
      ...counts,
      conforming: verdicts.conforms,
      overDeclared: verdicts['over-declared'],
      needsReview: verdicts['needs-review'],
      undeclared: verdicts.undeclared,
      requirements: inOrder(requirements, ids),
      nextLevel: inOrder(nextLevel, ids),
    }),
  };
}

function inOrder<T>(map: ReadonlyMap<string, T>, ids: readonly string[]): Record<string, T> {
  const entries: [string, T][] = [];
  for (const id of ids) {
    const value = map.get(id);
    if (value !== undefined) entries.push([id, value]);
  }
  return Object.fromEntries(entries);
}

import type { ReachedLevel, Status } from '../rules/requirement.js';
import type { Level } from '../services/service.js';
import { countsTowards, type LevelRule } from './levels.js';
import type { ReportService } from './report.js';
import { toReportService } from './service.js';
import type { Assessment } from './tally.js';

/** A service that declares a level it cannot have. */
export interface OverDeclared {
  readonly code: string | null;
  readonly name: string | null;
  readonly units: readonly string[];
  readonly declared: Level;
  readonly possible: ReachedLevel;
  /** The requirements that fail between the level reached and the level declared. */
  readonly missing: readonly string[];
}

type OpenStatus = Extract<Status, 'unclear' | 'manual' | 'notChecked'>;

/** What the tables list beside the counts of the rows. */
export interface Findings {
  /** Code of a service to look at, over-declared if there is one; null where no service has a code. */
  readonly example: string | null;
  /** Farthest from its claim first; at most `limit` of them. */
  readonly overDeclared: readonly OverDeclared[];
  /** For services that need review: the requirements that keep the claim from being confirmed, in the order of the ruleset. */
  readonly review: readonly { readonly requirement: string; readonly counts: Record<OpenStatus, number> }[];
}

export interface FindingsOptions {
  /** Of the ruleset, or of a saved report (`requirementsOf`), in their order. */
  readonly requirements: readonly (LevelRule & { readonly id: string })[];
  /** Most services to keep per distance from the claim, 1,000 if left out: memory is bounded, counts are those of the rows. */
  readonly limit?: number;
}

export interface FindingsCollector {
  add(service: ReportService | Assessment): void;
  finish(): Findings;
}

function isOpen(status: Status): status is OpenStatus {
  return status === 'unclear' || status === 'manual' || status === 'notChecked';
}

/** Gathers, while services stream by, what the table lists one by one. */
export function createFindings({ requirements, limit = 1000 }: FindingsOptions): FindingsCollector {
  const rules = new Map(requirements.map((requirement) => [requirement.id, requirement]));
  const byGap = new Map<number, OverDeclared[]>();
  const review = new Map<string, Record<OpenStatus, number>>();
  let first: string | null = null;

  function counting(service: ReportService, level: Level) {
    return service.results.filter(({ requirement }) => {
      const rule = rules.get(requirement);
      return rule !== undefined && countsTowards(rule, level);
    });
  }

  function addOverDeclared(service: ReportService, declared: Level): void {
    const gap = declared - service.possibleLevel;
    const kept = byGap.get(gap) ?? [];
    byGap.set(gap, kept);
    if (kept.length >= limit) return;
    kept.push({
      code: service.code,
      name: service.name,
      units: service.units,
      declared,
      possible: service.possibleLevel,
      missing: counting(service, declared)
        .filter(({ status }) => status === 'fail')
        .map(({ requirement }) => requirement),
    });
  }

  function addReview(service: ReportService, declared: Level): void {
    for (const { requirement, status } of counting(service, declared)) {
      if (!isOpen(status)) continue;
      const counts = review.get(requirement) ?? { unclear: 0, manual: 0, notChecked: 0 };
      counts[status] += 1;
      review.set(requirement, counts);
    }
  }

  return {
    add(given) {
      const { verdict } = given;
      first ??= codeOf(given);
      if (verdict !== 'over-declared' && verdict !== 'needs-review') return;
      const service = 'service' in given ? toReportService(given) : given;
      const { declaredLevel } = service;
      if (declaredLevel === null) return;
      if (verdict === 'over-declared') addOverDeclared(service, declaredLevel);
      if (verdict === 'needs-review') addReview(service, declaredLevel);
    },

    finish() {
      const overDeclared = [...byGap]
        .sort(([a], [b]) => b - a)
        .flatMap(([, services]) => services)
        .slice(0, limit);
      return {
        example: overDeclared.find(({ code }) => code !== null)?.code ?? first,
        overDeclared,
        review: [...rules.keys()].flatMap((requirement) => {
          const counts = review.get(requirement);
          return counts === undefined ? [] : [{ requirement, counts }];
        }),
      };
    },
  };
}

function codeOf(given: ReportService | Assessment): string | null {
  return ('service' in given ? given.service.values.code : given.code) ?? null;
}

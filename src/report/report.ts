/** The JSON report (`schemaVersion` 1), described by `rules/schema/report.schema.json`. */
import type {
  Localised,
  Obligation,
  ReachedLevel,
  RequirementResult,
  Status,
  Verdict,
} from '../rules/requirement.js';
import type { Problem } from '../services/problem.js';
import type { Level, ServiceSource } from '../services/service.js';

export type StatusCounts = Record<Status, number>;

/** The counts of one unit (or field, or administrative level), or of all services together. */
export interface UnitRow {
  name: string;
  /** Nested under this row, where a units file gives parents. */
  parent?: string;
  services: number;
  declared: Record<'none' | '1' | '2' | '3' | '4', number>;
  possible: Record<'0' | '1' | '2' | '3' | '4', number>;
  verified: Record<'0' | '1' | '2' | '3' | '4', number>;
  conforming: number;
  overDeclared: number;
  needsReview: number;
  undeclared: number;
  requirements: Record<string, StatusCounts>;
  /** How many services one requirement more would lift to the next level, by that requirement. */
  nextLevel: Record<string, number>;
}

export interface ReportService {
  code: string | null;
  name: string | null;
  units: string[];
  field: string | null;
  adminLevels: string[];
  declaredLevel: Level | null;
  /** The words of the source ("Toàn trình"), null where it states nothing. */
  declaredAs: string | null;
  possibleLevel: ReachedLevel;
  verifiedLevel: ReachedLevel;
  verdict: Verdict;
  results: RequirementResult[];
  source: ServiceSource;
  /** Other places the service was read at. */
  alsoAt?: ServiceSource[];
}

export interface ReportSource {
  kind: string;
  location: string;
  /** Services found there. */
  services: number;
  /** Those of them of which nothing was read but what a list says; they count in `lost`. */
  listedOnly?: number;
  /** Records, files and pages that could not be audited. */
  lost: number;
  /** Pages of a portal by what became of them (`rules/portals/page-statuses.json`). */
  pages?: Record<string, number>;
  problems: Problem[];
}

export interface GateResult {
  passed: boolean;
  reasons: { code: string; args: Record<string, string | number> }[];
}

/** What the report keeps of the ruleset, so that it can be read without it. */
export interface ReportRequirement {
  level: Level | null;
  /** Highest level it counts towards, where that is not all above `level`. */
  upTo?: Level;
  obligation: Obligation;
  cite: string;
  title: Localised;
  remedy: Localised;
}

/** `full`: every result; `findings`: only results that are neither pass nor notApplicable; `units`: no services. */
export type ReportDetail = 'full' | 'findings' | 'units';

/** Everything of a report but its services, which are streamed. */
export interface ReportHead {
  schemaVersion: 1;
  /** How much of each service the report keeps; written by the writer, left out means `full`. */
  detail?: ReportDetail;
  tool: { name: string; version: string };
  ruleset: {
    id: string;
    version: string;
    hash: string;
    title: Localised;
    notice?: Localised;
    requirements: Record<string, ReportRequirement>;
    reasons: Record<string, Localised>;
  };
  generatedAt: string;
  sources: ReportSource[];
  totals: UnitRow;
  /** What the rows are: `unit`, `field` or `admin-level`. */
  by: string;
  units: UnitRow[];
  portal: RequirementResult[];
  metrics: unknown[];
  gate: GateResult;
  /**
   * Share of what was found that could be audited, 0–100: services of which a record was read, out of these and everything lost – rows and
   * files that could not be read, pages known to show a procedure or a list and not read, services known only from a list.
   */
  coverage: number;
}

export interface Report extends ReportHead {
  services: ReportService[];
}

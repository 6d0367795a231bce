/** Requirements, rulesets and what checking them gives. */
import type { FieldName, Level } from '../services/service.js';

/** A text in both languages of the program. */
export interface Localised {
  readonly vi: string;
  readonly en: string;
}

/** JSON Schema 2020-12 over `ServiceValues`, with the keywords of `docs/writing-rules.md`. */
export type Schema = boolean | { readonly [keyword: string]: unknown };

/** What the article demands: only `must` moves a level. */
export type Obligation = 'must' | 'should' | 'encouraged';

/** One requirement, as its JSON file gives it. */
export interface Requirement {
  /** Id of the legal provision: "TT32-5.1.đ", "TT32-5.1.i.1" for a part. */
  readonly id: string;
  /** Level it belongs to; left out where it does not belong to one (a floor, a duty). */
  readonly level?: Level;
  /** Highest level it counts towards; left out: all above `level` too (5.3.đ describes level 3 only). */
  readonly upTo?: Level;
  readonly subject: 'service';
  /** Citation in Vietnamese: "điểm đ khoản 1 Điều 5". */
  readonly cite: string;
  readonly obligation: Obligation;
  readonly title: Localised;
  /** Fields that show it; the source can show the requirement if it can show one of them. */
  readonly evidence: readonly FieldName[];
  readonly appliesWhen?: Schema;
  /** Left out: only a person can say (`manual`). */
  readonly check?: Schema;
  /** `anyOf` branches may carry a `reason`: an id of the ruleset's `reasons`. */
  readonly unclearWhen?: Schema;
  /** What a check that does not hold gives, instead of `fail` or `notChecked`: evidence may speak for it, never against. */
  readonly otherwise?: 'manual';
  readonly remedy: Localised;
  readonly examples: {
    readonly pass?: readonly unknown[];
    readonly fail?: readonly unknown[];
    readonly notApplicable?: readonly unknown[];
    readonly unclear?: readonly unknown[];
    readonly notChecked?: readonly unknown[];
    readonly manual?: readonly unknown[];
  };
}

/** A ruleset after `extends`, `override` and `off` have been worked out. */
export interface Ruleset {
  readonly id: string;
  readonly version: string;
  /** SHA-256 over the resolved requirements, hex: two reports with one hash were made under one law. */
  readonly hash: string;
  readonly title: Localised;
  /** Said beside every result: what this ruleset is, and what later law says. */
  readonly notice?: Localised;
  readonly requirements: readonly Requirement[];
  /** Texts of the reasons that results give, by id. */
  readonly reasons: Readonly<Record<string, Localised>>;
}

export type Status = 'pass' | 'fail' | 'notApplicable' | 'unclear' | 'manual' | 'notChecked';

/** Evidence of one result: a field, and what was read where. */
export interface ResultEvidence {
  readonly field: FieldName;
  readonly label: string;
  readonly at: string;
  readonly text: string;
}

export interface RequirementResult {
  readonly requirement: string;
  readonly status: Status;
  readonly evidence: readonly ResultEvidence[];
  /** Why: an id of `Ruleset.reasons` (or of the engine's own reasons) and its arguments. */
  readonly detail: { readonly reason: string; readonly args?: Readonly<Record<string, string | number>> };
}

export type Verdict = 'conforms' | 'over-declared' | 'needs-review' | 'undeclared';

/** Highest level reached, 0 where not even level 1 is. */
export type ReachedLevel = 0 | Level;

export interface Levels {
  readonly verifiedLevel: ReachedLevel;
  readonly possibleLevel: ReachedLevel;
}

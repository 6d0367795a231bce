import { say } from '../i18n/messages.js';
import type { Levels, Requirement, RequirementResult, Verdict } from '../rules/requirement.js';
import type { Service } from '../services/service.js';
import { cleanLine, foldName } from '../services/text.js';
import { type Contribution, createRowCounter, type RowCounter } from './counts.js';
import { countsTowards, levelAbove } from './levels.js';
import type { UnitRow } from './report.js';
import { inTreeOrder } from './row-order.js';

/** A service with what the rules found. */
export interface Assessment extends Levels {
  readonly service: Service;
  readonly results: readonly RequirementResult[];
  readonly verdict: Verdict;
}

/** What the rows of the table are. */
export type RowKind = 'unit' | 'field' | 'admin-level';

export interface TallyOptions {
  readonly by: RowKind;
  /** Of the ruleset, in its order. */
  readonly requirements: readonly Requirement[];
  /** Canonical names of the units that settle a service, empty where it names none. Default: those of the service as they stand. */
  readonly unitsOf?: (service: Service) => readonly string[];
  /** Units by the unit they stand under: turns the rows into a tree. Used for `by: 'unit'` only. */
  readonly parents?: ReadonlyMap<string, string>;
}

export interface Tally {
  add(assessment: Assessment): void;
  /** The total, and the rows: worst first, or in tree order where parents were given. */
  finish(): { totals: UnitRow; rows: UnitRow[] };
}

/** Counts services per unit, field or administrative level; every service once in the total and once in each row it belongs to. */
export function createTally(options: TallyOptions): Tally {
  const { by, requirements } = options;
  const unitsOf = options.unitsOf ?? ((service) => service.values.units ?? []);
  const parents = by === 'unit' ? options.parents : undefined;
  const ids = requirements.map((requirement) => requirement.id);
  const total = createRowCounter();
  const rows = new Map<string, RowCounter>();
  const fields = createSpellings();
  const without = say('vi', `without.${by}`);

  function keysOf(service: Service): readonly string[] {
    if (by === 'unit') return withAncestors(unitsOf(service), parents);
    if (by === 'field') return fields.keys(service);
    return (service.values.adminLevel?.levels ?? []).map((level) => say('vi', `admin-level.${level}`));
  }

  return {
    add(assessment) {
      const contribution = contributionOf(assessment, requirements);
      total.add(contribution);
      const keys = new Set(keysOf(assessment.service));
      if (keys.size === 0) keys.add(without);
      for (const key of keys) {
        let counter = rows.get(key);
        if (counter === undefined) {
          counter = createRowCounter();
          rows.set(key, counter);
        }
        counter.add(contribution);
      }
    },

    finish() {
      const finished: UnitRow[] = [];
      for (const [key, counter] of rows) {
        const name = by === 'field' ? fields.name(key) : key;
        finished.push(counter.row(name, ids, parentOf(key, parents)));
      }
      return { totals: total.row(say('vi', 'table.total'), ids), rows: inTreeOrder(finished) };
    },
  };
}

function contributionOf(assessment: Assessment, requirements: readonly Requirement[]): Contribution {
  return {
    declared: assessment.service.values.declaredLevel?.level,
    possible: assessment.possibleLevel,
    verified: assessment.verifiedLevel,
    verdict: assessment.verdict,
    statuses: assessment.results.map((result) => [result.requirement, result.status] as const),
    lift: onlyFailure(assessment, requirements),
  };
}

/** The requirement that alone keeps the service from its next possible level. */
function onlyFailure(assessment: Assessment, requirements: readonly Requirement[]): string | undefined {
  const next = levelAbove(assessment.possibleLevel);
  if (next === undefined) return undefined;
  const failed = new Set<string>();
  for (const result of assessment.results) if (result.status === 'fail') failed.add(result.requirement);
  const between = requirements.filter(({ id }) => failed.has(id)).filter((rule) => countsTowards(rule, next));
  return between.length === 1 ? between[0]?.id : undefined;
}

function withAncestors(units: readonly string[], parents: ReadonlyMap<string, string> | undefined): string[] {
  const names = new Set<string>();
  for (const unit of units) {
    let name: string | undefined = unit;
    while (name !== undefined && !names.has(name)) {
      names.add(name);
      name = parents?.get(name);
    }
  }
  return [...names];
}

/** The unit above, unless following it leads back to the unit itself: a circle has no top, so its members stand at the top. */
function parentOf(name: string, parents: ReadonlyMap<string, string> | undefined): string | undefined {
  const parent = parents?.get(name);
  const seen = new Set<string>();
  for (let above = parent; above !== undefined && !seen.has(above); above = parents?.get(above)) {
    if (above === name) return undefined;
    seen.add(above);
  }
  return parent;
}

/** Fields of activity are typed by hand: compared folded, shown in their commonest spelling. */
function createSpellings() {
  const spellings = new Map<string, Map<string, number>>();
  return {
    keys(service: Service): string[] {
      const name = cleanLine(service.values.field?.text ?? '');
      const key = foldName(name);
      if (key === '') return [];
      const known = spellings.get(key) ?? new Map<string, number>();
      spellings.set(key, known.set(name, (known.get(name) ?? 0) + 1));
      return [key];
    },
    name(key: string): string {
      const known = [...(spellings.get(key) ?? [])].sort(
        ([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1),
      );
      return known[0]?.[0] ?? key;
    },
  };
}

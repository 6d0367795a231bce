/** A ruleset made ready for evaluation: every condition compiled, every constant worked out once. */
import type { FieldName } from '../services/service.js';
import { type Condition, compileCondition, SchemaError } from './condition.js';
import { isField, isLevelName, isShownBySource, namesIn } from './fields.js';
import { ruleAjv } from './keywords.js';
import { type DetailOf, detailMaker } from './reasons.js';
import type { Requirement, Ruleset, Schema } from './requirement.js';

export interface CompiledRequirement {
  readonly requirement: Requirement;
  readonly applies?: Condition;
  /** Fields that must be shown before `appliesWhen` can be decided false. */
  readonly decidedBy: readonly FieldName[];
  readonly unclear?: Condition;
  readonly check?: Condition;
  /** Looks at the levels the other requirements came to. */
  readonly afterLevels: boolean;
}

export interface CompiledRuleset {
  readonly ruleset: Ruleset;
  /** In the ruleset's order. */
  readonly requirements: readonly CompiledRequirement[];
  readonly afterLevels: boolean;
  readonly detailOf: DetailOf;
}

/** Where a requirement does not compile: the requirement, a JSON pointer inside it, and why. */
export class CompileError extends Error {
  override readonly name = 'CompileError';
  readonly requirement: string;
  readonly place: string;

  constructor(requirement: string, place: string, reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.requirement = requirement;
    this.place = place;
  }
}

const compiled = new WeakMap<Ruleset, CompiledRuleset>();

/**
 * Compiles a ruleset, once.
 *
 * @throws CompileError where a schema is not one, names an unknown field or uses an unknown keyword; a ruleset that
 * `loadRuleset` gave has been compiled already
 */
export function compileRuleset(ruleset: Ruleset): CompiledRuleset {
  const known = compiled.get(ruleset);
  if (known !== undefined) return known;
  const ajv = ruleAjv();
  const requirements = ruleset.requirements.map((requirement) => {
    const compile = (member: 'appliesWhen' | 'unclearWhen' | 'check'): Condition | undefined =>
      compileMember(requirement, member, (schema) => compileCondition(ajv, schema));
    const applies = compile('appliesWhen');
    const unclear = compile('unclearWhen');
    const check = compile('check');
    return {
      requirement,
      decidedBy: applies?.names.filter(isShownBySource) ?? [],
      afterLevels: namesOf(requirement).some(isLevelName),
      ...(applies === undefined ? {} : { applies }),
      ...(unclear === undefined ? {} : { unclear }),
      ...(check === undefined ? {} : { check }),
    };
  });
  const result: CompiledRuleset = {
    ruleset,
    requirements,
    afterLevels: requirements.some(({ afterLevels }) => afterLevels),
    detailOf: detailMaker(ruleset.reasons),
  };
  compiled.set(ruleset, result);
  return result;
}

/** Everything the schemas of a requirement look at. */
export function namesOf({ appliesWhen, unclearWhen, check }: Requirement): readonly string[] {
  return [...namesIn(appliesWhen), ...namesIn(unclearWhen), ...namesIn(check)];
}

function compileMember(
  requirement: Requirement,
  member: 'appliesWhen' | 'unclearWhen' | 'check',
  compile: (schema: Schema) => Condition,
): Condition | undefined {
  const schema = requirement[member];
  if (schema === undefined) return undefined;
  const unknown = namesIn(schema).find((name) => !isField(name) && !isLevelName(name));
  if (unknown !== undefined)
    throw new CompileError(
      requirement.id,
      `/${member}`,
      `names a field that services do not have: ${unknown}`,
    );
  try {
    return compile(schema);
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    throw new CompileError(requirement.id, `/${member}${error.place}`, error.message, { cause: error });
  }
}

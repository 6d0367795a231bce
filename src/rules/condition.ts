/**
 * One condition of a requirement (`appliesWhen`, `unclearWhen` or `check`), compiled so that it can also say why: the branches
 * of its top-level `anyOf` and `allOf` are compiled one by one, and each may carry a `reason`.
 */
import type { Ajv2020, ErrorObject } from 'ajv/dist/2020.js';
import { isObject, namesIn } from './fields.js';
import type { Schema } from './requirement.js';

export interface Outcome {
  readonly holds: boolean;
  /** Reason of the `anyOf` branch that holds, or of the `allOf` branch that does not. */
  readonly reason?: string;
  /** Names the whole condition looks at; those of the branch alone where an `anyOf` branch decided. */
  readonly names: readonly string[];
}

export interface Condition {
  /** Names of the service's properties that the condition looks at. */
  readonly names: readonly string[];
  /** The same object for the same way of turning out. */
  readonly test: (values: object) => Outcome;
  /** Errors of the last test that did not hold; used at once or not at all. */
  readonly lastErrors: () => readonly ErrorObject[];
}

/** A schema that ajv refuses. */
export class SchemaError extends Error {
  override readonly name = 'SchemaError';
  /** JSON pointer to the branch, inside the condition. */
  readonly place: string;

  constructor(place: string, reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.place = place;
  }
}

interface Branch {
  readonly holds: (values: object) => boolean;
  readonly errors: () => readonly ErrorObject[];
  readonly held: Outcome;
  readonly failed: Outcome;
}

/** @throws SchemaError where a part of the schema does not compile */
export function compileCondition(ajv: Ajv2020, schema: Schema): Condition {
  const names = namesIn(schema);
  const { anyOf, allOf, ...rest } = isObject(schema) ? schema : { anyOf: undefined, allOf: undefined };
  const base = isObject(schema) ? rest : schema;
  const all = [
    ...(base !== true && (base === false || Object.keys(base).length > 0)
      ? [compileBranch(ajv, base, '', names)]
      : []),
    ...branchesOf(ajv, allOf, '/allOf', names),
  ];
  const any = anyOf === undefined ? undefined : branchesOf(ajv, anyOf, '/anyOf', names);
  const holds: Outcome = { holds: true, names };
  const fails: Outcome = { holds: false, names };
  let errors: readonly ErrorObject[] = [];

  function test(values: object): Outcome {
    for (const branch of all) {
      if (branch.holds(values)) continue;
      errors = branch.errors();
      return branch.failed;
    }
    if (any === undefined) return holds;
    for (const branch of any) if (branch.holds(values)) return branch.held;
    errors = any.flatMap((branch) => branch.errors());
    return fails;
  }

  return { names, test, lastErrors: () => errors };
}

/** The ids of the reasons that the branches of a condition carry. */
export function reasonsIn(schema: Schema | undefined): readonly string[] {
  if (!isObject(schema)) return [];
  return [schema.anyOf, schema.allOf]
    .flatMap((branches) => (Array.isArray(branches) ? branches : []))
    .flatMap((branch) => (isObject(branch) && typeof branch.reason === 'string' ? [branch.reason] : []));
}

function branchesOf(ajv: Ajv2020, list: unknown, place: string, names: readonly string[]): readonly Branch[] {
  if (list === undefined) return [];
  if (!Array.isArray(list) || list.length === 0) throw new SchemaError(place, 'must be a list of schemas');
  return list.map((entry: unknown, index) => {
    if (typeof entry !== 'boolean' && !isObject(entry))
      throw new SchemaError(`${place}/${index}`, 'must be a schema');
    return compileBranch(ajv, entry, `${place}/${index}`, names);
  });
}

function compileBranch(ajv: Ajv2020, schema: Schema, place: string, names: readonly string[]): Branch {
  if (refersElsewhere(schema)) throw new SchemaError(place, 'must not refer to another schema ($ref)');
  const reason = isObject(schema) && typeof schema.reason === 'string' ? { reason: schema.reason } : {};
  try {
    const validate = ajv.compile(schema);
    return {
      holds: (values) => validate(values) === true,
      errors: () => validate.errors ?? [],
      held: { holds: true, ...reason, names: namesIn(schema) },
      failed: { holds: false, ...reason, names },
    };
  } catch (error) {
    throw new SchemaError(place, readable(error), { cause: error });
  }
}

/** What stands elsewhere would escape {@link namesIn}, and with it the question whether a condition is decided. */
function refersElsewhere(schema: unknown): boolean {
  if (Array.isArray(schema)) return schema.some(refersElsewhere);
  if (!isObject(schema)) return false;
  return Object.entries(schema).some(
    ([keyword, value]) => keyword === '$ref' || keyword === '$dynamicRef' || refersElsewhere(value),
  );
}

function readable(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^strict mode: /, '');
}

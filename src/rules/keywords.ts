/** The JSON Schema dialect of rulesets: 2020-12 and the few keywords that `docs/writing-rules.md` describes. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { isObject } from './fields.js';

const FEE_STATES = ['charged', 'free', 'unreadable', 'contradictory'] as const;
type FeeState = (typeof FEE_STATES)[number];

/**
 * An ajv for the schemas of requirements. Strict: a keyword it does not know is an error. Types may be left out, since `has`
 * asks for presence.
 */
export function ruleAjv(): Ajv2020 {
  const ajv = new Ajv2020({
    strict: true,
    strictTypes: false,
    strictRequired: false,
    messages: false,
    // Optimising takes longer than it saves, even over a million services.
    code: { optimize: false },
  });
  ajv.addKeyword({ keyword: 'reason', schemaType: 'string' });
  ajv.addKeyword({
    keyword: 'has',
    schemaType: 'object',
    metaSchema: {
      type: 'object',
      minProperties: 1,
      propertyNames: { pattern: '^[A-Za-z]+(\\.[A-Za-z]+)*$' },
      additionalProperties: { type: ['object', 'boolean'] },
    },
    macro: hasMacro,
  });
  ajv.addKeyword({
    keyword: 'stated',
    schemaType: 'array',
    metaSchema: { type: 'array', minItems: 1, items: { type: 'string' } },
    errors: false,
    compile: (names: readonly string[]) => (data: unknown) =>
      isObject(data) && names.every((name) => isStated(data[name])),
  });
  ajv.addKeyword({
    keyword: 'fee',
    schemaType: 'object',
    metaSchema: {
      type: 'object',
      minProperties: 1,
      additionalProperties: { type: 'array', minItems: 1, items: { enum: FEE_STATES } },
    },
    errors: false,
    compile: (states: Readonly<Record<string, readonly FeeState[]>>) => {
      const wanted = Object.entries(states);
      return (data: unknown) =>
        isObject(data) &&
        wanted.every(([name, allowed]) => {
          const state = feeState(data[name]);
          return state !== undefined && allowed.includes(state);
        });
    },
  });
  return ajv;
}

/** `{"a.b": S}` in the words of JSON Schema: a is there, an object, and its b is there and meets S. */
function hasMacro(paths: Readonly<Record<string, unknown>>): object {
  const parts = Object.entries(paths).map(([path, schema]) =>
    path
      .split('.')
      .reduceRight<unknown>(
        (inner, name) => ({ type: 'object', required: [name], properties: { [name]: inner } }),
        schema,
      ),
  );
  return { allOf: parts };
}

/** A real value: not left out, not null, and where it is text or a list, not empty. */
function isStated(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === 'string') return value.trim() !== '';
  if (Array.isArray(value)) return value.length > 0;
  if (isObject(value) && typeof value.text === 'string') return value.text.trim() !== '';
  return true;
}

/** What a phí or lệ phí comes to; undefined where there is none to judge. */
function feeState(fee: unknown): FeeState | undefined {
  if (!isObject(fee)) return undefined;
  if (fee.contradictory === true) return 'contradictory';
  const amounts: readonly unknown[] = Array.isArray(fee.amounts) ? fee.amounts : [];
  const asksMoney =
    amounts.some((entry) => isObject(entry) && typeof entry.amount === 'number' && entry.amount > 0) ||
    (typeof fee.percent === 'number' && fee.percent > 0) ||
    fee.byReference === true ||
    fee.unspecified === true;
  if (asksMoney) return 'charged';
  return fee.free === true || fee.percent === 0 || amounts.length > 0 ? 'free' : 'unreadable';
}

/** Reasons: the ids the engine itself gives, and the arguments that the texts of reasons ask for. */
import type { ErrorObject } from 'ajv/dist/2020.js';
import { shorten } from '../services/text.js';
import { isField, isLevelName, isObject } from './fields.js';
import type { Localised } from './requirement.js';

/** What the engine says where a requirement gives no reason of its own; texts in `rules/reasons.json`. */
export const ENGINE_REASONS = [
  'met',
  'silent',
  'condition-not-met',
  'weak',
  'needs-person',
  'not-shown',
  'empty',
  'unread',
  'unrecognised',
  'not-met',
] as const;

type Detail = { readonly reason: string; readonly args?: Readonly<Record<string, string>> };

/** Makes the detail of a result: one shared object for a reason whose text has no placeholders. */
export type DetailOf = (reason: string, values: object, errors: () => readonly ErrorObject[]) => Detail;

const MAX_ARGUMENT = 120;
const MAX_LISTED = 3;

/** Placeholders of a reason's text, both languages: `{timeLimits.text}` gives "timeLimits.text". */
export function placeholdersOf(text: Localised): readonly string[] {
  const found = new Set<string>();
  for (const one of [text.vi, text.en])
    for (const match of one.matchAll(/\{([^{}\s]{1,80})\}/g)) if (match[1] !== undefined) found.add(match[1]);
  return [...found];
}

/** A placeholder is a path into the service's values, a level, or `item`: the list entry at which the check failed. */
export function isPlaceholder(name: string): boolean {
  const root = name.split('.', 1)[0] ?? name;
  return name === 'item' || isField(root) || isLevelName(name);
}

export function detailMaker(reasons: Readonly<Record<string, Localised>>): DetailOf {
  const plans = new Map<string, { readonly placeholders: readonly string[]; readonly bare: Detail }>();
  for (const [reason, text] of Object.entries(reasons))
    plans.set(reason, { placeholders: placeholdersOf(text), bare: Object.freeze({ reason }) });

  return (reason, values, errors) => {
    const plan = plans.get(reason);
    if (plan === undefined) return { reason };
    if (plan.placeholders.length === 0) return plan.bare;
    const args: Record<string, string> = {};
    for (const name of plan.placeholders)
      args[name] = shorten(
        name === 'item' ? failedItem(values, errors()) : valueAt(values, name),
        MAX_ARGUMENT,
      );
    return { reason, args };
  };
}

/** The value at a dotted path as text; lists are read through and joined, the first few entries of them. */
function valueAt(values: object, path: string): string {
  let found: unknown[] = [values];
  for (const name of path.split('.')) {
    found = found
      .flatMap((value: unknown) => (Array.isArray(value) ? value : [value]))
      .flatMap((value: unknown) => (isObject(value) && Object.hasOwn(value, name) ? [value[name]] : []));
  }
  const texts = found
    .flatMap((value: unknown) => (Array.isArray(value) ? value : [value]))
    .filter((value) => typeof value === 'string' || typeof value === 'number')
    .map(String);
  const listed = texts.slice(0, MAX_LISTED).join('; ');
  return texts.length > MAX_LISTED ? `${listed}; …` : listed;
}

/** Name of the list entry that the first error inside a list points at. */
function failedItem(values: object, errors: readonly ErrorObject[]): string {
  for (const { instancePath } of errors) {
    const match = /^\/(\w+)\/items\/(\d+)(?:\/|$)/.exec(instancePath);
    if (match === null) continue;
    const field: unknown = isObject(values) ? values[match[1] ?? ''] : undefined;
    const items: unknown = isObject(field) ? field.items : undefined;
    const item: unknown = Array.isArray(items) ? items[Number(match[2])] : undefined;
    if (isObject(item) && typeof item.name === 'string') return item.name;
  }
  return '';
}

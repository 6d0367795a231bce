/** What law a report was made under, as one number. */
import { createHash } from 'node:crypto';
import { isObject } from './fields.js';
import type { Requirement } from './requirement.js';

/** SHA-256, hex, over the canonical JSON of resolved requirements: members sorted by name, requirements in their order. */
export function hashOf(requirements: readonly Requirement[]): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(requirements)), 'utf8')
    .digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sorted(value[name])]));
}

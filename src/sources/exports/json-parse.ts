/** JSON with the digits of its numbers kept. */
import { isEscaped } from './json-text.js';

/** A JSON object or array nested deeper than this is no record. */
const MAX_DEPTH = 64;

const QUOTE_OR_NUMBER = /"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

export class NestedTooDeep extends Error {}

/**
 * Parses a JSON text. Where it holds a number that JavaScript would print otherwise (a code written as 1.001010, an identifier
 * of twenty digits), all its numbers come as strings, as they stand in the text.
 *
 * @throws SyntaxError where the text is no JSON
 * @throws NestedTooDeep where it is nested more than 64 deep
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (!holdsFraction(value, 0)) return value;
  return JSON.parse(withQuotedNumbers(text));
}

function withQuotedNumbers(json: string): string {
  const parts: string[] = [];
  let copied = 0;
  QUOTE_OR_NUMBER.lastIndex = 0;
  for (let found = QUOTE_OR_NUMBER.exec(json); found !== null; found = QUOTE_OR_NUMBER.exec(json)) {
    if (found[0] === '"') {
      let end = json.indexOf('"', found.index + 1);
      while (isEscaped(json, end)) end = json.indexOf('"', end + 1);
      QUOTE_OR_NUMBER.lastIndex = end + 1;
    } else {
      parts.push(json.slice(copied, found.index), `"${found[0]}"`);
      copied = QUOTE_OR_NUMBER.lastIndex;
    }
  }
  return parts.join('') + json.slice(copied);
}

/** True for an object that is no array. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function holdsFraction(value: unknown, depth: number): boolean {
  if (typeof value === 'number') return !Number.isSafeInteger(value);
  if (typeof value !== 'object' || value === null) return false;
  if (depth > MAX_DEPTH) throw new NestedTooDeep();
  let found = false;
  for (const member of Object.values(value)) found = holdsFraction(member, depth + 1) || found;
  return found;
}

/** A JSON file that somebody wrote by hand: where in it the mistake is, and what it is, in signs that need no translation. */
import type { ErrorObject } from 'ajv/dist/2020.js';

/**
 * @param refuse called with the place ("line:column") and the reason where the text is no JSON
 */
export function parseJson(text: string, refuse: (place: string, reason: string) => never): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const position = /position (\d+)/.exec(message)?.[1];
    const before = text.slice(0, position === undefined ? text.length : Number(position)).split('\n');
    return refuse(`${before.length}:${(before.at(-1)?.length ?? 0) + 1}`, 'why.not-json');
  }
}

/** What a schema asks for. */
export function schemaFault({ keyword, params, message = '' }: ErrorObject): string {
  switch (keyword) {
    case 'additionalProperties':
      return `"${params.additionalProperty}"?`;
    case 'required':
      return `{ "${params.missingProperty}": … }`;
    case 'enum':
      return params.allowedValues.join(' | ');
    case 'type':
      return `= ${params.type}`;
    case 'minimum':
    case 'maximum':
      return `${params.comparison} ${params.limit}`;
    default:
      return message;
  }
}

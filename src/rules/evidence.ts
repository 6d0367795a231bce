/** The evidence of one service, shortened once and shared by all the results that show it. */

import type { Evidence, FieldName, Service } from '../services/service.js';
import { shorten as shortenText } from '../services/text.js';
import type { ResultEvidence } from './requirement.js';

const MAX_TEXT = 200;
const MAX_PER_FIELD = 3;
const NONE: readonly ResultEvidence[] = Object.freeze([]);

/** Gives the evidence of the named fields. */
export type EvidenceOf = (fields: readonly FieldName[]) => readonly ResultEvidence[];

export function evidenceReader(evidence: Service['evidence']): EvidenceOf {
  const byField: { [F in FieldName]?: readonly ResultEvidence[] } = {};

  function ofField(field: FieldName): readonly ResultEvidence[] {
    const known = byField[field];
    if (known !== undefined) return known;
    const read = evidence[field];
    const shown =
      read === undefined || read.length === 0
        ? NONE
        : read.slice(0, MAX_PER_FIELD).map((entry) => shorten(field, entry));
    byField[field] = shown;
    return shown;
  }

  return (fields) => {
    const [first] = fields;
    if (first === undefined) return NONE;
    if (fields.length === 1) return ofField(first);
    const all: ResultEvidence[] = [];
    for (const field of fields) all.push(...ofField(field));
    return all.length === 0 ? NONE : all;
  };
}

function shorten(field: FieldName, { label, at, text }: Evidence): ResultEvidence {
  return { field, label, at, text: shortenText(text, MAX_TEXT) };
}

/** What a draft is put together with: the readings of a record, and a place for every value with its evidence. */
import { evidenceOf, firstSaying, type Reading } from './reading.js';
import type { Evidence, FieldName, ServiceValues } from './service.js';

export interface DraftBuilder {
  /** Every reading of every field the record shows. */
  readonly of: ReadonlyMap<FieldName, readonly Reading[]>;
  readonly values: ServiceValues;
  readonly evidence: { [F in FieldName]?: readonly Evidence[] };
  /** Fields whose place the record shows, empty or not. */
  readonly shown: Set<FieldName>;
  /** Sets a value with where it was read; `derived` where the text is about something else. */
  readonly set: <F extends FieldName>(
    field: F,
    value: ServiceValues[F],
    from: Reading | undefined,
    derived?: boolean,
  ) => void;
  /** The reading that speaks for a field: the first that says something, else the first. */
  readonly saying: (field: FieldName) => Reading | undefined;
  /** Sets a field from its own label, where the record has that label. */
  readonly own: <F extends FieldName>(field: F, read: (text: string) => ServiceValues[F]) => void;
  /** True where the record gives no value for the field. */
  readonly lacks: (field: FieldName) => boolean;
}

export function createDraftBuilder(of: DraftBuilder['of']): DraftBuilder {
  const values: ServiceValues = {};
  const evidence: DraftBuilder['evidence'] = {};
  const set: DraftBuilder['set'] = (field, value, from, derived = false) => {
    values[field] = value;
    if (from !== undefined) evidence[field] = [evidenceOf(from, derived)];
  };
  const saying: DraftBuilder['saying'] = (field) => firstSaying(of.get(field) ?? []);
  return {
    of,
    values,
    evidence,
    shown: new Set(
      [...of]
        .filter(([, list]) => list.some(({ value }) => !value.likely && !value.beside))
        .map(([field]) => field),
    ),
    set,
    saying,
    own(field, read) {
      const reading = saying(field);
      if (reading !== undefined) set(field, read(reading.text), reading);
    },
    lacks: (field) => (values[field] ?? null) === null,
  };
}

import type { LabelledValue, SourceRecord } from '../../services/labelled.js';
import type { LabelMatcher } from '../../services/labels.js';
import { fingerprint } from './frontier.js';

/**
 * What only a list shows of a procedure (often its level) travels with the procedure. Rows wait for the page they link to. Where that
 * page was read before its row was, the row follows as a record of its own that carries the page's code and name; where it is
 * never read, the row is all there is to know, and a record by itself.
 */
export interface ListingRows {
  /** A row links to a page. @returns a record to hand on now, where that page was read already */
  link(url: string, list: string, values: readonly LabelledValue[]): SourceRecord | undefined;
  /**
   * The records of a page that was read, with what rows have said of it.
   * @param from the address that led there, where it is another one
   */
  join(url: string, records: readonly SourceRecord[], from?: string): readonly SourceRecord[];
  /** An address turned out to be another one, read already. */
  moved(from: string, to: string): readonly SourceRecord[];
  /** Rows whose pages were not read. */
  rest(): Iterable<SourceRecord>;
}

interface Row {
  readonly url: string;
  readonly list: string;
  readonly values: readonly LabelledValue[];
}

export function openListingRows(matchLabel: LabelMatcher): ListingRows {
  const waiting = new Map<string, Row[]>();
  const seen = new Set<string>();
  /** What tells the procedure of a page that was read from others; empty where it shows none, or several. */
  const identities = new Map<string, readonly LabelledValue[]>();
  /** Pages that have no name but the title of the document. */
  const nameless = new Set<string>();

  const fieldOf = ({ label, parents }: LabelledValue) => matchLabel(label, parents);

  function take(url: string): Row[] {
    const place = fingerprint(url);
    const rows = waiting.get(place) ?? [];
    waiting.delete(place);
    return rows;
  }

  /** Rows as a record of their own; nothing where they show no more than a name. */
  function standingAlone(
    url: string,
    rows: readonly Row[],
    identity: readonly LabelledValue[],
  ): SourceRecord[] {
    const said = new Set(identity.map(fieldOf));
    const values = added(rows, said);
    const tells = values.some((value) => {
      const field = fieldOf(value);
      const names = field === 'name' && !nameless.has(fingerprint(url));
      return field !== undefined && field !== 'ignored' && !names;
    });
    return tells
      ? [{ at: url, layout: `list:${labelsOf(rows)}`, values: [...identity, ...values], listed: true }]
      : [];
  }

  /** The values of rows for fields that are not known yet, each once. */
  function added(rows: readonly Row[], said: ReadonlySet<ReturnType<LabelMatcher>>): LabelledValue[] {
    const found = new Map<string, LabelledValue>();
    for (const { list, values } of rows) {
      for (const value of values) {
        const field = fieldOf(value);
        if (field === undefined || field === 'ignored' || said.has(field)) continue;
        const key = `${field}\t${value.text}`;
        const at = value.at.includes(list) ? value.at : `${list} › ${value.at}`;
        if (!found.has(key)) found.set(key, { ...value, at });
      }
    }
    return [...found.values()];
  }

  return {
    link(url, list, values) {
      if (values.length === 0) return undefined;
      const place = fingerprint(url);
      const mark = fingerprint(`${url}\n${values.map(({ label, text }) => `${label}\t${text}`).join('\n')}`);
      if (seen.has(mark)) return undefined;
      seen.add(mark);
      const row = { url, list, values };
      const identity = identities.get(place);
      if (identity !== undefined) return standingAlone(url, [row], identity)[0];
      const rows = waiting.get(place);
      if (rows === undefined) waiting.set(place, [row]);
      else rows.push(row);
      return undefined;
    },
    join(url, records, from) {
      const rows = [...(from === undefined || from === url ? [] : take(from)), ...take(url)];
      const [record] = records;
      if (record === undefined || records.length > 1) {
        identities.set(fingerprint(url), []);
        // With several procedures on one page nobody can say which of them a row is about.
        return [...records, ...standingAlone(url, rows, [])];
      }
      const coded = record.values.some((value) => value.text !== '' && fieldOf(value) === 'code');
      const identity = record.values
        .filter((value) => value.text !== '' && !value.borrowed && isIdentity(fieldOf(value), coded))
        .map(({ label, at, text }) => ({ label: copied(label), at: copied(at), text: copied(text) }));
      identities.set(fingerprint(url), identity);
      if (record.values.some(({ borrowed }) => borrowed)) nameless.add(fingerprint(url));
      if (rows.length === 0) return records;
      // The title of a document gives way to the name that a list gives.
      const named = rows.some(({ values }) =>
        values.some((value) => fieldOf(value) === 'name' && value.text !== '' && !CUT_SHORT.test(value.text)),
      );
      const own = record.values.filter(({ borrowed }) => !named || !borrowed);
      const said = new Set(own.filter(({ text }) => text !== '').map(fieldOf));
      // Not told by the labels of these rows: a row without a badge leaves its page one of the same template.
      const layout = `${record.layout}+list`;
      return [{ ...record, layout, values: [...own, ...added(rows, said)] }];
    },
    moved(from, to) {
      const identity = identities.get(fingerprint(to)) ?? [];
      // A page without a procedure (the home page, a log-in) is not the one that the row is about.
      return standingAlone(identity.length === 0 ? from : to, take(from), identity);
    },
    *rest() {
      for (const rows of waiting.values()) yield* standingAlone(rows[0]?.url ?? '', rows, []);
      waiting.clear();
    },
  };
}

const CUT_SHORT = /(?:…|\.{3})\s*$/;

/** Code and name; without a code, procedures of one name are told apart by their agencies. */
function isIdentity(field: ReturnType<LabelMatcher>, coded: boolean): boolean {
  return field === 'code' || field === 'name' || (!coded && (field === 'units' || field === 'authority'));
}

/** A string of its own: a piece of a page keeps the whole page in memory. */
function copied(text: string): string {
  return Buffer.from(text).toString();
}

/** Rows of one list show the same places: they are told by their labels. */
function labelsOf(rows: readonly Row[]): string {
  return fingerprint(
    [...new Set(rows.flatMap(({ values }) => values.map(({ label }) => label)))].sort().join('\n'),
  );
}

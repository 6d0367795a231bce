/** Lists of procedures: rows and cards, each with a link to a procedure of its own. */
import type { LabelledValue, SourceRecord } from '../../services/labelled.js';
import type { FieldName } from '../../services/service.js';
import type { PageElement } from './tree.js';

/** What a list says of one procedure. */
export interface ListingRow {
  /** The row or card. */
  readonly element: PageElement;
  readonly name: string;
  /** What the list shows of the procedure, its name first. */
  readonly values: readonly LabelledValue[];
  /** The fields that `values` speak of. */
  readonly fields: ReadonlySet<FieldName>;
}

/** One procedure of a list, with the way to its page. */
export interface ListingItem extends ListingRow {
  readonly link: PageElement;
  readonly url: string;
}

export interface Listing {
  readonly items: readonly ListingItem[];
  /** Rows that lead nowhere beside those that do. */
  readonly alone?: readonly ListingRow[];
  /** Layout of its records. */
  readonly layout: string;
}

/** A row that shows nothing but a name and a link tells nothing about the service that its own page will not tell. */
export function recordOf(item: ListingItem, layout: string): SourceRecord | undefined {
  const shown = [...item.fields].filter((field) => field !== 'name');
  return shown.length === 0 ? undefined : { at: item.url, layout, values: item.values, listed: true };
}

/** What a list says of a procedure to whose page it does not lead: all that is known of it. */
export function recordAlone(
  { values }: ListingRow,
  number: number,
  layout: string,
  url: string,
): SourceRecord {
  return { at: `${url} #${number}`, layout, values, listed: true };
}

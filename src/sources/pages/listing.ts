/** Lists of procedures: rows and cards, each with a link to a procedure of its own. */
import type { LabelledValue, SourceRecord } from '../../services/labelled.js';
import type { FieldName } from '../../services/service.js';
import type { PageElement } from './tree.js';

/** One procedure of a list. */
export interface ListingItem {
  /** The row or card. */
  readonly element: PageElement;
  readonly link: PageElement;
  readonly url: string;
  readonly name: string;
  /** What the list shows of the procedure, its name first. */
  readonly values: readonly LabelledValue[];
  /** The fields that `values` speak of. */
  readonly fields: ReadonlySet<FieldName>;
}

export interface Listing {
  readonly items: readonly ListingItem[];
  /** Layout of its records. */
  readonly layout: string;
}

/** A row that shows nothing but a name and a link tells nothing about the service that its own page will not tell. */
export function recordOf(item: ListingItem, layout: string): SourceRecord | undefined {
  const shown = [...item.fields].filter((field) => field !== 'name');
  return shown.length === 0 ? undefined : { at: item.url, layout, values: item.values, listed: true };
}

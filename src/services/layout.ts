/** What a source can show, judged per layout from all its records. */
import type { Draft } from './normalise.js';
import type { FieldName } from './service.js';

export interface Layouts {
  /**
   * Counts one record of a layout.
   *
   * @param pages true where its records are pages rather than rows of an export
   * @returns the layout's number
   */
  readonly meet: (layout: string, source: number, draft: Draft, pages?: boolean) => number;
  /** True where records of that layout show the place of the field. */
  readonly shows: (layout: number, field: FieldName) => boolean;
  /** Those of the labels that no record of the layout has beside the field: what stands under them may be the field's. */
  readonly standIns: (layout: number, labels: readonly string[], field: FieldName) => readonly string[];
  /** True where records of that layout show an address or a script for any form. */
  readonly linksForms: (layout: number) => boolean;
  /** Fields whose place was empty in every record of a layout, so that the layout is taken not to show them. */
  readonly alwaysEmpty: () => readonly {
    readonly source: number;
    readonly field: FieldName;
    readonly count: number;
    readonly pages: boolean;
  }[];
  /** Labels the vocabulary does not know, per source, in the order they were met. */
  readonly unknown: (source: number) => readonly string[];
}

/** Labels of one source that are kept. */
const MOST_LABELS = 200;

/**
 * From so many records on, a place that is blank in all of them tells about the export rather than about the services:
 * a column that nobody fills proves as little as a link that everybody shares.
 */
const TELLING = 10;

/**
 * What no procedure is without. A section of it that is empty on every page of a layout, were it two, is more likely one that
 * reading the layout misses than one that nobody wrote: a page can fail by it only beside a sister on which it was read.
 */
const NEVER_WITHOUT: ReadonlySet<FieldName> = new Set([
  'steps',
  'methods',
  'documents',
  'timeLimits',
  'audience',
  'units',
  'result',
  'legalBasis',
]);
const TELLING_PAGES = 2;

interface Layout {
  readonly source: number;
  readonly number: number;
  readonly pages: boolean;
  readonly shown: Map<FieldName, number>;
  /** Fields that records show beside a label the vocabulary does not know. */
  readonly beside: Map<string, Set<FieldName>>;
  records: number;
  linksForms: boolean;
}

export function createLayouts(): Layouts {
  const byName = new Map<string, Layout>();
  const list: Layout[] = [];
  const unknown: Set<string>[] = [];
  const filled = (layout: Layout | undefined, field: FieldName) => layout?.shown.get(field);
  return {
    meet(name, source, draft, pages = false) {
      const key = `${source}\u0000${name}`;
      let layout = byName.get(key);
      if (layout === undefined) {
        layout = {
          source,
          number: list.length,
          pages,
          shown: new Map(),
          beside: new Map(),
          records: 0,
          linksForms: false,
        };
        byName.set(key, layout);
        list.push(layout);
      }
      layout.records += 1;
      layout.linksForms ||=
        draft.values.forms?.items.some((form) => form.url !== undefined || form.script === true) ?? false;
      for (const field of draft.shown)
        layout.shown.set(field, (layout.shown.get(field) ?? 0) + (draft.blank.includes(field) ? 0 : 1));
      for (const label of draft.unknown) {
        const fields = layout.beside.get(label) ?? new Set();
        if (layout.beside.size < MOST_LABELS) layout.beside.set(label, fields);
        for (const field of draft.shown) fields.add(field);
      }
      unknown[source] ??= new Set();
      for (const label of draft.unknown)
        if (label !== '' && (unknown[source]?.size ?? 0) < MOST_LABELS) unknown[source]?.add(label);
      return layout.number;
    },
    shows(number, field) {
      const layout = list[number];
      const count = filled(layout, field);
      return layout !== undefined && count !== undefined && (count > 0 || !isTold(layout, field));
    },
    standIns(number, labels, field) {
      const beside = list[number]?.beside;
      return labels.filter((label) => beside?.get(label)?.has(field) === false);
    },
    linksForms: (number) => list[number]?.linksForms ?? false,
    alwaysEmpty() {
      return list.flatMap((layout) =>
        [...layout.shown]
          .filter(([field, count]) => count === 0 && isTold(layout, field))
          .map(([field]) => ({ source: layout.source, field, count: layout.records, pages: layout.pages })),
      );
    },
    unknown: (source) => [...(unknown[source] ?? [])],
  };
}

/** True where there are records enough to tell from a place that is blank in all of them. */
function isTold({ records, pages }: Layout, field: FieldName): boolean {
  return records >= (pages && NEVER_WITHOUT.has(field) ? TELLING_PAGES : TELLING);
}

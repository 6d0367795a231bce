/** All records of a run: put aside as they come, then given back as services, sorted, each once. */
import { createEmptyRecords } from './empty-records.js';
import { createLayouts } from './layout.js';
import { mergeDrafts, type PlacedDraft, type PlacedProblem, tightName } from './merge.js';
import { ACTION_FIELDS, type Draft } from './normalise.js';
import { createPages, pageOf } from './pages.js';
import type { ProblemLog } from './problem-log.js';
import { createReprints } from './reprints.js';
import type { FieldName, Service, ServiceValues } from './service.js';
import { createSharedLinks } from './shared-links.js';
import { createSpool } from './spool.js';
import { foldName, shorten } from './text.js';
import type { UnitRegister } from './units.js';
import { createUnreadPages, type UnreadPages } from './unread-pages.js';
import { namesSeveralLevels } from './values/level.js';
import { LABELLED_FIELDS } from './vocabulary.js';

export interface RecordPlace {
  /** Number of the source on the command line, from 0. */
  readonly source: number;
  readonly kind: string;
  readonly location: string;
  readonly at: string;
  readonly layout: string;
  /** Address of the procedure's own page, where `at` is not that address. */
  readonly url?: string;
  /** True for what a list says of the procedure. */
  readonly listed?: true;
}

export interface Collection {
  /** Puts one record aside. @returns false where nothing tells which service it is */
  readonly add: (draft: Draft, place: RecordPlace) => boolean;
  /** Call once, when every record has been added: judges what can be judged only over all of them. */
  readonly settle: () => void;
  /** The services, sorted by code, then name. May be gone through again. */
  readonly services: () => Generator<Service>;
  /** Number of services read at a source, known after {@link services} has been gone through once. */
  readonly servicesOf: (source: number) => number;
  /** Pages of procedures that were not read; settled once {@link services} has been gone through once. */
  readonly unread: Omit<UnreadPages, 'settle'>;
  /** Removes what was put aside. */
  readonly close: () => void;
}

const FIELDS: readonly FieldName[] = [...LABELLED_FIELDS, 'mentionedForms', 'statedElsewhere', 'unread'];

/** @param units counts every unit of every record, and tells which names are one unit's */
export function createCollection(
  problems: ProblemLog,
  units: Pick<UnitRegister, 'meet' | 'key'>,
): Collection {
  const spool = createSpool();
  const layouts = createLayouts();
  const emptyRecords = createEmptyRecords();
  const links = new Map(ACTION_FIELDS.map((field) => [field, createSharedLinks()]));
  const records = new Map<string, number | number[]>();
  const pages = createPages();
  const reprints = createReprints();
  const unread = createUnreadPages();
  const counts: number[] = [];
  /** Of the sources that gave records. */
  const totals = new Map<number, { readonly records: number; readonly total: number }>();
  let keys: readonly string[] | undefined;
  let reported = false;

  const add: Collection['add'] = (draft, place) => {
    const page = pageOf(place);
    const key = keyOf(draft, page);
    if (key === undefined) return false;
    const layout = layouts.meet(place.layout, place.source, draft, place.kind !== 'export');
    if (draft.withoutContent) emptyRecords.meet(place.source, place.location, place.at);
    for (const name of draft.values.units ?? []) units.meet(name);
    for (const field of ACTION_FIELDS) {
      const used = draft.values[field]?.url;
      const urls = new Set([...(used === undefined ? [] : [used]), ...(draft.actionUrls?.[field] ?? [])]);
      for (const url of urls) links.get(field)?.meet(place.source, url, key);
    }
    const before = totals.get(place.source) ?? { records: 0, total: 0 };
    totals.set(place.source, {
      records: before.records + 1,
      total: Math.max(before.total, draft.total ?? 0),
    });
    const { source, kind, location, at } = place;
    const placed: PlacedDraft = {
      values: draft.values,
      evidence: draft.evidence,
      source,
      kind,
      location,
      at,
      layout,
      ...(page === undefined ? {} : { page }),
      ...(place.listed === undefined ? {} : { listed: true }),
      ...(draft.unrecognised.length === 0 ? {} : { unrecognised: draft.unrecognised }),
    };
    const number = spool.append(JSON.stringify(placed));
    if (page !== undefined)
      pages.meet(page, {
        key,
        number,
        name: tightName(draft.values.name ?? ''),
        listed: place.listed === true,
      });
    // The title of a document may be on every page of its site.
    const isNamed = draft.values.name && draft.evidence.name?.[0]?.derived !== true;
    if (page !== undefined && place.listed !== true && isNamed)
      reprints.meet({
        source,
        key,
        number,
        name: foldName(draft.values.name ?? ''),
        units: unitsOf(draft),
        url: place.url ?? at,
      });
    const known = records.get(key);
    if (known === undefined) records.set(key, number);
    else if (typeof known === 'number') records.set(key, [known, number]);
    else known.push(number);
    if (draft.mended === 'suffix' || draft.mended === 'padded') {
      const args = { code: draft.values.code ?? '', raw: draft.evidence.code?.[0]?.text ?? '' };
      problems.add(source, { code: `code-${draft.mended}`, args, at }, location);
    }
    const declared = draft.values.declaredLevel;
    if (declared && declared.level === undefined && namesSeveralLevels(declared.text)) {
      const args = { code: draft.values.code ?? draft.values.name ?? '', text: shorten(declared.text, 120) };
      problems.add(source, { code: 'level-several', args, at }, location);
    }
    return true;
  };

  const settle: Collection['settle'] = () => {
    const moved = new Map<number, string>();
    for (const { number, from, to } of pages.moves()) {
      move(records, number, from, to);
      moved.set(number, to);
    }
    for (const { number, from, to } of reprints.moves(moved)) move(records, number, from, to);
    keys = [...records.keys()].sort();
    for (const { source, field, count, pages } of layouts.alwaysEmpty())
      problems.add(source, {
        code: pages ? 'section-always-empty' : 'column-always-empty',
        args: { field, count },
      });
    const sources = [...totals].sort(([left], [right]) => left - right);
    for (const [source, { records: read, total }] of sources) {
      const empty = emptyRecords.of(source);
      if (empty !== undefined)
        problems.add(source, { code: 'record-without-content', at: empty.at, args: { count: empty.count } });
      if (total > read) problems.add(source, { code: 'listing-incomplete', args: { read, total } });
    }
    for (const [source] of sources) {
      const unknown = layouts.unknown(source);
      if (unknown.length > 0)
        problems.add(source, { code: 'unknown-columns', args: { labels: unknown.join(', ') } });
      for (const { url, count } of links.get('onlineSubmission')?.shared(source).slice(0, 3) ?? []) {
        if (count > 1) problems.add(source, { code: 'shared-submission-link', args: { url, count } });
      }
    }
  };

  function* services(): Generator<Service> {
    for (const key of keys ?? []) {
      const numbers = records.get(key) ?? [];
      const drafts = (typeof numbers === 'number' ? [numbers] : numbers).map(
        (number) => JSON.parse(spool.read(number)) as PlacedDraft,
      );
      // A list says less than the page it leads to.
      drafts.sort((a, b) => a.source - b.source || Number(a.listed ?? false) - Number(b.listed ?? false));
      const groups = byName(drafts);
      for (const group of groups) {
        const id = groups.length === 1 ? key : `${key}|${tightName(group[0]?.values.name ?? '')}`;
        const merged = mergeDrafts(id, group, FIELDS, layouts.shows, units.key);
        if (!reported) report(groups, group, merged.problems);
        yield settled(merged.service, group);
      }
    }
    reported = true;
  }

  function report(
    groups: readonly PlacedDraft[][],
    group: readonly PlacedDraft[],
    disagreements: readonly PlacedProblem[],
  ): void {
    for (const { source, problem, location } of disagreements) problems.add(source, problem, location);
    const first = group[0];
    if (first === undefined) return;
    unread.settle(group);
    const code = first.values.code ?? null;
    for (const source of new Set(group.map((draft) => draft.source))) {
      counts[source] = (counts[source] ?? 0) + 1;
      const placed = group.filter(
        (draft) =>
          draft.source === source && draft.location === group.find((one) => one.source === source)?.location,
      );
      // A row of a list and the page it leads to stand at one address: they are one record in two pieces.
      const same = [...new Map(placed.map((draft) => [draft.at, draft])).values()];
      const unitSets = new Set(
        same.map((draft) => [...(draft.values.units ?? [])].map(foldName).sort().join(';')),
      );
      // A portal shows one procedure at several addresses; an export that lists it twice has a mistake.
      if (same[0]?.kind === 'export' && same.length > 1 && unitSets.size < same.length) {
        const args = { code: code ?? first.values.name ?? '', count: same.length };
        problems.add(source, { code: 'duplicate-code', at: placesOf(same), args }, same[0]?.location);
      }
    }
    if (groups.length > 1 && group === groups[0]) {
      const firsts = groups.flatMap((one) => one[0] ?? []);
      const args = { code: code ?? '', count: groups.length };
      problems.add(first.source, { code: 'code-several-names', at: placesOf(firsts), args }, first.location);
    }
  }

  /** What only the whole of the sources tells about one service. */
  function settled(service: Service, group: readonly PlacedDraft[]): Service {
    const values: ServiceValues = service.values;
    const unrecognised = unrecognisedOf(values, group);
    if (unrecognised.labels.length > 0) values.unrecognised = unrecognised;
    if (
      values.forms &&
      values.forms.items.length > 0 &&
      !group.some((draft) => layouts.linksForms(draft.layout))
    ) {
      values.forms = { ...values.forms, unlinked: true };
    }
    for (const field of ACTION_FIELDS) {
      const action = values[field];
      if (action?.url === undefined || !/^(?:own|likely|disputed)$/.test(action.basis)) continue;
      const source = group.find((draft) => draft.values[field]?.url === action.url)?.source ?? 0;
      if (!links.get(field)?.isShared(source, action.url)) continue;
      // A link of the whole source is nothing against words that deny it for this service.
      values[field] =
        action.basis === 'disputed' ? { text: action.text, basis: 'none' } : { ...action, basis: 'shared' };
    }
    return service;
  }

  /** Fields that no record of the service has a place for, and headings that may be theirs under another name. */
  function unrecognisedOf(values: ServiceValues, group: readonly PlacedDraft[]) {
    const labels = new Set<string>();
    const fields = LABELLED_FIELDS.filter((field) => {
      if (values[field] !== null || group.some((draft) => draft.values[field] !== undefined)) return false;
      const found = group.flatMap(({ layout, unrecognised = [] }) =>
        layouts.shows(layout, field) ? layouts.standIns(layout, unrecognised, field) : [],
      );
      for (const label of found) labels.add(label);
      return found.length > 0;
    });
    return { labels: [...labels], fields };
  }

  return { add, settle, services, servicesOf: (source) => counts[source] ?? 0, unread, close: spool.close };
}

/** Where drafts stand, at most five places. */
function placesOf(drafts: readonly PlacedDraft[]): string {
  const more = drafts.length > 5 ? ', …' : '';
  return `${drafts
    .slice(0, 5)
    .map((draft) => draft.at)
    .join(', ')}${more}`;
}

/** One code is one service — unless one source gives it several names: those are kept apart. */
function byName(drafts: readonly PlacedDraft[]): PlacedDraft[][] {
  const groups: { names: Set<string>; drafts: PlacedDraft[] }[] = [];
  for (const draft of drafts) {
    const name = tightName(draft.values.name ?? '');
    const group =
      groups.find((one) => name === '' || one.names.has(name)) ??
      groups.find((one) => draft.page !== undefined && draft.listed && isOf(one.drafts, draft.page)) ??
      groups.find((one) => one.drafts.some((other) => isCutShort(other, draft))) ??
      groups.find(
        (one) =>
          one.names.has('') ||
          !one.drafts.some((other) => other.source === draft.source && other.location === draft.location),
      );
    if (group === undefined) groups.push({ names: new Set([name]), drafts: [draft] });
    else {
      group.names.add(name);
      group.drafts.push(draft);
    }
  }
  return groups.map((group) => group.drafts);
}

function isOf(drafts: readonly PlacedDraft[], page: string): boolean {
  return drafts.some((other) => other.page === page && other.listed !== true);
}

const CUT = /(?:…|\.{3})\s*$/;

/** True where one name is the other, cut short with an ellipsis, as lists print it. */
function isCutShort(a: PlacedDraft, b: PlacedDraft): boolean {
  const [first = '', second = ''] = [a.values.name ?? '', b.values.name ?? ''];
  const [cut, whole] = CUT.test(first) ? [first, second] : [second, first];
  return CUT.test(cut) && tightName(cut) !== '' && tightName(whole).startsWith(tightName(cut));
}

/** A name that only the title of a document gives may be on every page of its site: there the page tells services apart. */
function keyOf({ values, evidence }: Draft, page: string | undefined): string | undefined {
  if (values.code) return `c:${values.code.toLowerCase()}`;
  if (!values.name) return undefined;
  const units = unitsOf({ values });
  const own = evidence.name?.[0]?.derived === true && page !== undefined ? `|${page}` : '';
  return `n:${foldName(values.name)}|${units}${own}`;
}

function unitsOf({ values }: Pick<Draft, 'values'>): string {
  return [...(values.units ?? [])].map(foldName).sort().join(';');
}

function move(records: Map<string, number | number[]>, number: number, from: string, to: string): void {
  const listOf = (key: string) => [records.get(key) ?? []].flat();
  const left = listOf(from).filter((one) => one !== number);
  if (left.length === 0) records.delete(from);
  else records.set(from, left);
  records.set(
    to,
    [...listOf(to), number].sort((a, b) => a - b),
  );
}

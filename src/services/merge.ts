/** One service out of the drafts that describe it. */
import type { Draft } from './normalise.js';
import type { Problem } from './problem.js';
import type { Evidence, FieldName, Service, ServiceSource, ServiceValues } from './service.js';
import { foldName, shorten } from './text.js';

/** A draft with where it came from. */
export interface PlacedDraft extends Pick<Draft, 'values' | 'evidence'> {
  /** Number of its source on the command line, from 0: the smaller one wins a disagreement. */
  readonly source: number;
  readonly kind: string;
  readonly location: string;
  readonly at: string;
  readonly layout: number;
  /** The procedure's own page, shortened to tell it from others. */
  readonly page?: string;
  /** True for what a list says of it. */
  readonly listed?: true;
  /** Labels with something under them that the vocabulary does not know. */
  readonly unrecognised?: readonly string[];
}

/** A problem and the source it belongs to. */
export interface PlacedProblem {
  readonly source: number;
  /** The file or address it is about. */
  readonly location: string;
  readonly problem: Problem;
}

/**
 * Joins drafts: the first that says something wins a single value, units of one source are added up, every disagreement between
 * sources is reported. A value drawn from another place (the competent agency as unit) stands in only where no draft has the
 * field's own.
 *
 * @param drafts at least one, in the order of their sources
 * @param unitKey equal for the names of one unit
 * @param shows whether a layout shows a field: a field without a value is `null` where one of them does, else left out
 */
export function mergeDrafts(
  id: string,
  drafts: readonly PlacedDraft[],
  fields: readonly FieldName[],
  shows: (layout: number, field: FieldName) => boolean,
  unitKey: (name: string) => string,
): { service: Service; problems: readonly PlacedProblem[] } {
  const values: Record<string, unknown> = {};
  const evidence: { [F in FieldName]?: readonly Evidence[] } = {};
  const problems: PlacedProblem[] = [];
  const first = drafts[0];
  if (first === undefined) throw new TypeError('mergeDrafts: no draft');
  for (const field of fields) {
    const winner =
      drafts.find((draft) => hasValue(draft, field) && !isDerived(draft, field)) ??
      drafts.find((draft) => hasValue(draft, field)) ??
      drafts.find((draft) => draft.evidence[field] !== undefined);
    const value = winner?.values[field] ?? null;
    if (value !== null) values[field] = field === 'units' ? allUnits(drafts, winner) : value;
    else if (drafts.some((draft) => shows(draft.layout, field))) values[field] = null;
    else continue;
    if (winner?.evidence[field] !== undefined)
      evidence[field] = winner.evidence[field].map((one) => ({ ...one, at: place(winner, first, one.at) }));
    if (winner !== undefined && value !== null)
      problems.push(...disagreements(field, winner, drafts, unitKey));
  }
  return { service: { id, values: values as ServiceValues, evidence, sources: sourcesOf(drafts) }, problems };
}

function hasValue(draft: PlacedDraft, field: FieldName): boolean {
  return (draft.values[field] ?? null) !== null;
}

function isDerived(draft: PlacedDraft, field: FieldName): boolean {
  return draft.evidence[field]?.[0]?.derived ?? false;
}

function place(draft: PlacedDraft, first: PlacedDraft, at: string): string {
  const inside = at === '' ? draft.at : `${draft.at}, ${at}`;
  return draft.source === first.source && draft.location === first.location
    ? inside
    : `${draft.location}, ${inside}`;
}

/** The units that all drafts of one place name together; names run together there are told apart where another place does. */
function allUnits(drafts: readonly PlacedDraft[], winner: PlacedDraft | undefined): readonly string[] {
  const lists = drafts.flatMap(({ values }) =>
    values.units && values.units.length > 1 ? [values.units] : [],
  );
  const names = new Map<string, string>();
  for (const draft of drafts) {
    if (winner === undefined || placeOf(draft) !== placeOf(winner)) continue;
    for (const name of (draft.values.units ?? []).flatMap((one) => toldApart(one, lists)))
      if (!names.has(foldName(name))) names.set(foldName(name), name);
  }
  return [...names.values()];
}

/** "Sở A, Sở B" where another list has "Sở A" and "Sở B" and nothing else: two names, in the order of the first. */
function toldApart(name: string, lists: readonly (readonly string[])[]): readonly string[] {
  if (!name.includes(',')) return [name];
  const whole = tightName(name);
  const list = lists.find((names) => {
    const parts = names.map(tightName).sort((a, b) => b.length - a.length);
    return parts.reduce((rest, part) => rest.replace(part, ''), whole) === '';
  });
  if (list === undefined) return [name];
  return [...list].sort((a, b) => whole.indexOf(tightName(a)) - whole.indexOf(tightName(b)));
}

function sourcesOf(drafts: readonly PlacedDraft[]): readonly ServiceSource[] {
  const seen = new Set<string>();
  return drafts.flatMap(({ kind, location, at }) => {
    const key = `${location}\u0000${at}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ kind, location, at }];
  });
}

/** What of a field two sources can contradict each other about, written so that equal meanings are equal texts. */
const COMPARED: { readonly [F in FieldName]?: (values: ServiceValues) => string | undefined } = {
  name: (values) => values.name ?? undefined,
  declaredLevel: (values) =>
    values.declaredLevel?.level === undefined
      ? undefined
      : `${values.declaredLevel.level} (${values.declaredLevel.text})`,
  units: (values) => values.units?.join('; '),
  field: (values) => values.field?.text,
  announcingDecision: (values) => values.announcingDecision?.number,
  timeLimits: (values) =>
    values.timeLimits?.limits.length
      ? values.timeLimits.limits.map(({ amount, unit }) => `${amount} ${unit}`).join('; ')
      : undefined,
};

/** What two pages or rows of one source cannot both be right about. */
const TOLD_WITHIN: ReadonlySet<FieldName> = new Set<FieldName>(['declaredLevel']);

function disagreements(
  field: FieldName,
  winner: PlacedDraft,
  drafts: readonly PlacedDraft[],
  unitKey: (name: string) => string,
): PlacedProblem[] {
  const said = COMPARED[field];
  if (said === undefined) return [];
  const sayingOf = (draft: PlacedDraft) =>
    said(field === 'units' ? { units: allUnits(drafts, draft) } : draft.values);
  const meaningOf = (draft: PlacedDraft, saying: string): string => {
    if (field === 'declaredLevel') return saying.slice(0, 1);
    if (field !== 'units') return tightName(saying);
    return [...new Set(allUnits(drafts, draft).map((name) => tightName(unitKey(name))))].sort().join(';');
  };
  const first = sayingOf(winner);
  if (!first) return [];
  const seen = new Set([placeOf(winner)]);
  const code = winner.values.code ?? winner.values.name ?? '';
  const told = new Set([first]);
  return drafts.flatMap((draft) => {
    const second = sayingOf(draft);
    // What stands in for the field speaks of something else.
    if (isDerived(draft, field) || !second || meaningOf(draft, second) === meaningOf(winner, first))
      return [];
    const { source, location, at } = draft;
    const args = { code, field, first: shorten(first, 120), second: shorten(second, 120) };
    if (placeOf(draft) === placeOf(winner)) {
      if (!TOLD_WITHIN.has(field) || told.has(second)) return [];
      told.add(second);
      return [{ source, location, problem: { code: 'pages-disagree', at, args } }];
    }
    if (seen.has(placeOf(draft))) return [];
    seen.add(placeOf(draft));
    return [{ source, location, problem: { code: 'sources-disagree', at, args } }];
  });
}

/** The file or address a draft was read at. */
function placeOf({ source, location }: PlacedDraft): string {
  return `${source} ${location}`;
}

/** A name without anything but its letters and digits: punctuation and spaces tell no two procedures apart. */
export function tightName(name: string): string {
  return foldName(name).replace(/[^\p{L}\p{N}]+/gu, '');
}

/** From the labelled values of one record to the typed, tri-state values of one service. */
import { type ReadCode, readCode } from './code.js';
import { fromDocuments, fromLegalBasis, fromMethodParts, fromMethods, fromTexts } from './derived-values.js';
import { createDraftBuilder, type DraftBuilder } from './draft-builder.js';
import * as parse from './field-parsers.js';
import type { SourceRecord } from './labelled.js';
import { evidenceOf, firstSaying, holdsNothing, readings, saysSomething } from './reading.js';
import type { Evidence, FieldName, ServiceValues } from './service.js';
import { cleanLine, shorten } from './text.js';
import { splitUnits } from './units.js';
import { isNone, isPlaceholder } from './values/placeholder.js';
import { cutSwallowed } from './values/swallowed.js';
import type { Vocabulary } from './vocabulary.js';

/** One record, read by itself. What its source as a whole can show is settled later. */
export interface Draft {
  readonly values: ServiceValues;
  readonly evidence: { [F in FieldName]?: readonly Evidence[] };
  /** Fields whose place the record shows, empty or not. */
  readonly shown: readonly FieldName[];
  /** Those of them that hold no character at all. */
  readonly blank: readonly FieldName[];
  /** Labels the vocabulary does not know. */
  readonly unknown: readonly string[];
  /** Those of them under which something stands. */
  readonly unrecognised: readonly string[];
  /** Every address of an action the record shows, also those that do not count: by them a link that others have is told. */
  readonly actionUrls?: { readonly [F in ActionField]?: readonly string[] };
  /** How the code had to be mended. */
  readonly mended?: ReadCode['mended'];
  /** The number of records the whole listing is said to have. */
  readonly total?: number;
  /** True where the record has places for what a procedure is and every one of them is blank: reading it may have failed. */
  readonly withoutContent?: true;
}

/** Fields where a link that many services carry is weak evidence. */
export const ACTION_FIELDS = ['onlineSubmission', 'eForm', 'attachments', 'onlinePayment'] as const;

export type ActionField = (typeof ACTION_FIELDS)[number];

export interface NormaliseOptions {
  /** A further separator of agency names in that source. */
  readonly unitSeparator?: string;
}

export function normalise(
  record: SourceRecord,
  vocabulary: Vocabulary,
  options: NormaliseOptions = {},
): Draft {
  const { of, unknown, unrecognised, total } = readings(record, vocabulary);
  const draft = createDraftBuilder(of);
  const mended = setIdentity(draft);
  setUnits(draft, options.unitSeparator);
  setStatements(draft);
  setForms(draft);
  setActions(draft);
  fromMethods(draft);
  fromMethodParts(draft);
  fromDocuments(draft);
  fromTexts(draft);
  fromLegalBasis(draft);
  weighDenial(draft);
  const unread = [...of].filter(
    ([field, list]) =>
      draft.lacks(field) && list.some((one) => one.unread || isAllSwallowed(field, one.text)),
  );
  if (unread.length > 0)
    draft.values.unread = [...new Set(unread.flatMap(([field]) => withColumns(field, of)))];
  const readElsewhere = (field: FieldName) =>
    !draft.lacks(field) && draft.evidence[field]?.[0]?.derived !== true;
  const blank = [...of].flatMap(([field, list]) =>
    list.every(holdsNothing) && !readElsewhere(field) ? [field] : [],
  );
  return {
    values: draft.values,
    evidence: draft.evidence,
    shown: [...draft.shown],
    blank,
    unknown,
    unrecognised,
    actionUrls: actionUrls(of),
    ...(mended === undefined ? {} : { mended }),
    ...(total === undefined ? {} : { total }),
    ...(isWithoutContent(draft) ? { withoutContent: true as const } : {}),
  };
}

/** What other pages tell in the columns of a section may stand in the file that one gives instead of it. */
const COLUMNS: { readonly [F in FieldName]?: readonly FieldName[] } = {
  methods: ['timeLimits', 'phi', 'lePhi', 'receivingChannels'],
  documents: ['dossierSets'],
};

function withColumns(field: FieldName, of: DraftBuilder['of']): FieldName[] {
  return [field, ...(COLUMNS[field] ?? []).filter((column) => !of.has(column))];
}

/** Sections that may be made of the very words that buttons of a site bear: "Nộp hồ sơ", "Trả kết quả". */
const OF_STAGES: ReadonlySet<FieldName> = new Set(['steps', 'methods']);

/** True where every line of such a section may be the site's. Whether it says nothing is for a person to see. */
function isAllSwallowed(field: FieldName, text: string): boolean {
  return OF_STAGES.has(field) && !isPlaceholder(text) && cutSwallowed(text) === '';
}

/** @returns how the code had to be mended */
function setIdentity(draft: DraftBuilder): ReadCode['mended'] {
  let code: ReadCode | null = null;
  const reading = draft.saying('code');
  if (reading !== undefined) {
    code = isPlaceholder(reading.text) ? null : readCode(reading.text);
    draft.set('code', code?.code ?? null, reading);
  }
  const name = draft.saying('name');
  if (name !== undefined)
    draft.set(
      'name',
      isPlaceholder(name.text) ? null : cleanLine(name.text),
      name,
      name.value.borrowed === true,
    );
  setDeclaredLevel(draft);
  return code?.mended;
}

/** The declared level; where several columns are marked, the highest. */
function setDeclaredLevel(draft: DraftBuilder): void {
  const list = draft.of.get('declaredLevel') ?? [];
  const read = list
    .map((reading) => ({ reading, value: parse.declaredLevel(reading.text) }))
    .filter((one) => one.value !== null)
    .sort((a, b) => (b.value?.level ?? 0) - (a.value?.level ?? 0));
  const [best] = read;
  if (list.length > 0) draft.set('declaredLevel', best?.value ?? null, best?.reading ?? list[0]);
}

/** A longer cell that names no agency is not empty: its beginning is shown as it stands. */
const LONG_CELL = 600;

/** The executing agency; the competent one stands in where it is empty. */
function setUnits(draft: DraftBuilder, separator: string | undefined): void {
  draft.own('authority', parse.statement);
  const names = (text: string) => {
    const found = isNone(text) ? [] : splitUnits(text, separator);
    return found.length === 0 ? null : found;
  };
  draft.own('units', names);
  if (!draft.lacks('units')) return;
  const authority = draft.saying('authority');
  const stand = authority === undefined ? null : names(authority.text);
  const own = draft.saying('units');
  if (stand !== null) draft.set('units', stand, authority, true);
  else if (own !== undefined && own.text.length > LONG_CELL)
    draft.set('units', [shorten(cleanLine(own.text), 120)], own, true);
}

function setStatements(draft: DraftBuilder): void {
  draft.own('adminLevel', parse.adminLevel);
  for (const field of ['sector', 'field', 'audience'] as const) draft.own(field, parse.statement);
  for (const field of ['steps', 'conditions'] as const) draft.own(field, parse.section);
  draft.own('result', parse.result);
  draft.own('timeLimits', parse.timeLimits);
  for (const field of ['phi', 'lePhi'] as const) draft.own(field, parse.fee);
  for (const field of ['methods', 'receivingChannels', 'returningChannels', 'resultDelivery'] as const)
    setChannels(draft, field);
  draft.own('legalBasis', parse.legalBasis);
  setDecision(draft);
  draft.own('dossierSets', parse.dossierSets);
}

function setDecision(draft: DraftBuilder): void {
  const reading = draft.saying('announcingDecision');
  if (reading === undefined) return;
  const { likely, beside } = reading.value;
  const value = parse.announcingDecision(reading.text);
  draft.set(
    'announcingDecision',
    value !== null && likely ? { ...value, likely } : value,
    reading,
    likely ?? beside ?? false,
  );
}

/** Of several places ("Nơi trả kết quả", "Hình thức trả kết quả") the first that names a channel counts. */
function setChannels(
  draft: DraftBuilder,
  field: 'methods' | 'receivingChannels' | 'returningChannels' | 'resultDelivery',
): void {
  const naming = draft.of.get(field)?.find(({ text }) => (parse.channels(text)?.channels.length ?? 0) > 0);
  const reading = naming ?? draft.saying(field);
  if (reading !== undefined) draft.set(field, parse.channels(reading.text), reading);
}

function setForms(draft: DraftBuilder): void {
  for (const field of ['forms', 'resultTemplate'] as const) {
    const list = draft.of.get(field);
    if (list === undefined) continue;
    draft.values[field] = parse.forms(list);
    const saying = list.filter(saysSomething);
    draft.evidence[field] = (saying.length > 0 ? saying : list.slice(0, 1)).map((one) => evidenceOf(one));
  }
}

function setActions(draft: DraftBuilder): void {
  for (const field of ACTION_FIELDS) {
    const list = draft.of.get(field);
    if (list === undefined) continue;
    const read = field === 'onlinePayment' ? parse.onlinePayment : parse.onlineAction;
    const denial = list.find(({ value }) => value.beside);
    draft.set(field, read(list), denial ?? firstSaying(list), denial !== undefined);
  }
}

/** A sentence that denies submission on line, beside a list of channels that has it: the page contradicts itself. */
function weighDenial(draft: DraftBuilder): void {
  const { onlineSubmission: action, methods, receivingChannels } = draft.values;
  if (action?.basis !== 'none' || !draft.of.get('onlineSubmission')?.some(({ value }) => value.beside))
    return;
  const channels = [methods, receivingChannels].flatMap((one) => one?.channels ?? []);
  if (channels.includes('online')) draft.values.onlineSubmission = { ...action, basis: 'disputed' };
}

function actionUrls(of: DraftBuilder['of']): NonNullable<Draft['actionUrls']> {
  const urls: { [F in ActionField]?: readonly string[] } = {};
  for (const field of ACTION_FIELDS) {
    const found = (of.get(field) ?? []).flatMap(({ value }) =>
      (value.links ?? []).flatMap(({ url }) => url ?? []),
    );
    if (found.length > 0) urls[field] = [...new Set(found)];
  }
  return urls;
}

/** What a procedure is, apart from its name and who does it. */
const CONTENT = [
  'steps',
  'documents',
  'timeLimits',
  'audience',
  'result',
  'legalBasis',
  'methods',
  'conditions',
  'phi',
  'lePhi',
] as const satisfies readonly FieldName[];
/** Fewer places are too few to tell a record whose reading failed from a listing. */
const FEWEST_PLACES = 4;

function isWithoutContent(draft: DraftBuilder): boolean {
  const lists = CONTENT.flatMap((field) => {
    const list = draft.of.get(field);
    return list === undefined ? [] : [list];
  });
  return (
    lists.length >= FEWEST_PLACES &&
    lists.every((list) =>
      list.every((reading) => holdsNothing({ ...reading, text: cutSwallowed(reading.text) })),
    )
  );
}

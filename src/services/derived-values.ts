/** Values that stand in the place of another field: the columns of tables, the sentences of free texts. */
import type { DraftBuilder } from './draft-builder.js';
import * as parse from './field-parsers.js';
import { evidenceOf, type Reading, saysSomething } from './reading.js';
import type { DossierSets, Fee, FieldName, Form, TimeLimits } from './service.js';
import { parseReturning } from './values/channel.js';
import { parseDocuments, type ReadDocuments } from './values/document.js';
import { mentionedForms } from './values/mentioned-form.js';
import { type MethodsTable, parseMethodsTable } from './values/methods-table.js';
import { isPlaceholder } from './values/placeholder.js';
import {
  doubtfulSets,
  type LabelledPart,
  labelledParts,
  statedDecision,
  statedDirection,
  statedPayment,
  statedSets,
  statedTerm,
} from './values/stated.js';
import { foldLabel } from './vocabulary.js';

/** The table of manners of execution carries the time limit and the fees in columns of its own. */
export function fromMethods(draft: DraftBuilder): void {
  const reading = draft.saying('methods');
  if (reading === undefined) return;
  const table = parseMethodsTable(reading.text, reading.value.tables);
  if (table === null) return;
  if (table.channels.length > 0)
    draft.set('methods', { text: reading.text, channels: table.channels }, reading);
  const remarks = lines(table.rows.map((row) => row.description));
  if (table.hasTime) setTimes(draft, reading, table, remarks);
  if (table.hasFee) setFees(draft, reading, table, remarks);
}

function setTimes(draft: DraftBuilder, reading: Reading, table: MethodsTable, remarks: string): void {
  draft.shown.add('timeLimits');
  if (!draft.lacks('timeLimits')) return;
  const cells = lines(table.rows.map((row) => row.time));
  const limits = parse.timeLimits(cells);
  // A cell "7" or an empty one is explained by the remark beside it, where that gives a time.
  const explained = tellsTime(limits) ? limits : parse.timeLimits(remarks);
  const found = tellsTime(explained) ? explained : limits;
  draft.set('timeLimits', found, { ...reading, text: found === limits ? cells : remarks });
}

function setFees(draft: DraftBuilder, reading: Reading, table: MethodsTable, remarks: string): void {
  const cells = [...new Set(table.rows.map((row) => row.fee))].filter((cell) => !isPlaceholder(cell));
  const read = parse.mergeFees(cells.flatMap((cell) => parse.fee(cell) ?? [])) ?? feeIn(remarks);
  // Digits that run from the time into the fee are an amount nobody can be sure of.
  const isMerged = table.rows.some((row) => row.merged);
  const fees: Fee | null = read !== null && isMerged ? { ...read, contradictory: true } : read;
  for (const field of ['phi', 'lePhi'] as const) {
    draft.shown.add(field);
    if (draft.lacks(field))
      draft.set(field, fees, { ...reading, text: cells.length > 0 ? cells.join('\n') : (fees?.text ?? '') });
  }
}

/**
 * What the cells and lines about the manners of execution say under labels of their own ("Thời hạn: 5 ngày; Lệ phí : Không"). It makes
 * no source able to show the field.
 */
export function fromMethodParts(draft: DraftBuilder): void {
  const reading = draft.saying('methods');
  if (reading === undefined || !saysSomething(reading)) return;
  const cells = (reading.value.tables ?? []).flatMap(({ rows }) => rows.flat().map(({ text }) => text));
  const parts = labelledParts(cells.length === 0 ? reading.text : cells.join('\n'));
  const said = (...kinds: LabelledPart['kind'][]) =>
    parts.filter(({ kind }) => kinds.includes(kind)).map(({ text }) => text);
  const times = parse.timeLimits(said('time').join('\n'));
  if (draft.lacks('timeLimits') && tellsTime(times))
    draft.set('timeLimits', times, { ...reading, text: said('time').join('\n') }, true);
  for (const field of ['phi', 'lePhi'] as const) {
    const texts = [...new Set(said(field, 'fees'))];
    const fee = parse.mergeFees(texts.flatMap((text) => parse.fee(text) ?? []));
    if (draft.lacks(field) && fee !== null && tellsFee(fee))
      draft.set(field, fee, { ...reading, text: texts.join('\n') }, true);
  }
}

/** The dossier's papers carry the forms' names and the number of copies. */
export function fromDocuments(draft: DraftBuilder): void {
  const reading = draft.saying('documents');
  if (reading === undefined) return;
  const read = saysSomething(reading)
    ? parseDocuments(reading.text, reading.value.tables, reading.value.links)
    : null;
  draft.set('documents', read?.documents ?? null, reading);
  if (read === null) return;
  setForms(draft, reading, read);
  setSets(draft, reading, read);
  const mentioned = mentionedForms(read.words);
  if (mentioned.length === 0) return;
  draft.values.mentionedForms = mentioned;
  draft.evidence.mentionedForms = [evidenceOf({ ...reading, text: mentioned.join('; ') }, true)];
}

function setForms(draft: DraftBuilder, reading: Reading, read: ReadDocuments): void {
  if (read.hasForms) draft.shown.add('forms');
  const own = draft.values.forms;
  // "Có" under the forms' own label: the dossier says which.
  const namesNone = own !== undefined && own !== null && own.items.length === 0 && !own.none;
  if ((draft.lacks('forms') || namesNone) && read.forms.length > 0) {
    const text = read.forms.map((form) => form.name).join('\n');
    const unlinked = read.unlinked ? { unlinked: true as const } : {};
    draft.set('forms', { text, items: read.forms, ...unlinked }, { ...reading, text });
  } else if (own?.items.some(isBare)) {
    draft.values.forms = { ...own, items: own.items.map((form) => withFile(form, read.forms)) };
  } else if (draft.values.forms === undefined && read.hasForms) draft.set('forms', null, undefined);
}

function isBare(form: Form): boolean {
  return form.url === undefined && form.file === undefined && form.script === undefined;
}

/** A form that its own place only names, with the file that the dossier offers under the same name or a part of it. */
function withFile(form: Form, offered: readonly Form[]): Form {
  if (!isBare(form)) return form;
  const name = foldLabel(form.name);
  const [same, ...others] = offered.filter((one) => {
    const other = foldLabel(one.name);
    return (
      !isBare(one) &&
      other.length >= SHORTEST_NAME &&
      (` ${name} `.includes(` ${other} `) || ` ${other} `.includes(` ${name} `))
    );
  });
  return same === undefined || others.length > 0 ? form : { ...same, name: form.name };
}

/** Characters by which a form is known again: "mau 1". */
const SHORTEST_NAME = 5;
const LONGEST_SETS = 200;

function setSets(draft: DraftBuilder, reading: Reading, read: ReadDocuments): void {
  if (!draft.lacks('dossierSets')) return;
  // The section that would have to say it, whether it does or not.
  draft.evidence.dossierSets ??= [evidenceOf(reading)];
  if (read.sets === undefined && !read.perPaper) {
    const doubtful = doubtfulSets(read.documents.items.map(({ name }) => name));
    if (read.countLine !== undefined) {
      draft.shown.add('dossierSets');
      draft.set('dossierSets', parse.dossierSets(read.countLine), { ...reading, text: read.countLine });
    } else if (doubtful !== undefined)
      draft.set('dossierSets', { text: doubtful }, { ...reading, text: doubtful }, true);
    else if (read.countsEmpty && draft.values.dossierSets === undefined)
      draft.set('dossierSets', null, undefined);
    return;
  }
  draft.shown.add('dossierSets');
  const sets: DossierSets = {
    text: reading.text.length > LONGEST_SETS ? '' : reading.text,
    ...(read.sets === undefined ? {} : { sets: read.sets }),
    ...(read.perPaper ? { perPaper: true as const } : {}),
  };
  draft.set('dossierSets', sets, reading);
}

/** What free texts say beside their subject; it never makes a source able to show a field. */
export function fromTexts(draft: DraftBuilder): void {
  const steps = draft.saying('steps');
  const methods = draft.saying('methods');
  const elsewhere: FieldName[] = [];
  const mention = (field: FieldName, from: Reading, text: string | undefined) => {
    if (text === undefined || draft.values[field] !== null) return;
    elsewhere.push(field);
    draft.evidence[field] = [...(draft.evidence[field] ?? []), evidenceOf({ ...from, text }, true)];
  };
  for (const reading of [steps, methods]) {
    if (reading === undefined) continue;
    mention('timeLimits', reading, statedTerm(reading.text));
    if (draft.lacks('dossierSets')) {
      const sets = statedSets(reading.text);
      if (sets !== undefined) {
        elsewhere.push('dossierSets');
        draft.evidence.dossierSets = [evidenceOf({ ...reading, text: sets }, true)];
      }
    }
    const paid = statedPayment(reading.text);
    for (const field of ['phi', 'lePhi'] as const) mention(field, reading, paid);
  }
  if (elsewhere.length > 0) draft.values.statedElsewhere = [...new Set(elsewhere)];
  if (methods !== undefined) setDirections(draft, methods, false);
  if (steps !== undefined) setDirections(draft, steps, draft.lacks('methods'));
}

const LONGEST_DIRECTIONS = 500;

/** How the result goes out, and — from the steps, where nothing else says it — how the dossier comes in. */
function setDirections(draft: DraftBuilder, reading: Reading, alsoReceiving: boolean): void {
  if (!saysSomething(reading)) return;
  const { receiving, returning } = parseReturning(reading.text);
  if (draft.lacks('returningChannels') && returning.length > 0) {
    const text = statedDirection(reading.text, 'returning').slice(0, LONGEST_DIRECTIONS);
    draft.set('returningChannels', { text, channels: returning }, { ...reading, text }, true);
  }
  if (alsoReceiving && draft.lacks('receivingChannels') && receiving.length > 0) {
    const text = statedDirection(reading.text, 'receiving').slice(0, LONGEST_DIRECTIONS);
    draft.set('receivingChannels', { text, channels: receiving }, { ...reading, text }, true);
  }
}

/** The legal basis may name the decision that announced the procedure among its documents. */
export function fromLegalBasis(draft: DraftBuilder): void {
  const reading = draft.saying('legalBasis');
  const { announcingDecision: own = null } = draft.values;
  if (reading === undefined || (own !== null && own.likely === undefined)) return;
  const decision = statedDecision(reading.text);
  if (decision !== undefined)
    draft.set('announcingDecision', decision, { ...reading, text: decision.text }, true);
}

/** The fee that the remarks of the table of manners give under a label of their own ("Phí, lệ phí (nếu có): …"). */
function feeIn(remarks: string): Fee | null {
  const line = remarks
    .split('\n')
    .find((one) => /^(?:[-+*•]\s*)?(?:phí|lệ phí|phí, lệ phí)[^:]{0,20}:/iu.test(one));
  return line === undefined ? null : parse.fee(line);
}

function lines(texts: readonly string[]): string {
  return [...new Set(texts)].filter((text) => !isPlaceholder(text)).join('\n');
}

function tellsFee({ amounts, free, byReference, percent }: Fee): boolean {
  return amounts.length > 0 || (free ?? byReference ?? percent !== undefined);
}

function tellsTime(limits: TimeLimits | null): boolean {
  return (
    limits !== null &&
    (limits.limits.length > 0 || (limits.sameDay ?? limits.immediate ?? limits.byEvent ?? false))
  );
}

/** From the labelled values of one record to the typed, tri-state values of one service. */

import { type ReadCode, readCode } from './code.js';
import * as parse from './field-parsers.js';
import type { SourceRecord } from './labelled.js';
import { evidenceOf, firstSaying, type Reading, readings, saysSomething } from './reading.js';
import type { Evidence, Fee, FieldName, Form, ServiceValues } from './service.js';
import { cleanLine } from './text.js';
import { splitUnits } from './units.js';
import { parseReturning } from './values/channel.js';
import { parseCopies } from './values/copies.js';
import { parseDocuments } from './values/document.js';
import { mentionedForms } from './values/mentioned-form.js';
import { parseMethodsTable } from './values/methods-table.js';
import { isPlaceholder } from './values/placeholder.js';
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
  /** How the code had to be mended. */
  readonly mended?: ReadCode['mended'];
  /** The number of records the whole listing is said to have. */
  readonly total?: number;
}

export interface NormaliseOptions {
  /** A further separator of agency names in that source. */
  readonly unitSeparator?: string;
}

export function normalise(
  record: SourceRecord,
  vocabulary: Vocabulary,
  options: NormaliseOptions = {},
): Draft {
  const { of, unknown, total } = readings(record, vocabulary);
  const values: ServiceValues = {};
  const evidence: { [F in FieldName]?: readonly Evidence[] } = {};
  const shown = new Set<FieldName>(of.keys());
  const blank = [...of]
    .filter(([, list]) => list.every((reading) => reading.text === '' && !saysSomething(reading)))
    .map(([field]) => field);

  const set = <F extends FieldName>(
    field: F,
    value: ServiceValues[F],
    from: Reading | undefined,
    derived = false,
  ) => {
    values[field] = value;
    if (from !== undefined) evidence[field] = [evidenceOf(from, derived)];
  };
  /** Sets a field from its own label, where the record has that label. */
  const own = <F extends FieldName>(field: F, read: (text: string) => ServiceValues[F]) => {
    const reading = firstSaying(of.get(field) ?? []);
    if (reading !== undefined) set(field, read(reading.text), reading);
  };

  let code: ReadCode | null = null;
  own('code', (text) => {
    code = isPlaceholder(text) ? null : readCode(text);
    return code?.code ?? null;
  });
  own('name', (text) => (isPlaceholder(text) ? null : cleanLine(text)));
  declared(of.get('declaredLevel') ?? [], set);
  own('adminLevel', parse.adminLevel);
  for (const field of ['sector', 'field', 'audience', 'authority'] as const) own(field, parse.statement);
  for (const field of ['steps', 'conditions'] as const) own(field, parse.section);
  own('result', parse.result);
  own('timeLimits', parse.timeLimits);
  for (const field of ['phi', 'lePhi'] as const) own(field, parse.fee);
  for (const field of ['methods', 'receivingChannels', 'returningChannels', 'resultDelivery'] as const)
    own(field, parse.channels);
  own('legalBasis', parse.legalBasis);
  own('announcingDecision', parse.announcingDecision);
  own('units', (text) => nonEmpty(splitUnits(text, options.unitSeparator)));
  own('dossierSets', (text) => {
    if (isPlaceholder(text)) return null;
    const sets = parseCopies(text)?.sets ?? (/^\d{1,2}$/.test(text) ? Number(text) : undefined);
    return sets === undefined ? { text } : { text, sets };
  });
  for (const field of ['forms', 'resultTemplate'] as const) {
    const list = of.get(field);
    if (list !== undefined) {
      values[field] = parse.forms(list);
      evidence[field] = (list.some(saysSomething) ? list.filter(saysSomething) : list.slice(0, 1)).map(
        (reading) => evidenceOf(reading),
      );
    }
  }
  for (const field of ['onlineSubmission', 'eForm', 'attachments', 'onlinePayment'] as const) {
    const list = of.get(field);
    if (list !== undefined)
      set(
        field,
        field === 'onlinePayment' ? parse.onlinePayment(list) : parse.onlineAction(list),
        firstSaying(list),
      );
  }

  const authority = firstSaying(of.get('authority') ?? []);
  if ((values.units ?? null) === null && authority !== undefined) {
    const names = nonEmpty(splitUnits(authority.text, options.unitSeparator));
    if (names !== null) set('units', names, authority, true);
  }
  fromMethods();
  fromDocuments();
  fromTexts();

  const mended = (code as ReadCode | null)?.mended;
  return {
    values,
    evidence,
    shown: [...shown],
    blank,
    unknown,
    ...(mended === undefined ? {} : { mended }),
    ...(total === undefined ? {} : { total }),
  };

  /** The table of manners of execution carries the time limit and the fees in columns of its own. */
  function fromMethods(): void {
    const reading = firstSaying(of.get('methods') ?? []);
    if (reading === undefined) return;
    const table = parseMethodsTable(reading.text, reading.value.tables);
    if (table === null) return;
    values.methods = { text: reading.text, channels: table.channels };
    const lines = (texts: readonly string[]) =>
      [...new Set(texts)].filter((text) => !isPlaceholder(text)).join('\n');
    const remarks = lines(table.rows.map((row) => row.description));
    if (table.hasTime) {
      shown.add('timeLimits');
      const cells = lines(table.rows.map((row) => row.time));
      const limits = parse.timeLimits(cells);
      // A cell "7" or an empty one is explained by the remark beside it, where that gives a time.
      const explained = limits !== null && tellsTime(limits) ? limits : parse.timeLimits(remarks);
      const found = explained !== null && tellsTime(explained) ? explained : limits;
      if ((values.timeLimits ?? null) === null)
        set('timeLimits', found, { ...reading, text: found === limits ? cells : remarks });
    }
    if (!table.hasFee) return;
    const cells = [...new Set(table.rows.map((row) => row.fee))].filter((cell) => !isPlaceholder(cell));
    const fees = parse.mergeFees(cells.flatMap((cell) => parse.fee(cell) ?? [])) ?? feeIn(remarks);
    for (const field of ['phi', 'lePhi'] as const) {
      shown.add(field);
      if ((values[field] ?? null) === null)
        set(field, fees, { ...reading, text: cells.length > 0 ? cells.join('\n') : (fees?.text ?? '') });
    }
  }

  /** The dossier's papers carry the forms' names and the number of copies. */
  function fromDocuments(): void {
    const reading = firstSaying(of.get('documents') ?? []);
    if (reading === undefined) return;
    const read = saysSomething(reading) ? parseDocuments(reading.text, reading.value.tables) : null;
    set('documents', read?.documents ?? null, reading);
    if (read === null) return;
    if (read.hasForms) shown.add('forms');
    const formList: readonly Form[] = read.forms;
    if ((values.forms ?? null) === null && formList.length > 0) {
      set('forms', { text: formList.map((form) => form.name).join('\n'), items: formList }, reading);
      shown.add('forms');
    } else if (values.forms === undefined && read.hasForms) set('forms', null, undefined);
    if ((values.dossierSets ?? null) === null && (read.sets !== undefined || read.perPaper)) {
      shown.add('dossierSets');
      set(
        'dossierSets',
        {
          text: reading.text.length > 200 ? '' : reading.text,
          ...(read.sets === undefined ? {} : { sets: read.sets }),
          ...(read.perPaper ? { perPaper: true as const } : {}),
        },
        reading,
      );
    }
    const mentioned = mentionedForms(read.documents.text);
    if (mentioned.length > 0) {
      values.mentionedForms = mentioned;
      evidence.mentionedForms = [evidenceOf({ ...reading, text: mentioned.join('; ') }, true)];
    }
  }

  /** What free texts say beside their subject; it never makes a source able to show a field. */
  function fromTexts(): void {
    const methods = firstSaying(of.get('methods') ?? []);
    const steps = firstSaying(of.get('steps') ?? []);
    const elsewhere: FieldName[] = [];
    const mention = (field: FieldName, from: Reading, text: string) => {
      if (values[field] !== null) return;
      elsewhere.push(field);
      evidence[field] = [...(evidence[field] ?? []), evidenceOf({ ...from, text }, true)];
    };
    for (const reading of [steps, methods]) {
      if (reading === undefined) continue;
      const time = sentenceOn(TERM, reading.text);
      if (time !== undefined && tellsTime(parse.timeLimits(time))) mention('timeLimits', reading, time);
      const paid = sentenceOn(PAYING, reading.text);
      if (paid !== undefined) for (const field of ['phi', 'lePhi'] as const) mention(field, reading, paid);
    }
    if (elsewhere.length > 0) values.statedElsewhere = [...new Set(elsewhere)];
    for (const reading of [methods, steps]) {
      if (reading === undefined || !saysSomething(reading)) continue;
      const { receiving, returning } = parseReturning(reading.text);
      if ((values.returningChannels ?? null) === null && returning.length > 0) {
        set('returningChannels', { text: reading.text.slice(0, 500), channels: returning }, reading, true);
      }
      if (
        reading === steps &&
        (values.receivingChannels ?? null) === null &&
        (values.methods ?? null) === null &&
        receiving.length > 0
      ) {
        set('receivingChannels', { text: reading.text.slice(0, 500), channels: receiving }, reading, true);
      }
    }
  }
}

/** The declared level; where several columns are marked, the highest. */
function declared(
  list: readonly Reading[],
  set: <F extends FieldName>(field: F, value: ServiceValues[F], from: Reading | undefined) => void,
): void {
  const [first] = list;
  if (first === undefined) return;
  const read = list
    .map((reading) => ({ reading, value: parse.declaredLevel(reading.text) }))
    .filter((one) => one.value !== null);
  read.sort((a, b) => (b.value?.level ?? 0) - (a.value?.level ?? 0));
  const best = read[0];
  set('declaredLevel', best?.value ?? null, best?.reading ?? first);
}

/** A sentence that gives a term for the authority. */
const TERM = /(?<!\p{L})(?:thời hạn|trong vòng|không quá|chậm nhất|kể từ (?:ngày|khi) nhận)(?!\p{L})/iu;
/** A sentence that has the applicant pay; not one that says "nếu có" or that nothing is paid. */
const PAYING =
  /(?<!\p{L})(?:nộp|đóng|thu|thanh toán)\s+(?:phí|lệ phí)(?!\p{L})(?![^.;\n]{0,40}(?:nếu có|nếu thuộc))/iu;
const NOT_PAYING = /(?<!\p{L})(?:không|miễn)\s+(?:phải\s+)?(?:nộp|đóng|thu)?\s*(?:phí|lệ phí)(?!\p{L})/iu;

function sentenceOn(subject: RegExp, text: string): string | undefined {
  return text
    .slice(0, 20_000)
    .split(/[\n;]|\.\s/u)
    .find((sentence) => subject.test(sentence) && !(subject === PAYING && NOT_PAYING.test(sentence)))
    ?.trim();
}

function tellsTime(limits: ServiceValues['timeLimits']): boolean {
  return limits
    ? limits.limits.length > 0 || (limits.sameDay ?? limits.immediate ?? limits.byEvent ?? false)
    : false;
}

/** The fee that the remarks of the table of manners give under a label of their own ("Phí, lệ phí (nếu có): …"). */
function feeIn(remarks: string): Fee | null {
  const line = remarks
    .split('\n')
    .find((one) => /^(?:[-+*•]\s*)?(?:phí|lệ phí|phí, lệ phí)[^:]{0,20}:/iu.test(one));
  return line === undefined ? null : parse.fee(line);
}

function nonEmpty(names: readonly string[]): readonly string[] | null {
  return names.length === 0 ? null : names;
}

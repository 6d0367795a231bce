/** Which labelled values of a record speak for which field. */
import { looksLikeCode } from './code.js';
import type { LabelledValue, SourceRecord } from './labelled.js';
import type { Evidence, FieldName } from './service.js';
import { clean, shorten } from './text.js';
import { parseAdminLevels } from './values/admin-level.js';
import { ticked } from './values/choices.js';
import { parseCopies } from './values/copies.js';
import { isElsewhere, isInFile, isPlaceholder } from './values/placeholder.js';
import { labelRemark, type Vocabulary } from './vocabulary.js';

/** One labelled value, taken as speaking for one field. */
export interface Reading {
  readonly value: LabelledValue;
  /** Cleaned text; may differ from the value's own (a mark, one half of a joined cell). */
  readonly text: string;
  /** True where what is said stands elsewhere: in a picture, a frame, a file ("Xem tệp đính kèm"), in what is still being loaded. */
  readonly unread?: true;
}

export interface Readings {
  /** Every reading of every field the record shows, in the order of the record. */
  readonly of: ReadonlyMap<FieldName, readonly Reading[]>;
  /** Labels the vocabulary does not know. */
  readonly unknown: readonly string[];
  /** Those of them under which something stands. */
  readonly unrecognised: readonly string[];
  /** The number of records the whole listing is said to have. */
  readonly total?: number;
}

const MARK = /^(?:x|v|✓|✔|☑|●|•|1|có|yes|true|đúng)\.?$/iu;
const UNMARKED = /^(?:0|không|no|false|-)?\.?$/iu;
/** Two cells that a crawler wrote into one: "Không || 10.000 đồng". */
const JOINED = /\s*\|\|\s*/u;
const BARE_NUMBER = /^\d+(?:[.,]\d+)*(?:\s*[-–]\s*\d+(?:[.,]\d+)*)?$/;
const MAX_EVIDENCE = 300;

/** Fields whose answers may stand behind boxes to tick; a box in front of a paper or a step is a bullet. */
export const CHOICES: ReadonlySet<FieldName | 'ignored' | undefined> = new Set<FieldName>([
  'declaredLevel',
  'adminLevel',
  'methods',
  'audience',
  'receivingChannels',
  'returningChannels',
  'resultDelivery',
  'onlineSubmission',
  'onlinePayment',
  'eForm',
  'attachments',
]);

export function readings(record: SourceRecord, vocabulary: Vocabulary): Readings {
  const of = new Map<FieldName, Reading[]>();
  const unknown: string[] = [];
  const unrecognised: string[] = [];
  let total: number | undefined;
  const add = (field: FieldName, value: LabelledValue, printed: string) => {
    const list = of.get(field) ?? [];
    of.set(field, list);
    const text = CHOICES.has(field) ? ticked(printed) : printed;
    if (text === undefined) list.push({ value, text: '', unread: true });
    else if (isElsewhere(text) || liesInFile(field, value, text))
      list.push({ value, text: '', unread: true });
    else list.push(value.unread ? { value, text, unread: true } : { value, text });
  };
  for (const value of record.values) {
    const match = vocabulary.match(value.label, value.parents);
    if (match === undefined) {
      unknown.push(value.label);
      if (saysSomething({ value, text: clean(value.text) })) unrecognised.push(value.label);
      continue;
    }
    const text = withRemark(clean(value.text), value.label);
    if (match.total && /^\d+$/.test(text)) total = Number(text);
    if (match.mark !== undefined) {
      if (MARK.test(text)) add('declaredLevel', value, match.mark);
      else add('declaredLevel', value, UNMARKED.test(text) ? '' : text);
      continue;
    }
    if (match.byContent === true && match.fields.includes('code')) {
      if (looksLikeCode(text)) add('code', value, text);
      else if (parseCopies(text)?.sets !== undefined) add('dossierSets', value, text);
      continue;
    }
    if (match.byContent) {
      add(
        parseAdminLevels(text).length > 0 || isPlaceholder(text) ? 'adminLevel' : 'declaredLevel',
        value,
        text,
      );
      continue;
    }
    const [first, second] =
      match.fields.length === 1 && match.fields[0] === 'phi' ? text.split(JOINED) : [text];
    for (const field of match.fields) add(field, value, first ?? '');
    if (second !== undefined) add('lePhi', value, second);
  }
  return { of, unknown, unrecognised, ...(total === undefined ? {} : { total }) };
}

/** Fields whose content is a text; a file under one of the others is what is asked for, or names it. */
const TEXTS: ReadonlySet<FieldName> = new Set<FieldName>([
  'steps',
  'methods',
  'conditions',
  'timeLimits',
  'audience',
  'receivingChannels',
  'returningChannels',
]);
/** Fields whose content may be named by the file it lies in. */
const NAMED: ReadonlySet<FieldName> = new Set<FieldName>(['documents', 'result', 'legalBasis']);
const FILE = /\.(?:pdf|docx?|xlsx?|zip|rar|odt|jpe?g|png)(?:$|[?#])/i;

/** True where nothing stands in the place but a file, or words that send the reader to one. */
function liesInFile(
  field: FieldName,
  { label, links = [], tables = [] }: LabelledValue,
  text: string,
): boolean {
  if (!(TEXTS.has(field) || NAMED.has(field)) || tables.some(({ rows }) => rows.length > 1)) return false;
  const files = links.filter((link) => FILE.test(link.url ?? '') || FILE.test(link.text));
  if (isInFile(text, label, files.length > 0)) return true;
  // A link with a name, and nothing beside it.
  const rest = files.reduce((left, link) => left.replace(link.text, ''), text);
  return TEXTS.has(field) && files.length > 0 && !/[\p{L}\p{N}]/u.test(rest);
}

/** "5" under "Thời gian giải quyết (ngày làm việc)" is "5 ngày làm việc". */
function withRemark(text: string, label: string): string {
  if (!BARE_NUMBER.test(text)) return text;
  const remark = labelRemark(label);
  return /(?:ngày|giờ|tháng|đồng|vnđ|vnd)/iu.test(remark) ? `${text} ${remark}` : text;
}

/** The reading that counts: the first that says something, else the first. */
export function firstSaying(list: readonly Reading[]): Reading | undefined {
  return list.find((reading) => saysSomething(reading)) ?? list[0];
}

export function saysSomething(reading: Reading): boolean {
  return (
    !isPlaceholder(reading.text) ||
    (reading.value.links?.length ?? 0) > 0 ||
    (reading.value.tables?.some((table) => table.rows.length > 0) ?? false)
  );
}

/** True where the place is blank: not even a placeholder stands in it. */
export function holdsNothing(reading: Reading): boolean {
  return reading.text === '' && !reading.unread && !saysSomething(reading);
}

/** The evidence a reading gives. */
export function evidenceOf(reading: Reading, derived = false): Evidence {
  const { label, at } = reading.value;
  const text = shorten(
    reading.unread && reading.text === '' ? reading.value.text : reading.text,
    MAX_EVIDENCE,
  );
  return derived ? { label, at, text, derived } : { label, at, text };
}

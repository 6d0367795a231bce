/** The vocabulary of labels: which field a heading, a column or a key names. */
import { readFileSync } from 'node:fs';
import { type LabelWords, labelParts, shorterLabels } from './label-variants.js';
import type { LabelMatcher } from './labels.js';
import { InputError } from './problem.js';
import type { FieldName } from './service.js';
import { cleanLine, unaccent } from './text.js';

/** What a label names. */
export interface LabelMatch {
  /** Every field its cell answers for. Empty where the label is known and of no use. */
  readonly fields: readonly FieldName[];
  /** The cell decides: the first of `fields` that can read it. */
  readonly byContent?: true;
  /** The label itself is the value, where the cell holds a mark ("Mức độ 4" | "x"). */
  readonly mark?: string;
  /** The cell is the number of records of the whole listing. */
  readonly total?: true;
}

export interface Vocabulary {
  /** Undefined where the label is not known. */
  readonly match: (label: string, parents?: readonly string[]) => LabelMatch | undefined;
  /** {@link match} reduced to one field, for readers that look for heading rows and labels. */
  readonly matchLabel: LabelMatcher;
}

interface LabelFile {
  readonly fields: Readonly<Record<string, readonly string[]>>;
  readonly several: readonly { readonly fields: readonly string[]; readonly labels: readonly string[] }[];
  readonly byContent: readonly { readonly fields: readonly string[]; readonly labels: readonly string[] }[];
  readonly numbered: { readonly declaredLevel: readonly string[] };
  readonly total: readonly string[];
  readonly ignored: readonly string[];
  readonly shortened: { readonly [K in 'fillers' | 'objects' | 'not']: readonly string[] };
}

/** Every field a label can name, in the order of Article 5. `mentionedForms` is drawn from texts and has no label. */
export const LABELLED_FIELDS = [
  'code',
  'name',
  'declaredLevel',
  'sector',
  'field',
  'adminLevel',
  'units',
  'steps',
  'methods',
  'documents',
  'dossierSets',
  'timeLimits',
  'audience',
  'authority',
  'result',
  'forms',
  'resultTemplate',
  'conditions',
  'phi',
  'lePhi',
  'receivingChannels',
  'returningChannels',
  'legalBasis',
  'announcingDecision',
  'onlineSubmission',
  'eForm',
  'attachments',
  'onlinePayment',
  'resultDelivery',
  'statistics',
] as const satisfies readonly FieldName[];

export type LabelledField = (typeof LABELLED_FIELDS)[number];

export function isLabelledField(name: string): name is LabelledField {
  return (LABELLED_FIELDS as readonly string[]).includes(name);
}

const LABEL_FILE = new URL('../../rules/vocabulary/labels.json', import.meta.url);

/** Numbering and bullets before a label: "1.", "1.2.", "1,", "IV -", "a)", "(3)", "-", "•", also one behind another. */
const NUMBERING =
  /^\s*(?:(?:[-–—+*•·›»→\p{So}\p{Co}]+|\(?(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,5}|[a-zđ])(?:[.)/:,]|\s+[-–](?=\s))\)?)\s*){1,3}/iu;

/** A label made comparable: without accents, case, numbering, separators; camelCase and snake_case as words. */
export function foldLabel(label: string): string {
  const words = cleanLine(label)
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(NUMBERING, '');
  return unaccent(words)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** What labels are compared by: "TTHC" stands for "thủ tục hành chính" wherever it is written. */
function keyOf(label: string): string {
  return foldLabel(label).replace(/(?<!\p{L})thu tuc hanh chinh(?!\p{L})/gu, 'tthc');
}

/** The remark in brackets at the end of a label ("Thời gian (ngày làm việc)" → "ngày làm việc"), "" where there is none. */
export function labelRemark(label: string): string {
  return /\(([^()]*)\)[\s:*]*$/u.exec(cleanLine(label))?.[1]?.trim() ?? '';
}

/**
 * A label without its last remark in brackets: "Số lượng (bản)" → "Số lượng". Words behind the bracket are part of the label, or it is
 * none: "Thời hạn (ngày) giải quyết", but "Lệ phí (nếu có) Không" is a label with its value.
 */
export function withoutRemark(label: string): string {
  const line = cleanLine(label);
  const remark = line.lastIndexOf('(');
  if (remark <= 0) return line;
  const end = line.indexOf(')', remark);
  const behind = end === -1 ? '' : line.slice(end + 1);
  return /[\p{L}\p{N}]/u.test(behind) ? `${line.slice(0, remark)}${behind}` : line.slice(0, remark);
}

/**
 * Reads the vocabulary and the user's own `columns`.
 *
 * @param columns label → field name, `ignore` to leave a column out; wins over the vocabulary
 * @throws InputError `columns-field-unknown` where `columns` names a field that does not exist
 */
export function loadVocabulary(columns: Readonly<Record<string, string>> = {}): Vocabulary {
  const matches = new Map<string, LabelMatch>();
  const file = readLabelFile();
  const add = (labels: readonly string[], match: LabelMatch) => {
    for (const label of labels) matches.set(keyOf(label), match);
  };
  add(file.ignored, { fields: [] });
  add(file.total, { fields: [], total: true });
  for (const [field, labels] of Object.entries(file.fields)) add(labels, { fields: knownFields([field]) });
  for (const { fields, labels } of file.several) add(labels, { fields: knownFields(fields) });
  for (const { fields, labels } of file.byContent)
    add(labels, { fields: knownFields(fields), byContent: true });
  for (const label of file.numbered.declaredLevel) add([label], { fields: ['declaredLevel'], mark: label });
  const levelLabels = new Set(file.fields.declaredLevel?.map(foldLabel));

  const words: LabelWords = {
    fillers: file.shortened.fillers.map(keyOf),
    objects: file.shortened.objects.map(keyOf).sort((a, b) => b.length - a.length),
    notShortened: new Set(file.shortened.not.map(keyOf)),
  };
  const own = new Map<string, LabelMatch>();
  for (const [label, field] of Object.entries(columns)) {
    if (field !== 'ignore' && !isLabelledField(field))
      throw new InputError('columns-field-unknown', { label, field, known: LABELLED_FIELDS.join(', ') });
    own.set(cleanLine(label).toLowerCase(), { fields: field === 'ignore' ? [] : [field] });
  }

  const lookUp = (label: string): LabelMatch | undefined => {
    const found = matches.get(keyOf(label));
    if (found !== undefined) return found;
    const bare = keyOf(label.includes('(') ? withoutRemark(label) : label);
    const known = [bare, ...shorterLabels(bare, words)].find((one) => matches.has(one));
    return known === undefined ? (partsMatch(label) ?? withoutEnglish(label)) : matches.get(known);
  };
  /** "Trình tự thực hiện / Procedure": the Vietnamese half. */
  const withoutEnglish = (label: string): LabelMatch | undefined => {
    const [, own = '', other = ''] =
      /^(.{4,80}?)\s*[/|–-]\s*([A-Za-z][A-Za-z\s,&'.()]{2,60})[\s:]*$/u.exec(label) ?? [];
    if (other === '' || !/[^\x00-\x7f]/.test(own) || matches.has(keyOf(other))) return undefined;
    return matches.get(keyOf(own));
  };
  /** A label of several parts that all mean one field, or nothing that counts. */
  const partsMatch = (label: string): LabelMatch | undefined => {
    const parts = labelParts(cleanLine(withoutRemark(label)).replace(NUMBERING, ''))?.map((ways) =>
      ways.map((way) => matches.get(keyOf(way))).find((one) => one !== undefined && !one.total),
    );
    const [first] =
      parts?.flatMap((part) => (part !== undefined && part.fields.length > 0 ? part : [])) ?? [];
    const isOne = parts?.every(
      (part) => part?.fields.every((field) => first?.fields.includes(field)) === true,
    );
    return isOne && first?.fields.length === 1 && first.mark === undefined ? first : undefined;
  };
  const cache = new Map<string, LabelMatch | undefined>();
  const match = (label: string, parents: readonly string[] = []): LabelMatch | undefined => {
    const key = `${parents.join('\u0000')}\u0001${label}`;
    if (cache.has(key)) return cache.get(key);
    const found = findMatch(label, parents);
    if (cache.size < 10_000) cache.set(key, found);
    return found;
  };
  const findMatch = (label: string, parents: readonly string[]): LabelMatch | undefined => {
    const path = [...parents, label].join('.');
    const mine = own.get(cleanLine(label).toLowerCase()) ?? own.get(cleanLine(path).toLowerCase());
    if (mine !== undefined) return mine;
    const parent = parents.at(-1);
    if (
      parent !== undefined &&
      levelLabels.has(foldLabel(parent)) &&
      /^(?:[1-4]|toan trinh|mot phan|cung cap thong tin)$/.test(foldLabel(label))
    ) {
      return {
        fields: ['declaredLevel'],
        mark: /^[1-4]$/.test(label.trim()) ? `Mức độ ${label.trim()}` : label,
      };
    }
    const found = lookUp(label);
    if (found !== undefined && (found.fields.length > 0 || found.total)) return found;
    // "phi.value", "Phí, lệ phí" over "Mức thu": a key that says nothing takes the meaning of the one above it.
    const above = parent === undefined ? undefined : lookUp(parent);
    if (
      above !== undefined &&
      above.fields.length > 0 &&
      /^(?:value|text|content|gia tri|noi dung|name|ten|title|label)$/.test(foldLabel(label))
    )
      return above;
    return found ?? (parent === undefined ? undefined : lookUp(`${parent} ${label}`));
  };
  const matchLabel: LabelMatcher = (label, parents) => {
    const found = match(label, parents);
    if (found === undefined) return undefined;
    return found.fields[0] ?? 'ignored';
  };
  return { match, matchLabel };
}

function readLabelFile(): LabelFile {
  return JSON.parse(readFileSync(LABEL_FILE, 'utf8')) as LabelFile;
}

function knownFields(names: readonly string[]): readonly FieldName[] {
  return names.map((name) => {
    if (!isLabelledField(name)) throw new TypeError(`rules/vocabulary/labels.json: no field "${name}"`);
    return name;
  });
}

import { readFileSync } from 'node:fs';
import type { Localised } from '../rules/requirement.js';
import type { Problem } from '../services/problem.js';
import { en } from './en.js';
import { formatNumber, formatPercent, type Lang } from './numbers.js';
import { type MessageKey, vi } from './vi.js';

export { formatDateTime, formatNumber, formatPercent, formatShare, type Lang } from './numbers.js';
export type { MessageKey } from './vi.js';

export type MessageArgs = Readonly<Record<string, string | number>>;

/** The sentences of one language; `en` has the keys of `vi`, which the compiler checks. */
const TEXTS: Record<Lang, Record<MessageKey, string>> = { vi, en };

export function isLang(text: string): text is Lang {
  return Object.hasOwn(TEXTS, text);
}

export function isMessageKey(code: string): code is MessageKey {
  return Object.hasOwn(vi, code);
}

/** Numbers a reader looks up rather than counts: never grouped. */
const PLAIN_NUMBERS = new Set([
  'row',
  'line',
  'column',
  'year',
  'port',
  'status',
  'byte',
  'offset',
  'expectedVersion',
]);
/** What became of a page: an id of `rules/portals/page-statuses.json`. */
const PAGE_STATUSES = new Set(['status', 'outcome']);
/** Shares, 0–100. */
const PERCENTAGES = new Set(['coverage', 'minimum']);

/**
 * Puts arguments into a text: `{count}` → "1.234"; `{count|service|services}` → the number and the word that goes with it. An argument
 * whose value is itself an id – of a reason (`why.…`), of a field in `{field}`, of a page status – is replaced by its text. A placeholder without an
 * argument stays as it is.
 */
export function fill(lang: Lang, template: string, args: MessageArgs = {}): string {
  return template.replace(PLACEHOLDER, (placeholder, name: string, one?: string, many?: string) => {
    const value = Object.hasOwn(args, name) ? args[name] : undefined;
    const texts =
      PAGE_STATUSES.has(name) || name === 'fix' ? statusTexts(args[name] ?? args.status, args) : undefined;
    if (texts !== undefined)
      return name === 'fix' ? fill(lang, texts.fix[lang], args) : inSentence(texts[lang]);
    if (value === undefined) return placeholder;
    const text = valueText(lang, name, value);
    return one === undefined || many === undefined ? text : `${text} ${value === 1 ? one : many}`;
  });
}

const PLACEHOLDER = /\{([\w.]+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g;

function valueText(lang: Lang, name: string, value: string | number): string {
  if (typeof value === 'number') {
    if (PERCENTAGES.has(name)) return formatPercent(lang, value);
    return PLAIN_NUMBERS.has(name) ? String(value) : formatNumber(lang, value);
  }
  const key = name === 'field' ? `field.${value}` : value;
  return /^(?:why|field)\./.test(key) && isMessageKey(key) ? TEXTS[lang][key] : value;
}

/** "Máy chủ từ chối" → "máy chủ từ chối"; an abbreviation stays as it is. */
function inSentence(text: string): string {
  return /^\p{Lu}[\p{Ll}\s]/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** A text of the program itself: its key is checked by the compiler. */
export function say(lang: Lang, key: MessageKey, args?: MessageArgs): string {
  return fill(lang, TEXTS[lang][key], args);
}

/**
 * The sentence of a code that came from outside (a problem, a report). An unknown code is shown with its arguments, never thrown at.
 */
export function formatMessage(lang: Lang, code: string, args: MessageArgs = {}): string {
  if (isMessageKey(code)) return say(lang, code, args);
  const status = code.startsWith('page.') ? statusTexts(code.slice('page.'.length), args) : undefined;
  if (status !== undefined) return `${status[lang]}. ${status.fix[lang]}`;
  const list = Object.entries(args).map(([name, value]) => `${name}: ${value}`);
  return list.length === 0 ? code : `${code} (${list.join(', ')})`;
}

/** The sentence of a problem, with its place: where the text has no `{at}`, the place stands before it. */
export function formatProblem(lang: Lang, problem: Problem): string {
  const { code, at, args } = problem;
  const template = isMessageKey(code) ? TEXTS[lang][code] : formatMessage(lang, code, args);
  if (args?.at !== undefined) return fill(lang, template, args);
  if (at === undefined) return fill(lang, template.replace(/\{at\}: |\s?\(\{at\}\)|\s?\{at\}/g, ''), args);
  if (template.includes('{at}')) return fill(lang, template, { ...args, at });
  return `${at}: ${fill(lang, template, args)}`;
}

export function localised(lang: Lang, text: Localised): string {
  return text[lang];
}

/** What became of a page, and what to do: `rules/portals/page-statuses.json`. */
type StatusTexts = Localised & { readonly fix: Localised };
type PageStatusTexts = Readonly<
  Record<string, (StatusTexts & { readonly kinds?: Readonly<Record<string, StatusTexts>> }) | undefined>
>;
let statuses: PageStatusTexts | undefined;

function pageStatuses(): PageStatusTexts {
  statuses ??= JSON.parse(
    readFileSync(new URL('../../rules/portals/page-statuses.json', import.meta.url), 'utf8'),
  ) as PageStatusTexts;
  return statuses;
}

/** The texts of a status; by the `kind` among the arguments (of a TLS error, of a limit) where there are any. */
function statusTexts(status: unknown, { kind }: MessageArgs): StatusTexts | undefined {
  const texts = typeof status === 'string' ? pageStatuses()[status] : undefined;
  return texts?.kinds?.[String(kind)] ?? texts;
}

/** The words for what became of a page ("Đã đọc"); the id itself where it is not known. */
export function pageStatus(lang: Lang, status: string): string {
  return pageStatuses()[status]?.[lang] ?? status;
}

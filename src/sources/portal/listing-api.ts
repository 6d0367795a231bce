import type { LabelledValue } from '../../services/labelled.js';
import type { Header } from './exchange.js';
import type { ListingApi } from './portal-file.js';
import { isRecord } from './rule-file.js';

/** Lists served as JSON, by what a portal file says of them. */

export interface ApiRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly body?: string;
  readonly headers: readonly Header[];
}

const DEFAULT_SIZE = 50;

/**
 * The request for one page of the list.
 *
 * @param start address the path is relative to
 * @param page counted from 1, whatever the interface counts from
 */
export function apiRequest(api: ListingApi, start: string, page: number): ApiRequest {
  const size = api.size ?? DEFAULT_SIZE;
  const number = (api.firstPage ?? 1) + page - 1;
  const places: Readonly<Record<string, string>> = {
    page: String(number),
    offset: String((page - 1) * size),
    size: String(size),
  };
  const url = new URL(
    fill(api.path, places, (value) => value),
    start,
  ).href;
  const headers: Header[] = [['accept', 'application/json'], ...Object.entries(api.headers ?? {})];
  if (api.method === 'GET' || api.body === undefined) return { url, method: api.method, headers };
  if (typeof api.body === 'string') {
    if (!headers.some(([name]) => /^content-type$/i.test(name))) {
      headers.push(['content-type', 'application/x-www-form-urlencoded']);
    }
    return { url, method: 'POST', body: fill(api.body, places, encodeURIComponent), headers };
  }
  headers.push(['content-type', 'application/json']);
  return { url, method: 'POST', body: JSON.stringify(fillDeep(api.body, places)), headers };
}

export interface ApiRow {
  readonly values: readonly LabelledValue[];
  /** Address of the row's own page. */
  readonly detail?: string;
  /** Equal for equal rows: a list that starts again from its beginning is found out by it. */
  readonly key: string;
}

/** One answer of the interface. */
export interface ApiAnswer {
  readonly rows: readonly ApiRow[];
  /** How many rows the whole list is said to have. */
  readonly total?: number;
}

/**
 * The rows of an answer.
 *
 * @param at address of the answer, told with every value
 * @returns undefined where the answer is no JSON or holds no list where the portal file says
 */
export function apiRows(api: ListingApi, text: string, at: string): ApiAnswer | undefined {
  let answer: unknown;
  try {
    answer = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
  const items = valueAt(answer, api.items);
  if (!Array.isArray(items)) return undefined;
  const total = api.total === undefined ? Number.NaN : Number(valueAt(answer, api.total));
  const rows = items.filter(isRecord).map((item) => {
    const values = Object.entries(api.fields).flatMap(([label, path]) => {
      const value = valueAt(item, path);
      return value === undefined ? [] : [{ label, at: `${at} › ${path}`, text: textOf(value) }];
    });
    const detail = api.detail === undefined ? undefined : detailOf(api.detail, item, at);
    return { values, key: JSON.stringify(item), ...(detail === undefined ? {} : { detail }) };
  });
  return Number.isSafeInteger(total) && total >= 0 ? { rows, total } : { rows };
}

/** Undefined where a place of the address cannot be filled: half an address leads to another page. */
function detailOf(
  template: string,
  item: Readonly<Record<string, unknown>>,
  base: string,
): string | undefined {
  let whole = true;
  const address = template.replace(/\{([^{}]+)\}/g, (_, path: string) => {
    const text = textOf(valueAt(item, path));
    if (text === '') whole = false;
    return encodeURIComponent(text);
  });
  return whole && URL.canParse(address, base) ? new URL(address, base).href : undefined;
}

function valueAt(value: unknown, path: string): unknown {
  let current = value;
  for (const key of path === '' ? [] : path.split('.')) {
    if (Array.isArray(current) && /^\d+$/.test(key)) current = current[Number(key)];
    else if (isRecord(current) && Object.hasOwn(current, key)) current = current[key];
    else return undefined;
  }
  return current;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value))
    return value
      .map(textOf)
      .filter((text) => text !== '')
      .join('\n');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function fill(
  template: string,
  places: Readonly<Record<string, string>>,
  encode: (value: string) => string,
): string {
  return template.replace(/\{(page|offset|size)\}/g, (_, name: string) => encode(places[name] ?? ''));
}

/** A text that is one place and nothing else becomes a number, as JSON interfaces want it. */
function fillDeep(value: unknown, places: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string') {
    const only = /^\{(page|offset|size)\}$/.exec(value)?.[1];
    return only === undefined ? fill(value, places, (text) => text) : Number(places[only]);
  }
  if (Array.isArray(value)) return value.map((item) => fillDeep(item, places));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillDeep(item, places)]));
}

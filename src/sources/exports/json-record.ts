/** A JSON object as labelled values. */
import type { Cell, LabelledValue, Link, Table } from '../../services/labelled.js';
import type { HtmlText } from './html-text.js';
import { isObject } from './json-parse.js';
import { addressLinks, plainText } from './links.js';

type JsonObject = Readonly<Record<string, unknown>>;

/** Turns markup into text; given only once a file has been seen to hold markup. */
export type HtmlReader = (html: string) => HtmlText;

/** Keys that hold what a link says, and where it leads. */
const TITLE_KEY = /^(?:title|name|ten|text|label|file_?name|ten_?(?:file|tep|bieu_?mau|mau))$/i;
const ADDRESS_KEY = /^(?:url|href|link|file|download|download_?url|file_?url|duong_?dan)$/i;
/** Columns of a table made of objects; hostile input could have any number. */
const MAX_HEADINGS = 200;

/** True where the raw JSON may hold markup: `<br`, `<p`, `</`, also escaped as `\u003c`. */
export function mayHoldHtml(json: string): boolean {
  return json.includes('<')
    ? /<(?:\\?\/|!)?[a-z]/i.test(json)
    : json.includes('\\u003c') || json.includes('\\u003C');
}

/**
 * The values of a record, in the order of its keys. A nested object gives one value per key, with `parents`; an array of plain
 * values is text, one a line; an array of objects is a table.
 */
export function valuesOf(record: JsonObject, html: HtmlReader | undefined): LabelledValue[] {
  const values: LabelledValue[] = [];
  collect(record, [], values, html);
  return values;
}

function collect(
  object: JsonObject,
  parents: readonly string[],
  values: LabelledValue[],
  html: HtmlReader | undefined,
): void {
  for (const [key, value] of Object.entries(object)) {
    const label = key.normalize('NFC');
    const at = [...parents, label].join('.');
    const place = parents.length === 0 ? { label, at } : { label, parents, at };
    if (Array.isArray(value)) values.push({ ...place, ...arrayContent(value, html) });
    else if (!isObject(value)) values.push({ ...place, ...scalarContent(value, html) });
    else if (Object.keys(value).length === 0) values.push({ ...place, text: '' });
    else if (isLink(value)) values.push({ ...place, ...arrayContent([value], html) });
    else collect(value, [...parents, label], values, html);
  }
}

interface Content {
  readonly text: string;
  readonly links?: readonly Link[];
  readonly tables?: readonly Table[];
}

function content(text: string, links: readonly Link[], tables: readonly Table[] = []): Content {
  return { text, ...(links.length > 0 ? { links } : {}), ...(tables.length > 0 ? { tables } : {}) };
}

function scalarContent(value: unknown, html: HtmlReader | undefined): Content {
  if (value === null || value === undefined) return { text: '' };
  if (typeof value !== 'string') return { text: String(value) };
  if (html !== undefined && isHtml(value)) {
    const read = html(value);
    return content(read.text, read.links);
  }
  const text = plainText(value);
  return content(text, addressLinks(text));
}

/** Markup beyond doubt: it begins with a tag, or closes one, or breaks lines with one. */
function isHtml(text: string): boolean {
  return text.includes('<') && /^\s*<[a-z][^<>]*>|<\/[a-z][a-z0-9]*\s*>|<br\s*\/?>/i.test(text);
}

function arrayContent(items: readonly unknown[], html: HtmlReader | undefined): Content {
  const objects = items.filter(isObject);
  if (objects.length > 0 || items.some(Array.isArray)) return tableContent(items, objects, html);
  const parts = items.map((item) => scalarContent(item, html));
  return content(
    joined(parts.map((part) => part.text)),
    parts.flatMap((part) => part.links ?? []),
  );
}

function tableContent(
  items: readonly unknown[],
  objects: readonly JsonObject[],
  html: HtmlReader | undefined,
): Content {
  const headings = new Set<string>();
  for (const object of objects) {
    for (const key of Object.keys(object)) if (headings.size < MAX_HEADINGS) headings.add(key);
  }
  const rows = items.map((item): Cell[] => {
    if (isObject(item))
      return trimmedRow([...headings].map((key) => cell(item[key], html, ADDRESS_KEY.test(key))));
    return (Array.isArray(item) ? item : [item]).map((value) => cell(value, html, false));
  });
  const links = objects.flatMap(objectLinks);
  const tables = [{ headings: [...headings].map((key) => key.normalize('NFC')), rows }];
  const lines = rows.map((row) =>
    row
      .map((each) => each.text)
      .filter((text) => text !== '')
      .join(' | '),
  );
  return content(
    joined(lines),
    links.length > 0 ? links : rows.flatMap((row) => row.flatMap((each) => each.links ?? [])),
    tables,
  );
}

function cell(value: unknown, html: HtmlReader | undefined, holdsAddress: boolean): Cell {
  const { text, links = [] } = isObject(value)
    ? nestedContent(value, html)
    : Array.isArray(value)
      ? arrayContent(value, html)
      : scalarContent(value, html);
  if (links.length > 0) return { text, links };
  return holdsAddress && isAddress(text) ? { text, links: [{ text, url: text }] } : { text };
}

function nestedContent(object: JsonObject, html: HtmlReader | undefined): Content {
  const values: LabelledValue[] = [];
  collect(object, [], values, html);
  return content(
    joined(values.map((value) => value.text)),
    values.flatMap((value) => value.links ?? []),
  );
}

/** The link that an object with a title and an address is; none where either is missing. */
function objectLinks(object: JsonObject): Link[] {
  const entries = Object.entries(object);
  const url = textAt(entries, ADDRESS_KEY);
  if (url === '' || !isAddress(url)) return [];
  return [{ text: textAt(entries, TITLE_KEY) || url, url }];
}

/** A small object that is a link and nothing else, `{ "title": "CT01.docx", "url": "…" }`. */
function isLink(object: JsonObject): boolean {
  const entries = Object.entries(object);
  const plain = entries.every(([, value]) => typeof value !== 'object');
  return plain && entries.length <= 4 && textAt(entries, TITLE_KEY) !== '' && objectLinks(object).length > 0;
}

function textAt(entries: readonly (readonly [string, unknown])[], key: RegExp): string {
  const found = entries.find(
    ([name, value]) => key.test(name) && typeof value === 'string' && value.trim() !== '',
  );
  return typeof found?.[1] === 'string' ? plainText(found[1]) : '';
}

/** An absolute address, or a relative one: a path or a file name with an extension. */
function isAddress(text: string): boolean {
  return /^(?:https?:\/\/|\/|\.{1,2}\/)\S+$/i.test(text) || /^[^\s:]+\.[a-z0-9]{2,5}(?:\?\S*)?$/i.test(text);
}

function trimmedRow(row: Cell[]): Cell[] {
  let length = row.length;
  while (length > 0 && row[length - 1]?.text === '') length -= 1;
  return row.slice(0, length);
}

function joined(lines: readonly string[]): string {
  return lines.filter((line) => line !== '').join('\n');
}

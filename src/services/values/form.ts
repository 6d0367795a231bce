/** Forms to download: what a cell, a link or a file name offers. */
import type { Cell, Link, Table } from '../labelled.js';
import type { Form, Forms } from '../service.js';
import { clean, cleanLine, unaccent } from '../text.js';
import { isNone, isPlaceholder } from './placeholder.js';
import { anyOf, wordLists } from './vocabulary.js';

const lists = wordLists('form-words');
const EXTENSION = anyOf(lists('extensions'));
const FILE_NAME = new RegExp(`\\.(${EXTENSION})$`, 'iu');
const SAYS_NOTHING = new Set(lists('sayNothing'));
/** In either case, without the flag that would take a capital for a small letter: a capital behind it begins the next name. */
const ANY_CASE = EXTENSION.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
/** Neither the rest of a word nor a second extension follows the end of a file name; the four letters of "docx" are no other word's. */
const FILE_END = new RegExp(
  `(?<=\\S)\\.(?:(?:[dD][oO][cC]|[xX][lL][sS]|[pP][pP][tT])[xX]|(?:${ANY_CASE})(?!\\p{Ll}))(?!\\.\\p{L})`,
  'gu',
);
const BETWEEN = new RegExp(`\\s*[[(]?(?:${anyOf(lists('between'))})(?!\\p{L})[\\])]?\\s*`, 'u');
const BEFORE = new RegExp(`^(?:${anyOf(lists('before'))})\\s*:\\s*`, 'iu');
const LAW = new RegExp(`^[\\s\\d.+*•-]*(?:${anyOf(lists('law'))})(?!\\p{L})`, 'iu');
/** "Có", "Có mẫu", "Có (đính kèm)": that there is one, and neither its name nor its file. */
const SAYS_THERE_IS = new RegExp(
  `^(?:${anyOf(lists('thereIs'))})[\\s.]*(?:\\([^()]{0,40}\\))?[\\s.]*$`,
  'iu',
);
const CALLED_FORM = new RegExp(`(?<!\\p{L})(?:${anyOf(lists('called'))})(?!\\p{L})`, 'iu');
const GIVEN = new RegExp(`^(?:${anyOf(lists('certificates'))})(?!\\p{L})`, 'iu');
const ADDRESS = /https?:\/\/[^\s"'<>|]+/giu;
const BULLET = /^[\s,;|]*(?:[-–—+*•·▪►]+|\(?\d{1,2}[.)](?!\d))?\s*/u;
/** A download address that lacks the thing to download: an empty last parameter, a fragment alone. */
const NO_FILE = /^(?:#.*|javascript:.*|.*[?&][\w.]+=)?$/iu;

/**
 * The forms in a cell.
 *
 * @returns null where the cell names none (a placeholder, a list of legal documents); `none` where it says that there is none;
 *   `unlinked` where a link's text ("Tải về") stands in it and the link itself was lost
 */
export function parseForms(text: string, links: readonly Link[] = []): Forms | null {
  const cell = clean(text);
  const linked = links.flatMap((link) => fromLink(link, links.length === 1 ? cell : '') ?? []);
  if (linked.length > 0) return { text: cell, items: unique(linked) };
  if (isPlaceholder(cell)) return null;
  if (SAYS_THERE_IS.test(cell)) return { text: cell, items: [] };
  if (isNone(cell) || saysNoForm(cell)) return { text: cell, items: [], none: true };
  const addresses = cell.match(ADDRESS) ?? [];
  if (addresses.length > 0)
    return {
      text: cell,
      items: unique(
        addresses.map((address) => fromAddress(address, nameBefore(cell, address, addresses.length))),
      ),
    };
  const names = namesIn(cell);
  if (names.length === 0 || names.every((name) => LAW.test(name))) return null;
  // Papers that an authority gives are no forms; what the cell means to offer is for a person to see.
  if (links.length === 0 && names.every((name) => GIVEN.test(name))) return { text: cell, items: [] };
  return {
    text: cell,
    items: unique(names.map((name) => fromName(name))),
    ...(BETWEEN.test(cell) && links.length === 0 ? { unlinked: true as const } : {}),
  };
}

const NO_FORM: ReadonlySet<string> = new Set(lists('noForm'));
const NO_FORM_SAID: ReadonlySet<string> = new Set(lists('noFormSaid'));
const NO_FORM_TOKEN = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${anyOf([...NO_FORM, ...NO_FORM_SAID])})(?![\\p{L}\\p{N}])|[\\p{L}\\p{N}]+`,
  'gu',
);
const LONGEST_NO_FORM = 120;

/** "Thủ tục không có mẫu đơn", "Không (tự viết)": every word of it is known, and one says that there is none. */
function saysNoForm(cell: string): boolean {
  if (cell.length > LONGEST_NO_FORM) return false;
  const words = (cell.toLowerCase().match(NO_FORM_TOKEN) ?? []).map((word) => word.replace(/\s+/gu, ' '));
  return (
    words.every((word) => NO_FORM.has(word) || NO_FORM_SAID.has(word)) &&
    words.some((word) => NO_FORM_SAID.has(word))
  );
}

/** The form a link offers; undefined where it neither leads anywhere nor names anything. */
export function fromLink(link: Link, around = ''): Form | undefined {
  const said = cleanLine(link.text).replace(/(?<![;,])[;,]+$/u, '');
  const name = says(said) ? said : (namesIn(around)[0] ?? '');
  if (link.script)
    return { name: name === '' ? said : name, script: true, ...(isFileName(name) ? fileOf(name) : {}) };
  if (link.url !== undefined && !NO_FILE.test(link.url)) {
    const form = fromAddress(link.url, name);
    const { download } = link;
    const extension = form.extension ?? link.extension;
    if (download === undefined) return form;
    return { ...form, ...(extension === undefined ? {} : { extension }), download };
  }
  return says(said) ? fromName(said) : undefined;
}

const TITLE = /^(?:title|name|ten|text|label|bieu mau|mau don|tieu de|noi dung)/u;
const TARGET = /^(?:url|href|link|file|download|duong dan|lien ket|tep|tai ve)/u;

/** The rows of a table of forms as links, those without an address too. Undefined where the table has no column of names. */
export function linksIn(table: Table): Link[] | undefined {
  const plain = table.headings.map((heading) =>
    unaccent(heading)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim(),
  );
  const title = plain.findIndex((heading) => TITLE.test(heading));
  const target = plain.findIndex((heading, index) => index !== title && TARGET.test(heading));
  if (title < 0 || target < 0) return undefined;
  return table.rows.flatMap((cells): Link[] => {
    if (saysNone(cells)) return [];
    const text = cells[title]?.text ?? '';
    const link = cells[target]?.links?.[0] ?? cells[title]?.links?.[0];
    const url = link?.url ?? cells[target]?.text.trim();
    if (link?.script) return [{ text, script: true }];
    return [url === undefined || isPlaceholder(url) ? { text } : { ...link, text, url }];
  });
}

/** A row that says that there is no form: "Không" across the table. */
function saysNone(cells: readonly Cell[]): boolean {
  const said = cells.filter(({ text, links }) => !isPlaceholder(text) || (links?.length ?? 0) > 0);
  return said.every(({ text, links }) => (links?.length ?? 0) === 0 && isNone(text));
}

/** The forms among the links of a dossier's text: files, downloads and what is called a form; not the law it cites. */
export function formLinks(links: readonly Link[]): Form[] {
  return links.flatMap((link) => {
    const form = link.url === undefined && !link.script ? undefined : fromLink(link);
    if (form === undefined || LAW.test(form.name)) return [];
    const isForm = form.extension !== undefined || form.script || CALLED_FORM.test(form.name);
    return isForm ? [form] : [];
  });
}

function fromAddress(address: string, name: string): Form {
  const url = address.replace(/(?<![).,;])[).,;]+$/u, '');
  const file = fileNameOf(url) ?? (isFileName(name) ? name : undefined);
  return { name: name === '' ? (file ?? url) : name, url, ...(file === undefined ? {} : fileOf(file)) };
}

function fromName(name: string): Form {
  return isFileName(name) ? { name, ...fileOf(name) } : { name };
}

/** A file name with its extension, lower case. */
export function fileOf(file: string): Pick<Form, 'file' | 'extension'> {
  const extension = FILE_NAME.exec(file)?.[1]?.toLowerCase();
  return extension === undefined ? { file } : { file, extension };
}

function isFileName(name: string): boolean {
  return FILE_NAME.test(name) && name.length <= 160;
}

/** The file name in an address: the last part of its path, or a parameter that holds one. */
function fileNameOf(address: string): string | undefined {
  const [path = '', query = ''] = address.split('#')[0]?.split('?') ?? [];
  const parts = [
    path.split('/').at(-1) ?? '',
    ...query.split('&').map((pair) => pair.split('=').slice(1).join('=')),
  ];
  return parts
    .map(decoded)
    .map((part) => part.split(/[\\/]/).at(-1) ?? '')
    .find((part) => FILE_NAME.test(part));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part.replace(/\+/g, ' '));
  } catch {
    return part;
  }
}

function says(text: string): boolean {
  return (
    /\p{L}{2}|\d/u.test(text) &&
    !SAYS_NOTHING.has(text.toLowerCase().replace(/(?<![\s.:!])[\s.:!]+$/u, '')) &&
    !/^https?:/iu.test(text)
  );
}

/** What stands before the only address of a cell names the form. */
function nameBefore(cell: string, address: string, count: number): string {
  if (count > 1) return '';
  return namesIn(cell.slice(0, cell.indexOf(address)))[0] ?? '';
}

function namesIn(cell: string): string[] {
  const body = cell.replace(BEFORE, '');
  const parts = BETWEEN.test(body) ? body.split(BETWEEN) : body.split(/\n|;(?=\s)/u);
  return parts
    .flatMap(apartAtFiles)
    .map((part) =>
      cleanLine(part)
        .replace(BEFORE, '')
        .replace(BULLET, '')
        .replace(/(?<![\s;,:.|])[\s;,:.|]+$/u, ''),
    )
    .filter(says);
}

/** Where the file names of a text end, in order: "Mẫu 01.docxMẫu 02.docx" → 11, 22. */
export function fileEnds(text: string): number[] {
  return [...text.matchAll(FILE_END)].map((match) => match.index + match[0].length);
}

/** File names that stand one behind the other; what follows the last one only where it can name a further form. */
function apartAtFiles(part: string): string[] {
  const ends = fileEnds(part);
  const files = ends.map((end, index) => part.slice(ends[index - 1] ?? 0, end));
  const rest = part.slice(ends.at(-1) ?? 0);
  return files.length === 0 || /^[\s,;|]*[\p{Lu}\d].*\p{L}{3}/su.test(rest) ? [...files, rest] : files;
}

function unique(forms: readonly Form[]): Form[] {
  return [...new Map(forms.map((form) => [form.url ?? form.name, form])).values()];
}

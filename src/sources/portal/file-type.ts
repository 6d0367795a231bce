/** What type a file is, as the server says it and as its first bytes show it. */
import type { Header } from './exchange.js';
import { headerOf } from './requests.js';
import { isRecord, readRuleFile } from './rule-file.js';

interface Start {
  readonly bytes: Buffer;
  readonly extensions: readonly string[];
}

interface FileTypes {
  readonly mediaTypes: ReadonlyMap<string, string>;
  readonly starts: readonly Start[];
}

let loaded: FileTypes | undefined;

/**
 * @param url where the file was found, after redirects
 * @param start its first bytes; left out where only the headers are known
 * @returns lower-case extension; undefined where nothing tells it, or where what tells it contradicts itself
 */
export function fileTypeOf(url: string, headers: readonly Header[], start?: Uint8Array): string | undefined {
  loaded ??= readTypes(readRuleFile('file-types.json'));
  const { mediaTypes, starts } = loaded;
  const begun = start === undefined ? undefined : starts.find(({ bytes }) => begins(start, bytes));
  const named = attachmentType(headers) ?? nameIn(url);
  const typed = mediaTypes.get(mediaTypeOf(headers));
  // Word's old and new type are mixed up by many servers; a file's own name knows better.
  const said = named ?? typed;
  if (named !== undefined && typed !== undefined && kindOf(named) !== kindOf(typed)) return undefined;
  if (said === undefined) return begun?.extensions.length === 1 ? begun.extensions[0] : undefined;
  return begun === undefined ||
    begun.extensions.includes(said) ||
    begun.extensions.some((one) => one === typed)
    ? said
    : undefined;
}

export function mediaTypeOf(headers: readonly Header[]): string {
  return (headerOf(headers, 'content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** True where the bytes are those of a format that is known. */
export function startsAsFile(start: Uint8Array): boolean {
  loaded ??= readTypes(readRuleFile('file-types.json'));
  return loaded.starts.some(({ bytes }) => begins(start, bytes));
}

function begins(start: Uint8Array, bytes: Buffer): boolean {
  return bytes.equals(start.subarray(0, bytes.length));
}

const EXTENSION = /\.([a-z0-9]{2,5})$/i;
/** Extensions of programs that hand out files of any type. */
const HANDLER = /^(?:ashx|aspx|asp|php|jsp|jspx|do|html?|cgi|action|axd)$/;

/** The extension of the file name that the server gives: `filename="tk.docx"`, `filename*=UTF-8''t%E1%BB%9D.docx`. */
export function attachmentType(headers: readonly Header[]): string | undefined {
  const said = headerOf(headers, 'content-disposition') ?? '';
  const name = /filename\*?\s*=\s*(?:"([^"]{1,300})"|([^;\s]{1,300}))/i.exec(said);
  return extensionOf(name?.[1] ?? name?.[2] ?? '');
}

function nameIn(url: string): string | undefined {
  return URL.canParse(url) ? extensionOf(new URL(url).pathname) : undefined;
}

function extensionOf(name: string): string | undefined {
  const extension = EXTENSION.exec(name)?.[1]?.toLowerCase();
  return extension === undefined || HANDLER.test(extension) ? undefined : extension;
}

/** Formats that one media type is used for. */
const KINDS = [/^(?:docx?|docm|dotx?|rtf|odt)$/, /^(?:xlsx?|xlsm|xlsb|ods|csv)$/, /^jpe?g$/, /^tiff?$/];

function kindOf(extension: string): string {
  const index = KINDS.findIndex((kind) => kind.test(extension));
  return index < 0 ? extension : String(index);
}

function readTypes(file: Readonly<Record<string, unknown>>): FileTypes {
  const { mediaTypes, starts } = file;
  if (!isRecord(mediaTypes) || !Array.isArray(starts)) throw new TypeError('rules/portals/file-types.json');
  return {
    mediaTypes: new Map(Object.entries(mediaTypes).map(([type, extension]) => [type, String(extension)])),
    starts: starts.map((start: unknown): Start => {
      if (!isRecord(start) || typeof start.hex !== 'string' || !Array.isArray(start.extensions))
        throw new TypeError('rules/portals/file-types.json: "starts"');
      return { bytes: Buffer.from(start.hex, 'hex'), extensions: start.extensions.map(String) };
    }),
  };
}

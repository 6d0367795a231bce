import type { Method } from '../portal/exchange.js';
import type { Place } from './byte-reader.js';
import { digestOf, requestKey } from './digest.js';
import { headerValue, parseFields } from './header-block.js';
import { parseRequest, parseResponse } from './http-message.js';
import type { WarcRecord } from './records.js';
import { safeUrl } from './secrets.js';

/**
 * What one line of the index says: an exchange of the archive; or else the note of an address that gave none, a page as its scripts made
 * it (`conversion`), or what else is to be known of that (`rendering`).
 */
export interface ArchiveEntry {
  readonly kind: 'response' | 'resource' | 'revisit' | 'note' | 'conversion' | 'rendering';
  readonly url: string;
  readonly method: Method;
  /** Of the request's body (POST). */
  readonly requestDigest?: string;
  /** `WARC-Date`. */
  readonly date: string;
  readonly status?: number;
  /** Media type without parameters; left out where there is none. */
  readonly mime?: string;
  /** `WARC-Payload-Digest`: for a revisit, of the payload it does not repeat. */
  readonly digest?: string;
  /** Address whose payload a revisit refers to, where it names one. */
  readonly refersTo?: string;
  /** Why an address gave no exchange (kind `note`). */
  readonly outcome?: string;
  /** Name of the file inside the archive. */
  readonly file: string;
  readonly place: Place;
  /** Compressed bytes of the record; 0 where it shares a gzip member. */
  readonly length: number;
  readonly requestPlace?: Place;
}

/** The key under which an entry is looked up. */
export function entryKey({ kind, method, url, requestDigest }: ArchiveEntry): string {
  return isExchange(kind) ? requestKey(method, url, requestDigest) : keyBeside(kind, url);
}

/** The key of what is kept of an address besides exchanges. */
export function keyBeside(kind: 'note' | 'conversion' | 'rendering', url: string): string {
  return requestKey(kind, url);
}

/** Whether an entry is something that a server answered. */
export function isExchange(kind: ArchiveEntry['kind']): kind is 'response' | 'resource' | 'revisit' {
  return kind === 'response' || kind === 'resource' || kind === 'revisit';
}

/** Field names of the records that stand for addresses without an exchange. */
export const OUTCOME = 'outcome';
export const DETAIL = 'detail';
/** Field names of the records that tell how a page was rendered, and the id of the record with its source. */
export const RENDERING = 'rendering';
export const CONVERSION = 'conversion';

/** Whether a revisit stands for a 304 answer; the others repeat a payload seen before. */
export function isNotModified(entry: ArchiveEntry): boolean {
  return entry.kind === 'revisit' && entry.status === 304;
}

/** A record that is an entry by itself; undefined for requests, descriptions and what is no web exchange. */
export function recordEntry(record: WarcRecord, file: string): ArchiveEntry | undefined {
  const { type, headers, place, end } = record;
  const url = recordUrl(record);
  if (url === undefined) return undefined;
  const digest = headerValue(headers, 'warc-payload-digest');
  const base = {
    url,
    method: 'GET' as const,
    date: headerValue(headers, 'warc-date') ?? '',
    ...(digest === undefined ? {} : { digest }),
    file,
    place,
    length: end === undefined ? 0 : end - place.offset,
  };
  const contentType = headerValue(headers, 'content-type') ?? '';
  if (type === 'response' || type === 'revisit') {
    if (type === 'response' && contentType !== '' && !/^application\/http\b/i.test(contentType))
      return undefined;
    const empty = type === 'revisit' && record.length === 0;
    const head = parseResponse(record.block);
    const mime = mediaTypeOf(headerValue(head.headers, 'content-type'));
    const refersTo = type === 'revisit' ? headerValue(headers, 'warc-refers-to-target-uri') : undefined;
    return {
      ...base,
      kind: type,
      ...(empty ? {} : { status: head.status }),
      ...(mime === undefined ? {} : { mime }),
      ...(refersTo === undefined ? {} : { refersTo: safeUrl(unbracketed(refersTo)) }),
    };
  }
  if (type === 'resource') {
    const mime = mediaTypeOf(contentType);
    return { ...base, kind: 'resource', status: 200, ...(mime === undefined ? {} : { mime }) };
  }
  // Other programs convert to plain text.
  if (type === 'conversion')
    return mediaTypeOf(contentType) === 'text/html' ? { ...base, kind: 'conversion' } : undefined;
  if (type === 'metadata') {
    const fields = noteFields(record);
    if (headerValue(fields, RENDERING) !== undefined) return { ...base, kind: 'rendering' };
    const outcome = headerValue(fields, OUTCOME);
    return outcome === undefined ? undefined : { ...base, kind: 'note', outcome };
  }
  return undefined;
}

/** The fields of a record of named fields. */
export function noteFields({ block }: WarcRecord): ReturnType<typeof parseFields> {
  return parseFields(Buffer.from(block).toString('utf8').split(/\r?\n/));
}

/** What a request record adds to the entry of its response. */
export function requestPart(
  record: WarcRecord,
): Pick<ArchiveEntry, 'method' | 'requestDigest' | 'requestPlace'> | undefined {
  const head = parseRequest(record.block);
  if (head === undefined) return undefined;
  const { method, bodyAt } = head;
  const requestPlace = record.place;
  if (method !== 'POST') return { method, requestPlace };
  const declared = headerValue(record.headers, 'warc-payload-digest');
  const whole = record.block.length === record.length;
  const requestDigest = whole ? digestOf(record.block.subarray(bodyAt)) : declared;
  return { method, requestPlace, ...(requestDigest === undefined ? {} : { requestDigest }) };
}

/** The web address a record is about; undefined for others (`dns:`, `metadata:`). */
export function recordUrl({ headers }: WarcRecord): string | undefined {
  const target = headerValue(headers, 'warc-target-uri');
  if (target === undefined) return undefined;
  const url = unbracketed(target);
  return /^https?:\/\//i.test(url) ? safeUrl(url) : undefined;
}

/** Some writers (wget) put the address into angle brackets. */
function unbracketed(uri: string): string {
  return uri.startsWith('<') && uri.endsWith('>') ? uri.slice(1, -1) : uri;
}

/** A media type without its parameters, lower case. */
export function mediaTypeOf(contentType: string | undefined): string | undefined {
  const type = contentType?.split(/[;,]/, 1)[0]?.trim().toLowerCase();
  return type === undefined || type === '' ? undefined : type;
}

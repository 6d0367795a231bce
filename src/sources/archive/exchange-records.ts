import type { Exchange, KeptRendering, Note } from '../portal/exchange.js';
import { digestOf } from './digest.js';
import { type ArchiveEntry, CONVERSION, DETAIL, mediaTypeOf, OUTCOME, RENDERING } from './entry.js';
import { headerValue } from './header-block.js';
import { fieldLines, newRecordId, recordBytes, requestHead, responseHead } from './record-writer.js';

/** The exchange that a new one of the same request may refer to. */
export interface Original {
  readonly id: string | undefined;
  readonly date: string | undefined;
  readonly digest: string | undefined;
  readonly status: number | undefined;
}

/** What an index needs to know of records just made, but for their place. */
type UnplacedEntry = Omit<ArchiveEntry, 'file' | 'place' | 'length'>;

const NOT_MODIFIED = 'http://netpreserve.org/warc/1.1/revisit/server-not-modified';
const SAME_PAYLOAD = 'http://netpreserve.org/warc/1.1/revisit/identical-payload-digest';

/**
 * The request and response records of an exchange. Of a body that the archive has already for the same request – because the
 * server says so, or because it is the same – only the headers are written (`revisit`, ISO 28500:2017, 6.7).
 */
export async function exchangeRecords(
  exchange: Exchange,
  original: Original | undefined,
  warcinfo: string,
): Promise<{ readonly entry: UnplacedEntry; readonly records: readonly Uint8Array[] }> {
  const { url, method, status, body, fetchedAt: date, requestBody = '' } = exchange;
  const digest = digestOf(body);
  const notModified = status === 304 && original !== undefined;
  const same = body.length > 0 && original?.digest === digest && original.status === status;
  const revisit = notModified || same;
  const payload = notModified ? original.digest : digest;
  const requestId = newRecordId();
  const about: [string, string | undefined][] = [
    ['WARC-Target-URI', url],
    ['WARC-IP-Address', exchange.address],
    ['WARC-Warcinfo-ID', warcinfo],
  ];
  const sent = Buffer.from(method === 'POST' ? requestBody : '');
  const request = recordBytes({
    type: 'request',
    id: requestId,
    date,
    contentType: 'application/http; msgtype=request',
    fields: [...about, ['WARC-Payload-Digest', digestOf(sent)]],
    block: [requestHead(exchange), sent],
  });
  const response = recordBytes({
    type: revisit ? 'revisit' : 'response',
    id: newRecordId(),
    date,
    contentType: 'application/http; msgtype=response',
    fields: [
      ...about,
      ['WARC-Concurrent-To', requestId],
      ['WARC-Payload-Digest', payload],
      ['WARC-Truncated', exchange.truncated],
      ...(revisit
        ? [
            ['WARC-Profile', notModified ? NOT_MODIFIED : SAME_PAYLOAD] as const,
            ['WARC-Refers-To', original?.id] as const,
            ['WARC-Refers-To-Target-URI', url] as const,
            ['WARC-Refers-To-Date', original?.date] as const,
          ]
        : []),
    ],
    block: revisit ? [responseHead(exchange)] : [responseHead(exchange), body],
  });
  const mime = mediaTypeOf(headerValue(exchange.headers, 'content-type'));
  const entry: UnplacedEntry = {
    kind: revisit ? 'revisit' : 'response',
    url,
    method,
    date,
    status,
    ...(mime === undefined ? {} : { mime }),
    ...(payload === undefined ? {} : { digest: payload }),
  };
  return { entry, records: await Promise.all([request, response]) };
}

export interface NoteToKeep {
  readonly url: string;
  readonly status: string;
  readonly date: string;
  readonly detail: Note['detail'];
}

/** The `metadata` record of an address that gave no exchange. */
export async function noteRecord(
  { url, status, detail, date }: NoteToKeep,
  warcinfo: string,
): Promise<Uint8Array> {
  return recordBytes({
    type: 'metadata',
    id: newRecordId(),
    date,
    contentType: 'application/warc-fields',
    fields: [
      ['WARC-Target-URI', url],
      ['WARC-Warcinfo-ID', warcinfo],
    ],
    block: [
      fieldLines([
        [OUTCOME, status],
        [DETAIL, detail === undefined ? undefined : JSON.stringify(detail)],
      ]),
    ],
  });
}

export interface RenderingToKeep extends KeptRendering {
  readonly url: string;
  readonly date: string;
  /** Id of the record with the answer that it was made of. */
  readonly of: string | undefined;
}

/**
 * The records of a page as its scripts made it: its source as a `conversion` of the answer (ISO 28500:2017, 6.8), where there is one, and
 * what else is to be known of it as `metadata` that refers to the source.
 */
export async function renderingRecords(
  { url, date, of, html, about }: RenderingToKeep,
  warcinfo: string,
): Promise<readonly { readonly entry: UnplacedEntry; readonly record: Uint8Array }[]> {
  const base = { url, method: 'GET', date } as const;
  const id = newRecordId();
  const fields = (refersTo: string | undefined) => [
    ['WARC-Target-URI', url] as const,
    ['WARC-Refers-To', refersTo] as const,
    ['WARC-Warcinfo-ID', warcinfo] as const,
  ];
  const metadata = {
    entry: { ...base, kind: 'rendering' as const },
    record: await recordBytes({
      type: 'metadata',
      id: newRecordId(),
      date,
      contentType: 'application/warc-fields',
      fields: fields(html === undefined ? of : id),
      block: [
        fieldLines([
          [RENDERING, about],
          [CONVERSION, html === undefined ? undefined : id],
        ]),
      ],
    }),
  };
  if (html === undefined) return [metadata];
  const block = Buffer.from(html);
  const digest = digestOf(block);
  const conversion = {
    entry: { ...base, kind: 'conversion' as const, digest },
    record: await recordBytes({
      type: 'conversion',
      id,
      date,
      contentType: 'text/html; charset=utf-8',
      fields: [...fields(of), ['WARC-Payload-Digest', digest]],
      block: [block],
    }),
  };
  // What is told of last is whole.
  return [conversion, metadata];
}

import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Exchange, Header } from '../portal/exchange.js';
import { digestOf } from './digest.js';
import { safeHeaders } from './secrets.js';

/** Records as bytes: WARC 1.1 (ISO 28500:2017), each a gzip member of its own. */

const compress = promisify(gzip);

/** A new `WARC-Record-ID`. */
export function newRecordId(): string {
  return `<urn:uuid:${randomUUID()}>`;
}

export interface RecordOptions {
  readonly type: 'warcinfo' | 'request' | 'response' | 'revisit' | 'conversion' | 'metadata';
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly date: string;
  readonly contentType: string;
  /** Further `WARC-…` fields, in their order; those without a value are left out. */
  readonly fields?: readonly (readonly [name: string, value: string | undefined])[];
  /** The parts of the block. */
  readonly block: readonly Uint8Array[];
}

/** One record, compressed. */
export async function recordBytes({
  type,
  id,
  date,
  contentType,
  fields = [],
  block,
}: RecordOptions): Promise<Buffer> {
  const length = block.reduce((sum, part) => sum + part.length, 0);
  const headers: (readonly [string, string | undefined])[] = [
    ['WARC-Type', type],
    ['WARC-Record-ID', id],
    ['WARC-Date', date],
    ...fields,
    ['WARC-Block-Digest', digestOf(...block)],
    ['Content-Type', contentType],
    ['Content-Length', String(length)],
  ];
  const lines = headers.flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${oneLine(value)}\r\n`],
  );
  return compress(
    Buffer.concat([Buffer.from(`WARC/1.1\r\n${lines.join('')}\r\n`), ...block, Buffer.from('\r\n\r\n')]),
  );
}

/** The request as it went out, without credentials. */
export function requestHead({ url, printed = url, method, requestHeaders }: Exchange): Uint8Array {
  if (!URL.canParse(printed)) return headBytes(`${method} / HTTP/1.1`, requestHeaders);
  const { host, pathname, search } = new URL(printed);
  const named = requestHeaders.some(([name]) => name.toLowerCase() === 'host');
  // The connection adds it by itself.
  const headers: readonly Header[] = named ? requestHeaders : [['host', host], ...requestHeaders];
  return headBytes(`${method} ${pathname}${search} HTTP/1.1`, headers);
}

/** Status line and headers as they came, without the values of cookies. */
export function responseHead(exchange: Exchange): Uint8Array {
  const { status, statusText, httpVersion = '1.1', headers, latin1 } = exchange;
  const start = `HTTP/${httpVersion} ${String(status).padStart(3, '0')} ${oneLine(statusText)}`;
  return headBytes(start, headers, latin1);
}

/** The body of an `application/warc-fields` record. */
export function fieldLines(
  fields: readonly (readonly [name: string, value: string | undefined])[],
): Uint8Array {
  const lines = fields.flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${oneLine(value)}\r\n`],
  );
  return Buffer.from(lines.join(''));
}

function headBytes(start: string, headers: readonly Header[], latin1: readonly string[] = []): Uint8Array {
  const lines = safeHeaders(headers).map(([name, value]) =>
    Buffer.from(`${oneLine(name)}: ${oneLine(value)}\r\n`, latin1.includes(name) ? 'latin1' : 'utf8'),
  );
  return Buffer.concat([Buffer.from(`${start}\r\n`), ...lines, Buffer.from('\r\n')]);
}

/** A value that cannot begin a line of its own. */
function oneLine(text: string): string {
  return text.replace(/[\r\n\0]+/g, ' ').trim();
}

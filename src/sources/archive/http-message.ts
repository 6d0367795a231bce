import { decodeBody } from '../portal/body.js';
import type { Header, Method } from '../portal/exchange.js';
import { headerValue, parseHeaderBlock } from './header-block.js';

/** The first part of a stored response. */
export interface ResponseHead {
  /** Left out where the response has no status line (HTTP/0.9, broken servers). */
  readonly httpVersion?: string;
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly Header[];
  /** Where the body begins in the block. */
  readonly bodyAt: number;
}

/** The head of an HTTP response; what does not begin with a status line is all body, as a server without headers sends it. */
export function parseResponse(block: Uint8Array): ResponseHead {
  const begin = Buffer.from(block.subarray(0, 5)).toString('latin1');
  if (begin !== 'HTTP/') return { status: 200, statusText: '', headers: [], bodyAt: 0 };
  const { start, headers, length } = parseHeaderBlock(block);
  const line = /^HTTP\/([\d.]+)\s+(\d{3})(?:\s+(.*))?$/.exec(start);
  return {
    httpVersion: line?.[1] ?? '1.1',
    status: Number(line?.[2] ?? 0),
    statusText: line?.[3] ?? '',
    headers,
    bodyAt: length,
  };
}

export interface RequestHead {
  readonly method: Method;
  readonly headers: readonly Header[];
  readonly bodyAt: number;
}

/** The head of an HTTP request; undefined for methods that no crawl of ours uses. */
export function parseRequest(block: Uint8Array): RequestHead | undefined {
  const { start, headers, length } = parseHeaderBlock(block);
  const method = start.split(' ', 1)[0] ?? '';
  return method === 'GET' || method === 'HEAD' || method === 'POST'
    ? { method, headers, bodyAt: length }
    : undefined;
}

/** Headers that tell how a body travelled: a decoded body keeps them under another name. */
const TRAVEL = new Set(['content-encoding', 'transfer-encoding', 'content-length']);

export function decodedHeaders(headers: readonly Header[]): Header[] {
  return headers.map(([name, value]) => [
    TRAVEL.has(name.toLowerCase()) ? `x-original-${name.toLowerCase()}` : name,
    value,
  ]);
}

/** `entity` is the body without its transfer coding alone: what most programs make the payload's digest of. */
export type Body =
  | { readonly bytes: Uint8Array; readonly entity: Uint8Array }
  | 'too-large'
  | { readonly undecodable: string };

/**
 * The body of a stored response without its transfer and content codings. Archives disagree about which of them they have taken
 * off: a body that is not what its headers say is taken as it stands if it reads like a text.
 *
 * @param limit bytes of the decoded body
 * @param partial the stored body was cut off
 */
export async function responseBody(
  headers: readonly Header[],
  payload: Uint8Array,
  limit: number,
  partial: boolean,
): Promise<Body> {
  const transfer = (headerValue(headers, 'transfer-encoding') ?? '').toLowerCase();
  const chunked = transfer.includes('chunked');
  const bytes = chunked ? (unchunked(payload) ?? payload) : payload;
  const codings = [headerValue(headers, 'content-encoding'), transfer.replace('chunked', '')]
    .filter((value) => value !== undefined && value !== '')
    .join(',');
  const decoded = await decodeBody(bytes, codings, limit, partial);
  if (decoded?.cut) return 'too-large';
  if (decoded !== undefined) return { bytes: decoded.bytes, entity: bytes };
  return /^\s*[<{["\ufeff]/.test(Buffer.from(bytes.subarray(0, 64)).toString('utf8'))
    ? { bytes, entity: bytes }
    : { undecodable: codings };
}

const LONGEST_SIZE_LINE = 1024;

/** Takes off the chunked transfer coding (RFC 9112, 7.1); undefined where the body does not have it. A cut body gives what is there. */
function unchunked(payload: Uint8Array): Uint8Array | undefined {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < payload.length; ) {
    const feed = payload.subarray(at, at + LONGEST_SIZE_LINE).indexOf(10);
    const line = Buffer.from(payload.subarray(at, at + Math.max(feed, 0))).toString('latin1');
    const size = /^\s*([0-9a-f]{1,8})\s*(?:;.*)?\r*$/i.exec(line)?.[1];
    if (feed < 0 || size === undefined) return at === 0 ? undefined : Buffer.concat(parts);
    at += feed + 1;
    const length = Number.parseInt(size, 16);
    if (length === 0) break;
    parts.push(payload.subarray(at, at + length));
    at += length;
    if (payload[at] === 13) at += 1;
    if (payload[at] === 10) at += 1;
  }
  return Buffer.concat(parts);
}

import type { ExchangeHead, Header, StoredExchange } from '../portal/exchange.js';
import type { ArchiveFiles } from './archive-files.js';
import type { Located } from './catalogue.js';
import { ArchiveError, Damage } from './damage.js';
import { recordUrl } from './entry.js';
import { headerValue } from './header-block.js';
import { decodedHeaders, parseRequest, parseResponse, responseBody } from './http-message.js';
import { blockHolds, payloadHolds, truncationOf } from './integrity.js';
import type { WarcRecord } from './records.js';

export interface StoredOptions {
  /** Bytes of one stored block, and of one decoded body, that are read at most. */
  readonly limit: number;
  readonly fresh?: boolean;
  /** The address the place must be about; an index may be wrong. */
  readonly url?: string;
  /** The body will be asked for at once: it is read along with the head, and held as long as the exchange. */
  readonly withBody?: boolean;
}

/** Bytes of a block that hold its head. */
export const HEAD_BYTES = 64 * 1024;

/**
 * An exchange of the archive as the crawler had it. What a revisit refers to is read in its place: a 304 gives the exchange it
 * confirms, with the header values it renews (RFC 9111, 4.3.4).
 *
 * @param origin where the body is: the exchange itself, or what it refers to
 * @throws ArchiveError where the place is damaged or holds another address
 */
export async function storedExchange(
  files: ArchiveFiles,
  located: Located,
  origin: Located | undefined,
  options: StoredOptions,
): Promise<StoredExchange> {
  const { limit } = options;
  // Records that share a member are reached by reading all before them: once is enough, and in their order.
  const keep = located.place.skip > 0 || options.withBody === true ? limit : HEAD_BYTES;
  const requestFirst = (located.request?.skip ?? 0) < located.place.skip;
  const early = requestFirst ? await readRequest(files, located, limit) : undefined;
  const record = await readRecord(files, located, keep, options.url);
  const request = early ?? (await readRequest(files, located, limit));
  const url = recordUrl(record) ?? '';
  if (options.url !== undefined && url !== options.url) {
    throw damaged(located, new Damage('why.archive-other-record', located.place.offset), options.url);
  }
  if (origin === undefined) throw unresolved(url);
  const own = headOf(record);
  const from = located.kind === 'revisit' ? await readRecord(files, origin, HEAD_BYTES, url) : record;
  const response =
    located.kind !== 'revisit' || (own !== undefined && !located.notModified) ? own : renewed(from, own);
  if (response === undefined) throw unresolved(url);
  const truncated = truncationOf(from);
  const held =
    origin === located && record.block.length === record.length && keep === limit ? record : undefined;
  return {
    url,
    method: request?.method ?? 'GET',
    requestHeaders: request?.headers ?? [],
    ...(request?.body === undefined ? {} : { requestBody: request.body }),
    ...response,
    headers: decodedHeaders(response.headers),
    fetchedAt: headerValue(record.headers, 'warc-date') ?? '',
    ...address(record),
    ...(truncated === undefined ? {} : { truncated }),
    ...(located.notModified ? { confirmed: true as const } : {}),
    ...(options.fresh === undefined ? {} : { fresh: options.fresh }),
    body: async () => bodyOf(held ?? (await readRecord(files, origin, limit, url)), record, url, limit),
  };
}

type Response = Pick<ExchangeHead, 'status' | 'statusText' | 'headers' | 'httpVersion'>;

function headOf(record: WarcRecord): Response | undefined {
  if (record.type === 'resource') {
    const type = headerValue(record.headers, 'content-type');
    return { status: 200, statusText: '', headers: type === undefined ? [] : [['content-type', type]] };
  }
  if (record.type === 'revisit' && record.length === 0) return undefined;
  const { bodyAt: _, ...head } = parseResponse(record.block);
  return head;
}

/** Header fields of a 304 that describe the answer's own transport rather than the page. */
const NOT_RENEWED = /^(?:content-|x-original-|transfer-encoding$|connection$|keep-alive$)/i;

function renewed(origin: WarcRecord, confirmation: Response | undefined): Response | undefined {
  const response = headOf(origin);
  if (response === undefined || confirmation === undefined) return response;
  const news = confirmation.headers.filter(([name]) => !NOT_RENEWED.test(name));
  const names = new Set(news.map(([name]) => name.toLowerCase()));
  const kept: readonly Header[] = response.headers.filter(([name]) => !names.has(name.toLowerCase()));
  return { ...response, headers: [...kept, ...news] };
}

/**
 * @param record that has the body
 * @param own that of the exchange: the same, or the revisit that refers to it
 */
async function bodyOf(record: WarcRecord, own: WarcRecord, url: string, limit: number): Promise<Uint8Array> {
  // Of a revisit's own block wget gives a digest that is always wrong; nothing that is judged stands in it.
  checkWhole(record, url, limit);
  if (record.type === 'resource') return record.block;
  const { headers, bodyAt } = parseResponse(record.block);
  const partial = truncationOf(record) !== undefined;
  const payload = record.block.subarray(bodyAt);
  const body = await responseBody(headers, payload, limit, partial);
  if (body === 'too-large') throw tooLarge(url, limit);
  if ('bytes' in body) {
    const forms = [payload, body.entity, body.bytes];
    if (!partial && !payloadHolds(record, forms)) throw changed(url);
    // A revisit that found its way by the address alone may mean another content of it.
    if (!partial && own !== record && own.type === 'revisit' && !payloadHolds(own, forms))
      throw unresolved(url);
    return body.bytes;
  }
  const args = { encoding: body.undecodable };
  throw new ArchiveError({ code: 'archive-body-undecodable', at: url, args, lost: true });
}

/**
 * A record about an address that is no exchange, all of it and unchanged.
 *
 * @throws ArchiveError
 */
export async function wholeRecord(
  files: ArchiveFiles,
  located: Located,
  url: string,
  limit: number,
): Promise<WarcRecord> {
  const record = await readRecord(files, located, limit, url);
  if (recordUrl(record) !== url)
    throw damaged(located, new Damage('why.archive-other-record', located.place.offset), url);
  checkWhole(record, url, limit);
  return record;
}

/** @throws ArchiveError where a block is not all there, or not what its digests were made of */
function checkWhole(record: WarcRecord, url: string, limit: number): void {
  if (record.length > record.block.length) throw tooLarge(url, limit);
  // The block is the payload but for what came by HTTP.
  const plain = record.type === 'resource' || record.type === 'conversion';
  if (!blockHolds(record) || (plain && !payloadHolds(record, [record.block]))) throw changed(url);
}

function changed(url: string): ArchiveError {
  return new ArchiveError({ code: 'archive-digest-mismatch', at: url, lost: true });
}

function unresolved(url: string): ArchiveError {
  return new ArchiveError({ code: 'archive-revisit-unresolved', at: url, lost: true });
}

function tooLarge(url: string, limit: number): ArchiveError {
  return new ArchiveError({ code: 'archive-record-too-large', at: url, args: { limit }, lost: true });
}

function address({ headers }: WarcRecord): { address?: string } {
  const value = headerValue(headers, 'warc-ip-address');
  return value === undefined ? {} : { address: value };
}

async function readRequest(files: ArchiveFiles, { file, request }: Located, limit: number) {
  if (request === undefined) return undefined;
  try {
    const { block } = await files.record(file, request, limit);
    const head = parseRequest(block);
    if (head === undefined) return undefined;
    const body =
      head.method === 'POST' ? Buffer.from(block.subarray(head.bodyAt)).toString('utf8') : undefined;
    return { method: head.method, headers: head.headers, body };
  } catch (error) {
    // The answer is the evidence; without its request it is still that.
    if (error instanceof Damage) return undefined;
    throw error;
  }
}

async function readRecord(
  files: ArchiveFiles,
  located: Located,
  keep: number,
  url?: string,
): Promise<WarcRecord> {
  try {
    return await files.record(located.file, located.place, keep);
  } catch (error) {
    if (error instanceof Damage) throw damaged(located, error, url);
    throw error;
  }
}

function damaged({ file }: Located, damage: Damage, url: string | undefined): ArchiveError {
  const args = { byte: damage.offset, reason: damage.reason };
  return new ArchiveError(
    { code: 'archive-record-damaged', at: url ?? file, args, lost: true },
    { cause: damage },
  );
}

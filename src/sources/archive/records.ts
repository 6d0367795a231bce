import type { Header } from '../portal/exchange.js';
import { ByteReader, type Place } from './byte-reader.js';
import { type ChunkSource, plainSource } from './chunk-source.js';
import { Damage } from './damage.js';
import type { FileWindow } from './file-window.js';
import { gzipSource } from './gzip-source.js';
import { headerValue, parseHeaderBlock } from './header-block.js';

/** One record of a WARC file (ISO 28500:2017). */
export interface WarcRecord {
  readonly place: Place;
  /** Byte of the file where the next record begins; undefined where both share a gzip member. */
  readonly end?: number;
  /** `WARC-Type`, lower case. */
  readonly type: string;
  readonly headers: readonly Header[];
  /** `Content-Length`: bytes of the whole block. */
  readonly length: number;
  /** The block, or as much of it as was asked for. */
  readonly block: Uint8Array;
}

export type Scanned =
  | { readonly type: 'record'; readonly record: WarcRecord }
  | { readonly type: 'damage'; readonly damage: Damage };

export interface ScanOptions {
  /** Where to begin; the file's first byte by default. */
  readonly from?: Place;
  /** Bytes of each block to keep. */
  readonly keep: number;
}

const LONGEST_HEADER = 64 * 1024;
const LONGEST_LENGTH = /^\d{1,15}$/;

/**
 * The records of a file in their order. A damaged place gives one item, and reading goes on at the next record that can be found.
 * One record's kept bytes and a few chunks are all that is held.
 */
export async function* scanRecords(
  window: FileWindow,
  { from, keep }: ScanOptions,
): AsyncGenerator<Scanned, void> {
  const source = await openChunks(window, from?.offset ?? 0);
  const reader = new ByteReader(source);
  let lost = false;
  try {
    if (from !== undefined && from.skip > 0) {
      reader.beginRecord({ offset: from.offset, skip: 0 });
      await reader.take(from.skip, 0);
    }
    for (;;) {
      let place: Place | undefined;
      try {
        place = await nextPlace(reader);
        if (place === undefined) return;
        const record = await readRecord(reader, place, source.compressed ? undefined : window, keep);
        lost = false;
        yield { type: 'record', record };
      } catch (error) {
        if (!(error instanceof Damage)) throw error;
        // Between damage and the next record there may be much that is no record: that is said once.
        if (!(lost && error.reason === 'why.archive-not-a-record')) yield { type: 'damage', damage: error };
        lost = true;
        if (!(await resume(reader, error))) return;
      }
    }
  } finally {
    source.close();
  }
}

/** The record at a place that an index or an earlier scan gave. @throws Damage where there is none */
export async function recordAt(window: FileWindow, place: Place, keep: number): Promise<WarcRecord> {
  for await (const item of scanRecords(window, { from: place, keep })) {
    if (item.type === 'damage') throw item.damage;
    if (item.record.place.offset === place.offset && item.record.place.skip === place.skip)
      return item.record;
    break;
  }
  throw new Damage('why.archive-not-a-record', place.offset);
}

async function openChunks(window: FileWindow, from: number): Promise<ChunkSource> {
  const [first, second] = await window.read(0, 2);
  return first === 0x1f && second === 0x8b ? gzipSource(window, from) : plainSource(window, from);
}

/** The place of the next record, behind the empty lines that end the one before. */
async function nextPlace(reader: ByteReader): Promise<Place | undefined> {
  for (;;) {
    const place = await reader.place();
    if (place === undefined) return undefined;
    reader.beginRecord(place);
    const [byte] = await reader.peek(1);
    if (byte !== 10 && byte !== 13) return place;
    await reader.skipBlank();
  }
}

async function readRecord(
  reader: ByteReader,
  place: Place,
  plain: FileWindow | undefined,
  keep: number,
): Promise<WarcRecord> {
  const version = Buffer.from(await reader.peek(8)).toString('latin1');
  if (version.length < 8 && 'WARC/1.0'.startsWith(version))
    throw new Damage('why.archive-cut-off', place.offset);
  if (!/^WARC\/\d\.\d$/.test(version)) throw new Damage('why.archive-not-a-record', place.offset);
  const { headers } = parseHeaderBlock(await reader.takeHeader(LONGEST_HEADER));
  const declared = headerValue(headers, 'content-length') ?? '';
  const length = LONGEST_LENGTH.test(declared) ? Number(declared) : Number.NaN;
  if (Number.isNaN(length)) throw new Damage('why.archive-length', place.offset);
  if (plain !== undefined) await checkEnd(plain, place.offset, await reader.endOfRecord(), length);
  const block = await reader.take(length, keep);
  await takeEnd(reader, place.offset);
  const end = await reader.endOfRecord();
  const type = (headerValue(headers, 'warc-type') ?? '').toLowerCase();
  return { place, type, headers, length, block, ...(end === undefined ? {} : { end }) };
}

/** Whether a record ends where its length says, seen before it is read: a wrong length must not swallow its neighbours. */
async function checkEnd(
  window: FileWindow,
  offset: number,
  start: number | undefined,
  length: number,
): Promise<void> {
  if (start === undefined || length === 0) return;
  const bytes = await window.probe(start + length - 1, 5);
  if (bytes.length === 0) throw new Damage('why.archive-cut-off', offset);
  if (!isEnd(bytes.subarray(1))) throw new Damage('why.archive-length', offset);
}

/** The two empty lines behind a block; some writers leave them out, or write LF alone. */
async function takeEnd(reader: ByteReader, offset: number): Promise<void> {
  const bytes = await reader.peek(4);
  if (!isEnd(bytes)) throw new Damage('why.archive-length', offset);
  const text = Buffer.from(bytes).toString('latin1');
  await reader.take(/^[\r\n]{0,4}/.exec(text)?.[0].length ?? 0, 0);
}

function isEnd(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.subarray(0, 4)).toString('latin1');
  return text === '' || /^\r?\n/.test(text) || text === 'WARC' || text === '\r';
}

/** Finds where to go on behind damage. */
async function resume(reader: ByteReader, damage: Damage): Promise<boolean> {
  let inCompression = damage.inCompression;
  for (;;) {
    try {
      return inCompression ? await reader.recover() : await reader.findRecord();
    } catch (error) {
      if (!(error instanceof Damage)) throw error;
      inCompression = true;
    }
  }
}

import { Readable } from 'node:stream';
import { constants, crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import type { Chunk, ChunkSource } from './chunk-source.js';
import { Damage } from './damage.js';
import type { FileWindow } from './file-window.js';
import { gzipHeaderLength } from './gzip-header.js';
import { startsWithRecord } from './record-start.js';

/** Most records: a member that is whole in this many compressed bytes is inflated in one step. */
const WINDOW = 128 * 1024;
const WHOLE_MEMBER = 1024 * 1024;
const TRAILER = 8;
/** Looks for a member behind damage; a file that only pretends to hold them must not keep the program busy. */
const MOST_CANDIDATES = 10_000;
const PROBE = 512;

/** The members of a gzip file, one record each or all in one, inflated with bounded memory. */
export function gzipSource(window: FileWindow, from: number): ChunkSource {
  let position = from;
  let begun = from;
  let member: AsyncGenerator<Chunk, number> | undefined;

  async function begin(): Promise<Chunk | undefined> {
    position = await behindPadding(window, position);
    begun = position;
    const bytes = await window.read(position, WINDOW);
    if (bytes.length === 0) return undefined;
    const header = gzipHeaderLength(bytes);
    if (header === undefined) throw new Damage('why.archive-compression', position, true);
    if (header === 'cut') throw new Damage('why.archive-cut-off', position, true);
    const whole = wholeMember(bytes, header, position, bytes.length < WINDOW);
    if (whole !== undefined) {
      position = whole.end;
      return { bytes: whole.bytes, offset: begun, skip: 0, last: true };
    }
    member = streamedMember(window, begun, header);
    return next();
  }

  async function next(): Promise<Chunk | undefined> {
    if (member === undefined) return begin();
    const step = await member.next();
    if (!step.done) return step.value;
    member = undefined;
    position = step.value;
    return { bytes: new Uint8Array(), offset: begun, skip: 0, last: true };
  }

  const close = (): void => {
    // The generator's `finally` ends the streams; nothing waits for it.
    member?.return(0).catch(() => {});
    member = undefined;
  };
  return {
    compressed: true,
    get position() {
      return position;
    },
    next,
    async recover() {
      close();
      const found = await nextMember(window, begun + 1);
      if (found !== undefined) position = found;
      return found !== undefined;
    },
    close,
  };
}

/** Some writers fill up with zeros. */
async function behindPadding(window: FileWindow, from: number): Promise<number> {
  for (let position = from; ; ) {
    const bytes = await window.read(position, WINDOW);
    const at = bytes.findIndex((byte) => byte !== 0);
    if (at >= 0 || bytes.length === 0) return position + Math.max(at, 0);
    position += bytes.length;
  }
}

/** The member in one step; undefined where it is larger than the window. */
function wholeMember(
  bytes: Uint8Array,
  header: number,
  offset: number,
  atEnd: boolean,
): { readonly bytes: Uint8Array; readonly end: number } | undefined {
  const inflated = inflateStart(bytes.subarray(header), WHOLE_MEMBER);
  if (inflated === 'larger') return undefined;
  if (inflated === 'cut') {
    if (atEnd) throw new Damage('why.archive-cut-off', offset, true);
    return undefined;
  }
  if (inflated === 'damaged') throw new Damage('why.archive-compression', offset, true);
  const trailer = header + inflated.consumed;
  if (trailer + TRAILER > bytes.length) {
    if (atEnd) throw new Damage('why.archive-cut-off', offset, true);
    return undefined;
  }
  checkTrailer(
    bytes.subarray(trailer, trailer + TRAILER),
    crc32(inflated.bytes),
    inflated.bytes.length,
    offset,
  );
  return { bytes: inflated.bytes, end: offset + trailer + TRAILER };
}

type Inflated = { readonly bytes: Uint8Array; readonly consumed: number } | 'larger' | 'cut' | 'damaged';

function inflateStart(bytes: Uint8Array, limit: number): Inflated {
  try {
    const result: unknown = inflateRawSync(bytes, { info: true, maxOutputLength: limit });
    return isInfo(result) ? { bytes: result.buffer, consumed: result.engine.bytesWritten } : 'damaged';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ERR_BUFFER_TOO_LARGE') return 'larger';
    return code === 'Z_BUF_ERROR' ? 'cut' : 'damaged';
  }
}

/** What zlib gives with `info`: the result and the stream that counted its input. */
function isInfo(value: unknown): value is { buffer: Uint8Array; engine: { bytesWritten: number } } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'buffer' in value &&
    value.buffer instanceof Uint8Array &&
    'engine' in value &&
    typeof value.engine === 'object' &&
    value.engine !== null &&
    'bytesWritten' in value.engine &&
    typeof value.engine.bytesWritten === 'number'
  );
}

/** A large member piece by piece. @returns where the file goes on. @throws Damage, at the end too: the checksum stands there */
async function* streamedMember(
  window: FileWindow,
  offset: number,
  header: number,
): AsyncGenerator<Chunk, number> {
  const inflate = createInflateRaw({ chunkSize: 64 * 1024 });
  const input = Readable.from(piecesOf(window, offset + header));
  let checksum = 0;
  let skip = 0;
  try {
    input.on('error', (error) => inflate.destroy(error));
    for await (const piece of input.pipe(inflate)) {
      const bytes: Uint8Array = piece;
      checksum = crc32(bytes, checksum);
      yield { bytes, offset, skip, last: false };
      skip += bytes.length;
    }
  } catch (error) {
    const cut = error instanceof Error && 'code' in error && error.code === 'Z_BUF_ERROR';
    throw new Damage(cut ? 'why.archive-cut-off' : 'why.archive-compression', offset, true);
  } finally {
    input.destroy();
    inflate.destroy();
  }
  const trailer = offset + header + inflate.bytesWritten;
  checkTrailer(await window.read(trailer, TRAILER), checksum, skip, offset);
  return trailer + TRAILER;
}

async function* piecesOf(window: FileWindow, from: number): AsyncGenerator<Uint8Array> {
  for (let position = from; ; ) {
    const bytes = await window.read(position, WINDOW);
    if (bytes.length === 0) return;
    position += bytes.length;
    yield bytes;
  }
}

function checkTrailer(trailer: Uint8Array, checksum: number, length: number, offset: number): void {
  if (trailer.length < TRAILER) throw new Damage('why.archive-cut-off', offset, true);
  const view = new DataView(trailer.buffer, trailer.byteOffset, TRAILER);
  if (view.getUint32(0, true) !== checksum >>> 0 || view.getUint32(4, true) !== length % 2 ** 32) {
    throw new Damage('why.archive-checksum', offset, true);
  }
}

/** Offset of the next member that holds the beginning of a record. */
async function nextMember(window: FileWindow, from: number): Promise<number | undefined> {
  let candidates = 0;
  for (let position = from; ; ) {
    const bytes = await window.read(position, WINDOW);
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = buffer.indexOf('\x1f\x8b\x08', 'latin1'); at >= 0; ) {
      candidates += 1;
      if (candidates > MOST_CANDIDATES) return undefined;
      if (await holdsRecord(window, position + at)) return position + at;
      at = buffer.indexOf('\x1f\x8b\x08', at + 1, 'latin1');
    }
    if (bytes.length < WINDOW) return undefined;
    position += WINDOW - 2;
  }
}

async function holdsRecord(window: FileWindow, offset: number): Promise<boolean> {
  const bytes = (await window.read(offset, WINDOW)).subarray(0, PROBE);
  const header = gzipHeaderLength(bytes);
  if (typeof header !== 'number') return false;
  try {
    // What the probe cuts off is no error here.
    const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: WHOLE_MEMBER };
    return startsWithRecord(inflateRawSync(bytes.subarray(header), options));
  } catch {
    return false;
  }
}

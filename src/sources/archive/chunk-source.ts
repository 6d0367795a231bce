import type { FileWindow } from './file-window.js';
import { startsWithRecord } from './record-start.js';

/** A piece of the uncompressed archive and where it comes from. */
export interface Chunk {
  readonly bytes: Uint8Array;
  /** Byte of the file: of the chunk itself, or of the gzip member it is in. */
  readonly offset: number;
  /** Uncompressed bytes of the member before the chunk; 0 in files without compression. */
  readonly skip: number;
  /** The gzip member ends with this chunk, and its checksum is right. */
  readonly last: boolean;
}

/** The uncompressed content of an archive file, piece by piece. */
export interface ChunkSource {
  readonly compressed: boolean;
  /** Where the next member (compressed) or chunk (plain) begins. */
  readonly position: number;
  /** @returns undefined at the end of the file. @throws Damage */
  next(): Promise<Chunk | undefined>;
  /** Moves behind a damaged member, to the next that begins with a record; false where there is none. */
  recover(): Promise<boolean>;
  /** Lets go of what is being read. */
  close(): void;
}

const PLAIN_CHUNK = 64 * 1024;

/** An archive file without compression. */
export function plainSource(window: FileWindow, from: number): ChunkSource {
  let position = from;
  return {
    compressed: false,
    get position() {
      return position;
    },
    async next() {
      const bytes = await window.read(position, PLAIN_CHUNK);
      if (bytes.length === 0) return undefined;
      const chunk = { bytes, offset: position, skip: 0, last: false };
      position += bytes.length;
      return chunk;
    },
    recover: async () => false,
    close() {},
  };
}

/** Whether a chunk begins a gzip member that begins a record: a record starts here, whatever was expected. */
export function beginsRecord(chunk: Chunk, source: ChunkSource): boolean {
  return source.compressed && chunk.skip === 0 && startsWithRecord(chunk.bytes);
}

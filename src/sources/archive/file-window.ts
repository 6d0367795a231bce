import type { FileHandle } from 'node:fs/promises';

/** Reads of a file at any place; neighbouring ones share one read of the disk. */
export interface FileWindow {
  /** The bytes from a position on; fewer than asked for only at the end of the file. Views stay valid. */
  read(position: number, length: number): Promise<Uint8Array>;
  /** The same for a few bytes far away, without moving there. */
  probe(position: number, length: number): Promise<Uint8Array>;
}

const READ_AHEAD = 256 * 1024;

/** @param ahead bytes read at once; smaller where single records are wanted */
export function fileWindow(handle: FileHandle, ahead = READ_AHEAD): FileWindow {
  let held: Uint8Array = new Uint8Array();
  let start = 0;
  return {
    async read(position, length) {
      const from = position - start;
      if (from >= 0 && from + length <= held.length) return held.subarray(from, from + length);
      // A new buffer each time: what was handed out before still looks into the old one.
      const buffer = Buffer.allocUnsafe(Math.max(length, ahead));
      let filled = 0;
      while (filled < buffer.length) {
        const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, position + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      held = buffer.subarray(0, filled);
      start = position;
      return held.subarray(0, length);
    },
    async probe(position, length) {
      const from = position - start;
      if (from >= 0 && from + length <= held.length) return held.subarray(from, from + length);
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, position);
      return buffer.subarray(0, bytesRead);
    },
  };
}

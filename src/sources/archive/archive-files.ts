import { type FileHandle, open } from 'node:fs/promises';
import type { Place } from './byte-reader.js';
import { Damage } from './damage.js';
import { fileWindow } from './file-window.js';
import { recordAt, type Scanned, type ScanOptions, scanRecords, type WarcRecord } from './records.js';

/** The files of one archive, read from the front or at a place. */
export interface ArchiveFiles {
  scan(file: string, options: ScanOptions): AsyncGenerator<Scanned, void>;
  /**
   * The record at a place.
   *
   * @param keep bytes of its block to keep
   * @throws Damage
   */
  record(file: string, place: Place, keep: number): Promise<WarcRecord>;
  close(): Promise<void>;
}

interface Cursor {
  readonly file: string;
  readonly offset: number;
  skip: number;
  readonly keep: number;
  readonly items: AsyncGenerator<Scanned, void>;
}

const SINGLE_RECORD = 64 * 1024;

/** @param pathOf where a file of the archive is */
export function archiveFiles(pathOf: (file: string) => string): ArchiveFiles {
  let cursor: Cursor | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  async function* scan(file: string, options: ScanOptions): AsyncGenerator<Scanned, void> {
    const handle = await open(pathOf(file), 'r');
    try {
      yield* scanRecords(fileWindow(handle), options);
    } finally {
      await handle.close();
    }
  }

  /**
   * Records that share one gzip member can only be reached from its beginning; those asked for in their order are read in one go.
   */
  async function shared(file: string, place: Place, keep: number): Promise<WarcRecord> {
    const { offset, skip } = place;
    const usable =
      cursor !== undefined &&
      cursor.file === file &&
      cursor.offset === offset &&
      cursor.skip <= skip &&
      cursor.keep >= keep;
    if (cursor === undefined || !usable) {
      await cursor?.items.return();
      cursor = { file, offset, skip: 0, keep, items: scan(file, { from: { offset, skip: 0 }, keep }) };
    }
    for (;;) {
      const step = await cursor.items.next();
      if (step.done) throw new Damage('why.archive-not-a-record', offset);
      if (step.value.type === 'damage') continue;
      const { record } = step.value;
      cursor.skip = record.place.skip + 1;
      if (record.place.offset === offset && record.place.skip === skip) return record;
      if (record.place.offset !== offset || record.place.skip > skip)
        throw new Damage('why.archive-not-a-record', offset);
    }
  }

  return {
    scan,
    async record(file, place, keep) {
      if (place.skip > 0) {
        const result = turn.then(() => shared(file, place, keep));
        turn = result.catch(() => {});
        return result;
      }
      return withFile(pathOf(file), (handle) => recordAt(fileWindow(handle, SINGLE_RECORD), place, keep));
    },
    async close() {
      await turn;
      await cursor?.items.return();
      cursor = undefined;
    },
  };
}

async function withFile<T>(path: string, read: (handle: FileHandle) => Promise<T>): Promise<T> {
  const handle = await open(path, 'r');
  try {
    return await read(handle);
  } finally {
    await handle.close();
  }
}

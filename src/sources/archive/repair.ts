import { open, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { type AppendFile, openAppendFile } from './append-file.js';
import type { ArchiveFiles } from './archive-files.js';
import { indexLine } from './cdxj.js';
import { INDEX_FILE } from './snapshot.js';
import { type Stock, takeStock } from './stock.js';

export interface Repaired extends Stock {
  /** Bytes of the index, all of them right. */
  readonly indexBytes: number;
}

/** Lines written at once. */
const LINES = 1000;

/**
 * Makes a snapshot whole after a kill: entries that the index lacks are added to it, an index that does not fit the files is made
 * again from the records, and what stands behind the last complete record of a file is cut off.
 */
export async function repairSnapshot(
  directory: string,
  files: ArchiveFiles,
  names: readonly string[],
): Promise<Repaired> {
  let index: AppendFile | undefined;
  let lines: string[] = [];
  const flush = async (): Promise<void> => {
    await index?.append(Buffer.from(lines.join('')));
    lines = [];
  };
  try {
    const stock = await takeStock(directory, files, names, {
      mending: {
        async indexed(bytes) {
          index = await openAppendFile(join(directory, INDEX_FILE), bytes);
        },
        unindexed: (file) => toDisk(join(directory, file)),
        async add(entry) {
          lines.push(indexLine(entry));
          if (lines.length >= LINES) await flush();
        },
        tail: (file, end) => truncate(join(directory, file), end),
      },
    });
    await flush();
    return { ...stock, indexBytes: index?.bytes ?? 0 };
  } finally {
    await index?.close();
  }
}

async function toDisk(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

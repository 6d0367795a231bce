import { join } from 'node:path';
import { type AppendFile, openAppendFile } from './append-file.js';
import { indexLine } from './cdxj.js';
import { type CrawlDescription, safeDescription } from './crawl-file.js';
import type { ArchiveEntry } from './entry.js';
import { fieldLines, newRecordId, recordBytes } from './record-writer.js';
import { fileName, INDEX_FILE } from './snapshot.js';

/**
 * Appends groups of records to the files of one run, and lines to the index.
 *
 * What is promised: when `append` resolves, the records are written to the file, so that no kill of the program loses them; a
 * failed write is taken back. The disk is made to keep them (fdatasync) after every `syncEvery` groups, at the end of a file and
 * on closing; only then are their lines added to the index. So after a loss of power the index never speaks of records that are
 * not there, and records without a line are found by reading the end of the file.
 */
export interface ArchiveWriter {
  /** Writes records that belong together. @returns where they stand */
  append(
    records: readonly Uint8Array[],
  ): Promise<{ readonly file: string; readonly offsets: readonly number[] }>;
  /** Adds the line of an entry to the index when its records are on the disk. */
  index(entry: ArchiveEntry): Promise<void>;
  /** `WARC-Warcinfo-ID` of what is appended next. */
  warcinfo(): Promise<string>;
  close(): Promise<void>;
}

export interface WriterOptions {
  readonly directory: string;
  readonly run: number;
  /** The file to go on with: its number, its length and the id of its description. The first of the run where left out. */
  readonly last?: { readonly number: number; readonly bytes: number; readonly warcinfo: string | undefined };
  /** Bytes of the index that are right; what stands behind is dropped. */
  readonly indexBytes: number;
  /** A file is not added to once it has this many bytes. */
  readonly fileBytes: number;
  /** Groups of records between two fdatasync. */
  readonly syncEvery: number;
  readonly crawl: CrawlDescription;
  readonly now: () => Date;
  /** Called before each fdatasync. */
  readonly beforeSync: () => Promise<void>;
}

export async function openWriter(options: WriterOptions): Promise<ArchiveWriter> {
  const { directory, run, last, syncEvery } = options;
  const index = await openAppendFile(join(directory, INDEX_FILE), options.indexBytes);
  let number = last?.number ?? 1;
  let name = fileName(run, number);
  let file: AppendFile = await openAppendFile(join(directory, name), last?.bytes ?? 0);
  let warcinfo = last?.warcinfo;
  let lines: string[] = [];

  async function sync(): Promise<void> {
    if (lines.length === 0) return;
    await options.beforeSync();
    await file.sync();
    await index.append(Buffer.from(lines.join('')));
    lines = [];
  }

  async function nextFile(): Promise<void> {
    await sync();
    await file.sync();
    await file.close();
    number += 1;
    name = fileName(run, number);
    file = await openAppendFile(join(directory, name), 0);
    warcinfo = undefined;
  }

  return {
    async warcinfo() {
      if (file.bytes >= options.fileBytes) await nextFile();
      if (warcinfo === undefined || file.bytes === 0) {
        const id = newRecordId();
        await file.append(await warcinfoBytes(id, name, options));
        warcinfo = id;
      }
      return warcinfo;
    },
    async append(records) {
      const offsets: number[] = [];
      let at = file.bytes;
      for (const record of records) {
        offsets.push(at);
        at += record.length;
      }
      await file.append(Buffer.concat(records));
      return { file: name, offsets };
    },
    async index(entry) {
      lines.push(indexLine(entry));
      if (lines.length >= syncEvery) await sync();
    },
    async close() {
      try {
        await sync();
        await file.sync();
        await index.sync();
      } finally {
        await file.close();
        await index.close();
      }
    },
  };
}

function warcinfoBytes(id: string, file: string, { crawl, run, now }: WriterOptions): Promise<Buffer> {
  const { software, startUrls, robots, settings } = safeDescription(crawl);
  const block = fieldLines([
    ['software', software],
    ['format', 'WARC File Format 1.1'],
    ['conformsTo', 'http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/'],
    ['robots', robots],
    ['isPartOf', `run ${run}`],
    ['startUrls', JSON.stringify(startUrls)],
    ['settings', JSON.stringify(settings)],
  ]);
  return recordBytes({
    type: 'warcinfo',
    id,
    date: now().toISOString(),
    contentType: 'application/warc-fields',
    fields: [['WARC-Filename', file]],
    block: [block],
  });
}

import { createReadStream } from 'node:fs';
import { open, readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArchiveFiles } from './archive-files.js';
import { type Catalogue, createCatalogue } from './catalogue.js';
import { parseIndexLine } from './cdxj.js';
import { Damage } from './damage.js';
import { pairEntries, type ScannedEntry } from './entries.js';
import type { ArchiveEntry } from './entry.js';
import { HEAD_BYTES } from './stored-exchange.js';

/** A snapshot directory: the archive's files, `index.cdxj` and `crawl.json`. */

export const INDEX_FILE = 'index.cdxj';

const OUR_FILE = /^run(\d{4,})-(\d{5,})\.warc\.gz$/;

/** Files are named by the run that wrote them, so that what is of this run and what is older can be told without reading. */
export function fileName(run: number, number: number): string {
  return `run${String(run).padStart(4, '0')}-${String(number).padStart(5, '0')}.warc.gz`;
}

/** @returns undefined for files that another program named */
export function runOf(file: string): { readonly run: number; readonly number: number } | undefined {
  const match = OUR_FILE.exec(file);
  return match === null ? undefined : { run: Number(match[1]), number: Number(match[2]) };
}

/** Names of the archive files of a directory, in order. */
export async function warcFiles(directory: string): Promise<string[]> {
  const names = await readdir(directory);
  return names.filter((name) => /\.warc(?:\.gz)?$/i.test(name)).sort();
}

export interface LoadedIndex {
  readonly catalogue: Catalogue;
  /** Per file: the byte up to which the index speaks of it. */
  readonly covered: ReadonlyMap<string, number>;
  /** Bytes of the index that are whole lines. */
  readonly bytes: number;
}

/** A line longer than this is none of ours. */
const LONGEST_LINE = 256 * 1024;

/**
 * Reads the index and holds it against the files.
 *
 * @param visit called for every entry, before it is known whether the index is right; false leaves the entry out
 * @returns undefined where it does not fit the files – another program's, older, or damaged – and the records must be read
 */
export async function loadIndex(
  directory: string,
  files: ArchiveFiles,
  names: readonly string[],
  visit: (entry: ArchiveEntry) => boolean = () => true,
): Promise<LoadedIndex | undefined> {
  const sizes = new Map<string, number>();
  for (const name of names) sizes.set(name, (await stat(join(directory, name))).size);
  const catalogue = createCatalogue(false);
  const covered = new Map<string, number>();
  const lasts = new Map<string, ArchiveEntry>();
  const entries: ArchiveEntry[] = [];
  let bytes = 0;
  try {
    for await (const line of linesOf(join(directory, INDEX_FILE))) {
      const entry = parseIndexLine(line.text);
      if (entry === undefined) return undefined;
      entries.push(entry);
      bytes = line.end;
    }
    // Of a crawl that came to its end the lines are sorted by address: the order of writing is that of the places.
    entries.sort((left, right) => order(left.file, right.file) || startOf(left) - startOf(right));
    for (const entry of entries) {
      const end = entry.place.offset + entry.length;
      const expected = covered.get(entry.file) ?? (await firstEnd(files, entry.file, sizes));
      if (startOf(entry) !== expected || end <= expected || end > (sizes.get(entry.file) ?? 0))
        return undefined;
      covered.set(entry.file, end);
      lasts.set(entry.file, entry);
      if (visit(entry)) catalogue.add(entry);
    }
    for (const { file, place } of lasts.values()) await files.record(file, place, 0);
  } catch (error) {
    if (error instanceof Damage || isMissing(error)) return undefined;
    throw error;
  }
  return { catalogue, covered, bytes };
}

function startOf({ requestPlace, place }: ArchiveEntry): number {
  return requestPlace?.offset ?? place.offset;
}

function order(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}

/** Sorts the lines of the index byte by byte, as programs that look things up in it expect. */
export async function sortIndex(directory: string): Promise<void> {
  const path = join(directory, INDEX_FILE);
  const lines: Buffer[] = [];
  for await (const { text } of linesOf(path)) lines.push(Buffer.from(`${text}\n`));
  await replaceFile(path, Buffer.concat(lines.sort(Buffer.compare)));
}

/** Writes a file anew: there is always either the old or the new one. */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  const handle = await open(`${path}.new`, 'w');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${path}.new`, path);
}

/** Where the first exchange of a file begins: behind its description. */
async function firstEnd(
  files: ArchiveFiles,
  file: string,
  sizes: ReadonlyMap<string, number>,
): Promise<number> {
  if (!sizes.has(file)) return -1;
  const record = await files.record(file, { offset: 0, skip: 0 }, 0);
  return record.type === 'warcinfo' ? (record.end ?? -1) : 0;
}

/** The entries of a file from a byte on. */
export function scanEntries(files: ArchiveFiles, file: string, from = 0): AsyncGenerator<ScannedEntry, void> {
  return pairEntries(files.scan(file, { from: { offset: from, skip: 0 }, keep: HEAD_BYTES }), file);
}

/** Whole lines with the byte behind each; what is behind the last line break is left out. */
async function* linesOf(path: string): AsyncGenerator<{ readonly text: string; readonly end: number }> {
  let rest: Uint8Array = new Uint8Array();
  let at = 0;
  for await (const chunk of createReadStream(path)) {
    const bytes: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let begin = 0;
    for (let feed = bytes.indexOf(10); feed >= 0; feed = bytes.indexOf(10, begin)) {
      yield { text: bytes.toString('utf8', begin, feed), end: at + feed + 1 };
      begin = feed + 1;
    }
    at += begin;
    rest = bytes.subarray(begin);
    if (rest.length > LONGEST_LINE) return;
  }
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

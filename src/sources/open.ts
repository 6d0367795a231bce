/** Opens what the command line names: a file, a directory of files, standard input, an address. */

import { createReadStream, type Stats } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { InputError } from '../services/problem.js';
import { crawlOfRecords, readCrawl } from './archive/crawl-file.js';
import { contentOf, extensionOf, HEAD_BYTES, promisedFormat } from './exports/format.js';
import { readElsewhere, readExport } from './exports/read.js';
import type { OpenedSource, ReadOptions, SourceFile, SourceItem, SourceKind } from './source.js';
import { problemItem } from './source.js';

/** Bytes read at once. */
const CHUNK = 256 * 1024;
/** Bytes in which a page shows that it is one. */
const PAGE_START = 4096;

/**
 * Finds out what a location is; reads nothing but the first bytes of files.
 *
 * @param location a path, an `http(s)://` address, or `-` for JSON Lines on standard input. A directory gives one source per
 *   file, depth first, names in code-unit order, its archive files as one; dot-files are left out, and a file of another kind gives
 *   one problem. A snapshot is one source, wherever it lies.
 * @throws InputError `source-not-found`, `source-not-readable`
 */
export async function openSource(location: string, options: ReadOptions): Promise<OpenedSource[]> {
  if (location === '-') return [openStdin(options)];
  const scheme = /^(https?):\/\//i.exec(location)?.[1]?.toLowerCase();
  if (scheme !== undefined) {
    return [
      { kind: 'portal', location, items: readElsewhere(scheme, { path: location, location }, options) },
    ];
  }
  const stats = await statOf(location, location);
  if (!stats.isDirectory()) return [await openFile({ path: location, location }, stats, options)];
  if (await isSnapshot(location)) return [snapshot({ path: location, location }, options)];
  const opened: OpenedSource[] = [];
  await openDirectory(location, location.replace(/[/\\]+$/, '') || '/', options, opened, new Set());
  if (opened.length === 0) opened.push(unreadable(location, 'directory-empty', { location }));
  return opened;
}

function openStdin(options: ReadOptions): OpenedSource {
  const { stdin } = options;
  if (stdin === undefined) throw new InputError('source-not-found', { location: '-' });
  return {
    kind: 'export',
    location: '-',
    items: readExport({ path: '-', location: '-' }, counted(stdin, options), options, 'jsonl'),
  };
}

/** A directory that a crawl of ours made: its files are one source. */
async function isSnapshot(directory: string): Promise<boolean> {
  try {
    return (await readCrawl(directory)) !== undefined || (await crawlOfRecords(directory)) !== undefined;
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}

function snapshot(file: SourceFile, options: ReadOptions): OpenedSource {
  return { kind: 'archive', location: file.location, items: readElsewhere('snapshot', file, options) };
}

async function openDirectory(
  path: string,
  location: string,
  options: ReadOptions,
  opened: OpenedSource[],
  above: ReadonlySet<string>,
): Promise<void> {
  let names: string[];
  let real: string;
  try {
    real = await realpath(path);
    names = await readdir(path);
  } catch (error) {
    throw notReadable(location, error);
  }
  // A link back to a directory above would never end.
  if (above.has(real)) return;
  const inside = new Set([...above, real]);
  names.sort((a, b) => (a < b ? -1 : 1));
  const archives: SourceFile[] = [];
  for (const name of names) {
    if (name.startsWith('.')) continue;
    const file = { path: `${path}/${name}`, location: location === '/' ? `/${name}` : `${location}/${name}` };
    try {
      const stats = await statOf(file.path, file.location);
      if (stats.isDirectory() && (await isSnapshot(file.path))) opened.push(snapshot(file, options));
      else if (stats.isDirectory()) await openDirectory(file.path, file.location, options, opened, inside);
      else if (promisedFormat(extensionOf(name)) === undefined)
        opened.push(await openUnnamed(file, stats, options));
      else if (promisedFormat(extensionOf(name)) === 'warc' && stats.isFile()) {
        await readHead(file, 1);
        archives.push({ ...file, bytes: stats.size });
      } else opened.push(await openFile(file, stats, options));
    } catch (error) {
      // One file of many: the others are still audited.
      if (!(error instanceof InputError)) throw error;
      opened.push(unreadable(file.location, error.problem.code, error.problem.args));
    }
  }
  if (archives.length > 0) opened.push(openArchives(archives, { path, location }, options));
}

/** The archive files of a directory are one archive: programs begin new files as they write, and refer from one to another. */
function openArchives(
  files: readonly SourceFile[],
  directory: SourceFile,
  options: ReadOptions,
): OpenedSource {
  const [only] = files;
  const file = files.length === 1 && only !== undefined ? only : directory;
  const bytes = files.reduce((sum, { bytes: size = 0 }) => sum + size, 0);
  const name = extensionOf(file.location);
  const reader = options.readers?.[name] === undefined ? 'warc' : name;
  return {
    kind: 'archive',
    location: file.location,
    items: readElsewhere(reader, { ...file, bytes }, options),
    bytes,
  };
}

/** Where a site was saved whole, its pages are named by their addresses: by no extension, or by that of a program. */
async function openUnnamed(file: SourceFile, stats: Stats, options: ReadOptions): Promise<OpenedSource> {
  const isPage = stats.isFile() && contentOf(await readHead(file, PAGE_START)) === 'html';
  if (!isPage) return skipped(file.location);
  const whole = { ...file, bytes: stats.size };
  return {
    kind: 'page',
    location: file.location,
    items: readElsewhere('html', whole, options),
    bytes: stats.size,
  };
}

async function openFile(
  { path, location }: SourceFile,
  stats: Stats,
  options: ReadOptions,
): Promise<OpenedSource> {
  const file: SourceFile = stats.isFile() ? { path, location, bytes: stats.size } : { path, location };
  const size = stats.isFile() ? { bytes: stats.size } : {};
  const extension = extensionOf(location);
  const promised = promisedFormat(extension);
  if (promised === 'html' || promised === 'warc') {
    await readHead(file, 1);
    const reader = options.readers?.[extension] === undefined ? promised : extension;
    return { kind: kindOf(promised), location, items: readElsewhere(reader, file, options), ...size };
  }
  const content = stats.isFile() ? contentOf(await readHead(file, HEAD_BYTES), promised) : promised;
  return {
    kind: kindOf(content),
    location,
    items: readExport(file, fileBytes(file, options), options),
    ...size,
  };
}

function kindOf(content: string | undefined): SourceKind {
  return content === 'html' ? 'page' : content === 'warc' ? 'archive' : 'export';
}

async function readHead({ path, location }: SourceFile, length: number): Promise<Uint8Array> {
  try {
    const handle = await open(path);
    try {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw notReadable(location, error);
  }
}

async function* fileBytes({ path, location }: SourceFile, options: ReadOptions): AsyncGenerator<Uint8Array> {
  try {
    yield* counted(createReadStream(path, { highWaterMark: CHUNK }), options);
  } catch (error) {
    throw isSystemError(error) ? notReadable(location, error) : error;
  }
}

async function* counted(
  bytes: AsyncIterable<unknown>,
  { onProgress }: ReadOptions,
): AsyncGenerator<Uint8Array> {
  let read = 0;
  for await (const chunk of bytes) {
    const data = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    if (!(data instanceof Uint8Array)) throw new TypeError('standard input gives no bytes');
    read += data.length;
    onProgress?.(read);
    yield data;
  }
}

async function statOf(path: string, location: string): Promise<Stats> {
  try {
    return await stat(path);
  } catch (error) {
    throw notReadable(location, error);
  }
}

function notReadable(location: string, error: unknown): InputError {
  const code = isSystemError(error) ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new InputError('source-not-found', { location }, { cause: error });
  return new InputError('source-not-readable', { location, reason: code ?? String(error) }, { cause: error });
}

function isSystemError(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error;
}

function skipped(location: string): OpenedSource {
  const extension = extensionOf(location);
  return {
    kind: 'export',
    location,
    items: single(problemItem({ code: 'file-skipped', args: { extension } })),
  };
}

function unreadable(
  location: string,
  code: string,
  args: Readonly<Record<string, string | number>> = {},
): OpenedSource {
  return { kind: 'export', location, items: single(problemItem({ code, args, lost: true })) };
}

async function* single(item: SourceItem): AsyncGenerator<SourceItem> {
  yield item;
}

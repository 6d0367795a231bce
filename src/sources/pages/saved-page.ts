/** Pages saved to a file: what a browser's "save as" or a crawler left behind. */
import { open } from 'node:fs/promises';
import { InputError, type Problem } from '../../services/problem.js';
import { decodeText, legacyFont } from '../encoding.js';
import { problemItem, type Reader, type ReadOptions, type SourceFile, type SourceItem } from '../source.js';
import type { PageReader } from './known-portals.js';
import type { PageKind, PageReading } from './read-page.js';
import { addressOfPath } from './saved-address.js';

/** Larger files are no pages that people read. */
const MAX_BYTES = 32 * 1024 * 1024;

/** What is said of a page that gives no record; `lost` where a procedure may have been behind it. */
const WITHOUT_RECORD: Readonly<Record<PageKind, Problem>> = {
  procedure: { code: 'page-without-procedure' },
  listing: { code: 'page-list-without-details' },
  other: { code: 'page-without-procedure' },
  'script-shell': { code: 'page-needs-scripts', lost: true },
  challenge: { code: 'page-is-challenge', lost: true },
  'soft-not-found': { code: 'page-says-not-found', lost: true },
};

/** A {@link Reader} for `html`, `htm` and `xhtml` files: one saved page each. It throws InputError `source-not-readable`. */
export function savedPages(readPage: PageReader): Reader {
  return (file, options) => readSavedPage(file, options, readPage);
}

async function* readSavedPage(
  file: SourceFile,
  options: ReadOptions,
  readPage: PageReader,
): AsyncGenerator<SourceItem, void, undefined> {
  const { location } = file;
  const bytes = await readAll(file);
  if (bytes === undefined) {
    yield problemItem({
      code: 'page-too-large',
      args: { location, megabytes: MAX_BYTES / 1024 / 1024 },
      lost: true,
    });
    return;
  }
  options.onProgress?.(bytes.length);
  const html = decodeText(bytes, declaredCharset(bytes));
  if (html.trim() === '') {
    yield problemItem({ code: 'page-empty', args: { location }, lost: true });
    return;
  }
  const font = legacyFont(html);
  if (font !== undefined) yield problemItem({ code: 'page-legacy-font', args: { location, font } });
  const url = originalAddress(html) ?? addressOfPath(location) ?? location;
  const reading = await readPage({ html, url }, options.matchLabel);
  for (const record of reading.alone ?? []) yield { type: 'record', record };
  for (const record of reading.records)
    yield {
      type: 'record',
      record: reading.kind === 'procedure' ? { ...record, at: location, url: record.at } : record,
    };
  const { untold } = reading;
  if (untold !== undefined) {
    const args = { count: untold };
    yield problemItem({ code: 'parts-not-told-apart', at: location, args, lost: true, records: untold });
  }
  const incomplete = incompleteList(reading, location);
  if (incomplete !== undefined) yield problemItem(incomplete);
  if (reading.records.length + (reading.alone?.length ?? 0) === 0)
    yield problemItem({ ...WITHOUT_RECORD[reading.kind], args: { location } });
}

/** A list of one page that shows fewer procedures than it says it has. Of a list of several pages only the whole can tell. */
function incompleteList(
  { links, records, alone = [], totalRecords }: PageReading,
  location: string,
): Problem | undefined {
  if (totalRecords === undefined || links.some(({ role }) => role === 'next-page')) return undefined;
  const rows = Math.max(records.length, links.filter(({ role }) => role === 'detail').length);
  const listed = rows + alone.length;
  return listed < totalRecords
    ? { code: 'list-incomplete', at: location, args: { listed, total: totalRecords } }
    : undefined;
}

/** @returns undefined where the file is larger than a page can be */
async function readAll({ path, location }: SourceFile): Promise<Buffer | undefined> {
  try {
    const handle = await open(path, 'r');
    try {
      const { size } = await handle.stat();
      return size > MAX_BYTES ? undefined : await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw new InputError('source-not-readable', {
      location,
      reason: error instanceof Error && 'code' in error ? String(error.code) : String(error),
    });
  }
}

/** The charset a `<meta>` in the first kilobytes names. */
export function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).toString('latin1');
  return /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w:.-]{2,40})/i.exec(head)?.[1];
}

/** The address a saved page came from: noted by the browser, or by the page itself. Its relative links are resolved against it. */
export function originalAddress(html: string): string | undefined {
  const head = html.slice(0, 100_000);
  const noted = /<!--\s*saved from url=\(\d+\)(https?:\/\/[^\s<>"]{4,2000})/i.exec(head)?.[1];
  if (noted !== undefined) return noted;
  for (const [tag] of head.matchAll(/<(?:link|meta)\s[^>]{1,2000}>/gi)) {
    const isAddress =
      /\brel\s*=\s*["']?canonical\b/i.test(tag) || /\bproperty\s*=\s*["']?og:url\b/i.test(tag);
    const address = isAddress
      ? /\b(?:href|content)\s*=\s*["']\s*(https?:\/\/[^"'\s]{4,2000})/i.exec(tag)?.[1]
      : undefined;
    if (address !== undefined) return address.replaceAll('&amp;', '&');
  }
  return undefined;
}

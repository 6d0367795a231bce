import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError, type Problem } from '../../services/problem.js';
import type { ExchangeStore } from '../portal/exchange.js';
import { type ArchiveFiles, archiveFiles } from './archive-files.js';
import { openWriter } from './archive-writer.js';
import { type CrawlDescription, crawlOfRecords, readCrawl, writeCrawl } from './crawl-file.js';
import { requestKey } from './digest.js';
import type { ArchiveEntry } from './entry.js';
import { exchangeRecords, noteRecord, type Original, renderingRecords } from './exchange-records.js';
import { headerValue } from './header-block.js';
import { keptExchanges, requestDigest } from './kept-exchanges.js';
import { type LockOwner, lockDirectory } from './lock.js';
import { repairSnapshot } from './repair.js';
import { safeUrl } from './secrets.js';
import { runOf, sortIndex, warcFiles } from './snapshot.js';

export interface ArchiveStoreOptions {
  readonly crawl: CrawlDescription;
  /** Goes on with the last run of the directory; otherwise a new run begins, and what older ones fetched is no longer fresh. */
  readonly resume: boolean;
  readonly owner: LockOwner;
  readonly now: () => Date;
  /** Bytes after which a new file is begun; 1 GB by default. */
  readonly fileBytes?: number;
  /** Bytes of one body that are read back at most; 64 MiB by default. */
  readonly bodyBytes?: number;
  /** Exchanges between two fdatasync; 32 by default. */
  readonly syncEvery?: number;
}

/** A store whose evidence is a snapshot directory. */
export interface ArchiveStore extends ExchangeStore {
  /** From 1. */
  readonly run: number;
  /** What had to be repaired on opening, and what turned out to be damaged since. */
  readonly problems: readonly Problem[];
}

/** Bytes; see {@link ArchiveStoreOptions}. */
const FILE_BYTES = 1_000_000_000;
export const BODY_BYTES = 64 * 1024 * 1024;
const SYNC_EVERY = 32;

/**
 * Opens a snapshot directory for writing, and makes it where there is none. What a kill left half written is dropped, what the
 * index lacks is added to it; nothing complete is lost.
 *
 * @throws InputError `archive-locked` where another program writes there, `archive-other-starts` where the directory holds the crawl of
 *   another portal
 */
export async function openArchiveStore(
  directory: string,
  options: ArchiveStoreOptions,
): Promise<ArchiveStore> {
  await mkdir(directory, { recursive: true });
  const lock = await lockDirectory(directory, options.owner);
  try {
    return await openLocked(directory, options, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function openLocked(
  directory: string,
  options: ArchiveStoreOptions,
  lock: Awaited<ReturnType<typeof lockDirectory>>,
): Promise<ArchiveStore> {
  const files = archiveFiles((file) => join(directory, file));
  const names = (await warcFiles(directory)).filter((name) => runOf(name) !== undefined);
  const before = await readCrawl(directory);
  checkStarts(directory, before ?? (await crawlOfRecords(directory)), options.crawl);
  const ended = options.resume ? before?.ended : undefined;
  const { catalogue, indexBytes, ...found } = await repairSnapshot(directory, files, names);
  const problems = [...found.problems];
  const last = runOf(names.at(-1) ?? '');
  const run = options.resume ? (last?.run ?? 1) : (last?.run ?? 0) + 1;
  const continued = options.resume ? names.at(-1) : undefined;
  // Also of a run that is gone on with: what it is to take may have changed, and the description may be lost.
  await writeCrawl(directory, { ...options.crawl, ...(ended === undefined ? {} : { ended }) });
  const writer = await openWriter({
    directory,
    run,
    ...(continued === undefined || last === undefined
      ? {}
      : { last: { number: last.number, ...(await endOf(directory, continued, files)) } }),
    indexBytes,
    fileBytes: options.fileBytes ?? FILE_BYTES,
    syncEvery: options.syncEvery ?? SYNC_EVERY,
    crawl: options.crawl,
    now: options.now,
    beforeSync: lock.check,
  });

  const limit = options.bodyBytes ?? BODY_BYTES;
  const isFresh = (file: string): boolean => runOf(file)?.run === run;
  const kept = keptExchanges({
    files,
    catalogue,
    isFresh,
    limit,
    onDamage: (problem) => problems.push(problem),
  });
  let turn: Promise<unknown> = Promise.resolve();
  let closed: Promise<void> | undefined;
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    if (closed !== undefined) return Promise.reject(new Error('the archive is closed'));
    const result = turn.then(act);
    turn = result.catch(() => {});
    return result;
  };

  /** Leaves the directory tidy; what is kept is kept without it, so that a full disk costs no report. */
  async function finish(): Promise<void> {
    await sortIndex(directory);
    await writeCrawl(directory, { ...options.crawl, ended: options.now().toISOString() });
  }

  /** What a revisit of the request would refer to. */
  async function originalOf(key: string): Promise<Original | undefined> {
    const located = catalogue.get(key);
    const origin = located === undefined ? undefined : catalogue.origin(key, located);
    if (origin === undefined) return undefined;
    const { headers } = await files.record(origin.file, origin.place, 0);
    return {
      id: headerValue(headers, 'warc-record-id'),
      date: headerValue(headers, 'warc-date'),
      digest: headerValue(headers, 'warc-payload-digest'),
      status: origin.status,
    };
  }

  async function keep(
    entry: Omit<ArchiveEntry, 'file' | 'place' | 'length'>,
    records: readonly Uint8Array[],
  ): Promise<void> {
    const { file, offsets } = await writer.append(records);
    const [first = 0] = offsets;
    const own = offsets.at(-1) ?? 0;
    const placed: ArchiveEntry = {
      ...entry,
      file,
      place: { offset: own, skip: 0 },
      length: records.at(-1)?.length ?? 0,
      ...(records.length > 1 ? { requestPlace: { offset: first, skip: 0 } } : {}),
    };
    catalogue.add(placed);
    await writer.index(placed);
  }

  return {
    run,
    problems,
    ...(ended === undefined ? {} : { ended }),
    ...kept,
    append: (exchange) =>
      inTurn(async () => {
        const url = safeUrl(exchange.url);
        const digest = requestDigest(exchange.method, exchange.requestBody);
        const original = await originalOf(requestKey(exchange.method, url, digest)).catch(() => undefined);
        const { entry, records } = await exchangeRecords(
          { ...exchange, url },
          original,
          await writer.warcinfo(),
        );
        await keep(digest === undefined ? entry : { ...entry, requestDigest: digest }, records);
      }),
    note: (url, status, detail) =>
      inTurn(async () => {
        const date = options.now().toISOString();
        const address = safeUrl(url);
        const record = await noteRecord({ url: address, status, detail, date }, await writer.warcinfo());
        await keep({ kind: 'note', url: address, method: 'GET', date, outcome: status }, [record]);
      }),
    keepRendering: (url, of, rendering) =>
      inTurn(async () => {
        const original = await originalOf(requestKey('GET', safeUrl(of))).catch(() => undefined);
        const made = { url: safeUrl(url), of: original?.id, date: options.now().toISOString() };
        for (const { entry, record } of await renderingRecords(
          { ...rendering, ...made },
          await writer.warcinfo(),
        ))
          await keep(entry, [record]);
      }),
    close(hasEnded = false) {
      closed ??= turn.then(async () => {
        try {
          await writer.close();
          if (hasEnded) await finish().catch(() => undefined);
        } finally {
          await files.close();
          await lock.release();
        }
      });
      return closed;
    },
  };
}

/** The evidence of two portals in one directory would be that of neither. */
function checkStarts(
  directory: string,
  before: CrawlDescription | undefined,
  { startUrls }: CrawlDescription,
): void {
  const marks = (starts: readonly string[]): string => [...new Set(starts.map(startMark))].sort().join(' ');
  if (before === undefined || marks(before.startUrls) === marks(startUrls)) return;
  const [starts, given] = [before.startUrls, startUrls].map((urls) => urls.map(safeUrl).join(', '));
  throw new InputError('archive-other-starts', {
    location: directory,
    starts: starts ?? '',
    given: given ?? '',
  });
}

/** A start without its scheme: a portal that has moved from http to https is the same. */
function startMark(start: string): string {
  const url = safeUrl(start);
  return URL.canParse(url) ? new URL(url).href.replace(/^\w+:|#.*$/g, '') : url;
}

/** Where a file is to be gone on with. */
async function endOf(directory: string, file: string, files: ArchiveFiles) {
  const { size } = await stat(join(directory, file));
  if (size === 0) return { bytes: 0, warcinfo: undefined };
  const { type, headers } = await files.record(file, { offset: 0, skip: 0 }, 0);
  return { bytes: size, warcinfo: type === 'warcinfo' ? headerValue(headers, 'warc-record-id') : undefined };
}

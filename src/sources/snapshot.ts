/** A snapshot directory as a source: the crawl that made it is gone through again, answered by its archive alone. */
import { archiveSource } from './archive/archive-source.js';
import { openArchiveStore } from './archive/archive-store.js';
import { type CrawlDescription, readCrawl } from './archive/crawl-file.js';
import type { LockOwner } from './archive/lock.js';
import { type CrawlRun, crawlItems } from './live-portal.js';
import { readKnownPage } from './pages/known-portals.js';
import type { Clock } from './portal/clock.js';
import type { ExchangeStore } from './portal/exchange.js';
import type { CrawlOptions } from './portal/options.js';
import { type Transport, TransportError } from './portal/transport.js';
import type { Reader } from './source.js';

/** What a crawl is told that decides which pages it reads: kept with the snapshot, so that it can be gone through again. */
const KEPT = [
  'maxPages',
  'maxDepth',
  'maxRequests',
  'maxDownloads',
  'trapLimit',
  'maxBytes',
  'maxRedirects',
  'hostFailures',
] as const;
const KEPT_LISTS = ['include', 'exclude'] as const;

/** The description of a crawl as its snapshot keeps it; no secret is among it. */
export function crawlDescription(starts: readonly string[], options: CrawlRun): CrawlDescription {
  const numbers = KEPT.flatMap((name) =>
    options[name] === undefined ? [] : [[name, options[name]] as const],
  );
  const lists = KEPT_LISTS.flatMap((name) =>
    options[name] === undefined ? [] : [[name, options[name]] as const],
  );
  return {
    software: `dvctt-audit/${options.version}`,
    startUrls: starts,
    robots: options.robots === false ? 'ignore' : 'obey',
    settings: {
      ...Object.fromEntries([...numbers, ...lists]),
      ...(options.browser === undefined ? {} : { browser: true }),
    },
  };
}

/** Options as a snapshot keeps them. */
function optionsOf({ settings, robots }: CrawlDescription, version: string): CrawlOptions {
  const numbers = KEPT.flatMap((name) =>
    typeof settings[name] === 'number' ? [[name, settings[name]]] : [],
  );
  const lists = KEPT_LISTS.flatMap((name) => (Array.isArray(settings[name]) ? [[name, settings[name]]] : []));
  return { version, robots: robots === 'obey', retries: 0, ...Object.fromEntries([...numbers, ...lists]) };
}

/** No time passes: nothing is asked of anybody. */
const still: Clock = { now: () => 0, random: () => 0, sleep: () => Promise.resolve() };
const nobody: Transport = {
  send: () => Promise.reject(new TransportError('not-in-archive')),
  close: () => Promise.resolve(),
};

/**
 * Reads a snapshot directory the way the portal was read: the same pages in the same order, the fields of lists with their records.
 * A directory without the description of its crawl is read like any other archive.
 *
 * @param owner for the lock; without one, and where the directory cannot be locked, it is read as any other archive
 */
export function snapshotReader(version: string, owner: LockOwner | undefined): Reader {
  const plain = archiveSource({ readPage: readKnownPage });
  return async function* read(file, options) {
    const crawl = await readCrawl(file.path);
    const store =
      crawl === undefined || owner === undefined ? undefined : await openForReading(file.path, crawl, owner);
    if (crawl === undefined || store === undefined) yield* plain(file, options);
    else {
      const run = {
        ...optionsOf(crawl, version),
        clock: still,
        openTransport: async () => nobody,
        resolve: async () => ['127.0.0.1'],
        // What the scripts of its pages asked for is in the archive too.
        ...(crawl.settings.browser === true ? { browser: { optional: true } } : {}),
      };
      yield* crawlItems(crawl.startUrls, run, store, options.matchLabel);
    }
  };
}

/** The archive as a store that takes nothing in. */
async function openForReading(
  directory: string,
  crawl: CrawlDescription,
  owner: LockOwner,
): Promise<ExchangeStore | undefined> {
  try {
    const store = await openArchiveStore(directory, { crawl, resume: true, owner, now: () => new Date(0) });
    return { ...store, append: async () => undefined, note: async () => undefined };
  } catch (error) {
    if (
      error instanceof Error &&
      'code' in error &&
      (error.code === 'EROFS' || error.code === 'EACCES' || error.code === 'EPERM')
    )
      return undefined;
    throw error;
  }
}

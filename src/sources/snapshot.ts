/** A snapshot directory as a source: the crawl that made it is gone through again, answered by its archive alone. */
import { isDeepStrictEqual } from 'node:util';
import { archiveSource } from './archive/archive-source.js';
import { type CrawlDescription, crawlOfRecords, readCrawl } from './archive/crawl-file.js';
import { openSnapshotReader } from './archive/snapshot-reader.js';
import { type BrowserChoice, type CrawlRun, crawlItems } from './live-portal.js';
import { knownPortals, pageReader } from './pages/known-portals.js';
import { loadPortalFile, parsePortalFile } from './pages/portal-files.js';
import type { PortalFile } from './pages/portal-hints.js';
import { canonicalUrl } from './portal/canonical-url.js';
import type { CrawlOptions } from './portal/options.js';
import { redactorOf, safeStarts } from './portal/redact.js';
import { problemItem, type Reader } from './source.js';

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
    startUrls: safeStarts(starts),
    robots: options.robots === false ? 'ignore' : 'obey',
    settings: {
      ...Object.fromEntries([...numbers, ...lists]),
      ...(options.browser === undefined ? {} : { browser: true }),
      ...(options.portalFile === undefined ? {} : { portal: keptPortal(options.portalFile) }),
    },
  };
}

/**
 * A portal file as a snapshot keeps it: the id of one that comes with the program; one of the user's own whole, since it may lie
 * elsewhere tomorrow, but for headers, which may hold a token.
 */
function keptPortal(portal: PortalFile): string {
  const { id, listing, ...rest } = portal;
  if (
    isDeepStrictEqual(
      portal,
      knownPortals().find((known) => known.id === id),
    )
  )
    return id;
  if (listing?.api === undefined) return JSON.stringify(portal);
  const { headers: _, ...api } = listing.api;
  return JSON.stringify({ id, ...rest, listing: { ...listing, api } });
}

/** Options as a snapshot keeps them. */
function optionsOf({ settings, robots }: CrawlDescription, version: string): CrawlOptions {
  const numbers = KEPT.flatMap((name) =>
    typeof settings[name] === 'number' ? [[name, settings[name]]] : [],
  );
  const lists = KEPT_LISTS.flatMap((name) => (Array.isArray(settings[name]) ? [[name, settings[name]]] : []));
  return { version, robots: robots === 'obey', retries: 0, ...Object.fromEntries([...numbers, ...lists]) };
}

export interface SnapshotOptions {
  readonly version: string;
  /** Instead of the portal file it was crawled with. */
  readonly portalFile?: PortalFile | undefined;
  /** Which browser renders what was rendered. */
  readonly browser?: Pick<BrowserChoice, 'executablePath'> | undefined;
  readonly environment?: CrawlOptions['environment'] | undefined;
}

/**
 * Reads a snapshot directory the way the portal was read: the same pages in the same order, the fields of lists with their records.
 * A directory without the description of its crawl is read like any other archive.
 */
export function snapshotReader({ version, ...given }: SnapshotOptions): Reader {
  return async function* read(file, options) {
    const described = await readCrawl(file.path);
    const crawl = described ?? (await crawlOfRecords(file.path));
    const portalFile = given.portalFile ?? portalOf(crawl, file.location);
    if (crawl === undefined) {
      yield* archiveSource({ readPage: pageReader(portalFile) })(file, options);
    } else {
      if (described === undefined) yield problemItem({ code: 'archive-description-missing' });
      const store = await openSnapshotReader(file.path, canonical(crawl.startUrls));
      options.onMadeAt?.(store.newest);
      const run = {
        ...optionsOf(crawl, version),
        replay: true,
        resolve: async () => ['127.0.0.1'],
        ...(portalFile === undefined ? {} : { portalFile }),
        ...(given.environment === undefined ? {} : { environment: given.environment }),
        // What they made of its pages is in the archive; for those that are not, all that they asked for is.
        ...(crawl.settings.browser === true ? { browser: { ...given.browser, optional: true } } : {}),
      };
      yield* crawlItems(crawl.startUrls, run, store, options.matchLabel);
    }
  };
}

/** Starts as the crawl looked them up. */
function canonical(starts: readonly string[]): string[] {
  const redactor = redactorOf({ urls: starts });
  return starts.flatMap((start) => canonicalUrl(redactor.address(start)) ?? []);
}

/** @throws InputError `portal-invalid` where the snapshot holds one that this version of the program cannot read */
function portalOf(crawl: CrawlDescription | undefined, location: string): PortalFile | undefined {
  const kept = crawl?.settings.portal;
  if (typeof kept !== 'string') return undefined;
  return kept.startsWith('{') ? parsePortalFile(kept, location) : loadPortalFile(kept);
}

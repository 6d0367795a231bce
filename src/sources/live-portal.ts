/** A portal as a source: crawled politely, kept in a store, its pages read as records. */
import { lookup } from 'node:dns/promises';
import type { Link, SourceRecord } from '../services/labelled.js';
import type { LabelMatcher } from '../services/labels.js';
import { InputError, type Problem } from '../services/problem.js';
import { pageReader } from './pages/known-portals.js';
import type { PortalFile } from './pages/portal-hints.js';
import { type Browser, openBrowser } from './portal/browser/browser.js';
import type { Clock } from './portal/clock.js';
import { type Crawler, type CrawlTools, openCrawler } from './portal/crawl.js';
import type { CrawlEvent } from './portal/crawl-event.js';
import type { DownloadCheck } from './portal/download.js';
import type { ExchangeStore } from './portal/exchange.js';
import { memoryStore } from './portal/memory-store.js';
import { type CrawlOptions, settingsOf } from './portal/options.js';
import type { PageStatus } from './portal/page-status.js';
import type { Resolve } from './portal/scope.js';
import { problemItem, type Reader, type SourceItem, type SourcePage } from './source.js';

/** What a crawl needs beside its options; everything but the store has a default. */
export interface CrawlRun extends CrawlOptions {
  readonly clock?: Clock;
  readonly resolve?: Resolve;
  readonly openTransport?: CrawlTools['openTransport'];
  readonly replay?: CrawlTools['replay'];
  /** False: files of forms are not asked for. */
  readonly checkForms?: boolean;
  /** How the portal is built; without it every page is given to the family whose signs it bears. */
  readonly portalFile?: PortalFile;
  /** Runs the scripts of pages that are empty without them, in a Chromium, Chrome or Edge that is installed. */
  readonly browser?: BrowserChoice | undefined;
  readonly signal?: AbortSignal;
  /** Told after every page. */
  readonly onCrawl?: (progress: CrawlProgress) => void;
}

export interface BrowserChoice {
  /** Looked for in the usual places where left out. */
  readonly executablePath?: string;
  /** The crawl goes on without one where there is none; it is started only if a page needs it. */
  readonly optional?: boolean;
}

export interface CrawlProgress {
  readonly done: number;
  readonly waiting: number;
  readonly requests: number;
}

export interface LivePortalOptions extends CrawlRun {
  /** Opens what keeps everything fetched from that start; default: memory, forgotten with the process. */
  readonly openStore?: (start: string) => Promise<ExchangeStore>;
}

/** Time and chance of this machine. */
export const systemClock: Clock = {
  now: Date.now,
  random: Math.random,
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      signal?.addEventListener('abort', end);
      if (signal?.aborted) end();
    }),
};

const systemResolve: Resolve = async (hostname) =>
  (await lookup(hostname, { all: true })).map(({ address }) => address);

/** A reader of `http` and `https` addresses: every record of the portal, what became of every page, and what went wrong. */
export function livePortal(options: LivePortalOptions): Reader {
  return async function* read({ path }, { matchLabel }) {
    const store = await (options.openStore?.(path) ?? Promise.resolve(memoryStore()));
    for await (const item of crawlItems([path], options, store, matchLabel)) {
      // What a kill cut off was fetched again: the report is that of a crawl that was never stopped.
      if (item.type === 'problem' && item.problem.code === 'archive-tail-dropped') continue;
      yield item;
    }
  };
}

/** Crawls, and closes the store. */
export async function* crawlItems(
  starts: readonly string[],
  options: CrawlRun,
  store: ExchangeStore,
  matchLabel: LabelMatcher,
): AsyncGenerator<SourceItem> {
  let crawler: Crawler | undefined;
  let ended = false;
  let browser: Promise<Browser | undefined> | undefined;
  const openOnce = () => {
    browser ??= browserFor(options);
    return browser;
  };
  try {
    // One that may be missing is looked for when a page needs it; the archive may have all that it would show.
    if (options.browser?.optional !== true) await openOnce();
    crawler = await openCrawler(starts, options, {
      store,
      clock: options.clock ?? systemClock,
      resolve: options.resolve ?? systemResolve,
      readPage: pageReader(options.portalFile),
      ...(options.portalFile?.listing === undefined ? {} : { listing: options.portalFile.listing }),
      matchLabel,
      ...(options.browser === undefined ? {} : { browser: openOnce }),
      ...(options.replay === undefined ? {} : { replay: options.replay }),
      ...(options.openTransport === undefined ? {} : { openTransport: options.openTransport }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    for await (const event of crawler.events()) {
      const item = await itemOf(event, crawler, matchLabel, options);
      if (item !== undefined) yield item;
    }
    ended = options.signal?.aborted !== true;
    for (const problem of sorted(store.problems ?? [])) yield problemItem(problem);
  } finally {
    await crawler?.close();
    await (await browser?.catch(() => undefined))?.close();
    await store.close(ended);
  }
}

/** In an order that does not depend on which answer was read first. */
function sorted(problems: readonly Problem[]): Problem[] {
  const key = ({ code, at, args }: Problem): string => JSON.stringify([code, at, args]);
  return [...problems].sort((left, right) => (key(left) < key(right) ? -1 : 1));
}

/** As many tabs as requests in flight, within reason: more would only wait for each other. */
const MOST_TABS = 4;

/** @throws InputError `browser-missing`, `browser-failed` */
async function browserFor(options: CrawlRun): Promise<Browser | undefined> {
  const { browser } = options;
  if (browser === undefined) return undefined;
  const { concurrency, environment, timeouts, maxBytes } = settingsOf(options);
  try {
    return await openBrowser({
      environment,
      tabs: Math.min(MOST_TABS, Math.max(1, Math.floor(concurrency))),
      scriptTime: timeouts.idle,
      limit: maxBytes,
      ...(browser.executablePath === undefined ? {} : { executablePath: browser.executablePath }),
    });
  } catch (error) {
    if (browser.optional === true && error instanceof InputError) return undefined;
    throw error;
  }
}

async function itemOf(
  event: CrawlEvent,
  crawler: Crawler,
  matchLabel: LabelMatcher,
  options: CrawlRun,
): Promise<SourceItem | undefined> {
  switch (event.kind) {
    case 'record':
      return {
        type: 'record',
        record:
          options.checkForms === false
            ? event.record
            : await withDownloads(event.record, crawler, matchLabel),
      };
    case 'page':
      return {
        type: 'page',
        url: event.url,
        status: event.status.id,
        read: event.status.read,
        expected: event.expected,
        ...toldDetail(event.status.detail),
      };
    case 'problem':
      return { type: 'problem', problem: event.problem };
    case 'progress':
      options.onCrawl?.(event);
      return undefined;
  }
}

/** What a reader of the report has of a detail; names of errors differ from run to run. */
const TOLD = ['kind', 'http', 'to', 'type', 'address', 'outcome'];

function toldDetail(detail: PageStatus['detail'] = {}): Pick<SourcePage, 'detail'> {
  const told = Object.entries(detail).filter(([name]) => TOLD.includes(name));
  return told.length === 0 ? {} : { detail: Object.fromEntries(told) };
}

/** An address made up for a script is one only where it gives a file; where it does not, the script may know better. */
function asked(link: Link, { state: download, extension }: DownloadCheck): Link {
  const type = extension === undefined ? {} : { extension };
  if (link.script !== true) return { ...link, ...type, download };
  const { url, script: _, ...rest } = link;
  return download === 'ok' && url !== undefined
    ? { ...rest, ...type, url, download }
    : { ...rest, script: true };
}

/** The record with what asking for the files of its forms gave: a form that answers 404 or with a page cannot be downloaded. */
async function withDownloads(
  record: SourceRecord,
  crawler: Crawler,
  matchLabel: LabelMatcher,
): Promise<SourceRecord> {
  const checked = async (links: readonly Link[]): Promise<Link[]> => {
    const list: Link[] = [];
    for (const link of links) {
      const download =
        link.url === undefined || !/^https?:/i.test(link.url)
          ? undefined
          : await crawler.checkDownload(link.url);
      list.push(download === undefined ? link : asked(link, download));
    }
    return list;
  };
  const values = [];
  for (const value of record.values) {
    const field = matchLabel(value.label, value.parents);
    if (field !== 'forms' && field !== 'documents' && field !== 'resultTemplate') {
      values.push(value);
      continue;
    }
    const tables = [];
    for (const table of value.tables ?? []) {
      const rows = [];
      for (const row of table.rows) {
        const cells = [];
        for (const cell of row)
          cells.push(cell.links === undefined ? cell : { ...cell, links: await checked(cell.links) });
        rows.push(cells);
      }
      tables.push({ ...table, rows });
    }
    values.push({
      ...value,
      ...(value.links === undefined ? {} : { links: await checked(value.links) }),
      ...(value.tables === undefined ? {} : { tables }),
    });
  }
  return { ...record, values };
}

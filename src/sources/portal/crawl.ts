import { setMaxListeners } from 'node:events';
import type { LabelMatcher } from '../../services/labels.js';
import { InputError } from '../../services/problem.js';
import type { Browser } from './browser/browser.js';
import { openRendering } from './browser/rendering.js';
import { canonicalUrl } from './canonical-url.js';
import type { Clock } from './clock.js';
import { openCommit } from './commit.js';
import { openCookies } from './cookies.js';
import type { CrawlEvent } from './crawl-event.js';
import { type DownloadCheck, openDownloadChecks } from './download.js';
import type { ExchangeStore } from './exchange.js';
import { openFetcher } from './fetcher.js';
import { openFrontier, sharesAddress } from './frontier.js';
import { intactStore } from './intact-store.js';
import { printedAs } from './links.js';
import { openListingRows } from './listing-rows.js';
import { type CrawlOptions, settingsOf } from './options.js';
import type { ReadPage } from './page-reader.js';
import type { PortalListing } from './portal-file.js';
import { proxyChooser } from './proxy.js';
import { redactorOf } from './redact.js';
import { replayRequests } from './replay.js';
import { openRequests, type Requests } from './requests.js';
import { type Resolve, scopeOf } from './scope.js';
import { seedTasks, startProblems } from './seeds.js';
import { openTransport, type Transport, type TransportOptions } from './transport.js';
import { openTraps } from './trap.js';
import { openVisitor, type Visit } from './visit.js';

export interface CrawlTools {
  readonly store: ExchangeStore;
  readonly clock: Clock;
  readonly readPage: ReadPage;
  readonly matchLabel: LabelMatcher;
  /** Addresses of a host name; what a start stands for decides whether private addresses are allowed. */
  readonly resolve: Resolve;
  /** True: the store alone answers. Nobody is asked and no time passes. */
  readonly replay?: boolean;
  /** Requests over the network; undici where left out. */
  readonly openTransport?: (options: TransportOptions) => Promise<Transport>;
  readonly listing?: PortalListing;
  /** Runs the scripts of pages that are empty without them; asked for when there is one. Undefined where none is to be had after all. */
  readonly browser?: () => Promise<Browser | undefined>;
  /** Aborting ends the crawl after the requests that are under way. */
  readonly signal?: AbortSignal;
}

export interface Crawler {
  /** The crawl; to be read once. */
  events(): AsyncGenerator<CrawlEvent, void, undefined>;
  /** Whether a form's file can be had; undefined where it was not asked for: left out, or the budget used up. */
  checkDownload(url: string): Promise<DownloadCheck | undefined>;
  /** A text (a message, an option) without the secrets of the command line. */
  redact(text: string): string;
  close(): Promise<void>;
}

/** Visits under way or waiting for their turn; fixed, so that the order of a crawl depends on nothing but the portal. */
const WINDOW = 16;

/**
 * Opens a crawl of one or several portals.
 *
 * @param starts addresses as given on the command line
 * @throws InputError for an address or option that makes no sense
 */
export async function openCrawler(
  starts: readonly string[],
  options: CrawlOptions,
  tools: CrawlTools,
): Promise<Crawler> {
  const settings = settingsOf(options);
  const { environment } = settings;
  const proxies = [
    ...(settings.proxy === undefined ? [] : [settings.proxy]),
    ...Object.entries(environment).flatMap(([name, value]) => (/proxy$/i.test(name) && value ? [value] : [])),
  ];
  const redactor = redactorOf({
    urls: starts,
    // A portal file of the user's own may hold a token, too.
    headers: [...settings.headers, ...Object.entries(tools.listing?.api?.headers ?? {})],
    cookies: settings.cookies,
    proxies: proxies,
  });
  const startAddresses = starts.map((start) => {
    // Placeholders first: a secret that were taken for noise would open no door.
    const address = redactor.address(start);
    const url = canonicalUrl(address);
    if (url === undefined) throw new InputError('start-not-web-address', { address: redactor.text(start) });
    return { url, ...printedAs(address) };
  });
  const seeds = startAddresses.map(({ url }) => url);
  const scope = await scopeOf(seeds, settings, tools.resolve);
  // Closing ends what still waits for its turn.
  const closing = new AbortController();
  const signal =
    tools.signal === undefined ? closing.signal : AbortSignal.any([tools.signal, closing.signal]);
  // As many listeners as requests that wait; that is no leak.
  setMaxListeners(0, signal);
  const store = intactStore(tools.store);
  let transport: Transport | undefined;
  let requests: Requests;
  if (tools.replay === true) requests = replayRequests(store, redactor);
  else {
    transport = await (tools.openTransport ?? openTransport)({
      timeouts: settings.timeouts,
      privateAllowed: scope.privateAllowed,
      proxyFor: proxyChooser(settings.proxy, environment),
      insecure: settings.insecure,
      ...(settings.ca === undefined ? {} : { ca: settings.ca }),
    });
    requests = openRequests({
      settings,
      scope,
      transport,
      store,
      cookies: await openCookies(settings.cookies, seeds),
      redactor,
      clock: tools.clock,
      authorizations: authorizationsOf(starts),
      starts: seeds,
      signal,
    });
  }
  const fetcher = openFetcher({ settings, scope, requests, redactor });
  const visit = openVisitor({
    fetcher,
    readPage: tools.readPage,
    matchLabel: tools.matchLabel,
    maxBytes: settings.maxBytes,
    maxPages: settings.maxPages,
    render:
      tools.browser === undefined
        ? undefined
        : openRendering(tools.browser, {
            fetcher,
            scope,
            redactor,
            store,
            replay: tools.replay === true,
            signal,
          }),
  });

  async function* events(): AsyncGenerator<CrawlEvent, void, undefined> {
    const frontier = openFrontier();
    const traps = openTraps(settings.trapLimit);
    const rows = openListingRows(tools.matchLabel);
    const commit = openCommit({
      settings,
      scope,
      frontier,
      traps,
      rows,
      requests,
      redactor,
      store,
      browser: tools.browser !== undefined,
      signal: tools.signal,
    });
    for (const problem of startProblems(settings)) yield { kind: 'problem', problem };
    for await (const seed of seedTasks(startAddresses, tools.listing, fetcher, scope)) {
      if ('problem' in seed) yield { kind: 'problem', problem: seed.problem };
      else frontier.add(seed.task);
    }
    const window: { readonly task: Parameters<typeof visit>[0]; readonly visit: Promise<Visit> }[] = [];
    let pages = 0;
    let done = 0;
    // Tasks are taken up here only, between two commits: what is taken up depends on what was committed and on nothing else.
    const topUp = (): void => {
      while (window.length < WINDOW && pages < settings.maxPages && tools.signal?.aborted !== true) {
        const task = frontier.take();
        if (task === undefined) return;
        if (frontier.finished(task.url) && !sharesAddress(task)) continue;
        if (traps.caught(task.url, task.priority <= 1)) continue;
        if (task.kind !== 'sitemap') pages++;
        const under = visit(task);
        // A visit that fails fails when its turn comes, not before.
        under.catch(() => undefined);
        window.push({ task, visit: under });
      }
    };
    topUp();
    for (let next = window.shift(); next !== undefined; next = window.shift()) {
      yield* await commit.page(next.task, await next.visit);
      topUp();
      done++;
      yield { kind: 'progress', done, waiting: frontier.waiting + window.length, requests: requests.sent };
    }
    yield* commit.rest();
    for (const problem of store.problems) yield { kind: 'problem', problem };
  }

  return {
    events,
    checkDownload: openDownloadChecks(fetcher, scope, settings.maxDownloads),
    redact: redactor.text,
    async close() {
      closing.abort();
      await transport?.close();
    },
  };
}

/** Crawls and closes; for callers that check no downloads. */
export async function* crawl(
  starts: readonly string[],
  options: CrawlOptions,
  tools: CrawlTools,
): AsyncGenerator<CrawlEvent, void, undefined> {
  const crawler = await openCrawler(starts, options, tools);
  try {
    yield* crawler.events();
  } finally {
    await crawler.close();
  }
}

/** `https://user:password@host/` as a browser sends it (RFC 7617). */
function authorizationsOf(starts: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const start of starts) {
    if (!URL.canParse(start)) continue;
    const { username, password, host } = new URL(start);
    if (username === '' && password === '') continue;
    const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    found.set(host, `Basic ${Buffer.from(pair).toString('base64')}`);
  }
  return found;
}

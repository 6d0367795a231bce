/** A real browser, cut off from the network: whatever its pages ask for is handed to somebody else to answer. */
import { existsSync } from 'node:fs';
import { platform, userInfo } from 'node:os';
import type { Browser as Chromium } from 'playwright-core';
import { InputError } from '../../../services/problem.js';
import type { Header, Method } from '../exchange.js';
import { steady } from './in-page.js';
import { installedBrowser } from './installed.js';
import { inTime, patience, turnstile } from './patience.js';
import { answerRoute, type Journey, showPages } from './tab.js';

/** A page's source as it was fetched. */
export interface ShellPage {
  readonly url: string;
  readonly headers: readonly Header[];
  readonly body: Uint8Array;
  /** ISO 8601; what the page's clock begins with. */
  readonly fetchedAt: string;
}

/** What a script of the page asks for. */
export interface PageRequest {
  readonly url: string;
  readonly method: Method;
  readonly kind: 'script' | 'data';
  readonly headers: readonly Header[];
  readonly body?: string;
}

export interface PageAnswer {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: Uint8Array;
}

export interface Asked {
  /** Undefined where there is no answer. */
  readonly answer: Promise<PageAnswer | undefined>;
  /** False for a request that the page has had its answer to, or gets none to however often it asks: the page may be done all the same. */
  readonly awaited: boolean;
}

/** Answers the requests of one page. */
export type Ask = (request: PageRequest) => Asked;

/** An address that a link gives to the page's script. */
export interface ScriptRoute {
  readonly url: string;
  readonly text: string;
}

/** Where a page wanted to go, and the form it wanted to send there (`application/x-www-form-urlencoded`). */
export interface Move {
  readonly url: string;
  readonly body?: string;
}

/** A page as it stands when its scripts have come to rest. */
export interface Shown {
  readonly html: string;
  readonly routes: readonly ScriptRoute[];
  /** Where the page wanted to go instead of showing something. */
  readonly moved?: Move;
  /** A script of the page has ended in an error that nothing caught. */
  readonly failed: boolean;
}

/** What is to be clicked: the `nth` of its tag in the source, from 0. */
export interface Control {
  readonly tag: string;
  readonly nth: number;
  readonly id: string;
  readonly classes: string;
}

/** Looks at a page, and again after every click, and says what to click next; undefined ends it. Never rejects. */
export type LookOn = (shown: Shown) => Promise<Control | undefined>;

export type Failure = 'timeout' | 'crashed' | 'tooLarge' | 'stopped';
/** Why nothing is shown after a click: it failed, or what was to be clicked is not to be seen, or is not there any more. */
export type Broken = Failure | 'hidden' | 'lost';

export type Rendered =
  | (Shown & {
      readonly kind: 'rendered';
      /** Left out where nothing was clicked, or whoever looked on ended it. */
      readonly broken?: Broken;
    })
  | { readonly kind: 'failed'; readonly why: Failure };

export interface RenderOptions {
  readonly signal?: AbortSignal | undefined;
  readonly lookOn?: LookOn | undefined;
}

export interface Browser {
  /**
   * Runs the scripts of a page until nothing changes any more, and then clicks what it is told to click. Never rejects; ends within the
   * time its scripts are given – so much for every click – and that of its requests.
   *
   * @returns the page as it was before anything was clicked
   */
  render(page: ShellPage, ask: Ask, options?: RenderOptions): Promise<Rendered>;
  close(): Promise<void>;
}

export interface BrowserOptions {
  /** Path of Chromium, Chrome or Edge; looked for in the usual places where left out. */
  readonly executablePath?: string;
  /** For CHROME_PATH and the folders of Windows. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Pages rendered at one time. */
  readonly tabs: number;
  /** Milliseconds a page's scripts may take, besides the time its requests take. */
  readonly scriptTime: number;
  /** Characters of a rendered page. */
  readonly limit: number;
}

const OFFLINE = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--disable-quic',
  '--dns-prefetch-disable',
  '--no-pings',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  // Megabytes of a page's scripts.
  '--js-flags=--max-old-space-size=512',
];
/** Pages that are tried once more, alone, after they have timed out beside others; no portal is waited for by the hour. */
const SECOND_TRIES = 20;
/** Milliseconds that a page has to close. */
const CLOSE_MS = 5000;

/**
 * Finds and starts the browser.
 *
 * @throws InputError `browser-missing` where the package or a browser is not installed, `browser-failed` where it does not start
 */
export async function openBrowser(options: BrowserOptions): Promise<Browser> {
  const playwright = await import('playwright-core').catch(() => undefined);
  if (playwright === undefined)
    throw new InputError('browser-missing', {
      missing: 'playwright-core',
      install: 'npm install playwright-core',
    });
  const { executablePath = installedBrowser(platform(), options.environment ?? {}) } = options;
  if (executablePath === undefined || !existsSync(executablePath))
    throw new InputError('browser-missing', {
      missing: executablePath ?? 'Chromium, Chrome, Edge',
      install: '--browser-path PATH, CHROME_PATH',
    });
  const launch = () =>
    playwright.chromium.launch({
      executablePath,
      headless: true,
      chromiumSandbox: !(platform() === 'linux' && userInfo().uid === 0),
      // Requests are answered before they get here; whatever is no request of a page finds no way out.
      proxy: { server: 'http://127.0.0.1:9', bypass: '<-loopback>' },
      args: OFFLINE,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      timeout: 30_000,
    });
  let running: Promise<Chromium> = launch();
  try {
    await running;
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new InputError('browser-failed', { path: executablePath, reason }, { cause: error });
  }
  let closed = false;
  const closing = new AbortController();
  const free = turnstile(options.tabs);

  /** The browser; another one where it has died. */
  async function alive(): Promise<Chromium> {
    const current = await running.catch(() => undefined);
    if (current?.isConnected() === true) return current;
    running = launch();
    return running;
  }

  async function render(page: ShellPage, ask: Ask, stop: AbortSignal, lookOn?: LookOn): Promise<Rendered> {
    const chromium = await alive();
    const context = await chromium.newContext({
      serviceWorkers: 'block',
      acceptDownloads: false,
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      viewport: { width: 1280, height: 1024 },
    });
    const wait = patience(options.scriptTime, stop);
    try {
      await context.addInitScript({ content: steady(timeOf(page.fetchedAt)) });
      await context.routeWebSocket(/.*/, (socket) => void socket.close().catch(() => undefined));
      const tab = await context.newPage();
      context.on('page', (other) => void other.close().catch(() => undefined));
      tab.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
      tab.on('crash', () => wait.end('crashed'));
      tab.on('close', () => wait.end('crashed'));
      const journey: Journey = { loads: 0, failed: false };
      tab.on('pageerror', () => {
        journey.failed = true;
      });
      await context.route('**/*', (route) =>
        answerRoute(route, tab, page, ask, wait, journey).catch(() => undefined),
      );
      return await showPages(tab, page.url, wait, { limit: options.limit, journey, lookOn });
    } finally {
      wait.stop();
      await inTime(context.close(), CLOSE_MS);
    }
  }

  async function attempt(page: ShellPage, ask: Ask, given: Attempt): Promise<Rendered> {
    const { stop, places, lookOn } = given;
    const leave = await free.enter(places);
    try {
      return closed || stop.aborted
        ? { kind: 'failed', why: 'stopped' }
        : await render(page, ask, stop, lookOn);
    } catch {
      return { kind: 'failed', why: closed || stop.aborted ? 'stopped' : 'crashed' };
    } finally {
      leave();
    }
  }

  let secondTries = 0;
  return {
    async render(page, ask, { signal, lookOn } = {}) {
      const stop = signal === undefined ? closing.signal : AbortSignal.any([signal, closing.signal]);
      const first = await attempt(page, ask, { stop, lookOn, places: 1 });
      // The fault may be that of the page in the next tab: alone it has the machine to itself.
      if (first.kind === 'rendered' || first.why !== 'timeout' || options.tabs === 1) return first;
      if (secondTries >= SECOND_TRIES) return first;
      secondTries += 1;
      return attempt(page, ask, { stop, lookOn, places: options.tabs });
    },
    async close() {
      closed = true;
      closing.abort();
      await (await running.catch(() => undefined))?.close().catch(() => undefined);
    },
  };
}

interface Attempt {
  readonly stop: AbortSignal;
  readonly places: number;
  readonly lookOn: LookOn | undefined;
}

function timeOf(date: string): number {
  const time = Date.parse(date);
  return Number.isNaN(time) ? 0 : time;
}

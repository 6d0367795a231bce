/** One page in the browser: its requests answered, its scripts waited for, its source taken. */
import type { Page, Request, Route } from 'playwright-core';
import type { Header, Method } from '../exchange.js';
import type { Ask, Failure, LookOn, Move, Rendered, ScriptRoute, ShellPage, Shown } from './browser.js';
import { clickOn, SAYS, SHAPE, takePage } from './in-page.js';
import { inTime, type Patience } from './patience.js';

/** What has become of a page on its way. */
export interface Journey {
  /** Times it was loaded. */
  loads: number;
  /** A script of it has ended in an error. */
  failed: boolean;
  /** Something on it was clicked: it may send a form, which is not sent but told. */
  clicked?: true;
  /** Where it wanted to go. */
  moved?: Move | undefined;
}

/** Loads of its own address that a page may ask for: some set a cookie and load themselves again. */
const LOADS = 3;
/** Time that a stuck page has to give its source. */
const LAST_MS = 3000;
/** A browser under load takes its time to show a page at all. */
const START_MS = 30_000;
const POLL_MS = 50;
/** Nothing asked and nothing changed for so long: the page is done. One that shows next to nothing, or nothing new, gets more. */
const QUIET_MS = 500;
const LONG_QUIET_MS = 2500;
const LITTLE_TEXT = 300;
const KINDS: Readonly<Record<string, 'script' | 'data'>> = { script: 'script', xhr: 'data', fetch: 'data' };

interface Looking {
  readonly limit: number;
  readonly journey: Journey;
  readonly lookOn?: LookOn | undefined;
}

/** Opens the page, waits until it is done, and takes it; then clicks what it is told to click, and takes it again after every click. */
export async function showPages(tab: Page, url: string, wait: Patience, looking: Looking): Promise<Rendered> {
  const { limit, journey, lookOn } = looking;
  const opened = tab.goto(url, { waitUntil: 'commit', timeout: 0 }).catch(() => undefined);
  await Promise.race([opened, inTime(wait.over, START_MS)]);
  wait.start();
  await rest(
    tab,
    wait,
    (shape) => Number(shape.split(' ')[1] ?? 0) < LITTLE_TEXT && journey.moved === undefined,
  );
  const first = await take(tab, wait, limit, journey);
  if (typeof first === 'string') return { kind: 'failed', why: first };
  const rendered = { kind: 'rendered', ...first } as const;
  let shown = first;
  for (;;) {
    const control = await looked(lookOn, shown, wait);
    if (control === undefined) return rendered;
    wait.renew();
    journey.clicked = true;
    journey.moved = undefined;
    const before = { says: await saidBy(tab), asked: wait.asked };
    const clicked = await inTime(tab.evaluate<unknown>(clickOn(control)), LAST_MS);
    if (clicked === 'hidden' || clicked === 'lost') return { ...rendered, broken: clicked };
    const isUnmoved = async (): Promise<boolean> =>
      journey.moved === undefined && wait.asked === before.asked && (await saidBy(tab)) === before.says;
    await rest(tab, wait, isUnmoved);
    const next = await take(tab, wait, limit, journey);
    if (typeof next === 'string') return { ...rendered, broken: next };
    // Shown in this page's place, it is another page all the same.
    const isOther = next.moved === undefined && placeOf(next.at) !== placeOf(shown.at);
    shown = isOther ? { ...next, moved: { url: next.at } } : next;
  }
}

/** Reading a page is no time of its scripts. */
async function looked(lookOn: LookOn | undefined, shown: Shown, wait: Patience): ReturnType<LookOn> {
  const done = wait.asking();
  try {
    return await lookOn?.(shown);
  } finally {
    done();
  }
}

/** @param isWaiting whether a page that is at rest may not have begun yet */
async function rest(
  tab: Page,
  wait: Patience,
  isWaiting: (shape: string) => boolean | Promise<boolean>,
): Promise<void> {
  let shape = '';
  let since = performance.now();
  while (wait.ended === undefined) {
    const now = await Promise.race([shapeOf(tab), wait.over]);
    if (now !== shape || now === '-1' || wait.quiet === 0) {
      shape = now ?? '';
      since = performance.now();
    }
    const calm = Math.min(wait.quiet, performance.now() - since);
    if (calm >= LONG_QUIET_MS || (calm >= QUIET_MS && !(await isWaiting(shape)))) return;
    await inTime(wait.over, POLL_MS);
  }
}

/** What an address shows, whichever page of it. */
function placeOf(url: string): string {
  if (!URL.canParse(url)) return '';
  const { origin, pathname, hash } = new URL(url);
  const route = /^#!?\//.test(hash) ? hash.replace(/\?.*$/s, '') : '';
  return [origin + pathname, route].map((path) => path.replace(PAGE_NUMBER, '')).join('#');
}

const PAGE_NUMBER = /(?:\/(?:page|trang|p))?[/-]\d*\/?$/i;

type Taken = Shown & { readonly at: string };

async function take(tab: Page, wait: Patience, limit: number, journey: Journey): Promise<Taken | Failure> {
  // What a page shows that has not come to rest may be half of it.
  if (wait.ended !== undefined) return wait.ended;
  const taken = await inTime(tab.evaluate<unknown>(takePage(limit)), LAST_MS);
  const source = sourceOf(taken);
  if (source === undefined) return 'timeout';
  if (source.html === undefined) return 'tooLarge';
  const { html, routes, at } = source;
  const moved = journey.moved === undefined ? {} : { moved: journey.moved };
  return { html, routes, at, failed: journey.failed, ...moved };
}

function saidBy(tab: Page): Promise<unknown> {
  return inTime(tab.evaluate<unknown>(SAYS), LAST_MS);
}

async function shapeOf(tab: Page): Promise<string | undefined> {
  try {
    return String(await tab.evaluate<unknown>(SHAPE));
  } catch {
    // The page is loading itself again.
    return undefined;
  }
}

/** What came out of a page may be anything: its scripts may have changed what everything in it means. */
function sourceOf(
  taken: unknown,
): { readonly html: string | undefined; readonly routes: ScriptRoute[]; readonly at: string } | undefined {
  if (typeof taken !== 'object' || taken === null) return undefined;
  const { html, routes, at }: { html?: unknown; routes?: unknown; at?: unknown } = taken;
  const list: unknown[] = Array.isArray(routes) ? routes : [];
  return {
    html: typeof html === 'string' ? html : undefined,
    at: typeof at === 'string' ? at : '',
    routes: list.flatMap((route) =>
      typeof route === 'object' &&
      route !== null &&
      'url' in route &&
      'text' in route &&
      typeof route.url === 'string' &&
      typeof route.text === 'string'
        ? [{ url: route.url, text: route.text }]
        : [],
    ),
  };
}

/** Answers one request of a page: its own source, what its scripts ask for, and nothing else. */
export async function answerRoute(
  route: Route,
  tab: Page,
  page: ShellPage,
  ask: Ask,
  wait: Patience,
  journey: Journey,
): Promise<void> {
  const request = route.request();
  if (request.isNavigationRequest()) return navigate(route, tab, page, journey);
  // Loaders wait for their style sheets; nobody looks at the page.
  if (request.resourceType() === 'stylesheet')
    return route.fulfill({ status: 200, contentType: 'text/css', body: '' });
  const kind = KINDS[request.resourceType()];
  const method = methodOf(request);
  if (kind === undefined || method === undefined) return route.abort('blockedbyclient');
  const body = request.postData();
  const { answer, awaited } = ask({
    url: request.url(),
    method,
    kind,
    headers: Object.entries(request.headers()),
    ...(body === null ? {} : { body }),
  });
  const done = awaited ? wait.asking() : undefined;
  try {
    const reply = await answer;
    if (reply === undefined) await route.abort('failed');
    else
      await route.fulfill({
        status: reply.status,
        headers: headersOf(reply.headers),
        body: Buffer.from(reply.body.buffer, reply.body.byteOffset, reply.body.byteLength),
      });
  } finally {
    done?.();
  }
}

async function navigate(route: Route, tab: Page, page: ShellPage, journey: Journey): Promise<void> {
  const request = route.request();
  // Frames are pages of their own, and a window has no frame yet.
  const own = isMainFrame(request, tab);
  if (!own) return route.abort('aborted');
  if (request.method() !== 'GET') {
    if (journey.clicked === true) journey.moved ??= formOf(request);
    return route.abort('aborted');
  }
  if (withoutFragment(request.url()) === withoutFragment(page.url)) {
    if (journey.loads >= LOADS) return route.abort('aborted');
    journey.loads++;
    return route.fulfill({ status: 200, headers: headersOf(page.headers), body: Buffer.from(page.body) });
  }
  journey.moved ??= { url: request.url() };
  return route.abort('aborted');
}

const LONGEST_FORM = 256 * 1024;

/** A form of names and values; one that may hold files is none. */
function formOf(request: Request): Move | undefined {
  const body = request.postData();
  const type = request.headers()['content-type'] ?? '';
  if (request.method() !== 'POST' || !/^application\/x-www-form-urlencoded\b/i.test(type)) return undefined;
  return body === null || body.length > LONGEST_FORM ? undefined : { url: request.url(), body };
}

function isMainFrame(request: Request, tab: Page): boolean {
  try {
    return request.frame() === tab.mainFrame();
  } catch {
    return false;
  }
}

function withoutFragment(url: string): string {
  return url.split('#', 1)[0] ?? url;
}

function methodOf(request: Request): Method | undefined {
  const method = request.method();
  return method === 'GET' || method === 'HEAD' || method === 'POST' ? method : undefined;
}

/** Headers about the way an answer came, and about what else a browser should do. */
const NOT_PASSED =
  /^(?:x-original-.*|content-encoding|content-length|transfer-encoding|connection|keep-alive|refresh|alt-svc|nel|report-to|reporting-endpoints|strict-transport-security|clear-site-data)$/i;

function headersOf(headers: readonly Header[]): Record<string, string> {
  const passed: Record<string, string> = {};
  for (const [name, value] of headers) {
    if (NOT_PASSED.test(name)) continue;
    const key = name.toLowerCase();
    const before = passed[key];
    passed[key] = before === undefined ? value : `${before}${key === 'set-cookie' ? '\n' : ', '}${value}`;
  }
  return passed;
}

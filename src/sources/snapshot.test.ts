import {
  chmod,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  truncate,
  unlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadVocabulary } from '../services/vocabulary.js';
import { openArchiveStore } from './archive/archive-store.js';
import { type CrawlRun, crawlItems } from './live-portal.js';
import { openSource } from './open.js';
import { closeServers, html, notFound, page, start, type TestServer } from './portal/testing/test-server.js';
import { TransportError } from './portal/transport.js';
import { crawlDescription, snapshotReader } from './snapshot.js';
import type { SourceItem } from './source.js';

const { matchLabel } = loadVocabulary();
const PAGES = ['/1', '/2', '/3', '/4', '/5', '/6'];
const SETTINGS = { version: '0.0.0', rate: 1000, environment: {}, checkForms: false, retries: 0 } as const;

const procedure = (number: number): string =>
  `<!doctype html><title>Thủ tục</title><h1>Chi tiết thủ tục hành chính</h1><table>${[
    ['Mã thủ tục', `1.00000${number}`],
    ['Tên thủ tục', `Đăng ký việc số ${number}`],
    ['Cơ quan thực hiện', 'Sở Tư pháp'],
    ['Lĩnh vực', 'Hộ tịch'],
    ['Thời hạn giải quyết', `${number + 1} ngày làm việc`],
  ]
    .map(([label, text]) => `<tr><th>${label}</th><td>${text}</td></tr>`)
    .join('')}</table>`;

let directory = '';
let down = false;
/** What every page but the first two answers. */
let failing: { readonly status: number; readonly body: string } | undefined;
let server: TestServer;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'snapshot-'));
  down = false;
  failing = undefined;
  server = await start((request, response) => {
    if (down) return html(response, 'bảo trì', 503);
    if (failing !== undefined && PAGES.indexOf(request.path) > 0)
      return html(response, failing.body, failing.status);
    if (request.path === '/') return html(response, page('Cổng', PAGES));
    const code = PAGES.indexOf(request.path);
    return code < 0 ? notFound(response) : html(response, procedure(code));
  });
});
afterEach(async () => {
  await closeServers();
  await rm(directory, { recursive: true, force: true });
});

async function collect(items: AsyncIterable<SourceItem>) {
  const all: SourceItem[] = [];
  for await (const item of items) all.push(item);
  return {
    all,
    records: all.flatMap((item) => (item.type === 'record' ? [item.record] : [])),
    problems: all.flatMap((item) => (item.type === 'problem' ? [item.problem.code] : [])),
    statuses: Object.fromEntries(
      all.flatMap((item) => (item.type === 'page' ? [[new URL(item.url).pathname, item.status]] : [])),
    ),
  };
}

async function crawl(options: Partial<CrawlRun> = {}, resume = false) {
  const starts = [`${server.origin}/`];
  const run = { ...SETTINGS, ...options };
  const store = await openArchiveStore(directory, {
    crawl: crawlDescription(starts, run),
    resume,
    owner: { pid: 1, host: 'test', isAlive: () => false },
    now: () => new Date(),
  });
  return collect(crawlItems(starts, run, store, matchLabel));
}

async function read() {
  const asked = server.log.length;
  let madeAt = 0;
  const options = {
    matchLabel,
    onMadeAt: (time: number) => {
      madeAt = time;
    },
  };
  const result = await collect(
    snapshotReader({ version: '0.0.0' })({ path: directory, location: directory }, options),
  );
  expect(server.log).toHaveLength(asked);
  return { ...result, madeAt };
}

const WARC = 'run0001-00001.warc.gz';

test('of a crawl that was stopped by its budget says which pages are not there', async () => {
  const live = await crawl({ maxRequests: 5 });
  const again = await read();
  expect(again.records).toEqual(live.records);
  expect(again.records.length).toBeGreaterThan(0);
  expect(Object.values(again.statuses)).toContain('notInArchive');
  expect(again.statuses['/']).toBe('ok');
});

test('of a crawl that was killed is read as far as it goes, and nothing in it is touched', async () => {
  const whole = await crawl();
  await truncate(join(directory, WARC), (await stat(join(directory, WARC))).size - 1500);
  const path = join(directory, 'index.cdxj');
  await writeFile(path, (await readFile(path, 'utf8')).split('\n').slice(0, 3).join('\n').concat('\n'));
  const files = await readdir(directory);
  const before = await Promise.all(files.map((name) => readFile(join(directory, name))));
  const old = new Date('2026-01-01T00:00:00Z');
  for (const name of ['', ...files]) await utimes(join(directory, name), old, old);
  const [first, second] = await Promise.all([read(), read()]);
  expect(first).toEqual(second);
  expect(first.problems).toContain('archive-tail-dropped');
  expect(Object.values(first.statuses)).toContain('notInArchive');
  expect(first.records.length).toBeLessThan(whole.records.length);
  for (const name of ['', ...files])
    expect((await stat(join(directory, name))).mtimeMs, name).toBe(old.getTime());
  expect(await Promise.all(files.map((name) => readFile(join(directory, name))))).toEqual(before);
  expect(await readdir(directory)).toEqual(files);
  // Neither the time of the files nor where they may be written changes the report.
  await chmod(directory, 0o555);
  expect(await read()).toEqual(first);
  await chmod(directory, 0o755);
  expect(first.madeAt).toBeGreaterThan(old.getTime());
});

test('without its description is still one, wherever it lies', async () => {
  const live = await crawl();
  await unlink(join(directory, 'crawl.json'));
  const again = await read();
  expect(again.records).toEqual(live.records);
  expect(again.problems).toEqual(['archive-description-missing']);
  const reader = snapshotReader({ version: '0.0.0' });
  const [source, ...more] = await openSource(directory, { matchLabel, readers: { snapshot: reader } });
  expect(more).toEqual([]);
  expect(source?.kind).toBe('archive');
});

test('in a directory of snapshots is one source each', async () => {
  const above = directory;
  const reader = snapshotReader({ version: '0.0.0' });
  const results = [];
  for (const name of ['a', 'b']) {
    directory = join(above, name);
    results.push(await crawl());
  }
  directory = above;
  const sources = await openSource(above, { matchLabel, readers: { snapshot: reader } });
  expect(sources.map(({ kind, location }) => [kind, location.slice(above.length)])).toEqual([
    ['archive', '/a'],
    ['archive', '/b'],
  ]);
  for (const [index, source] of sources.entries())
    expect((await collect(source.items)).records).toEqual(results[index]?.records);
});

test('whose last run read nothing shows the run before it, and says so', async () => {
  const live = await crawl();
  down = true;
  await crawl();
  const again = await read();
  expect(again.records).toEqual(live.records);
  expect(again.problems).toEqual(['archive-older-run']);
});

test('resumed with a larger budget shows what was fetched', async () => {
  await crawl({ maxPages: 2 });
  const live = await crawl({ maxPages: 100 }, true);
  const again = await read();
  expect(again.records).toEqual(live.records);
  expect(again.records).toHaveLength(PAGES.length);
});

test('begun while the portal could not be reached goes on when it can', async () => {
  const refused = async () => ({
    send: () => Promise.reject(new TransportError('ECONNREFUSED')),
    close: () => Promise.resolve(),
  });
  expect((await crawl({ openTransport: refused })).statuses['/']).toBe('connectionRefused');
  expect((await read()).statuses['/']).toBe('connectionRefused');
  down = true;
  expect((await crawl({}, true)).statuses['/']).toBe('robotsUnreachable');
  down = false;
  expect((await crawl({}, true)).records).toHaveLength(PAGES.length);
  const asked = server.log.length;
  expect((await crawl({}, true)).records).toHaveLength(PAGES.length);
  expect(server.log).toHaveLength(asked);
});

const CHALLENGE =
  '<!doctype html><title>Just a moment...</title><p>Checking your browser before accessing the site.<script src="/cdn-cgi/challenge-platform/x.js"></script>';

test.each([
  ['failed', { status: 500, body: 'lỗi' }, 'serverError'],
  ['showed a bot check', { status: 403, body: CHALLENGE }, 'blocked'],
  ['broke off', { status: 200, body: `<html>${procedure(1).replace('</table>', '')}` }, 'truncated'],
])('whose portal %s until the crawl ended is gone on with where it left off', async (_, answer, status) => {
  failing = answer;
  const first = await crawl();
  expect(Object.values(first.statuses)).toContain(status);
  expect(first.records).toHaveLength(1);
  failing = undefined;
  const before = server.log.length;
  expect((await crawl({}, true)).records).toHaveLength(PAGES.length);
  const asked = server.log.slice(before).map(({ path }) => path);
  expect(asked.filter((path) => PAGES.includes(path)).sort()).toEqual(PAGES.slice(1));
  expect(asked).not.toContain('/');
  expect((await read()).records).toHaveLength(PAGES.length);
});

test('resumed after it was stopped takes over what failed', async () => {
  failing = { status: 500, body: 'lỗi' };
  const stop = new AbortController();
  const onCrawl = ({ done }: { done: number }) => {
    if (done === 3) stop.abort();
  };
  await crawl({ onCrawl, signal: stop.signal });
  failing = undefined;
  const before = server.log.length;
  const resumed = await crawl({}, true);
  expect(Object.values(resumed.statuses)).toContain('serverError');
  expect(server.log.length - before).toBeLessThan(PAGES.length - 1);
});

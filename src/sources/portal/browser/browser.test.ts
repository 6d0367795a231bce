import { mkdtemp, rm, stat, truncate } from 'node:fs/promises';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { formatProblem } from '../../../i18n/messages.js';
import { loadVocabulary } from '../../../services/vocabulary.js';
import { openArchiveStore } from '../../archive/archive-store.js';
import { type CrawlRun, crawlItems } from '../../live-portal.js';
import { crawlDescription, snapshotReader } from '../../snapshot.js';
import type { SourceItem } from '../../source.js';
import { memoryStore } from '../memory-store.js';
import { PROCEDURES, SHELL, spa } from '../testing/spa.js';
import {
  closeServers,
  type Handler,
  html,
  notFound,
  page,
  start,
  type TestServer,
} from '../testing/test-server.js';
import { installedBrowser } from './installed.js';

const executable = installedBrowser(platform(), process.env);
if (executable === undefined) {
  if (process.env.CI_NEEDS_BROWSER === '1') throw new Error('no Chromium, Chrome or Edge is installed');
  console.warn('SKIPPED: no Chromium, Chrome or Edge is installed; nothing is rendered');
}
const { matchLabel } = loadVocabulary();
const SETTINGS = { version: '0.0.0', rate: 1000, environment: {}, browser: {}, checkForms: false } as const;

afterEach(closeServers);

async function collect(items: AsyncIterable<SourceItem>) {
  const all: SourceItem[] = [];
  for await (const item of items) all.push(item);
  return {
    all,
    records: all.flatMap((item) => (item.type === 'record' ? [item.record] : [])),
    found: all.flatMap((item) => (item.type === 'problem' ? [item.problem] : [])),
    problems: all.flatMap((item) => (item.type === 'problem' ? [item.problem.code] : [])),
    /** What a reader of the report is told of a page. */
    told: (path: string) =>
      all.flatMap((item) =>
        item.type === 'page' && item.url.endsWith(path)
          ? [
              formatProblem('en', {
                code: `page.${item.status}`,
                at: item.url,
                ...(item.detail === undefined ? {} : { args: item.detail }),
              }),
            ]
          : [],
      ),
    statuses: Object.fromEntries(
      all.flatMap((item) => (item.type === 'page' ? [[new URL(item.url).pathname, item.status]] : [])),
    ),
  };
}

const audit = (server: Pick<TestServer, 'origin'>, options: Partial<CrawlRun> = {}, path = '/') =>
  collect(crawlItems([`${server.origin}${path}`], { ...SETTINGS, ...options }, memoryStore(), matchLabel));

const apiPaths = (server: TestServer) => server.paths().filter((path) => path.startsWith('/api/'));

/** A shell with a script; every other address is not found. */
const shell =
  (script: string, more: Handler = (_, response) => notFound(response)): Handler =>
  (request, response) =>
    request.path === '/'
      ? html(
          response,
          `<!doctype html><title>Cổng</title><body><div id="app"></div><script>${script}</script>`,
        )
      : more(request, response);

/** What a script does to show a procedure. */
const SHOW = `document.getElementById('app').innerHTML = '<h1>Đăng ký thả diều</h1><table><tr><td>Mã thủ tục</td><td>1.009999</td></tr>' +
  '<tr><td>Tên thủ tục</td><td>Đăng ký thả diều</td></tr><tr><td>Thời hạn giải quyết</td><td>02 ngày</td></tr>' +
  '<tr><td>Cơ quan thực hiện</td><td>Sở Văn hóa</td></tr><tr><td>Trình tự thực hiện</td><td>Nộp, chờ, nhận.</td></tr></table>';`;

describe.skipIf(executable === undefined)('a portal that only scripts fill', () => {
  it('is named so without a browser', async () => {
    const result = await audit(await start(spa()), { browser: undefined });
    expect(result.statuses['/']).toBe('scriptShell');
    expect(result.records).toEqual([]);
  });

  it('is read like any other with one: every field of every procedure', async () => {
    const server = await start(spa());
    const result = await audit(server);
    const read = result.records.map(({ values }) =>
      Object.fromEntries(values.map(({ label, text }) => [matchLabel(label), text])),
    );
    expect(read).toEqual(
      PROCEDURES.map(({ code, name, limit, agency }) =>
        expect.objectContaining({ code, name, timeLimits: limit, units: agency }),
      ),
    );
    expect(result.statuses).toEqual({ '/': 'ok', '/tthc/0': 'ok', '/tthc/1': 'ok', '/tthc/2': 'ok' });
    expect(server.paths().filter((path) => /\.(?:css|png)$/.test(path))).toEqual([]);
    expect(server.paths().filter((path) => path === '/app.js')).toHaveLength(1);
    expect(new Set(server.log.map(({ headers }) => headers['user-agent']))).toEqual(
      new Set(['dvctt-audit/0.0.0']),
    );
  });

  it('is asked no faster and no more at once than any other', async () => {
    const portal = spa();
    const server = await start(async (request, response) => {
      await new Promise((resolve) => setTimeout(resolve, 60));
      await portal(request, response);
    });
    await audit(server, { rate: 20, concurrency: 2 });
    expect(apiPaths(server)).toHaveLength(7);
    // The browser has the machine's time, so that the log may be late by some milliseconds; over five requests that is nothing.
    const times = server.log.map(({ at }) => at);
    const fives = times.slice(5).map((at, index) => at - (times[index] ?? 0));
    expect(Math.min(...fives)).toBeGreaterThanOrEqual(5 * 50 - 25);
    expect(Math.min(...server.spacing())).toBeGreaterThanOrEqual(25);
    expect(server.busiest).toBe(2);
  });

  it('is not asked for what its robots.txt forbids, and then nothing is held against it', async () => {
    const server = await start(spa('User-agent: *\nDisallow: /api/chi-tiet\n'));
    const result = await audit(server);
    expect(server.paths()).not.toContain('/api/chi-tiet');
    expect(result.records).toEqual([]);
    expect(result.statuses).toMatchObject({ '/': 'ok', '/tthc/0': 'incomplete' });
  });

  it('gives no half page where its interface fails', async () => {
    const portal = spa();
    const server = await start((request, response) =>
      request.path === '/api/chi-tiet' ? void response.writeHead(500).end('{}') : portal(request, response),
    );
    const result = await audit(server, { retries: 0 });
    expect(result.records).toEqual([]);
    expect(result.statuses['/tthc/0']).toBe('incomplete');
    expect(result.told('/tthc/0')).toEqual([
      `${server.origin}/tthc/0: Shown without data that its scripts asked for, and therefore not judged. ${server.origin}/api/chi-tiet` +
        ' gave nothing (the server fails (5xx)). Leave it out with --exclude if nothing of the procedures comes from there' +
        ' (with --resume nothing is fetched twice);' +
        ' otherwise tell those who run the portal, and run again.',
    ]);
    expect(result.problems).not.toContain('host-given-up');
  });

  it('is read, where nothing fails but what a visitor would not miss, and in the end whatever it asks for again', async () => {
    const portal = spa();
    const aside = `<script>
      for (const url of ['https://www.google-analytics.com/g/collect', 'https://chat.zalo.me/x', 'https://f-emc.ngsp.gov.vn/tracking'])
        fetch(url, { method: 'POST', body: '{}' }).catch(() => 0);
      fetch('/api/hong', { method: 'HEAD' });
      navigator.sendBeacon('/api/hong', 'x');
      setInterval(() => fetch('/api/thu-tuc/0?_=' + Date.now()), 30);
    </script>`;
    const server = await start((request, response) => {
      if (request.path === '/api/hong') return void response.writeHead(500).end();
      return request.path.startsWith('/tthc/')
        ? html(response, SHELL.replace('<div', `${aside}<div`))
        : portal(request, response);
    });
    const result = await audit(server, { retries: 0 });
    expect(result.records).toHaveLength(PROCEDURES.length);
    expect(result.statuses).toEqual({ '/': 'ok', '/tthc/0': 'ok', '/tthc/1': 'ok', '/tthc/2': 'ok' });
    expect(result.problems).toEqual([]);
    expect(server.paths().filter((path) => path.startsWith('/api/thu-tuc/0'))).toHaveLength(4);
  });

  it('leads on to whole pages from one that lacks something, and nothing that one says is taken for the whole', async () => {
    const portal = spa();
    const server = await start((request, response) =>
      request.path === '/'
        ? html(response, SHELL.replace('<div', "<script>fetch('/api/dem?token=abcdefgh')</script><div"))
        : request.path.startsWith('/api/dem')
          ? void response.writeHead(503).end()
          : portal(request, response),
    );
    const result = await audit(server, { retries: 0 });
    expect(result.statuses).toEqual({ '/': 'incomplete', '/tthc/0': 'ok', '/tthc/1': 'ok', '/tthc/2': 'ok' });
    expect(result.records).toHaveLength(PROCEDURES.length);
    expect(result.all).toContainEqual(
      expect.objectContaining({ type: 'page', status: 'incomplete', expected: true }),
    );
    const told = formatProblem(
      'vi',
      result.found.find(({ code }) => code === 'start-not-read') ?? { code: '' },
    );
    expect(told).toContain(`Không lấy được ${server.origin}/api/dem?token=REDACTED (`);
  });

  it('is read again from its archive alone, without a browser, and goes on from there', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'browser-'));
    try {
      const portal = spa();
      const server = await start((request, response) =>
        request.path === '/api/chi-tiet' && request.body.includes('"id":2')
          ? void response.writeHead(500).end('{}')
          : request.path === '/tthc/1'
            ? html(response, SHELL.replace('<div', `<script>fetch('https://other.example/x')</script><div`))
            : request.path.startsWith('/tthc/')
              ? html(response, SHELL.replace('<div', `<a href="#/in">In</a><div`))
              : portal(request, response),
      );
      const starts = [`${server.origin}/`];
      const settings = { ...SETTINGS, retries: 0 };
      const crawl = crawlDescription(starts, settings);
      const owner = { pid: 1, host: 'test', isAlive: () => false };
      const visit = async (resume: boolean, given: Partial<CrawlRun> = {}) => {
        const store = await openArchiveStore(directory, { crawl, resume, owner, now: () => new Date() });
        return collect(crawlItems(starts, { ...settings, ...given }, store, matchLabel));
      };
      const read = () =>
        collect(
          snapshotReader({ version: '0.0.0', browser: { executablePath: '/nowhere/chromium' } })(
            { path: directory, location: directory },
            { matchLabel },
          ),
        );
      const live = await visit(false);
      expect(live.statuses).toEqual({
        '/': 'ok',
        '/tthc/0': 'ok',
        '/tthc/1': 'incomplete',
        '/tthc/2': 'incomplete',
      });
      expect(live.records).toHaveLength(2);
      const asked = server.log.length;
      expect((await read()).all).toEqual(live.all);
      expect((await visit(true)).all).toEqual(live.all);
      // Nothing but what failed, now that the visit has come to its end.
      expect(server.paths().slice(asked)).toEqual(['/api/chi-tiet']);
      // As a kill leaves it.
      const file = join(directory, 'run0001-00001.warc.gz');
      await truncate(file, Math.floor((await stat(file)).size * 0.6));
      const whole = ({ all }: typeof live) =>
        all.filter((item) => !JSON.stringify(item).includes('"archive-'));
      expect(whole(await visit(true))).toEqual(live.all);
      expect(whole(await read())).toEqual(live.all);
      // What was missing is looked at once more: it may not matter any more.
      expect((await visit(true, { exclude: ['https://other.example/**'] })).records).toHaveLength(3);
      const later = await visit(false);
      expect(later.statuses).toEqual(live.statuses);
      expect((await read()).all).toEqual(later.all);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });

  it('leads on by the routes of its script and by sending its visitors elsewhere', async () => {
    const routed = `const show = () => {
        if (location.hash === '#/tthc/9') { ${SHOW} }
        else document.getElementById('app').innerHTML = '<h1>Thủ tục</h1><a href="#/tthc/9">Đăng ký thả diều</a>' + '<p>Danh sách thủ tục. </p>'.repeat(30);
      }; show(); addEventListener('hashchange', show);`;
    const server = await start((request, response) =>
      request.path === '/'
        ? html(
            response,
            '<!doctype html><title>Cổng</title><body><script>location.href = "/trang-chu"</script>',
          )
        : request.path === '/trang-chu'
          ? html(
              response,
              `<!doctype html><title>Cổng</title><body><div id="app"></div><script>${routed}</script>`,
            )
          : notFound(response),
    );
    const result = await audit(server);
    expect(result.records.map(({ at }) => at.slice(server.origin.length))).toEqual(['/trang-chu#/tthc/9']);
    expect(server.paths().filter((path) => path === '/trang-chu')).toHaveLength(1);
  });

  it('tells what only the list of its script shows, the level for instance', async () => {
    const routed = `const rows = [['9', 'Đăng ký thả diều', 'Toàn trình'], ['8', 'Đăng ký hội làng', 'Một phần']];
      const show = () => {
        if (location.hash === '#/tthc/9') { ${SHOW} }
        else if (location.hash !== '') document.getElementById('app').innerHTML = '<h1>Không có gì ở đây cả, mời quay lại sau.</h1>';
        else document.getElementById('app').innerHTML = '<h1>Danh sách thủ tục</h1><table><tr><th>Tên thủ tục</th><th>Mức độ</th></tr>' +
          rows.map(([id, name, level]) => '<tr><td><a href="#/tthc/' + id + '">' + name + '</a></td><td>' + level + '</td></tr>').join('') + '</table>';
      }; show(); addEventListener('hashchange', show);`;
    const server = await start(shell(routed));
    const result = await audit(server);
    const [record] = result.records;
    const level = record?.values.find(({ label }) => matchLabel(label) === 'declaredLevel');
    expect(record?.at).toBe(`${server.origin}/#/tthc/9`);
    expect(level?.text).toBe('Toàn trình');
  });
});

describe.skipIf(executable === undefined)('a page in the browser', () => {
  it('reaches no other host, by no road', async () => {
    const other = await start(
      (_, response) => void response.writeHead(200, { 'access-control-allow-origin': '*' }).end('{}'),
    );
    const away = JSON.stringify(other.origin);
    const server = await start(
      shell(`const away = ${away};
        new Image().src = away + '/image';
        navigator.sendBeacon(away + '/beacon', 'x');
        try { new WebSocket(away.replace('http', 'ws') + '/socket'); } catch {}
        try { new EventSource(away + '/events'); } catch {}
        const frame = document.createElement('iframe'); frame.src = away + '/frame'; document.body.append(frame);
        for (const rel of ['preload', 'prefetch', 'preconnect', 'dns-prefetch', 'stylesheet', 'modulepreload']) {
          const link = document.createElement('link'); link.rel = rel; link.as = 'script'; link.href = away + '/' + rel; document.head.append(link);
        }
        window.open(away + '/window');
        const anchor = document.createElement('a'); anchor.href = away + '/blank'; anchor.target = '_blank'; document.body.append(anchor); anchor.click();
        const form = document.createElement('form'); form.action = away + '/form'; form.method = 'post'; form.target = '_blank'; document.body.append(form); form.submit();
        const code = "fetch('" + away + "/worker').catch(() => 0); importScripts('" + away + "/import')";
        new Worker(URL.createObjectURL(new Blob([code])));
        try { new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:' + new URL(away).port }] }).createDataChannel('x'); } catch {}
        const script = document.createElement('script'); script.src = away + '/script'; document.body.append(script);
        ${SHOW}`),
    );
    const result = await audit(server);
    expect(other.log).toEqual([]);
    expect(result.statuses['/']).not.toBe(undefined);
    expect(result.problems).toContain('browser-host-left-out');
  });

  it('is not judged by what it shows without data that lie elsewhere', async () => {
    const other = await start((_, response) => void response.end('{}'));
    const server = await start(shell(`${SHOW} fetch('${other.origin}/api').catch(() => 0);`));
    const result = await audit(server);
    expect(other.log).toEqual([]);
    expect(result.records).toEqual([]);
    expect(result.problems).toContain('browser-host-left-out');
    expect(result.told('/')[0]).toContain(`${other.origin}/api is out of scope and was not asked.`);
    // Whoever runs the audit may say that it does not matter.
    const without = await audit(server, { exclude: [`${other.origin}/*`] });
    expect(without.records).toHaveLength(1);
    expect(without.problems).toEqual([]);
    const wider = await audit(server, { include: [`${other.origin}/*`] });
    expect(wider.problems).not.toContain('browser-host-left-out');
  });

  it('is not judged by what it shows when a script that lies elsewhere was missed', async () => {
    const other = await start((_, response) => void response.end(''));
    const load = `const script = document.createElement('script'); script.src = '${other.origin}/thu-vien.js'; document.head.append(script);`;
    const missed = await audit(await start(shell(`${load} ${SHOW} thuVien.dien();`)));
    expect(missed.records).toEqual([]);
    expect(missed.told('/')[0]).toContain(`${other.origin}/thu-vien.js is out of scope and was not asked.`);
    const unneeded = await audit(await start(shell(`${load} ${SHOW}`)));
    expect(unneeded.records).toHaveLength(1);
    expect(unneeded.problems).toEqual(['browser-host-left-out']);
    expect(other.log).toEqual([]);
  });

  it('does not know the secrets of the command line', async () => {
    const seen: string[] = [];
    const server = await start(
      shell(
        `fetch('/api/thay?x=' + encodeURIComponent(document.cookie + location.href)).then(() => { ${SHOW} });`,
        (request, response) => {
          if (request.path.startsWith('/api/')) seen.push(request.path);
          response.end('{}');
        },
      ),
    );
    await audit(server, { headers: [['x-key', 'hush-hush-hush']], cookies: ['sid=very-secret-value'] });
    expect(seen).toHaveLength(1);
    expect(seen.join()).not.toMatch(/hush|secret/);
    expect(server.log.at(-1)?.headers['x-key']).toBe('hush-hush-hush');
  });

  const HOSTILE: Readonly<Record<string, readonly [script: string, status: string]>> = {
    'loops for ever': ['for (;;) {}', 'timeout'],
    'asks questions for ever': ['for (;;) { alert(1); confirm(2); prompt(3); }', 'timeout'],
    'grows for ever': [
      'setInterval(() => document.body.append(document.createElement("p")), 20);',
      'timeout',
    ],
    'has ten thousand timers': [
      'for (let i = 0; i < 10000; i++) setInterval(() => document.body.dataset.x = String(i), 10);',
      'scriptShell',
    ],
    'opens windows': [
      'setInterval(() => { const a = document.createElement("a"); a.href = "/x"; a.target = "_blank"; a.click(); }, 100);',
      'scriptShell',
    ],
    'leaves for another site': ['location.href = "https://example.org/";', 'scriptShell'],
    'loads itself again and again': ['location.reload();', 'scriptShell'],
    'asks for data for ever': [
      'let n = 0; const next = () => fetch("/api/" + n++).finally(next); next();',
      'incomplete',
    ],
    'kills its tab': ['const all = []; for (;;) all.push(new Array(1e6).fill(all.length));', 'scriptShell'],
    'shows a clock': [
      `${SHOW} const p = document.createElement('p'); document.body.append(p); setInterval(() => p.textContent = new Date().toISOString(), 20);`,
      'ok',
    ],
  };
  for (const [what, [script, status]] of Object.entries(HOSTILE))
    it(`that ${what} ends in time, and the next one is read`, async () => {
      const server = await start(
        shell(script, (request, response) =>
          request.path === '/sau'
            ? html(
                response,
                `<!doctype html><title>Cổng</title><body><div id="app"></div><script>${SHOW}</script>`,
              )
            : request.path === '/bat-dau'
              ? html(response, page('Cổng', ['/', '/sau']))
              : notFound(response),
        ),
      );
      const result = await audit(server, { timeouts: { idle: 8000 } }, '/bat-dau');
      // That it comes back at all is the point: the runner's own limit is what a page that never ends would meet.
      expect(result.statuses).toMatchObject({ '/': status, '/sau': 'ok' });
      expect(result.records.some(({ at }) => at.endsWith('/sau'))).toBe(true);
    });

  it('is left at once when the crawl is stopped', async () => {
    const server = await start(shell('for (;;) {}'));
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 2500);
    // Not stopped, the page would be waited for longer than the runner waits for this test.
    await audit(server, { signal: stop.signal, timeouts: { idle: 3_600_000, total: 3_600_000 } });
  });
});

describe('a browser that is not there', () => {
  it('is asked for in so many words, before anything else is', async () => {
    const server = await start(spa());
    const crawl = audit(server, { browser: { executablePath: '/nowhere/chromium' } });
    await expect(crawl).rejects.toMatchObject({
      problem: { code: 'browser-missing', args: { missing: '/nowhere/chromium' } },
    });
    expect(server.log).toEqual([]);
  });

  it('is looked for where each system keeps it', () => {
    const on = (system: NodeJS.Platform, there: string, env = {}) =>
      installedBrowser(system, env, (path) => path === there);
    expect(on('linux', '/usr/bin/google-chrome')).toBe('/usr/bin/google-chrome');
    expect(on('darwin', '/Applications/Chromium.app/Contents/MacOS/Chromium')).toMatch(/^\/Applications/);
    expect(on('linux', '/opt/mine', { CHROME_PATH: '/opt/mine' })).toBe('/opt/mine');
    expect(on('linux', '/opt/mine')).toBeUndefined();
  });
});

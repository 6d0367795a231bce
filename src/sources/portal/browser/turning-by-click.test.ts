import { mkdtemp, rm, stat, truncate } from 'node:fs/promises';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { loadVocabulary } from '../../../services/vocabulary.js';
import { openArchiveStore } from '../../archive/archive-store.js';
import { type CrawlRun, crawlItems } from '../../live-portal.js';
import { crawlDescription, snapshotReader } from '../../snapshot.js';
import type { SourceItem } from '../../source.js';
import { memoryStore } from '../memory-store.js';
import { procedureCode, type ScriptList, scriptList } from '../testing/script-list.js';
import { closeServers, html, start, type TestServer } from '../testing/test-server.js';
import { installedBrowser } from './installed.js';

const executable = installedBrowser(platform(), process.env);
const { matchLabel } = loadVocabulary();
const SETTINGS = { version: '0.0.0', rate: 1000, environment: {}, browser: {}, checkForms: false } as const;

afterEach(closeServers);

async function collect(items: AsyncIterable<SourceItem>) {
  const all: SourceItem[] = [];
  for await (const item of items) all.push(item);
  const records = all.flatMap((item) => (item.type === 'record' ? [item.record] : []));
  const codes = records.flatMap(({ values }) =>
    values.flatMap(({ label, text }) => (matchLabel(label) === 'code' ? [text] : [])),
  );
  return {
    all,
    records,
    codes: [...new Set(codes)].sort(),
    problems: all.flatMap((item) => (item.type === 'problem' ? [item.problem.code] : [])),
    /** Status by path and number of the page. */
    statuses: Object.fromEntries(
      all.flatMap((item) =>
        item.type === 'page' ? [[item.url.replace(/^https?:\/\/[^/]+/, ''), item.status] as const] : [],
      ),
    ),
  };
}

const codesOf = (count: number) => Array.from({ length: count }, (_, id) => procedureCode(id));

const auditOf = (server: TestServer, options: Partial<CrawlRun> = {}) =>
  collect(crawlItems([`${server.origin}/`], { ...SETTINGS, ...options }, memoryStore(), matchLabel));

async function audit(list: ScriptList, options: Partial<CrawlRun> = {}) {
  const server = await start(scriptList(list));
  const asked = () => server.paths().filter((path) => path.startsWith('/api/'));
  return { server, asked, ...(await auditOf(server, options)) };
}

const NEXT =
  "(n, last) => '<div class=\"table-footer\"><span>Trang ' + n + '/' + last + '</span><button class=\"next\" onclick=\"go(' + (n + 1) + ')\"' + (n < last ? '' : ' disabled') + '>›</button></div>'";
const MORE = "(n, last) => n < last ? '<button onclick=\"more()\">Xem thêm</button>' : ''";

/** Paginators as the usual libraries of components build them, and what portals write themselves. */
const PAGINATORS: Readonly<Record<string, string>> = {
  'an arrow that is disabled on the last page': NEXT,
  'numbers without addresses':
    "(n, last) => '<ul class=\"pagination\">' + Array.from({ length: last }, (_, i) => '<li class=\"page-item' + (i + 1 === n ? ' active' : '') + '\"><a class=\"page-link\" href=\"javascript:go(' + (i + 1) + ')\">' + (i + 1) + '</a></li>').join('') + '</ul>'",
  'Ant Design':
    '(n, last) => { queueMicrotask(() => { document.querySelector(\'.ant-pagination-next\').onclick = () => n < last && go(n + 1); }); return \'<ul class="ant-pagination"><li title="Trang Kế" class="ant-pagination-next\' + (n < last ? \'\' : \' ant-pagination-disabled\') + \'" aria-disabled="\' + (n >= last) + \'"><button class="ant-pagination-item-link" type="button"><span role="img" aria-label="right"></span></button></li></ul>\'; }',
  'Element UI':
    '(n, last) => \'<div class="el-pagination"><ul class="el-pager"><li class="number active">\' + n + \'</li></ul><button type="button" class="btn-next" onclick="go(\' + (n + 1) + \')"\' + (n < last ? \'\' : \' disabled="disabled"\') + \'><i class="el-icon-arrow-right"></i></button></div>\'',
  'Angular Material':
    "(n, last) => '<mat-paginator class=\"mat-mdc-paginator\"><span>1 – 3 of 8</span><button type=\"button\" class=\"mat-mdc-paginator-navigation-next' + (n < last ? '' : ' mat-mdc-button-disabled') + '\" aria-label=\"Trang sau\" onclick=\"go(' + (n + 1) + ')\"' + (n < last ? '' : ' disabled=\"true\"') + '><svg></svg></button></mat-paginator>'",
  'a button that adds rows and goes when there are no more': MORE,
  'a link that is hidden when there are no more':
    "(n, last) => '<a id=\"loadMore\" href=\"#\" onclick=\"more(); return false\"' + (n < last ? '' : ' style=\"display: none\"') + '>Tải thêm (' + n + ')</a>'",
};

describe.skipIf(executable === undefined)('a list that only a script turns over', () => {
  for (const [what, controls] of Object.entries(PAGINATORS))
    it(`is read to its end: ${what}`, async () => {
      const result = await audit({ rows: 8, controls });
      expect(result.codes).toEqual(codesOf(8));
      expect(result.problems).toEqual([]);
      expect(result.asked()).toEqual(['/api/ds?trang=1', '/api/ds?trang=2', '/api/ds?trang=3']);
      expect(result.statuses).toMatchObject({ '/': 'ok', '/ (2)': 'ok', '/ (3)': 'ok', '/tthc/7': 'ok' });
    });

  it('is read to its end where its rows lead nowhere', async () => {
    const result = await audit({ rows: 8, controls: NEXT, linked: false });
    expect(result.codes).toEqual(codesOf(8));
    expect(result.records).toHaveLength(8);
    expect(result.problems).toEqual([]);
    const grown = await audit({ rows: 8, controls: MORE, linked: false });
    expect(grown.codes).toEqual(codesOf(8));
    expect(grown.records).toHaveLength(8);
  });

  it('ends where the last page comes again and again', async () => {
    const endless = NEXT.replace("(n < last ? '' : ' disabled')", "''");
    const controls = endless.replace('(n + 1)', 'Math.min(n + 1, last)');
    const result = await audit({ rows: 8, controls });
    expect(result.codes).toEqual(codesOf(8));
    expect(result.problems).toEqual([]);
  });

  it('is named where a click brings nothing', async () => {
    const result = await audit({ rows: 8, controls: NEXT.replace('go(', 'void(') });
    expect(result.codes).toEqual(codesOf(3));
    expect(result.problems).toEqual(['list-not-turned-to-end']);
  });

  it('is named, and a page of it not judged, where what the page needed was not to be had', async () => {
    const script =
      "const before = go; go = (n) => before(n).then(() => n === 2 && fetch('/api/ds?trang=99'));";
    const result = await audit(
      {
        rows: 8,
        controls: NEXT,
        linked: false,
        script: script.replace('const before = go; go =', 'const before = go; globalThis.turn ='),
        api: (number, response) => number === 99 && response.writeHead(503).end() !== undefined,
      },
      { retries: 0 },
    );
    expect(result.codes).toEqual(codesOf(8));
    const turned = await audit(
      {
        rows: 8,
        controls: NEXT.replaceAll('go(', 'turn('),
        linked: false,
        script: script.replace('const before = go; go =', 'const before = go; globalThis.turn ='),
        api: (number, response) => number === 99 && response.writeHead(503).end() !== undefined,
      },
      { retries: 0 },
    );
    expect(turned.codes).toEqual(codesOf(3));
    expect(turned.problems).toEqual(['list-not-turned-to-end']);
    expect(turned.statuses).toMatchObject({ '/': 'ok', '/ (2)': 'incomplete' });
  });

  it('is turned no further than the crawl may go, and that is named', async () => {
    const result = await audit({ rows: 30, controls: NEXT, linked: false }, { maxPages: 3 });
    expect(result.codes).toEqual(codesOf(9));
    expect(result.problems).toContain('page-budget-exhausted');
    expect(result.statuses).toMatchObject({ '/ (3)': 'ok', '/ (4)': 'budgetExhausted' });
  });

  it('is not asked for by what only looks like a pager', async () => {
    for (const control of [
      '<button class="next" onclick="go(2)">Xóa trang sau</button>',
      '<div class="pagination"><button onclick="go(2)">Nộp hồ sơ</button></div>',
      '<div class="pagination"><button onclick="deleteAll(go(2))">2</button></div>',
      '<div class="wizard"><div class="pagination"><button onclick="go(2)">Tiếp theo</button></div></div>',
      '<div class="calendar"><span>11 / 2026</span><button class="next" onclick="go(2)">›</button></div>',
      '<div class="pagination"><button onclick="go(2)">Bình chọn</button></div>',
      '<div class="pagination"><button onclick="go(2)">Thanh toán</button></div>',
      '<button class="next" onclick="go(2)">Tiếp theo</button>',
    ]) {
      const result = await audit({ rows: 8, controls: `() => ${JSON.stringify(control)}` });
      expect([control, result.asked()]).toEqual([control, ['/api/ds?trang=1']]);
    }
  });

  it('that a server has made is turned over by its script with a browser, and named without', async () => {
    const list = { rows: 8, controls: PAGINATORS['numbers without addresses'] ?? '', made: true };
    const result = await audit(list);
    expect(result.codes).toEqual(codesOf(8));
    expect(result.problems).toEqual([]);
    const without = await audit(list, { browser: undefined });
    expect(without.codes).toEqual(codesOf(3));
    expect(without.problems).toEqual(['list-not-turned']);
  });

  it('that a server has made may send its visitors on, by address or by form', async () => {
    const served = (posted: boolean) => (number: number, last: number) =>
      `<form id="f" method="${posted ? 'post' : 'get'}" action="/ds"><input type="hidden" name="so" id="so"></form>
       <div class="pagination"><a href="javascript:trang(${number + 1})">${number < last ? number + 1 : ''}</a></div>
       <script>function trang(n) { document.getElementById('so').value = n; document.getElementById('f').submit(); }</script>`;
    for (const posted of [false, true]) {
      const rows = scriptList({ rows: 8, controls: '() => ""', made: true });
      const server = await start((request, response) => {
        const url = new URL(request.path, 'http://x');
        if (url.pathname !== '/ds')
          return request.path === '/' ? html(response, list(1)) : rows(request, response);
        const given = posted ? new URLSearchParams(request.body) : url.searchParams;
        html(response, list(Number(given.get('so') ?? 1)));
      });
      const list = (number: number) =>
        `<title>Thủ tục</title><h1>Danh sách thủ tục</h1><table><tr><th>Mã thủ tục</th><th>Tên thủ tục</th></tr>${[
          0, 1, 2, 3, 4, 5, 6, 7,
        ]
          .slice(3 * number - 3, 3 * number)
          .map(
            (id) =>
              `<tr><td>${procedureCode(id)}</td><td><a href="/tthc/${id}">Cấp giấy phép thả diều ${id}</a></td></tr>`,
          )
          .join('')}</table>${served(posted)(number, 3)}`;
      const result = await auditOf(server);
      expect([posted, result.codes]).toEqual([posted, codesOf(8)]);
      expect(result.problems).toEqual([]);
      expect(server.log.filter(({ method }) => method === 'POST')).toHaveLength(posted ? 2 : 0);
    }
  });

  it('is looked at where it stands when its script gives each page an address of its own, or another page in its place', async () => {
    const routed = await audit({
      rows: 8,
      controls: NEXT.replaceAll('go(', 'turn('),
      linked: false,
      script: "globalThis.turn = (n) => { history.pushState(0, '', '/page/' + n + '?x=1'); go(n); };",
    });
    expect(routed.codes).toEqual(codesOf(8));
    expect(Object.keys(routed.statuses)).toEqual(['/', '/ (2)', '/ (3)']);
    const led = await audit({
      rows: 8,
      controls: MORE.replace('more()', 'leave()'),
      script:
        "globalThis.leave = () => { history.pushState(0, '', '/tin-tuc'); shown.innerHTML = '<tr><td>Tin tức</td></tr>'; };",
    });
    expect(led.statuses).toMatchObject({ '/': 'ok', '/tin-tuc': 'notFound' });
    expect(led.problems).not.toContain('list-not-turned-to-end');
  });

  it('is read again from its archive alone, to the same, and goes on after a kill', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'turning-'));
    try {
      const server = await start(scriptList({ rows: 11, controls: NEXT, linked: false }));
      const starts = [`${server.origin}/`];
      const crawl = crawlDescription(starts, SETTINGS);
      const owner = { pid: 1, host: 'test', isAlive: () => false };
      const visit = async (resume: boolean) => {
        const store = await openArchiveStore(directory, { crawl, resume, owner, now: () => new Date() });
        return collect(crawlItems(starts, SETTINGS, store, matchLabel));
      };
      const read = () =>
        collect(
          snapshotReader({ version: '0.0.0', browser: { executablePath: '/nowhere/chromium' } })(
            { path: directory, location: directory },
            { matchLabel },
          ),
        );
      const live = await visit(false);
      expect(live.codes).toEqual(codesOf(11));
      const asked = server.log.length;
      expect((await read()).all).toEqual(live.all);
      expect((await visit(true)).all).toEqual(live.all);
      expect(server.log).toHaveLength(asked);
      // As a kill leaves it, wherever it comes.
      const file = join(directory, 'run0001-00001.warc.gz');
      const { size } = await stat(file);
      const whole = ({ all }: typeof live) =>
        all.filter((item) => !JSON.stringify(item).includes('"archive-'));
      for (const part of [0.9, 0.75, 0.5]) {
        await truncate(file, Math.floor(size * part));
        expect(whole(await visit(true))).toEqual(live.all);
        expect(whole(await read())).toEqual(live.all);
      }
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });
});

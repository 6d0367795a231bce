import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { PortalListing } from './portal-file.js';
import { readSitemap } from './sitemap.js';
import { runCrawl } from './testing/test-crawl.js';
import { closeServers, html, notFound, page, pages, start } from './testing/test-server.js';

afterEach(closeServers);

const row = (id: number, level: string) =>
  `<tr data-row><td title="Tên thủ tục">Thủ tục ${id}</td><td title="Mức độ">${level}</td><td><a href="/tthc/${id}">Xem</a></td></tr>`;
const detail = (id: number) => page(`Thủ tục ${id}`, [], `1.${String(id).padStart(6, '0')}`);
const levels = (records: Awaited<ReturnType<typeof runCrawl>>['records']) =>
  records.map(({ values }) => values.find(({ label }) => label === 'Mức độ')?.text);

describe('fields that only a list shows', () => {
  it('travel with the record and say where they were read', async () => {
    const server = await start(
      pages({
        '/ds': `<table>${row(1, 'Toàn trình')}${row(2, '')}</table>`,
        '/tthc/1': detail(1),
        '/tthc/2': detail(2),
      }),
    );
    const { records } = await runCrawl(`${server.origin}/ds`);
    expect(levels(records)).toEqual(['Toàn trình', '']);
    expect(records[0]?.values.map(({ label }) => label)).toEqual(['Mã thủ tục', 'Tên thủ tục', 'Mức độ']);
    expect(records[0]?.values[2]?.at).toBe(`${server.origin}/ds › cột Mức độ`);
    expect(records[0]?.layout).toBe(records[1]?.layout);
    expect(records[0]?.layout).not.toBe('dl');
  });

  it('follow with code and name where the page was read before the list', async () => {
    const server = await start(
      pages({
        '/': page('Cổng', ['/tthc/1', '/ds']),
        '/ds': `<table>${row(1, 'Một phần')}</table>`,
        '/tthc/1': detail(1),
      }),
    );
    const { records } = await runCrawl([`${server.origin}/tthc/1`, `${server.origin}/`]);
    expect(records).toHaveLength(2);
    expect(records[1]?.values.map(({ text }) => text)).toEqual(['1.000001', 'Thủ tục 1', 'Một phần']);
  });

  it('are a record by themselves where the page cannot be read', async () => {
    const server = await start(pages({ '/ds': `<table>${row(1, 'Toàn trình')}</table>` }));
    const { records, statuses } = await runCrawl(`${server.origin}/ds`);
    expect(statuses['/tthc/1']).toBe('notFound');
    expect(records.map(({ at, values }) => [at, values.map(({ text }) => text)])).toEqual([
      [`${server.origin}/tthc/1`, ['Thủ tục 1', 'Toàn trình']],
    ]);
  });
});

describe('a list of several pages', () => {
  /** Rows 1–25, ten a page. */
  const listOf = (number: number, more = '') => {
    const ids = Array.from({ length: 10 }, (_, index) => (number - 1) * 10 + index + 1).filter(
      (id) => id <= 25,
    );
    return `<table>${ids.map((id) => row(id, 'Toàn trình')).join('')}</table>${more}`;
  };

  it('is turned over by its link, however deep that leads', async () => {
    const server = await start((request, response) => {
      const url = new URL(request.path, 'http://x');
      const number = Number(url.searchParams.get('trang-so') ?? '1');
      if (url.pathname.startsWith('/tthc/')) return html(response, detail(Number(url.pathname.slice(6))));
      if (url.pathname !== '/ds') return notFound(response);
      html(
        response,
        listOf(number, number < 3 ? `<a rel="next" href="/ds?trang-so=${number + 1}">Sau</a>` : ''),
      );
    });
    const { records } = await runCrawl(`${server.origin}/ds`, { maxDepth: 1 });
    expect(records).toHaveLength(25);
    expect(levels(records).every((level) => level === 'Toàn trình')).toBe(true);
  });

  it('is turned over by its number until a page brings nothing new', async () => {
    for (const parameter of ['page', 'p_x_cur', 'count']) {
      const server = await start((request, response) => {
        const url = new URL(request.path, 'http://x');
        const value = Number(url.searchParams.get(parameter) ?? '1');
        if (url.pathname.startsWith('/tthc/')) return html(response, detail(Number(url.pathname.slice(6))));
        if (url.pathname !== '/ds') return notFound(response);
        const number = parameter === 'count' ? value / 10 + 1 : value;
        // Beyond its end the list shows its last page again and again.
        html(response, listOf(Math.min(number, 3)));
      });
      const { records } = await runCrawl(`${server.origin}/ds?${parameter}=${parameter === 'count' ? 0 : 1}`);
      expect(records).toHaveLength(25);
      expect(server.paths().filter((path) => path.startsWith('/ds')).length).toBeLessThanOrEqual(5);
    }
  });

  it('that is turned over by links has no pages but those', async () => {
    const server = await start((request, response) => {
      const url = new URL(request.path, 'http://x');
      const passed = Number(url.searchParams.get('count') ?? '0');
      if (url.pathname.startsWith('/tthc/')) return html(response, detail(Number(url.pathname.slice(6))));
      if (url.pathname !== '/ds') return notFound(response);
      const more = passed < 20 ? `<a rel="next" href="/ds?count=${passed + 10}">Xem thêm</a>` : '';
      html(response, listOf(passed / 10 + 1, more));
    });
    const { records } = await runCrawl(`${server.origin}/ds`);
    expect(records).toHaveLength(25);
    expect(server.paths().filter((path) => path.startsWith('/ds'))).toEqual([
      '/ds',
      '/ds?count=10',
      '/ds?count=20',
    ]);
  });

  it('that ends before the number it gives is said to be incomplete', async () => {
    for (const [total, problems] of [
      [25, []],
      [2507, ['list-incomplete']],
    ] as const) {
      const server = await start((request, response) => {
        const url = new URL(request.path, 'http://x');
        const number = Number(url.searchParams.get('page') ?? '1');
        if (url.pathname.startsWith('/tthc/')) return html(response, detail(Number(url.pathname.slice(6))));
        if (url.pathname !== '/ds') return notFound(response);
        html(response, `Tổng số: ${total} ${listOf(number)}`);
      });
      expect((await runCrawl(`${server.origin}/ds?page=1`)).problems).toEqual(problems);
    }
  });

  it('is turned over by posting its form, with the state of the page before', async () => {
    const form = (number: number) =>
      `<form method="post" action="/TTHC.aspx"><input type="hidden" name="__VIEWSTATE" value="state&amp;${number}"/><input type=hidden name='__EVENTVALIDATION' value='v${number}'>${listOf(number)}
       ${number < 3 ? `<a href="javascript:__doPostBack(&#39;ctl00$grid&#39;,&#39;Page$${number + 1}&#39;)">${number + 1}</a>` : ''}</form>`;
    const server = await start((request, response) => {
      if (request.path.startsWith('/tthc/')) return html(response, detail(Number(request.path.slice(6))));
      if (request.path !== '/TTHC.aspx') return notFound(response);
      if (request.method === 'GET') return html(response, form(1));
      const sent = new URLSearchParams(request.body);
      const number = Number(/Page\$(\d+)/.exec(sent.get('__EVENTARGUMENT') ?? '')?.[1]);
      const rightState =
        sent.get('__VIEWSTATE') === `state&${number - 1}` &&
        sent.get('__EVENTVALIDATION') === `v${number - 1}`;
      if (!rightState || sent.get('__EVENTTARGET') !== 'ctl00$grid')
        return void response.writeHead(500).end();
      html(response, form(number));
    });
    const { records, statuses } = await runCrawl(`${server.origin}/TTHC.aspx`);
    expect(records).toHaveLength(25);
    expect(statuses).toMatchObject({ '/TTHC.aspx': 'ok', '/TTHC.aspx (2)': 'ok', '/TTHC.aspx (3)': 'ok' });
  });

  it('is turned over by the button of a Telerik grid', async () => {
    const server = await start((request, response) => {
      if (request.path.startsWith('/tthc/')) return html(response, detail(Number(request.path.slice(6))));
      if (request.path !== '/ds') return notFound(response);
      const number =
        request.method === 'POST' && new URLSearchParams(request.body).get('ctl$ctl28') === ' ' ? 2 : 1;
      html(
        response,
        `<form method="post"><input type="hidden" name="__VIEWSTATE" value="x">${listOf(number)}<input type="submit" name="ctl$ctl28" value=" " class="rgPageNext" title="Trang sau"></form>`,
      );
    });
    const { records } = await runCrawl(`${server.origin}/ds`);
    expect(records).toHaveLength(20);
  });

  it('is read from an interface that a portal file describes', async () => {
    const listing: PortalListing = {
      api: {
        method: 'POST',
        path: '/jsp/rest.jsp',
        body: { pageIndex: '{page}', recordPerPage: '{size}', loai: 'trang {page}' },
        size: 10,
        items: 'data.items',
        total: 'data.total',
        fields: { 'Tên thủ tục': 'TEN', 'Mức độ': 'thong_tin.muc' },
        detail: '/tthc/{ID}',
      },
    };
    const server = await start((request, response) => {
      if (request.path.startsWith('/tthc/')) return html(response, detail(Number(request.path.slice(6))));
      if (request.path === '/') return html(response, page('Cổng'));
      if (request.path !== '/jsp/rest.jsp') return notFound(response);
      const { pageIndex, recordPerPage, loai } = JSON.parse(request.body);
      if (loai !== `trang ${pageIndex}`) return void response.writeHead(400).end();
      const items = Array.from(
        { length: recordPerPage },
        (_, index) => (pageIndex - 1) * recordPerPage + index + 1,
      )
        .filter((id) => id <= 25)
        .map((id) => ({ ID: id, TEN: `Thủ tục ${id}`, thong_tin: { muc: 'Một phần' } }));
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ data: { items, total: 30 } }));
    });
    const { records, problems } = await runCrawl(`${server.origin}/`, {}, { listing });
    expect(problems).toContain('list-incomplete');
    expect(records).toHaveLength(25);
    expect(levels(records).every((level) => level === 'Một phần')).toBe(true);
    expect(server.paths().filter((path) => path === '/jsp/rest.jsp')).toHaveLength(4);
  });
});

describe('sitemaps', () => {
  it('named by robots.txt are read, indexes and gzip among them', async () => {
    const server = await start((request, response) => {
      const { host } = request.headers;
      if (request.path === '/robots.txt') return void response.end(`Sitemap: http://${host}/sitemap.xml`);
      if (request.path === '/sitemap.xml') {
        return void response
          .writeHead(200, { 'content-type': 'application/xml' })
          .end(
            `<?xml version="1.0"?><sitemapindex><sitemap><loc>http://${host}/s1.xml.gz</loc></sitemap><sitemap><loc>http://${host}/mat.xml</loc></sitemap></sitemapindex>`,
          );
      }
      if (request.path === '/s1.xml.gz') {
        const xml = `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc> http://${host}/tthc/1?a=1&amp;b=2 </loc></url><url><loc><![CDATA[http://${host}/tthc/2]]></loc></url><url><loc>https://example.org/</loc></url></urlset>`;
        return void response.writeHead(200, { 'content-type': 'application/gzip' }).end(gzipSync(xml));
      }
      const id = /^\/tthc\/(\d)/.exec(request.path)?.[1];
      if (id !== undefined) return html(response, detail(Number(id)));
      if (request.path === '/') return html(response, page('Cổng'));
      notFound(response);
    });
    const { statuses, problems } = await runCrawl(`${server.origin}/`);
    expect(statuses).toEqual({ '/': 'ok', '/tthc/1?a=1&b=2': 'ok', '/tthc/2': 'ok' });
    expect(problems).toEqual(['sitemap-unreadable']);
  });

  it('are told from other files', () => {
    expect(readSitemap('https://a.vn/1\nhttps://a.vn/2\n')?.pages).toEqual([
      'https://a.vn/1',
      'https://a.vn/2',
    ]);
    expect(readSitemap('<html><p>loc</p></html>')).toBeUndefined();
    expect(readSitemap('')).toBeUndefined();
    const images =
      '<urlset><url><loc>https://a.vn/1</loc><image:image><image:loc>https://a.vn/1.png</image:loc></image:image></url></urlset>';
    expect(readSitemap(images)?.pages).toEqual(['https://a.vn/1']);
  });
});

describe('addresses without end', () => {
  it('are passed over, and said once', async () => {
    const server = await start((request, response) => {
      const url = new URL(request.path, 'http://x');
      if (url.pathname === '/')
        return html(response, page('Cổng', ['/lich?thang=2026-01', '/loc?a=1&b=1', '/lap/', '/tthc/1']));
      if (url.pathname === '/lich') {
        const [year = 0, month = 0] = (url.searchParams.get('thang') ?? '').split('-').map(Number);
        const next = new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7);
        return html(response, page('Lịch', [`/lich?thang=${next}`]));
      }
      if (url.pathname === '/loc') {
        const [a, b] = ['a', 'b'].map((name) => Number(url.searchParams.get(name)));
        return html(
          response,
          page('Lọc', [`/loc?a=${(a ?? 0) + 1}&b=${b}`, `/loc?a=${a}&b=${(b ?? 0) + 1}`]),
        );
      }
      if (url.pathname.startsWith('/lap/')) return html(response, page('Lặp', [`${url.pathname}lap/`]));
      if (url.pathname === '/tthc/1') return html(response, detail(1));
      notFound(response);
    });
    const { events, problems, records } = await runCrawl(`${server.origin}/`, {
      maxDepth: 1000,
      trapLimit: 20,
    });
    expect(problems.filter((code) => code.startsWith('trap-')).sort()).toContain('trap-calendar');
    expect(new Set(problems)).toEqual(new Set(['trap-calendar', 'trap-facet', 'trap-repeating-path']));
    expect(records).toHaveLength(1);
    expect(server.paths().filter((path) => path.startsWith('/lich')).length).toBe(12);
    expect(server.paths().filter((path) => path.startsWith('/loc')).length).toBeLessThan(60);
    expect(server.paths().filter((path) => path.startsWith('/lap')).length).toBeLessThan(4);
    expect(
      events.some(
        (event) =>
          event.kind === 'problem' &&
          event.problem.code === 'trap-calendar' &&
          event.problem.args?.count === 1,
      ),
    ).toBe(true);
  });

  it('are not what a list leads to, even where nobody can read it', async () => {
    const server = await start((request, response) => {
      const id = Number(/^\/tthc\/(\d+)$/.exec(request.path)?.[1] ?? '0');
      if (id > 0) return html(response, page(`Thủ tục ${id}`));
      if (request.path !== '/ds') return notFound(response);
      html(
        response,
        `<table>${Array.from({ length: 40 }, (_, index) => row(index + 1, 'Một phần')).join('')}</table>`,
      );
    });
    const { records, problems } = await runCrawl(`${server.origin}/ds`, { trapLimit: 10 });
    expect(problems).toEqual([]);
    expect(server.paths().filter((path) => path.startsWith('/tthc/'))).toHaveLength(40);
    expect(levels(records)).toEqual(Array(40).fill('Một phần'));
  });

  it('are not the procedures of a portal, however many differ in one number', async () => {
    const server = await start((request, response) => {
      const url = new URL(request.path, 'http://x');
      if (url.pathname === '/')
        return html(
          response,
          page(
            'Cổng',
            Array.from({ length: 150 }, (_, id) => `/tthc?matt=${20260100 + id}`),
          ),
        );
      if (url.pathname !== '/tthc') return notFound(response);
      html(response, detail(Number(url.searchParams.get('matt'))));
    });
    const { records, problems } = await runCrawl(`${server.origin}/`, { trapLimit: 10 });
    expect(records).toHaveLength(150);
    expect(problems).toEqual([]);
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { crawl } from './crawl.js';
import { memoryStore } from './memory-store.js';
import { runCrawl, testLabels, testReader } from './testing/test-crawl.js';
import { closeServers, html, notFound, page, pages, realClock, start } from './testing/test-server.js';

afterEach(closeServers);

describe('a crawl', () => {
  it('reads every page of a small portal once and tells how each ended', async () => {
    const server = await start(
      pages({
        '/': page('Cổng', [
          '/tthc/1',
          '/tthc/2',
          '/mat',
          '/tthc/1?utm_source=zalo',
          '/mau.docx',
          '/dang-xuat',
          'https://example.org/',
        ]),
        '/tthc/1': page('Đăng ký khai sinh', ['/'], '1.000001'),
        '/tthc/2': page('Đăng ký kết hôn', ['/', '/tthc/1#x'], '1.000002'),
      }),
    );
    const result = await runCrawl(`${server.origin}/`);
    expect(result.statuses).toEqual({ '/': 'ok', '/tthc/1': 'ok', '/tthc/2': 'ok', '/mat': 'notFound' });
    expect(result.records.map(({ values }) => values[0]?.text)).toEqual(['1.000001', '1.000002']);
    expect(new Set(server.paths()).size).toBe(server.paths().length);
    expect(server.paths()).not.toContain('/mau.docx');
    expect(server.paths()).not.toContain('/dang-xuat');
  });

  it('follows no link of a log-in page', async () => {
    const login = (links: string) => `<form><input type="password" name="p"></form>${links}`;
    const server = await start(
      pages({
        '/': page('Cổng', ['/dang-nhap', '/vi-du/dang-nhap-la-gi']),
        '/dang-nhap': login('<a href="/quen-mat-khau">Quên</a>'),
        '/vi-du/dang-nhap-la-gi': '<p>Một bài viết</p><a href="/tthc/1">Thủ tục</a>',
        '/tthc/1': page('Đăng ký khai sinh', [], '1.000001'),
      }),
    );
    const { records } = await runCrawl(`${server.origin}/`);
    expect(records).toHaveLength(1);
    expect(server.paths()).not.toContain('/quen-mat-khau');
  });

  it('follows no link that would begin a dossier', async () => {
    const server = await start(
      pages({ '/': '<a href="/nop?ma=1">Nộp</a><a href="/nop">Nộp</a>', '/nop': '<p>Nộp hồ sơ</p>' }),
    );
    await runCrawl(
      `${server.origin}/`,
      {},
      {
        readPage: async (input, match) => {
          const view = await testReader(input, match);
          return {
            ...view,
            links: view.links.map((link) =>
              link.url.includes('?') ? { ...link, acts: true as const } : link,
            ),
          };
        },
      },
    );
    expect(server.paths()).toContain('/nop');
    expect(server.paths()).not.toContain('/nop?ma=1');
  });

  it('says the same thing whatever order the answers come in', async () => {
    const delays = [7, 1, 13, 3, 0, 9];
    const crawlWith = async (shift: number) => {
      let count = shift;
      const server = await start(async (request, response) => {
        await new Promise((resolve) => setTimeout(resolve, delays[count++ % delays.length]));
        const id = Number(/^\/p\/(\d+)$/.exec(request.path)?.[1] ?? '0');
        if (request.path !== '/' && id === 0) return notFound(response);
        const links = [id * 3 + 1, id * 3 + 2, id * 3 + 3]
          .filter((next) => next < 60)
          .map((next) => `/p/${next}`);
        html(response, page(`Trang ${id}`, links, id % 2 === 0 ? undefined : `1.${id}`));
      });
      const { events } = await runCrawl(`${server.origin}/`, { concurrency: 6, maxPages: 40 });
      return JSON.stringify(events.filter(({ kind }) => kind !== 'progress')).replaceAll(server.origin, '');
    };
    const first = await crawlWith(0);
    expect(first).toContain('budgetExhausted');
    expect(await crawlWith(2)).toBe(first);
    expect(await crawlWith(5)).toBe(first);
  });

  it('asks nothing twice when a crawl is resumed, and says the same', async () => {
    let asked = 0;
    const server = await start((request, response) => {
      asked++;
      const id = Number(request.path.slice(1));
      if (request.path === '/robots.txt' || !(id < 20)) return notFound(response);
      if (id === 7) return void response.destroy();
      html(response, page(`Trang ${id}`, [`/${id + 1}`, `/${id + 2}`], `1.${id}`), 200, {
        'set-cookie': `n=${id}`,
      });
    });
    const store = memoryStore();
    const whole = await runCrawl(`${server.origin}/0`, {}, { store });
    const before = asked;
    const again = await runCrawl(`${server.origin}/0`, {}, { store });
    expect(asked).toBe(before);
    const plain = (events: typeof whole.events) => events.filter(({ kind }) => kind !== 'progress');
    expect(plain(again.events)).toEqual(plain(whole.events));
    expect(whole.statuses['/7']).toBe('reset');
  });

  it('asks for addresses as they are printed, and knows pages by one', async () => {
    const asked: string[] = [];
    const exact = ['/ds?trang=1&p_p_lifecycle=0&a=', '/tt?z=1&a=2', '/tt?z=2&a=2'];
    const server = await start((request, response) => {
      asked.push(request.path);
      if (!exact.includes(request.path)) return notFound(response);
      const links = [...exact, '/tt?a=2&z=1', '/tt?z=1&a=2&utm_source=zalo'];
      html(response, page(request.path, links, `1.${exact.indexOf(request.path)}`));
    });
    const store = memoryStore();
    const { statuses } = await runCrawl(`${server.origin}${exact[0]}`, {}, { store });
    expect(asked.filter((path) => /^\/(?:ds|tt)\?/.test(path))).toEqual(exact);
    expect(statuses).toEqual({ '/ds?trang=1': 'ok', '/tt?a=2&z=1': 'ok', '/tt?a=2&z=2': 'ok' });
    const before = asked.length;
    expect((await runCrawl(`${server.origin}/ds?trang=1`, {}, { store })).statuses).toEqual(statuses);
    expect(asked).toHaveLength(before);
  });

  it('asks a second time only whether a page has changed', async () => {
    const full: string[] = [];
    const server = await start((request, response) => {
      if (request.path !== '/a') return notFound(response);
      if (request.headers['if-none-match'] === '"v1"') return void response.writeHead(304).end();
      full.push(request.path);
      html(response, page('A', [], '1.1'), 200, { etag: '"v1"' });
    });
    const earlier = memoryStore();
    const first = await runCrawl(`${server.origin}/a`, {}, { store: earlier });
    const later = memoryStore(earlier.exchanges);
    const second = await runCrawl(`${server.origin}/a`, {}, { store: later });
    expect(full).toEqual(['/a']);
    expect(second.statuses).toEqual({ '/a': 'notModified' });
    expect(second.records).toEqual(first.records);
    expect(later.exchanges.find(({ url }) => url.endsWith('/a'))?.status).toBe(304);
  });

  it('stays within its scope, its depth and its patterns', async () => {
    const other = await start(pages({ '/x': page('X') }));
    const server = await start(
      pages({
        '/': page('Cổng', ['/1', `${other.origin}/x`, '/tin-tuc/2026', '/bo/loc?x=1']),
        '/1': page('1', ['/1/2']),
        '/1/2': page('2', ['/1/2/3']),
        '/1/2/3': page('3'),
      }),
    );
    const plain = await runCrawl(`${server.origin}/`, { maxDepth: 2, exclude: ['/tin-tuc', 're:[?]x='] });
    expect(Object.keys(plain.statuses)).toEqual(['/', '/1', '/1/2']);
    expect(plain.problems).toEqual(['depth-budget-exhausted']);
    expect(other.log).toHaveLength(0);
  });

  it('stops at its budget of requests and says so', async () => {
    const server = await start((request, response) => {
      const id = Number(request.path.slice(1));
      html(response, page(`Trang ${id}`, [`/${id + 1}`], `1.${id}`));
    });
    const result = await runCrawl(`${server.origin}/1`, { maxRequests: 10, maxDepth: 100 });
    expect(server.log.length).toBe(10);
    expect(Object.values(result.statuses).at(-1)).toBe('budgetExhausted');
  });

  it('refuses options that make no sense', async () => {
    for (const options of [{ rate: 0 }, { concurrency: -1 }, { maxPages: Number.NaN }, { retries: -1 }]) {
      await expect(runCrawl('http://127.0.0.1:1/', options)).rejects.toThrow(/crawl-option-malformed/);
    }
    await expect(runCrawl('cổng dịch vụ công')).rejects.toThrow(/start-not-web-address/);
  });

  it('can be stopped', async () => {
    const stop = new AbortController();
    const server = await start((request, response) => {
      const id = Number(request.path.slice(1));
      if (id === 5) stop.abort();
      html(response, page(`Trang ${id}`, [`/${id + 1}`], `1.${id}`));
    });
    const result = await runCrawl(`${server.origin}/1`, {}, { signal: stop.signal });
    expect(result.problems).toContain('crawl-interrupted');
    expect(server.log.length).toBeLessThan(12);
  });

  it('leaves nothing running behind when it is left', async () => {
    const server = await start((request, response) => {
      const id = Number(request.path.slice(1));
      html(response, page(`Trang ${id}`, [`/${id + 1}`, `/${id + 2}`], `1.${id}`));
    });
    const events = crawl(
      [`${server.origin}/1`],
      { version: '0', rate: 50, environment: {} },
      {
        store: memoryStore(),
        clock: realClock,
        readPage: testReader,
        matchLabel: testLabels,
        resolve: async () => [],
      },
    );
    for await (const event of events) if (event.kind === 'record') break;
    const asked = server.log.length;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(server.log.length).toBe(asked);
  });

  it('goes on after a page that the reader cannot take', async () => {
    const server = await start(pages({ '/': page('Cổng', ['/a']), '/a': page('A', [], '1.1') }));
    const result = await runCrawl(
      `${server.origin}/`,
      {},
      {
        readPage: async ({ url }) => {
          if (url.endsWith('/a')) throw new Error('no');
          return { kind: 'other', records: [], links: [{ url: '/a', text: '', role: 'other' }] };
        },
      },
    );
    expect(result.statuses['/a']).toBe('malformedResponse');
  });
});

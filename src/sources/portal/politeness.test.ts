import { afterEach, describe, expect, it } from 'vitest';
import type { CrawlTools } from './crawl.js';
import { retryAfter } from './gate.js';
import { robotsOf } from './robots.js';
import { runCrawl } from './testing/test-crawl.js';
import { closeServers, fakeClock, html, notFound, page, realClock, start } from './testing/test-server.js';
import { openTransport } from './transport.js';

afterEach(closeServers);

/** Twenty pages that link to each other, each answered after a while. */
function slowPortal(delay: (id: number) => number) {
  return start(async (request, response) => {
    const id = Number(request.path.slice(1));
    await new Promise((resolve) => setTimeout(resolve, delay(Number.isNaN(id) ? 0 : id)));
    if (request.path === '/robots.txt' || !(id >= 0 && id < 20)) return notFound(response);
    html(
      response,
      page(
        `Trang ${id}`,
        Array.from({ length: 20 }, (_, next) => `/${next}`),
        `1.${id}`,
      ),
    );
  });
}

/**
 * When each request was written to its connection. On the server's side of a busy machine two of them may be read at once, however
 * far apart they were sent.
 */
function sendTimes() {
  const times: number[] = [];
  const tools: Pick<CrawlTools, 'openTransport'> = {
    openTransport: async (options) => {
      const transport = await openTransport(options);
      return {
        ...transport,
        send: (request) =>
          transport.send({
            ...request,
            onStart: () => {
              times.push(performance.now());
              request.onStart?.();
            },
          }),
      };
    },
  };
  return { tools, gaps: () => times.slice(1).map((time, index) => time - (times[index] ?? 0)) };
}

describe('rate and concurrency', () => {
  it('never has more requests in flight than allowed, and uses what is allowed', async () => {
    for (const concurrency of [1, 3]) {
      const server = await slowPortal((id) => 5 + (id % 4) * 10);
      const result = await runCrawl(`${server.origin}/0`, { concurrency }, { clock: realClock });
      expect(Object.values(result.statuses).filter((id) => id === 'ok')).toHaveLength(20);
      expect(server.busiest).toBe(concurrency);
    }
  });

  it('never starts a request sooner after the last than the rate allows', async () => {
    const server = await slowPortal((id) => (id % 5) * 20);
    const sent = sendTimes();
    await runCrawl(`${server.origin}/0`, { rate: 20, concurrency: 4 }, { clock: realClock, ...sent.tools });
    // robots.txt, twenty pages, and once an address that cannot exist.
    expect(server.log).toHaveLength(22);
    expect(sent.gaps()).toHaveLength(21);
    expect(Math.min(...sent.gaps())).toBeGreaterThanOrEqual(50);
    expect(server.busiest).toBeGreaterThan(1);
  });

  it('keeps to the Crawl-delay where that is slower, from the first page on', async () => {
    const server = await start((request, response) => {
      if (request.path === '/robots.txt') {
        response.end('User-agent: dvctt-audit\nCrawl-delay: 0.15\n');
      } else if (request.path === '/') html(response, page('Cổng', ['/a', '/b']));
      else notFound(response);
    });
    const sent = sendTimes();
    await runCrawl(`${server.origin}/`, { rate: 100, concurrency: 4 }, { clock: realClock, ...sent.tools });
    expect(server.log).toHaveLength(5);
    expect(sent.gaps()).toHaveLength(4);
    expect(Math.min(...sent.gaps())).toBeGreaterThanOrEqual(150);
  });
});

describe('a server that asks for fewer requests', () => {
  it('is asked again when it says, in seconds or by date', async () => {
    for (const wait of ['7', 'date']) {
      const clock = fakeClock();
      let refusals = 0;
      const server = await start((request, response) => {
        if (request.path !== '/' || refusals > 0)
          return request.path === '/' ? html(response, page('Cổng')) : notFound(response);
        refusals++;
        const value = wait === 'date' ? new Date(clock.now() + 7000).toUTCString() : wait;
        response.writeHead(429, { 'retry-after': value }).end();
      });
      const begin = clock.now();
      const result = await runCrawl(`${server.origin}/`, {}, { clock });
      expect(result.statuses).toEqual({ '/': 'ok' });
      expect(clock.now() - begin).toBeGreaterThanOrEqual(6000);
      expect(server.paths().filter((path) => path === '/')).toHaveLength(2);
    }
  });

  it('is left alone where it asks for a pause longer than the crawl can wait', async () => {
    const server = await start((request, response) => {
      if (request.path === '/robots.txt') return notFound(response);
      if (request.path === '/') return html(response, page('Cổng', ['/1', '/2', '/3', '/4']));
      if (request.path.startsWith('/dvctt')) return notFound(response);
      response.writeHead(503, { 'retry-after': '86400' }).end();
    });
    const result = await runCrawl(`${server.origin}/`, { concurrency: 1 });
    expect(server.paths().filter((path) => /^\/\d/.test(path))).toEqual(['/1']);
    expect(result.statuses).toEqual({
      '/': 'ok',
      '/1': 'serverError',
      '/2': 'rateLimited',
      '/3': 'rateLimited',
      '/4': 'rateLimited',
    });
  });

  it('is asked more slowly from then on', async () => {
    const clock = fakeClock();
    const starts: number[] = [];
    const server = await start((request, response) => {
      if (request.path === '/robots.txt' || request.path.startsWith('/dvctt')) return notFound(response);
      starts.push(clock.now());
      if (starts.length === 2) return void response.writeHead(429).end();
      html(response, page('Trang', [`/${starts.length}`], `1.${starts.length}`));
    });
    await runCrawl(`${server.origin}/`, { rate: 10, concurrency: 1, maxPages: 4 }, { clock });
    const gaps = starts.slice(1).map((at, index) => at - (starts[index] ?? 0));
    expect(gaps.at(-1)).toBeGreaterThanOrEqual(200);
  });
});

describe('retries', () => {
  it('tries again what may pass, at most so many times, with a pause that grows', async () => {
    const clock = fakeClock();
    const tries = new Map<string, number>();
    const server = await start((request, response) => {
      const count = (tries.get(request.path) ?? 0) + 1;
      tries.set(request.path, count);
      if (request.path === '/') return html(response, page('Cổng', ['/502', '/reset', '/once', '/404']));
      if (request.path === '/502') return void response.writeHead(502).end();
      if (request.path === '/reset') return void response.destroy();
      if (request.path === '/once' && count === 1) return void response.destroy();
      if (request.path === '/once') return html(response, page('Lần hai'));
      notFound(response);
    });
    const result = await runCrawl(`${server.origin}/`, { retries: 2, concurrency: 1 }, { clock });
    expect(result.statuses).toEqual({
      '/': 'ok',
      '/502': 'serverError',
      '/reset': 'reset',
      '/once': 'ok',
      '/404': 'notFound',
    });
    expect(Object.fromEntries(tries)).toMatchObject({ '/502': 3, '/reset': 3, '/once': 2, '/404': 1 });
    expect(clock.slept.filter((time) => time === 500).length).toBeGreaterThanOrEqual(2);
    expect(clock.slept.filter((time) => time === 1000).length).toBeGreaterThanOrEqual(2);
  });

  it('gives a host up that keeps failing, and names it', async () => {
    const server = await start((request, response) => {
      if (request.path === '/')
        return html(
          response,
          page(
            'Cổng',
            Array.from({ length: 30 }, (_, id) => `/${id}`),
          ),
        );
      if (request.path === '/robots.txt' || request.path.startsWith('/dvctt')) return notFound(response);
      response.destroy();
    });
    const result = await runCrawl(`${server.origin}/`, { hostFailures: 4, retries: 1, concurrency: 1 });
    const ids = Object.values(result.statuses);
    expect(ids.filter((id) => id === 'reset')).toHaveLength(4);
    expect(ids.filter((id) => id === 'hostGivenUp')).toHaveLength(26);
    expect(result.problems).toContain('host-given-up');
    expect(server.log.length).toBeLessThan(3 + 31 * 2);
  });

  it('gives up a host that shows its bot check again and again', async () => {
    const check = '<html><script>window["bobcmn"]="1"</script></html>';
    const server = await start((request, response) => {
      if (request.path === '/robots.txt' || request.path.startsWith('/dvctt')) return notFound(response);
      if (request.path !== '/') return html(response, check);
      html(
        response,
        page(
          'Cổng',
          Array.from({ length: 60 }, (_, id) => `/${id}`),
        ),
      );
    });
    const { statuses } = await runCrawl(`${server.origin}/`, { hostFailures: 5, concurrency: 1 });
    const ids = Object.values(statuses);
    expect(ids.filter((id) => id === 'blocked')).toHaveLength(5);
    expect(ids.filter((id) => id === 'hostGivenUp')).toHaveLength(55);
    expect(server.log.length).toBeLessThan(30);
  });

  it('has one request in flight per address, also when many links lead to one place', async () => {
    let inFlight = 0;
    let most = 0;
    const server = await start(async (request, response) => {
      if (request.path === '/') return html(response, page('Cổng', ['/a', '/b', '/c', '/d', '/dich']));
      if (/^\/[abcd]$/.test(request.path)) return void response.writeHead(302, { location: '/dich' }).end();
      if (request.path !== '/dich') return notFound(response);
      most = Math.max(most, ++inFlight);
      await new Promise((resolve) => setTimeout(resolve, 20));
      inFlight--;
      html(response, page('Đích', [], '1.1'));
    });
    const result = await runCrawl(`${server.origin}/`, { concurrency: 8 });
    expect(most).toBe(1);
    expect(server.paths().filter((path) => path === '/dich')).toHaveLength(1);
    expect(result.records).toHaveLength(1);
    expect(result.statuses).toEqual({
      '/': 'ok',
      '/a': 'redirected',
      '/dich': 'ok',
      '/b': 'redirected',
      '/c': 'redirected',
      '/d': 'redirected',
    });
  });
});

describe('robots.txt', () => {
  const crawlWith = async (status: number, text: string, options = {}) => {
    const server = await start((request, response) => {
      if (request.path === '/robots.txt')
        return void response.writeHead(status, { 'content-type': 'text/plain' }).end(text);
      if (request.path === '/') return html(response, page('Cổng', ['/mo', '/kin/1']));
      if (request.path.startsWith('/dvctt')) return notFound(response);
      html(response, page(request.path, [], `1.${request.path}`));
    });
    const result = await runCrawl(`${server.origin}/`, { retries: 0, ...options });
    return { ...result, paths: server.paths(), log: server.log };
  };

  it('is asked once, first, and obeyed', async () => {
    const { statuses, paths } = await crawlWith(200, 'User-agent: *\nDisallow: /kin\n');
    expect(paths[0]).toBe('/robots.txt');
    expect(paths.filter((path) => path === '/robots.txt')).toHaveLength(1);
    expect(statuses).toEqual({ '/': 'ok', '/mo': 'ok', '/kin/1': 'robotsDisallowed' });
    expect(paths).not.toContain('/kin/1');
  });

  it('speaks to us by name', async () => {
    const { statuses } = await crawlWith(
      200,
      'User-agent: *\nAllow: /\n\nUser-agent: dvctt-audit\nDisallow: /mo\n',
    );
    expect(statuses['/mo']).toBe('robotsDisallowed');
    expect(statuses['/kin/1']).toBe('ok');
  });

  it('forbids everything where it cannot be read, allows everything where there is none', async () => {
    expect((await crawlWith(500, '')).statuses).toEqual({ '/': 'robotsUnreachable' });
    expect((await crawlWith(404, '')).statuses['/kin/1']).toBe('ok');
    expect((await crawlWith(403, '')).statuses['/kin/1']).toBe('ok');
    expect((await crawlWith(200, '<!DOCTYPE html><html>trang chủ</html>')).statuses['/kin/1']).toBe('ok');
  });

  it('is not asked with --no-robots, and the report says so', async () => {
    const { paths, statuses, problems } = await crawlWith(200, 'User-agent: *\nDisallow: /\n', {
      robots: false,
    });
    expect(paths).not.toContain('/robots.txt');
    expect(statuses['/kin/1']).toBe('ok');
    expect(problems).toContain('robots-ignored');
  });

  it('counts only what it should as a refusal', () => {
    const allows = (status: number) =>
      robotsOf('https://a.vn/robots.txt', 'dvctt-audit/1', { status, text: '' }).allows('https://a.vn/x');
    expect([200, 401, 404, 410].map(allows)).toEqual([true, true, true, true]);
    expect([429, 500, 503].map(allows)).toEqual([false, false, false]);
  });

  it('sends an honest user agent with a contact', async () => {
    const { log } = await crawlWith(404, '', { contact: 'https://example.vn/lien-he' });
    expect(
      log.every(({ headers }) => headers['user-agent'] === 'dvctt-audit/0.0.0 (+https://example.vn/lien-he)'),
    ).toBe(true);
  });
});

describe('Retry-After', () => {
  it('is read in both its forms', () => {
    const now = Date.UTC(2026, 0, 1, 0, 0, 0);
    expect(retryAfter('120', now)).toBe(120_000);
    expect(retryAfter('Thu, 01 Jan 2026 00:01:00 GMT', now)).toBe(60_000);
    expect(retryAfter('Wed, 31 Dec 2025 00:00:00 GMT', now)).toBe(0);
    expect(retryAfter('soon', now)).toBeUndefined();
    expect(retryAfter('-5', now)).toBeUndefined();
    expect(retryAfter(undefined, now)).toBeUndefined();
  });
});

import { createServer as createSecureServer } from 'node:https';
import { afterEach, describe, expect, it } from 'vitest';
import { memoryStore } from './memory-store.js';
import type { CrawlOptions } from './options.js';
import { AUTHORITY, EXPIRED, GOOD, OTHER_NAME, SELF_SIGNED } from './testing/certificates.js';
import { runCrawl } from './testing/test-crawl.js';
import { closeServers, html, listen, notFound, page, pages, start } from './testing/test-server.js';
import { openTransport, type Transport, type WireResponse } from './transport.js';

afterEach(closeServers);

const LIMITS = { raw: 10_000, decoded: 10_000 };
const TIMEOUTS = { connect: 1000, headers: 1000, idle: 1000, total: 2000 };

describe('TLS', () => {
  const crawlWith = async (
    certificate: { cert: string; key: string },
    options: Partial<CrawlOptions> = {},
  ) => {
    const server = createSecureServer(certificate, (request, response) => {
      if (request.url === '/') html(response, page('Cổng', [], '1.1'));
      else notFound(response);
    });
    const port = await listen(server);
    const result = await runCrawl(`https://127.0.0.1:${port}/`, options);
    const event = result.events.find(({ kind }) => kind === 'page');
    return { ...result, status: event?.kind === 'page' ? event.status : undefined };
  };

  it('errors say which kind they are of, and are not tried again', async () => {
    const kindOf = async (certificate: typeof GOOD, ca?: string) => {
      const { status } = await crawlWith(certificate, ca === undefined ? {} : { ca });
      return [status?.id, status?.detail?.kind, status?.retryable];
    };
    expect(await kindOf(SELF_SIGNED)).toEqual(['tlsError', 'selfSigned', false]);
    expect(await kindOf(GOOD)).toEqual(['tlsError', 'unknownIssuer', false]);
    expect(await kindOf(EXPIRED, AUTHORITY)).toEqual(['tlsError', 'expired', false]);
    expect(await kindOf(OTHER_NAME, AUTHORITY)).toEqual(['tlsError', 'hostMismatch', false]);
  });

  it('of a server that speaks none is named', async () => {
    const server = await start(pages({ '/': page('Cổng') }));
    const { events } = await runCrawl(server.origin.replace('http:', 'https:'));
    const event = events.find(({ kind }) => kind === 'page');
    expect(event?.kind === 'page' && event.status).toMatchObject({
      id: 'tlsError',
      detail: { kind: 'protocol' },
    });
  });

  it('is checked against an authority of our own, or loudly not at all', async () => {
    const trusted = await crawlWith(GOOD, { ca: AUTHORITY });
    expect(trusted.status?.id).toBe('ok');
    expect(trusted.problems).toEqual([]);
    const unchecked = await crawlWith(SELF_SIGNED, { insecure: true });
    expect(unchecked.status?.id).toBe('ok');
    expect(unchecked.problems).toEqual(['tls-not-checked']);
  });
});

/** Answers by address, without a network. */
function scripted(answers: Readonly<Record<string, Partial<WireResponse>>>, asked: string[] = []) {
  return async (): Promise<Transport> => ({
    async send({ url }) {
      asked.push(url);
      const answer = answers[url] ?? { status: 404, headers: [] };
      return {
        status: 200,
        statusText: '',
        headers: [['content-type', 'text/html']],
        body: new Uint8Array(),
        ...answer,
      };
    },
    close: async () => undefined,
  });
}

describe('private addresses', () => {
  it('are not gone to from a public portal, by redirect or by link', async () => {
    const asked: string[] = [];
    for (const [location, id] of [
      ['http://169.254.169.254/latest/meta-data', 'redirectToPrivate'],
      ['http://127.0.0.1/', 'redirectToPrivate'],
      ['http://[::ffff:10.0.0.1]/', 'redirectToPrivate'],
      ['http://2130706433/', 'redirectToPrivate'],
    ] as const) {
      const openScripted = scripted(
        { 'https://portal.example.vn/': { status: 302, headers: [['location', location]] } },
        asked,
      );
      const options = { include: ['re:.'] };
      const { statuses } = await runCrawl('https://portal.example.vn/', options, {
        openTransport: openScripted,
      });
      expect(statuses).toEqual({ '/': id });
    }
    const body = new TextEncoder().encode(page('Cổng', ['http://10.1.2.3/quan-tri']));
    const linked = await runCrawl(
      'https://portal.example.vn/',
      { include: ['re:.'] },
      { openTransport: scripted({ 'https://portal.example.vn/': { body } }, asked) },
    );
    expect(linked.statuses).toEqual({ '/': 'ok', 'http://10.1.2.3/quan-tri': 'privateAddress' });
    expect(asked.every((url) => url.startsWith('https://portal.example.vn/'))).toBe(true);
  });

  it('are found out on connecting, whatever a name is said to stand for', async () => {
    const server = await start(pages({ '/': page('Cổng') }));
    const port = new URL(server.origin).port;
    const transport = await openTransport({ timeouts: TIMEOUTS, privateAllowed: () => false });
    const send = (url: string) => transport.send({ url, method: 'GET', headers: [], limits: LIMITS });
    await expect(send(`http://localhost:${port}/`)).rejects.toMatchObject({ code: 'PRIVATE_ADDRESS' });
    await expect(send(`${server.origin}/`)).rejects.toMatchObject({ code: 'PRIVATE_ADDRESS' });
    expect(server.log).toHaveLength(0);
    await transport.close();
    const open = await openTransport({
      timeouts: TIMEOUTS,
      privateAllowed: (host) => host === `localhost:${port}`,
    });
    const response = await open.send({
      url: `http://localhost:${port}/`,
      method: 'GET',
      headers: [],
      limits: LIMITS,
    });
    expect(response.status).toBe(200);
    expect(response.address).toMatch(/127\.0\.0\.1/);
    await open.close();
  });

  it('may be where a portal is that starts there, but only the same service', async () => {
    const other = await start(pages({ '/': page('Quản trị') }));
    const server = await start((request, response) => {
      if (request.path === '/') html(response, page('Cổng', ['/a', '/b']));
      else if (request.path === '/a') response.writeHead(302, { location: '/b' }).end();
      else if (request.path === '/b') response.writeHead(302, { location: other.origin }).end();
      else notFound(response);
    });
    const { statuses } = await runCrawl(`${server.origin}/`);
    expect(statuses).toEqual({ '/': 'ok', '/a': 'redirectToPrivate', '/b': 'redirectToPrivate' });
    expect(other.log).toHaveLength(0);
  });
});

describe('what is given on the command line', () => {
  it('is sent to the portal only, and appears nowhere else', async () => {
    const secrets = [
      'cookie-secret-1',
      'header-secret-2',
      'url-secret-3',
      'password-4',
      'c2VjcmV0LXVzZXI6cGFzc3dvcmQtNA==',
    ];
    const seen: Record<string, string>[] = [];
    const server = await start((request, response) => {
      seen.push({
        path: request.path,
        cookie: request.headers.cookie ?? '',
        header: String(request.headers['x-access']),
        auth: request.headers.authorization ?? '',
      });
      const { pathname } = new URL(request.path, 'http://x');
      if (pathname === '/robots.txt' || pathname.startsWith('/dvctt')) return notFound(response);
      if (pathname === '/hong')
        return void response.writeHead(302, { location: `/dich?token=url-secret-3` }).end();
      // A page that repeats what it was sent.
      const echo = page(
        `${request.headers.cookie} ${request.headers['x-access']} ${request.path}`,
        [`/b?token=url-secret-3`, '/hong'],
        '1.1',
      );
      html(response, echo, 200, {
        'set-cookie': 'phien=cua-may-chu',
        'x-echo': String(request.headers['x-access']),
      });
    });
    const store = memoryStore();
    const begin = new URL(`${server.origin}/?token=url-secret-3`);
    begin.username = 'secret-user';
    begin.password = 'password-4';
    const { events, statuses } = await runCrawl(
      begin.href,
      { cookies: ['vao=cookie-secret-1'], headers: [['X-Access', 'Bearer header-secret-2']] },
      { store },
    );
    expect(statuses).toMatchObject({
      '/?token=REDACTED-1': 'ok',
      '/b?token=REDACTED-1': 'ok',
      '/hong': 'redirected',
    });
    expect(seen.find(({ path }) => path === '/b?token=url-secret-3')).toMatchObject({
      cookie: 'vao=cookie-secret-1; phien=cua-may-chu',
      header: 'Bearer header-secret-2',
      auth: `Basic ${Buffer.from('secret-user:password-4').toString('base64')}`,
    });
    const kept = store.exchanges
      .map((exchange) => JSON.stringify(exchange) + Buffer.from(exchange.body).toString())
      .join('\n');
    for (const secret of secrets) {
      expect(kept).not.toContain(secret);
      expect(JSON.stringify(events)).not.toContain(secret);
    }
  });

  it('is not kept in request headers, however short', async () => {
    const server = await start(pages({ '/': page('Cổng', [], '1.1') }));
    const store = memoryStore();
    await runCrawl(`${server.origin}/`, { cookies: ['a=xyz'], headers: [['X-Key', 'q7']] }, { store });
    expect(server.log.at(-1)?.headers).toMatchObject({ cookie: 'a=xyz', 'x-key': 'q7' });
    const kept = store.exchanges.map(({ requestHeaders }) => Object.fromEntries(requestHeaders));
    expect(kept.at(-1)).toMatchObject({ cookie: 'REDACTED', 'x-key': 'REDACTED' });
  });

  it('does not show in errors about itself', async () => {
    const proxy = runCrawl('http://127.0.0.1:1/', { proxy: 'ftp://nguoi:mat-khau-5@proxy' });
    await expect(proxy).rejects.toThrow(/proxy-malformed/);
    await expect(proxy).rejects.not.toThrow(/mat-khau-5/);
    await expect(runCrawl('ftp://nguoi:mat-khau-5@may')).rejects.not.toThrow(/mat-khau-5/);
  });

  it('does not reach another portal with the cookies of the first', async () => {
    const other = await start((request, response) => {
      expect(request.headers.cookie).toBeUndefined();
      html(response, page('Khác', [], '1.2'));
    });
    const server = await start((_, response) => {
      html(response, page('Cổng', [`${other.origin.replace('127.0.0.1', 'localhost')}/x`], '1.1'), 200, {
        'set-cookie': 'phien=1; Domain=127.0.0.1; Path=/',
      });
    });
    await runCrawl(`${server.origin}/`, {
      include: ['re:localhost'],
      cookies: ['a=bcdefgh'],
      headers: [['x-k', 'khoa-bi-mat']],
    });
    // The other address is private and not the start's own, so it is not even asked.
    expect(other.log).toHaveLength(0);
  });
});

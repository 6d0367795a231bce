import { createServer, request as httpRequest } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { AUTHORITY, GOOD } from './testing/certificates.js';
import { runCrawl } from './testing/test-crawl.js';
import { closeServers, html, listen, page, pages, start } from './testing/test-server.js';

afterEach(closeServers);

describe('a proxy', () => {
  async function proxyServer(log: string[]): Promise<number> {
    const server = createServer((request, response) => {
      log.push(`${request.method} ${request.url} ${request.headers['proxy-authorization'] ?? ''}`);
      const onward = httpRequest(
        request.url ?? '',
        { method: request.method, headers: { ...request.headers } },
        (answer) => {
          response.writeHead(answer.statusCode ?? 500, answer.headers);
          answer.pipe(response);
        },
      );
      request.pipe(onward);
    });
    server.on('connect', (request, socket) => {
      log.push(`CONNECT ${request.url} ${request.headers['proxy-authorization'] ?? ''}`);
      const [host, port] = (request.url ?? '').split(':');
      const onward = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        onward.pipe(socket);
        socket.pipe(onward);
      });
      for (const side of [onward, socket]) side.on('error', () => undefined);
    });
    return listen(server);
  }

  it('is used where given or in the environment, but not for what NO_PROXY names', async () => {
    const server = await start(pages({ '/': page('Cổng', [], '1.1') }));
    for (const [options, used] of [
      [(port: number) => ({ proxy: `http://nguoi:mat-khau@127.0.0.1:${port}` }), true],
      [(port: number) => ({ environment: { HTTP_PROXY: `127.0.0.1:${port}` } }), true],
      [
        (port: number) => ({
          environment: { http_proxy: `http://127.0.0.1:${port}`, NO_PROXY: 'example.vn, 127.0.0.1' },
        }),
        false,
      ],
    ] as const) {
      const log: string[] = [];
      const port = await proxyServer(log);
      const { statuses } = await runCrawl(`${server.origin}/`, options(port));
      expect(statuses).toEqual({ '/': 'ok' });
      expect(log.some((line) => line.includes(`GET ${server.origin}/ `))).toBe(used);
    }
  });

  it('that takes no connection is named, not the server behind it', async () => {
    const { statuses } = await runCrawl('http://dvc.thu.gov.vn/', {
      proxy: 'http://u:mat-khau@127.0.0.1:1',
      retries: 0,
    });
    expect(statuses).toEqual({ '/': 'proxyError' });
  });

  it('carries TLS in a tunnel, with its own account', async () => {
    const log: string[] = [];
    const proxy = await proxyServer(log);
    const port = await listen(
      createSecureServer(GOOD, (_, response) => html(response, page('Cổng', [], '1.1'))),
    );
    const { statuses, events } = await runCrawl(`https://127.0.0.1:${port}/`, {
      proxy: `http://nguoi:mat-khau@127.0.0.1:${proxy}`,
      ca: AUTHORITY,
    });
    expect(statuses).toEqual({ '/': 'ok' });
    expect(log[0]).toBe(
      `CONNECT 127.0.0.1:${port} Basic ${Buffer.from('nguoi:mat-khau').toString('base64')}`,
    );
    expect(JSON.stringify(events)).not.toContain('mat-khau');
  });

  it('that is not there is named', async () => {
    const server = await start(pages({}));
    const { events } = await runCrawl(`${server.origin}/`, { proxy: 'http://127.0.0.1:1', retries: 0 });
    const event = events.find(({ kind }) => kind === 'page');
    expect(event?.kind === 'page' && event.status.id).toMatch(/^(?:connectionRefused|proxyError)$/);
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { openCrawler } from './crawl.js';
import { memoryStore } from './memory-store.js';
import type { CrawlOptions } from './options.js';
import { testLabels, testReader } from './testing/test-crawl.js';
import { closeServers, fakeClock, type Handler, notFound, page, start } from './testing/test-server.js';

afterEach(closeServers);

async function checks(
  handler: Handler,
  paths: readonly string[],
  maxDownloads = 100,
  options: Partial<CrawlOptions> = {},
) {
  const server = await start((request, response) => {
    if (request.path === '/robots.txt') return void response.end('User-agent: *\nDisallow: /kin');
    return handler(request, response);
  });
  const crawler = await openCrawler(
    [`${server.origin}/`],
    { version: '0', rate: Number.POSITIVE_INFINITY, retries: 0, maxDownloads, environment: {}, ...options },
    {
      store: memoryStore(),
      clock: fakeClock(),
      readPage: testReader,
      matchLabel: testLabels,
      resolve: async () => [],
    },
  );
  const results: Record<string, string | undefined> = {};
  const types: Record<string, string | undefined> = {};
  for (const path of paths) {
    const check = await crawler.checkDownload(server.origin + path);
    results[path] = check?.state;
    types[path] = check?.extension;
  }
  await crawler.close();
  return { results, types, server };
}

const WORD = Buffer.from('d0cf11e0a1b11ae1', 'hex');

describe('checkDownload', () => {
  it('asks for a file as its address is printed', async () => {
    const { results } = await checks(
      (request, response) =>
        request.path === '/tai?so=2&ma=1&loai='
          ? void response
              .writeHead(200, { 'content-type': 'application/msword' })
              .end(request.method === 'HEAD' ? undefined : WORD)
          : notFound(response),
      ['/tai?so=2&ma=1&loai=', '/tai?ma=1&so=2'],
    );
    // One file: it is asked for once.
    expect(Object.values(results)).toEqual(['ok', 'ok']);
  });

  it('believes HEAD where it is plain, and asks for the first bytes where it is not', async () => {
    const { results, server } = await checks(
      (request, response) => {
        const head = request.method === 'HEAD';
        const send = (status: number, type: string, body: string | Buffer, headers = {}) =>
          void response.writeHead(status, { 'content-type': type, ...headers }).end(head ? undefined : body);
        switch (request.path) {
          case '/mau.docx':
            return send(
              200,
              'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
              'PK',
              { 'content-length': 2 },
            );
          case '/tai?ma=1':
            return send(head ? 405 : 200, 'application/octet-stream', WORD);
          case '/html-loi.doc':
            return send(200, 'text/html', '<!DOCTYPE html><p>Tệp không còn trên hệ thống');
          case '/doi-tra.doc':
            // HEAD says a file, GET a page.
            return head
              ? send(200, 'application/octet-stream', '')
              : send(200, 'text/html', '<html>Lỗi</html>');
          case '/word-html.doc':
            return send(
              200,
              'application/msword',
              '<html xmlns:o="urn:schemas-microsoft-com:office:office">',
            );
          case '/dinh-kem':
            return send(200, 'text/html', '<html>Tờ khai</html>', {
              'content-disposition': 'attachment; filename=to-khai.doc',
            });
          case '/sai-loai.pdf':
            return send(200, 'text/html', '%PDF-1.7');
          case '/loi.json':
            return send(200, 'application/json', '{"error":1}');
          case '/rong.doc':
            return send(200, 'application/msword', '', { 'content-length': 0 });
          case '/khong-do-dai.pdf':
            return send(200, 'application/pdf', '%PDF-1.4');
          case '/500.doc':
            return send(500, 'text/html', 'x');
          case '/dong.doc':
            return void response.destroy();
          case '/chuyen.doc':
            return void response.writeHead(302, { location: '/dang-nhap' }).end();
          case '/kiem-tra.doc':
            return send(200, 'text/html', '<html><script>window["bobcmn"]=1</script></html>');
          default:
            return notFound(response);
        }
      },
      [
        '/mau.docx',
        '/khong-do-dai.pdf',
        '/tai?ma=1',
        '/html-loi.doc',
        '/doi-tra.doc',
        '/word-html.doc',
        '/dinh-kem',
        '/sai-loai.pdf',
        '/loi.json',
        '/rong.doc',
        '/500.doc',
        '/dong.doc',
        '/chuyen.doc',
        '/kiem-tra.doc',
        '/mat.doc',
        '/kin/x.doc',
      ],
    );
    expect(results).toEqual({
      '/mau.docx': 'ok',
      '/khong-do-dai.pdf': 'ok',
      '/tai?ma=1': 'ok',
      '/html-loi.doc': 'notAFile',
      '/doi-tra.doc': 'notAFile',
      '/word-html.doc': 'ok',
      '/dinh-kem': 'ok',
      '/sai-loai.pdf': 'ok',
      '/loi.json': 'notAFile',
      '/rong.doc': 'notAFile',
      '/500.doc': 'unreachable',
      '/dong.doc': 'unreachable',
      '/chuyen.doc': 'unreachable',
      '/kiem-tra.doc': 'unreachable',
      '/mat.doc': 'notFound',
      '/kin/x.doc': 'unreachable',
    });
    for (const plain of ['/mau.docx', '/khong-do-dai.pdf'])
      expect(server.log.filter(({ path }) => path === plain).map(({ method }) => method)).toEqual(['HEAD']);
    expect(server.paths()).not.toContain('/kin/x.doc');
  });

  it('learns the type of a file from its headers and its first bytes, unless they contradict each other', async () => {
    const files: Record<string, readonly [type: string, body: Buffer | string, name?: string]> = {
      '/tai?id=1': ['application/octet-stream', 'PK\u0003\u0004xx', 'to khai.docx'],
      '/tai?id=2': ['application/msword', WORD],
      '/tai?id=3': ['application/octet-stream', '%PDF-1.5'],
      '/tai?id=4': ['application/octet-stream', WORD],
      '/tai?id=5': ['application/octet-stream', '%PDF-1.5', 'to-khai.docx'],
      '/tai?id=6': ['image/jpeg', Buffer.from('ffd8ffe000', 'hex'), 'to-khai.doc'],
      '/tai.ashx?id=7': ['application/octet-stream', '{\\rtf1', 'to khai (1).doc'],
      '/tep/don.odt': ['application/octet-stream', 'PK\u0003\u0004mimetype'],
    };
    const { types, results, server } = await checks((request, response) => {
      const file = files[request.path];
      if (file === undefined) return notFound(response);
      const [type, body, name] = file;
      response.writeHead(200, {
        'content-type': type,
        ...(name === undefined ? {} : { 'content-disposition': `attachment; filename="${name}"` }),
      });
      response.end(request.method === 'HEAD' ? undefined : body);
    }, Object.keys(files));
    expect(server.log.filter(({ path }) => path === '/tai?id=1')).toHaveLength(1);
    expect(new Set(Object.values(results))).toEqual(new Set(['ok']));
    expect(types).toEqual({
      '/tai?id=1': 'docx',
      '/tai?id=2': 'doc',
      '/tai?id=3': 'pdf',
      '/tai?id=4': undefined,
      '/tai?id=5': 'docx',
      '/tai?id=6': undefined,
      '/tai.ashx?id=7': 'doc',
      '/tep/don.odt': 'odt',
    });
  });

  it('reads no more of a large file than it needs, and asks once', async () => {
    let sent = 0;
    const { results, server } = await checks(
      (request, response) => {
        response.writeHead(200, { 'content-type': 'application/octet-stream' });
        if (request.method === 'HEAD') return void response.end();
        const more = () => {
          while (!response.destroyed && sent < 50_000_000) {
            sent += 65_536;
            if (!response.write(WORD.toString('latin1').padEnd(65_536, 'x')))
              return void response.once('drain', more);
          }
          response.end();
        };
        more();
      },
      ['/lon.doc', '/lon.doc'],
    );
    expect(results['/lon.doc']).toBe('ok');
    expect(sent).toBeLessThan(20_000_000);
    expect(server.log.filter(({ path }) => path === '/lon.doc')).toHaveLength(2);
  });

  it('asks a file that fails no more than twice, and one that asks for patience in one way only', async () => {
    const { results, server } = await checks(
      (request, response) => {
        const status = Number(request.path.slice(1, 4));
        response.writeHead(status, status === 429 ? { 'retry-after': '1' } : {}).end();
      },
      ['/500.doc', '/404.doc', '/429.doc', '/503.doc'],
      100,
      { retries: 2 },
    );
    expect(results).toEqual({
      '/500.doc': 'unreachable',
      '/404.doc': 'notFound',
      '/429.doc': 'unreachable',
      '/503.doc': 'unreachable',
    });
    const methods = (path: string) =>
      server.log.filter((hit) => hit.path === path).map(({ method }) => method);
    expect(methods('/500.doc')).toEqual(['HEAD', 'GET']);
    expect(methods('/404.doc')).toEqual(['HEAD', 'GET']);
    expect(methods('/429.doc')).toEqual(['HEAD', 'HEAD']);
    expect(methods('/503.doc')).toEqual(['HEAD', 'HEAD']);
  });

  it('asks for no file that was left out, nor for one that leads there', async () => {
    const { results, server } = await checks(
      (request, response) =>
        request.path === '/di.doc'
          ? void response.writeHead(302, { location: '/mau/2.docx' }).end()
          : notFound(response),
      ['/mau/1.docx', '/di.doc'],
      100,
      { exclude: ['/mau/**'] },
    );
    expect(results).toEqual({ '/mau/1.docx': undefined, '/di.doc': 'unreachable' });
    expect(server.paths().filter((path) => path.startsWith('/mau'))).toEqual([]);
  });

  it('stops at its budget', async () => {
    const { results } = await checks((_, response) => void response.end(page('x')), ['/1', '/2', '/3'], 2);
    expect(results['/3']).toBeUndefined();
  });
});

import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { readPage } from '../pages/read-page.js';
import type { CrawlTools } from './crawl.js';
import type { CrawlOptions } from './options.js';
import { runCrawl } from './testing/test-crawl.js';
import { closeServers, type Handler, html, notFound, page, realClock, start } from './testing/test-server.js';

afterEach(closeServers);

const SHORT = { connect: 300, headers: 150, idle: 150, total: 400 };

/** Status of one address of a portal whose other pages are as they should be. */
async function statusOfPage(
  handler: Handler,
  options: Partial<CrawlOptions> = {},
  tools: Partial<CrawlTools> = {},
) {
  const server = await start((request, response) => {
    if (request.path === '/robots.txt' || request.path.startsWith('/dvctt')) return notFound(response);
    if (request.path === '/') return html(response, page('Cổng', ['/x']));
    return handler(request, response);
  });
  const result = await runCrawl(
    `${server.origin}/`,
    { retries: 0, timeouts: SHORT, ...options },
    { clock: realClock, ...tools },
  );
  const event = result.events.find((found) => found.kind === 'page' && found.url.endsWith('/x'));
  return {
    server,
    ...result,
    id: result.statuses['/x'],
    status: event?.kind === 'page' ? event.status : undefined,
  };
}

describe('a page that cannot be had', () => {
  it('hangs before its headers', async () => {
    expect((await statusOfPage(() => undefined)).id).toBe('timeout');
  });

  it('hangs in its body', async () => {
    const found = await statusOfPage((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.write('<p>');
    });
    expect(found.id).toBe('timeout');
  });

  it('drips for ever', async () => {
    const found = await statusOfPage((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      const timer = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(timer));
    });
    expect(found.id).toBe('timeout');
  });

  it('breaks off', async () => {
    const found = await statusOfPage((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-length': '1000' });
      response.write('<p>', () => response.destroy());
    });
    expect(found.id).toBe('reset');
  });

  it('says nonsense', async () => {
    const found = await statusOfPage((request) => {
      request.socket.end('HTTP/1.1 zweihundert OK\r\n\r\n');
    });
    expect(found.id).toBe('malformedResponse');
  });

  it('is not what its encoding says', async () => {
    const found = await statusOfPage((_, response) => {
      response
        .writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'br' })
        .end('<p>brotli?</p>');
    });
    expect(found.id).toBe('malformedResponse');
  });
});

describe('a page that is too large', () => {
  it('is cut off as it travels', async () => {
    let sent = 0;
    const found = await statusOfPage(
      (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        const piece = 'x'.repeat(64 * 1024);
        const more = () => {
          while (!response.destroyed && sent < 200 * 1024 * 1024) {
            sent += piece.length;
            if (!response.write(piece)) return void response.once('drain', more);
          }
          response.end();
        };
        more();
      },
      { maxBytes: 1024 * 1024, timeouts: {} },
    );
    expect(found.id).toBe('tooLarge');
    expect(sent).toBeLessThan(20 * 1024 * 1024);
  });

  it('is a bomb', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
    const before = process.memoryUsage().rss;
    const found = await statusOfPage(
      (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(bomb);
      },
      { maxBytes: 1024 * 1024, timeouts: {} },
    );
    expect(found.id).toBe('tooLarge');
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
  });

  it('is read where it is compressed and within the limit', async () => {
    const found = await statusOfPage((_, response) => {
      response
        .writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' })
        .end(gzipSync(page('Nén', [], '1.23')));
    });
    expect(found.id).toBe('ok');
    expect(found.records[0]?.values[0]?.text).toBe('1.23');
  });
});

describe('redirects', () => {
  it('are followed within the portal, and the page is read where it is', async () => {
    const { statuses, records } = await statusOfPage((request, response) => {
      if (request.path === '/x') return void response.writeHead(301, { location: '/y?utm_source=a' }).end();
      html(response, page('Y', [], '1.5'));
    });
    expect(statuses).toMatchObject({ '/x': 'redirected', '/y': 'ok' });
    expect(records.map(({ at }) => new URL(at).pathname)).toEqual(['/y']);
  });

  it('in a circle, or without end, are named', async () => {
    const circle = await statusOfPage((request, response) => {
      response.writeHead(302, { location: request.path === '/x' ? '/z' : '/x' }).end();
    });
    expect(circle.id).toBe('tooManyRedirects');
    const endless = await statusOfPage((request, response) => {
      response.writeHead(302, { location: `${request.path}1` }).end();
    });
    expect(endless.id).toBe('tooManyRedirects');
    expect(endless.server.log.length).toBeLessThan(16);
  });

  it('to the same address with a cookie are what a browser would do', async () => {
    const found = await statusOfPage((request, response) => {
      if (request.headers.cookie?.includes('vao=1')) return html(response, page('X', [], '1.6'));
      response.writeHead(302, { location: '/x;jsessionid=ABC', 'set-cookie': 'vao=1; Path=/' }).end();
    });
    expect(found.id).toBe('ok');
    expect(found.records).toHaveLength(1);
  });

  it('out of the portal are not followed', async () => {
    const found = await statusOfPage((_, response) => {
      response.writeHead(302, { location: 'https://example.org/' }).end();
    });
    expect(found.id).toBe('redirectOutOfScope');
    expect(found.status?.detail).toEqual({ to: 'https://example.org/' });
  });

  it('to a sign-in page say that one has to sign in', async () => {
    const found = await statusOfPage((request, response) => {
      if (request.path.startsWith('/dang-nhap')) html(response, page('Đăng nhập'));
      else response.writeHead(302, { location: '/dang-nhap?ve=/x' }).end();
    });
    expect(found.id).toBe('loginRequired');
    const passed = await statusOfPage((request, response) => {
      if (request.headers.cookie?.includes('khach=1')) html(response, page('X', [], '1.8'));
      else if (request.path !== '/x')
        response.writeHead(302, { location: '/x', 'set-cookie': 'khach=1; Path=/' }).end();
      else response.writeHead(302, { location: '/sso/kiem-tra' }).end();
    });
    expect(passed.id).toBe('ok');
  });

  it('to a place robots.txt forbids are not followed', async () => {
    const server = await start((request, response) => {
      if (request.path === '/robots.txt') return void response.end('User-agent: *\nDisallow: /kin');
      response.writeHead(302, { location: '/kin' }).end();
    });
    const { statuses } = await runCrawl(`${server.origin}/`);
    expect(statuses).toEqual({ '/': 'robotsDisallowed' });
    expect(server.paths()).not.toContain('/kin');
  });
});

describe('what is no page', () => {
  const idOf = async (type: string, body: string, status = 200) => {
    const answer: Handler = (_, response) => {
      response.writeHead(status, type === '' ? {} : { 'content-type': type }).end(body);
    };
    return (await statusOfPage(answer, {}, { readPage })).id;
  };

  it('is named by its status', async () => {
    expect(await idOf('text/html', 'x', 403)).toBe('forbidden');
    expect(await idOf('text/html', 'x', 401)).toBe('loginRequired');
    expect(await idOf('text/html', 'x', 410)).toBe('gone');
    expect(await idOf('text/html', 'x', 418)).toBe('clientError');
    expect(await idOf('text/html', 'x', 500)).toBe('serverError');
  });

  it('is named by what it is', async () => {
    expect(await idOf('application/pdf', '%PDF-1.4')).toBe('wrongType');
    expect(await idOf('text/html', '')).toBe('emptyPage');
    expect(await idOf('', page('Không ghi loại', [], '1.7'))).toBe('ok');
    const shell =
      '<html><head><title>Cổng</title></head><body><div id="root"></div><script src="/app.js"></script></body></html>';
    expect(await idOf('text/html', shell)).toBe('scriptShell');
    const check =
      '<html><head><script>window["bobcmn"]="1012"</script></head><body>Please wait</body></html>';
    expect(await idOf('text/html', check)).toBe('blocked');
    expect(await idOf('text/html', check, 403)).toBe('blocked');
    expect(await idOf('text/html', '<title>Không tìm thấy trang</title><p>Quay lại')).toBe('softNotFound');
    expect(await idOf('text/html', page('Nghị định 404', [], '1.9'))).toBe('ok');
  });
});

describe('a file that is no page', () => {
  it('is left at its headers, however large it is', async () => {
    let sent = 0;
    const answer: Handler = (request, response) => {
      if (request.path === '/robots.txt') return notFound(response);
      response.writeHead(200, { 'content-type': 'video/mp4' });
      const more = (): void => {
        while (!response.destroyed && sent < 100e6) {
          sent += 65_536;
          if (!response.write(Buffer.alloc(65_536))) return void response.once('drain', more);
        }
        response.end();
      };
      more();
    };
    const found = await statusOfPage(answer, {}, { readPage });
    expect(found.id).toBe('wrongType');
    expect(found.status?.detail).toEqual({ type: 'video/mp4' });
    // What the sockets of one machine hold by themselves.
    expect(sent).toBeLessThan(8e6);
  });
});

describe('a portal that answers 200 to everything', () => {
  it('with one page is recognised, whatever numbers change in it', async () => {
    let count = 0;
    const server = await start((request, response) => {
      html(
        response,
        `<title>Cổng</title><p>Xin chờ trong giây lát, hệ thống đang kiểm tra trình duyệt của bạn</p><!-- ${request.path} --><p>Mã yêu cầu ${++count}</p>`,
      );
    });
    const { statuses, problems } = await runCrawl(`${server.origin}/thu-tuc`);
    expect(statuses).toEqual({ '/thu-tuc': 'blocked' });
    expect(problems).toEqual(['start-not-read', 'same-page-everywhere']);
  });

  it('with a page that repeats its address, the time and a token is recognised', async () => {
    const server = await start((request, response) => {
      const told = `${Math.random()} ${new Date().toISOString()} ${request.path}`;
      html(
        response,
        `<h1>Cổng dịch vụ công của tỉnh</h1><p>Xin mời chọn thủ tục ${told}</p><a href="/tthc/1"></a>`,
      );
    });
    const { statuses, problems } = await runCrawl(`${server.origin}/`);
    expect(statuses).toEqual({ '/': 'ok', '/tthc/1': 'softNotFound' });
    expect(problems).toEqual(['same-page-everywhere']);
  });

  it('with one procedure gives no service', async () => {
    const server = await start((_request, response) =>
      html(response, page('Cấp bản sao trích lục hộ tịch', ['/a', '/b'], '1.000001')),
    );
    const { records, problems } = await runCrawl(`${server.origin}/`);
    expect(records).toEqual([]);
    expect(problems).toEqual(['start-not-read', 'same-page-everywhere']);
  });

  it('with its home page for wrong addresses is still read', async () => {
    const home = page('Cổng dịch vụ công của tỉnh, nơi mọi người nộp hồ sơ', ['/tthc/1', '/sai']);
    const server = await start((request, response) => {
      html(response, request.path === '/tthc/1' ? page('Khai sinh', [], '1.000001') : home);
    });
    const { statuses, records } = await runCrawl(`${server.origin}/`);
    expect(statuses).toEqual({ '/': 'ok', '/tthc/1': 'ok', '/sai': 'softNotFound' });
    expect(records).toHaveLength(1);
  });
});

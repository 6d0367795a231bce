import { execFile, spawnSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { openArchiveStore } from './archive-store.js';
import { contents, page, storeOptions, temporary } from './testing/archive.js';

const run = promisify(execFile);

test('the warcio library reads what we write', async () => {
  const { WARCParser } = await import('warcio');
  const directory = await temporary();
  const url = 'https://dvc.example.vn/thu-tuc/1';
  for (const [status, body] of [
    [200, 'thân'],
    [304, ''],
  ] as const) {
    const store = await openArchiveStore(directory, storeOptions());
    await store.append(
      page(url, body, {
        status,
        headers: [
          ['Content-Type', 'text/html'],
          ['ETag', '"1"'],
        ],
        address: '203.0.113.7',
      }),
    );
    await store.append(page(`${url}/a`, 'dài '.repeat(100_000), { method: 'POST', requestBody: 'a=b' }));
    await store.note(`${url}/b`, 'timeout');
    await store.keepRendering(`${url}#/x`, url, { html: '<p>đã hiện', about: '{"links":[]}' });
    await store.close();
  }
  const seen: unknown[][] = [];
  const ids = new Map<string, string>();
  const refers: (string | undefined)[] = [];
  for (const number of [1, 2]) {
    const parser = new WARCParser(createReadStream(join(directory, `run000${number}-00001.warc.gz`)));
    for await (const record of parser) {
      const text = await record.contentText();
      seen.push([record.warcType, record.warcTargetURI, record.httpHeaders?.statusline, text.length]);
      expect(record.warcHeader('WARC-Block-Digest')).toMatch(/^sha256:[A-Z2-7]{52}====$/);
      const id = record.warcHeader('WARC-Record-ID') ?? '';
      ids.set(id, `${record.warcType} ${number}`);
      if (!record.warcTargetURI?.endsWith('#/x')) continue;
      refers.push(ids.get(record.warcHeader('WARC-Refers-To') ?? ''));
      if (record.warcType === 'conversion')
        expect([record.warcContentType, text]).toEqual(['text/html; charset=utf-8', '<p>đã hiện']);
    }
  }
  const rest = [
    ['request', `${url}/a`, 'POST /thu-tuc/1/a HTTP/1.1', 3],
    ['response', `${url}/a`, 'HTTP/1.1 200 OK', 400_000],
    ['metadata', `${url}/b`, undefined, 18],
    ['conversion', `${url}#/x`, undefined, 10],
    ['metadata', `${url}#/x`, undefined, 86],
  ];
  // A page that is made again of an answer that has not changed is made of the record that holds it.
  expect(refers).toEqual(['response 1', 'conversion 1', 'response 1', 'conversion 2']);
  expect(seen.filter(([type]) => type !== 'warcinfo')).toEqual([
    ['request', url, 'GET /thu-tuc/1 HTTP/1.1', 0],
    ['response', url, 'HTTP/1.1 200 OK', 4],
    ...rest,
    ['request', url, 'GET /thu-tuc/1 HTTP/1.1', 0],
    ['revisit', url, 'HTTP/1.1 304 OK', 0],
    rest[0],
    ['revisit', `${url}/a`, 'HTTP/1.1 200 OK', 0],
    ...rest.slice(2),
  ]);
});

const WGET = 'wget';
const wget = spawnSync(WGET, ['--version']).status === 0;

test.skipIf(!wget)('an archive written by wget', async () => {
  const server = createServer((request, answer) => {
    if (request.url === '/nen') {
      answer.setHeader('Content-Encoding', 'gzip');
      answer.end(gzipSync('<html>nén</html>'));
    } else if (request.url === '/di') {
      answer.writeHead(302, { Location: '/tung-phan' }).end();
    } else if (request.url === '/tung-phan') {
      answer.setHeader('Content-Type', 'text/html');
      answer.write('<html>từng');
      setTimeout(() => answer.end(' phần</html>'), 20);
    } else {
      answer.writeHead(404).end('không có');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const site = `http://127.0.0.1:${address.port}`;
  const directory = await temporary();
  for (const options of [[], ['--no-warc-compression'], ['--warc-cdx']]) {
    const name = join(directory, `w${options.length}${options[0] ?? ''}`);
    const pages = ['nen', 'di', 'khong'].map((path) => `${site}/${path}`);
    await run(WGET, ['-q', `--warc-file=${name}`, ...options, '-O', '/dev/null', ...pages]).catch(() => {});
    const { bodies, problems } = await contents(
      `${name}.warc${options[0] === '--no-warc-compression' ? '' : '.gz'}`,
    );
    expect(problems).toEqual([]);
    expect(bodies).toEqual({
      [`${site}/nen`]: '<html>nén</html>',
      [`${site}/di`]: '',
      [`${site}/tung-phan`]: '<html>từng phần</html>',
      [`${site}/khong`]: 'không có',
    });
  }
});

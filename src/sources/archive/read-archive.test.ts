import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readArchive } from './read-archive.js';
import { archiveOf, contents, html, record, response, temporary } from './testing/archive.js';

const SITE = 'http://dvc.example.vn/';

function withHeaders(headers: readonly string[], body: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\n${headers.join('\r\n')}\r\n\r\n`), body]);
}

describe('files of other programs', () => {
  const records = [
    record({ 'WARC-Type': 'warcinfo', 'Content-Type': 'application/warc-fields' }, 'software: other\r\n'),
    response(`${SITE}1`, html('một')),
    record({ 'WARC-Type': 'metadata', 'WARC-Target-URI': `${SITE}1` }, 'via: x'),
    response(`${SITE}2`, html('hai')),
    record(
      { 'WARC-Type': 'response', 'WARC-Target-URI': 'dns:dvc.example.vn', 'Content-Type': 'text/dns' },
      '203.0.113.1',
    ),
    response(`<${SITE}3>`, html('ba'.repeat(200_000))),
  ];
  const expected = { [`${SITE}1`]: 'một', [`${SITE}2`]: 'hai', [`${SITE}3`]: 'ba'.repeat(200_000) };

  test.each(['pages.warc', 'pages.warc.gz', 'misnamed.warc.txt'])('%s', async (name) => {
    expect(await contents(await archiveOf(records, name))).toMatchObject({ bodies: expected, problems: [] });
  });

  test('one gzip stream for all records, and members that cut records anywhere', async () => {
    const whole = Buffer.concat(records);
    const one = join(await temporary(), 'one.warc.gz');
    await writeFile(one, gzipSync(whole));
    expect(await contents(one)).toMatchObject({ bodies: expected, problems: [] });
    const blocks = join(await temporary(), 'blocks.warc.gz');
    await writeFile(blocks, '');
    for (let at = 0; at < whole.length; at += 7001)
      await appendFile(blocks, gzipSync(whole.subarray(at, at + 7001)));
    expect(await contents(blocks)).toMatchObject({ bodies: expected, problems: [] });
  });

  test('incompressible records larger than every buffer', async () => {
    const noise = Buffer.alloc(3_000_000);
    for (let at = 0; at < noise.length; at += 32)
      createHash('sha256').update(String(at)).digest().copy(noise, at);
    const path = await archiveOf([
      response(`${SITE}x`, withHeaders(['A: b'], noise)),
      response(`${SITE}y`, html('y')),
    ]);
    const archive = await readArchive(path);
    const found = await archive.lookup('GET', `${SITE}x`);
    expect(Buffer.from((await found?.body()) ?? '').equals(noise)).toBe(true);
    expect(await archive.lookup('GET', `${SITE}y`)).toBeDefined();
    await archive.close();
  });

  test('requests before or after their responses', async () => {
    const request = (id: string, concurrent: string | undefined, body: string) =>
      record(
        {
          'WARC-Type': 'request',
          'WARC-Record-ID': `<urn:uuid:${id}>`,
          'WARC-Target-URI': `${SITE}api`,
          'Content-Type': 'application/http; msgtype=request',
          ...(concurrent === undefined ? {} : { 'WARC-Concurrent-To': `<urn:uuid:${concurrent}>` }),
        },
        `POST /api HTTP/1.1\r\nHost: x\r\n\r\n${body}`,
      );
    const answer = (id: string, text: string, concurrent?: string) =>
      response(`${SITE}api`, html(text), {
        'WARC-Record-ID': `<urn:uuid:${id}>`,
        ...(concurrent === undefined ? {} : { 'WARC-Concurrent-To': `<urn:uuid:${concurrent}>` }),
      });
    const path = await archiveOf([
      request('a', undefined, 'trang=1'),
      answer('b', 'một', 'a'),
      answer('c', 'hai'),
      request('d', 'c', 'trang=2'),
      request('e', undefined, 'trang=3'),
      answer('f', 'ba'),
      answer('g', 'bốn'),
    ]);
    const archive = await readArchive(path);
    const body = async (method: 'GET' | 'POST', sent?: string) =>
      Buffer.from((await (await archive.lookup(method, `${SITE}api`, sent))?.body()) ?? '').toString();
    expect([
      await body('POST', 'trang=1'),
      await body('POST', 'trang=2'),
      await body('POST', 'trang=3'),
      await body('GET'),
    ]).toEqual(['một', 'hai', 'ba', 'bốn']);
    expect(await archive.lookup('POST', `${SITE}api`, 'trang=2')).toMatchObject({
      requestBody: 'trang=2',
      requestHeaders: [['Host', 'x']],
    });
    await archive.close();
  });

  test('revisits of the same address and of another with the same content', async () => {
    const digest = { 'WARC-Payload-Digest': 'sha1:GUCABRM7GEFQN7HQI7UOSECNNQGUCZCP' };
    const revisit = (url: string, block: string, fields: Record<string, string>) =>
      response(url, block, { 'WARC-Type': 'revisit', 'WARC-Date': '2026-02-02T00:00:00Z', ...fields });
    const path = await archiveOf([
      response(`${SITE}a`, html('a cũ'), digest),
      response(`${SITE}b`, html('b')),
      revisit(`${SITE}c`, 'HTTP/1.1 200 OK\r\nX-Own: c\r\n\r\n', digest),
      revisit(`${SITE}b`, 'HTTP/1.1 304 Not Modified\r\nETag: "2"\r\n\r\n', {}),
      revisit(`${SITE}d`, '', { 'WARC-Refers-To-Target-URI': `<${SITE}b>` }),
      revisit(`${SITE}e`, 'HTTP/1.1 200 OK\r\n\r\n', { 'WARC-Payload-Digest': 'sha1:UNKNOWN' }),
    ]);
    const { bodies, problems, items } = await contents(path);
    expect(bodies).toEqual({
      [`${SITE}a`]: 'a cũ',
      [`${SITE}b`]: 'b',
      [`${SITE}c`]: 'a cũ',
      [`${SITE}d`]: 'b',
    });
    expect(problems).toEqual([{ code: 'archive-revisit-unresolved', at: `${SITE}e`, lost: true }]);
    const own = items.flatMap((item) =>
      item.type === 'exchange' && item.exchange.url === `${SITE}c` ? [item.exchange.headers] : [],
    );
    expect(own).toEqual([[['X-Own', 'c']]]);
  });

  test('transfer and content codings, honest or not', async () => {
    const text = '<html>Thủ tục hành chính</html>';
    const chunks = (bytes: Uint8Array, ending = '0\r\n\r\n') =>
      Buffer.concat([
        Buffer.from(`5;x=1\r\n`),
        bytes.subarray(0, 5),
        Buffer.from(`\r\n${(bytes.length - 5).toString(16).toUpperCase()}\r\n`),
        bytes.subarray(5),
        Buffer.from(`\r\n${ending}`),
      ]);
    const plain = Buffer.from(text);
    const cases: Record<string, Buffer> = {
      gzip: withHeaders(['Content-Encoding: gzip'], gzipSync(plain)),
      deflate: withHeaders(['content-encoding: deflate'], deflateSync(plain)),
      raw: withHeaders(['Content-Encoding: deflate'], deflateRawSync(plain)),
      br: withHeaders(['Content-Encoding: br'], brotliCompressSync(plain)),
      both: withHeaders(['Content-Encoding: gzip', 'Transfer-Encoding: chunked'], chunks(gzipSync(plain))),
      transfer: withHeaders(['Transfer-Encoding: gzip, chunked'], chunks(gzipSync(plain))),
      unended: withHeaders(['Transfer-Encoding: chunked'], chunks(plain, '')),
      notChunked: withHeaders(['Transfer-Encoding: chunked'], plain),
      notGzip: withHeaders(['Content-Encoding: gzip'], plain),
      notBrotli: withHeaders(['Content-Encoding: br'], plain),
      renamed: withHeaders(['X-Original-Content-Encoding: br'], plain),
    };
    const path = await archiveOf(Object.entries(cases).map(([name, block]) => response(SITE + name, block)));
    const { bodies, problems, items } = await contents(path);
    expect(problems).toEqual([]);
    for (const name of Object.keys(cases)) expect(bodies[SITE + name], name).toBe(text);
    const [first] = items;
    expect(first?.type === 'exchange' && first.exchange.headers).toEqual([
      ['x-original-content-encoding', 'gzip'],
    ]);
  });

  test('odd heads: line feeds alone, folded lines, no headers, no status line', async () => {
    const path = await archiveOf([
      response(`${SITE}lf`, 'HTTP/1.0 200\nContent-Type: text/html\nX-Long: a\n  b\nno field\n\nthân'),
      response(`${SITE}mixed`, 'HTTP/1.1 404 Not Found\r\r\nContent-Type:text/html\r\n\r\nthân'),
      response(`${SITE}none`, 'HTTP/1.1 200 OK\r\n\r\nthân'),
      response(`${SITE}bare`, '<html>thân</html>'),
      response(`${SITE}latin`, Buffer.from('HTTP/1.1 200 OK\r\nX-Name: caf\xe9\r\n\r\nthan', 'latin1')),
      record(
        { 'WARC-Type': 'resource', 'WARC-Target-URI': `${SITE}file`, 'Content-Type': 'text/html' },
        'tệp',
      ),
    ]);
    const { bodies, items, problems } = await contents(path);
    expect(problems).toEqual([]);
    expect(bodies).toMatchObject({
      [`${SITE}lf`]: 'thân',
      [`${SITE}none`]: 'thân',
      [`${SITE}bare`]: '<html>thân</html>',
      [`${SITE}file`]: 'tệp',
    });
    const heads = items.map((item) =>
      item.type === 'exchange' ? [item.exchange.status, item.exchange.headers] : [],
    );
    expect(heads).toEqual([
      [
        200,
        [
          ['Content-Type', 'text/html'],
          ['X-Long', 'a b'],
        ],
      ],
      [404, [['Content-Type', 'text/html']]],
      [200, []],
      [200, []],
      [200, [['X-Name', 'café']]],
      [200, [['content-type', 'text/html']]],
    ]);
  });

  test('a directory of files; of one address the latest counts', async () => {
    const directory = await temporary();
    const later = { 'WARC-Date': '2026-05-05T00:00:00Z' };
    await writeFile(join(directory, 'a.warc'), response(`${SITE}1`, html('mới'), later));
    await writeFile(join(directory, 'b.warc.gz'), gzipSync(response(`${SITE}1`, html('cũ'))));
    await mkdir(join(directory, 'c'));
    expect((await contents(directory)).bodies).toEqual({ [`${SITE}1`]: 'mới' });
  });
});

describe('hostile and damaged files', () => {
  const good = (name: string) => response(SITE + name, html(name));
  const rest = { [`${SITE}a`]: 'a', [`${SITE}z`]: 'z' };

  test.each(['-5', '99999999999999999999', '4294967296', '0x10', 'NaN', '', '3', '150'])(
    'a length of "%s" costs one record',
    async (length) => {
      for (const name of ['x.warc', 'x.warc.gz']) {
        const bad = response(`${SITE}bad`, html('một hai ba'), { 'Content-Length': length });
        const { bodies, problems } = await contents(await archiveOf([good('a'), bad, good('z')], name));
        expect(bodies, name).toEqual(rest);
        expect(problems, name).toMatchObject([{ code: 'archive-record-damaged', lost: true }]);
      }
    },
  );

  test('damaged bytes, checksums, heads and rubbish cost what they touch', async () => {
    const zipped = gzipSync(response(`${SITE}bad`, html('x'.repeat(5000))));
    const flipped = Buffer.from(zipped).fill(0x55, 60, 70);
    const checksum = Buffer.from(zipped);
    checksum.writeUInt32LE(1, checksum.length - 8);
    const endless = gzipSync(Buffer.from(`WARC/1.0\r\n${'A: b\r\n'.repeat(50_000)}`));
    for (const bad of [
      flipped,
      checksum,
      endless,
      Buffer.from('rác '.repeat(100)),
      Buffer.alloc(3),
      zipped.subarray(0, 90),
      gzipSync('WARC/ x\r\n\r\n'),
    ]) {
      const path = join(await temporary(), 'x.warc.gz');
      await writeFile(path, Buffer.concat([gzipSync(good('a')), bad, gzipSync(good('z'))]));
      const { bodies, problems } = await contents(path);
      expect(bodies).toEqual(rest);
      expect(problems.length).toBeLessThanOrEqual(1);
      expect(problems.length).toBe(bad.length === 3 ? 0 : 1);
    }
  });

  test('rubbish between plain records is said once', async () => {
    const rubbish = Buffer.from('rác\r\n'.repeat(50_000));
    const { bodies, problems } = await contents(await archiveOf([good('a'), rubbish, good('z')], 'x.warc'));
    expect(bodies).toEqual(rest);
    expect(problems).toHaveLength(1);
  });

  test('bombs are stopped at the limit', async () => {
    const megabyte = Buffer.alloc(1024 * 1024);
    const bomb = gzipSync(Buffer.concat(Array.from({ length: 50 }, () => megabyte)));
    const twice = withHeaders(['Content-Encoding: gzip, gzip'], gzipSync(bomb));
    const stored = response(
      `${SITE}stored`,
      Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\n\r\n'), ...Array.from({ length: 40 }, () => megabyte)]),
    );
    const path = await archiveOf([
      good('a'),
      response(`${SITE}b`, withHeaders(['Content-Encoding: gzip'], bomb)),
      response(`${SITE}t`, twice),
      stored,
      good('z'),
    ]);
    const { bodies, problems } = await contents(path, { bodyBytes: 4 * 1024 * 1024 });
    expect(bodies).toEqual(rest);
    expect(problems.map(({ code, at }) => [code, at])).toEqual(
      ['b', 't', 'stored'].map((name) => ['archive-record-too-large', SITE + name]),
    );
  });

  test('a cut file gives all but its end', async () => {
    for (const name of ['x.warc', 'x.warc.gz']) {
      const path = await archiveOf([good('a'), good('z'), good('c')], name);
      const bytes = await readFile(path);
      await writeFile(path, bytes.subarray(0, bytes.length - 30));
      const { bodies, problems } = await contents(path);
      expect(bodies).toEqual(rest);
      expect(problems).toMatchObject([
        { code: 'archive-record-damaged', args: { reason: 'why.archive-cut-off' } },
      ]);
    }
  });

  test('what is no archive is said so', async () => {
    for (const bytes of ['', '<html></html>', '\x1f\x8b\x08rác']) {
      const path = join(await temporary(), 'x.warc');
      await writeFile(path, Buffer.from(bytes, 'latin1'));
      expect((await contents(path)).problems).toEqual([
        { code: 'archive-without-records', at: 'x.warc', lost: true },
      ]);
      await expect(readArchive(join(dirname(path), 'none.warc'))).rejects.toMatchObject({
        problem: { code: 'source-not-found' },
      });
    }
    await expect(readArchive(await temporary())).rejects.toMatchObject({
      problem: { code: 'archive-without-files' },
    });
  });
});

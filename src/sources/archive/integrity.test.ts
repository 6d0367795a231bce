import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { digestOf, matchesDigest } from './digest.js';
import { archiveOf, contents, html, response } from './testing/archive.js';

const SITE = 'http://dvc.example.vn/';
const sha1 = (text: string | Uint8Array): string => createHash('sha1').update(text).digest('hex');

test('digests in all spellings of writers', () => {
  const bytes = Buffer.from('a cũ');
  const own = digestOf(bytes);
  const spellings = [
    'sha1:GUCABRM7GEFQN7HQI7UOSECNNQGUCZCP',
    'SHA-1:gucabrm7gefqn7hqi7uosecnnqguczcp',
    `sha1:${sha1(bytes).toUpperCase()}`,
    own,
    own.replace(/=+$/, ''),
    `sha-256: ${createHash('sha256').update(bytes).digest('hex')}`,
  ];
  for (const declared of spellings) {
    expect(matchesDigest(declared, bytes), declared).toBe(true);
    expect(matchesDigest(declared, Buffer.from('b')), declared).toBe(false);
  }
  for (const declared of [
    '',
    'sha1',
    'crc32:1234',
    'sha1:UNKNOWN',
    'sha256:GUCABRM7GEFQN7HQI7UOSECNNQGUCZCP',
  ])
    expect(matchesDigest(declared, bytes), declared).toBeUndefined();
});

test('what was changed after it was fetched is not given', async () => {
  const changed = (name: string) => ({ code: 'archive-digest-mismatch', at: `${SITE}${name}`, lost: true });
  const coded = gzipSync('nén');
  const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n';
  const chunked = `${head}Transfer-Encoding: chunked\r\n\r\n6\r\nch\u1EADn\r\n0\r\n\r\n`;
  const zipped = Buffer.concat([Buffer.from(`${head}Content-Encoding: gzip\r\n\r\n`), coded]);
  const block = (name: string, http: string | Uint8Array, of = http) =>
    response(`${SITE}${name}`, http, { 'WARC-Block-Digest': `sha1:${sha1(of)}` });
  const payload = (name: string, http: string | Uint8Array, of: string | Uint8Array) =>
    response(`${SITE}${name}`, http, { 'WARC-Payload-Digest': `sha1:${sha1(of)}` });
  const { bodies, problems } = await contents(
    await archiveOf([
      block('1', html('một')),
      block('2', html('hai'), html('một')),
      payload('3', html('ba'), 'ba'),
      payload('4', html('bốn'), 'ba'),
      payload('5', chunked, 'ch\u1EADn'),
      payload('6', chunked, '6\r\nch\u1EADn\r\n0\r\n\r\n'),
      payload('7', zipped, coded),
      payload('8', zipped, 'nén'),
      payload('9', zipped, 'x'),
      response(`${SITE}10`, html('mười'), { 'WARC-Block-Digest': 'blake3:abc' }),
    ]),
  );
  expect(Object.keys(bodies).map((url) => url.slice(SITE.length))).toEqual([
    '1',
    '3',
    '5',
    '6',
    '7',
    '8',
    '10',
  ]);
  expect(problems).toEqual([changed('2'), changed('4'), changed('9')]);
});

test('a revisit does not stand for another content of its address', async () => {
  const { problems } = await contents(
    await archiveOf([
      response(`${SITE}a`, html('mới')),
      response(`${SITE}b`, 'HTTP/1.1 200 OK\r\n\r\n', {
        'WARC-Type': 'revisit',
        'WARC-Refers-To-Target-URI': `${SITE}a`,
        'WARC-Payload-Digest': `sha1:${sha1('cũ')}`,
      }),
    ]),
  );
  expect(problems).toEqual([{ code: 'archive-revisit-unresolved', at: `${SITE}b`, lost: true }]);
});

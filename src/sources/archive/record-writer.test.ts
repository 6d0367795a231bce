import { expect, test } from 'vitest';
import { indexLine } from './cdxj.js';
import { parseHeaderBlock } from './header-block.js';
import { requestHead, responseHead } from './record-writer.js';
import { page } from './testing/archive.js';

test('headers keep the bytes they came in', () => {
  const headers = [
    ['X-Old', 'é'],
    ['X-New', 'é'],
  ] as const;
  const bytes = Buffer.from(
    responseHead(page('https://dvc.example.vn/', '', { headers, latin1: ['X-Old'] })),
  );
  expect(bytes.toString('latin1')).toContain('X-Old: \u00E9\r\nX-New: \u00C3\u00A9\r\n');
  expect(parseHeaderBlock(bytes).headers).toEqual(headers);
});

test('a request names its host once', () => {
  const head = (changes: Parameters<typeof page>[2]) =>
    Buffer.from(requestHead(page('https://dvc.example.vn:81/a?b', '', changes))).toString();
  expect(head({ requestHeaders: [['accept', '*/*']] })).toBe(
    'GET /a?b HTTP/1.1\r\nhost: dvc.example.vn:81\r\naccept: */*\r\n\r\n',
  );
  expect(head({ requestHeaders: [['Host', 'x']] })).toBe('GET /a?b HTTP/1.1\r\nHost: x\r\n\r\n');
});

test('a request says the address as it was asked for', () => {
  const exchange = page('https://dvc.example.vn/a?b=1&c=2', '', {
    printed: 'https://dvc.example.vn/a?c=2&b=1',
  });
  expect(Buffer.from(requestHead(exchange)).toString()).toMatch(/^GET \/a\?c=2&b=1 HTTP/);
});

test('the index does not give the answer to a HEAD for its address', () => {
  const entry = {
    kind: 'response',
    url: 'https://dvc.example.vn/mau.docx',
    date: '2026-03-01T08:00:00Z',
    file: 'a.warc.gz',
    place: { offset: 0, skip: 0 },
    length: 1,
  } as const;
  expect(indexLine({ ...entry, method: 'GET' })).toMatch(/^vn,example,dvc\)\/mau\.docx 2026/);
  expect(indexLine({ ...entry, method: 'HEAD' })).toMatch(
    /^vn,example,dvc\)\/mau\.docx\?__wb_method=head 2026/,
  );
});

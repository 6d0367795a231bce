import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { SourceItem } from '../source.js';
import { type ArchiveSourceOptions, archiveSource } from './archive-source.js';
import { archiveOf, html, record, response } from './testing/archive.js';

const SITE = 'http://dvc.example.vn/';

/** Every page is one record that says what was read. */
const readPage: ArchiveSourceOptions['readPage'] = async ({ html: text, url }) => {
  if (text.includes('lỗi')) throw new Error('no page');
  const records = text.includes('thủ tục')
    ? [{ at: url, layout: 'l', values: [{ label: 'Tên', at: '', text }] }]
    : [];
  return { kind: text.includes('script') ? 'script-shell' : 'procedure', records };
};

async function read(
  records: readonly Uint8Array[],
  options: Partial<ArchiveSourceOptions> = {},
): Promise<SourceItem[]> {
  const path = await archiveOf(records);
  const items: SourceItem[] = [];
  for await (const item of archiveSource({ readPage, ...options })(
    { path, location: path },
    { matchLabel: () => undefined },
  ))
    items.push(item);
  return items;
}

test('reads pages once, the latest, and says what was no page', async () => {
  const old = { 'WARC-Date': '2025-01-01T00:00:00Z' };
  const notHtml = 'HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nthủ tục';
  const items = await read([
    response(`${SITE}1`, html('thủ tục 1, mới')),
    response(`${SITE}1`, html('thủ tục 1, cũ'), old),
    response(`${SITE}2`, `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Type: text/html\r\n\r\n`),
    response(
      `${SITE}3`,
      Buffer.concat([
        Buffer.from('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Type: text/html\r\n\r\n'),
        gzipSync('thủ tục 3'),
      ]),
    ),
    response(`${SITE}4`, notHtml),
    response(`${SITE}5`, html('<script></script>')),
    response(`${SITE}6`, html('lỗi')),
    response(`${SITE}7`, html('thủ tục').replace('200 OK', '503 Busy')),
    response(
      `${SITE}8`,
      Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-16le\r\n\r\n\ufeff').subarray(
        0,
        -3,
      ),
    ),
    record(
      { 'WARC-Type': 'metadata', 'WARC-Target-URI': `${SITE}9`, 'Content-Type': 'application/warc-fields' },
      'outcome: timeout\r\n',
    ),
    response(`${SITE}bad`, html('x'), { 'Content-Length': '-1' }),
  ]);
  const records = items.flatMap((item) => (item.type === 'record' ? [item.record.values[0]?.text] : []));
  expect(records).toEqual(['thủ tục 1, mới', 'thủ tục 3']);
  const problems = items.flatMap((item) => (item.type === 'problem' ? [item.problem] : []));
  expect(problems).toEqual([
    {
      code: 'archive-record-damaged',
      at: 'pages.warc.gz',
      args: { byte: expect.any(Number), reason: 'why.archive-length' },
      lost: true,
    },
    {
      code: 'archive-page-not-readable',
      at: `${SITE}5`,
      args: { reason: 'why.archive-script-shell' },
      lost: true,
    },
    { code: 'archive-page-not-readable', at: `${SITE}6`, args: { reason: 'no page' }, lost: true },
    { code: 'archive-answers-without-page', args: { status: 503, count: 1 } },
    { code: 'archive-not-fetched', args: { outcome: 'timeout', count: 1 } },
  ]);
});

test('reads charsets of old pages', async () => {
  const head = Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<meta charset="windows-1258">');
  const [item] = await read(
    [
      response(
        `${SITE}1`,
        Buffer.concat([head, Buffer.from([0xf0, 0xe3, 0x6e, 0x67, 0x20, 0x6b, 0x79, 0xec, 0x20])]),
      ),
    ],
    {
      readPage: async ({ html: text, url }) => ({
        kind: 'procedure',
        records: [{ at: url, layout: '', values: [{ label: '', at: '', text }] }],
      }),
    },
  );
  expect(item?.type === 'record' && item.record.values[0]?.text).toMatch(/đăng ký $/);
});

test('hands JSON answers to their reader and keeps quiet about those without procedures', async () => {
  const json = (text: string) => `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n${text}`;
  const items = await read([response(`${SITE}api/1`, json('[1]')), response(`${SITE}api/2`, json('{}'))], {
    async *readJson(chunks, location) {
      let text = '';
      for await (const chunk of chunks) text += chunk;
      yield { type: 'problem', problem: { code: 'odd' } };
      if (text === '[1]') yield { type: 'record', record: { at: '$[0]', layout: location, values: [] } };
    },
  });
  expect(items).toEqual([
    { type: 'record', record: { at: `${SITE}api/1 $[0]`, layout: `${SITE}api/1`, values: [] } },
    { type: 'problem', problem: { code: 'odd', at: `${SITE}api/1` } },
  ]);
});

test('judges no page that is not whole', async () => {
  const cut = (name: string, fields: Record<string, string>, more = '') =>
    response(`${SITE}${name}`, html('thủ tục').replace('\r\n\r\n', `${more}\r\n\r\n`), fields);
  const items = await read([
    cut('1', { 'WARC-Truncated': 'length' }),
    cut('2', { 'WARC-Segment-Number': '1', 'WARC-Record-ID': '<urn:uuid:a>' }),
    record(
      {
        'WARC-Type': 'continuation',
        'WARC-Target-URI': `${SITE}2`,
        'WARC-Segment-Number': '2',
        'WARC-Segment-Origin-ID': '<urn:uuid:a>',
      },
      'hết',
    ),
    cut('3', {}, '\r\nContent-Length: 9000'),
    cut('4', {}, '\r\nContent-Length: 11'),
    cut('5', {}, '\r\nContent-Length: 9000\r\nContent-Encoding: gzip'),
  ]);
  const pages = items.flatMap((item) => (item.type === 'record' ? [item.record.at] : []));
  expect(pages).toEqual([`${SITE}4`, `${SITE}5`]);
  expect(items.flatMap((item) => (item.type === 'problem' ? [item.problem] : []))).toEqual(
    ['1', '2', '3'].map((name) => ({ code: 'archive-page-cut-off', at: `${SITE}${name}`, lost: true })),
  );
});

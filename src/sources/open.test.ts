import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../services/problem.js';
import { codes, gather, pieces, text } from './exports/testing/items.js';
import { matchLabel } from './exports/testing/matcher.js';
import { workbook, zip } from './exports/testing/workbook.js';
import { openSource } from './open.js';
import type { Reader, ReadOptions } from './source.js';

const RECORD = { code: '1.000001', title: 'Khai sinh', agency: 'UBND xã' };
const LINE = JSON.stringify(RECORD);
const CSV = 'Mã số;Tên\n1.000001;Khai sinh\n';
const BOOK = workbook({
  name: 'S',
  rows: [
    ['Mã số', 'Tên'],
    ['1.000001', 'Khai sinh'],
  ],
});
const HTML = '<html><table><tr><td>Mã số</td></tr></table></html>';
const OLE2 = Buffer.from('d0cf11e0a1b11ae1', 'hex');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'open-source-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function readFileAs(name: string, content: string | Uint8Array, options: Partial<ReadOptions> = {}) {
  const path = `${folder}/${name}`;
  await writeFile(path, content);
  const [source] = await openSource(path, { matchLabel, ...options });
  if (source === undefined) throw new Error('no source');
  return { source, ...(await gather(source.items)) };
}

const pageReader: Reader = async function* (file) {
  yield { type: 'record', record: { at: file.location, layout: 'page', values: [] } };
};

describe('what a file is', () => {
  it.each([
    ['a.json', `[${LINE}]`],
    ['a.jsonl', `${LINE}\n`],
    ['a.ndjson', LINE],
    ['a.csv', CSV],
    ['a.tsv', CSV.replaceAll(';', '\t')],
    ['a.xlsx', BOOK],
    ['utf16.csv', iconv.encode(`\uFEFF${CSV}`, 'utf-16le')],
    ['A.CSV', CSV],
    ['lines', `${LINE}\n${LINE}`],
  ])('%s is read as it is named', async (name, content) => {
    const { records, problems, source } = await readFileAs(name, content);
    expect(problems).toEqual([]);
    expect(source.kind).toBe('export');
    expect(source.bytes).toBe(Buffer.byteLength(content));
    expect(records[0]?.values.slice(0, 2).map((value) => value.text)).toEqual(['1.000001', 'Khai sinh']);
  });

  it.each([
    ['b.csv', BOOK, 'xlsx'],
    ['b.json', `${LINE}\n${LINE}\n`, 'jsonl'],
    ['b.jsonl', `[\n${LINE}\n]`, 'json'],
    ['c.jsonl', JSON.stringify(RECORD, null, 1), 'json'],
    ['b.xlsx', CSV, 'csv'],
    ['c.xlsx', `[${LINE}]`, 'json'],
    ['b.xls', CSV, 'csv'],
    ['c.xls', BOOK, 'xlsx'],
  ])('%s holds something else, which is read and said', async (name, content, found) => {
    const { records, problems } = await readFileAs(name, content);
    expect(records.length).toBeGreaterThan(0);
    expect(problems).toEqual([
      { code: 'extension-mismatch', args: { extension: name.replace(/.*\./, ''), content: found } },
    ]);
  });

  it.each<[string, string | Uint8Array, string]>([
    [
      'd.xlsx',
      Buffer.concat([OLE2, Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]),
      'workbook-encrypted',
    ],
    ['d.xls', Buffer.concat([OLE2, Buffer.alloc(600)]), 'workbook-old-format'],
    ['e.xlsx', zip({ 'word/document.xml': '<x/>' }), 'format-unreadable'],
    ['d.json', '%PDF-1.7 …', 'format-unreadable'],
    ['d.csv', Buffer.from([1, 2, 3, 4, 5, 6, 7, 0, 0, 0]), 'format-unreadable'],
    ['e.csv', '', 'file-empty'],
    ['e.json', '\uFEFF \n', 'file-empty'],
    ['f.jsonl', '\n\n', 'file-empty'],
    ['f.json', '{"procedures": []}', 'no-records'],
    ['g.json', '{"procedures": [', 'file-truncated'],
    ['h.xls', HTML, 'format-not-supported'],
    ['i.html', HTML, 'format-not-supported'],
    ['j.warc.gz', 'x', 'format-not-supported'],
    [
      'k.csv',
      `Mã số;Tên\n${'1;Thñ tôc hµnh chÝnh, C¬ quan thùc hiÖn, ®Êt ®ai\n'.repeat(9)}`,
      'encoding-legacy-font',
    ],
  ])('%s is a problem of its own: %s', async (name, content, code) => {
    const { records, problems } = await readFileAs(name, content);
    expect(records).toEqual([]);
    expect(codes(problems)).toEqual([code]);
  });

  it('says that text is broken, and reads it', async () => {
    const bytes = Buffer.concat([Buffer.from(`${LINE}\n`), Buffer.from([0xff]), Buffer.from(`\n${LINE}\n`)]);
    const { records, problems } = await readFileAs('broken.jsonl', bytes);
    expect(records).toHaveLength(2);
    expect(codes(problems)).toEqual(['json-line-malformed', 'encoding-broken']);
    expect(problems[1]?.args).toEqual({ offset: Buffer.byteLength(LINE) + 1 });
  });

  it('hands pages to the reader that is plugged in, also behind another extension', async () => {
    const options = { readers: { html: pageReader } };
    const page = await readFileAs('p.htm', HTML, options);
    expect(page.source.kind).toBe('page');
    expect(page.records).toHaveLength(1);
    const table = await readFileAs('p.xls', HTML, options);
    expect(table.source.kind).toBe('page');
    expect(table.records).toHaveLength(1);
    expect(codes(table.problems)).toEqual(['extension-mismatch']);
  });
});

describe('what a location is', () => {
  it('reads JSON Lines from standard input, in pieces, and tells how far it is', async () => {
    const bytes = Buffer.from(`${LINE}\n{"code":"1.2","title":"Kết hôn"}\n`);
    const seen: number[] = [];
    const [source] = await openSource('-', {
      matchLabel,
      stdin: pieces(bytes, 1),
      onProgress: (read) => seen.push(read),
    });
    const { records, problems } = await gather(source?.items ?? pieces([] as never, 1));
    expect(problems).toEqual([]);
    expect(records.map((record) => text(record, 'title'))).toEqual(['Khai sinh', 'Kết hôn']);
    expect(records[1]?.layout).toBe('-');
    expect(seen.at(-1)).toBe(bytes.length);
  });

  it('hands addresses to the reader of their scheme', async () => {
    const [none] = await openSource('https://dvc.vn/', { matchLabel });
    expect(none?.kind).toBe('portal');
    expect(codes((await gather(none?.items ?? pieces([] as never, 1))).problems)).toEqual([
      'format-not-supported',
    ]);
    const [source] = await openSource('https://dvc.vn/', { matchLabel, readers: { https: pageReader } });
    expect((await gather(source?.items ?? pieces([] as never, 1))).records[0]?.at).toBe('https://dvc.vn/');
  });

  it('takes the archive files of a directory as one, and pages without the extension of pages', async () => {
    const root = `${folder}/trang-luu`;
    await mkdir(root, { recursive: true });
    for (const name of ['a.warc.gz', 'b.warc', 'chi-tiet?ma=1', 'tt.aspx'])
      await writeFile(`${root}/${name}`, HTML);
    for (const name of ['kieu.css', 'anh']) await writeFile(`${root}/${name}`, 'a{}');
    const readers = { html: pageReader, warc: pageReader };
    const sources = await openSource(root, { matchLabel, readers });
    expect(sources.map(({ kind, location }) => [kind, location.slice(root.length)])).toEqual([
      ['export', '/anh'],
      ['page', '/chi-tiet?ma=1'],
      ['export', '/kieu.css'],
      ['page', '/tt.aspx'],
      ['archive', ''],
    ]);
    const read = await Promise.all(sources.map(({ items }) => gather(items)));
    expect(read.map(({ records }) => records.length)).toEqual([0, 1, 0, 1, 1]);
  });

  it('opens a directory in code-unit order, below it too, without dot-files', async () => {
    const root = `${folder}/kho`;
    await mkdir(`${root}/a`, { recursive: true });
    await mkdir(`${root}/.git`);
    await writeFile(`${root}/.git/x.json`, '[]');
    for (const name of ['b.csv', 'B.csv', 'a/z.csv', '.DS_Store', 'đ.csv', 'note.docx'])
      await writeFile(`${root}/${name}`, CSV);
    await symlink(root, `${root}/a/loop`);
    await symlink(`${root}/nowhere`, `${root}/c.csv`);
    const sources = await openSource(`${root}/`, { matchLabel });
    expect(sources.map((source) => source.location.slice(root.length))).toEqual([
      '/B.csv',
      '/a/z.csv',
      '/b.csv',
      '/c.csv',
      '/note.docx',
      '/đ.csv',
    ]);
    const read = await Promise.all(sources.map((source) => gather(source.items)));
    expect(read.map(({ records, problems }) => [records.length, ...codes(problems)])).toEqual([
      [1],
      [1],
      [1],
      [0, 'source-not-found'],
      [0, 'file-skipped'],
      [1],
    ]);
    expect(read[1]?.records[0]?.layout).toBe(`${root}/a/z.csv`);
  });

  it('says that a directory holds nothing', async () => {
    await mkdir(`${folder}/trong`);
    const [source] = await openSource(`${folder}/trong`, { matchLabel });
    expect(codes((await gather(source?.items ?? pieces([] as never, 1))).problems)).toEqual([
      'directory-empty',
    ]);
  });

  it('throws where there is nothing, and where nothing may be read', async () => {
    const missing = `${folder}/không-có.json`;
    await expect(openSource(missing, { matchLabel })).rejects.toMatchObject({
      problem: { code: 'source-not-found', args: { location: missing } },
    });
    await expect(openSource('-', { matchLabel })).rejects.toBeInstanceOf(InputError);
    const closed = `${folder}/closed.json`;
    await writeFile(closed, '[]');
    await chmod(closed, 0);
    // The superuser may read everything.
    if (process.getuid?.() === 0) return;
    await expect(openSource(closed, { matchLabel })).rejects.toMatchObject({
      problem: { code: 'source-not-readable' },
    });
  });

  it('closes the file when the reading is left early', async () => {
    const path = `${folder}/long.jsonl`;
    await writeFile(path, `${LINE}\n`.repeat(20_000));
    const [source] = await openSource(path, { matchLabel });
    for await (const item of source?.items ?? pieces([] as never, 1)) {
      expect(item).toMatchObject({ type: 'record' });
      break;
    }
  });
});

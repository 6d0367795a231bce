import { describe, expect, it } from 'vitest';
import { readJson } from './json.js';
import { readJsonLines } from './json-lines.js';
import { codes, gather, pieces, text } from './testing/items.js';
import { matchLabel } from './testing/matcher.js';

const read = (json: string, size = json.length || 1) =>
  gather(readJson(pieces(json, size), 'tinh.json', { matchLabel }));
const lines = (json: string, size = json.length || 1) =>
  gather(readJsonLines(pieces(json, size), 'tinh.jsonl'));
const A = { code: '1.000001', title: 'Đăng ký khai sinh', agency: 'UBND xã' };
const B = { code: '1.000002', title: 'Đăng ký "kết hôn" \\ [lại] {', agency: null };

describe('shapes', () => {
  it.each([1, 2, 5, 1000])('an array of objects, in pieces of %i', async (size) => {
    const { records, problems } = await read(JSON.stringify([A, B], null, 1), size);
    expect(problems).toEqual([]);
    expect(records.map((record) => record.at)).toEqual(['$[0]', '$[1]']);
    expect(records[0]?.layout).toBe('tinh.json');
    expect(text(records[1], 'title')).toBe(B.title);
    expect(text(records[1], 'agency')).toBe('');
  });

  it('an object of arrays, at any shallow depth, helper arrays left out', async () => {
    const wrapped = {
      code: 200,
      name: 'Danh mục',
      data: { items: [A, B], categories: [{ id: 1, name: 'Hộ tịch' }], errors: [] },
    };
    const { records, problems } = await read(JSON.stringify(wrapped));
    expect(records.map((record) => record.at)).toEqual(['$.data.items[0]', '$.data.items[1]']);
    expect(records[0]?.layout).toBe('tinh.json#data.items');
    expect(problems).toEqual([
      { code: 'array-not-procedures', at: '$.data.categories', args: { count: 1, keys: 'id, name' } },
    ]);
  });

  it('one object that is a record, with tables of its own', async () => {
    const single = { ...A, steps: 'Bước 1', giay_to: [{ title: 'Tờ khai', bieu_mau: 'CT01' }] };
    const { records } = await read(JSON.stringify(single));
    expect(records.map((record) => record.at)).toEqual(['$']);
    expect(text(records[0], 'giay_to')).toBe('Tờ khai | CT01');
  });

  it('an object keyed by code, whose key becomes the code where there is none', async () => {
    const { records } = await read(JSON.stringify({ '1.000001': { title: 'Khai sinh' }, '1.000002': B }));
    expect(records.map((record) => record.at)).toEqual(['$["1.000001"]', '$["1.000002"]']);
    expect(text(records[0], 'Mã thủ tục')).toBe('1.000001');
    expect(text(records[1], 'Mã thủ tục')).toBeUndefined();
  });

  it('groups with a list each', async () => {
    const { records } = await read(
      JSON.stringify([
        { agency: 'Sở Y tế', list: [A] },
        { agency: 'Sở Tư pháp', list: [B] },
      ]),
    );
    expect(records.map((record) => record.at)).toEqual(['$[0].list[0]', '$[1].list[0]']);
  });

  it('documents one after the other', async () => {
    const { records, problems } = await read(
      `${JSON.stringify(A)}${JSON.stringify(B)}\n\n${JSON.stringify(A)}`,
      3,
    );
    expect(records.map((record) => record.at)).toEqual(
      ['$', 'dòng 1', 'dòng 3'].map((at) => (at === '$' ? 'dòng 1' : at)),
    );
    expect(problems).toEqual([]);
  });

  it.each(['{"note":"x","procedures":[', '[', '{"data":{"list":['])(
    'a large file gives what a small one gives: %s',
    async (before) => {
      const after = before
        .replace(/[^[{]/g, '')
        .split('')
        .reverse()
        .map((bracket) => (bracket === '[' ? ']' : '}'))
        .join('');
      const filler = 'x'.repeat(100_000);
      const items = Array.from({ length: 60 }, (_, index) =>
        JSON.stringify({ ...A, code: `1.${index}`, filler }),
      );
      const large = await read(`${before}${items.join(',')}${after}`, 65_536);
      const small = await read(`${before}${items.slice(0, 3).join(',')}${after}`);
      expect(large.problems).toEqual([]);
      expect(large.records).toHaveLength(60);
      expect(large.records.slice(0, 3)).toEqual(small.records);
    },
  );

  it('leaves large helper arrays out as it does small ones', async () => {
    const logs = Array.from({ length: 50 }, () => ({ id: 1, log: 'y'.repeat(100_000) }));
    const { records, problems } = await read(JSON.stringify({ logs, procedures: [A] }), 65_536);
    expect(records).toHaveLength(1);
    expect(problems).toMatchObject([{ code: 'array-not-procedures', at: '$.logs', args: { count: 50 } }]);
  });
});

describe('values', () => {
  const values = async (record: object) => (await read(JSON.stringify([record]))).records[0]?.values ?? [];

  it('keeps the digits of numbers', async () => {
    const { records } = await read(
      '[{"code": 1.001010, "title": "Số 1.50", "sets": 2, "big": 12345678901234567890, "free": false, "e": -1.50e2}]',
    );
    const [record] = records;
    expect(text(record, 'code')).toBe('1.001010');
    expect(text(record, 'title')).toBe('Số 1.50');
    expect(text(record, 'sets')).toBe('2');
    expect(text(record, 'big')).toBe('12345678901234567890');
    expect(text(record, 'free')).toBe('false');
    expect(text(record, 'e')).toBe('-1.50e2');
  });

  it('names nested labels with their parents', async () => {
    expect(await values({ code: 'x', content: { trình_tự: 'Bước 1\r\nBước 2', trống: {} } })).toEqual([
      { label: 'code', at: 'code', text: 'x' },
      { label: 'trình_tự', parents: ['content'], at: 'content.trình_tự', text: 'Bước 1\nBước 2' },
      { label: 'trống', parents: ['content'], at: 'content.trống', text: '' },
    ]);
  });

  it('makes text of plain arrays and tables of arrays of objects', async () => {
    const [, list, files, empty] = await values({
      code: 'x',
      list: ['Trực tiếp', 2, null],
      files: [
        { title: 'CT01.docx', url: 'https://a.vn/1' },
        { title: 'CT02', url: '', pages: 3 },
      ],
      empty: [],
    });
    expect(list).toEqual({ label: 'list', at: 'list', text: 'Trực tiếp\n2' });
    expect(files).toEqual({
      label: 'files',
      at: 'files',
      text: 'CT01.docx | https://a.vn/1\nCT02 | 3',
      links: [{ text: 'CT01.docx', url: 'https://a.vn/1' }],
      tables: [
        {
          headings: ['title', 'url', 'pages'],
          rows: [
            [
              { text: 'CT01.docx' },
              { text: 'https://a.vn/1', links: [{ text: 'https://a.vn/1', url: 'https://a.vn/1' }] },
            ],
            [{ text: 'CT02' }, { text: '' }, { text: '3' }],
          ],
        },
      ],
    });
    expect(empty).toEqual({ label: 'empty', at: 'empty', text: '' });
  });

  it('reads addresses and markup, and leaves "<" in sentences alone', async () => {
    const [, url, html, plain] = await values({
      code: 'x',
      url: 'https://dvc.vn/nop',
      html: '<p>Bước&nbsp;1</p><ul><li>Nộp <a href="/mau.doc">mẫu</a></li></ul>A<br/>B<script>x()</script>',
      plain: 'Lệ phí < 5 đồng và > 2 đồng',
    });
    expect(url?.links).toEqual([{ text: 'https://dvc.vn/nop', url: 'https://dvc.vn/nop' }]);
    expect(html?.text).toBe('Bước 1\nNộp mẫu\nA\nB');
    expect(html?.links).toEqual([{ text: 'mẫu', url: '/mau.doc' }]);
    expect(plain?.text).toBe('Lệ phí < 5 đồng và > 2 đồng');
  });

  it('gives NFC, and the last of equal keys', async () => {
    const { records } = await read(
      `[{"code":"a","code":"b","title":${JSON.stringify('Hộ tịch'.normalize('NFD'))}}]`,
    );
    expect(text(records[0], 'code')).toBe('b');
    expect(text(records[0], 'title')).toBe('Hộ tịch');
  });
});

describe('broken JSON', () => {
  it('keeps the records before a cut, and says where it is', async () => {
    for (const open of ['[', '{"procedures":[']) {
      const { records, problems } = await read(
        `${open}\n${JSON.stringify(A)},\n${JSON.stringify(B)},\n{"code":"1.0000`,
        7,
      );
      expect(records).toHaveLength(2);
      expect(problems).toEqual([{ code: 'file-truncated', at: 'dòng 4', args: { records: 2 }, lost: true }]);
    }
  });

  it('goes on behind a record that is no JSON', async () => {
    const { records, problems } = await read(
      `[${JSON.stringify(A)},\n{"code": 1, "title": },\n${JSON.stringify(B)}]`,
    );
    expect(records.map((record) => record.at)).toEqual(['$[0]', '$[2]']);
    expect(problems).toMatchObject([{ code: 'json-malformed', at: 'dòng 2', lost: true }]);
  });

  it('stops where the list itself is broken', async () => {
    const { records, problems } = await read(`[${JSON.stringify(A)}\n${JSON.stringify(B)}]`);
    expect(records).toHaveLength(1);
    expect(problems).toMatchObject([{ code: 'json-malformed', at: 'dòng 2', lost: true }]);
  });

  it('names records that are no objects, and nesting without end', async () => {
    const deep = '['.repeat(5000) + ']'.repeat(5000);
    const { records, problems } = await read(`[1, ${JSON.stringify(A)}, ["x"], null, {"code":${deep}}]`);
    expect(records).toHaveLength(1);
    expect(codes(problems)).toEqual([
      'record-not-an-object',
      'record-not-an-object',
      'record-not-an-object',
      'json-malformed',
    ]);
    expect(problems[1]).toEqual({
      code: 'record-not-an-object',
      at: '$[2]',
      args: { found: 'array' },
      lost: true,
    });
    expect(codes((await read('7')).problems)).toEqual(['record-not-an-object']);
    expect(codes((await read('{"a" 1}')).problems)).toEqual(['json-malformed']);
  });

  it('forgives a comma too many', async () => {
    const { records, problems } = await read(`[${JSON.stringify(A)},]`);
    expect(records).toHaveLength(1);
    expect(problems).toEqual([]);
  });
});

describe('JSON Lines', () => {
  it.each([1, 4, 1000])('one problem for a broken line, in pieces of %i', async (size) => {
    const { records, problems } = await lines(
      `${JSON.stringify(A)}\r\n\n{"code": \n${JSON.stringify(B)}\n[1]\n"x"`,
      size,
    );
    expect(records.map((record) => record.at)).toEqual(['dòng 1', 'dòng 4']);
    expect(text(records[1], 'title')).toBe(B.title);
    expect(problems.map(({ code, at, lost }) => ({ code, at, lost }))).toEqual([
      { code: 'json-line-malformed', at: 'dòng 3', lost: true },
      { code: 'record-not-an-object', at: 'dòng 5', lost: true },
      { code: 'record-not-an-object', at: 'dòng 6', lost: true },
    ]);
  });
});

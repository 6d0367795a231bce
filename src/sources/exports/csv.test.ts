import { describe, expect, it } from 'vitest';
import { findDelimiter, readCsv } from './csv.js';
import { codes, gather, pieces, text } from './testing/items.js';
import { matchLabel } from './testing/matcher.js';

const read = (csv: string, size = csv.length || 1) =>
  gather(readCsv(pieces(csv, size), 'so/tinh.csv', { matchLabel }));
const HEAD = 'Mã số,Tên,Cơ quan thực hiện\n';

describe('CSV', () => {
  it.each([1, 3, 1000])('quoted line breaks, any line end, lines counted; pieces of %i', async (size) => {
    const csv = `${HEAD}"1.001","Cấp ""lại""\r\nbản sao",Sở A\r\n\r\n1.002,Cấp mới,"Sở B\nSở C"\r1.003,Cấp đổi,`;
    const { records, problems } = await read(csv, size);
    expect(problems).toEqual([]);
    expect(records.map((record) => record.at)).toEqual(['dòng 2', 'dòng 5', 'dòng 7']);
    expect(text(records[0], 'Tên')).toBe('Cấp "lại"\nbản sao');
    expect(records[1]?.values[2]).toEqual({ label: 'Cơ quan thực hiện', at: 'cột C', text: 'Sở B\nSở C' });
    expect(text(records[2], 'Cơ quan thực hiện')).toBe('');
    expect(records[0]?.layout).toBe('so/tinh.csv');
  });

  it.each([',', ';', '\t', '|'])(
    'finds the delimiter %j from what it makes of the headings',
    async (delimiter) => {
      const csv = [
        ['Mã số', 'Tên', 'Lệ phí'],
        ['1.1', 'a, b; c', '5,000'],
      ]
        .map((row) => row.map((cell) => (cell.includes(delimiter) ? `"${cell}"` : cell)).join(delimiter))
        .join('\n');
      expect(findDelimiter(csv, matchLabel)).toBe(delimiter);
      const { records } = await read(csv);
      expect(text(records[0], 'Tên')).toBe('a, b; c');
      expect(text(records[0], 'Lệ phí')).toBe('5,000');
    },
  );

  it('believes the sep line of Excel', async () => {
    const { records } = await read('sep=;\r\nMã số;Tên\r\n1;Khai sinh, khai tử\r\n');
    expect(records.map((record) => record.at)).toEqual(['dòng 3']);
    expect(text(records[0], 'Tên')).toBe('Khai sinh, khai tử');
  });

  it('skips titles above, repeated headings, numbering, totals and empty rows', async () => {
    const csv = `DANH MỤC,,,\n"Kèm theo Quyết định số 5,",,,\nSTT,Mã số,Tên,Phí\n(1),(2),(3),(4)\n1,a,A,\nSTT,Mã số,Tên,Phí\n,,,\n2,b,Tổng cộng kinh phí,\nTổng cộng,,,2\n`;
    const { records } = await read(csv);
    expect(records.map((record) => text(record, 'Mã số'))).toEqual(['a', 'b']);
    expect(records.map((record) => record.at)).toEqual(['dòng 5', 'dòng 8']);
  });

  it('names ragged rows; one that is too long is not read, for its cells have shifted', async () => {
    const { records, problems } = await read(`${HEAD}1,Tên, có phẩy,Sở A\n2,Hai\n3,Ba,Sở C,,\n`);
    expect(records.map((record) => text(record, 'Mã số'))).toEqual(['2', '3']);
    expect(problems).toEqual([
      { code: 'row-too-long', at: 'dòng 2', args: { cells: 4, headings: 3 }, lost: true },
      { code: 'row-too-short', at: 'dòng 3', args: { cells: 2, headings: 3 } },
    ]);
  });

  it('keeps unnamed columns that hold something, and headings that are there twice', async () => {
    const { records } = await read('Mã số,Tên,Phí,Phí,,\n1,A,x,y,,https://a.vn/m.doc\n');
    expect(records[0]?.values.map(({ label, text: value }) => [label, value])).toEqual([
      ['Mã số', '1'],
      ['Tên', 'A'],
      ['Phí', 'x'],
      ['Phí', 'y'],
      ['(cột F)', 'https://a.vn/m.doc'],
    ]);
    expect(records[0]?.values[4]?.links).toEqual([{ text: 'https://a.vn/m.doc', url: 'https://a.vn/m.doc' }]);
  });

  it('names a quote that is never closed, and keeps the rows before it', async () => {
    const { records, problems } = await read(`${HEAD}1,A,B\n2,"C\n3,D,E\n4,F,G\n`);
    expect(records.map((record) => text(record, 'Mã số'))).toEqual(['1']);
    expect(problems).toEqual([{ code: 'csv-quote-not-closed', at: 'dòng 3', args: { rows: 2 }, lost: true }]);
  });

  it('names zero bytes and missing headings, and headings without rows', async () => {
    const nul = await read(`${HEAD}1,A\u0000B,C\n`);
    expect(text(nul.records[0], 'Tên')).toBe('AB');
    expect(nul.problems).toEqual([{ code: 'nul-bytes', args: { count: 1 } }]);
    const none = await read('một,hai\nba,bốn\n');
    expect(none.records).toEqual([]);
    expect(none.problems).toMatchObject([
      { code: 'heading-row-not-found', args: { hint: 'một | hai' }, lost: true },
    ]);
    expect(codes((await read(HEAD)).problems)).toEqual(['no-records']);
  });
});

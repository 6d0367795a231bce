import { describe, expect, it } from 'vitest';
import { gather, text } from './testing/items.js';
import { matchLabel } from './testing/matcher.js';
import { type TestCell, type TestSheet, workbook, zip } from './testing/workbook.js';
import { readXlsx } from './xlsx.js';

const read = (file: Buffer) => gather(readXlsx(file, 'tinh.xlsx', { matchLabel }));
const sheet = (rows: TestCell[][], more: Partial<TestSheet> = {}) =>
  read(workbook({ name: 'Sheet1', rows, ...more }));
const HEAD: TestCell[] = ['STT', 'Mã số', 'Tên', 'Cơ quan thực hiện'];

describe('XLSX', () => {
  it('reads every sheet below its titles, as a layout of its own', async () => {
    const { records, problems } = await read(
      workbook(
        {
          name: 'Cấp tỉnh',
          rows: [['CỘNG HÒA', null], ['DANH MỤC'], [], HEAD, [1, '1.001', 'Cấp\nphép', 'Sở A']],
        },
        {
          name: 'Ghi chú',
          rows: [
            ['Người lập', 'An'],
            ['Ngày', 'Hai'],
          ],
        },
        { name: 'Trống', rows: [] },
        { name: 'A & B', rows: [HEAD, [1, '1.002', 'Đổi', 'Sở B']] },
      ),
    );
    expect(records.map(({ at, layout }) => [at, layout])).toEqual([
      ['Cấp tỉnh!5', 'tinh.xlsx#Cấp tỉnh'],
      ['A & B!2', 'tinh.xlsx#A & B'],
    ]);
    expect(text(records[0], 'Tên')).toBe('Cấp\nphép');
    expect(problems).toMatchObject([
      { code: 'heading-row-not-found', at: 'Ghi chú', args: { hint: 'Người lập | An' }, lost: true },
    ]);
  });

  it('gives numbers and dates as a person wrote them', async () => {
    const { records } = await sheet([
      ['Mã số', 'Tên', 'Ngày', 'Phí'],
      [{ stored: '1.0010100000000001' }, 'A', { date: 45292 }, { stored: '1E5' }],
      [{ stored: '2.000205' }, 'B', { date: 45292.5 }, 30000],
    ]);
    expect(records.map((record) => record.values.map((value) => value.text))).toEqual([
      ['1.00101', 'A', '01/01/2024', '100000'],
      ['2.000205', 'B', '01/01/2024 12:00', '30000'],
    ]);
  });

  it('joins group headings with the sub-headings below them', async () => {
    const { records } = await sheet([
      ['Mã số', 'Tên', 'Số lượng', null, 'Phí'],
      [null, null, 'Bản chính', 'Bản sao'],
      ['1', 'A', 1, 0, 'Không'],
    ]);
    expect(records.map(({ at }) => at)).toEqual(['Sheet1!3']);
    expect(records[0]?.values[2]).toEqual({
      label: 'Bản chính',
      parents: ['Số lượng'],
      at: 'cột C',
      text: '1',
    });
    expect(records[0]?.values[3]).toEqual({
      label: 'Bản sao',
      parents: ['Số lượng'],
      at: 'cột D',
      text: '0',
    });
    expect(records[0]?.values[4]).toEqual({ label: 'Phí', at: 'cột E', text: 'Không' });
  });

  it('takes a row of data below sparse headings for no sub-headings', async () => {
    const { records } = await sheet([
      ['Mã số', 'Tên', 'Phí', null],
      ['1', 'A', 'Không', 'x'],
      ['2', 'B', null, null],
    ]);
    expect(records.map((record) => text(record, 'Mã số'))).toEqual(['1', '2']);
  });

  it('takes no title beside another for a group heading', async () => {
    const { records } = await sheet([['UBND TỈNH', null, null, 'CỘNG HÒA'], HEAD, [1, 'a', 'A', 'Sở']]);
    expect(records.map(({ at }) => at)).toEqual(['Sheet1!3']);
    expect(records[0]?.values.some((value) => value.parents !== undefined)).toBe(false);
  });

  it('skips section titles and carries the field they name', async () => {
    const { records } = await sheet([
      HEAD,
      ['I. Lĩnh vực Hộ tịch'],
      [1, 'a', 'A', 'Sở'],
      ['II', null, 'LĨNH VỰC: Đất đai'],
      [2, 'b', 'B', 'Sở'],
      [3, null, 'Lĩnh hội', null],
      HEAD,
      ['Tổng cộng', null, 3],
    ]);
    expect(records.map((record) => [text(record, 'Tên'), text(record, 'Lĩnh vực')])).toEqual([
      ['A', 'Hộ tịch'],
      ['B', 'Đất đai'],
      ['Lĩnh hội', 'Đất đai'],
    ]);
  });

  it('leaves the field column alone where there is one', async () => {
    const { records } = await sheet([['Mã số', 'Tên', 'Lĩnh vực'], ['A. Lĩnh vực Y tế'], ['1', 'A', '']]);
    expect(
      records[0]?.values.filter((value) => value.label === 'Lĩnh vực').map((value) => value.text),
    ).toEqual(['']);
  });

  it('gives merged cells to every row, headings merged with rows below to none, and links', async () => {
    const { records } = await sheet([HEAD, [1, 'a', 'A', 'Sở Tư pháp'], [2, 'b', 'B'], [3, 'c', 'C']], {
      merged: ['D2:D3', 'A1:A1'],
      links: { C3: 'https://dvc.vn/b?x=1&y=2' },
    });
    expect(records.map((record) => text(record, 'Cơ quan thực hiện'))).toEqual([
      'Sở Tư pháp',
      'Sở Tư pháp',
      '',
    ]);
    expect(records[1]?.values[2]?.links).toEqual([{ text: '', url: 'https://dvc.vn/b?x=1&y=2' }]);
  });

  it('names text in an old font', async () => {
    const rows: TestCell[][] = Array.from({ length: 10 }, (_, index) => [
      index,
      'Thñ tôc hµnh chÝnh',
      'C¬ quan thùc hiÖn',
      'x·, ph­êng ®Êt ®ai',
    ]);
    const { records, problems } = await sheet([HEAD, ...rows]);
    expect(records).toEqual([]);
    expect(problems).toEqual([
      { code: 'encoding-legacy-font', at: 'Sheet1', args: { font: 'TCVN3' }, lost: true },
    ]);
  });

  it('names what it cannot read', async () => {
    const codesOf = async (file: Buffer) => (await read(file)).problems.map(({ code, lost }) => [code, lost]);
    expect(await codesOf(zip({ 'word/document.xml': '<x/>' }))).toEqual([['format-unreadable', true]]);
    expect(await codesOf(workbook({ name: 'S', rows: [HEAD] }).subarray(0, 400))).toEqual([
      ['workbook-damaged', true],
    ]);
    expect(await codesOf(zip({ 'xl/workbook.xml': '<a/>' }, 2 ** 30))).toEqual([
      ['workbook-too-large', true],
    ]);
    expect(await codesOf(zip({ 'xl/workbook.xml': '<workbook' }))).toEqual([['workbook-damaged', true]]);
    expect(await codesOf(workbook({ name: 'S', rows: [] }))).toEqual([['no-records', undefined]]);
    expect(await codesOf(workbook({ name: 'S', rows: [HEAD] }))).toEqual([['no-records', undefined]]);
  });

  it('does not believe a directory that declares less than there is', async () => {
    const bomb = zip({ 'xl/workbook.xml': 'x'.repeat(3_000_000) }, 10);
    expect((await read(bomb)).problems.map(({ code }) => code)).toEqual(['workbook-damaged']);
  });
});

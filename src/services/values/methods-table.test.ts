import { describe, expect, it } from 'vitest';
import type { Table } from '../labelled.js';
import { parseMethodsTable } from './methods-table.js';

const table = (headings: string[], ...rows: string[][]): Table => ({
  headings,
  rows: rows.map((cells) => cells.map((text) => ({ text }))),
});
const read = (text: string, tables: readonly Table[] = []) =>
  parseMethodsTable(text, tables)?.rows.map((row) =>
    [row.channels.join('+'), row.time, row.fee, row.description, ...(row.merged ? ['merged'] : [])].join(
      ' | ',
    ),
  );
const HEAD = 'Hình thức nộpThời gianPhí, lệ phíMô tả';

describe('a table of manners whose cells are glued', () => {
  it.each([
    [
      `${HEAD}Trực tuyến5 Ngày làm việcMiễn phíTrực tiếp5 Ngày làm việcMiễn phíXem thêm`,
      ['online | 5 Ngày làm việc | Miễn phí | ', 'inPerson | 5 Ngày làm việc | Miễn phí | Xem thêm'],
    ],
    [`${HEAD}Dịch vụ bưu chính công ích3 NgàyKhông có thông tin`, ['post | 3 Ngày | Không có thông tin | ']],
    [
      `${HEAD}Trực tiếpKhông có thông tin10,000 Việt Nam Đồng(/trường hợp (mỗi bản))Nộp tại xã`,
      ['inPerson | Không có thông tin | 10,000 Việt Nam Đồng(/trường hợp (mỗi bản)) | Nộp tại xã'],
    ],
    [
      `${HEAD}Trực tuyến7Miễn phíDịch vụ bưu chính7Miễn phí`,
      ['online | 7 | Miễn phí | ', 'post | 7 | Miễn phí | '],
    ],
    [`${HEAD}Trực tuyến1100 VNĐ`, ['online | 1100 | 1100 VNĐ |  | merged']],
    [
      `${HEAD}Trực tiếp10 - 15 NgàyPhí : 20.000 ĐồngLệ phí : 5.000 Đồng`,
      ['inPerson | 10 - 15 Ngày | Phí : 20.000 Đồng\nLệ phí : 5.000 Đồng | '],
    ],
    [
      'Hình thức nộp Thời hạn giải quyết Phí, lệ phí Mô tả Trực tiếp 4 Giờ làm việc Không (theo quy định) Ghi chú',
      ['inPerson | 4 Giờ làm việc | Không (theo quy định) | Ghi chú'],
    ],
    ['Hình thức nộpThời gianMô tảTrực tiếp2 NgàyMiễn phí', ['inPerson | 2 Ngày |  | Miễn phí']],
    [`${HEAD}Trực tiếp1 NgàyMiễn phí(chưa đóng ngoặc`, ['inPerson | 1 Ngày | Miễn phí(chưa đóng ngoặc | ']],
    [`${HEAD}Không có thông tin`, []],
  ])('%j', (text, rows) => {
    expect(read(text)).toEqual(rows);
  });

  it.each(['', 'Trực tiếp Trực tuyến', 'Nộp hồ sơ trực tiếp, thời gian 5 ngày', 'Cách thức: trực tiếp'])(
    'not: %j',
    (text) => {
      expect(parseMethodsTable(text)).toBeNull();
    },
  );

  it('says which columns there are', () => {
    expect(parseMethodsTable(`${HEAD}Trực tiếp1 NgàyMiễn phí`)).toMatchObject({
      hasTime: true,
      hasFee: true,
    });
    expect(parseMethodsTable('Hình thức nộpThời gianMô tả')).toMatchObject({ hasTime: true, hasFee: false });
  });
});

describe('a real table of manners', () => {
  it.each([
    [
      table(['Hình thức nộp', 'Thời gian', 'Phí, lệ phí', 'Mô tả'], ['Trực tuyến', '5 ngày', '0 đ', 'x']),
      ['online | 5 ngày | 0 đ | x'],
    ],
    [
      table(
        ['Hình thức nộp hồ sơ:', 'Thời hạn giải quyết (ngày làm việc)', 'Mức phí'],
        ['Trực tiếp, trực tuyến', '5', ''],
      ),
      ['inPerson+online | 5 ngày làm việc |  | '],
    ],
    [
      table(['hinh_thuc_nop', 'thoi_gian', 'phi_le_phi'], ['Trực tiếp', '3 ngày', 'Không']),
      ['inPerson | 3 ngày | Không | '],
    ],
    [table(['hinhThucNop', 'thoiGian'], ['Bưu chính', '3 ngày']), ['post | 3 ngày |  | ']],
    [
      table(['Cách thức', 'Thời hạn'], ['Trực tiếp', 'Cấp mới: 5 ngày'], ['', 'Cấp lại: 3 ngày']),
      ['inPerson | Cấp mới: 5 ngày |  | ', 'inPerson | Cấp lại: 3 ngày |  | '],
    ],
    [
      table(['Trường hợp', 'Thời hạn', 'Lệ phí'], ['Cấp mới', '5 ngày', '10.000 đ']),
      [' | 5 ngày | 10.000 đ | '],
    ],
    [table(['Hình thức nộp', 'Thời gian'], ['Theo quy định', '2 ngày']), [' | 2 ngày |  | ']],
  ])('%j', (one, rows) => {
    expect(read('', [one])).toEqual(rows);
  });

  it('is none without a time or a fee', () => {
    expect(parseMethodsTable('', [table(['Hình thức nộp', 'Ghi chú'], ['Trực tiếp', ''])])).toBeNull();
    expect(parseMethodsTable('', [table(['Tên', 'Thời hạn'], ['A', '1'])])).toBeNull();
  });
});

it.each(['(', '()', 'Trực tiếp', 'Trực tiếp1 Ngày', 'Miễn phí', '1', '(1 đ'])(
  'comes back from a megabyte of %j',
  (piece) => {
    const text = `${HEAD}Trực tiếp${piece.repeat(Math.ceil(1_000_000 / piece.length))}`;
    expect(parseMethodsTable(text)?.rows.length ?? 0).toBeLessThanOrEqual(text.length);
  },
);

import { describe, expect, it } from 'vitest';
import { parseAdminLevels } from './admin-level.js';

describe('administrative levels', () => {
  it.each([
    ['Cấp Tỉnh', ['province']],
    ['CẤP XÃ', ['commune']],
    ['Cấp bộ, Cấp tỉnh', ['ministry', 'province']],
    ['Cấp xã; cấp huyện', ['district', 'commune']],
    ['Tỉnh/Huyện/Xã', ['province', 'district', 'commune']],
    ['Tỉnh', ['province']],
    ['Xã, phường, thị trấn', ['commune']],
    ['Cấp Sở', ['province']],
    ['Sở, ban, ngành', ['province']],
    ['Trung ương và địa phương', ['ministry']],
    ['Cấp Trung ương', ['ministry']],
    ['Cấp bộ (Cục Hàng hải)', ['ministry']],
    ['UBND cấp xã', ['commune']],
    ['UBND tỉnh', ['province']],
    ['Cấp xã, Cơ quan khác', ['commune']],
    ['Cap_Tinh', ['province']],
    ['province', ['province']],
    ['Cấp tỉnh'.normalize('NFD'), ['province']],
    ['Thực hiện tại cấp xã.', ['commune']],
  ])('%s', (text, levels) => {
    expect(parseAdminLevels(text)).toEqual(levels);
  });

  it.each([
    '',
    'Cơ quan khác',
    'Mức độ 4',
    'Một phần',
    'Toàn trình',
    'Bộ phận Một cửa',
    'Toàn bộ quy trình',
    'Cán bộ tiếp nhận',
    'Cấp độ 3',
    'Cấp phép xây dựng',
    'Đường bộ',
    'Tỉnh táo',
    `Cấp tỉnh ${'x'.repeat(150)}`,
  ])('none: %s', (text) => {
    expect(parseAdminLevels(text)).toEqual([]);
  });
});

it.each(['(', 'cấp ', 'tỉnh, '])('comes back from a megabyte of %j', (piece) => {
  expect(parseAdminLevels(piece.repeat(Math.ceil(1_000_000 / piece.length)))).toEqual([]);
});

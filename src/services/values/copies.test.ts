import { describe, expect, it } from 'vitest';
import { parseCopies } from './copies.js';

describe('copies', () => {
  it.each([
    ['03 bộ', { sets: 3 }],
    ['hai bộ hồ sơ', { sets: 2 }],
    ['Số lượng: 02(hai) bộ.', { sets: 2 }],
    ['Số lượng hồ sơ: 02', { sets: 2 }],
    ['04 bộ (gồm 01 bộ chính và 03 bộ sao)', { sets: 4 }],
    ['3 bản chính', { originals: 3, copies: 0 }],
    ['0 bản chính,3 bản sao', { originals: 0, copies: 3 }],
    ['Bản chính: 2 - Bản sao: 1', { originals: 2, copies: 1 }],
    ['01 bản gốc hoặc 01 bản sao chứng thực', { originals: 1, copies: 0 }],
    ['hai bản photo', { originals: 0, copies: 2 }],
    ['Thông tư số 10/2023/TT-BTC2 bản chính', { originals: 2, copies: 0 }],
    ['Phụ lục số 122 bản chính', { originals: 2, copies: 0 }],
  ])('%s', (text, expected) => {
    expect(parseCopies(text)).toEqual(expected);
  });

  it.each([
    '',
    'Không có thông tin',
    'Chưa quy định (thường là 02 bộ)',
    '02 bộ luật',
    'Bộ trưởng',
    '3-Mau.doc',
    'bản chính',
  ])('none: %s', (text) => {
    expect(parseCopies(text)).toBeNull();
  });
});

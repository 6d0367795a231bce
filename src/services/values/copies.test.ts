import { describe, expect, it } from 'vitest';
import { gluedCount, parseCopies } from './copies.js';

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
    ['02 bản', { originals: 2, copies: 0 }],
    ['03 (ba) bản.', { originals: 3, copies: 0 }],
    ['một bản', { originals: 1, copies: 0 }],
    ['01 (bản)', { originals: 1, copies: 0 }],
    ['01 BẢN CHÍNH', { originals: 1, copies: 0 }],
    ['01 bản gốc; 02 bản sao y', { originals: 1, copies: 2 }],
    ['1 bản scan', { originals: 0, copies: 1 }],
    ['Bản chính: 01 bản, bản sao: 02 bản', { originals: 1, copies: 2 }],
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
    '02 bản tin',
  ])('none: %s', (text) => {
    expect(parseCopies(text)).toBeNull();
  });
});

describe('a count glued to a citation', () => {
  it.each([
    ['01', '', 1],
    ['12', 'ảnh: ', 12],
    ['12', 'mẫu số ', 2],
    ['20241', '10/', 1],
  ])('%s behind %j', (digits, before, count) => {
    expect(gluedCount(digits, before)).toBe(count);
  });
});

it.each(['(', '1', '1 bản chính', '01 bộ ', 'số lượng: '])('comes back from a megabyte of %j', (piece) => {
  const read = parseCopies(piece.repeat(Math.ceil(1_000_000 / piece.length)));
  expect(read === null || Object.values(read).every(Number.isFinite)).toBe(true);
});

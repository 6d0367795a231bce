import { describe, expect, it } from 'vitest';
import { namesSeveralLevels, parseLevel } from './level.js';

const read = (text: string) => {
  const level = parseLevel(text);
  return level === null ? null : `${level.level}${level.tier === undefined ? '' : ` ${level.tier}`}`;
};

describe('declared levels', () => {
  it.each([
    ['Mức độ 3', '3'],
    ['MỨC ĐỘ 4', '4'],
    ['mức 2', '2'],
    ['Mức độ: 3', '3'],
    ['Mức độ số 4', '4'],
    ['DVCTT mức độ 4', '4'],
    ['DVC mức 3', '3'],
    ['Dịch vụ công trực tuyến mức độ 03', '3'],
    ['MUC_DO_2', '2'],
    ['Mức độ IV', '4'],
    ['cấp độ 3', '3'],
    ['Level 4', '4'],
    ['3', '3'],
    ['4.0', '4'],
    ['Toàn trình', '4 full'],
    ['DVC_TOAN_TRINH', '4 full'],
    ['Dịch vụ công trực tuyến TOÀN TRÌNH.', '4 full'],
    ['Toàn trình (qua tài khoản VNeID)', '4 full'],
    ['Toàn trình - yêu cầu tài khoản định danh mức độ 2', '4 full'],
    ['Một phần', '3 partial'],
    ['DVC một phần', '3 partial'],
    ['Mức độ 3 (một phần)', '3 partial'],
    ['Mức độ 4 (toàn trình)', '4 full'],
    ['Mức độ 3 (toàn trình)', '3'],
    ['Cung cấp thông tin trực tuyến', '1 information'],
    ['Toàn trình'.normalize('NFD'), '4 full'],
    ['Mức độ 4, toàn trình, mức độ 4', '4 full'],
  ])('%s', (text, level) => {
    expect(read(text)).toBe(level);
  });

  it.each([
    '',
    'Mức độ',
    'Mức độ 3, 4',
    'Mức độ 3-4',
    'Mức độ 3 và 4',
    'Mức 3; mức 4',
    'MUC_DO_3,MUC_DO_4',
    'Toàn trình/Một phần',
    'Một phần (mức độ 3), toàn trình (mức độ 4)',
    'Không cung cấp trực tuyến',
    'Chưa cung cấp',
    'Chưa cung cấp mức độ 3',
    'Không đủ điều kiện cung cấp toàn trình',
    'Mức độ 5',
    'Mức độ 40',
    'tài khoản định danh mức độ 2',
    'Định danh điện tử mức 2',
    'mức độ 2 định danh điện tử',
    'Hệ thống thông tin cấp độ 3',
    'Cấp tỉnh',
    'Nộp bằng một phần mềm của Sở',
    'Tất cả',
    '5',
    '1.004194',
    `Hồ sơ ${'nộp '.repeat(50)} toàn trình`,
  ])('none: %s', (text) => {
    expect(parseLevel(text)).toBeNull();
  });
});

it.each(['(', 'mức độ 3 ', 'toàn trình '])('comes back from a megabyte of %j', (piece) => {
  expect(parseLevel(piece.repeat(Math.ceil(1_000_000 / piece.length)))).toBeNull();
});

it.each([
  ['Mức độ 3, 4', true],
  ['Mức độ 3 và 4', true],
  ['Toàn trình/Một phần', true],
  ['Mức độ 4', false],
  ['Mức độ 4 (toàn trình)', false],
  ['Chưa cung cấp mức độ 3, 4', false],
  ['Cấp tỉnh', false],
])('several levels: %s', (text, several) => {
  expect(namesSeveralLevels(text)).toBe(several);
});

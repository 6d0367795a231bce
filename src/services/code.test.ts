import { describe, expect, it } from 'vitest';
import { readCode } from './code.js';

describe('codes', () => {
  it.each([
    ['1.001234', '1.001234', undefined],
    [' 2.000205 ', '2.000205', undefined],
    ['1,001234', '1.001234', undefined],
    ['1. 001234', '1.001234', undefined],
    ['1.001 234', '1.001234', undefined],
    ['1.001.234', '1.001234', undefined],
    ['Mã TTHC: 1.001234', '1.001234', undefined],
    ['Mã số thủ tục hành chính: 1.001234', '1.001234', undefined],
    ['Mã DVC - 1.001234', '1.001234', undefined],
    ['TTHC: 3.000001', '3.000001', undefined],
    ['2.000205.000.00.00.H17', '2.000205', 'suffix'],
    ['2.000205.000.00.00.H17.01', '2.000205', 'suffix'],
    ['1.00101', '1.001010', 'padded'],
    ['2,0002', '2.000200', 'padded'],
    ['1.001234Cấp giấy phép', '1.001234', 'cut'],
    ['(1.001234)', '1.001234', 'cut'],
    ['BCA-1.001234', '1.001234', 'cut'],
    ['1.001234; 1.005678', '1.001234', 'cut'],
    ['1.001234 (mã cũ: 2.000111)', '1.001234', 'cut'],
    ['QLKTN003', 'QLKTN003', undefined],
    ['QTH-KH-01 - Đăng ký hộ kinh doanh', 'QTH-KH-01', 'cut'],
    ['C08_XPHCDB', 'C08_XPHCDB', undefined],
    ['abc-12', 'abc-12', undefined],
    ['1.0012345', '1.0012345', undefined],
    ['12.001234', '12.001234', undefined],
  ])('%s', (text, code, mended) => {
    expect(readCode(text)).toEqual(mended === undefined ? { code } : { code, mended });
  });

  it.each([
    '',
    '  ',
    'Mã TTHC:',
    'Thủ tục này chưa được công bố mã trên cơ sở dữ liệu quốc gia về thủ tục hành chính',
  ])('none in %j', (text) => {
    expect(readCode(text)).toBeNull();
  });
});

it.each(['(', '1.', '1', 'A-', 'mã ', '1.001'])('comes back from a megabyte of %j', (piece) => {
  const read = readCode(piece.repeat(Math.ceil(1_000_000 / piece.length)));
  expect(read?.code.length ?? 0).toBeLessThanOrEqual(60);
});

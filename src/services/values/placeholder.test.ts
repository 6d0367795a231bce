import { describe, expect, it } from 'vitest';
import { isInFile, isNone, isPlaceholder } from './placeholder.js';

describe('placeholders', () => {
  it.each([
    '',
    ' \u00a0',
    '-',
    '--',
    '.',
    '…',
    '[]',
    'N/A',
    'null',
    'None',
    'undefined',
    'Không có thông tin.',
    'KHÔNG CÓ THÔNG TIN',
    'Đang cập nhật...',
    '[Chưa có thông tin chi tiết]',
    'Chưa quy định cụ thể',
    'Chưa có văn bản quy định.',
    'Chưa quy định mức thu',
    '• Không có thông tin về số bộ',
    'Không có thông tinKhông có thông tin',
    'Không có thông tin'.normalize('NFD'),
  ])('%s', (text) => {
    expect(isPlaceholder(text)).toBe(true);
    expect(isNone(text)).toBe(false);
  });

  it.each(['Không', '0', 'Có', 'Nam', 'Không có thông tin trong cơ sở dữ liệu thì nộp bản sao', 'a'])(
    'not: %s',
    (text) => {
      expect(isPlaceholder(text)).toBe(false);
    },
  );
});

describe('"there is none"', () => {
  it.each([
    'Không',
    'không.',
    '- Không',
    'Không có',
    'Không quy định',
    'Không yêu cầu',
    'Không thu phí',
    'Không có mẫu đơn, tờ khai',
    'Không có yêu cầu, điều kiện',
    'Miễn phí',
  ])('%s', (text) => {
    expect(isNone(text)).toBe(true);
  });

  it.each(['Không có thông tin', 'Có', 'Không được cấp quá 02 lần', 'Không có tiền án', 'Tờ khai', ''])(
    'not: %s',
    (text) => {
      expect(isNone(text)).toBe(false);
    },
  );
});

describe('a text that sends the reader to a file', () => {
  it.each([
    ['xem file đính kèm', false, true],
    ['Thành phần hồ sơ: chi tiết xem tại tệp tin kèm theo', false, true],
    ['Có file đính kèm TPHS_01.pdf', false, true],
    ['123.docx', false, true],
    ['Thành phần hồ sơ', true, true],
    ['Thành phần hồ sơ', false, false],
    ['Theo quy định', false, false],
    ['Đơn (xem file đính kèm)', true, false],
    ['Danh mục giấy tờ.pdf', true, false],
    ['Hộ chiếu', true, false],
    ['', true, false],
  ])('%s, linked: %s', (text, linked, inFile) => {
    expect(isInFile(text, 'Thành phần hồ sơ', linked)).toBe(inFile);
  });
});

import { describe, expect, it } from 'vitest';
import { clean, cleanLine, foldName, shorten, unaccent } from './text.js';

describe('clean', () => {
  it.each([
    ['Đăng ký'.normalize('NFD'), 'Đăng ký'],
    ['Ðối tượng và ðơn', 'Đối tượng và đơn'],
    ['Sở\u00a0Tư  pháp\t(TP)', 'Sở Tư pháp (TP)'],
    [' dòng 1 \r\n\r\n dòng 2\rdòng 3\u2028dòng 4', 'dòng 1\ndòng 2\ndòng 3\ndòng 4'],
    ['a \u00a0 b', 'a b'],
    ['\ufeffMã\u200b thủ\u00ad tục\u202e', 'Mã thủ tục'],
    ['\uf0b7 Bước 1', '• Bước 1'],
    ['a\u0000b\u001b[31mc', 'a b [31mc'],
    ['Mức độ 4', 'Mức độ 4'],
  ])('%j', (text, expected) => {
    expect(clean(text)).toBe(expected);
  });

  it('mends every character it names, alone in a text', () => {
    for (let code = 0; code <= 0xffff; code += 1) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const once = clean(`a${String.fromCharCode(code)}b`);
      expect(clean(once)).toBe(once);
      expect(once).not.toMatch(
        /[\u0000-\u0009\u000b-\u001f\u007f-\u00a0\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ue000-\uf8ffÐð]/,
      );
    }
  });

  it('puts everything on one line', () => {
    expect(cleanLine('a\n\n b ')).toBe('a b');
  });
});

describe('names', () => {
  it.each([
    ['Uỷ ban nhân dân xã.', 'ủy ban nhân dân xã'],
    ['  - Phòng  Văn hoá', 'phòng văn hóa'],
    ['Công an tỉnh ,Sở A', 'công an tỉnh,sở a'],
    ['Cục Quản lý xuất nhập cảnh'.normalize('NFD'), 'cục quản lý xuất nhập cảnh'],
    ['Văn phòng Hoàng Quỳ', 'văn phòng hoàng quỳ'],
  ])('%j folds to %j', (name, folded) => {
    expect(foldName(name)).toBe(folded);
  });

  it('keeps accents that tell names apart, and drops them for keys', () => {
    expect(foldName('Sở Tư pháp')).not.toBe(foldName('Số tư pháp'));
    expect(unaccent('Đối tượng THỰC hiện')).toBe('doi tuong thuc hien');
  });

  it('shortens between characters', () => {
    expect(shorten('thủ tục', 20)).toBe('thủ tục');
    expect(shorten('abcdef', 4)).toBe('abc…');
    expect(shorten('ab😀cd', 4)).toBe('ab…');
  });
});

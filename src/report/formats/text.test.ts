import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { cellSafe, drawTable } from './boxes.js';
import { terminalSafe } from './terminal-safe.js';
import { columns, pad, paragraph, wrap } from './text.js';

describe('terminalSafe', () => {
  test('leaves nothing that a terminal acts on', () => {
    const hostile =
      'a\u001B[31mb\u009B2J\u202Ec\u2066d\u061Ce\u200Ff\r\ng\u0007h\u2028i\uD800j\u{E0041}k\uFE0F';
    const safe = terminalSafe(hostile);
    expect(safe).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
    expect(safe.replace(/[^a-k]/g, '')).toBe('abcdefghijk');
  });

  test('composes Vietnamese and keeps all of it', () => {
    expect(terminalSafe('Ủy ban nhân dân quận Thủ Đức'.normalize('NFD'))).toBe(
      'Ủy ban nhân dân quận Thủ Đức',
    );
  });
});

describe('wrap', () => {
  test('breaks at spaces, and inside a word only where it is longer than the line', () => {
    expect(wrap('Phòng Kinh tế và Hạ tầng', 10)).toEqual(['Phòng Kinh', 'tế và Hạ', 'tầng']);
    expect(wrap('', 10)).toEqual(['']);
    expect(wrap('https://dichvucong.example.vn/mot/hai', 14)).toEqual([
      'https://',
      'dichvucong.',
      'example.vn/',
      'mot/hai',
    ]);
    expect(wrap('x'.repeat(25), 10)).toEqual(['x'.repeat(10), 'x'.repeat(10), 'x'.repeat(5)]);
  });

  test('never tears a share from its sign, and never loses a letter', () => {
    expect(wrap('đạt 27,8 % thôi', 8)).toEqual(['đạt', '27,8 %', 'thôi']);
    const text = 'Ban Quản lý Khu kinh tế/khu công nghiệp 日本語の住所 tỉnh';
    for (let width = 2; width < 60; width += 1) {
      const lines = wrap(text, width);
      expect(lines.join('').replace(/ /g, '')).toBe(text.replace(/ /g, ''));
      for (const line of lines) expect(columns(line)).toBeLessThanOrEqual(width);
    }
  });

  test('a paragraph hangs under its first words', () => {
    expect(paragraph('một hai ba', 8, '✗ ')).toEqual(['✗ một', '  hai ba']);
    expect(pad('日本', 6, 'right')).toBe('  日本');
  });
});

describe('drawTable', () => {
  const texts = [
    'Sở Tư pháp',
    'Sở Tư pháp'.normalize('NFD'),
    '日本国大使館 và 한국',
    'Thái ที่อยู่ กำแพง, ស្រុក, हिन्दी',
    'biểu tượng ✔️ 🇻🇳 👨‍👩‍👧 1️⃣ ☎',
    'a\u001B[41mb\u202Ec\td',
    'ﷺ \u1160\u3164 \u{1F9FF} e\u0301\u0323\u0302',
  ];

  test('its lines are equally wide whatever the cells hold', () => {
    const table = drawTable(
      [
        { title: 'Đơn vị', width: 12, align: 'left' },
        { title: 'Số', width: 5, align: 'right' },
      ],
      texts.map((text, index) => [
        { text: cellSafe(text), indent: index % 3 },
        { text: String(index * 100) },
      ]),
      { total: [{ text: 'Tổng' }, { text: '9' }], paintTitle: (text) => text },
    );
    expect(new Set(table.split('\n').map((line) => stringWidth(line)))).toEqual(
      new Set([12 + 5 + 2 * 3 + 1]),
    );
    expect(table).not.toContain('…');
    expect(table.split('\n').filter((line) => line.startsWith('├'))).toHaveLength(2);
  });

  test('any character keeps the lines straight', () => {
    const rows: { text: string }[][] = [];
    for (let start = 0x20; start < 0x20000; start += 8) {
      if (start >= 0xd800 && start < 0xe000) continue;
      const text = Array.from({ length: 8 }, (_, index) => `a${String.fromCodePoint(start + index)}`).join(
        '',
      );
      rows.push([{ text: cellSafe(text) }]);
    }
    const widths = new Set<number>();
    for (let first = 0; first < rows.length; first += 100) {
      const table = drawTable([{ title: 'x', width: 30, align: 'left' }], rows.slice(first, first + 100), {
        paintTitle: (title) => title,
      });
      for (const line of table.split('\n')) widths.add(stringWidth(line));
    }
    expect(widths).toEqual(new Set([34]));
  });
});

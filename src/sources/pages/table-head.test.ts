import { describe, expect, it } from 'vitest';
import { loadVocabulary } from '../../services/vocabulary.js';
import { readPage } from './read-page.js';

const { matchLabel } = loadVocabulary();
const URL = 'https://thu.example.vn/ds';

async function read(table: string) {
  const html = `<body><h2>Thủ tục hành chính</h2><table border="1">${table}</table></body>`;
  const { kind, records, links } = await readPage({ html, url: URL }, matchLabel);
  const rows = links.flatMap(({ role, url, fields = [] }) =>
    role === 'detail' ? [[url, ...fields.map(({ label, text }) => `${label}: ${text}`)]] : [],
  );
  return { kind, rows, places: records.map(({ at }) => at) };
}

const row = (...cells: readonly string[]) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
const bold = (...cells: readonly string[]) => row(...cells.map((cell) => `<b>${cell}</b>`));

describe('a heading row of ordinary cells', () => {
  const first = row('1', '<a href="/x/1">Gõ mõ sớm mai</a>', '4');
  const second = row('2', '<a href="/x/2">Gõ mõ tối nay</a>', '3');

  it.each([
    ['in bold', bold('TT', 'Tên TTHC', 'Mức độ DVCTT')],
    ['plain', row('STT', 'Tên thủ tục hành chính', 'Mức độ')],
    [
      'below a title',
      `<tr><td colspan="3"><b>Danh mục thủ tục</b></td></tr>${bold('TT', 'Tên thủ tục', 'Mức độ')}`,
    ],
  ])('makes rows that lead to pages a list: %s', async (_, head) => {
    const { kind, rows, places } = await read(
      `${head}<tr><td colspan="3"><b>I. Lĩnh vực mõ</b></td></tr>${first}${second}`,
    );
    expect([kind, places]).toEqual(['listing', ['https://thu.example.vn/x/1', 'https://thu.example.vn/x/2']]);
    expect(rows.map(([url]) => url)).toEqual(places);
    expect(rows[0]?.at(-1)).toMatch(/^Mức độ.*: 4$/);
  });

  it('is none where its labels have their values beside them', async () => {
    const { rows } = await read(
      `${row('<b>Mã thủ tục</b>', '9.000001', '<b>Tên thủ tục</b>', 'Gõ mõ sớm mai')}${row('<b>Lĩnh vực</b>', '<a href="/lv/1">Gõ mõ</a>', '<b>Cấp</b>', 'Xã')}`,
    );
    expect(rows).toEqual([]);
  });
});

describe('headings in two rows', () => {
  it.each([
    [
      'of heading cells',
      '<tr><th rowspan="2">Tên thủ tục</th><th colspan="3">Mức độ</th></tr><tr><th>2</th><th>3</th><th>4</th></tr>',
    ],
    [
      'of ordinary cells',
      '<tr><td rowspan="2">Tên thủ tục</td><td colspan="3">Mức độ DVC</td></tr><tr><td>Mức 2</td><td>Mức 3</td><td>Mức 4</td></tr>',
    ],
  ])('name the level that is marked: %s', async (_, head) => {
    const { kind, rows } = await read(
      `${head}${row('<a href="/x/1">Gõ mõ sớm mai</a>', '', '', 'x')}${row('<a href="/x/2">Gõ mõ tối nay</a>', 'x', '', '')}`,
    );
    expect(kind).toBe('listing');
    expect(rows.map((one) => one.filter((said) => said.endsWith('x')))).toEqual([
      [expect.stringMatching(/^Mức (?:độ )?4: x$/)],
      [expect.stringMatching(/^Mức (?:độ )?2: x$/)],
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { loadVocabulary } from '../../services/vocabulary.js';
import { readPage } from './read-page.js';

const { matchLabel } = loadVocabulary();
const URL = 'https://thu.example.vn/ds';

async function aloneOn(heads: readonly string[], ...rows: readonly (readonly string[])[]) {
  const cells = (texts: readonly string[], tag: string) =>
    `<tr>${texts.map((text) => `<${tag}>${text}</${tag}>`).join('')}</tr>`;
  const table = `<table>${cells(heads, 'th')}${rows.map((row) => cells(row, 'td')).join('')}</table>`;
  const { records, alone = [] } = await readPage({ html: `<body>${table}</body>`, url: URL }, matchLabel);
  return {
    records,
    alone: alone.map((record) => ({ ...record, values: record.values.map(({ text }) => text) })),
  };
}

const HEADS = ['STT', 'Mã thủ tục', 'Tên thủ tục', 'Mức độ'];
const FIRST = ['1', '9.000001', '<a href="/tt/1">Cấp phép gõ trống</a>', 'Mức độ 4'];
const LAST = ['3', '9.000003', '<a href="/tt/3">Cấp phép gõ chiêng</a>', 'Mức độ 2'];

describe('a row that leads nowhere', () => {
  it('beside rows that lead to pages is all that is known of its procedure', async () => {
    const { records, alone } = await aloneOn(
      HEADS,
      FIRST,
      ['2', '9.000002', 'Cấp phép gõ mõ', 'Mức độ 3'],
      LAST,
    );
    expect(records.map(({ at }) => at)).toEqual([
      'https://thu.example.vn/tt/1',
      'https://thu.example.vn/tt/3',
    ]);
    expect(alone).toMatchObject([
      { at: `${URL} #1`, listed: true, values: ['2', '9.000002', 'Cấp phép gõ mõ', 'Mức độ 3'] },
    ]);
  });

  it('counts where the list shows names alone, or opens pages by a script nobody can read', async () => {
    const names = await aloneOn(['STT', 'Tên thủ tục'], ['1', FIRST[2] ?? ''], ['2', 'Cấp phép gõ mõ']);
    expect(names.alone).toHaveLength(1);
    const script = '<a href="javascript:void(0)" onclick="xem(2)">Cấp phép gõ mõ</a>';
    expect((await aloneOn(HEADS, FIRST, ['2', '9.000002', script, ''])).alone).toHaveLength(1);
  });

  it.each([
    ['the title of a group', ['', '', 'Lĩnh vực âm nhạc', '']],
    ['the sum of all', ['Tổng', '', 'Hai thủ tục', '']],
    ['a row of one cell', ['Lĩnh vực âm nhạc']],
    ['a row without a name', ['2', '9.000002', '', 'Mức độ 3']],
  ])('is no procedure where it is %s', async (_, row) => {
    expect((await aloneOn(HEADS, FIRST, row, LAST)).alone).toEqual([]);
  });

  it('is no procedure where a list of names has a row in bold', async () => {
    expect(
      (await aloneOn(['STT', 'Tên thủ tục'], ['1', '<b>Lĩnh vực âm nhạc</b>'], ['2', FIRST[2] ?? ''])).alone,
    ).toEqual([]);
  });
});

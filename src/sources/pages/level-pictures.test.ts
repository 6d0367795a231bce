import { describe, expect, it } from 'vitest';
import { normalise } from '../../services/normalise.js';
import { loadVocabulary } from '../../services/vocabulary.js';
import { readPage } from './read-page.js';

const vocabulary = loadVocabulary();
const row = (label: string, value: string) => `<tr><td>${label}</td><td>${value}</td></tr>`;
const OWN =
  row('Mã thủ tục', '9.100007') + row('Trình tự thực hiện', 'Gõ') + row('Thời hạn giải quyết', '2 ngày');

async function levelOf(rows: string, beside = '') {
  const html = `<body><div><h1>Cấp phép gõ trống</h1>${beside}<table>${OWN}${rows}</table></div></body>`;
  const { records } = await readPage({ html, url: 'https://trong.example.vn/tt/9' }, vocabulary.matchLabel);
  const [record] = records;
  if (record === undefined) throw new Error('no record');
  return normalise(record, vocabulary).values.declaredLevel?.level;
}

describe('a level that is drawn', () => {
  it.each([
    ['<img src="/anh/muc-do-4.png" alt="">', 4],
    ['<img src="/anh/level4.png">', 4],
    ['<img src="/anh/icon_level_3.svg?v=2">', 3],
    ['<img src="x.png" alt="4">', 4],
    ['<img src="x.png" alt="Biểu tượng mức độ 3">', 3],
    ['<i class="level-4"></i>', 4],
    ['<span class="mucdo4">★★★★</span>', 4],
    ['<span title="Mức độ 3">★★★☆</span>', 3],
    ['<span>★★★★</span>', undefined],
    ['<img src="/2024/4.png">', undefined],
    ['<img src="/anh/level3.png"><img src="/anh/level4.png">', undefined],
    ['Chưa cung cấp <img src="/anh/level4.png">', undefined],
  ])('in its place: %s', async (value, level) => {
    expect(await levelOf(row('Mức độ cung cấp dịch vụ công trực tuyến', value))).toBe(level);
  });

  it.each([
    ['<div><img src="/anh/muc-do-4.png"></div>', 4],
    ['<div><img src="/anh/dvc_muc3.gif"></div>', 3],
    ['<div><img src="/anh/level4.png"></div>', undefined],
    ['<div class="level-4">Mục lục</div>', undefined],
  ])('under no label: %s', async (beside, level) => {
    expect(await levelOf('', beside)).toBe(level);
  });

  it('is read in the column of a list', async () => {
    const cells = [3, 4].map(
      (level) =>
        `<tr><td><a href="/tt/${level}">Cấp phép gõ ${level} hồi</a></td><td><img src="/level${level}.png"></td></tr>`,
    );
    const html = `<body><table><tr><th>Tên thủ tục</th><th>Mức độ</th></tr>${cells.join('')}</table></body>`;
    const { records } = await readPage({ html, url: 'https://trong.example.vn/ds' }, vocabulary.matchLabel);
    expect(records.map((record) => normalise(record, vocabulary).values.declaredLevel?.level)).toEqual([
      3, 4,
    ]);
  });
});

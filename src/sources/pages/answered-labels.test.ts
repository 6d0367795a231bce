import { describe, expect, it } from 'vitest';
import { loadVocabulary } from '../../services/vocabulary.js';
import { readPage } from './read-page.js';

const { matchLabel } = loadVocabulary();
const RECORD: readonly (readonly [string, string])[] = [
  ['Mã thủ tục', '9.100007'],
  ['Trình tự thực hiện', 'Gõ ba hồi'],
  ['Thời hạn giải quyết', '2 ngày'],
  ['Lệ phí', '20.000 đồng'],
];
const shown = (print: (label: string, value: string, index: number) => string, more: typeof RECORD) =>
  [...RECORD, ...more].map(([label, value], index) => print(label, value, index)).join('');

async function valuesOf(body: string) {
  const html = `<body><div><h1>Cấp phép gõ trống</h1>${body}</div></body>`;
  const { records } = await readPage({ html, url: 'https://trong.example.vn/tt/9' }, matchLabel);
  return records.map(({ values }) => Object.fromEntries(values.map(({ label, text }) => [label, text])));
}

const PLACES: readonly (readonly [string, (more: typeof RECORD) => string])[] = [
  [
    'a table with numbers and headings',
    (more) =>
      `<table><tr><th>STT</th><th>Nội dung</th><th>Chi tiết</th></tr>${shown((label, value, index) => `<tr><td>${index + 1}</td><td>${label}</td><td>${value}</td></tr>`, more)}</table>`,
  ],
  ['a list', (more) => `<ul>${shown((label, value) => `<li><b>${label}:</b> ${value}</li>`, more)}</ul>`],
  ['lines', (more) => shown((label, value) => `<p>${label}: ${value}</p>`, more)],
  ['headings', (more) => shown((label, value) => `<h2>${label}</h2><p>${value}</p>`, more)],
  [
    'columns',
    (more) =>
      `<table>${shown((label, value) => `<tr><td>${label}</td><td>${value}</td></tr>`, [])}</table><table><tr><th>Nộp hồ sơ trực tuyến</th>${more.map(([label]) => `<th>${label}</th>`).join('')}</tr><tr><td>Có</td>${more.map(([, value]) => `<td>${value}</td>`).join('')}</tr></table>`,
  ],
];

describe('a word of menus that an answer makes a label', () => {
  it.each(PLACES)('is read in %s', async (_, print) => {
    for (const answer of ['Không', 'Có', 'Chưa hỗ trợ']) {
      const [values] = await valuesOf(print([['Thanh toán trực tuyến', answer]]));
      expect(values).toMatchObject({ 'Lệ phí': '20.000 đồng', 'Thanh toán trực tuyến': answer });
    }
  });

  it('is read in the rows of several procedures', async () => {
    const rows = [1, 2].map(
      (row) => `<tr><td>Cấp phép gõ ${row} hồi</td><td>Gõ</td><td>${row} ngày</td><td>Không</td></tr>`,
    );
    const head = ['Tên thủ tục', 'Trình tự thực hiện', 'Thời hạn giải quyết', 'Thanh toán trực tuyến'];
    const table = `<table><tr><th>${head.join('</th><th>')}</th></tr>${rows.join('')}</table>`;
    expect((await valuesOf(table)).map((values) => values['Thanh toán trực tuyến'])).toEqual([
      'Không',
      'Không',
    ]);
  });

  it('stands beside rows that nobody knows, whose own labels are read', async () => {
    const more: typeof RECORD = [
      ['Thanh toán trực tuyến', 'Không'],
      ['Thông tin khác', '<b>Đối tượng thực hiện:</b> Sư'],
      ['Tên gọi xưa', 'Gõ mõ'],
    ];
    const [values] = await valuesOf(PLACES[0]?.[1](more) ?? '');
    expect(values).toMatchObject({ 'Thanh toán trực tuyến': 'Không', 'Đối tượng thực hiện': 'Sư' });
  });

  it.each([
    ['a menu', '<div><div>Thanh toán trực tuyến</div><div>Tra cứu hồ sơ</div></div>'],
    ['a text', '<p>Thanh toán trực tuyến: xem hướng dẫn ở trang sau</p>'],
  ])('stays a word of %s', async (_, print) => {
    const rows = shown((label, value) => `<tr><td>${label}</td><td>${value}</td></tr>`, []);
    const [values] = await valuesOf(`<table>${rows}</table>${print}`);
    expect(values).not.toHaveProperty('Thanh toán trực tuyến');
  });
});

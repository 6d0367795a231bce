import { describe, expect, it } from 'vitest';
import { loadVocabulary } from '../../services/vocabulary.js';
import { readPage } from './read-page.js';

const { matchLabel } = loadVocabulary();

async function read(html: string, url = 'https://thu.example.vn/thu-tuc/1') {
  const reading = await readPage({ html, url }, matchLabel);
  const values = new Map(reading.records[0]?.values.map((value) => [value.label, value]));
  return {
    ...reading,
    values,
    text: (label: string) => values.get(label)?.text,
    layout: reading.records[0]?.layout,
  };
}

const row = (label: string, value: string) =>
  `<div class="info-row"><div class="key">${label}:</div><div class="val">${value}</div></div>`;
const detail = (rows: string, before = '', after = '') =>
  `<body><div class="menu"><a href="/nop">Nộp hồ sơ</a></div><div class="content">${before}<h1>Cấp phép gõ trống</h1>${rows}${after}</div><footer><a href="/nop">Nộp hồ sơ trực tuyến</a></footer></body>`;
const base =
  row('Mã thủ tục', '9.1') + row('Trình tự thực hiện', 'Gõ ba tiếng') + row('Thời hạn giải quyết', '1 ngày');

describe('a name and what stands with it', () => {
  const titled = (title: string) =>
    `<div class="c"><h1>${title}</h1>${row('Trình tự thực hiện', 'Gõ')}${row('Kết quả thực hiện', 'Giấy')}${row('Lĩnh vực', 'Mõ')}</div>`;

  it.each([
    ['QT-VH-03 - Cấp phép gõ mõ', 'Cấp phép gõ mõ', 'QT-VH-03'],
    ['1.004194 – Cấp phép gõ mõ', 'Cấp phép gõ mõ', '1.004194'],
    ['2.000205.000.00.00.H17 - Cấp phép gõ mõ', 'Cấp phép gõ mõ', '2.000205.000.00.00.H17'],
    ['ĐM-GM-07 -Cấp phép gõ mõ', 'Cấp phép gõ mõ', 'ĐM-GM-07'],
    ['QLGM012: Cấp phép gõ mõ', 'Cấp phép gõ mõ', 'QLGM012'],
    ['Cấp phép gõ mõ (1.004194)', 'Cấp phép gõ mõ', '1.004194'],
    ['Cấp phép gõ mõ (Mã TTHC: 1.004194)', 'Cấp phép gõ mõ', '1.004194'],
    ['Cấp phép gõ mõ - 2.000205.000.00.00.H17', 'Cấp phép gõ mõ', '2.000205.000.00.00.H17'],
    ['Cấp phép gõ mõ (lần 2)', 'Cấp phép gõ mõ (lần 2)', undefined],
    ['Cấp phép gõ mõ<small>Chi tiết</small>', 'Cấp phép gõ mõ', undefined],
    ['<i>Thủ tục hành chính</i>Cấp phép gõ mõ', 'Cấp phép gõ mõ', undefined],
    ['COVID-19 - hỗ trợ người gõ mõ', 'COVID-19 - hỗ trợ người gõ mõ', undefined],
    ['Cấp phép gõ mõ - mức 3', 'Cấp phép gõ mõ - mức 3', undefined],
  ])('in a heading: %s', async (title, name, code) => {
    const { text } = await read(titled(title));
    expect([text('Tên thủ tục'), text('Mã thủ tục')]).toEqual([name, code]);
  });

  it.each([
    ['<span>HT-01</span> <b>- Gõ mõ đêm</b> <i>Mức độ 3</i>', 'Gõ mõ đêm', 'HT-01', 'Mức độ 3'],
    ['Gõ mõ đêm (1.004194)', 'Gõ mõ đêm', '1.004194', undefined],
    ['HT-01 - Gõ mõ đêm', 'HT-01 - Gõ mõ đêm', undefined, undefined],
    ['Gõ mõ theo mức độ 3', 'Gõ mõ theo mức độ 3', undefined, undefined],
  ])('under its label: %s', async (html, name, code, level) => {
    const { text } = await read(
      titled('Chi tiết thủ tục').replace('</h1>', `</h1>${row('Tên thủ tục', html)}`),
    );
    expect([text('Tên thủ tục'), text('Mã thủ tục'), text('Mức độ')]).toEqual([name, code, level]);
  });
});

it('a code behind a name is told apart in the cell of a list, too', async () => {
  const html =
    '<table><tr><th>STT</th><th>Tên thủ tục</th></tr><tr><td>1</td><td><a href="/x/1">Gõ mõ đêm (1.004194)</a></td></tr></table>';
  const { links } = await read(html);
  const fields = links.flatMap(({ fields = [] }) => fields.map(({ label, text }) => `${label}: ${text}`));
  expect(fields).toEqual(['STT: 1', 'Tên thủ tục: Gõ mõ đêm', 'Mã thủ tục: 1.004194']);
});

describe('forms of which some have no file', () => {
  it('are named all the same', async () => {
    const forms = '<ul><li>Đơn gõ mõ</li><li>Tờ khai mõ <a href="/m.doc">Tải về</a></li></ul>';
    const { values } = await read(
      detail(
        base +
          row('Biểu mẫu', forms) +
          row('Căn cứ pháp lý', '<ul><li>Luật mõ</li><li><a href="/n">Nghị định mõ</a></li></ul>'),
      ),
    );
    expect(values.get('Biểu mẫu')?.links).toEqual([
      { text: 'Đơn gõ mõ' },
      { text: 'Tờ khai mõ', url: 'https://thu.example.vn/m.doc' },
    ]);
    expect(values.get('Căn cứ pháp lý')?.links).toHaveLength(1);
  });

  it('are not what else a list says', async () => {
    const forms =
      '<ul><li>Ghi chú: in hai mặt</li><li>Các mẫu gồm:</li><li>Không có thông tin</li><li>Tờ khai mõ <a href="/m.doc">Tải về</a></li></ul>';
    const { values } = await read(detail(base + row('Biểu mẫu', forms)));
    expect(values.get('Biểu mẫu')?.links).toHaveLength(1);
  });
});

describe('cards of a list', () => {
  const card = (id: number, more = '') =>
    `<div class="the"><div class="ten"><a href="/tthc/${id}">Gõ mõ số ${id}</a></div>${more}</div>`;
  const shown = ({ records }: Awaited<ReturnType<typeof read>>) =>
    records.map(({ values }) => Object.fromEntries(values.map(({ label, text }) => [label, text])));

  it('that show less than their sisters leave it empty', async () => {
    const reading = await read(`<main>${card(1, '<span>Toàn trình</span>')}${card(2)}</main>`);
    expect(shown(reading)).toEqual([
      { 'Tên thủ tục': 'Gõ mõ số 1', 'Mức độ': 'Toàn trình' },
      { 'Tên thủ tục': 'Gõ mõ số 2', 'Mức độ': '' },
    ]);
  });

  it('may be one', async () => {
    const one = card(1, '<div>Mã thủ tục: 1.000001</div><div>Mức trực tuyến: Toàn trình</div>');
    const reading = await read(`<div class="ds">${one}</div>`);
    expect(reading.kind).toBe('listing');
    expect(shown(reading)).toEqual([
      { 'Tên thủ tục': 'Gõ mõ số 1', 'Mã thủ tục': '1.000001', 'Mức trực tuyến': 'Toàn trình' },
    ]);
    expect(
      (await read(`<div class="ds">${card(1, '<div>Lĩnh vực: </div><div>Mã thủ tục: </div>')}</div>`)).kind,
    ).toBe('other');
  });

  it('may be one that says one thing, where the page is a list', async () => {
    const one = '<ul><li>1.000003 - <a href="/tthc/3">Gõ mõ khuya</a></li></ul>';
    expect((await read(one)).kind).toBe('other');
    for (const sign of ['<p>Tổng số: 1 thủ tục</p>', '<div class="pagination"><a href="?p=1">1</a></div>']) {
      const reading = await read(`<main>${one}${sign}</main>`);
      expect(shown(reading)).toEqual([{ 'Tên thủ tục': 'Gõ mõ khuya', 'Mã thủ tục': '1.000003' }]);
      expect(reading.links.filter(({ role }) => role === 'detail')).toHaveLength(1);
    }
  });

  it('may have a number and a code before a long link', async () => {
    const long = 'Gõ mõ '.repeat(40).trim();
    const items = `<ol><li>1. QL-GM-01 <a href="/tthc/1">${long} sớm</a></li><li>2. 1.000002: <a href="/tthc/2">${long} muộn</a></li></ol>`;
    expect(shown(await read(items)).map((values) => values['Mã thủ tục'])).toEqual(['QL-GM-01', '1.000002']);
  });

  it('may have the code before the link', async () => {
    const items =
      '<ul><li>1.000001 - <a href="/tthc/1">Gõ mõ sớm</a> (<a href="/in/1">In trang</a>)</li><li>1.000002 - <a href="/tthc/2">Gõ mõ muộn</a> (<a href="/in/2">In trang</a>)</li></ul>';
    expect(shown(await read(items))).toEqual([
      { 'Tên thủ tục': 'Gõ mõ sớm', 'Mã thủ tục': '1.000001' },
      { 'Tên thủ tục': 'Gõ mõ muộn', 'Mã thủ tục': '1.000002' },
    ]);
  });
});

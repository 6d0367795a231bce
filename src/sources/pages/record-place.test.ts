import { describe, expect, it } from 'vitest';
import { loadVocabulary } from '../../services/vocabulary.js';
import { readPage } from './read-page.js';

const { matchLabel } = loadVocabulary();

async function read(html: string, url = 'https://mo.example.vn/thu-tuc/1') {
  const { records } = await readPage({ html, url }, matchLabel);
  return (label: string) => records[0]?.values.find((value) => value.label === label);
}

const row = (label: string, value: string) => `<tr><td><b>${label}</b></td><td>${value}</td></tr>`;
const record = (rows = '') =>
  `<table class="ct">${row('Tên thủ tục', 'Cấp phép gõ mõ')}${row('Trình tự thực hiện', 'Gõ ba tiếng')}${row('Thời hạn giải quyết', '1 ngày')}${row('Kết quả thực hiện', 'Giấy phép')}${rows}</table>`;
const columns = (side: string, main: string) =>
  `<body><div class="trang"><div class="trai">${side}</div><div class="giua">${main}</div></div></body>`;
const links = (...names: readonly string[]) =>
  `<ul>${names.map((name, index) => `<li><a href="/ds?chon=${index}">${name}</a></li>`).join('')}</ul>`;

describe('a menu under the words of a label', () => {
  it.each([
    ['heading', '<h3>Đơn vị</h3>'],
    ['block', '<div class="tieude">Đơn vị</div>'],
  ])('is no unit: %s', async (_, title) => {
    const side = `<div class="hop">${title}${links('Sở Mõ', 'Sở Chiêng', 'Xã Trống')}</div>`;
    const value = await read(columns(side, record(row('Cơ quan thực hiện', 'Sở Chiêng'))));
    expect(value('Cơ quan thực hiện')?.text).toBe('Sở Chiêng');
    expect(value('Đơn vị')).toBeUndefined();
    expect((await read(columns(side, record())))('Đơn vị')).toBeUndefined();
  });

  it('is no sector, whatever else stands below it in its column', async () => {
    const menu = ['Gõ', 'Thổi', 'Kéo'].map(
      (name) => `<tr><td>» <a href="/ds?lv=${name}">${name}</a></td></tr>`,
    );
    const side = `<table><tr><td><b>LĨNH VỰC</b></td></tr>${menu.join('')}<tr><td><b>THỐNG KÊ</b></td></tr><tr><td>Đã nhận: 7<br>Đã xong: 5</td></tr></table>`;
    const value = await read(columns(side, record(row('Lĩnh vực', 'Thổi'))));
    expect(value('Lĩnh vực')?.text).toBe('Thổi');
    expect(value('LĨNH VỰC')).toBeUndefined();
  });

  it('is no level, whether it names one or several', async () => {
    for (const names of [['Mức độ 4'], ['Mức độ 2 (41)', 'Mức độ 3 (88)', 'Mức độ 4 (120)']]) {
      const side = `<h3>Mức độ dịch vụ</h3>${links(...names)}`;
      const own = await read(columns(side, record(row('Mức độ DVC', 'Mức độ 3'))));
      expect([own('Mức độ DVC')?.text, own('Mức độ dịch vụ')]).toEqual(['Mức độ 3', undefined]);
      const none = await read(columns(side, record()));
      expect([none('Mức độ dịch vụ'), none('Mức độ')]).toEqual([undefined, undefined]);
    }
  });

  it('is a value among the labels of the record', async () => {
    const field = (label: string, value: string) =>
      `<div class="field"><div class="field-label">${label}:</div><div class="field-items">${value}</div></div>`;
    const value = await read(
      `<body><div class="node"><h1>Cấp phép gõ mõ</h1>${field('Mức độ', '<a href="/muc-do/3">Mức độ 3</a>')}${field('Cơ quan thực hiện', links('Sở Mõ', 'Sở Chiêng'))}${field('Trình tự thực hiện', 'Gõ')}${field('Thời hạn giải quyết', '1 ngày')}${field('Kết quả thực hiện', 'Giấy')}</div></body>`,
    );
    expect(value('Mức độ')?.text).toBe('Mức độ 3');
    expect(value('Cơ quan thực hiện')?.text).toBe('Sở Mõ\nSở Chiêng');
  });

  it('is no name', async () => {
    const side =
      '<b>Thủ tục hành chính</b><br><a href="/a">Gõ mõ</a><br><a href="/b">Gõ chiêng</a><br>Trời nắng';
    const flat = ['Mã thủ tục', 'Trình tự thực hiện', 'Thời hạn giải quyết', 'Kết quả thực hiện', 'Lĩnh vực']
      .map((label) => `<b><u>${label}:</u></b><br>Gõ<br>`)
      .join('');
    const value = await read(
      `<title>Cấp phép gõ trống</title><table><tr><td>${side}</td><td>${flat}</td></tr></table>`,
    );
    expect(value('Thủ tục hành chính')).toBeUndefined();
    expect(value('Tên thủ tục')?.text).toBe('Cấp phép gõ trống');
  });
});

describe('a form to search by', () => {
  const ask = (label: string) => row(label, '<select><option>Tất cả</option><option>Gõ mõ</option></select>');
  const flat = ['Mã thủ tục', 'Trình tự thực hiện', 'Thời hạn giải quyết', 'Kết quả thực hiện']
    .map((label) => `<h4>${label}</h4><p>Gõ</p>`)
    .join('');

  it.each([
    ['a table', `<table>${ask('Lĩnh vực')}${ask('Cơ quan thực hiện')}</table>`],
    [
      'one line',
      '<form><label>Lĩnh vực</label><select><option>Mõ</option></select><label>Mức độ</label><select><option>Mức độ 4</option></select></form>',
    ],
    [
      'fields to fill in',
      `<table>${row('Mã thủ tục', '<input type="text">')}${row('Cơ quan thực hiện', '<input>')}</table>`,
    ],
  ])('gives neither name nor value: %s', async (_, form) => {
    const value = await read(
      `<body><div class="cot"><div class="khoi"><h2 class="title">Tìm kiếm TTHC</h2>${form}</div></div><div class="giua"><h1>Cấp phép gõ mõ</h1>${flat}</div></body>`,
    );
    expect(value('Tên thủ tục')?.text).toBe('Cấp phép gõ mõ');
    for (const label of ['Lĩnh vực', 'Cơ quan thực hiện', 'Mức độ']) expect(value(label)).toBeUndefined();
  });

  it('takes nothing of the record, though it be one label at the top of the page', async () => {
    const value = await read(
      `<body><div class="cot"><div><table>${ask('Lĩnh vực')}</table></div></div><div class="giua"><h1>Cấp phép gõ mõ</h1>${flat}</div></body>`,
    );
    expect(value('Lĩnh vực')).toBeUndefined();
    expect(value('Kết quả thực hiện')?.text).toBe('Gõ');
  });

  it('is none among the labels of the record', async () => {
    const value = await read(columns('', record(ask('Cơ quan thực hiện'))));
    expect(value('Cơ quan thực hiện')).toMatchObject({ text: '', unread: true });
  });
});

it('a list of other procedures beside the record tells nothing of it', async () => {
  const other =
    '<div class="khac"><h4>Thủ tục cùng lĩnh vực</h4><table><tr><th>Tên thủ tục</th><th>Thời hạn</th></tr><tr><td><a href="/thu-tuc/2">Trả lại mõ</a></td><td>8 ngày</td></tr></table></div>';
  const part = (label: string, text: string) => `<h4>${label}</h4><div>${text}</div>`;
  const value = await read(
    `<body><div class="chinh"><h2>Cấp phép gõ mõ</h2>${part('Mã thủ tục', '1.000999')}${part('Trình tự thực hiện', 'Gõ')}${part('Kết quả thực hiện', 'Giấy')}${part('Căn cứ pháp lý', 'Luật Mõ')}</div>${other}</body>`,
  );
  expect(value('Tên thủ tục')?.text).toBe('Cấp phép gõ mõ');
  expect(value('Thời hạn')).toBeUndefined();
});

describe('the name of a page', () => {
  const rows = record().replace(row('Tên thủ tục', 'Cấp phép gõ mõ'), row('Lĩnh vực', 'Mõ'));

  it.each([
    ['<h1>Cấp phép gõ mõ <span class="badge">Một phần</span></h1>', 'Một phần'],
    ['<h3>Cấp phép gõ mõ <span class="label">DVCTT mức độ 4</span></h3>', 'DVCTT mức độ 4'],
    ['<h4><span class="badge">Toàn trình</span> &nbsp;Cấp phép gõ mõ</h4>', 'Toàn trình'],
    [
      '<h1>Cấp phép gõ mõ</h1><p>Dịch vụ công trực tuyến toàn trình</p>',
      'Dịch vụ công trực tuyến toàn trình',
    ],
    ['<h1>Cấp phép gõ mõ đạt mức độ 3</h1>', undefined],
  ])('is without its badge: %s', async (heading, level) => {
    const value = await read(`<body><div>${heading}${rows}</div></body>`);
    expect(value('Tên thủ tục')?.text).toBe(
      level === undefined ? 'Cấp phép gõ mõ đạt mức độ 3' : 'Cấp phép gõ mõ',
    );
    expect(value('Mức độ')?.text).toBe(level);
  });

  it('keeps its level beside cards of other procedures', async () => {
    const card = (level: number) =>
      `<a href="/thu-tuc/${level}"><span>Mức độ ${level}</span><strong>Gõ mõ lần ${level}</strong></a>`;
    const value = await read(
      `<body><main><div>${card(2)}${card(3)}</div><h1>Cấp phép gõ mõ</h1><p>Mức độ 4</p>${rows}</main></body>`,
    );
    expect(value('Mức độ')?.text).toBe('Mức độ 4');
  });

  it.each([
    [
      '<article><div class="dau"><h1>Cấp phép gõ mõ</h1></div><div>',
      '</div><footer>Mõ</footer></article>',
      'Cấp phép gõ mõ – Xã Mõ Làng',
    ],
    ['<div>', '</div>', 'Cấp phép gõ mõ - Xã Mõ Làng'],
    ['<div><span class="title">Cấp phép gõ mõ</span><br>', '</div>', 'HUYỆN MÕ - CỔNG THÔNG TIN ĐIỆN TỬ'],
  ])('is not that of the site', async (before, after, title) => {
    const value = await read(`<title>${title}</title><body>${before}${rows}${after}</body>`);
    expect(value('Tên thủ tục')?.text).toBe('Cấp phép gõ mõ');
  });

  it('is not that of whoever runs the site, though the document repeats it', async () => {
    const page = `<title>Sở Gõ Mõ - Cấp phép gõ mõ</title><body><div><h2>Sở Gõ Mõ</h2></div><div><div>${rows}</div><footer>Mõ</footer></div></body>`;
    expect((await read(page))('Tên thủ tục')?.text).toBe('Cấp phép gõ mõ');
  });

  it.each([
    ['asks to choose', '<h3 class="modal-title">Chọn cơ quan thực hiện</h3><h3>Cấp phép gõ mõ</h3>'],
    ['is that of an agency', '<h1><a href="/">Sở Gõ Mõ</a></h1><h4>Cấp phép gõ mõ</h4>'],
    ['lets search', '<h2>Tra cứu TTHC</h2><h3>Cấp phép gõ mõ</h3>'],
    [
      'is that of an agency, above a line in bold',
      '<h1>UBND tỉnh Gõ Mõ</h1><h2>Dịch vụ công</h2><p><b>Cập nhật:</b></p><div><b>Cấp phép gõ mõ</b></div>',
    ],
  ])('is no heading that %s', async (_, above) => {
    const value = await read(`<body><div>${above}${rows}</div></body>`);
    expect(value('Tên thủ tục')?.text).toBe('Cấp phép gõ mõ');
  });

  it('is a heading that looks like an agency or a search where there is no other', async () => {
    for (const name of ['Sở Gõ Mõ', 'Tra cứu thông tin về mõ đình làng'])
      expect((await read(`<body><div><h1>${name}</h1>${rows}</div></body>`))('Tên thủ tục')?.text).toBe(name);
  });

  it('is said to be borrowed where only the document has a title', async () => {
    const page = (body: string) => `<title>Cấp phép gõ mõ</title><body><div>${body}${rows}</div></body>`;
    expect((await read(page('')))('Tên thủ tục')).toMatchObject({ text: 'Cấp phép gõ mõ', borrowed: true });
    expect((await read(page('<h1>Cấp phép gõ mõ</h1>')))('Tên thủ tục')?.borrowed).toBeUndefined();
  });
});

it('a level that a picture shows under its label is read', async () => {
  const value = await read(columns('', record(row('Mức độ', '<img src="/m4.png" alt="Mức độ 4">'))));
  expect(value('Mức độ')?.text).toBe('Mức độ 4');
});

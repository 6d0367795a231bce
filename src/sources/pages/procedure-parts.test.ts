import { describe, expect, it } from 'vitest';
import { loadVocabulary } from '../../services/vocabulary.js';
import { readPage } from './read-page.js';

const { matchLabel } = loadVocabulary();

const sections = (steps: string, time: string) =>
  `<dl><dt>Trình tự thực hiện</dt><dd>${steps}</dd><dt>Thành phần hồ sơ</dt><dd>Đơn</dd><dt>Thời hạn giải quyết</dt><dd>${time}</dd></dl>`;
const part = (name: string, time: string) =>
  `<div class="one"><h4>${name}</h4>${sections(`Nộp ${name}`, time)}</div>`;

async function namesOn(body: string): Promise<(string | undefined)[]> {
  const html = `<title>Mục lục mẫu</title><body>${body}</body>`;
  const { records } = await readPage({ html, url: 'https://thu.example.vn/1' }, matchLabel);
  return records.map(
    ({ values }) => values.find(({ label, parents }) => matchLabel(label, parents) === 'name')?.text,
  );
}

describe('a page with parts that look alike', () => {
  it('tells a procedure in each', async () => {
    expect(await namesOn(part('Mở cửa mẫu', '1 ngày') + part('Đóng cửa mẫu', '2 ngày'))).toEqual([
      'Mở cửa mẫu',
      'Đóng cửa mẫu',
    ]);
  });

  it('tells a procedure in each where their names stand between them', async () => {
    const body = ['Mở cửa mẫu', 'Đóng cửa mẫu'].map(
      (name) => `<h3>${name}</h3><div class="one">${sections(name, '1 ngày')}</div>`,
    );
    expect(await namesOn(body.join(''))).toEqual(['Mở cửa mẫu', 'Đóng cửa mẫu']);
  });

  it('tells one where they are cases of it', async () => {
    const cases = part('Trường hợp cấp mới', '1 ngày') + part('Trường hợp cấp lại', '2 ngày');
    expect(await namesOn(`<h1>Mở cửa mẫu</h1>${cases}`)).toEqual(['Mở cửa mẫu']);
    const own = `<h1>Mở cửa mẫu</h1><div class="own">${sections('Nộp đơn', '1 ngày')}</div>`;
    expect(await namesOn(own + part('Cấp mới', '1 ngày') + part('Cấp lại', '2 ngày'))).toHaveLength(1);
  });

  it('tells one where a dialogue prints it again', async () => {
    const again = part('Mở cửa mẫu', '1 ngày').replace('class="one"', 'class="one modal"');
    expect(await namesOn(part('Mở cửa mẫu', '1 ngày') + again)).toEqual(['Mở cửa mẫu']);
    expect(await namesOn(part('Mở cửa mẫu', '1 ngày').repeat(2))).toHaveLength(1);
  });
});

describe('a page with procedures one after the other', () => {
  const lines = (steps: string, time: string) =>
    `<p><b>Trình tự thực hiện:</b></p><p>${steps}</p><p><b>Thành phần hồ sơ:</b></p><p>Đơn</p><p><b>Thời hạn giải quyết:</b></p><p>${time}</p><p><b>Cơ quan thực hiện:</b></p><p>Xã Cửa Mẫu</p><p><b>Kết quả thực hiện:</b></p><p>Giấy</p>`;
  const page = (...heads: readonly string[]) =>
    `<h1>Thủ tục lĩnh vực cửa mẫu</h1><p>(Kèm theo Quyết định số 12/QĐ-UBND)</p>${heads.map((head, index) => `${head}${lines(`Nộp lần ${index}`, `${index + 2} ngày`)}`).join('')}`;

  it.each([
    ['numbered', page('<h3>1. Mở cửa mẫu</h3>', '<h3>2. Đóng cửa mẫu</h3>')],
    ['called procedures', page('<h3>Thủ tục mở cửa mẫu</h3>', '<h3>Thủ tục đóng cửa mẫu</h3>')],
    ['in bold', page('<p><b>I. Mở cửa mẫu</b></p>', '<p><strong>II. Đóng cửa mẫu</strong></p>')],
  ])('tells each of them: %s', async (_, body) => {
    const names = await namesOn(body);
    expect(names.map((name) => name?.replace('Thủ tục ', '').toLowerCase())).toEqual([
      'mở cửa mẫu',
      'đóng cửa mẫu',
    ]);
    const { records } = await readPage(
      { html: `<body>${body}</body>`, url: 'https://thu.example.vn/1' },
      matchLabel,
    );
    const times = records.map(({ values }) => values.find(({ label }) => /^Thời hạn/.test(label))?.text);
    expect(times).toEqual(['2 ngày', '3 ngày']);
  });

  it.each([
    ['cases', page('<h3>1. Trường hợp cấp mới</h3>', '<h3>2. Trường hợp cấp lại</h3>')],
    ['headings that are no names', page('<h3>Cấp tỉnh thực hiện</h3>', '<h3>Cấp xã thực hiện</h3>')],
    ['the same name again', page('<h3>1. Mở cửa mẫu</h3>', '<h3>1. Mở cửa mẫu</h3>')],
  ])('tells one where it has %s', async (_, body) => {
    expect(await namesOn(body)).toHaveLength(1);
  });
});

describe('parts that nobody can tell apart', () => {
  const untoldOn = async (body: string) => {
    const html = `<body><h1>Các thủ tục mẫu</h1>${body}</body>`;
    const { records, untold } = await readPage({ html, url: 'https://thu.example.vn/1' }, matchLabel);
    return [records.length, untold];
  };
  const unnamed = (time: string) => `<div class="one">${sections(`Nộp trong ${time}`, time)}</div>`;

  it('are counted where they have no name, or the same one', async () => {
    expect(await untoldOn(unnamed('1 ngày') + unnamed('2 ngày'))).toEqual([1, 1]);
    expect(await untoldOn(part('Mở cửa', '1 ngày') + part('Mở cửa', '2 ngày'))).toEqual([1, 1]);
    const three =
      part('Mở cửa mẫu', '1 ngày') + part('Mở cửa mẫu', '2 ngày') + part('Đóng cửa mẫu', '3 ngày');
    expect(await untoldOn(three)).toEqual([3, 1]);
  });

  it('are not where nothing of them is lost', async () => {
    expect(await untoldOn(unnamed('1 ngày').repeat(2))).toEqual([1, undefined]);
    expect(await untoldOn(part('Mở cửa mẫu', '1 ngày') + part('Đóng cửa mẫu', '2 ngày'))).toEqual([
      2,
      undefined,
    ]);
    const cases = ['Trường hợp 1', 'Trường hợp 2'].map(
      (title, index) => `<p>${title}</p>${unnamed(`${index + 1} ngày`)}`,
    );
    expect(await untoldOn(cases.join(''))).toEqual([1, undefined]);
    const own = `<h2>Mở cửa mẫu</h2><div class="own">${sections('Nộp đơn', '1 ngày')}</div>`;
    expect(await untoldOn(own + part('Cấp mới', '1 ngày') + part('Cấp lại', '2 ngày'))).toEqual([
      1,
      undefined,
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { loadVocabulary } from '../../services/vocabulary.js';
import { readPage } from './read-page.js';

const { matchLabel } = loadVocabulary();

async function read(html: string, url = 'https://mo.example.vn/ds') {
  const { records, links } = await readPage({ html: `<body><main>${html}</main></body>`, url }, matchLabel);
  const said = (label: string) =>
    records.map(({ values }) => values.find((value) => value.label === label)?.text);
  return {
    names: said('Tên thủ tục'),
    levels: said('Mức độ'),
    details: links.flatMap(({ role, url }) =>
      role === 'detail' ? [new URL(url).pathname + new URL(url).search] : [],
    ),
  };
}

const list = (tag: string, ...names: readonly string[]) =>
  `<${tag}>${names.map((name) => `<li><a href="/thu-tuc/${encodeURIComponent(name.replaceAll(' ', '-'))}">${name}</a></li>`).join('')}</${tag}>`;
const table = (...names: readonly string[]) =>
  `<table><tr><th>STT</th><th>Tên thủ tục</th></tr>${names.map((name, index) => `<tr><td>${index + 1}</td><td><a href="/thu-tuc/${index}">${name}</a></td></tr>`).join('')}</table>`;

describe('the level that the heading of a list tells', () => {
  it.each([
    ['Các thủ tục mức độ 3 thuộc Sở Mõ', 'Mức độ 3'],
    ['Mức độ 3', 'Mức độ 3'],
    ['Thủ tục hành chính mức độ 4', 'Mức độ 4'],
    ['Danh sách dịch vụ công trực tuyến toàn trình', 'Toàn trình'],
    ['Dịch vụ công mức độ 3, 4', undefined],
    ['Thủ tục cấp tài khoản định danh mức độ 2', undefined],
    ['Thủ tục xác định mức độ khuyết tật', undefined],
    ['Mức độ hài lòng về thủ tục', undefined],
    ['Thủ tục thẩm định hệ thống thông tin cấp độ 3', undefined],
    ['Chứng chỉ hạng III', undefined],
  ])('%s', async (heading, level) => {
    for (const tables of [
      table('Gõ mõ', 'Gõ chiêng'),
      `<h3>Lĩnh vực mõ</h3>${table('Gõ mõ', 'Gõ chiêng')}`,
    ]) {
      const { levels } = await read(`<h2>${heading}</h2>${tables}`);
      expect(levels).toEqual(level === undefined ? [] : [level, level]);
    }
  });

  it('is that of the group, a group of one as well', async () => {
    const { levels, names } = await read(
      `<h1>Dịch vụ công</h1><div><h3>Mức độ 4</h3>${list('ol', 'Gõ mõ sớm', 'Gõ mõ trưa')}<h3>Mức độ 3</h3>${list('ol', 'Gõ mõ tối')}<h3>Khác</h3>${list('ol', 'Gõ mõ đêm', 'Gõ mõ khuya')}</div>`,
    );
    expect(Object.fromEntries(names.map((name, index) => [name, levels[index]]))).toEqual({
      'Gõ mõ sớm': 'Mức độ 4',
      'Gõ mõ trưa': 'Mức độ 4',
      'Gõ mõ tối': 'Mức độ 3',
    });
  });

  it('is not that of another column', async () => {
    const { levels } = await read(
      `<div><div><h3>Mức độ 4</h3><p>120</p></div><div>${table('Gõ mõ', 'Gõ chiêng')}</div></div>`,
    );
    expect(levels).toEqual([]);
  });

  it.each([
    ['a legend', '<div><span>Mức độ 3</span> <span>Mức độ 4</span></div>'],
    ['a legend of lines', '<p>Mức độ 3</p><p>Mức độ 4</p>'],
    ['a statistic', '<h3>Mức độ 3</h3><p>112</p><h3>Mức độ 4</h3><p>205</p>'],
    ['the name of the site', '<h2>CỔNG DỊCH VỤ CÔNG MỨC ĐỘ 4</h2>'],
    ['a banner that leads home', '<h1><a href="/">Dịch vụ công trực tuyến mức độ 4 xã Mõ</a></h1>'],
    [
      'a banner above the menu',
      '<h1>Dịch vụ công trực tuyến mức độ 4</h1><nav><a href="/">Trang chủ</a></nav>',
    ],
    ['what is said of something before', '<p><a href="/mo">Mõ làng</a></p><p>Mức độ 4</p>'],
  ])('is not %s', async (_, above) => {
    expect((await read(`${above}${table('Gõ mõ', 'Gõ chiêng')}`)).levels).toEqual([]);
  });

  it('makes links a list whose addresses tell nothing', async () => {
    const links = (...names: readonly string[]) =>
      `<ul>${names.map((name, index) => `<li><a href="/x/${name.length}${index}">${name}</a></li>`).join('')}</ul>`;
    const { levels } = await read(
      `<h3>Dịch vụ công mức độ 4</h3>${links('Gõ mõ sớm mai', 'Gõ mõ tối nay')}<h3>Dịch vụ công mức độ 3</h3>${links('Gõ chiêng sớm mai', 'Gõ chiêng tối nay')}`,
    );
    expect(levels).toEqual([
      ...Array(2).fill('Dịch vụ công mức độ 4'),
      ...Array(2).fill('Dịch vụ công mức độ 3'),
    ]);
    for (const names of [
      ['Sở Mõ làng', 'Sở Chiêng làng'],
      ['Mõ làng', 'Chiêng làng'],
    ])
      expect((await read(`<h3>Dịch vụ công mức độ 4</h3>${links(...names)}`)).details).toEqual([]);
  });

  it('gives way to what a row shows', async () => {
    const rows = table('Gõ mõ', 'Gõ chiêng').replace('Tên thủ tục</th>', 'Tên thủ tục</th><th>Mức độ</th>');
    const { levels } = await read(
      `<h2>Mức độ 4</h2>${rows.replaceAll('</a></td>', '</a></td><td>Mức độ 3</td>')}`,
    );
    expect(levels).toEqual(['Mức độ 3', 'Mức độ 3']);
  });
});

describe('the level beside the name', () => {
  it.each([
    ['in the link', '<a href="/thu-tuc/1">Gõ mõ đình làng (mức độ 4)</a>'],
    ['behind it', '<a href="/thu-tuc/1">Gõ mõ đình làng</a> (mức độ 4)'],
    ['behind a dash', '<a href="/thu-tuc/1">Gõ mõ đình làng</a> - mức độ 4'],
  ])('%s', async (_, link) => {
    const other = '<a href="/thu-tuc/2">Xác định mức độ vang (đợt 2)</a>';
    for (const lines of [
      `<ul><li>${link}</li><li>${other}</li></ul>`,
      `<div>1. ${link}<br>2. ${other}<br></div>`,
    ]) {
      const { names, levels, details } = await read(lines);
      expect([names[0], levels[0]]).toEqual(['Gõ mõ đình làng', 'mức độ 4']);
      expect(levels[1] ?? '').toBe('');
      expect(details).toEqual(['/thu-tuc/1', '/thu-tuc/2']);
    }
  });
});

describe('what is in a list and no procedure', () => {
  it('is told by its address where it says nothing but a name', async () => {
    const { details } = await read(
      '<ul><li><a href="/thu-tuc?id=1">Gõ mõ sớm</a></li><li><a href="/thu-tuc?id=2">Gõ mõ tối</a></li><li><a href="/quan-tri">Quản trị</a></li><li><a href="/thu-tuc-hanh-chinh/muc-luc">Thủ tục hành chính</a></li></ul>',
    );
    expect(details).toEqual(['/thu-tuc?id=1', '/thu-tuc?id=2']);
  });

  it('is a block around a list, and the menu beside it', async () => {
    const { names, details } = await read(
      `<div><ul><li><a href="/thu-tuc-hanh-chinh">Thủ tục hành chính</a></li><li><a href="/lien-he">Liên hệ</a></li></ul></div><div>${table('Gõ mõ', 'Gõ chiêng').replaceAll('</a></td>', '</a></td><td>Mức độ 3</td>').replace('</th></tr>', '</th><th>Mức độ</th></tr>')}</div>`,
    );
    expect([names, details]).toEqual([
      ['Gõ mõ', 'Gõ chiêng'],
      ['/thu-tuc/0', '/thu-tuc/1'],
    ]);
  });

  it('is a menu under the word for what it chooses by', async () => {
    for (const title of ['Đơn vị', 'Lĩnh vực', 'Mức độ dịch vụ']) {
      const { details } = await read(
        `<h3>${title}</h3><ul><li><a href="/thu-tuc/ds?c=1">Mức độ 3</a></li><li><a href="/thu-tuc/ds?c=2">Sở Mõ làng</a></li><li><a href="/thu-tuc/ds?c=3">Sở Chiêng làng</a></li></ul>`,
      );
      expect(details).toEqual([]);
    }
  });

  it('is the way to more of them', async () => {
    const card = (id: number) =>
      `<div class="card"><h4>Gõ mõ lần ${id}</h4><p><b>Mã:</b> 1.00000${id}</p><p><b>Mức độ:</b> ${id}</p><a href="/thu-tuc/chi-tiet?id=${id}">Xem chi tiết</a></div>`;
    for (const cards of [card(3) + card(4), card(3)]) {
      const { names, details } = await read(
        `<div class="grid">${cards}</div><a href="/thu-tuc?count=3">Xem thêm</a>`,
      );
      expect(names).toEqual(names.length === 1 ? ['Gõ mõ lần 3'] : ['Gõ mõ lần 3', 'Gõ mõ lần 4']);
      expect(details[0]).toBe('/thu-tuc/chi-tiet?id=3');
      expect(details).toHaveLength(names.length);
    }
  });

  it('rows without headings are a list where each has one way to a procedure', async () => {
    const { details, levels } = await read(
      '<h1>Thủ tục hành chính mức độ 4</h1><table><tr><td><a href="/x?view=thutuc&id=1">Gõ mõ sớm mai</a></td><td>Mõ</td></tr><tr><td><a href="/x?view=thutuc&id=2">Gõ mõ tối nay</a></td><td>Mõ</td></tr></table>',
    );
    expect(details).toHaveLength(2);
    expect(levels).toEqual(['Mức độ 4', 'Mức độ 4']);
  });
});

import { describe, expect, it } from 'vitest';
import { loadVocabulary } from '../../services/vocabulary.js';
import { readPage } from './read-page.js';

const { matchLabel } = loadVocabulary();

const LIST =
  '<table><tr><th>STT</th><th>Tên thủ tục</th></tr><tr><td>1</td><td><a href="/tt/1">Gõ mõ sớm</a></td></tr><tr><td>2</td><td><a href="/tt/2">Gõ mõ tối</a></td></tr></table>';

async function totalOn(before: string, after = ''): Promise<number | undefined> {
  const html = `<body><div class="trang"><div class="trai">${before}</div><div class="giua"><h2>Thủ tục</h2>${LIST}${after}</div></div><div class="duoi">${after === '' ? '' : '<p>Xã Mõ</p>'}</div></body>`;
  return (await readPage({ html, url: 'https://mo.example.vn/ds' }, matchLabel)).totalRecords;
}

describe('the length of a list', () => {
  it.each([
    ['<p>Tổng số: 34</p>', 34],
    ['<p>Tổng số: 34 - Trang 1/4</p>', 34],
    ['<div>Tìm thấy <b>1.234</b> thủ tục</div>', 1234],
    ['<div class="panel-footer">Tổng số bản ghi: 34</div>', 34],
    ['<table><tr><td>Tổng số thủ tục:</td><td>34</td></tr></table>', 34],
    ['<div><div>Tổng số dịch vụ:</div><div>34</div></div>', 34],
    ['<p>Hiển thị 1 - 2 trên 34 bản ghi</p>', 34],
  ])('stands with it: %s', async (after, total) => {
    expect(await totalOn('', after)).toBe(total);
  });

  it.each([
    [
      'the visits in another column',
      '<table><tr><td>Hôm nay</td><td>120</td></tr><tr><td>Tổng</td><td>1203021</td></tr></table><p>Thủ tục</p>',
      '',
    ],
    ['a number and a word that stand apart', '', '<div><p>Tổng</p><p>1203</p><p>Thủ tục khác</p></div>'],
    ['visits', '', '<p>Tổng số: 1.203.021 lượt</p>'],
    ['visits in lines', '', '<div><h4>Thống kê truy cập</h4><p>Hôm nay: 12</p><p>Tổng số: 30210</p></div>'],
    ['more than there are', '', '<p>Tổng số: 1.203.021</p>'],
    ['what the site has', '<div><h3>Thống kê</h3><p>Tổng số thủ tục: 2.345</p></div>', ''],
    [
      'what the site has, in a menu',
      '<ul><li><a href="/a">Gõ mõ làng</a></li><li><a href="/b">Gõ mõ xã</a></li><li><a href="/c">Gõ mõ tổng</a></li></ul><nav>Mõ</nav><p>Tổng số thủ tục: 2.345</p>',
      '',
    ],
    ['in the footer of the site', '', '<footer><p>Tổng số: 30210</p></footer>'],
  ])('is none of %s', async (_, before, after) => {
    expect(await totalOn(before, after)).toBeUndefined();
  });
});

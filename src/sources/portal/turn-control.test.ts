import { expect, it } from 'vitest';
import { sourceElements } from './source-tree.js';
import { turnControl } from './turn-control.js';
import { goesOn } from './turning.js';

const LIST =
  '<table><tr><td><a href="/tthc/1">Một</a></td></tr><tr><td><a href="/tthc/2">Hai</a></td></tr></table>';

/** Source of what is clicked on page `page` of a list with these controls below it. */
function clicked(below: string, page = 1): string | undefined {
  const elements = sourceElements(`<body><main>${LIST}${below}</main></body>`);
  const rows = elements.filter((element) => element.attribute('href')?.startsWith('/tthc/'));
  const control = turnControl(elements, page, rows);
  if (control === undefined) return undefined;
  const found = elements.filter(({ tag }) => tag === control.tag)[control.nth];
  return [found?.text(), found?.attribute('onclick')].find((text) => text !== undefined && text !== '');
}

it.each([
  ['<div class="pagination"><a href="#">1</a><a href="#">2</a><a href="#">»</a></div>', '2'],
  ['<div class="pagination"><a href="#">2</a><a href="javascript:next()">›</a><a href="#">»</a></div>', '›'],
  [
    '<ul class="pagination"><li><a href="#">2</a></li><li class="page-item active"><a href="#">4</a></li><li><a href="#">5</a></li></ul>',
    '5',
  ],
  ['<ul class="pager"><li onclick="p(1)">1</li><li onclick="p(2)">2</li></ul>', '2'],
  ['<p>Trang 1/7 <button class="prev" disabled>‹</button><button class="icon-next">›</button></p>', '›'],
  ['<button type="button">Trang sau »</button>', 'Trang sau »'],
  ['<button type="button">Xem thêm (12)</button>', 'Xem thêm (12)'],
  ['<button type="button" class="btn-loadmore" onclick="more()"></button>', 'more()'],
])('%s is turned over by a click on "%s"', (below, text) => {
  expect(clicked(below)).toBe(text);
});

it.each([
  '<div class="pagination"><a href="/ds?trang=2">2</a></div>',
  '<div class="pagination"><a href="#/trang/2">2</a></div>',
  '<button disabled>Trang sau</button>',
  '<ul class="pagination"><li class="page-item disabled"><a href="#">Trang sau</a></li></ul>',
  '<div style="display:none"><button>Trang sau</button></div>',
  '<div class="pagination"><a href="#">1</a><a href="#">10</a><a href="#">Trang cuối</a></div>',
  '<button>»</button>',
  '<button>Tiếp theo</button>',
  '<div class="stepper"><span>1/4</span><button class="next">›</button></div>',
  '<div class="ui-datepicker"><span>11/2026</span><a class="next" href="#">›</a></div>',
  '<div class="swiper-slide"><span>1/4</span><button class="next">›</button></div>',
  '<button onclick="guiHoSo()">Trang sau</button>',
  '<button title="Xóa">Trang sau</button>',
  '<nav><button>Xem thêm</button></nav>',
  '<form><button name="vote">Xem thêm</button></form>',
  '<a href="#">Tải thêm biểu mẫu về máy của bạn để điền và nộp</a>',
])('%s is not clicked', (below) => {
  expect(clicked(below)).toBeUndefined();
});

it('a row that can be opened is not clicked, nor the pager of another list where this one has its own', () => {
  const opened = LIST.replace('</a></td>', '</a><button>Xem thêm</button></td>');
  const cards = `<main><div><a href="/tthc/1">Một</a><button>Xem thêm</button></div><div><a href="/tthc/2">Hai</a></div></main>`;
  for (const html of [opened, cards]) {
    const elements = sourceElements(html);
    const rows = elements.filter((element) => element.attribute('href')?.startsWith('/tthc/'));
    expect(turnControl(elements, 1, rows)).toBeUndefined();
  }
  const news = '<div class="pagination"><a href="#" onclick="tin(2)"></a><a href="#">2</a></div>';
  const elements = sourceElements(
    `<body><div>${news}</div><div>${LIST}<div class="pagination"><a id="own" href="#">2</a></div></div></body>`,
  );
  const rows = elements.filter((element) => element.attribute('href')?.startsWith('/tthc/'));
  expect(turnControl(elements, 1, rows)?.id).toBe('own');
});

it('a control that cannot be clicked, or is not to be seen, says nothing of further rows', () => {
  for (const below of [
    '<button disabled>Trang sau</button>',
    '<ul class="pagination"><li class="disabled"><a href="#">Trang sau</a></li></ul>',
    '<div hidden><a id="loadMore" href="#">Xem thêm</a></div>',
  ])
    expect(goesOn(sourceElements(below))).toBe(false);
});

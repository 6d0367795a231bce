import { describe, expect, it } from 'vitest';
import { nextPostback } from './postback.js';

const url = 'https://dvc.vn/ds.aspx';
const rows = [1, 2, 3].map((id) => `<tr><td><a href="/tthc/${id}">Thủ tục ${id}</a></td></tr>`).join('');
const details = new Set([1, 2, 3].map((id) => `https://dvc.vn/tthc/${id}`));
const page = (beside: string, inGrid = '') =>
  `<form method="post" action="/ds.aspx"><input type="hidden" name="__VIEWSTATE" value="abc"><table id="ctl00_grid">${rows}${inGrid}</table>${beside}</form>`;
const event = (html: string, number = 1) => {
  const sent = nextPostback(html, number, url, details);
  if (sent === undefined) return undefined;
  const fields = new URLSearchParams(sent.body);
  fields.delete('__VIEWSTATE');
  return Object.fromEntries([...fields].filter(([, value]) => value !== ''));
};
const call = (target: string, argument: string, text: string, more = '') =>
  `<a href="javascript:__doPostBack('${target}','${argument}')"${more}>${text}</a>`;

describe('what is posted', () => {
  it.each([
    ['a grid by its argument', call('ctl00$grid', 'Page$2', '2'), 'ctl00$grid'],
    ['a grid by its argument for "next"', call('ctl00$grid', 'Page$Next', '&gt;'), 'ctl00$grid'],
    ['a number in a pager', `<div class="pager">1 ${call('ctl00$x$ctl02', '', '2')}</div>`, 'ctl00$x$ctl02'],
    [
      'a number of a control called pager',
      call('ctl00$DataPager1$ctl00$ctl01', '', '2'),
      'ctl00$DataPager1$ctl00$ctl01',
    ],
    [
      'the number of a Telerik grid',
      `<div class="rgWrap rgNumPart"><a class="rgCurrentPage" href="javascript:__doPostBack('g$c1','')"><span>1</span></a>${call('g$c2', '', '<span>2</span>')}</div>`,
      'g$c2',
    ],
    ['the arrow of a pager', `<ul class="pagination"><li>${call('p$n', '', '»')}</li></ul>`, 'p$n'],
    ['a link that says next page', call('ctl00$lbtSau', '', 'Trang sau'), 'ctl00$lbtSau'],
  ])('%s', (_, beside, target) => {
    expect(event(page(beside))?.__EVENTTARGET).toBe(target);
  });

  it('a row of numbers at the foot of the list, as old grids have it', () => {
    const foot = `<tr><td colspan="2"><span>1</span>&nbsp;${call('ctl00$grid$ctl14$ctl01', '', '2')}&nbsp;${call('ctl00$grid$ctl14$ctl02', '', '3')}</td></tr>`;
    expect(event(page('', foot))?.__EVENTTARGET).toBe('ctl00$grid$ctl14$ctl01');
    const nested = `<tr><td><table><tr><td><span>1</span></td><td>${call('ctl00$g', 'x', '2')}</td></tr></table></td></tr>`;
    expect(event(page('', nested))?.__EVENTTARGET).toBe('ctl00$g');
  });

  it('the grid of the list, not another one of the page', () => {
    const other = `<table id="ctl00_tin"><tr><td><a href="/tin/1">Tin</a></td></tr></table>${call('ctl00$tin', 'Page$2', '2')}`;
    expect(event(page(other))).toBeUndefined();
    expect(event(page(other + call('ctl00$grid', 'Page$2', '2')))?.__EVENTTARGET).toBe('ctl00$grid');
  });
});

describe('what is never posted', () => {
  const day = (number: number) => `<td>${call('ctl00$Cal', String(8000 + number), String(number))}</td>`;
  it.each([
    ['a day of a calendar', `<table id="ctl00_Cal"><tr>${[1, 2, 3].map(day).join('')}</tr></table>`],
    ['a day of a calendar whose first is chosen', `<table><tr><td>1</td>${day(2)}${day(3)}</tr></table>`],
    ['a star', [1, 2, 3].map((star) => call('ctl00$DanhGia', String(star), String(star))).join('')],
    ['a star in a pager', `<div class="pager">${call('ctl00$DanhGia', '2', '2')}</div>`],
    ['a number somewhere', call('ctl00$abc', '', '2')],
    ['a step of a dossier', call('ctl00$btnNext', '', 'Tiếp tục nộp hồ sơ', ' title="Next"')],
    ['a button for a step', '<input type="submit" name="ctl00$btnTiep" value="Tiếp tục">'],
    [
      'a button that hands in a dossier',
      '<input type="submit" name="ctl00$btnNext" class="btn-next pager-next" value="Tiếp theo: nộp hồ sơ">',
    ],
    ['a button "next" outside a pager', '<input type="submit" name="ctl00$btnNext" value="Tiếp theo">'],
    ['a link that deletes', `<div class="pager">${call('ctl00$grid$ctl02$lnkDelete', '', '2')}</div>`],
    ['a link that deletes, in small letters', `<div class="pager">${call('g$lnkdelete', '', '2')}</div>`],
    ['a grid that deletes', call('ctl00$grid', 'Delete$2', '2')],
    ['a vote', `<div class="pager">${call('ctl00$BinhChon', 'Page$2', '2')}</div>`],
  ])('%s', (_, beside) => {
    expect(event(page(beside))).toBeUndefined();
  });

  it('a page that has been left behind', () => {
    expect(event(page(call('ctl00$grid', 'Page$2', '2')), 2)).toBeUndefined();
  });
});

describe('a plain form', () => {
  const form = (inside: string, attributes = 'method="post" action="/tim"') =>
    `<table>${rows}</table><form ${attributes}><input type="hidden" name="_csrf" value="x1"><input name="tuKhoa" value="đất">${inside}</form>`;
  const sent = (html: string, number = 1) => {
    const found = nextPostback(html, number, url, details);
    return found && `${found.action} ${decodeURIComponent(found.body)}`;
  };

  it.each([
    ['a button', '<button type="submit" name="trang" value="2">Trang sau</button>', '&trang=2'],
    ['a number in a pager', '<div class="pagination"><button name="p" value="2">2</button></div>', '&p=2'],
    [
      'a button without a name beside a number',
      '<input type="hidden" name="p" value="2"><button>Trang tiếp theo</button>',
      '&p=2',
    ],
    [
      'what is chosen in the search',
      '<select name="linhVuc"><option value="1">Đất</option><option value="2" selected>Hộ tịch</option></select><input type="submit" name="p" value="Trang sau">',
      '&linhVuc=2&p=Trang+sau',
    ],
  ])('is sent with %s', (_, inside, end) => {
    expect(sent(form(inside))).toBe(`/tim _csrf=x1&tuKhoa=đất${end}`);
  });

  it.each([
    ['that asks for nothing but a page by an address', form('<button>Trang sau</button>', 'action="/tim"')],
    ['for a step', form('<button>Tiếp theo</button>')],
    [
      'that is filled in',
      form('<textarea name="y"></textarea><button name="p" value="2">Trang sau</button>'),
    ],
    [
      'whose address acts',
      form('<button name="p" value="2">Trang sau</button>', 'method="post" action="/ho-so/nop"'),
    ],
    ['that is switched off', form('<button name="p" value="2" disabled>Trang sau</button>')],
    [
      'whose button runs a script',
      form('<button name="p" value="2" onclick="return xacNhan()">Trang sau</button>'),
    ],
  ])('is not sent: one %s', (_, html) => {
    expect(sent(html)).toBeUndefined();
  });
});

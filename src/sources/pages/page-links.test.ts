import { describe, expect, it } from 'vitest';
import { loadVocabulary } from '../../services/vocabulary.js';
import { readPage } from './read-page.js';

const { matchLabel } = loadVocabulary();
const read = (html: string, url = 'https://mo.example.vn/ds') =>
  readPage({ html: `<body>${html}</body>`, url }, matchLabel);
const row = (id: number, link: string) =>
  `<tr><td>${id}</td><td><a href="/thu-tuc?id=10${id}">Gõ mõ lần ${id}</a></td><td>${link}</td></tr>`;
const table = (heading: string, ...links: readonly string[]) =>
  `<table><tr><th colspan="3">Lĩnh vực mõ (${links.length})</th></tr><tr><th>STT</th><th>Tên thủ tục</th><th>${heading}</th></tr>${links.map((link, index) => row(index + 1, link)).join('')}</table>`;

describe('links in a row that submit a dossier', () => {
  const submission = async (html: string) =>
    (await read(html)).records.map(
      ({ values }) => values.find(({ label }) => matchLabel(label) === 'onlineSubmission')?.links?.[0]?.url,
    );

  it.each([
    ['Nộp hồ sơ', '', '/ho-so/tao?tt=101'],
    ['Đăng ký', 'Đăng ký', '/ho-so?idTT=101'],
  ])('are the row’s own: %s', async (text, heading, href) => {
    const found = await submission(table(heading, `<a href="${href}">${text}</a>`, ''));
    expect(found[0]).toBe(`https://mo.example.vn${href}`);
    expect(found[1]).toBeUndefined();
  });

  it('name the procedure of the row, where the word may mean anything', async () => {
    for (const href of ['/tai-khoan/dang-ky', '/ho-so?idTT=999'])
      expect(await submission(table('', `<a href="${href}">Đăng ký</a>`, ''))).toEqual([]);
  });
});

describe('links that would begin a dossier', () => {
  const acting = async (html: string) =>
    (await read(html)).links.flatMap(({ acts, url }) => (acts ? [new URL(url).pathname] : []));
  const field = (label: string) => `<h3>${label}</h3><div>Gõ mõ</div>`;
  const record = ['Trình tự thực hiện', 'Thời hạn giải quyết', 'Kết quả thực hiện', 'Mã thủ tục']
    .map(field)
    .join('');

  it('are told in records and rows, by an address of one procedure', async () => {
    const buttons =
      '<a href="/nop?ma=1.000999">Nộp hồ sơ</a><button onclick="location.href=\'/tra/7\'">Thanh toán trực tuyến</button><a href="/nop-ho-so">Nộp hồ sơ trực tuyến</a>';
    expect(await acting(`<main><h1>Gõ mõ đình</h1>${buttons}${record}</main>`)).toEqual(['/nop', '/tra/7']);
    expect(await acting(table('', '<a href="/nop/101">Nộp hồ sơ</a>', ''))).toEqual(['/nop/101']);
  });

  it('are not those of the site', async () => {
    const menu = '<div class="menu"><a href="/x?tab=130">Nộp hồ sơ</a></div>';
    expect(await acting(`${menu}<main><h1>Gõ mõ đình</h1>${record}</main>`)).toEqual([]);
    expect(await acting('<p><a href="/x?tab=130">Nộp hồ sơ trực tuyến</a></p>')).toEqual([]);
  });
});

it('a word or number turns a list over where the address says so', async () => {
  const next = async (html: string, url: string) =>
    (await read(html, url)).links.flatMap(({ role, url: to }) =>
      role === 'next-page' ? [new URL(to).search] : [],
    );
  const list = 'https://mo.example.vn/ds?cq=3';
  expect(await next('<a href="/ds?cq=3&count=6">Xem thêm...</a>', list)).toEqual(['?cq=3&count=6']);
  expect(await next('Trang: <b>1</b> <a href="/ds?cq=3&p=2">2</a>', list)).toEqual(['?cq=3&p=2']);
  expect(await next('<a href="/ds?cq=4&p=2">2</a> <a href="/tin?p=2">Xem thêm</a>', list)).toEqual([]);
  expect(await next('<a href="/ds?cq=4">4</a>', list)).toEqual([]);
});

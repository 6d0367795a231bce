import { describe, expect, it } from 'vitest';
import { normalise } from '../../services/normalise.js';
import { loadVocabulary } from '../../services/vocabulary.js';
import { readPage } from './read-page.js';

const vocabulary = loadVocabulary();
const TITLES = ['Trường hợp 1: Cấp mới', 'Trường hợp 2: Cấp lại'];
const NAMES = ['Trình tự thực hiện', 'Thành phần hồ sơ', 'Thời hạn giải quyết', 'Lệ phí'];
const sectionsOf = (number: number) => [
  `Gõ ${number} hồi`,
  `Đơn số ${number}`,
  `${number} ngày`,
  `${number}0.000 đồng`,
];
const inCase = (number: number, print: (label: string, value: string) => string) =>
  sectionsOf(number)
    .map((value, index) => print(NAMES[index] ?? '', value))
    .join('');
const headed = (tag: string) => (label: string, value: string) => `<${tag}>${label}</${tag}><p>${value}</p>`;
const cases = (print: (title: string, number: number) => string) =>
  TITLES.map((title, index) => print(title, index + 1)).join('');

async function valuesOf(body: string) {
  const html = `<body><div><h1>Cấp phép gõ trống</h1>${body}</div></body>`;
  const { records } = await readPage({ html, url: 'https://trong.example.vn/tt/9' }, vocabulary.matchLabel);
  expect(records).toHaveLength(1);
  const [record] = records;
  if (record === undefined) throw new Error('no record');
  return normalise(record, vocabulary).values;
}

const BASIS = '<h2>Căn cứ pháp lý</h2><p>Luật số 12/2020/QH14</p>';
const CHANNELS = '<h2>Cách thức thực hiện</h2><p>Trực tiếp</p>';

describe('a procedure told case by case', () => {
  it.each([
    [
      'headings of the level of a section',
      CHANNELS + cases((title, number) => `<h2>${title}</h2>${inCase(number, headed('h3'))}`) + BASIS,
    ],
    [
      'headings inside a section',
      CHANNELS + cases((title, number) => `<h3>${title}</h3>${inCase(number, headed('h4'))}`) + BASIS,
    ],
    [
      'headings inside a group',
      `<h2>Nội dung thủ tục</h2>${cases((title, number) => `<h3>${title}</h3>${inCase(number, headed('h4'))}`)}${CHANNELS}${BASIS}`,
    ],
    [
      'bold lines',
      `${CHANNELS}${BASIS}${cases((title, number) => `<p><b>${title}</b></p>${inCase(number, (label, value) => `<p><b>${label}:</b> ${value}</p>`)}`)}`,
    ],
    [
      'tables',
      CHANNELS +
        cases(
          (title, number) =>
            `<h3>${title}</h3><table>${inCase(number, (label, value) => `<tr><td>${label}</td><td>${value}</td></tr>`)}</table>`,
        ) +
        BASIS,
    ],
    [
      'panels',
      CHANNELS +
        cases(
          (title, number) =>
            `<div class="item"><div class="item-title">${title}</div><div class="item-body">${inCase(number, headed('h4'))}</div></div>`,
        ) +
        BASIS,
    ],
  ])('has the sections of all of them: %s', async (_, body) => {
    const { steps, documents, timeLimits, lePhi, methods, legalBasis } = await valuesOf(body);
    expect(steps?.text).toBe('Trường hợp 1: Cấp mới\nGõ 1 hồi\nTrường hợp 2: Cấp lại\nGõ 2 hồi');
    expect(documents?.text).toContain('Đơn số 1\nTrường hợp 2: Cấp lại\nĐơn số 2');
    expect(timeLimits?.limits.map(({ amount }) => amount)).toEqual([1, 2]);
    expect(lePhi?.amounts.map(({ amount }) => amount)).toEqual([10_000, 20_000]);
    expect(methods?.text).toBe('Trực tiếp');
    expect(legalBasis?.documents).toEqual(['12/2020/QH14']);
  });

  it('has the rows of the tables of all of them', async () => {
    const table = (heads: readonly string[], cells: readonly string[]) =>
      `<table><tr><th>${heads.join('</th><th>')}</th></tr><tr><td>${cells.join('</td><td>')}</td></tr></table>`;
    const { methods, documents, forms, timeLimits } = await valuesOf(
      cases((title, number) => {
        const manner = [number === 1 ? 'Trực tiếp' : 'Trực tuyến', `${number} ngày`, 'Không', ''];
        const paper = [`Đơn ${number}`, `<a href="/m${number}.doc">m${number}.doc</a>`, 'Bản chính: 1'];
        return `<h2>${title}</h2><h3>Trình tự thực hiện</h3><p>Gõ</p><h3>Cách thức thực hiện</h3>${table(['Hình thức nộp', 'Thời hạn giải quyết', 'Phí, lệ phí', 'Mô tả'], manner)}<h3>Thành phần hồ sơ</h3>${table(['Tên giấy tờ', 'Mẫu đơn, tờ khai', 'Số lượng'], paper)}`;
      }),
    );
    expect(methods?.channels).toEqual(['inPerson', 'online']);
    expect(timeLimits?.limits.map(({ amount }) => amount)).toEqual([1, 2]);
    expect(documents?.items.map(({ name }) => name)).toEqual(['Đơn 1', 'Đơn 2']);
    expect(forms?.items.map(({ name }) => name)).toEqual(['m1.doc', 'm2.doc']);
  });

  it('keeps cases inside a section in that section', async () => {
    const inside = (first: string, second: string) =>
      `<h3>${TITLES[0]}</h3><p>${first}</p><h3>${TITLES[1]}</h3><p>${second}</p>`;
    const { steps, timeLimits } = await valuesOf(
      `<h2>Trình tự thực hiện</h2>${inside('Gõ', '<b>Thành phần hồ sơ:</b> đủ')}<h2>Thành phần hồ sơ</h2>${inside('Đơn', 'Tờ khai')}<h2>Thời hạn giải quyết</h2><p>2 ngày</p>`,
    );
    expect(steps?.text).toBe(`${TITLES[0]}\nGõ\n${TITLES[1]}\nThành phần hồ sơ: đủ`);
    expect(timeLimits?.text).toBe('2 ngày');
    const parted = cases((title, number) => `<h3>${title}</h3>${inCase(number, headed('h4'))}`);
    const whole = await valuesOf(
      `<p>Mã thủ tục: 9.100001</p>${CHANNELS}${BASIS}<h2>Trình tự thực hiện</h2>${parted}`,
    );
    expect(whole.steps?.text).toContain('Thời hạn giải quyết\n2 ngày');
  });

  it('leaves a text that begins like a case in its section', async () => {
    const line = (label: string, value: string) => `<p><b>${label}:</b></p><p>${value}</p>`;
    const body = cases(
      (title, number) =>
        `<p><b>${title}</b></p>${inCase(number, line).replace('Đơn', 'Đối với tổ chức: Đơn')}`,
    );
    const { documents, timeLimits } = await valuesOf(CHANNELS.replace(/h2/g, 'b') + body);
    expect(documents?.text).toContain(
      'Đối với tổ chức: Đơn số 1\nTrường hợp 2: Cấp lại\nĐối với tổ chức: Đơn số 2',
    );
    expect(timeLimits?.limits.map(({ amount }) => amount)).toEqual([1, 2]);
    const once = await valuesOf(
      `${line('Mã thủ tục', '9.1')}${line('Trình tự thực hiện', 'Gõ')}${line('Thành phần hồ sơ', 'Đối với tổ chức: Đơn')}${line('Thời hạn giải quyết', '1 ngày')}`,
    );
    expect(once.documents?.text).toBe('Đối với tổ chức: Đơn');
  });

  it('says once what all of them say, and what a dialogue repeats', async () => {
    const one = cases((title) => `<h2>${title}</h2>${inCase(1, headed('h3'))}`);
    expect((await valuesOf(one)).steps?.text).toBe('Gõ 1 hồi');
    const own = cases((title, number) => `<h2>${title}</h2>${inCase(number, headed('h3'))}`);
    const { steps } = await valuesOf(`<div>${own}</div><div class="modal"><h2>Chi tiết</h2>${own}</div>`);
    expect(steps?.text).toBe('Trường hợp 1: Cấp mới\nGõ 1 hồi\nTrường hợp 2: Cấp lại\nGõ 2 hồi');
  });
});

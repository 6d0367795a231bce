import { describe, expect, it } from 'vitest';
import { normalise } from '../../services/normalise.js';
import { loadVocabulary } from '../../services/vocabulary.js';
import { readPage } from './read-page.js';

const vocabulary = loadVocabulary();

type Section = readonly [label: string, text: string];
const SECTIONS: readonly Section[] = [
  ['Mã thủ tục', '<p>9.000001</p>'],
  ['Trình tự thực hiện', '<p>Nộp đơn, chờ thẩm định, nhận giấy phép.</p>'],
  ['Thành phần hồ sơ', '<p>Đơn đề nghị</p>'],
  ['Khoảng chờ đợi', '<p>Bảy ngày</p>'],
  ['Kết quả thực hiện', '<p>Giấy phép</p>'],
];
const STYLES: readonly (readonly [string, (section: Section) => string])[] = [
  ['headings', ([label, text]) => `<h3>${label}</h3>${text}`],
  ['bold lines', ([label, text]) => `<p><b>${label}:</b></p>${text}`],
  ['bold words', ([label, text]) => `<p><b>${label}</b>: ${text.replace(/<\/?p>/g, '')}</p>`],
  [
    'blocks of a class',
    ([label, text]) => `<div class="muc"><div class="td">${label}</div><div>${text}</div></div>`,
  ],
  ['rows', ([label, text]) => `<table><tr><th>${label}</th><td>${text}</td></tr></table>`],
];

async function unknownOf(style: (section: Section) => string, sections: readonly Section[] = SECTIONS) {
  const html = `<html><body><h1>Cấp phép đo tiếng vang</h1>${sections.map(style).join('')}</body></html>`;
  const { records } = await readPage({ html, url: 'https://thu.example.vn/1' }, vocabulary.matchLabel);
  const [record] = records;
  if (record === undefined) throw new Error('no procedure');
  return normalise(record, vocabulary).unrecognised;
}

const withSteps = (text: string): Section[] =>
  SECTIONS.flatMap(([label, own]): Section[] =>
    label.startsWith('Khoảng') ? [] : [[label, label.startsWith('Trình') ? own + text : own]],
  );

describe('a heading that looks like the labels of the record', () => {
  it.each(STYLES)('is told where the vocabulary does not know it: %s', async (_, style) => {
    expect(await unknownOf(style)).toEqual(['Khoảng chờ đợi']);
  });

  it.each([
    ['a heading of another rank', '<h4>Nộp qua mạng</h4><p>Vào trang này.</p>'],
    ['a case', '<h3>Trường hợp nộp qua bưu điện</h3><p>Gửi thư.</p>'],
    ['a remark', '<h3>Lưu ý</h3><p>Mang theo bút.</p>'],
    ['a word of the site', '<h3>Thủ tục liên quan</h3><p><a href="/2">Khác</a></p>'],
  ])('is no section: %s', async (_, text) => {
    const headings = ([label, own]: Section) => `<h3>${label}</h3>${own}`;
    expect(await unknownOf(headings, withSteps(text))).toEqual([]);
  });

  it('is no section where bold words stand in a sentence', async () => {
    const lines = ([label, own]: Section) => `<p><b>${label}:</b></p>${own}`;
    expect(await unknownOf(lines, withSteps('<p>Nộp <b>hai bản sao</b> cho <b>Sở</b>.</p>'))).toEqual([]);
  });
});

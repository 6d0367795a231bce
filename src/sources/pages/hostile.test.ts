import { describe, expect, it } from 'vitest';
import { loadVocabulary } from '../../services/vocabulary.js';
import { loadPortalFiles } from './portal-files.js';
import { readPage } from './read-page.js';

const { matchLabel } = loadVocabulary();
const [family] = loadPortalFiles();
/** Every hint of every family, said of every page: more than any real file asks for. */
const portals = loadPortalFiles().map((portal) => ({ ...family, ...portal, recognise: [{ host: '*' }] }));
const url = 'https://thu.example.vn/tt';
const PAGE =
  '<h1>Cấp phép thử</h1><table><tr><td>Mã thủ tục</td><td>9.000001</td></tr><tr><td>Trình tự thực hiện</td><td>Nộp đơn</td></tr>' +
  '<tr><td>Cơ quan thực hiện</td><td>Sở Thử</td></tr></table>';

/** Generous: a quadratic reader needs minutes for any of these. */
const LIMIT_MS = 8000;

describe('pages made to break readers', () => {
  it.each([
    ['100,000 levels', '<div>'.repeat(100_000)],
    ['levels of tables', '<table><tr><td>'.repeat(40_000)],
    ['levels of lists', '<ul><li>'.repeat(60_000)],
    ['unclosed bold', '<b>'.repeat(150_000)],
    ['bold that never ends the right thing', `<i><div>${'<b>'.repeat(60_000)}${'</i>'.repeat(60_000)}`],
    ['end tags of nothing, far down', '<div>'.repeat(50_000) + '</p></b></td>'.repeat(50_000)],
    ['labels in labels', '<div>Trình tự thực hiện<div>'.repeat(30_000)],
    ['many labels in a row', '<p><b>Lệ phí:</b> 1</p>'.repeat(10_000)],
    [
      'as many values',
      Array.from({ length: 10_000 }, (_, index) => `<p><b>Lệ phí:</b> ${index}</p>`).join(''),
    ],
    ['many headings', '<h2>Thành phần hồ sơ</h2><p>a</p>'.repeat(8_000)],
    [
      'procedures in a row',
      Array.from(
        { length: 2000 },
        (_, index) =>
          `<h3>${index % 900}. Thủ tục ${index}</h3><h4>Trình tự thực hiện</h4><p>a</p><h4>Thành phần hồ sơ</h4><p>b</p><h4>Lệ phí</h4><p>c</p>`,
      ).join(''),
    ],
    [
      'sums of a list',
      `<ul>${'<li><a href="/tthc/1">Thủ tục A B</a></li><li><a href="/tthc/2">Thủ tục A C</a></li>'.repeat(2000)}</ul>${'<p>Tổng số: 12 thủ tục hôm nay</p>'.repeat(20_000)}`,
    ],
    [
      'many links in a value',
      `<h2>Biểu mẫu</h2><ul>${'<li>Mẫu <a href="/f?id=1">Tải về</a></li>'.repeat(8_000)}</ul>`,
    ],
    [
      'one wide table',
      `<table><tr><th>Tên thủ tục</th><th>Mức độ</th></tr>${'<tr><td><a href="/t?id=1">Thủ tục A</a></td><td>3</td></tr>'.repeat(8_000)}</table>`,
    ],
    ['cards that look alike', '<div class=c><a href="/tthc/1">Tên thủ tục dài</a></div>'.repeat(10_000)],
    [
      'short cards in deep cards',
      `${'<div class=c><div class=c><a href="/tthc/1">Tên thủ tục</a></div>'.repeat(10_000)}`,
    ],
    ['open quotes', '<a href="'.repeat(100_000)],
    ['open comments', '<!--'.repeat(200_000)],
    ['spaces', `<h2>Trình tự${' '.repeat(2_000_000)}thực hiện</h2>`],
    ['colons', `<p>${'Lệ phí: '.repeat(200_000)}</p>`],
    ['breaks', `<p>${'Lệ phí: 1<br>'.repeat(50_000)}</p>`],
    ['one id', '<p id=a></p>'.repeat(100_000)],
    [
      'rows over rows',
      `<table>${'<tr><td rowspan=99999>Trình tự thực hiện</td><td>x</td></tr>'.repeat(20_000)}</table>`,
    ],
    [
      'wide columns',
      `<table><tr>${'<th colspan=1000>Lệ phí</th>'.repeat(20_000)}</tr><tr><td>1</td></tr></table>`,
    ],
  ])('%s', { timeout: 60_000 }, async (_, html) => {
    const start = process.cpuUsage();
    const reading = await readPage({ html: PAGE + html, url }, matchLabel, portals);
    // Time of the processor: the machine may be busy with other tests.
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(LIMIT_MS);
    expect(reading.kind).not.toBe('challenge');
  });

  it('reads the record above a hole', async () => {
    const reading = await readPage({ html: PAGE + '<div>'.repeat(100_000), url }, matchLabel);
    expect(reading.kind).toBe('procedure');
    expect(reading.records[0]?.values.map(({ label, text }) => [label, text])).toEqual([
      ['Tên thủ tục', 'Cấp phép thử'],
      ['Mã thủ tục', '9.000001'],
      ['Trình tự thực hiện', 'Nộp đơn'],
      ['Cơ quan thực hiện', 'Sở Thử'],
    ]);
  });

  it('reads the record in the hole', async () => {
    const reading = await readPage(
      { html: '<div>'.repeat(5000) + PAGE + '</div>'.repeat(5000), url },
      matchLabel,
    );
    expect(reading.records[0]?.values.map(({ text }) => text)).toEqual([
      'Cấp phép thử',
      '9.000001',
      'Nộp đơn',
      'Sở Thử',
    ]);
  });

  it.each([
    '',
    ' ',
    '<',
    '<>',
    '<!',
    '<a',
    '</',
    '&#0;&#xD800;',
    '<table>',
    '<td>x',
    '\u0000',
    '<select><option>Lệ phí',
  ])('survives %j', async (html) => {
    const reading = await readPage({ html, url }, matchLabel);
    expect(reading.records).toEqual([]);
  });
});

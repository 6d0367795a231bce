import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadVocabulary } from '../../services/vocabulary.js';
import type { SourceItem } from '../source.js';
import { pageReader } from './known-portals.js';
import { savedPages } from './saved-page.js';

const { matchLabel } = loadVocabulary();
const PAGE =
  '<h1>Cấp phép thả bè</h1><dl><dt>Mã thủ tục</dt><dd>9.7</dd><dt>Trình tự thực hiện</dt><dd>Thả bè</dd><dt>Biểu mẫu</dt><dd><a href="/be.doc">Đơn thả bè</a></dd></dl>';
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'saved-page-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(content: string | Buffer): Promise<SourceItem[]> {
  const path = join(folder, 'x.html');
  await writeFile(path, content);
  const items: SourceItem[] = [];
  for await (const item of savedPages(pageReader())({ path, location: 'trang/x.html' }, { matchLabel }))
    items.push(item);
  return items;
}

const texts = (items: readonly SourceItem[]) =>
  items.map((item) =>
    item.type === 'record'
      ? item.record.values.map(({ text }) => text)
      : item.type === 'problem'
        ? item.problem.code
        : item.status,
  );

describe('a saved page', () => {
  it('is one record, at the file', async () => {
    const [item] = await read(PAGE);
    expect(item?.type === 'record' && item.record.at).toBe('trang/x.html');
    expect(texts(await read(PAGE))).toEqual([['Cấp phép thả bè', '9.7', 'Thả bè', 'Đơn thả bè']]);
  });

  it.each([
    ['<!-- saved from url=(0030)https://be.example.vn/tt/7 -->'],
    ['<link rel="canonical" href="https://be.example.vn/tt/7">'],
    ['<meta property="og:url" content="https://be.example.vn/tt/7">'],
  ])('resolves its links by %s', async (head) => {
    const [item] = await read(head + PAGE);
    const links = item?.type === 'record' ? item.record.values.flatMap((value) => value.links ?? []) : [];
    expect(links).toEqual([{ text: 'Đơn thả bè', url: 'https://be.example.vn/be.doc' }]);
  });

  it.each(['utf-8', 'utf-16le', 'windows-1258'])('is read in %s', async (charset) => {
    // windows-1258 has the tone marks as characters of their own.
    const text = charset === 'windows-1258' ? separateTones(PAGE) : PAGE;
    const bytes = iconv.encode(`<meta charset="${charset}">${text}`, charset, {
      addBOM: charset === 'utf-16le',
    });
    expect(texts(await read(bytes))).toEqual([['Cấp phép thả bè', '9.7', 'Thả bè', 'Đơn thả bè']]);
  });

  it.each([
    ['', 'page-empty'],
    [
      '<h1>Giới thiệu</h1><p>Đây là trang giới thiệu của một cơ quan, không có thủ tục nào.</p>',
      'page-without-procedure',
    ],
    ['<div id="root"></div><script src="a.js"></script>', 'page-needs-scripts'],
    [
      '<title>Just a moment...</title><script src="/cdn-cgi/challenge-platform/x.js"></script>',
      'page-is-challenge',
    ],
    ['<title>404 Not Found</title><p>Xin lỗi</p>', 'page-says-not-found'],
    [
      '<ul><li><a href="/tthc/1">Thủ tục thứ nhất</a></li><li><a href="/tthc/2">Thủ tục thứ hai</a></li></ul>',
      'page-list-without-details',
    ],
  ])('%s gives %s', async (html, code) => {
    expect(texts(await read(html))).toEqual([code]);
  });
});

function separateTones(text: string): string {
  return text
    .normalize('NFD')
    .replace(
      /([aeouAEOU])([\u0323]?)([\u0302\u0306\u031B])/g,
      (_, letter: string, dot: string, mark: string) => (letter + mark).normalize('NFC') + dot,
    );
}

describe('a saved list', () => {
  const rows = [1, 2]
    .map((id) => `<tr><td><a href="/thu-tuc/${id}">Thả bè lần ${id}</a></td><td>Mức độ 3</td></tr>`)
    .join('');
  const list = (before: string, after = '') =>
    `${before}<table><tr><th>Tên thủ tục</th><th>Mức độ</th></tr>${rows}</table>${after}`;
  const problems = async (html: string) =>
    (await read(html)).flatMap((item) => (item.type === 'problem' ? [item.problem] : []));

  it('that shows fewer procedures than it says is said to be incomplete', async () => {
    expect(await problems(list('<p>Tìm thấy <b>5</b> thủ tục</p>'))).toMatchObject([
      { code: 'list-incomplete', args: { listed: 2, total: 5 } },
    ]);
    expect(await problems(list('<p>Tìm thấy <b>2</b> thủ tục</p>'))).toEqual([]);
    // The further pages of the list may be other files.
    expect(
      await problems(list('<p>Có 5 thủ tục</p>', '<div class="pagination"><a href="?page=2">2</a></div>')),
    ).toEqual([]);
  });

  it('that shows none of them, too', async () => {
    const found = await problems('<h1>Tra cứu</h1><p>Tìm thấy 5 thủ tục</p>');
    expect(found.map(({ code }) => code)).toContain('list-incomplete');
    expect((await problems('<h1>Bè</h1><p>Toàn xã có 5 dịch vụ công</p>')).map(({ code }) => code)).toEqual([
      'page-without-procedure',
    ]);
  });

  it('that found nothing is no missing page', async () => {
    const search = (said: string) =>
      `<title>Bè</title><h2>Tìm kiếm thủ tục</h2><form><input name="q"></form><p>${said}</p>`;
    for (const said of ['Không tìm thấy thủ tục phù hợp với từ khóa "bè"', 'Không tìm thấy thủ tục'])
      expect((await problems(search(said))).map(({ code, lost }) => [code, lost])).toEqual([
        ['page-without-procedure', undefined],
      ]);
    const missing = '<h2>Bè</h2><form><input name="q"></form><p>Không tìm thấy thủ tục</p>';
    expect((await problems(missing)).map(({ lost }) => lost)).toEqual([true]);
  });
});

it('tells of procedures on a page that cannot be told apart, and of rows that lead nowhere', async () => {
  const part = (steps: string) =>
    `<div class="one"><h4>Trình tự thực hiện</h4><p>${steps}</p><h4>Thành phần hồ sơ</h4><p>Đơn</p><h4>Thời hạn giải quyết</h4><p>1 ngày</p></div>`;
  const found = await read(`<h1>Thủ tục về bè</h1>${part('Đóng bè')}${part('Thả bè')}`);
  expect(found.flatMap((item) => (item.type === 'problem' ? [item.problem] : []))).toMatchObject([
    { code: 'parts-not-told-apart', args: { count: 1 }, lost: true, records: 1 },
  ]);
  const rows = await read(
    '<table><tr><th>Mã thủ tục</th><th>Tên thủ tục</th></tr><tr><td>9.1</td><td><a href="https://be.example.vn/1">Đóng bè</a></td></tr><tr><td>9.2</td><td>Thả bè</td></tr></table>',
  );
  expect(
    rows.flatMap((item) => (item.type === 'record' ? [item.record.values[0]?.text] : [])).sort(),
  ).toEqual(['9.1', '9.2']);
});

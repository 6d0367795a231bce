import { describe, expect, it } from 'vitest';
import { loadVocabulary } from '../../services/vocabulary.js';
import { loadPortalFiles } from './portal-files.js';
import type { PortalFile } from './portal-hints.js';
import { readPage } from './read-page.js';

const { matchLabel } = loadVocabulary();
const url = 'https://thu.example.vn/xem?so=5';

async function read(html: string, hints: Partial<PortalFile> | undefined, at = url) {
  const file = { id: 'thu', title: { vi: 'Thử', en: 'Trial' }, recognise: [{ host: '*' }], ...hints };
  const reading = await readPage({ html, url: at }, matchLabel, hints === undefined ? undefined : file);
  const values = reading.records[0]?.values ?? [];
  return {
    ...reading,
    texts: Object.fromEntries(values.map(({ label, text }) => [label, text])),
    links: Object.fromEntries(
      values.flatMap(({ label, links }) => (links === undefined ? [] : [[label, links]])),
    ),
    ways: reading.links,
  };
}

const RECORD =
  '<div class="page"><div class="side"><h3>Lĩnh vực</h3><p>Tin tức</p></div><div class="rec"><h1>Xin trồng tre</h1><h2>Mã thủ tục</h2><p>9.000001</p><h2>Trình tự thực hiện</h2><p>Trồng</p>' +
  '<h2>Thành phần hồ sơ</h2><p>Đơn <a href="/don.doc">Đơn trồng tre</a></p></div><div class="more"><h2>Kết quả thực hiện</h2><p>Tre</p></div></div>';

describe('hints that do not fit', () => {
  it.each<[string, Partial<PortalFile>]>([
    ['a root that lacks a section', { details: [{ root: '.rec' }] }],
    ['a root that is not there', { details: [{ root: '.mat' }] }],
    ['a root that is a menu', { details: [{ root: '.side' }] }],
    [
      'parts to ignore that are the record',
      { details: [{ ignore: ['.rec', '.page', 'div', '.mat', 'h2'] }] },
    ],
    [
      'rows that are the parts of a record',
      { listing: { pages: [{ rows: 'p', link: 'a' }, { rows: 'div' }] } },
    ],
    ['values where there are none', { details: [{ values: [{ label: 'Lệ phí', select: '.mat' }] }] }],
    ['values that are known', { details: [{ values: [{ label: 'Mã thủ tục', select: 'h1' }] }] }],
    [
      'values under a name of nothing',
      { details: [{ values: [{ item: 'p', label: { select: 'b' }, select: 'a' }] }] },
    ],
    ['a title where there is none', { details: [{ title: '.mat' }] }],
    [
      'a level of two minds',
      { level: [{ select: 'h2', words: { 'Mã thủ tục': 'Mức độ 3', 'Kết quả thực hiện': 'Mức độ 4' } }] },
    ],
    ['words that are no level', { level: [{ select: 'p' }] }],
    ['a code that is a number of the site', { details: [{ code: { parameter: 'so' } }] }],
    ['scripts that nothing calls', { scripts: [{ call: 'tai', address: '/{1}' }] }],
  ])('take nothing away: %s', async (_, hints) => {
    const plain = await read(RECORD, undefined);
    const hinted = await read(RECORD, hints);
    if (hints.details?.[0]?.ignore === undefined) expect(hinted.texts).toEqual(plain.texts);
    else
      expect(hinted.texts).toMatchObject({
        'Trình tự thực hiện': 'Trồng',
        'Thành phần hồ sơ': 'Đơn Đơn trồng tre',
        'Kết quả thực hiện': 'Tre',
      });
    expect(hinted.links).toEqual(plain.links);
    expect(hinted.kind).toBe('procedure');
  });
});

describe('hints that fit', () => {
  it('leave aside what is not the record', async () => {
    const { texts } = await read(RECORD, { details: [{ ignore: ['.side'] }] });
    expect(texts).not.toHaveProperty('Lĩnh vực');
    const whole = RECORD.replace(
      '<div class="rec">',
      '<div class="rec"><h2>Kết quả thực hiện</h2><p>Tre</p>',
    );
    expect((await read(whole, { details: [{ root: '.rec' }] })).texts).not.toHaveProperty('Lĩnh vực');
  });

  it('fill what is missing or empty, and stand instead where they are told to', async () => {
    const page = RECORD.replace(
      '</h1>',
      '</h1><i class="phi">Miễn phí</i><i class="ma">9.000777</i>',
    ).replace('Tre</p>', '</p>');
    const values = [
      { label: 'Lệ phí', select: '.phi' },
      { label: 'Kết quả', select: 'h1' },
      { label: 'Mã số', select: '.ma', instead: true },
    ];
    const { texts } = await read(page, { details: [{ values }] });
    expect(texts).toMatchObject({ 'Lệ phí': 'Miễn phí', 'Kết quả': 'Xin trồng tre', 'Mã số': '9.000777' });
    expect(Object.keys(texts)).not.toContain('Mã thủ tục');
  });

  it('make a procedure of a page without labels', async () => {
    const page =
      '<h1>Xin trồng trúc</h1><div id="a">Trồng</div><div id="b">Đơn</div><div id="c">2 ngày</div>';
    expect((await read(page, undefined)).kind).toBe('other');
    const values = [
      { label: 'Trình tự thực hiện', select: '#a' },
      { label: 'Thành phần hồ sơ', select: '#b' },
      { label: 'Thời hạn giải quyết', select: '#c' },
    ];
    expect((await read(page, { details: [{ title: 'h1', values }] })).texts).toEqual({
      'Tên thủ tục': 'Xin trồng trúc',
      'Trình tự thực hiện': 'Trồng',
      'Thành phần hồ sơ': 'Đơn',
      'Thời hạn giải quyết': '2 ngày',
    });
  });

  it('tell a code of its own, and never where the page shows one', async () => {
    const code = { parameter: 'so', format: 'any' as const };
    expect((await read(RECORD, { details: [{ code }] })).texts['Mã thủ tục']).toBe('9.000001');
    const silent = RECORD.replace(
      '<h2>Mã thủ tục</h2><p>9.000001</p>',
      '<h2>Cơ quan thực hiện</h2><p>Xã</p>',
    );
    expect((await read(silent, { details: [{ code }] })).texts['Mã thủ tục']).toBe('5');
    const script = `${silent}<script>var ma_so = '2.000123';</script>`;
    expect((await read(script, { details: [{ code: { variable: 'ma_so' } }] })).texts['Mã thủ tục']).toBe(
      '2.000123',
    );
    expect((await read(silent, undefined, 'https://a.vn/x?ma_thu_tuc=1.004194')).texts['Mã thủ tục']).toBe(
      '1.004194',
    );
    expect((await read(silent, undefined, 'https://a.vn/x?ma_thu_tuc=7603')).texts).not.toHaveProperty(
      'Mã thủ tục',
    );
    expect((await read(silent, undefined, 'https://a.vn/x?trang=1.004194')).texts).not.toHaveProperty(
      'Mã thủ tục',
    );
  });

  it('are those of the kind of page they are said of', async () => {
    const details = [
      { when: { url: ['/khac**'] }, values: [{ label: 'Lệ phí', select: 'h1' }] },
      { when: { url: ['/xem**'] }, values: [{ label: 'Phí', select: 'h1' }] },
    ];
    const { texts } = await read(RECORD, { details });
    expect(texts).toHaveProperty('Phí');
    expect(texts).not.toHaveProperty('Lệ phí');
  });

  it('tell the links of the site from those of the service', async () => {
    const page = `${RECORD}<p><a href="/nop">Nộp hồ sơ</a></p><p><a href="/tra-phi?so=5">Thanh toán</a></p>`;
    const { links } = await read(page, { submit: { siteWide: ['/nop'] }, pay: { siteWide: ['/nop'] } });
    expect(links).not.toHaveProperty('Nộp hồ sơ');
    expect(links).toHaveProperty('Thanh toán');
  });
});

describe('forms that a script opens', () => {
  const page = (call: string) =>
    `<h1 class="main-title">Xin trồng mai</h1><h2 class="main-title-sub">Trình tự thực hiện</h2><p>Trồng</p><h2 class="main-title-sub">Thành phần hồ sơ</h2><p><span class="link" onclick="${call}">Don mai.doc</span></p><div id="popupChitietTTHC" class="modal"><div class="info-row"><div class="key">Mã thủ tục:</div><div class="col-sm-9">9.000900</div></div></div>`;
  const linkOf = async (call: string, host: string) => {
    const input = { html: page(call), url: `https://${host}/p/home/dvc-chi-tiet.html?ma_thu_tuc=77` };
    const { records } = await readPage(input, matchLabel, loadPortalFiles());
    return records[0]?.values.find(({ label }) => label === 'Thành phần hồ sơ')?.links;
  };

  it('are likely addresses: on the national portal its file server, elsewhere the same host', async () => {
    expect(await linkOf("downloadMaudon('3fe38b')", 'thutuc.dichvucong.gov.vn')).toEqual([
      {
        text: 'Don mai.doc',
        url: 'https://csdl.dichvucong.gov.vn/web/jsp/download_file.jsp?ma=3fe38b',
        script: true,
      },
    ]);
    expect(await linkOf("downloadMaudon('3fe38b')", 'dvc.khac.example.vn')).toEqual([
      {
        text: 'Don mai.doc',
        url: 'https://dvc.khac.example.vn/web/jsp/download_file.jsp?ma=3fe38b',
        script: true,
      },
    ]);
  });

  it('stay scripts where the argument is unknown, and are none where it is empty', async () => {
    expect(await linkOf('downloadMaudon(ma)', 'thutuc.dichvucong.gov.vn')).toEqual([
      { text: 'Don mai.doc', script: true },
    ]);
    expect(await linkOf("downloadMaudon('')", 'thutuc.dichvucong.gov.vn')).toBeUndefined();
  });
});

describe('lists', () => {
  const list =
    '<div class="o"><a href="/tt/1">Xin nuôi tằm</a></div><div class="o"><a href="/tt/2">Xin nuôi ong</a></div>';

  it.each([
    [{ parameter: 'trang' }, '', '/ds?trang=2'],
    [{ parameter: 'trang' }, '?trang=4', '/ds?trang=5'],
    [{ parameter: 'trang', first: 0 }, '', '/ds?trang=1'],
    [{ parameter: 'tu', counts: 'rows' as const }, '?tu=4&x=1', '/ds?tu=6&x=1'],
    [{ parameter: 'trang' }, '?trang=moi', undefined],
    [{ parameter: 'trang' }, '?trang=5', undefined],
  ])('are turned over by %j on "%s"', async (next, query, expected) => {
    const html = `${list}<b class="dem">10</b>`;
    const { ways } = await read(
      html,
      { listing: { pages: [{ rows: '.o', next, total: '.dem' }] } },
      `https://thu.example.vn/ds${query}`,
    );
    const found = ways.find(({ role }) => role === 'next-page')?.url;
    expect(found).toBe(expected === undefined ? undefined : `https://thu.example.vn${expected}`);
  });

  it('keep what the rows show by themselves', async () => {
    const html =
      '<table><tr><th>Tên thủ tục</th><th>Mức độ</th></tr><tr class="o" data-m="m4"><td><a href="/tt/1">Xin nuôi tằm</a></td><td></td></tr><tr class="o"><td><a href="/tt/2">Xin nuôi ong</a></td><td>Một phần</td></tr></table>';
    const fields = { 'Mức độ': { from: 'data-m', words: { m4: 'Toàn trình' } } };
    const { records } = await read(html, { listing: { pages: [{ rows: 'tr.o', fields }] } });
    expect(records.map(({ values }) => values.find(({ label }) => label === 'Mức độ')?.text)).toEqual([
      'Toàn trình',
      'Một phần',
    ]);
  });
});

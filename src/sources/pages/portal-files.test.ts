import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../../services/problem.js';
import { loadVocabulary } from '../../services/vocabulary.js';
import { loadPortalFile, loadPortalFiles } from './portal-files.js';
import { portalOf } from './portal-signs.js';
import { readPage } from './read-page.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portal-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const GOOD = {
  id: 'thu',
  title: { vi: 'Thử', en: 'Trial' },
  recognise: [{ host: '*.thu.example.vn' }],
};

function write(name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

function problemOf(read: () => unknown): unknown {
  try {
    read();
  } catch (error) {
    if (error instanceof InputError) return error.problem;
    throw error;
  }
  return undefined;
}

describe('portal files', () => {
  it('that come with the program are named after their families', () => {
    const portals = loadPortalFiles();
    expect(portals.map(({ id }) => id)).toEqual([
      'aspnet-dnn',
      'liferay-7',
      'liferay-oep',
      'national',
      'opencps',
      'vnpt-igate',
    ]);
    const rules = resolve(import.meta.dirname, '../../../rules/portals');
    for (const { id } of portals) expect(readdirSync(rules)).toContain(`${id}.json`);
  });

  it('ask the interface of the national portal as it wants to be asked', () => {
    const body = loadPortalFile('national').listing?.api?.body;
    expect(typeof body).toBe('string');
    const sent = new URLSearchParams(String(body).replace('{size}', '100').replace('{page}', '3'));
    expect(JSON.parse(sent.get('params') ?? '')).toMatchObject({
      service: 'procedure_advanced_search_service_v2',
      recordPerPage: 100,
      pageIndex: 3,
    });
  });

  it('are read by id, by path, and in a folder beside other tables', () => {
    const file = write('thu.json', GOOD);
    write('khac.json', { $schema: '../schema/paging.schema.json' });
    write('doc.txt', 'x');
    expect(loadPortalFiles(folder)).toEqual([GOOD]);
    expect(loadPortalFile('thu', { folder })).toEqual(GOOD);
    expect(loadPortalFile(file)).toEqual(GOOD);
    expect(loadPortalFile('./thu.json', { cwd: folder })).toEqual(GOOD);
  });

  it.each([
    [{ ...GOOD, recognize: [] }, '/', /"recognize"\?/],
    [{ ...GOOD, recognise: [] }, '/recognise', /fewer than 1/],
    [
      { ...GOOD, recognise: [{ selectors: ['a:hover'] }] },
      '/recognise/0/selectors/0',
      /":hover" cannot be read/,
    ],
    [{ ...GOOD, recognise: [{ url: ['re:(a+)+$'] }] }, '/recognise/0/url/0', /address-pattern/],
    [{ ...GOOD, id: 'Thử' }, '/id', /pattern/],
    [
      { ...GOOD, listing: { pages: [{ rows: 'tr', next: { counts: 'rows' } }] } },
      '/listing/pages/0/next',
      /parameter/,
    ],
    [
      { ...GOOD, listing: { api: { method: 'PUT', path: '/', items: '', fields: { a: 'b' } } } },
      '/listing/api/method',
      /GET \| POST/,
    ],
    [{ ...GOOD, scripts: [{ call: 'f(x)', address: '/' }] }, '/scripts/0/call', /pattern/],
    [{ ...GOOD, details: [{ values: [{ label: { from: 'b' } }] }] }, '/details/0/values/0/label', /./],
    ['{', '1:2', /why.not-json/],
    ['[]', '/', /object/],
    [
      { ...GOOD, listing: { api: { method: 'GET', path: '/', items: '', fields: {} } } },
      '/listing/api/fields',
      /1 /,
    ],
  ])('that are wrong are refused with file, place and reason: %j', (content, place, reason) => {
    const file = write('sai.json', content);
    expect(problemOf(() => loadPortalFile(file))).toEqual({
      code: 'portal-invalid',
      args: { file, place: expect.stringContaining(place), reason: expect.stringMatching(reason) },
    });
  });

  it('that are missing, unknown or named twice are refused', () => {
    expect(problemOf(() => loadPortalFile('khong-co'))).toMatchObject({
      code: 'portal-unknown',
      args: { portal: 'khong-co', known: expect.stringContaining('vnpt-igate') },
    });
    expect(problemOf(() => loadPortalFile(join(folder, 'mat.json')))).toMatchObject({
      code: 'portal-not-found',
      args: { file: join(folder, 'mat.json') },
    });
    write('a.json', GOOD);
    write('b.json', GOOD);
    expect(problemOf(() => loadPortalFiles(folder))).toMatchObject({
      args: { file: 'b.json', place: '/id', reason: expect.stringContaining('a.json') },
    });
  });
});

describe('recognition', () => {
  const portals = loadPortalFiles();

  it.each([
    ['https://thutuc.dichvucong.gov.vn/p/home/dvc-tthc-thu-tuc-hanh-chinh.html', 'national'],
    ['https://khac.example.vn/p/home/dvc-chi-tiet-thu-tuc-hanh-chinh.html?ma_thu_tuc=1.004194', 'national'],
    ['https://bien.example.vn/Bo-thu-tuc/moduleId/746/ItemId/9/controller/X/action/Edit', 'aspnet-dnn'],
    ['https://dichvucong.gov.vn/thu-tuc-hanh-chinh', undefined],
    ['trang/x.html', undefined],
  ])('by the address alone: %s', (url, id) => {
    expect(portalOf({ url }, portals)?.id).toBe(id);
  });

  it('asks for everything a sign names', async () => {
    const { matchLabel } = loadVocabulary();
    const both = {
      ...GOOD,
      recognise: [{ host: '*.thu.example.vn', meta: { Generator: 'CỔNG THỬ' }, markup: ['thu.js'] }],
    };
    const page = (url: string, head: string) =>
      readPage({ url, html: `<head>${head}</head><p>Xin chào</p>` }, matchLabel, [both]);
    const head = '<meta name="generator" content="Cổng Thử 2"><script src="/thu.js"></script>';
    expect((await page('https://a.thu.example.vn/', head)).portal).toBe('thu');
    expect((await page('https://a.thu.example.org/', head)).portal).toBeUndefined();
    expect((await page('https://a.thu.example.vn/', head.replace('thu.js', 'x.js'))).portal).toBeUndefined();
    expect((await page('https://a.thu.example.vn/', head.replace('Cổng', 'Trang'))).portal).toBeUndefined();
  });

  it('leaves pages of the example in the documentation to its file', async () => {
    const text = readFileSync(resolve(import.meta.dirname, '../../../docs/portal-files.md'), 'utf8');
    const blocks = [...text.matchAll(/```(json|html)\n([\s\S]*?)```/g)].map(([, kind, body]) => ({
      kind,
      body,
    }));
    const [listHtml, detailHtml] = blocks.filter(({ kind }) => kind === 'html').map(({ body }) => body ?? '');
    const json =
      blocks.find(({ kind, body }) => kind === 'json' && body?.includes('"recognise"'))?.body ?? '';
    const portal = loadPortalFile(write('thi-tran.json', json));
    const { matchLabel } = loadVocabulary();
    const list = await readPage(
      { url: 'https://dvc.thitran.example.vn/ds.php?tu=0', html: listHtml ?? '' },
      matchLabel,
      [portal],
    );
    expect(list).toMatchObject({ portal: 'thi-tran', kind: 'listing', totalRecords: 40 });
    expect(
      list.records.map(({ values }) =>
        Object.fromEntries(values.map(({ label, text: shown }) => [label, shown])),
      ),
    ).toEqual([
      { 'Tên thủ tục': 'Xin họp chợ phiên', 'Mức độ': 'Mức độ 4' },
      { 'Tên thủ tục': 'Xin dời chợ phiên', 'Mức độ': 'Mức độ 2' },
    ]);
    expect(list.links.filter(({ role }) => role === 'next-page').map(({ url }) => url)).toEqual([
      'https://dvc.thitran.example.vn/ds.php?tu=2',
    ]);
    const detail = await readPage(
      { url: 'https://dvc.thitran.example.vn/xem.php?so=TT-07', html: detailHtml ?? '' },
      matchLabel,
      [portal],
    );
    const values = new Map(detail.records[0]?.values.map((value) => [value.label, value]));
    expect(values.get('Mã thủ tục')?.text).toBe('TT-07');
    expect(values.get('Mức độ')?.text).toBe('Mức độ 4');
    expect(values.get('Tên thủ tục')?.text).toBe('Xin họp chợ phiên');
    expect(values.get('Biểu mẫu')?.links).toEqual([
      { text: 'Đơn họp chợ', url: 'https://dvc.thitran.example.vn/tai.php?mau=a1' },
    ]);
    expect([...values.values()].flatMap(({ links = [] }) => links.map(({ url }) => url))).toContain(
      'https://dvc.thitran.example.vn/dangky.php?so=TT-07',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { fileEnds, fileOf, fromLink, linksIn, parseForms } from './form.js';

const names = (text: string) => parseForms(text)?.items.map(({ name }) => name);

describe('forms named in a cell', () => {
  it.each([
    ['Đơn đề nghị cấp phép', ['Đơn đề nghị cấp phép']],
    ['- Tờ khai A\n- Tờ khai B', ['Tờ khai A', 'Tờ khai B']],
    ['1. Tờ khai A; 2. Tờ khai B.', ['Tờ khai A', 'Tờ khai B']],
    ['Mẫu 01.docxMẫu 02.docx', ['Mẫu 01.docx', 'Mẫu 02.docx']],
    ['Mau01.DOCMau02.PDFMau03.xlsx', ['Mau01.DOC', 'Mau02.PDF', 'Mau03.xlsx']],
    ['phụ lục 1.docxmẫu 2.docxmẫu 3.docx', ['phụ lục 1.docx', 'mẫu 2.docx', 'mẫu 3.docx']],
    ['Mẫu 01.docx, Mẫu 02.doc', ['Mẫu 01.docx', 'Mẫu 02.doc']],
    ['Mẫu 01.docx | Mẫu 02.doc', ['Mẫu 01.docx', 'Mẫu 02.doc']],
    ['1.Don.doc2.Giay.doc', ['Don.doc', 'Giay.doc']],
    ['Mẫu số 1.1.docx', ['Mẫu số 1.1.docx']],
    ['Don.v2.docx (02 trang)', ['Don.v2.docx']],
    ['Don.docx Tờ khai thay đổi', ['Don.docx', 'Tờ khai thay đổi']],
    ['File mẫu: Tờ khai A Tải về Danh sách B Tải về', ['Tờ khai A', 'Danh sách B']],
    ['1.Mẫu A [Tải về]\n2.Mẫu B [Tải về]', ['Mẫu A', 'Mẫu B']],
    ['Mẫu đơn, tờ khai: Tờ khai A', ['Tờ khai A']],
    [
      'Mẫu TK-01 (ban hành kèm theo Thông tư số 10/2020/TT-BTC)',
      ['Mẫu TK-01 (ban hành kèm theo Thông tư số 10/2020/TT-BTC)'],
    ],
    ['Đơn xin.docx'.normalize('NFD'), ['Đơn xin.docx']],
  ])('%j', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it.each([
    '',
    'Không có thông tin',
    '--',
    'Tải về',
    'Tại đây',
    'Nghị định số 10/2020/NĐ-CP\nThông tư số 01/2021/TT-BTC',
  ])('none in %j', (text) => {
    expect(parseForms(text)).toBeNull();
  });

  it('takes the type that the server told where the address does not tell one', () => {
    const told = { text: 'Đơn A', download: 'ok', extension: 'docx' } as const;
    expect(fromLink({ ...told, url: '/tai?id=1' })?.extension).toBe('docx');
    expect(fromLink({ ...told, url: '/don.pdf' })?.extension).toBe('pdf');
  });

  it.each(['Có', 'Có mẫu', 'Có (đính kèm)', 'Có.'])('%j says that there is one, and is no name', (text) => {
    expect(parseForms(text)).toEqual({ text, items: [] });
  });

  it('takes a row "Không" of a table of forms for an answer', () => {
    const table = (...rows: string[][]) => ({
      headings: ['Tên biểu mẫu', 'Tải về'],
      rows: rows.map((row) => row.map((text) => ({ text }))),
    });
    expect(linksIn(table(['Không']))).toEqual([]);
    expect(linksIn(table(['Đơn A', '']))).toEqual([{ text: 'Đơn A' }]);
  });

  it('takes "Không" for an answer', () => {
    expect(parseForms('Không có mẫu đơn, tờ khai')).toEqual({
      text: 'Không có mẫu đơn, tờ khai',
      items: [],
      none: true,
    });
  });

  it('knows that a link was lost where only its text is left', () => {
    expect(parseForms('Tờ khai A Tải về')?.unlinked).toBe(true);
    expect(parseForms('Tờ khai A')?.unlinked).toBeUndefined();
    expect(parseForms('Tờ khai A Tải về', [{ text: 'Tải về', url: '/a.doc' }])?.unlinked).toBeUndefined();
  });
});

describe('forms behind links', () => {
  it('names the form by the cell where the link says nothing', () => {
    expect(parseForms('Tờ khai A Tải về', [{ text: 'Tải về', url: '/tep/A%201.docx' }])?.items).toEqual([
      { name: 'Tờ khai A', url: '/tep/A%201.docx', file: 'A 1.docx', extension: 'docx' },
    ]);
  });

  it('reads addresses written as text', () => {
    expect(parseForms('Đơn: https://a.example/don.doc; https://a.example/to-khai.pdf.')?.items).toEqual([
      { name: 'don.doc', url: 'https://a.example/don.doc', file: 'don.doc', extension: 'doc' },
      { name: 'to-khai.pdf', url: 'https://a.example/to-khai.pdf', file: 'to-khai.pdf', extension: 'pdf' },
    ]);
  });

  it.each([
    [{ text: '', url: 'download_file.jsp?ma=' }, undefined],
    [{ text: '', url: '#' }, undefined],
    [{ text: 'Tải về', url: 'javascript:void(0)' }, undefined],
    [{ text: 'Mẫu A', url: 'javascript:void(0)' }, { name: 'Mẫu A' }],
    [
      { text: 'Mẫu A', script: true as const },
      { name: 'Mẫu A', script: true },
    ],
    [
      { text: 'Mẫu A', url: '/tai?ma=9f3' },
      { name: 'Mẫu A', url: '/tai?ma=9f3' },
    ],
    [
      { text: 'Tải về', url: '/x?file=Don%20A.docx&v=1' },
      { name: 'Don A.docx', url: '/x?file=Don%20A.docx&v=1', file: 'Don A.docx', extension: 'docx' },
    ],
    [
      { text: 'Mẫu', url: '/%E0%A4%A.doc' },
      { name: 'Mẫu', url: '/%E0%A4%A.doc', file: '%E0%A4%A.doc', extension: 'doc' },
    ],
  ])('%j', (link, form) => {
    expect(fromLink(link)).toEqual(form);
  });

  it('reads the rows of a table of forms', () => {
    const cells = (...texts: string[]) => texts.map((text) => ({ text }));
    const rows = [cells('Mẫu A', 'https://a.example/1.doc'), cells('Mẫu B', '')];
    expect(linksIn({ headings: ['title', 'url'], rows })).toEqual([
      { text: 'Mẫu A', url: 'https://a.example/1.doc' },
      { text: 'Mẫu B' },
    ]);
    expect(linksIn({ headings: ['Tên biểu mẫu', 'Tải về'], rows })?.[0]).toEqual({
      text: 'Mẫu A',
      url: 'https://a.example/1.doc',
    });
    expect(linksIn({ headings: ['STT', 'Ngày'], rows })).toBeUndefined();
  });
});

describe('file names', () => {
  it('end at their extension', () => {
    expect(fileEnds('Mẫu 01.docxMẫu 02.doc')).toEqual([11, 21]);
    expect(fileEnds('a.docs, .doc và b.doc.pdf')).toEqual([25]);
    expect(fileOf('CT01.DOCX')).toEqual({ file: 'CT01.DOCX', extension: 'docx' });
    expect(fileOf('CT01')).toEqual({ file: 'CT01' });
  });
});

it.each(['(', ')', ';', 'mẫu số ', 'a.doc', '?a=', 'https://', 'Tải về', '.doc', ' | '])(
  'comes back from a megabyte of %j',
  (piece) => {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    expect(parseForms(`${text}x`)?.items.length ?? 0).toBeLessThanOrEqual(text.length);
    expect(fromLink({ text, url: `/${text}x` })?.name.length ?? 0).toBeLessThanOrEqual(text.length + 2);
  },
);

it('a paper that an authority gives is no form', () => {
  expect(parseForms('Chứng nhận quyền sở hữu hợp pháp')).toEqual({
    text: 'Chứng nhận quyền sở hữu hợp pháp',
    items: [],
  });
  expect(parseForms('Đơn xin cấp giấy phép')?.items).toHaveLength(1);
});

describe('a text that says there is no form', () => {
  it.each([
    'Thủ tục không có mẫu đơn',
    'Chưa có mẫu',
    'Không (tự viết)',
    'Không quy định mẫu, khách hàng tự viết',
    'Tự soạn',
  ])('is one in other words, too: %s', (text) =>
    expect(parseForms(text)).toMatchObject({ items: [], none: true }),
  );

  it.each(['Tự khai theo mẫu số 2', 'Đơn không theo mẫu của Sở', 'Mẫu đơn'])(
    'is not one that names a form: %s',
    (text) => expect(parseForms(text)?.none).toBeUndefined(),
  );
});

import { describe, expect, it } from 'vitest';
import type { Table } from '../labelled.js';
import { parseDocuments } from './document.js';

const papers = (text: string, tables: readonly Table[] = []) =>
  parseDocuments(text, tables)?.documents.items.map(({ name, originals, copies }) =>
    originals === undefined && copies === undefined ? name : `${name} = ${originals ?? '?'}+${copies ?? '?'}`,
  );
const forms = (text: string, tables: readonly Table[] = []) =>
  parseDocuments(text, tables)?.forms.map(({ name }) => name);

describe('a dossier in lines', () => {
  it.each([
    ['- Đơn đề nghị;\n- Bản sao giấy phép.', ['Đơn đề nghị', 'Bản sao giấy phép']],
    ['a) Đơn đề nghị;\nb) văn bằng', ['Đơn đề nghị', 'văn bằng']],
    ['1.1. Đơn đề nghị\n1.2 Bản kê khai', ['Đơn đề nghị', '1.2 Bản kê khai']],
    ['(1) Đơn đề nghị. (2) Bản kê khai.', ['Đơn đề nghị', 'Bản kê khai']],
    ['1. Giấy khai (mẫu A10). 2. Giấy tờ của chủ xe;', ['Giấy khai (mẫu A10)', 'Giấy tờ của chủ xe']],
    ['- Đơn đề nghị. - Báo cáo kết quả. - Bản vẽ.', ['Đơn đề nghị', 'Báo cáo kết quả', 'Bản vẽ']],
    [
      'Theo Điều 6, cụ thể: a) Văn bản đề nghị; b) Danh sách người học.',
      ['Văn bản đề nghị', 'Danh sách người học'],
    ],
    ['Thành phần hồ sơ:\n• Tờ khai\n+) Ảnh chân dung', ['Tờ khai', 'Ảnh chân dung']],
    ['* Thành phần hồ sơ\n- Tờ khai\nb. Số lượng hồ sơ: 01 (một) bộ.', ['Tờ khai']],
    ['Tờ khai\n01 bộ\nLưu ý: mang theo bản chính', ['Tờ khai']],
    ['Trường hợp cấp mới:\n- Đơn A\nTrường hợp cấp lại:\n- Đơn B', ['Đơn A', 'Đơn B']],
    ['Đơn đề nghị', ['Đơn đề nghị']],
    ['Theo quy định của pháp luật:', ['Theo quy định của pháp luật:']],
  ])('%j', (text, expected) => {
    expect(papers(text)).toEqual(expected);
  });

  it.each([
    ['Tờ khai (01 bản chính)', ['Tờ khai (01 bản chính) = 1+0']],
    ['Tờ khai: 02 bản', ['Tờ khai: 02 bản = 2+0']],
    ['01 bản sao giấy khai sinh', ['01 bản sao giấy khai sinh = 0+1']],
    ['Tờ khai (bản chính)', ['Tờ khai (bản chính)']],
    ['Quyết định năm 2021 bản sao y', ['Quyết định năm 2021 bản sao y']],
  ])('counts %j', (text, expected) => {
    expect(papers(text)).toEqual(expected);
  });

  it.each([
    ['Đơn.\nSố lượng hồ sơ: 02 (hai) bộ.', 2],
    ['Đơn. Số lượng hồ sơ: 03', 3],
    ['Nộp 01 bộ phận làm thủ tục. Số bộ hồ sơ: 02 bộ', 2],
    ['Hồ sơ gồm 01 (một) bộ:\n- Đơn', 1],
    ['Cán bộ của 02 bộ phận', undefined],
    ['Theo 05 Bộ luật', undefined],
  ])('sets in %j', (text, sets) => {
    expect(parseDocuments(text)?.sets).toBe(sets);
  });

  it('tells a placeholder from "none"', () => {
    expect(parseDocuments('Không có thông tin')).toBeNull();
    expect(parseDocuments('')).toBeNull();
    expect(parseDocuments('Không quy định')?.documents).toEqual({
      text: 'Không quy định',
      items: [],
      none: true,
    });
  });
});

describe('forms listed below a dossier', () => {
  it('are forms whose address the export lost', () => {
    const read = parseDocuments('- Đơn đề nghị.\nBiểu mẫu đính kèm:\n1.Mẫu A1 Tải về\n2.Mẫu A2 Tải về');
    expect(read?.documents.items).toEqual([{ name: 'Đơn đề nghị' }]);
    expect(read?.forms).toEqual([{ name: 'Mẫu A1' }, { name: 'Mẫu A2' }]);
    expect(read).toMatchObject({ hasForms: true, unlinked: true });
  });

  it('may be none', () => {
    expect(parseDocuments('- Đơn.\nBiểu mẫu đính kèm:')).toMatchObject({ forms: [], hasForms: false });
  });

  it('keeps file names, which need no link', () => {
    const read = parseDocuments('- Đơn.\nTệp đính kèm:\nDon-01.docx');
    expect(read?.forms).toEqual([{ name: 'Don-01.docx', file: 'Don-01.docx', extension: 'docx' }]);
    expect(read?.unlinked).toBeUndefined();
  });
});

describe('a dossier in a table whose cells are glued', () => {
  const HEAD = 'Tên giấy tờMẫu đơn, tờ khaiSố lượng';
  it.each([
    [
      `--${HEAD}- Đơn xin phép1 bản chính- 4. Bản sao thẻ0 bản chính,2 bản sao`,
      ['Đơn xin phép = 1+0', 'Bản sao thẻ = 0+2'],
    ],
    [`${HEAD}+) Đơn xin phép;2 bản chính`, ['Đơn xin phép; = 2+0']],
    [`${HEAD}Đơn (01 bản chính hoặc bản sao)1 bản chính`, ['Đơn (01 bản chính hoặc bản sao) = 1+0']],
    [`${HEAD}Đơn theo Phụ lục số 031 bản chính`, ['Đơn theo Phụ lục số 03 = 1+0']],
    [
      `Trường hợp 1${HEAD}Đơn A1 bản chínhTrường hợp 2${HEAD}Đơn B1 bản chính`,
      ['Đơn A = 1+0', 'Đơn B = 1+0'],
    ],
    [`${HEAD}Đơn A1 bản chínhBản vẽ kèm theo`, ['Đơn A = 1+0', 'Bản vẽ kèm theo']],
    [`${HEAD}Đơn A02 bảnẢnh 4x6 nền trắng03 bản`, ['Đơn A = 2+0', 'Ảnh 4x6 nền trắng = 3+0']],
    [
      'Tên giấy tờ Mẫu đơn, tờ khai Số lượng Đơn A. Bản chính: 1 Bản sao: 0 Thẻ B Bản chính: 0 Bản sao: 1',
      ['Đơn A. = 1+0', 'Thẻ B = 0+1'],
    ],
    ['Tên giấy tờSố lượngĐơn A1 bản chính', ['Đơn A = 1+0']],
  ])('%j', (text, expected) => {
    expect(papers(text)).toEqual(expected);
    expect(parseDocuments(text)?.perPaper).toBe(true);
  });

  it.each([
    ['Đơn đề nghị cấp thẻMau TP 05.doc', ['Mau TP 05.doc'], 'Đơn đề nghị cấp thẻ'],
    ['Đơn đề nghị thay đổi (mẫu 2);Phụ lục VI.docx', ['Phụ lục VI.docx'], 'Đơn đề nghị thay đổi (mẫu 2);'],
    [
      'Đơn theo Thông tư số 56/2025/TT-NHNNPhụ lục V.docx',
      ['Phụ lục V.docx'],
      'Đơn theo Thông tư số 56/2025/TT-NHNN',
    ],
    [
      'Đơn đề nghịPhụ lục I- t2.docxPhụ lục IV- t4.docx',
      ['Phụ lục I- t2.docx', 'Phụ lục IV- t4.docx'],
      'Đơn đề nghị',
    ],
    ['Đơn xin nuôi con;2.Donxinnuoicon (1).doc', ['2.Donxinnuoicon (1).doc'], 'Đơn xin nuôi con;'],
    ['Đơn của cha mẹ (nếu có).2.Don (1).doc', ['2.Don (1).doc'], 'Đơn của cha mẹ (nếu có).'],
    ['Đơn xin (theo mẫu) 12.1.PLCpgy.docx', ['12.1.PLCpgy.docx'], 'Đơn xin (theo mẫu)'],
    [
      'Đơn (theo Nghị định số 56/2023/NĐ-CP) Mẫu số 03-KD.docx',
      ['Mẫu số 03-KD.docx'],
      'Đơn (theo Nghị định số 56/2023/NĐ-CP)',
    ],
    [
      'Đơn trình báo của người đại diện. Mẫu TK5 báo mất TK5.doc',
      ['Mẫu TK5 báo mất TK5.doc'],
      'Đơn trình báo của người đại diện.',
    ],
    ['Danh sách trích ngang Mau 02.xlsx', ['Mau 02.xlsx'], 'Danh sách trích ngang'],
    [
      'Đơn của cơ sở (theo Nghị định số 96/2016/NĐ-CP) gửi Công an Mẫu số 03.doc',
      ['Mẫu số 03.doc'],
      'Đơn của cơ sở (theo Nghị định số 96/2016/NĐ-CP) gửi Công an',
    ],
    ['Đơn theo Phụ lục số 01.Phụ lục số 01.docx', ['Phụ lục số 01.docx'], 'Đơn theo Phụ lục số 01.'],
    [
      'Đơn (đã được sửa đổi, bổ sung)phụ lục VII.docx',
      ['phụ lục VII.docx'],
      'Đơn (đã được sửa đổi, bổ sung)',
    ],
    [
      'Đơn đề nghịMẫu số 08 - QĐ 197..docxMẫu số 07.docx',
      ['Mẫu số 08 - QĐ 197..docx', 'Mẫu số 07.docx'],
      'Đơn đề nghị',
    ],
    ['Đơn; DonDeNghi.docx', ['DonDeNghi.docx'], 'Đơn;'],
    ['DonDeNghi.docx', ['DonDeNghi.docx'], 'DonDeNghi.docx'],
  ])('takes the file off %j', (row, files, name) => {
    for (const text of [`${HEAD}${row}1 bản chính`, `${HEAD} ${row} Bản chính: 1 Bản sao: 0`]) {
      expect(forms(text)).toEqual(files);
      expect(papers(text)).toEqual([`${name} = 1+0`]);
    }
  });

  it('has no place for forms where the table has none', () => {
    expect(parseDocuments('Tên giấy tờSố lượngĐơn A1 bản chính')?.hasForms).toBe(false);
    expect(parseDocuments(`${HEAD}Đơn A1 bản chính`)?.hasForms).toBe(true);
  });

  it('does not take a sentence for a heading', () => {
    expect(papers('Thành phần hồ sơ\nSố lượng hồ sơ: 01 bộ\nĐơn A')).toEqual(['Đơn A']);
  });

  it('gives the words of the papers alone', () => {
    expect(parseDocuments(`${HEAD}Đơn theo mẫuMau 1.doc1 bản chính`)?.words).toBe('Đơn theo mẫu');
  });
});

describe('a dossier in a table', () => {
  const table = (headings: string[], ...rows: string[][]): Table => ({
    headings,
    rows: rows.map((cells) => cells.map((text) => ({ text }))),
  });
  it.each([
    [
      table(
        ['Tên giấy tờ', 'Mẫu đơn, tờ khai', 'Số lượng'],
        ['Đơn A', '', '1 bản chính'],
        ['Thẻ', '', 'bản chính'],
      ),
      ['Đơn A = 1+0', 'Thẻ'],
    ],
    [
      table(
        ['STT', 'Loại giấy tờ', 'Bản chính', 'Bản sao'],
        ['1', 'Đơn A', '1', '0'],
        ['2', 'Thẻ', '0', '2'],
      ),
      ['Đơn A = 1+0', 'Thẻ = 0+2'],
    ],
    [table(['TT', 'Tên hồ sơ', 'Số lượng (bản)'], ['1', 'Đơn A', '02']), ['Đơn A = 2+?']],
    [
      table(['Tên tài liệu:', 'Số bản'], ['Đơn A', '02 bản'], ['Thẻ', '01 bản photo']),
      ['Đơn A = 2+0', 'Thẻ = 0+1'],
    ],
    [table(['tenGiayTo', 'soLuong', 'mauDon'], ['Đơn A', '01 bộ', '']), ['Đơn A = 1+?']],
    [table(['ten_giay_to', 'ban_chinh', 'ban_sao'], ['Đơn A', '1', '']), ['Đơn A = 1+?']],
    [table(['Các loại phải nộp', 'Số lượng'], ['Đơn A', '1'], ['Thẻ B', '']), ['Đơn A = 1+?', 'Thẻ B']],
    [
      table(['Tên giấy tờ', 'Số lượng'], ['Trường hợp cấp lại:', ''], ['Đơn A', '1'], ['--', '1']),
      ['Đơn A = 1+?'],
    ],
  ])('%j', (one, expected) => {
    expect(papers('…', [one])).toEqual(expected);
  });

  it('is no dossier where no column can hold papers', () => {
    expect(papers('Đơn A', [table(['Ngày', 'Người'], ['1', '2'])])).toEqual(['Đơn A']);
    expect(papers('Đơn A', [table(['Tên giấy tờ'], [''])])).toEqual(['Đơn A']);
  });

  it('takes several forms of a paper, and names the nameless by their paper', () => {
    const one: Table = {
      headings: ['Tên giấy tờ', 'Mẫu đơn, tờ khai'],
      rows: [
        [
          { text: 'Đơn A' },
          {
            text: 'Mẫu 1.doc\nMẫu 2.doc',
            links: [
              { text: 'Mẫu 1.doc', url: '/t?ma=1' },
              { text: 'Mẫu 2.doc', url: '/t?ma=2' },
            ],
          },
        ],
        [{ text: 'Đơn B' }, { text: 'Tải về', links: [{ text: 'Tải về', url: '/t?ma=3' }] }],
        [{ text: 'Thẻ C' }, { text: '', links: [{ text: '', url: '/t?ma=' }] }],
      ],
    };
    expect(parseDocuments('', [one])?.forms).toEqual([
      { name: 'Mẫu 1.doc', url: '/t?ma=1', file: 'Mẫu 1.doc', extension: 'doc' },
      { name: 'Mẫu 2.doc', url: '/t?ma=2', file: 'Mẫu 2.doc', extension: 'doc' },
      { name: 'Đơn B', url: '/t?ma=3' },
    ]);
  });

  it('takes the form a paper itself links to', () => {
    const one: Table = {
      headings: ['Tên giấy tờ', 'Số lượng'],
      rows: [[{ text: 'Đơn A', links: [{ text: 'Đơn A', url: '/don.doc' }] }, { text: '1' }]],
    };
    expect(parseDocuments('', [one])).toMatchObject({
      hasForms: true,
      forms: [{ name: 'Đơn A', url: '/don.doc' }],
    });
  });
});

it.each(['(', '1 bản chính', 'mẫu số ', 'Mẫu.doc', 'Tên giấy tờSố lượng', '; A', '- ', '01 bộ ', ')A', '1'])(
  'comes back from a megabyte of %j',
  (piece) => {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    for (const one of [text, `Tên giấy tờMẫu đơn, tờ khaiSố lượng${text}`])
      expect(parseDocuments(one)?.documents.items.length ?? 0).toBeLessThanOrEqual(200);
  },
);

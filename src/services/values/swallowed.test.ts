import { describe, expect, it } from 'vitest';
import { cutSwallowed, parseResult, swallowedForms } from './swallowed.js';

const FOOTER = 'Nộp hồ sơ trực tuyến\nThủ tục hành chính\nLĩnh vực cư trú\nTrang chủ\nLiên hệ\nBản đồ';

describe('sections that swallowed the page below them', () => {
  it.each([
    ['Không.\n\nNộp hồ sơ trực tuyến\n\nTrang chủ\n\nLiên hệ', 'Không.'],
    [`Có giấy phép còn hạn.\n${FOOTER}`, 'Có giấy phép còn hạn.'],
    [FOOTER, ''],
    ['Tờ khai;\nBiểu mẫu đính kèm:', 'Tờ khai;'],
    ['Tờ khai;\nTệp đính kèm\n1.Mẫu 01 Tải về', 'Tờ khai;'],
    ['Biểu mẫu đính kèm:', ''],
    [
      '- Đơn đề nghị.\n- Số lượng: 01 bộ. Biểu mẫu đính kèm: 1.Đơn đề nghị Tải về',
      '- Đơn đề nghị.\n- Số lượng: 01 bộ.',
    ],
    ['Giấy phép.Chọn cơ quan thực hiệnTỉnh/ Thành phố-- Chọn Tỉnh/ Thành phố --', 'Giấy phép.'],
    ['Giấy phép-- Chọn Bộ ngành --Nộp hồ sơ', 'Giấy phép'],
  ])('%j', (text, section) => {
    expect(cutSwallowed(text)).toBe(section);
  });

  it.each([
    'Bước 1:\nNộp hồ sơ:\n- Tổ chức nộp hồ sơ tại Sở.\nGiải quyết hồ sơ:\n- Sở thẩm định.',
    'Nộp hồ sơ\nTổ chức nộp hồ sơ tại Bộ phận Một cửa.\nGiải quyết\nSở xem xét hồ sơ.',
    'Tổ chức nộp hồ sơ trực tuyến trên Cổng dịch vụ công.',
    'Tổ chức điền biểu mẫu đính kèm: đơn và tờ khai.',
  ])('keeps its own headings and sentences: %j', (text) => {
    expect(cutSwallowed(text)).toBe(text);
    expect(swallowedForms(text)).toBe('');
  });
});

describe('the list of forms below a section', () => {
  it.each([
    ['Đơn.\nBiểu mẫu đính kèm:\n1.Mẫu A1 Tải về\n2.Mẫu A2 Tải về', '1.Mẫu A1 Tải về\n2.Mẫu A2 Tải về'],
    ['Đơn.\nFile đính kèm\nDon.docx\nNộp hồ sơ trực tuyến\nTrang chủ', 'Don.docx'],
    ['Biểu mẫu đính kèm:\n1.Mẫu B Tải về', '1.Mẫu B Tải về'],
    ['Đơn đề nghị. Biểu mẫu đính kèm: 1.Mẫu B Tải về', '1.Mẫu B Tải về'],
    ['Đơn.\nBiểu mẫu đính kèm:', ''],
    ['Đơn.', ''],
  ])('%j', (text, forms) => {
    expect(swallowedForms(text)).toBe(forms);
  });
});

describe('results', () => {
  it.each([
    ['Giấy xác nhậnMã: KQ.H01.000012Từ khóaKhông có thông tinMô tảKhông có thông tin', 'Giấy xác nhận'],
    ['Thẻ AMã: KQ.H01.000001Văn bản từ chốiMã: 000.00.00.H01-KQ0002Từ khóa', 'Thẻ A\nVăn bản từ chối'],
    ['Giấy phép; văn bản trả lời.', 'Giấy phép; văn bản trả lời.'],
    ['Mã: KQ.H01.000012Từ khóa', ''],
    ['', ''],
  ])('%j', (text, result) => {
    expect(parseResult(text)).toBe(result);
  });
});

it.each([
  '(',
  'Nộp hồ sơ\n',
  'Biểu mẫu đính kèm: ',
  'Mã: A.1',
  '-- Chọn ',
  'Từ khóa',
  'Nộp hồ sơ\nCâu một.\nCâu hai.\n',
])('comes back from a megabyte of %j', (piece) => {
  const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
  expect(cutSwallowed(text).length + swallowedForms(text).length).toBeLessThanOrEqual(text.length + 1);
  expect(parseResult(text).length).toBeLessThanOrEqual(text.length);
});

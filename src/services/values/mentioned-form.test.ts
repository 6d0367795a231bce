import { describe, expect, it } from 'vitest';
import { mentionedForms } from './mentioned-form.js';

describe('forms that a dossier names', () => {
  it.each([
    ['Đơn đề nghị theo mẫu số 02', ['mẫu số 02']],
    ['Tờ khai (Mẫu CT01 ban hành kèm theo Thông tư số 10/2020/TT-BCA)', ['Mẫu CT01']],
    ['Đơn đề nghị theo MẪU SỐ 03', ['MẪU SỐ 03']],
    ['Đơn đăng ký theo mẫu TP-LS-06.', ['mẫu TP-LS-06']],
    ['Đơn yêu cầu (Mẫu số D 05-THADS)', ['Mẫu số D 05-THADS']],
    ['Tờ khai, mẫu số: 2b', ['mẫu số: 2b']],
    ['Tờ khai mẫu tại Phụ lục số 04a', ['mẫu tại Phụ lục số 04a']],
    [
      'Văn bản đề nghị theo mẫu quy định tại Phụ lục VII ban hành kèm theo Nghị định',
      ['mẫu quy định tại Phụ lục VII'],
    ],
    ['Văn bản của quỹ tín dụng đề nghị tăng vốn theo mẫu tại Phụ lục XII', ['mẫu tại Phụ lục XII']],
    ['Đơn theo mẫu số 01/2025/LLTP', ['mẫu số 01/2025/LLTP']],
    ['Giấy khai (mẫu ĐKX10/79)', ['mẫu ĐKX10/79']],
    ['Thực hiện bằng dịch vụ công a) Giấy khai đăng ký (mẫu A10)', ['mẫu A10']],
    ['Đơn (mẫu số 1); tờ khai (mẫu số 2); Đơn (Mẫu số 1)', ['mẫu số 1', 'mẫu số 2']],
    ['Đơn đề nghị cấp giấy phép (mẫu số 01)', ['mẫu số 01']],
    [
      '- Văn bản đề nghị, trong đó ghi rõ tên; địa chỉ; nơi đi, nơi đến theo mẫu quy định tại Phụ lục VIII',
      ['mẫu quy định tại Phụ lục VIII'],
    ],
    ['Nếu mất thẻ thì phải nộp thêm đơn trình báo theo mẫu TK07', ['mẫu TK07']],
    ['Trường hợp hết hạn Giấy phép, hồ sơ gồm: Đơn đề nghị cấp lại Giấy phép theo Mẫu số 11', ['Mẫu số 11']],
    ['Đối với cấp lại Giấy chứng nhận: + Đơn đề nghị, trong đó nêu lý do (theo Mẫu số 01)', ['Mẫu số 01']],
    ['Thông báo mở hội gõ trống (Mẫu số 11)', ['Mẫu số 11']],
    ['Lời hứa của trưởng làng (theo mẫu tại Phụ lục III)', ['mẫu tại Phụ lục III']],
    ['Tờ khai đăng ký theo mẫu', ['Tờ khai đăng ký theo mẫu']],
    ['Đơn xin phép (theo mẫu quy định)', ['Đơn xin phép theo mẫu']],
    ['Đơn theo mẫu hiện hành', ['Đơn theo mẫu']],
    ['Đơn theo mẫu in sẵn', ['Đơn theo mẫu']],
    ['Đơn theo mẫu số 02'.normalize('NFD'), ['mẫu số 02']],
  ])('%s', (text, expected) => {
    expect(mentionedForms(text)).toEqual(expected);
  });

  it.each([
    '',
    'Đơn đề nghị',
    'Phiếu tiếp nhận hồ sơ (mẫu CT04)',
    'Giấy chứng nhận bị thương (mẫu TB1)',
    'Giấy phép theo mẫu số 05; đơn',
    'Đơn đề nghị; Giấy phép theo mẫu số 05',
    'Văn bản đăng ký mẫu chữ ký của người đại diện',
    'Đơn đề nghị đăng ký lại mẫu con dấu',
    'Đơn khai theo mẫu dấu đã đăng ký',
    'Mẫu đơn xin việc',
    'Đơn xin học làm người mẫu',
    'Mẫu thiết kế của tờ séc',
  ])('none: %s', (text) => {
    expect(mentionedForms(text)).toEqual([]);
  });

  it('are at most twelve', () => {
    const many = Array.from({ length: 40 }, (_, index) => `Đơn theo mẫu số ${index + 1}`).join('\n');
    expect(mentionedForms(many)).toHaveLength(12);
  });
});

it.each([
  '(',
  'mẫu số ',
  'theo mẫu ',
  'Đơn mẫu số 1 ',
  'văn bản của ',
  'mẫu phụ lục ',
  'mẫu A',
  'I',
  'mẫu I-',
])('comes back from a megabyte of %j', (piece) => {
  const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
  expect(mentionedForms(text).length).toBeLessThanOrEqual(12);
});

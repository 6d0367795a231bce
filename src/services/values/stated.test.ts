import { describe, expect, it } from 'vitest';
import { labelledParts, statedPayment, statedTerm } from './stated.js';

describe("the authority's term in the steps", () => {
  it.each([
    [
      'Bước 1: Nộp hồ sơ.\nBước 2: Trong thời hạn 05 ngày làm việc, Sở thẩm định hồ sơ.',
      'Bước 2: Trong thời hạn 05 ngày làm việc, Sở thẩm định hồ sơ.',
    ],
    [
      'Cơ quan tiếp nhận trả kết quả không quá 03 ngày; người nộp ký nhận',
      'Cơ quan tiếp nhận trả kết quả không quá 03 ngày',
    ],
    [
      'Sau khi cá nhân nộp đủ hồ sơ, Sở xem xét, cấp giấy phép trong vòng 10 ngày',
      'Sau khi cá nhân nộp đủ hồ sơ, Sở xem xét, cấp giấy phép trong vòng 10 ngày',
    ],
    ['Thời hạn: 15 ngày', 'Thời hạn: 15 ngày'],
  ])('%j', (text, sentence) => {
    expect(statedTerm(text)).toBe(sentence);
  });

  it.each([
    'Hồ sơ nộp sau 15 ngày sẽ bị trả lại',
    'Hồ sơ bổ sung sau thời hạn 15 ngày sẽ bị trả lại',
    'Tổ chức, cá nhân bổ sung hồ sơ trong thời hạn 30 ngày kể từ ngày nhận được thông báo',
    'Quá thời hạn 10 ngày mà không bổ sung thì hồ sơ hết hiệu lực',
    'Người nộp phải thanh toán chậm nhất 02 ngày',
    'Sở thẩm định trong thời hạn quy định',
    'Trong 05 ngày',
    '',
  ])('none in %j', (text) => {
    expect(statedTerm(text)).toBeUndefined();
  });
});

describe('that something is to be paid', () => {
  it.each([
    ['Công dân nộp lệ phí tại quầy. Sau đó nhận giấy hẹn.', 'Công dân nộp lệ phí tại quầy'],
    ['Cán bộ thu phí theo quy định', 'Cán bộ thu phí theo quy định'],
  ])('%j', (text, sentence) => {
    expect(statedPayment(text)).toBe(sentence);
  });

  it.each([
    'Nộp lệ phí (nếu có)',
    'Công dân không phải nộp lệ phí',
    'Miễn lệ phí cho hộ nghèo',
    'Nộp hồ sơ',
    '',
  ])('none in %j', (text) => {
    expect(statedPayment(text)).toBeUndefined();
  });
});

it.each(['(', 'trong vòng ', 'tổ chức ', 'nộp phí '])('comes back from a megabyte of %j', (piece) => {
  const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
  expect((statedTerm(text)?.length ?? 0) + (statedPayment(text)?.length ?? 0)).toBeLessThanOrEqual(40_000);
});

describe('labels inside a text', () => {
  it.each([
    ['Thời hạn: 5 ngày làm việc; Lệ phí : 20.000 đồng', 'time 5 ngày làm việc, lePhi 20.000 đồng'],
    ['Trực tiếp | Thời hạn giải quyết: 5 ngày Lệ phí (nếu có): Không', 'time 5 ngày, lePhi Không'],
    ['- Phí, lệ phí: Miễn phí.\n- Phí: 10.000 đồng', 'fees Miễn phí, phi 10.000 đồng'],
    ['Nộp phí: tại quầy; miễn lệ phí: hộ nghèo', ''],
    ['Thời gian: giờ hành chính', ''],
    ['Lệ phí:', ''],
    ['Thu lệ phí theo quy định', ''],
  ])('%s', (text, parts) => {
    expect(
      labelledParts(text)
        .map(({ kind, text: said }) => `${kind} ${said}`)
        .join(', '),
    ).toBe(parts);
  });
});

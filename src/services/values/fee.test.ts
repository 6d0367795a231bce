import { describe, expect, it } from 'vitest';
import { parseFee } from './fee.js';

function read(text: string): unknown {
  const fee = parseFee(text);
  if (fee === null) return null;
  const words = fee.amounts.map(
    ({ amount, currency, kind }) => `${amount} ${currency}${kind === undefined ? '' : ` ${kind}`}`,
  );
  for (const flag of ['free', 'byReference', 'unspecified', 'contradictory'] as const)
    if (fee[flag]) words.push(flag);
  if (fee.percent !== undefined) words.push(`${fee.percent} %`);
  return words.join(', ');
}

describe('fees', () => {
  it.each([
    ['35.000 đồng/bản', '35000 VND'],
    ['1,250,000 Việt Nam Đồng', '1250000 VND'],
    ['2 500 000 đồng', '2500000 VND'],
    ['80. 000đ/thẻ', '80000 VND'],
    ['75.000đTrường hợp nộp trực tiếp', '75000 VND'],
    ['1,2 triệu đồng/hồ sơ', '1200000 VND'],
    ['90 nghìn đồng', '90000 VND'],
    ['Hai trăm nghìn đồng', '200000 VND'],
    ['400.000đ (Bốn trăm nghìn đồng)', '400000 VND'],
    ['12 đô la Mỹ', '12 USD'],
    ['US$ 15/lần', '15 USD'],
    ['640.000/hộ chiếu', '640000 VND'],
    ['30000', '30000 VND'],
    ['Diện tích dưới 2.000 m2: 300.000 đồng', '300000 VND'],
    ['Từ 14 tuổi: 60.000 đồng; dưới 14 tuổi: 30.000 đồng', '60000 VND, 30000 VND'],
    ['Phí thẩm định: 1.500.000 đồng. Lệ phí cấp giấy: 150.000 đồng', '1500000 VND phi, 150000 VND lePhi'],
    ['Phí: 20.000 đồng. Lệ phí: 20.000 đồng', '20000 VND phi, 20000 VND lePhi'],
    ['25.000 đồng (Lệ phí hộ tịch)', '25000 VND lePhi'],
    ['Trực tuyến: miễn phí; trực tiếp: 8.000 đồng', '8000 VND'],
    ['Phí: Không. Lệ phí: 8.000 đồng', '8000 VND lePhi'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ['Không', 'free'],
    ['Không thu phí, lệ phí', 'free'],
    ['Chưa thu phí', 'free'],
    ['0 đồng', 'free'],
    ['Lệ phí: Không', 'free'],
    ['Miễn phíNộp hồ sơ tại Sở', 'free'],
    ['Miễn phí theo quy định của Luật Hộ tịch', 'free'],
    ['Thu theo Nghị quyết của Hội đồng nhân dân tỉnh', 'byReference'],
    ['Không thu phí cấp thẻ; phí in thẻ theo quy định tại Thông tư số 10/2020/TT-BTC', 'byReference'],
    ['0,15% giá trị công trình', '0.15 %'],
    ['Phí thẩm định hồ sơ', 'unspecified'],
    ['Có thu lệ phí', 'unspecified'],
  ])('without an amount: %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ['Miễn phí (Lệ phí: 15.000 đồng)', '15000 VND lePhi, contradictory'],
    ['Miễn phí(Mức lệ phí do Hội đồng nhân dân tỉnh quyết định)', 'byReference, contradictory'],
    ['30 VNĐ(Lệ phí: 30.000 đồng/bản)', '30000 VND lePhi, contradictory'],
  ])('contradicting itself: %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    '',
    'Không có thông tin',
    'Chưa quy định',
    '1',
    'a',
    'Phòng Tư pháp',
    '1.004222',
    'Trực tiếp 05 Ngày làm việc',
    'Lệ phí:',
  ])('nothing about money: %s', (text) => {
    expect(parseFee(text)).toBeNull();
  });
});

it.each(['(', '1', '1.000', 'Phí; ', 'miễn phí ', ';', '5% '])(
  'comes back from a megabyte of %j',
  (piece) => {
    const fee = parseFee(`Phí ${piece.repeat(Math.ceil(1_000_000 / piece.length))} x`);
    expect(fee?.amounts.every(({ amount }) => Number.isFinite(amount)) ?? true).toBe(true);
  },
);

it('takes no endless run of digits for an amount', () => {
  expect(parseFee(`${'1'.repeat(400)} đồng`)?.amounts ?? []).toEqual([]);
});

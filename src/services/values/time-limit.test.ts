import { describe, expect, it } from 'vitest';
import { parseTimeLimits } from './time-limit.js';

function read(text: string): unknown {
  const limits = parseTimeLimits(text);
  if (limits === null) return null;
  const words = limits.limits.map(
    ({ amount, unit, min }) => `${min === undefined ? '' : `${min}-`}${amount} ${unit}`,
  );
  if (limits.sameDay) words.push('same day');
  if (limits.immediate) words.push('immediate');
  if (limits.byEvent) words.push('by event');
  return words.join(', ');
}

describe('time limits', () => {
  it.each([
    ['12 ngày', '12 day'],
    ['không quá 09 ngày làm việc', '9 workingDay'],
    ['Mười hai (12) ngày làm việc', '12 workingDay'],
    ['hai mươi lăm ngày', '25 day'],
    ['trong năm ngày làm việc', '5 workingDay'],
    ['04 (bốn) tháng', '4 month'],
    ['02 năm', '2 year'],
    ['2,5 ngày', '2.5 day'],
    ['½ ngày làm việc', '0.5 workingDay'],
    ['nửa ngày', '0.5 day'],
    ['một ngày rưỡi', '1.5 day'],
    ['45 phút', '45 minute'],
    ['không quá 36h', '36 hour'],
    ['02 giờ 30 phút', '2.5 hour'],
    ['16 giờ làm việc', '16 workingHour'],
    ['03 tuần', '21 day'],
    ['1 buổi làm việc', '0.5 workingDay'],
    ['08 ngày  làm\nviệc', '8 workingDay'],
    ['từ 05 đến 07 ngày', '5-7 day'],
    ['10 - 15 ngày làm việc', '10-15 workingDay'],
    ['từ 10 ngày đến 20 ngày làm việc', '10-20 workingDay'],
    ['07 hoặc 10 ngày', '7 day, 10 day'],
    ['Cấp mới: 06 ngày - Cấp lại: 03 ngày', '6 day, 3 day'],
    ['Trực tiếp: 04 ngày làm việc. Trực tuyến: 04 ngày làm việc', '4 workingDay'],
    ['Trực tuyến5 Ngày làm việcMiễn phí', '5 workingDay'],
    ['Tối đa 05 ngày làm việc kể từ ngày 15/11/2024', '5 workingDay'],
    ['10 NGÀY LÀM VIỆC'.normalize('NFD'), '10 workingDay'],
    ['24 giờ/07 ngày.', '24 hour, 7 day'],
    ['Trực tiếp 24 giờ/07 ngày. Nộp tại trụ sở', '24 hour, 7 day'],
    ['03 ngày làm việc/05 ngày làm việc', '3 workingDay, 5 workingDay'],
    ['05 ngày/01 hồ sơ', '5 day'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ['Giải quyết trong ngày làm việc', 'same day'],
    ['Trả kết quả ngay trong ngày, nhận sau 15 giờ 30 phút thì trả vào ngày làm việc tiếp theo', 'same day'],
    ['Trong ngày làm việc tiếp theo', '1 workingDay'],
    ['Ngay sau khi nhận hồ sơ hợp lệ', 'immediate'],
    ['Giải quyết ngay.', 'immediate'],
    ['Theo kế hoạch của cơ quan tổ chức thi', 'by event'],
  ])('without a number: %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    '',
    'Không có thông tin',
    '15',
    '7-10',
    'Theo quy định tại Điều 12 Nghị định số 61/2018/NĐ-CP',
    'khoản 2 Điều 12',
    'ngày 20 tháng 11 năm 2024',
    'Nộp hồ sơ từ 7 giờ 30 đến 11 giờ 30 các ngày trong tuần',
    'Buổi sáng từ 7h30 đến 11h30',
    'Cổng hoạt động 24/7',
    '24/7',
    '24h/7',
    '24/24 giờ',
    'Cổng tiếp nhận hồ sơ 24 giờ/7 ngày',
    '24 giờ/7 ngày trong tuần',
    '08 giờ/ngày',
    '05 ngày/tuần',
    'không giải quyết được ngay',
    'Giấy phép có giá trị trong 05 năm',
    'theo giấy hẹn',
  ])('no time limit: %s', (text) => {
    expect(parseTimeLimits(text)).toBeNull();
  });

  it('keeps the cleaned text', () => {
    expect(parseTimeLimits('  05\u00a0ngày ')?.text).toBe('05 ngày');
  });
});

it.each(['(', '1', '01 ngày ', '24 giờ/', 'từ 7 giờ đến ', 'mười ', '1 - '])(
  'comes back from a megabyte of %j',
  (piece) => {
    const limits = parseTimeLimits(piece.repeat(Math.ceil(1_000_000 / piece.length)))?.limits ?? [];
    expect(limits.every(({ amount }) => Number.isFinite(amount))).toBe(true);
  },
);

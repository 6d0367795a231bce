import { describe, expect, it } from 'vitest';
import { actionOf } from './action-words.js';

describe('what a link or button does', () => {
  it.each([
    'Nộp hồ sơ',
    'NỘP ĐƠN QUA MẠNG',
    'Kê khai, nộp hồ sơ',
    'Kê khai và nộp hồ sơ',
    'Đăng nhập để nộp hồ sơ',
    'Nộp hồ sơ điện tử',
    'Khai báo trực tuyến',
    'Nộp hồ sơ mức độ 4',
    'Nộp hồ sơ (mức độ 3, 4)',
    'Gửi hồ sơ',
    'Tạo hồ sơ mới',
    'Làm thủ tục trực tuyến',
    'Thực hiện DVC',
    'Đăng ký trực tuyến thủ tục này',
    'Thực hiện thủ tục này ngay',
    '» Nộp trực tuyến',
    'Bấm vào đây để nộp hồ sơ',
    'Nộp hồ sơ trên Cổng Dịch vụ công quốc gia',
  ])('%s: hands in', (text) => expect(actionOf(text)).toEqual({ does: 'submit', certain: true }));

  it.each([
    'Thanh toán',
    'Thanh toán phí',
    'Thanh toán lệ phí trực tuyến',
    'NỘP LỆ PHÍ TRỰC TUYẾN',
    'Nộp phí, lệ phí',
    'Nộp phí/lệ phí',
    'Thanh toán online',
    'Đóng lệ phí qua mạng',
  ])('%s: pays', (text) => expect(actionOf(text)).toEqual({ does: 'pay', certain: true }));

  it.each([
    ['Đăng ký ngay', 'submit'],
    ['Khai trình lao động trực tuyến', 'submit'],
    ['Nộp hồ sơ xin gia hạn', 'submit'],
    ['Dịch vụ công toàn trình: nộp hồ sơ', 'submit'],
    ['Thanh toán ngay', 'pay'],
    ['Thanh toán lệ phí trước bạ', 'pay'],
    ['Đăng nhập để chọn nơi nộp hồ sơ', 'submit'],
  ])('%s: may', (text, does) => expect(actionOf(text)).toEqual({ does, certain: false }));

  it.each(['Đăng ký', 'BẮT ĐẦU', 'Kê khai'])('%s: a verb alone', (text) =>
    expect(actionOf(text)).toEqual({ does: 'submit', certain: false, bare: true }),
  );

  it.each([
    'Hướng dẫn nộp hồ sơ',
    'Hướng dẫn thanh toán trực tuyến',
    'Tra cứu hồ sơ',
    'Đăng ký tài khoản',
    'Đăng ký nhận tin',
    'Danh sách hồ sơ đã nộp',
    'Hồ sơ trực tuyến',
    'Dịch vụ công trực tuyến',
    'Gửi phản ánh',
    'Gửi câu hỏi',
    'Nộp hồ sơ trực tiếp',
    'Nộp hồ sơ qua bưu điện',
    'Lệ phí',
    'Trả kết quả trực tuyến',
    'Đăng ký kết hôn',
    'Khai báo tạm vắng',
    'Thực hiện chính sách hỗ trợ',
    'Đăng ký thành lập hợp tác xã',
    'Nơi nộp hồ sơ trực tuyến và nơi nhận kết quả theo giấy hẹn của bộ phận tiếp nhận tại trụ sở',
  ])('%s: nothing', (text) => expect(actionOf(text)).toBeUndefined());
});

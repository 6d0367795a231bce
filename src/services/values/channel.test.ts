import { describe, expect, it } from 'vitest';
import { parseChannels, parseReturning } from './channel.js';

describe('channels', () => {
  it.each([
    ['Trực tiếpTrực tuyếnDịch vụ bưu chính công ích', ['inPerson', 'online', 'post']],
    ['Qua bưu điện, nộp tại trụ sở Sở Nội vụ', ['post', 'inPerson']],
    ['Trực tiếp trên Cổng dịch vụ công của Bộ', ['online']],
    ['Ứng dụng định danh quốc gia (VNeID)', ['online']],
    ['Gửi email', ['online']],
    ['Thủ tục này chưa thể nộp trực tuyến', []],
    ['Không tiếp nhận hồ sơ qua bưu chính, chỉ nộp tại Bộ phận Một cửa', ['inPerson']],
    ['Trường hợp không nộp trực tuyến được thì nộp trực tiếp', ['online', 'inPerson']],
    ['Theo quy định tại Bộ luật Dân sự, người trực tiếp nuôi dưỡng ký đơn', []],
    ['Đang cập nhật', []],
  ])('%s', (text, expected) => {
    expect(parseChannels(text)).toEqual(expected);
  });
});

describe('handing in and giving back', () => {
  it.each([
    ['Nộp hồ sơ trực tuyến; trả kết quả qua bưu chính', ['online'], ['post']],
    ['Nộp hồ sơ và nhận kết quả trực tiếp tại Chi cục', ['inPerson'], ['inPerson']],
    ['Trực tiếp nộp hồ sơ và nhận kết quả', ['inPerson'], ['inPerson']],
    ['Nộp tại Bộ phận Tiếp nhận và Trả kết quả', ['inPerson'], []],
    ['Nhận kết quả tại nơi nộp hồ sơ hoặc qua VNeID', [], ['inPerson', 'online']],
    ['Trả kết quả:\n- Trực tiếp\n- Qua đường bưu điện', [], ['inPerson', 'post']],
    ['Nộp qua Cổng dịch vụ công. Nhận Giấy hẹn trả kết quả.', ['online'], []],
    ['Giấy phép được gửi qua dịch vụ bưu chính cho tổ chức', [], ['post']],
    ['Người dân chọn nơi nhận kết quả, kê khai đơn trên Cổng dịch vụ công', ['online'], []],
    ['Chọn hình thức nhận kết quả qua bưu chính', [], ['post']],
    ['Thẻ được gửi qua dịch vụ bưu chính đến địa chỉ đã đăng ký', [], ['post']],
    ['Hồ sơ được gửi qua bưu chính đến địa chỉ của người phụ trách', ['post'], []],
    ['Người dân đến Phòng Văn hóa để nhận giấy phép', [], ['inPerson']],
    ['Chủ hộ đến cơ quan đăng ký nộp hồ sơ', ['inPerson'], []],
    ['Xã chuyển hồ sơ đến Phòng Văn hóa xem xét rồi trả kết quả', [], []],
    ['Gửi thông báo cho người dân qua thư điện tử', [], []],
    ['Cơ quan trả lời bằng văn bản qua bưu chính', [], []],
    ['Trực tiếp\nTrực tuyến', ['inPerson', 'online'], []],
  ])('%s', (text, receiving, returning) => {
    expect(parseReturning(text)).toEqual({ receiving, returning });
  });
});

it.each(['(', '1/', 'A-', '1/QĐ-', 'nộp hồ sơ ', 'trực tiếp; ', 'gửi '])(
  'comes back from a megabyte of %j',
  (piece) => {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    expect(parseReturning(text).receiving.length).toBeLessThanOrEqual(text.length);
  },
);

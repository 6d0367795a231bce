import { describe, expect, it } from 'vitest';
import { parseAnnouncingDecision, parseLegalDocuments } from './legal-document.js';

describe('legal documents', () => {
  it.each([
    ['Nghị định 12/2019/NĐ-CP và Thông tư số 03/2020/TT-BXD', ['12/2019/NĐ-CP', '03/2020/TT-BXD']],
    ['Luật Hộ tịch số 60/2014/QH13Luật Nuôi con nuôi52/2010/QH12', ['60/2014/QH13', '52/2010/QH12']],
    ['Luật A năm 202437/2024/QH15', ['37/2024/QH15']],
    ['11/2011/QH1322/2022/QH15', ['11/2011/QH13', '22/2022/QH15']],
    ['05/2021/NĐ-CPTHÔNG TƯ 06/2021/TT-BTPquy định', ['05/2021/NĐ-CP', '06/2021/TT-BTP']],
    ['88/2015/NĐ - CP', ['88/2015/NĐ-CP']],
    ['Nghị quyết số 12.3/2025/NQ-CP', ['12.3/2025/NQ-CP']],
    ['07/2013/TTLT-BTP-BNG-BCA', ['07/2013/TTLT-BTP-BNG-BCA']],
    ['15/CT-TTg; 20/VBHN-BTC', ['15/CT-TTg', '20/VBHN-BTC']],
    ['12/2020/NĐ-CP ngày 07/9/2020; 12/2020/NĐ-CP', ['12/2020/NĐ-CP']],
    ['Mẫu số 05/NHNN-CK, mẫu TP/CC-27, năm 34/2023', []],
  ])('%s', (text, expected) => {
    expect(parseLegalDocuments(text)).toEqual(expected);
  });
});

describe('the announcing decision', () => {
  it.each([
    ['Quyết định số 321/QĐ-UBND ngày 01/02/2024', '321/QĐ-UBND'],
    ['45a/QĐ-BTP', '45a/QĐ-BTP'],
    ['77/QĐ - UBND', '77/QĐ-UBND'],
    ['QĐ1234-BTP', 'QĐ1234-BTP'],
    ['Thông tư 01/2020/TT-BTP; Quyết định 10/2020/QĐ-TTg', '10/2020/QĐ-TTg'],
    ['1234', undefined],
    ['Quyết định của Chủ tịch tỉnh', undefined],
  ])('%s', (text, number) => {
    expect(parseAnnouncingDecision(text)?.text).toBe(text);
    expect(parseAnnouncingDecision(text)?.number).toBe(number);
  });

  it.each(['', 'Không có thông tin', 'Số QĐ: [Chưa có]\nNgày hiệu lực: [Chưa có]'])('none: %s', (text) => {
    expect(parseAnnouncingDecision(text)).toBeNull();
  });
});

it.each(['(', '1/', 'A-', '1/QĐ-', 'nộp hồ sơ ', 'trực tiếp; ', 'gửi '])(
  'comes back from a megabyte of %j',
  (piece) => {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    expect(parseLegalDocuments(text).length).toBeLessThanOrEqual(text.length);
  },
);

import { describe, expect, it } from 'vitest';
import * as parse from './field-parsers.js';
import type { Link } from './labelled.js';
import type { Reading } from './reading.js';

const reading = (text: string, links?: readonly Link[]): Reading => ({
  value: { label: 'x', at: 'x', text, ...(links === undefined ? {} : { links }) },
  text,
});

describe('a place that is empty, one that says none, one that says something', () => {
  it.each([
    [parse.statement, 'Công dân', { text: 'Công dân' }],
    [parse.statement, 'Không', { text: 'Không', none: true }],
    [parse.statement, '--', null],
    [parse.section, 'Có giấy phép.\nNộp hồ sơ trực tuyến\nTrang chủ', { text: 'Có giấy phép.' }],
    [parse.section, 'Nộp hồ sơ trực tuyến\nTrang chủ', null],
    [parse.result, 'Giấy phépMã: KQ.H01.000001Từ khóa', { text: 'Giấy phép' }],
    [parse.timeLimits, 'Theo quy định', { text: 'Theo quy định', limits: [] }],
    [parse.timeLimits, 'Không có thông tin', null],
    [parse.fee, 'Công an xã', { text: 'Công an xã', amounts: [] }],
    [parse.fee, '--', null],
    [parse.channels, 'Trực tiếp', { text: 'Trực tiếp', channels: ['inPerson'] }],
    [parse.channels, '', null],
    [parse.declaredLevel, 'Toàn trình', { level: 4, tier: 'full', text: 'Toàn trình' }],
    [parse.declaredLevel, 'Chưa cung cấp', { text: 'Chưa cung cấp' }],
    [parse.declaredLevel, 'Đang cập nhật', null],
    [parse.adminLevel, 'Cấp xã', { text: 'Cấp xã', levels: ['commune'] }],
    [parse.adminLevel, '', null],
    [parse.legalBasis, 'Luật số 1/2020/QH14', { text: 'Luật số 1/2020/QH14', documents: ['1/2020/QH14'] }],
    [parse.legalBasis, '--', null],
    [parse.announcingDecision, '12/QĐ-UBND', { text: '12/QĐ-UBND', number: '12/QĐ-UBND' }],
    [parse.announcingDecision, '--', null],
    [parse.dossierSets, '02 bộ', { text: '02 bộ', sets: 2 }],
    [parse.dossierSets, '3', { text: '3', sets: 3 }],
    [parse.dossierSets, 'Theo quy định', { text: 'Theo quy định' }],
    [parse.dossierSets, 'Không có thông tin', null],
  ] as const)('%o reads %j', (read, text, value) => {
    expect(read(text)).toEqual(value);
  });
});

describe('fees of several rows', () => {
  const fee = (text: string) => parse.fee(text) ?? { text, amounts: [] };
  it('are one fee: free only where all are', () => {
    expect(parse.mergeFees([])).toBeNull();
    expect(parse.mergeFees([fee('Miễn phí'), fee('Không')])).toMatchObject({ free: true });
    const mixed = parse.mergeFees([fee('Miễn phí'), fee('20.000 đồng'), fee('20.000 đồng/bản')]);
    expect(mixed?.amounts).toEqual([{ amount: 20000, currency: 'VND' }]);
    expect(mixed?.free).toBeUndefined();
    expect(parse.mergeFees([fee('Có'), fee('5% giá trị')])).toMatchObject({ unspecified: true, percent: 5 });
  });
});

describe('forms of several cells', () => {
  const items = (...list: Reading[]) => parse.forms(list)?.items;
  it('are named by one and linked by another', () => {
    expect(
      items(reading('Tờ khai A\nTờ khai B'), reading('https://a.example/1.doc https://a.example/2.doc')),
    ).toEqual([
      { name: 'Tờ khai A', url: 'https://a.example/1.doc', file: '1.doc', extension: 'doc' },
      { name: 'Tờ khai B', url: 'https://a.example/2.doc', file: '2.doc', extension: 'doc' },
    ]);
  });

  it('keep their own names where the two cells do not fit', () => {
    const linked = reading('https://a.example/1.doc https://a.example/2.doc https://a.example/3.doc');
    expect(items(reading('Tờ khai A\nTờ khai B'), linked)?.map(({ name }) => name)).toEqual([
      '1.doc',
      '2.doc',
      '3.doc',
    ]);
  });

  it('whose link was lost are no forms without a file', () => {
    const read = parse.forms([
      reading('Tờ khai A Tải về Tờ khai B Tải về'),
      reading('https://a.example/1.doc'),
    ]);
    expect(read?.items).toHaveLength(2);
    expect(read?.unlinked).toBe(true);
    expect(parse.forms([reading('Tờ khai A')])?.unlinked).toBeUndefined();
    expect(parse.forms([reading('Don.docx Tải về')])?.unlinked).toBeUndefined();
  });

  it('may be none', () => {
    expect(parse.forms([reading('Không'), reading('--')])).toEqual({ text: 'Không', items: [], none: true });
    expect(parse.forms([reading('--')])).toBeNull();
    expect(parse.forms([reading('Thông tư số 1/2020/TT-BTC')])).toBeNull();
  });
});

describe('what can be done on line', () => {
  it.each([
    ['https://a.example/nop?ma=1', { url: 'https://a.example/nop?ma=1', basis: 'own' }],
    ['Thủ tục này được nộp trực tuyến', { basis: 'statement' }],
    ['Được nộp hồ sơ trực tuyến, không phải đến trực tiếp', { basis: 'statement' }],
    ['Nộp trực tuyến, không cần bản giấy', { basis: 'statement' }],
    ['Thủ tục này chưa thể nộp trực tuyến', { basis: 'none' }],
    ['Chưa cung cấp', { basis: 'none' }],
    ['Không có nộp trực tuyến', { basis: 'none' }],
    ['Không', { basis: 'none' }],
    ['0', { basis: 'none' }],
    ['Trực tuyến', { basis: 'channel' }],
  ])('%j', (text, action) => {
    expect(parse.onlineAction([reading(text)])).toEqual({ text, ...action });
  });

  it('goes by links before words, and a script is one', () => {
    expect(parse.onlineAction([reading('Nộp hồ sơ', [{ text: 'Nộp', url: '/n?1' }])])).toEqual({
      text: 'Nộp hồ sơ',
      url: '/n?1',
      basis: 'own',
    });
    expect(parse.onlineAction([reading('', [{ text: 'Nộp', script: true }])])).toEqual({
      text: 'Nộp',
      basis: 'own',
    });
    expect(parse.onlineAction([reading('--')])).toBeNull();
    expect(parse.onlineAction([])).toBeNull();
  });

  it.each([
    ['Tiền mặt tại quầy', 'none'],
    ['Tiền mặt hoặc chuyển khoản', 'statement'],
    ['Không thanh toán trực tuyến', 'none'],
    ['Ví điện tử, không thu tiền mặt', 'statement'],
    ['Có', 'statement'],
  ])('paying: %j', (text, basis) => {
    expect(parse.onlinePayment([reading(text)])?.basis).toBe(basis);
  });
});

it.each(['(', 'mẫu số ', 'không ', 'Phí: ', 'https://', '1.'])(
  'comes back from a megabyte of %j',
  (piece) => {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    const read = [
      parse.statement(text),
      parse.section(text),
      parse.result(text),
      parse.timeLimits(text),
      parse.fee(text),
      parse.channels(text),
      parse.declaredLevel(text),
      parse.adminLevel(text),
      parse.legalBasis(text),
      parse.announcingDecision(text),
      parse.dossierSets(text),
      parse.forms([reading(text)]),
      parse.onlineAction([reading(text)]),
      parse.onlinePayment([reading(text)]),
    ];
    expect(read).toHaveLength(14);
  },
);

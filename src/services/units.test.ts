import { describe, expect, it } from 'vitest';
import { createUnitRegister, splitUnits } from './units.js';

describe('the agencies in a cell', () => {
  it.each([
    ['Sở Tư pháp', ['Sở Tư pháp']],
    ['Sở Tư pháp.', ['Sở Tư pháp']],
    ['Sở A; Sở A', ['Sở A']],
    ['Sở A\nUBND cấp xã\nSở a.', ['Sở A', 'UBND cấp xã']],
    ['- Sở A\n- Sở B', ['Sở A', 'Sở B']],
    ['- Sở A - Sở B', ['Sở A', 'Sở B']],
    ['• Sở A • Sở B', ['Sở A', 'Sở B']],
    ['1. Sở A 2. Sở B', ['Sở A', 'Sở B']],
    ['a) Sở A\nb) Sở B', ['Sở A', 'Sở B']],
    [
      '+ Cơ quan A nơi có trụ sở. + Cơ quan B nơi cư trú.',
      ['Cơ quan A nơi có trụ sở', 'Cơ quan B nơi cư trú'],
    ],
    ['Thuế tỉnh, thành phố', ['Thuế tỉnh, thành phố']],
    ['UBND tỉnh (qua Sở Tư pháp)', ['UBND tỉnh (qua Sở Tư pháp)']],
    ['Sở A/Sở B', ['Sở A/Sở B']],
    ['Ban Quản lý - Khu kinh tế', ['Ban Quản lý - Khu kinh tế']],
    ['Chủ tịch UBND tỉnh', ['Chủ tịch UBND tỉnh']],
    ['Bộ phận Tiếp nhận và Trả kết quả', ['Bộ phận Tiếp nhận và Trả kết quả']],
    ['Trung tâm tiếp nhận, giải quyết hồ sơ', ['Trung tâm tiếp nhận, giải quyết hồ sơ']],
    ['Phòng Cảnh sát tiếp nhận, giải quyết đối với xe của cơ quan', ['Phòng Cảnh sát']],
    ['Cơ quan đăng ký xe theo quy định tại Điều 4 Thông tư số 1/2020/TT-BCA.', ['Cơ quan đăng ký xe']],
    ['Cơ quan đăng ký theo quy định tại: Điều 4 Thông tư số 9; Điều 12 Thông tư số 3.', ['Cơ quan đăng ký']],
    ['Sở Mõ\nĐịa chỉ: 5 phố Mõ, xã Chiêng\nĐiện thoại: 0123.456.789', ['Sở Mõ']],
    ['Sở Mõ; ĐT 0123 456 789; Email: mo@example.vn\nPhòng Chiêng', ['Sở Mõ', 'Phòng Chiêng']],
    ['Sở Mõ (địa chỉ: 5 phố Mõ)', ['Sở Mõ']],
    ['Sở Mõ - Địa chỉ: 5 phố Mõ', ['Sở Mõ']],
    ['Sở Mõ\nĐịa chỉ:\n5 phố Mõ\nSở Chiêng', ['Sở Mõ', 'Sở Chiêng']],
    ['Trung tâm Liên hệ cộng đồng', ['Trung tâm Liên hệ cộng đồng']],
    ['Sở Tư pháp'.normalize('NFD'), ['Sở Tư pháp']],
  ])('%j', (text, names) => {
    expect(splitUnits(text)).toEqual(names);
  });

  it.each([
    ['Cơ quan trực tiếp thực hiện: Sở A', ['Sở A']],
    ['a) Cơ quan có thẩm quyền quyết định: UBND tỉnh. b) Cơ quan trực tiếp thực hiện: Sở A.', ['Sở A']],
    [
      '+ Cơ quan có thẩm quyền quyết định: UBND tỉnh. + Cơ quan trực tiếp thực hiện TTHC: Phòng B và Phòng C.',
      ['Phòng B và Phòng C'],
    ],
    ['Cơ quan thực hiện: Sở A; cơ quan phối hợp: Sở B', ['Sở A']],
    ['Cơ quan có thẩm quyền quyết định: UBND tỉnh\nCơ quan phối hợp: Sở B', ['UBND tỉnh']],
    ['Cơ quan trực tiếp thực hiện:\n- Sở A\n- Sở B\nCơ quan được ủy quyền: Sở C', ['Sở A', 'Sở B']],
    ['Sở A\nCơ quan phối hợp: Sở B', ['Sở A']],
    ['Cơ quan trực tiếp thực hiện: Không có thông tin. Cơ quan có thẩm quyền: Sở A', ['Sở A']],
    ['Cơ quan phối hợp: Sở B', []],
  ])('with labels inside: %j', (text, names) => {
    expect(splitUnits(text)).toEqual(names);
  });

  it.each([
    '',
    '--',
    'Không có thông tin',
    '.',
    '5',
    'Điều 12 Thông tư số 3/2020/TT-BTC',
    'Theo quy định tại khoản 1 Điều 2',
  ])('none in %j', (text) => {
    expect(splitUnits(text)).toEqual([]);
  });

  it("takes a source's own separator", () => {
    expect(splitUnits('Sở A, Sở B|Sở C', ',')).toEqual(['Sở A', 'Sở B|Sở C']);
    expect(splitUnits('Sở A|Sở B', '|')).toEqual(['Sở A', 'Sở B']);
  });

  it('does not take running text that got into the place for agencies', () => {
    const sentence =
      'chứng thực thì tiến hành như sau: ghi đầy đủ lời chứng;\n* Ký, ghi rõ họ tên;\nMỗi bản ghi một số. ';
    expect(splitUnits(sentence.repeat(10))).toEqual([]);
    expect(splitUnits(`${sentence.repeat(10)}\nSở Tư pháp`)).toEqual(['Sở Tư pháp']);
    expect(splitUnits(`Sở ${'rất '.repeat(100)}dài`)[0]?.length).toBeLessThanOrEqual(400);
  });
});

describe('units under their canonical names', () => {
  it('takes the commonest spelling', () => {
    const register = createUnitRegister();
    expect(register.key('Phòng Mõ – Chiêng')).toBe(register.key('Phòng Mõ - Chiêng'));
    for (const name of ['Sở Tư Pháp', 'Sở Tư pháp', 'Sở Tư pháp', 'sở tư pháp.']) register.meet(name);
    expect(register.canonical('SỞ TƯ PHÁP')).toBe('Sở Tư pháp');
    expect(register.key('Sở Tư Pháp')).toBe(register.key('sở tư pháp.'));
    expect(register.canonical('Sở Y tế')).toBe('Sở Y tế');
  });

  it('takes the name of the units file, its aliases and its ids', () => {
    const register = createUnitRegister([
      { id: 'H01', name: 'Sở Tư pháp', aliases: ['STP'], parent: 'UBND tỉnh' },
      { name: 'UBND tỉnh', parent: 'UBND tỉnh' },
    ]);
    expect(register.canonical('stp')).toBe('Sở Tư pháp');
    expect(register.canonical('H01')).toBe('Sở Tư pháp');
    expect(register.key('STP')).toBe(register.key('Sở Tư pháp'));
    expect([...register.parents]).toEqual([['Sở Tư pháp', 'UBND tỉnh']]);
  });
});

it.each(['(', ' (', 'Sở A; ', 'cơ quan thực hiện: ', '- ', 'theo quy định ', '1. ', '.'])(
  'comes back from a megabyte of %j',
  (piece) => {
    expect(splitUnits(piece.repeat(Math.ceil(1_000_000 / piece.length))).length).toBeLessThanOrEqual(100);
  },
);

it('folds a name of a megabyte of full stops', () => {
  const register = createUnitRegister();
  const name = `Sở${'.'.repeat(1_000_000)}A`;
  register.meet(name);
  expect(register.canonical(name)).toBe(name);
});

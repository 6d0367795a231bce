import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { InputError } from './problem.js';
import { foldLabel, labelRemark, loadVocabulary } from './vocabulary.js';

const { match, matchLabel } = loadVocabulary();

describe('labels', () => {
  it.each([
    ['Thời hạn giải quyết', 'timeLimits'],
    ['Thời hạn giải quyết:', 'timeLimits'],
    ['THỜI HẠN GIẢI QUYẾT', 'timeLimits'],
    ['5. Thời hạn giải quyết', 'timeLimits'],
    ['đ) Thời hạn giải quyết', 'timeLimits'],
    ['thoi_han_giai_quyet', 'timeLimits'],
    ['thoiHanGiaiQuyet', 'timeLimits'],
    ['trình_tự_thực_hiện', 'steps'],
    ['Trình Tự Thực Hiện'.normalize('NFD'), 'steps'],
    ['Ðối tượng thực hiện', 'audience'],
    ['Đối\u00a0tượng  thực hiện', 'audience'],
    ['Yêu cầu, điều kiện', 'conditions'],
    ['Thời gian giải quyết (ngày làm việc)', 'timeLimits'],
    ['Lệ phí (nếu có)', 'lePhi'],
    ['regularText', 'legalBasis'],
    ['maxLevel', 'declaredLevel'],
    ['IMPLEMENTATION_AGENCY', 'units'],
    ['TTHC_MA', 'code'],
    ['Kết quả của việc thực hiện TTHC', 'result'],
    ['Yêu cầu, điều kiện của thủ tục', 'conditions'],
    ['Thời hạn giải quyết của thủ tục hành chính', 'timeLimits'],
    ['Cơ quan thực hiện TTHC này', 'units'],
    ['Nơi/hình thức trả kết quả', 'returningChannels'],
    ['Nơi trả kết quả, hình thức trả kết quả', 'returningChannels'],
    ['Cách thức và hình thức trả kết quả', 'returningChannels'],
    ['Tập tin đính kèm', 'forms'],
    ['Ký hiệu thủ tục', 'code'],
  ])('%s names %s', (label, field) => {
    expect(matchLabel(label)).toBe(field);
  });

  it('matches whole labels only', () => {
    expect(match('Lệ phí')?.fields).toEqual(['lePhi']);
    expect(match('Phí')?.fields).toEqual(['phi']);
    expect(match('Phí, lệ phí')?.fields).toEqual(['phi', 'lePhi']);
    expect(matchLabel('Cấp thực hiện')).toBe('adminLevel');
    expect(matchLabel('Cơ quan ban hành')).toBe('ignored');
    expect(matchLabel('Thành phần hồ sơ phải nộp tại cơ quan thuế')).toBeUndefined();
    expect(matchLabel('Ghi chú về thời hạn giải quyết hồ sơ')).toBeUndefined();
    for (const other of [
      'Số lượng thủ tục',
      'Tổng số thủ tục hành chính',
      'Danh sách dịch vụ công',
      'Tên, mã thủ tục',
      'Thời hạn giải quyết, lệ phí',
      'Cấp phép, gia hạn',
      'Tin tức, sự kiện',
      'Hướng dẫn thủ tục hành chính',
    ])
      expect(match(other)?.fields ?? [], other).toEqual([]);
  });

  it('reads a mark under the heading of a level', () => {
    expect(match('Mức độ 4')).toEqual({ fields: ['declaredLevel'], mark: 'Mức độ 4' });
    expect(match('4', ['Mức độ cung cấp DVCTT'])).toEqual({ fields: ['declaredLevel'], mark: 'Mức độ 4' });
    expect(match('Toàn trình', ['Mức độ'])?.mark).toBe('Toàn trình');
  });

  it('gives a key that says nothing the meaning of the key above it', () => {
    expect(matchLabel('value', ['le_phi'])).toBe('lePhi');
    expect(matchLabel('trình_tự_thực_hiện', ['content'])).toBe('steps');
    expect(matchLabel('value', ['meta'])).toBeUndefined();
  });

  it("lets the user's columns win", () => {
    const mine = loadVocabulary({
      'Cấp thực hiện': 'units',
      'Cột lạ': 'declaredLevel',
      'Lĩnh vực': 'ignore',
    });
    expect(mine.matchLabel('Cấp thực hiện')).toBe('units');
    expect(mine.matchLabel('cột lạ')).toBe('declaredLevel');
    expect(mine.matchLabel('Lĩnh vực')).toBe('ignored');
    expect(() => loadVocabulary({ x: 'nothing' })).toThrow(InputError);
  });

  it('keeps the remark that gives a unit', () => {
    expect(labelRemark('Thời gian giải quyết (ngày làm việc):')).toBe('ngày làm việc');
    expect(labelRemark('Phí')).toBe('');
    expect(foldLabel('(1) Tên thủ tục')).toBe('ten thu tuc');
    for (const printed of [
      '1, Tên thủ tục',
      'IV/ Tên thủ tục:',
      'a) Tên thủ tục',
      '2 - Tên thủ tục',
      '- 3. Tên thủ tục',
      '● Tên thủ tục',
    ])
      expect(foldLabel(printed)).toBe('ten thu tuc');
  });
});

describe('the vocabulary file', () => {
  const read = (path: string) =>
    JSON.parse(readFileSync(new URL(`../../rules/${path}`, import.meta.url), 'utf8'));
  const file = read('vocabulary/labels.json');

  it('holds its schema', () => {
    const validate = new Ajv2020().compile(read('schema/vocabulary-labels.schema.json'));
    expect(validate(file), JSON.stringify(validate.errors)).toBe(true);
  });

  it('names no label twice', () => {
    const seen = new Map<string, string>();
    const twice: string[] = [];
    const add = (labels: string[], where: string) => {
      for (const label of labels) {
        const folded = foldLabel(label);
        const before = seen.get(folded);
        if (before !== undefined && before !== where) twice.push(`${label}: ${before} and ${where}`);
        seen.set(folded, where);
      }
    };
    for (const [field, labels] of Object.entries(file.fields)) add(labels as string[], field);
    for (const group of [...file.several, ...file.byContent]) add(group.labels, group.fields.join('+'));
    add(file.total, 'total');
    add(file.ignored, 'ignored');
    expect(twice).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import type { LabelledValue } from './labelled.js';
import { evidenceOf, firstSaying, holdsNothing, readings, saysSomething } from './reading.js';
import { loadVocabulary } from './vocabulary.js';

const vocabulary = loadVocabulary();
const value = (label: string, text: string, more: Partial<LabelledValue> = {}): LabelledValue => ({
  label,
  text,
  at: `cột ${label}`,
  ...more,
});
const read = (...values: LabelledValue[]) => {
  const { of, unknown, total } = readings({ at: 'dòng 2', layout: 'a', values }, vocabulary);
  return {
    of: Object.fromEntries([...of].map(([field, list]) => [field, list.map(({ text }) => text)])),
    unknown,
    total,
  };
};

describe('which value speaks for which field', () => {
  it('goes by the label', () => {
    expect(read(value('Tên thủ tục', 'A'), value('Thời hạn', '5 ngày'), value('Cột lạ', 'x'))).toEqual({
      of: { name: ['A'], timeLimits: ['5 ngày'] },
      unknown: ['Cột lạ'],
      total: undefined,
    });
  });

  it('may be several fields, or several values of one field', () => {
    expect(read(value('Phí, lệ phí', 'Không')).of).toEqual({ phi: ['Không'], lePhi: ['Không'] });
    expect(read(value('Biểu mẫu', 'A'), value('Tệp đính kèm', 'B')).of).toEqual({ forms: ['A', 'B'] });
  });

  it.each([
    ['x', 'Toàn trình'],
    ['X', 'Toàn trình'],
    ['✓', 'Toàn trình'],
    ['Có', 'Toàn trình'],
    ['', ''],
    ['0', ''],
    ['Không', ''],
    ['Mức độ 4', 'Mức độ 4'],
  ])('a mark %j under a level', (text, level) => {
    expect(read(value('Toàn trình', text)).of).toEqual({ declaredLevel: [level] });
  });

  it.each([
    ['Cấp tỉnh', 'adminLevel'],
    ['', 'adminLevel'],
    ['Mức độ 4', 'declaredLevel'],
    ['Một phần', 'declaredLevel'],
    ['3', 'declaredLevel'],
  ])('"level" that holds %j', (text, field) => {
    expect(Object.keys(read(value('level', text)).of)).toEqual([field]);
  });

  it('parts two cells that were written into one', () => {
    expect(read(value('Phí', 'Không || 10.000 đồng')).of).toEqual({ phi: ['Không'], lePhi: ['10.000 đồng'] });
    expect(read(value('Lệ phí', 'Không || 10.000 đồng')).of).toEqual({ lePhi: ['Không || 10.000 đồng'] });
  });

  it("gives a bare number its heading's unit", () => {
    expect(read(value('Thời gian giải quyết (ngày làm việc)', '5')).of).toEqual({
      timeLimits: ['5 ngày làm việc'],
    });
    expect(read(value('Lệ phí (đồng)', '20000')).of).toEqual({ lePhi: ['20000 đồng'] });
    expect(read(value('Lệ phí (nếu có)', '20000')).of).toEqual({ lePhi: ['20000'] });
    expect(read(value('Thời hạn (ngày)', '5 giờ')).of).toEqual({ timeLimits: ['5 giờ'] });
  });

  it('knows how long the listing is', () => {
    expect(read(value('TOTAL_RECORDS', '2507')).total).toBe(2507);
    expect(read(value('total', 'nhiều')).total).toBeUndefined();
  });
});

describe('readings', () => {
  const reading = (text: string, more: Partial<LabelledValue> = {}) => ({
    value: value('Tên', text, more),
    text,
  });

  it('say something by words, links or rows', () => {
    expect(saysSomething(reading('Đơn'))).toBe(true);
    expect(saysSomething(reading('Không có thông tin'))).toBe(false);
    expect(saysSomething(reading('', { links: [{ text: 'Tải về', url: '/a' }] }))).toBe(true);
    expect(saysSomething(reading('', { tables: [{ headings: ['A'], rows: [] }] }))).toBe(false);
    expect(holdsNothing(reading(''))).toBe(true);
    expect(holdsNothing(reading('--'))).toBe(false);
  });

  it('the first that says something counts', () => {
    expect(firstSaying([reading('--'), reading('A'), reading('B')])?.text).toBe('A');
    expect(firstSaying([reading('--'), reading('')])?.text).toBe('--');
    expect(firstSaying([])).toBeUndefined();
  });

  it('give short evidence', () => {
    expect(evidenceOf(reading('A'))).toEqual({ label: 'Tên', at: 'cột Tên', text: 'A' });
    expect(evidenceOf(reading('A'), true)).toMatchObject({ derived: true });
    expect(evidenceOf(reading('dài '.repeat(1000))).text.length).toBeLessThanOrEqual(300);
  });
});

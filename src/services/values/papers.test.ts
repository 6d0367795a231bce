import { describe, expect, it } from 'vitest';
import { counted, countIn, withoutNumbering } from './papers.js';

describe('the count of one paper', () => {
  it.each([
    ['1', { originals: 1 }],
    ['02.', { originals: 2 }],
    ['02 bản', { originals: 2, copies: 0 }],
    ['1 bản chính', { originals: 1, copies: 0 }],
    ['01 bộ', { sets: 1 }],
    ['', null],
    ['Mẫu-5.doc', null],
    ['1234', null],
  ])('%j', (cell, counts) => {
    expect(countIn(cell)).toEqual(counts);
  });

  it('belongs to the paper', () => {
    expect(counted('Đơn', null)).toEqual({ name: 'Đơn' });
    expect(counted('Đơn', { originals: 1, copies: 0 })).toEqual({ name: 'Đơn', originals: 1, copies: 0 });
    expect(counted('Đơn', { sets: 2 })).toEqual({ name: 'Đơn', originals: 2 });
  });
});

it.each([
  ['- Đơn', 'Đơn'],
  ['1.2. Đơn', 'Đơn'],
  ['- 4. Đơn', 'Đơn'],
  ['+) Đơn', 'Đơn'],
  ['(a) Đơn', 'Đơn'],
  ['iv) Đơn', 'Đơn'],
  ['Bước 1: Đơn', 'Đơn'],
  ['01 bản sao', '01 bản sao'],
  ['1.5 m dây', '1.5 m dây'],
  ['Đơn', 'Đơn'],
])('the numbering of %j', (line, name) => {
  expect(withoutNumbering(line)).toBe(name);
});

it('comes back from a megabyte of bullets', () => {
  expect(withoutNumbering(`${'-'.repeat(1_000_000)}x`)).toBe('x');
  expect(withoutNumbering('1.'.repeat(500_000)).length).toBeLessThanOrEqual(1_000_000);
});

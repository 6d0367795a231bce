import { describe, expect, test } from 'vitest';
import { en } from './en.js';
import {
  formatDateTime,
  formatMessage,
  formatNumber,
  formatPercent,
  formatProblem,
  formatShare,
  say,
} from './messages.js';
import { vi } from './vi.js';

describe('numbers', () => {
  test('are written as the language does', () => {
    expect(formatNumber('vi', 1234567)).toBe('1.234.567');
    expect(formatNumber('en', 1234567)).toBe('1,234,567');
    expect(formatNumber('vi', 999)).toBe('999');
    expect(formatNumber('vi', -1234.5)).toBe('-1.234,5');
    expect(formatShare('vi', 27.8, 100)).toBe('27,8 %');
    expect(formatShare('en', 27.8, 100)).toBe('27.8 %');
    expect(formatShare('vi', 0, 0)).toBe('–');
  });

  test('100 % is said only of all, 0 % only of none', () => {
    expect(formatPercent('vi', 100)).toBe('100 %');
    expect(formatShare('vi', 99_999, 100_000)).toBe('99,9 %');
    expect(formatShare('vi', 1, 100_000)).toBe('0,1 %');
    expect(formatShare('vi', 0, 5)).toBe('0 %');
  });

  test('dates are in Vietnam time', () => {
    expect(formatDateTime('vi', '2026-12-31T18:05:59Z')).toBe('01/01/2027 01:05');
    expect(formatDateTime('en', '2026-12-31T18:05:59Z')).toBe('2027-01-01 01:05');
    expect(formatDateTime('vi', 'hôm qua')).toBe('hôm qua');
  });
});

describe('sentences', () => {
  test('an unknown code is shown with its arguments', () => {
    expect(formatMessage('vi', 'never-heard-of', { file: 'a.csv', row: 3 })).toBe(
      'never-heard-of (file: a.csv, row: 3)',
    );
    expect(formatMessage('en', 'constructor')).toBe('constructor');
    expect(formatProblem('vi', { code: '__proto__', at: 'dòng 2' })).toBe('dòng 2: __proto__');
  });

  test('counts are grouped and take the right word, places in a file are not grouped', () => {
    expect(formatMessage('en', 'gate.over-declared', { count: 1 })).toBe('1 service over-declared');
    expect(formatMessage('en', 'gate.over-declared', { count: 1200 })).toBe('1,200 services over-declared');
    expect(formatMessage('en', 'report-version', { file: 'x', version: '7', expectedVersion: 1 })).toContain(
      'version 7',
    );
  });

  test('a reason given as its id is put into words, any other text stays', () => {
    expect(formatMessage('en', 'report-invalid', { file: 'a', place: '/', reason: 'why.cut-off' })).toContain(
      en['why.cut-off'],
    );
    expect(
      formatMessage('en', 'report-invalid', { file: 'a', place: '/', reason: 'verdict.conforms' }),
    ).toContain('verdict.conforms');
  });

  test('a field is called by its name', () => {
    const args = { field: 'timeLimits', count: 12 };
    expect(formatMessage('vi', 'column-always-empty', args)).toContain('“thời hạn giải quyết”');
    expect(formatMessage('en', 'column-always-empty', { ...args, field: 'Ghi chú' })).toContain('“Ghi chú”');
  });

  test('an argument is not read as a template again', () => {
    expect(formatMessage('vi', 'source-not-found', { location: '{location}$&' })).toContain('{location}$&');
  });

  test('the place of a problem is always said', () => {
    expect(formatProblem('vi', { code: 'not-a-procedure', at: 'dòng 12' })).toMatch(/^dòng 12: /);
    expect(formatProblem('vi', { code: 'not-a-procedure' })).not.toContain('undefined');
  });

  test('both languages fill the same placeholders', () => {
    const names = (text: string) =>
      [...new Set([...text.matchAll(/\{([\w.]+)/g)].map((match) => match[1]))].sort();
    const all: Record<string, string> = en;
    for (const [key, text] of Object.entries(vi))
      expect([key, names(all[key] ?? '')]).toEqual([key, names(text)]);
  });

  test('every text is one line and says something', () => {
    for (const text of [...Object.values(vi), ...Object.values(en)]) expect(text.trim()).toMatch(/^.+$/);
    expect(say('vi', 'verdict.over-declared')).toBe('khai vượt mức');
  });
});

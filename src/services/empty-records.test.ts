import { expect, it } from 'vitest';
import { createEmptyRecords } from './empty-records.js';

it('counts the records of a source and tells where the first of them are', () => {
  const records = createEmptyRecords();
  for (let row = 2; row <= 8; row += 1) records.meet(1, 'a.csv', `dòng ${row}`);
  expect(records.of(0)).toBeUndefined();
  expect(records.of(1)).toEqual({ count: 7, at: 'dòng 2, dòng 3, dòng 4, dòng 5, dòng 6, …' });
});

it('names the files of a directory', () => {
  const records = createEmptyRecords();
  records.meet(0, 'thu-muc/a.json', '$');
  records.meet(0, 'thu-muc/b.json', '$[1]');
  expect(records.of(0)).toEqual({ count: 2, at: 'thu-muc/a.json $, thu-muc/b.json $[1]' });
});

import { expect, test } from 'vitest';
import { shellWord } from './shell-word.js';

test.each([
  ['dvctt-snapshot/dvc.gov.vn_8080', 'dvctt-snapshot/dvc.gov.vn_8080'],
  ['cổng', 'cổng'],
  ['cổng dịch vụ/ảnh chụp 1', '"cổng dịch vụ/ảnh chụp 1"'],
  ['C:\\Bao cao\\x', '"C:\\Bao cao\\x"'],
  ["a$b 'c'", `'a$b '\\''c'\\'''`],
  ['-o', './-o'],
  ['', '""'],
])('%s', (path, word) => {
  expect(shellWord(path)).toBe(word);
});

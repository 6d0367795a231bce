import { expect, it } from 'vitest';
import { pageOf } from './pages.js';

it('knows a page by a link to the file that is named by its address', () => {
  const page = pageOf({ at: 'http://dvc.example.vn/tt;jsessionid=1?ma=1' });
  expect(pageOf({ at: 'http://dvc.example.vn/tt%3Bjsessionid=2%3Fma=1' })).toBe(page);
  expect(pageOf({ at: 'kho/a.html', url: 'http://dvc.example.vn/tt?ma=1#b' })).toBe(page);
  expect(pageOf({ at: 'http://dvc.example.vn/tt?ma=2' })).not.toBe(page);
  expect(pageOf({ at: 'dòng 2' })).toBeUndefined();
});

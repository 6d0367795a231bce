import { expect, test } from 'vitest';
import { pageOf } from './pages.js';
import { createUnreadPages } from './unread-pages.js';

const url = (id: number) => `https://cong.example/tthc/${id}`;
const record = (id: number, listed?: true, source = 0) => {
  const page = pageOf({ at: url(id) });
  return { source, ...(page === undefined ? {} : { page }), ...(listed === undefined ? {} : { listed }) };
};

test('a service known from a list only is lost once, whether or not its page was asked for', () => {
  const unread = createUnreadPages();
  unread.meet(0, url(1));
  unread.settle([record(1, true)]);
  unread.settle([record(2, true), record(3, true)]);
  expect(unread.listedOnly()).toBe(2);
  expect(unread.correction(0)).toBe(1);
});

test('two dead pages of one service lose one service', () => {
  const unread = createUnreadPages();
  unread.meet(0, url(1));
  unread.meet(0, url(2));
  unread.settle([record(1, true), record(2, true)]);
  expect(unread.correction(0)).toBe(-1);
});

test('a service that was read at another address or source is not lost', () => {
  const unread = createUnreadPages();
  unread.meet(0, url(1));
  unread.settle([record(1, true), record(9, undefined, 1)]);
  expect(unread.correction(0)).toBe(-1);
  expect(unread.listedOnly()).toBe(0);
});

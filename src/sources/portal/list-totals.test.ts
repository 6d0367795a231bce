import { expect, test } from 'vitest';
import { openListTotals } from './list-totals.js';

const marks = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => String(from + index));

test('what a list leaves out is lost, as many as it says, unless other lists have shown as many', () => {
  const totals = openListTotals();
  totals.page('/ds', marks(0, 10), 60, true);
  totals.page('/ds', marks(10, 10), 60, true);
  expect(totals.problems(20)).toEqual([
    { code: 'list-incomplete', at: '/ds', args: { listed: 20, total: 60 }, lost: true, records: 40 },
  ]);
  expect(totals.problems(55)).toMatchObject([{ args: { listed: 20, total: 60 }, records: 5 }]);
  expect(totals.problems(60)).toEqual([
    { code: 'list-incomplete', at: '/ds', args: { listed: 20, total: 60 } },
  ]);
});

test('two lists that leave out the same lose it once', () => {
  const totals = openListTotals();
  totals.page('/ds', marks(0, 10), 60, true);
  totals.page('/tra-cuu', marks(0, 5), 60, true);
  const lost = totals.problems(10).map(({ records = 0 }) => records);
  expect(lost).toEqual([50, 0]);
});

test('a page that comes again neither adds to a list nor makes it one that was left', () => {
  const totals = openListTotals();
  totals.page('/ds', marks(0, 10), 60, true);
  totals.page('/ds', marks(10, 10), 60, true);
  totals.page('/ds', marks(0, 10), 60, false);
  totals.page('/ds', marks(10, 10), 60, false);
  expect(totals.problems(20)).toMatchObject([{ args: { listed: 20, total: 60 }, records: 40 }]);
});

test('of a list whose procedures other lists have shown nothing is said', () => {
  const totals = openListTotals();
  totals.page('/ds', marks(0, 10), 60, true);
  totals.page('/ds', marks(10, 10), 60, false);
  expect(totals.problems(20)).toEqual([]);
});

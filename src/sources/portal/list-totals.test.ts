import { expect, test } from 'vitest';
import { openListTotals } from './list-totals.js';

test('what a list leaves out is lost, as many as it says, unless other lists have shown as many', () => {
  const totals = openListTotals();
  totals.page('/ds', 10, 60, true);
  totals.page('/ds', 10, 60, true);
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
  totals.page('/ds', 10, 60, true);
  totals.page('/tra-cuu', 5, 60, true);
  const lost = totals.problems(10).map(({ records = 0 }) => records);
  expect(lost).toEqual([50, 0]);
});

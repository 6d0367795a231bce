import { describe, expect, test } from 'vitest';
import { rowDepths } from './row-order.js';
import { createTally, type TallyOptions } from './tally.js';
import { assessment, RULESET, type Sketch } from './testing/assessments.js';

function tallyOf(sketches: readonly Sketch[], options: Partial<TallyOptions> = {}) {
  const tally = createTally({ by: 'unit', requirements: RULESET.requirements, ...options });
  for (const sketch of sketches) tally.add(assessment(sketch));
  return tally.finish();
}

describe('rows', () => {
  test('a service counts in each of its units and once in the total', () => {
    const { totals, rows } = tallyOf([
      { units: ['A', 'B'], declared: 4 },
      { units: ['A'], declared: 3 },
    ]);
    expect(totals.services).toBe(2);
    expect(rows.map(({ name, services }) => [name, services])).toEqual([
      ['A', 2],
      ['B', 1],
    ]);
    expect(totals.declared).toEqual({ none: 0, '1': 0, '2': 0, '3': 1, '4': 1 });
  });

  test('a service that names no unit is not dropped', () => {
    const { rows } = tallyOf([{ units: [] }, { units: ['A'] }]);
    expect(rows.map(({ name }) => name)).toContain('(không ghi đơn vị)');
  });

  test('verdicts and levels add up to the services', () => {
    const { totals } = tallyOf([
      { declared: 4 },
      { declared: 4, statuses: { 'TT32-5.4.b': 'fail' } },
      { declared: 3, statuses: { 'TT32-5.3.c': 'manual' } },
      {},
    ]);
    expect([totals.conforming, totals.overDeclared, totals.needsReview, totals.undeclared]).toEqual([
      1, 1, 1, 1,
    ]);
    expect(totals.possible).toEqual({ '0': 0, '1': 0, '2': 0, '3': 1, '4': 3 });
    expect(totals.requirements['TT32-5.4.b']).toEqual({
      pass: 3,
      fail: 1,
      notApplicable: 0,
      unclear: 0,
      manual: 0,
      notChecked: 0,
    });
    expect(Object.keys(totals.requirements)).toEqual(RULESET.requirements.map(({ id }) => id));
  });

  test('worst first, then by Vietnamese alphabet', () => {
    const over: Sketch = { declared: 4, statuses: { 'TT32-5.4.b': 'fail' } };
    const { rows } = tallyOf([
      { units: ['Đông'], declared: 4 },
      { units: ['Dương'], declared: 4 },
      { units: ['Ất'], declared: 4 },
      { ...over, units: ['Xa'] },
      { ...over, units: ['Gần'] },
      { units: ['Gần'], declared: 4 },
    ]);
    expect(rows.map(({ name }) => name)).toEqual(['Xa', 'Gần', 'Ất', 'Dương', 'Đông']);
  });

  test('fields are one row whatever their spelling, named by the commonest', () => {
    const { rows } = tallyOf(
      [{ field: 'Hộ tịch' }, { field: 'hộ tịch'.normalize('NFD') }, { field: 'Hộ tịch' }, {}],
      { by: 'field' },
    );
    expect(rows.map(({ name, services }) => [name, services])).toEqual([
      ['Hộ tịch', 3],
      ['(không ghi lĩnh vực)', 1],
    ]);
  });

  test('administrative levels', () => {
    const { rows } = tallyOf([{ adminLevels: ['province', 'commune'] }, {}], { by: 'admin-level' });
    expect(new Set(rows.map(({ name }) => name))).toEqual(
      new Set(['Cấp tỉnh', 'Cấp xã', '(không ghi cấp thực hiện)']),
    );
  });
});

describe('one requirement away', () => {
  test('counts a service whose next level only one requirement keeps it from', () => {
    const { totals } = tallyOf([
      { statuses: { 'TT32-5.3.b.1': 'fail', 'TT32-5.4.b': 'fail' } },
      { statuses: { 'TT32-5.4.b': 'fail' } },
      { statuses: { 'TT32-5.1.đ': 'fail', 'TT32-5.1.h': 'fail' } },
      { statuses: { 'TT32-8.3': 'fail', 'TT32-6.3': 'fail' } },
    ]);
    expect(totals.nextLevel).toEqual({ 'TT32-5.3.b.1': 1, 'TT32-5.4.b': 1 });
  });

  test('5.3.đ does not stand between level 3 and 4', () => {
    const { totals } = tallyOf([{ statuses: { 'TT32-5.3.đ': 'fail' } }]);
    expect(totals.possible['4']).toBe(1);
    expect(totals.nextLevel).toEqual({});
  });
});

describe('roll-up', () => {
  const parents = new Map([
    ['Xã A', 'Huyện'],
    ['Xã B', 'Huyện'],
    ['Huyện', 'Tỉnh'],
  ]);

  test('a service in two children counts once in the parent', () => {
    const { rows, totals } = tallyOf(
      [{ units: ['Xã A', 'Xã B'] }, { units: ['Xã B'] }, { units: ['Sở X'] }],
      { parents },
    );
    expect(rows.map(({ name, services, parent }) => [name, services, parent])).toEqual([
      ['Tỉnh', 2, undefined],
      ['Huyện', 2, 'Tỉnh'],
      ['Xã B', 2, 'Huyện'],
      ['Xã A', 1, 'Huyện'],
      ['Sở X', 1, undefined],
    ]);
    expect([...rowDepths(rows).values()]).toEqual([0, 1, 2, 2, 0]);
    expect(totals.services).toBe(3);
  });

  test('a circle of parents loses nobody and ends', () => {
    const circle = new Map([
      ['A', 'B'],
      ['B', 'A'],
      ['C', 'A'],
      ['D', 'D'],
    ]);
    const { rows } = tallyOf([{ units: ['C'] }, { units: ['D'] }], { parents: circle });
    expect(rows.map(({ name }) => name).sort()).toEqual(['A', 'B', 'C', 'D']);
  });
});

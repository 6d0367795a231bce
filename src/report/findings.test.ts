import { expect, test } from 'vitest';
import { createFindings } from './findings.js';
import { assessment, RULESET, type Sketch, servicesOf } from './testing/assessments.js';

function findingsOf(sketches: readonly Sketch[], limit = 1000) {
  const findings = createFindings({ requirements: RULESET.requirements, limit });
  for (const service of servicesOf(sketches.map((sketch) => assessment(sketch)))) findings.add(service);
  return findings.finish();
}

test('lists exactly the clauses between the claim and what was reached', () => {
  const { overDeclared } = findingsOf([
    {
      code: '2.000001',
      declared: 4,
      statuses: {
        'TT32-5.3.b.1': 'fail',
        'TT32-5.3.đ': 'fail',
        'TT32-8.3': 'fail',
        'TT32-6.3': 'fail',
        'TT32-5.4.b': 'fail',
      },
    },
    {
      code: '2.000002',
      declared: 3,
      statuses: { 'TT32-5.3.đ': 'fail', 'TT32-5.4.b': 'fail', 'TT32-5.3.b.1': 'fail' },
    },
  ]);
  expect(overDeclared.map(({ code, missing }) => [code, missing])).toEqual([
    ['2.000001', ['TT32-5.3.b.1', 'TT32-5.4.b']],
    ['2.000002', ['TT32-5.3.b.1', 'TT32-5.3.đ']],
  ]);
});

test('farthest from its claim first, and no more than the limit is kept', () => {
  const near: Sketch = { declared: 4, statuses: { 'TT32-5.4.b': 'fail' } };
  const far: Sketch = { code: 'FAR', declared: 4, statuses: { 'TT32-5.1.h': 'fail' } };
  const { overDeclared } = findingsOf([near, near, near, far], 2);
  expect(overDeclared.map(({ code }) => code === 'FAR')).toEqual([true, false]);
});

test('reasons for review are those of services that need it, up to their claim', () => {
  const { review } = findingsOf([
    { declared: 3, statuses: { 'TT32-5.3.c': 'manual', 'TT32-5.4.b': 'notChecked', 'TT32-8.3': 'unclear' } },
    { declared: 3, statuses: { 'TT32-5.3.c': 'unclear' } },
    { declared: 2, statuses: { 'TT32-5.3.c': 'manual' } },
    { statuses: { 'TT32-5.1.h': 'unclear' } },
  ]);
  expect(review).toEqual([{ requirement: 'TT32-5.3.c', counts: { unclear: 1, manual: 1, notChecked: 0 } }]);
});

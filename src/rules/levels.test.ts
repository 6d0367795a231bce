import { describe, expect, it } from 'vitest';
import { assess } from './assess.js';
import { compileRuleset } from './compile.js';
import { levelsOf, verdictOf } from './levels.js';
import { loadRuleset } from './load.js';
import type { RequirementResult, Status } from './requirement.js';

const ruleset = loadRuleset('tt32-2017');

/** All requirements of the Circular pass, but the given ones. */
function results(others: Readonly<Record<string, Status>>): RequirementResult[] {
  return ruleset.requirements.map(({ id }) => ({
    requirement: id,
    status: others[id] ?? 'pass',
    evidence: [],
    detail: { reason: 'met' },
  }));
}

describe('levelsOf', () => {
  it.each<[Record<string, Status>, number, number]>([
    [{}, 4, 4],
    [{ 'TT32-5.2.b': 'notApplicable', 'TT32-5.2.c': 'notApplicable' }, 4, 4],
    [{ 'TT32-5.1.đ': 'fail' }, 0, 0],
    [{ 'TT32-5.1.đ': 'unclear' }, 0, 4],
    [{ 'TT32-5.2.c': 'manual' }, 1, 4],
    [{ 'TT32-5.3.b.1': 'notChecked' }, 2, 4],
    [{ 'TT32-5.3.b.1': 'fail', 'TT32-5.2.c': 'manual' }, 1, 2],
    [{ 'TT32-5.4.b': 'fail' }, 3, 3],
    [{ 'TT32-8.3': 'fail', 'TT32-12.2': 'fail' }, 4, 4],
    [{ 'TT32-8.2': 'fail' }, 2, 2],
    [{ 'TT32-6.3': 'fail', 'ND43-19.1': 'fail' }, 4, 4],
  ])('%j', (others, verifiedLevel, possibleLevel) => {
    expect(levelsOf(ruleset, results(others))).toEqual({ verifiedLevel, possibleLevel });
  });

  it('leaves a requirement that describes level 3 alone out of level 4', () => {
    expect(levelsOf(ruleset, results({ 'TT32-5.3.đ': 'fail' }))).toEqual({
      verifiedLevel: 4,
      possibleLevel: 4,
    });
    expect(levelsOf(ruleset, results({ 'TT32-5.3.đ': 'fail', 'TT32-5.4.b': 'fail' }))).toEqual({
      verifiedLevel: 2,
      possibleLevel: 2,
    });
  });
});

describe('verdictOf', () => {
  it.each([
    [2, 2, 4, 'conforms'],
    [3, 2, 4, 'needs-review'],
    [4, 2, 4, 'needs-review'],
    [4, 2, 3, 'over-declared'],
    [1, 0, 0, 'over-declared'],
    [null, 4, 4, 'undeclared'],
    [undefined, 0, 0, 'undeclared'],
  ] as const)(
    'declared %s, verified %s, possible %s: %s',
    (declared, verifiedLevel, possibleLevel, verdict) => {
      expect(verdictOf(declared, { verifiedLevel, possibleLevel })).toBe(verdict);
    },
  );
});

describe('assess', () => {
  const compiled = compileRuleset(ruleset);
  const values = {
    declaredLevel: { level: 4, tier: 'full', text: 'Toàn trình' },
    forms: { text: 'Tờ khai', items: [{ name: 'Tờ khai', url: '/tk.docx', extension: 'docx' }] },
  } as const;

  it('draws levels and verdict from one source that shows little', () => {
    const { levels, verdict, results: found } = assess(compiled, { values, evidence: {} });
    expect(levels).toEqual({ verifiedLevel: 0, possibleLevel: 4 });
    expect(verdict).toBe('needs-review');
    expect(found.map(({ requirement }) => requirement)).toEqual(ruleset.requirements.map(({ id }) => id));
  });

  it('lets a person settle results, and works out the duties that depend on levels anew', () => {
    const settle = (all: readonly RequirementResult[]) =>
      all.map((result) =>
        result.status === 'manual' || result.status === 'notChecked' || result.status === 'unclear'
          ? { ...result, status: result.requirement === 'ND43-19.1' ? result.status : ('pass' as const) }
          : result,
      );
    const { levels, verdict, results: found } = assess(compiled, { values, evidence: {} }, settle);
    expect(levels).toEqual({ verifiedLevel: 4, possibleLevel: 4 });
    expect(verdict).toBe('conforms');
    expect(found.find(({ requirement }) => requirement === 'ND43-19.1')?.status).toBe('pass');
  });

  it('gives thousands of services the same shared reasons, one by one', () => {
    const first = assess(compiled, { values, evidence: {} });
    for (let count = 0; count < 5000; count += 1) {
      const again = assess(compiled, { values, evidence: {} });
      if (count % 1000 === 0) expect(again).toEqual(first);
      const bare = again.results.findIndex(({ detail }) => detail.args === undefined);
      expect(again.results[bare]?.detail).toBe(first.results[bare]?.detail);
    }
  });
});

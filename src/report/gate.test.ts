import { expect, test } from 'vitest';
import { formatMessage } from '../i18n/messages.js';
import { checkGate, gate } from './gate.js';
import { assessment, reportOf } from './testing/assessments.js';

const { totals } = reportOf([
  assessment({ declared: 4, statuses: { 'TT32-5.4.b': 'fail' } }),
  assessment({ declared: 3, statuses: { 'TT32-5.3.c': 'manual' } }),
  assessment({}),
  assessment({}),
]).head;

function codeOf(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error instanceof Error && 'problem' in error ? error.problem : error;
  }
  return undefined;
}

test('fails for what it was asked to fail for, and says how often', () => {
  expect(gate(totals, 100, {})).toEqual({
    passed: false,
    reasons: [{ code: 'gate.over-declared', args: { count: 1 } }],
  });
  expect(gate(totals, 100, { failOn: ['needs-review', 'undeclared'] }).reasons).toEqual([
    { code: 'gate.needs-review', args: { count: 1 } },
    { code: 'gate.undeclared', args: { count: 2 } },
  ]);
  expect(gate(totals, 100, { failOn: ['none'] })).toEqual({ passed: true, reasons: [] });
  expect(gate({ ...totals, overDeclared: 0 }, 100, {}).passed).toBe(true);
});

test('coverage is a floor, and never printed as the floor it misses', () => {
  expect(gate(totals, 80, { failOn: ['none'], minCoverage: 80 }).passed).toBe(true);
  const { reasons } = gate(totals, 79.999, { failOn: ['none'], minCoverage: 80 });
  expect(formatMessage('vi', reasons[0]?.code ?? '', reasons[0]?.args)).toContain('79,9 %');
});

test('refuses what it does not know', () => {
  expect(codeOf(() => checkGate({ failOn: ['overdeclared'] }))).toMatchObject({
    code: 'fail-on-unknown',
    args: { value: 'overdeclared' },
  });
  expect(codeOf(() => checkGate({ failOn: ['toString'] }))).toMatchObject({ code: 'fail-on-unknown' });
  expect(codeOf(() => checkGate({ failOn: [''] }))).toMatchObject({ code: 'fail-on-unknown' });
  expect(codeOf(() => checkGate({ failOn: ['none', 'undeclared'] }))).toMatchObject({
    code: 'option-invalid',
  });
  for (const minCoverage of [-1, 101, Number.NaN]) {
    expect(codeOf(() => checkGate({ minCoverage }))).toMatchObject({ code: 'option-invalid' });
  }
});

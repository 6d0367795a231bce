import { InputError } from '../services/problem.js';
import type { GateResult, UnitRow } from './report.js';

/** What can make an audit fail: a verdict that at least one service has. */
const CONDITIONS = {
  'over-declared': (totals: UnitRow) => totals.overDeclared,
  'needs-review': (totals: UnitRow) => totals.needsReview,
  undeclared: (totals: UnitRow) => totals.undeclared,
};

export type FailOn = keyof typeof CONDITIONS;

export const DEFAULT_FAIL_ON: readonly FailOn[] = ['over-declared'];

export interface GateOptions {
  /** Values of `--fail-on`: `over-declared`, `needs-review`, `undeclared`, or `none` alone. Default: {@link DEFAULT_FAIL_ON}. */
  readonly failOn?: readonly string[];
  /** Least share of the records found that must have been audited, 0–100. */
  readonly minCoverage?: number;
}

function isFailOn(value: string): value is FailOn {
  return Object.hasOwn(CONDITIONS, value);
}

/**
 * Checks the options, so that a misspelt one is refused before the audit and not after it.
 *
 * @throws InputError `fail-on-unknown`, or `option-invalid` for a coverage outside 0–100 and for `none` beside other values
 */
export function checkGate(options: GateOptions): readonly FailOn[] {
  const { failOn = DEFAULT_FAIL_ON, minCoverage } = options;
  if (minCoverage !== undefined && !(minCoverage >= 0 && minCoverage <= 100)) {
    throw new InputError('option-invalid', {
      option: '--min-coverage',
      value: minCoverage,
      expected: 'why.percent',
    });
  }
  const values = [...new Set(failOn)];
  if (values.length === 1 && values[0] === 'none') return [];
  const known = [...Object.keys(CONDITIONS), 'none'].join(', ');
  return values.map((value) => {
    if (isFailOn(value)) return value;
    if (value !== 'none') throw new InputError('fail-on-unknown', { value, known });
    throw new InputError('option-invalid', { option: '--fail-on', value, expected: 'why.fail-on-none' });
  });
}

/**
 * Whether the audit passes, and every reason why not: `gate.<verdict>` with its count, `gate.coverage` with both shares.
 *
 * @param coverage share of what was found that could be audited, 0–100
 * @throws InputError as {@link checkGate}
 */
export function gate(totals: UnitRow, coverage: number, options: GateOptions): GateResult {
  const reasons: GateResult['reasons'] = [];
  for (const condition of checkGate(options)) {
    const count = CONDITIONS[condition](totals);
    if (count > 0) reasons.push({ code: `gate.${condition}`, args: { count } });
  }
  const { minCoverage } = options;
  if (minCoverage !== undefined && coverage < minCoverage) {
    // Rounded down: 79.96 must not be printed as the 80.0 that was asked for.
    const shown = Math.floor(coverage * 10) / 10;
    reasons.push({ code: 'gate.coverage', args: { coverage: shown, minimum: minCoverage } });
  }
  return { passed: reasons.length === 0, reasons };
}

/** The examples that requirements carry, tried. */
import type { ServiceValues } from '../services/service.js';
import { compileRuleset } from './compile.js';
import { evaluateOne } from './evaluate.js';
import { isObject } from './fields.js';
import type { Ruleset, Status } from './requirement.js';

export interface ExampleResult {
  readonly requirement: string;
  /** What the example is one of: the status it must get. */
  readonly kind: Status;
  readonly index: number;
  readonly expected: Status;
  readonly got: Status;
  /** Why it got it: an id of the ruleset's reasons. */
  readonly reason: string;
  readonly ok: boolean;
}

const KINDS: readonly Status[] = ['pass', 'fail', 'notApplicable', 'unclear', 'notChecked', 'manual'];

/**
 * Every example of every requirement, judged by that requirement alone.
 *
 * @throws CompileError where the ruleset does not compile
 */
export function testRuleset(ruleset: Ruleset): readonly ExampleResult[] {
  const { requirements, detailOf } = compileRuleset(ruleset);
  return requirements.flatMap((entry) =>
    KINDS.flatMap((kind) =>
      (entry.requirement.examples[kind] ?? []).map((example, index): ExampleResult => {
        const values: ServiceValues = isObject(example) ? example : {};
        const { status, detail } = evaluateOne(entry, values, () => [], detailOf);
        return {
          requirement: entry.requirement.id,
          kind,
          index,
          expected: kind,
          got: status,
          reason: detail.reason,
          ok: status === kind,
        };
      }),
    ),
  );
}

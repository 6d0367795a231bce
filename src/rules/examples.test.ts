import { describe, expect, it } from 'vitest';
import { testRuleset } from './examples.js';
import { FIELDS } from './fields.js';
import { loadRuleset } from './load.js';
import { rulesetIds, schemaOf } from './ruleset-file.js';

describe.each(rulesetIds())('%s', (id) => {
  const ruleset = loadRuleset(id, { examples: true });
  const results = testRuleset(ruleset);

  it.each(results.map((result) => [`${result.requirement} ${result.kind} ${result.index}`, result] as const))(
    '%s',
    (_, { expected, got, reason }) => {
      expect(got, `reason given: ${reason}`).toBe(expected);
    },
  );

  it('tries every automatic requirement with a pass, and with what its source cannot show', () => {
    const tried = new Set(results.map(({ requirement, kind }) => `${requirement} ${kind}`));
    for (const { id: requirement, check, otherwise } of ruleset.requirements) {
      if (check === undefined) continue;
      expect(tried).toContain(`${requirement} pass`);
      expect(tried).toContain(`${requirement} ${otherwise === undefined ? 'notChecked' : 'manual'}`);
    }
  });

  it('gives every reason of its own in some example', () => {
    const given = new Set(results.map(({ reason }) => reason));
    for (const reason of Object.keys(ruleset.reasons))
      if (reason !== 'weak') expect(given, reason).toContain(reason);
  });
});

describe('testRuleset', () => {
  it('says what went wrong with an example that does not get its status', () => {
    const ruleset = loadRuleset('tt32-2017');
    const requirements = ruleset.requirements
      .filter(({ id }) => id === 'TT32-5.1.a')
      .map((requirement) => ({ ...requirement, examples: { pass: [{ name: null }], fail: [{}] } }));
    expect(testRuleset({ ...ruleset, requirements })).toEqual([
      {
        requirement: 'TT32-5.1.a',
        kind: 'pass',
        index: 0,
        expected: 'pass',
        got: 'fail',
        reason: 'empty',
        ok: false,
      },
      {
        requirement: 'TT32-5.1.a',
        kind: 'fail',
        index: 0,
        expected: 'fail',
        got: 'notChecked',
        reason: 'not-shown',
        ok: false,
      },
    ]);
  });
});

describe('the service schema', () => {
  it('knows the fields the engine knows, and no others', () => {
    const schema = schemaOf('service').schema;
    const properties = typeof schema === 'object' ? Object.keys(schema.properties ?? {}) : [];
    expect(properties.sort()).toEqual([...FIELDS].sort());
  });
});

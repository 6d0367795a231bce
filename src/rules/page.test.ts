import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadRuleset } from './load.js';
import { rulesetPage } from './page.js';

const PAGE = path.resolve(import.meta.dirname, '../../docs/rules-tt32-2017.md');

describe('the page of tt32-2017', () => {
  const ruleset = loadRuleset('tt32-2017');
  const page = rulesetPage(ruleset);

  it('is the one in docs/ (UPDATE_DOCS=1 npx vitest run src/rules/page.test.ts writes it)', () => {
    if (process.env.UPDATE_DOCS === '1') writeFileSync(PAGE, page);
    expect(readFileSync(PAGE, 'utf8')).toBe(page);
  });

  it('tells every requirement once, with its remedy, and every reason', () => {
    for (const { id, remedy } of ruleset.requirements) {
      expect(page.split(`\n| \`${id}\` `)).toHaveLength(2);
      expect(page).toContain(remedy.vi);
    }
    for (const id of Object.keys(ruleset.reasons)) expect(page).toContain(`| \`${id}\` `);
  });

  it('keeps a text with a bar or a line break inside its cell', () => {
    const [first] = ruleset.requirements;
    if (first === undefined) throw new Error('no requirement');
    const title = { vi: 'một | hai\nba', en: 'one' };
    expect(rulesetPage({ ...ruleset, requirements: [{ ...first, title }] })).toContain('một \\| hai ba');
  });
});

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../services/problem.js';
import { type LoadedRuleset, loadRuleset } from './load.js';
import { ENGINE_REASONS } from './reasons.js';
import { fileNameOf, RULES_FOLDER, rulesetIds } from './ruleset-file.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ruleset-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const TEXT = { vi: 'Chữ', en: 'Text' };
const OWN = {
  id: 'QN-1',
  level: 1,
  subject: 'service',
  cite: 'Quyết định của tỉnh',
  obligation: 'must',
  title: TEXT,
  evidence: ['field'],
  check: { stated: ['field'] },
  remedy: TEXT,
  examples: { pass: [{ field: { text: 'Đất đai' } }], fail: [{ field: null }] },
};
const FILE = { id: 'quang-nam', version: '1.0.0', extends: 'tt32-2017' };

function write(name: string, value: unknown): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
  return file;
}

function own(changes: object): LoadedRuleset {
  return loadRuleset(write('own.json', { ...FILE, ...changes }));
}

function refusal(load: () => unknown): { file: string; place: string; reason: string } {
  try {
    load();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    expect(error.problem.code).toBe('ruleset-invalid');
    const { file, place, reason } = error.problem.args ?? {};
    return { file: path.basename(String(file)), place: String(place), reason: String(reason) };
  }
  throw new Error('was not refused');
}

describe('a file that extends a ruleset', () => {
  const base = loadRuleset('tt32-2017');

  it('adds, overrides and switches off', () => {
    const ruleset = own({
      override: {
        'TT32-5.1.đ': { obligation: 'should', title: TEXT },
        'TT32-5.1.i.3': {
          appliesWhen: null,
          examples: { pass: [{ conditions: { text: 'x' } }], fail: [{ conditions: null }] },
        },
      },
      off: ['TT32-12.2'],
      requirements: [OWN],
      reasons: { weak: { vi: 'Yếu', en: 'Weak' } },
    });
    expect(ruleset.requirements).toHaveLength(base.requirements.length);
    const byId = new Map(ruleset.requirements.map((requirement) => [requirement.id, requirement]));
    expect(byId.get('TT32-5.1.đ')).toMatchObject({ obligation: 'should', title: TEXT, level: 1 });
    expect(byId.get('TT32-5.1.i.3')).not.toHaveProperty('appliesWhen');
    expect(byId.has('TT32-12.2')).toBe(false);
    expect(ruleset.requirements.at(-1)?.id).toBe('QN-1');
    expect(ruleset.reasons.weak).toEqual({ vi: 'Yếu', en: 'Weak' });
    expect(ruleset.title).toEqual(base.title);
    expect(ruleset.hash).not.toBe(base.hash);
  });

  it('comes to the same hash where it changes nothing, whatever the order of members', () => {
    expect(own({}).hash).toBe(base.hash);
    const turned = Object.fromEntries(Object.entries(OWN).reverse());
    expect(own({ requirements: [turned] }).hash).toBe(own({ requirements: [OWN] }).hash);
    expect(base.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('finds ids written in decomposed letters, behind a byte-order mark', () => {
    const text = JSON.stringify({ ...FILE, off: ['TT32-5.1.đ'], reasons: { mới: TEXT } }).replace(
      'mới',
      'moi',
    );
    const file = write('nfd.json', `\uFEFF${text.replace('Chữ', 'Chữ'.normalize('NFD'))}`);
    expect(loadRuleset(file).reasons.moi?.vi).toBe('Chữ');
  });

  it('extends another file by a path relative to itself', () => {
    write('base/ruleset.json', { ...FILE, id: 'base' });
    write('base/level-1/qn-1.json', { $schema: 'x', ...OWN });
    const ruleset = loadRuleset(write('deep/own.json', { ...FILE, extends: '../base', off: ['TT32-5.1.a'] }));
    expect(ruleset.requirements.map(({ id }) => id)).toContain('QN-1');
    expect(ruleset.requirements.map(({ id }) => id)).not.toContain('TT32-5.1.a');
  });

  it('is written as docs/writing-rules.md shows', () => {
    const text = readFileSync(path.resolve(import.meta.dirname, '../../docs/writing-rules.md'), 'utf8');
    const [shown, ruleset] = [...text.matchAll(/```json\n([^`]+)```/g)].map(([, block]) =>
      JSON.parse(block ?? ''),
    );
    expect(own({ off: ['TT32-5.1.đ'], requirements: [shown] }).requirements.at(-1)?.id).toBe('TT32-5.1.đ');
    expect(loadRuleset(write('shown.json', ruleset)).requirements.at(-1)?.id).toBe('MH-1');
    for (const id of ENGINE_REASONS) expect(text).toContain(`| \`${id}\` `);
  });

  it('has file names in ASCII for ids with đ', () => {
    expect(fileNameOf('TT32-5.1.đ')).toBe('tt32-5.1.dd.json');
    expect(rulesetIds()).toContain('tt32-2017');
  });
});

describe('a refused file', () => {
  it.each<[string, object, string, RegExp]>([
    ['a member the schema does not know', { overide: {} }, '', /"overide"/],
    ['no version', { version: undefined }, '', /version/],
    [
      'an unknown id to override',
      { override: { 'TT32-5.1.z': { level: 2 } } },
      '/override/TT32-5.1.z',
      /no requirement TT32-5\.1\.z/,
    ],
    [
      'an override that breaks the requirement',
      { override: { 'TT32-5.1.a': { level: 7 } } },
      '/override/TT32-5.1.a/level',
      /allowed values/,
    ],
    [
      'an override that takes away what is needed',
      { override: { 'TT32-5.1.a': { remedy: null } } },
      '/override/TT32-5.1.a',
      /remedy/,
    ],
    [
      'an override of the id',
      { override: { 'TT32-5.1.a': { id: 'TT32-5.1.b' } } },
      '/override/TT32-5.1.a',
      /NOT/,
    ],
    [
      'an unknown id to switch off',
      { off: ['TT32-5.1.a', 'TT32-9.9'] },
      '/off/1',
      /no requirement TT32-9\.9/,
    ],
    [
      'an id twice in one file',
      { requirements: [OWN, OWN] },
      '/requirements/1/id',
      /QN-1 is there already, in .*own\.json\/requirements\/0/,
    ],
    [
      'an id of the base',
      { requirements: [{ ...OWN, id: 'TT32-5.1.a' }] },
      '/requirements/0/id',
      /already, in rules\/tt32-2017\/level-1\/tt32-5\.1\.a\.json/,
    ],
    ['an unknown base', { extends: 'tt99' }, '/extends', /"tt99".*tt32-2017/],
    ['a base that is not there', { extends: './gone.json' }, '', /cannot be read \(ENOENT\)/],
    ['a reason without its English text', { reasons: { mine: { vi: 'x' } } }, '/reasons/mine', /en/],
    [
      'a reason that names an unknown value',
      { reasons: { mine: { vi: '{gia}', en: 'x' } } },
      '/reasons/mine',
      /\{gia\}/,
    ],
  ])('%s', (_, changes, place, reason) => {
    const found = refusal(() => own(changes));
    expect(found.place).toBe(place);
    expect(found.reason).toMatch(reason);
  });

  it.each<[string, object, string, RegExp]>([
    ['no remedy', { remedy: undefined }, '', /remedy/],
    ['a member the schema does not know', { chek: {} }, '', /"chek"/],
    ['evidence of an unknown field', { evidence: ['name', 'colour'] }, '/evidence/1', /colour/],
    ['a check without evidence', { evidence: [] }, '/evidence', /fewer than 1/],
    [
      'an unknown keyword',
      { check: { stated: ['field'], statd: ['field'] } },
      '/check',
      /unknown keyword: "statd"/,
    ],
    [
      'an unknown keyword in a branch',
      { check: { anyOf: [true, { has: { field: { stat: 1 } } }] } },
      '/check/anyOf/1',
      /unknown keyword: "stat"/,
    ],
    ['a check that does not compile', { check: { type: 'texte' } }, '/check', /type/],
    ['a pattern that is none', { check: { has: { 'field.text': { pattern: '(' } } } }, '/check', /[Rr]eg/],
    ['a reference to nowhere', { check: { $ref: '#/$defs/none' } }, '/check', /\$ref/],
    ['anyOf that is no list', { check: { anyOf: {} } }, '/check/anyOf', /list/],
    ['a keyword of ours used wrongly', { check: { fee: { phi: ['dear'] } } }, '/check', /fee/],
    ['a condition on an unknown field', { appliesWhen: { stated: ['colour'] } }, '/appliesWhen', /colour/],
    [
      'an unknown field deep in a condition',
      { unclearWhen: { not: { allOf: [{ has: { 'colour.text': true } }] } } },
      '/unclearWhen',
      /colour/,
    ],
    [
      'a reason without a text',
      { unclearWhen: { anyOf: [{ reason: 'why-not', stated: ['field'] }] } },
      '/unclearWhen',
      /why-not/,
    ],
    ['unclearWhen without a check', { check: undefined, unclearWhen: true }, '', /check/],
    ['no example that passes', { examples: { fail: [{}] } }, '/examples', /passes/],
    ['no example that fails', { examples: { pass: [{}], notApplicable: [{}] } }, '/examples', /fails/],
    [
      'an example that is no service',
      { examples: { pass: [{ field: 'Đất đai' }], fail: [{}] } },
      '/examples/pass/0/field',
      /object|null/,
    ],
    [
      'an example with an unknown field',
      { examples: { pass: [{ $comment: 'x', feild: null }], fail: [{}] } },
      '/examples/pass/0',
      /"feild"/,
    ],
    [
      'a level that looks at levels',
      { check: { has: { verifiedLevel: { minimum: 2 } } } },
      '/level',
      /levels reached/,
    ],
    ['a range of levels upside down', { level: 3, upTo: 2 }, '/upTo', /below/],
    ['an id that is none', { id: 'đ 5' }, '/id', /pattern/],
  ])('a requirement with %s', (_, changes, place, reason) => {
    const found = refusal(() => own({ requirements: [{ ...OWN, ...changes }] }));
    expect(found).toMatchObject({ file: 'own.json', place: `/requirements/0${place}` });
    expect(found.reason).toMatch(reason);
  });

  it('is no JSON, is not there, is no ruleset', () => {
    expect(refusal(() => loadRuleset(write('broken.json', '{"id": ')))).toMatchObject({
      file: 'broken.json',
      place: '',
    });
    expect(refusal(() => loadRuleset(path.join(folder, 'gone.json'))).reason).toMatch(/ENOENT/);
    expect(refusal(() => loadRuleset('tt33-2017')).reason).toMatch(/there are: .*tt32-2017/);
    expect(refusal(() => loadRuleset(write('list.json', [1]))).reason).toMatch(/object/);
    expect(refusal(() => loadRuleset(write('bare.json', { id: 'x', version: '1.0.0' }))).reason).toMatch(
      /title|extends/,
    );
  });

  it('extends itself by way of another', () => {
    const a = write('a.json', { ...FILE, extends: './b.json' });
    write('b.json', { ...FILE, extends: './a.json' });
    const found = refusal(() => loadRuleset(a));
    expect(found).toMatchObject({ file: 'b.json', place: '/extends' });
    expect(found.reason).toMatch(/a\.json → .*b\.json → .*a\.json/);
  });

  it('stands in the wrong folder or under the wrong name', () => {
    const ruleset = write('set/ruleset.json', { ...FILE, id: 'set' });
    const name = write('set/level-2/qn-1.json', OWN);
    expect(refusal(() => loadRuleset(ruleset))).toMatchObject({ file: 'qn-1.json', place: '/level' });
    rmSync(name);
    write('set/level-1/one.json', OWN);
    expect(refusal(() => loadRuleset(ruleset))).toMatchObject({ file: 'one.json', place: '/id' });
  });

  it('names files of the law by their place under rules/, not by where the program lies', () => {
    cpSync(RULES_FOLDER, path.join(folder, 'rules'), { recursive: true });
    write('rules/tt32-2017/level-1/tt32-5.1.a.json', { ...OWN, id: 'TT32-5.1.a', evidence: ['nane'] });
    try {
      loadRuleset('tt32-2017', { rulesFolder: path.join(folder, 'rules') });
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({
        problem: { args: { file: 'rules/tt32-2017/level-1/tt32-5.1.a.json', place: '/evidence/0' } },
      });
    }
  });
});

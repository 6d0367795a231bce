import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { anyOf, wholeWords, wordLists } from './vocabulary.js';

const RULES = new URL('../../../rules/', import.meta.url);
const read = (path: string) => JSON.parse(readFileSync(new URL(path, RULES), 'utf8'));
const NAMES = [
  'admin-levels',
  'channels',
  'fee-words',
  'form-words',
  'legal-documents',
  'level-words',
  'number-words',
  'unit-words',
  'placeholders',
  'seams',
  'step-words',
  'time-units',
];

describe('the word lists of the value parsers', () => {
  it.each(NAMES)('%s holds its schema', (name) => {
    const validate = new Ajv2020().compile(read(`schema/vocabulary-${name}.schema.json`));
    expect(validate(read(`vocabulary/${name}.json`)), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each(NAMES)('%s is in NFC: texts are compared in it', (name) => {
    const text = readFileSync(new URL(`vocabulary/${name}.json`, RULES), 'utf8');
    expect(text).toBe(text.normalize('NFC'));
  });

  it('stand where they are looked for', () => {
    expect(readdirSync(new URL('vocabulary/', RULES))).toEqual(
      expect.arrayContaining(NAMES.map((name) => `${name}.json`)),
    );
  });

  it('name the list that is missing', () => {
    expect(() => wordLists('channels')('nothing')).toThrow(/channels\.json.*nothing/);
  });
});

describe('words as patterns', () => {
  it('takes the longest word, any white space and no letter beside whole words', () => {
    expect(new RegExp(anyOf(['phí', 'lệ phí']), 'u').exec('lệ\n phí')?.[0]).toBe('lệ\n phí');
    expect(wholeWords(['phí']).test('phích')).toBe(false);
    expect(new RegExp(anyOf(['a.b(']), 'u').test('axb(')).toBe(false);
  });
});

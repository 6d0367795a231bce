import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { RULES_FOLDER } from './ruleset-file.js';

const FOLDER = path.join(RULES_FOLDER, 'schema');

test.each(readdirSync(FOLDER).filter((name) => name.endsWith('.json')))('%s is a JSON Schema', (name) => {
  const ajv = new Ajv2020({ strict: false });
  const schema: object = JSON.parse(readFileSync(path.join(FOLDER, name), 'utf8'));
  expect(ajv.validateSchema(schema), JSON.stringify(ajv.errors)).toBe(true);
});

test('a schema that is none would be told', () => {
  expect(new Ajv2020({ strict: false }).validateSchema({ type: 'text' })).toBe(false);
});

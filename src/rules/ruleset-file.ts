/** Ruleset files on disk: where they are, reading one, and refusing one that breaks its schema. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { InputError } from '../services/problem.js';
import { unaccent } from '../services/text.js';
import { isObject } from './fields.js';
import type { Localised } from './requirement.js';

/** The folder of the law; as deep below `dist/` as below `src/`. */
export const RULES_FOLDER = fileURLToPath(new URL('../../rules', import.meta.url));

/** A file as it is opened and as it is named to a reader (never a path the program made up). */
export interface RulesetPath {
  readonly path: string;
  readonly shown: string;
}

/** @throws InputError always: `ruleset-invalid` with file, place (JSON pointer) and reason */
export function refuse(file: string, place: string, reason: string, cause?: unknown): never {
  throw new InputError(
    'ruleset-invalid',
    { file, place, reason },
    cause === undefined ? undefined : { cause },
  );
}

/** Ids of the rulesets that come with the program, or that stand in another folder. */
export function rulesetIds(rulesFolder: string = RULES_FOLDER): readonly string[] {
  return readdirSync(rulesFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(path.join(rulesFolder, entry.name, 'ruleset.json')))
    .map(({ name }) => name)
    .sort();
}

/**
 * The file of a ruleset: an id is a folder under `rules/`; anything with a slash or ending in `.json` is a file, or a folder
 * with a `ruleset.json`, relative to `from`.
 */
export function locate(idOrFile: string, rulesFolder: string, from?: RulesetPath): RulesetPath {
  if (!/[/\\]|\.json$/i.test(idOrFile)) {
    if (rulesetIds(rulesFolder).includes(idOrFile))
      return {
        path: path.join(rulesFolder, idOrFile, 'ruleset.json'),
        shown: `rules/${idOrFile}/ruleset.json`,
      };
    refuse(
      from?.shown ?? idOrFile,
      from === undefined ? '' : '/extends',
      `no ruleset has the id "${idOrFile}"; there are: ${rulesetIds(rulesFolder).join(', ')}`,
    );
  }
  const base = from === undefined ? '' : path.dirname(from.path);
  const shownBase = from === undefined ? '' : path.dirname(from.shown);
  const found = { path: path.resolve(base, idOrFile), shown: path.join(shownBase, idOrFile) };
  if (!statSync(found.path, { throwIfNoEntry: false })?.isDirectory()) return found;
  return { path: path.join(found.path, 'ruleset.json'), shown: path.join(found.shown, 'ruleset.json') };
}

/** The requirement files below the folder of a `ruleset.json`, one folder per level, in natural order. */
export function requirementFiles(ruleset: RulesetPath): readonly RulesetPath[] {
  if (path.basename(ruleset.path) !== 'ruleset.json') return [];
  const folder = path.dirname(ruleset.path);
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(path.join(folder, name)).map((file) => `${name}/${file}`))
    .filter((name) => name.endsWith('.json'))
    .sort(naturally)
    .map((name) => ({ path: path.join(folder, name), shown: `${path.dirname(ruleset.shown)}/${name}` }));
}

/**
 * Name of the file of a requirement: its id in lower case and ASCII, with `dd` for đ: `tt32-5.1.dd.json`. No point of an
 * article is called "dd", and point d comes before point đ in every file list.
 */
export function fileNameOf(id: string): string {
  return `${unaccent(id.normalize('NFC').replace(/[đĐ]/g, 'dd'))}.json`;
}

/** Digits as numbers: 5.3 before 10.1. */
function naturally(left: string, right: string): number {
  const a = left.split(/(\d+)/);
  const b = right.split(/(\d+)/);
  for (const [index, part] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    if (part === other) continue;
    return index % 2 === 1 ? Number(part) - Number(other) : part < other ? -1 : 1;
  }
  return a.length - b.length;
}

/**
 * The JSON of a file, in NFC.
 *
 * @throws InputError `ruleset-invalid` where it cannot be read or is no JSON
 */
export function readJson({ path: file, shown }: RulesetPath): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = isErrnoException(error) ? error.code : String(error);
    refuse(shown, '', `cannot be read (${code})`, error);
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '').normalize('NFC'));
  } catch (error) {
    refuse(shown, '', `is not JSON: ${error instanceof Error ? error.message : String(error)}`, error);
  }
}

/** A file of texts by id, `{"id": {"vi": "…", "en": "…"}}`. */
export function readTexts(path: RulesetPath): Readonly<Record<string, Localised>> {
  const texts = readJson(path);
  if (!isTexts(texts)) refuse(path.shown, '', 'must give every text as {"vi": "…", "en": "…"}');
  return texts;
}

function isTexts(value: unknown): value is Readonly<Record<string, Localised>> {
  return (
    isObject(value) &&
    Object.values(value).every(
      (text) => isObject(text) && typeof text.vi === 'string' && typeof text.en === 'string',
    )
  );
}

let labels: Readonly<Record<string, Localised>> | undefined;

/** What the fields of a service are called, from `rules/fields.json`. */
export function fieldLabels(): Readonly<Record<string, Localised>> {
  labels ??= readTexts({ path: path.join(RULES_FOLDER, 'fields.json'), shown: 'rules/fields.json' });
  return labels;
}

function isErrnoException(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error;
}

export type SchemaName = 'ruleset' | 'requirement' | 'service';

const validators = new Map<SchemaName, ValidateFunction>();
let schemas: Ajv2020 | undefined;

/** The validator of one of the schemas under `rules/schema/`, compiled when it is first asked for. */
export function schemaOf(name: SchemaName): ValidateFunction {
  const known = validators.get(name);
  if (known !== undefined) return known;
  schemas ??= readSchemas();
  const validator = schemas.getSchema(name);
  if (validator === undefined) throw new Error(`no schema ${name}`);
  validators.set(name, validator);
  return validator;
}

function readSchemas(): Ajv2020 {
  // The program's own schemas are held against their meta-schema by a test, not at every start.
  const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, validateSchema: false });
  const names: readonly SchemaName[] = ['requirement', 'ruleset', 'service'];
  for (const name of names) {
    const schema: unknown = JSON.parse(
      readFileSync(path.join(RULES_FOLDER, 'schema', `${name}.schema.json`), 'utf8'),
    );
    if (!isObject(schema)) throw new Error(`rules/schema/${name}.schema.json is no schema`);
    ajv.addSchema(schema, name);
  }
  return ajv;
}

/** Place (JSON pointer) and reason of the first error; undefined where the value meets the schema. */
export function breach(name: SchemaName, value: unknown): { place: string; reason: string } | undefined {
  const validate = schemaOf(name);
  if (validate(value) === true) return undefined;
  const [first] = validate.errors ?? [];
  return first === undefined
    ? { place: '', reason: 'breaks its schema' }
    : { place: first.instancePath, reason: readable(first) };
}

function readable({ keyword, message, params }: ErrorObject): string {
  const text = message ?? `breaks "${keyword}"`;
  const extra: unknown = params.additionalProperty ?? params.unevaluatedProperty ?? params.propertyName;
  if (extra !== undefined) return `${text}: ${JSON.stringify(extra)}`;
  const allowed: unknown = params.allowedValues ?? params.allowedValue;
  return allowed === undefined ? text : `${text}: ${JSON.stringify(allowed)}`;
}

/** A name as one step of a JSON pointer (RFC 6901). */
export function pointerStep(name: string): string {
  return `/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`;
}

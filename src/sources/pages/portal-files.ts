/** Reads portal files: those that come with the program, and the user's own. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { parseJson, schemaFault } from '../../services/json-file.js';
import { InputError } from '../../services/problem.js';
import { addressPattern } from '../portal/address-pattern.js';
import type { PortalFile } from './portal-hints.js';
import { selectorOf } from './selector.js';

/** The folder of the families that come with the program; as deep below `dist/` as below `src/`. */
const PORTALS_FOLDER = fileURLToPath(new URL('../../../rules/portals', import.meta.url));
const SCHEMA = new URL('../../../rules/schema/portal.schema.json', import.meta.url);
const SCHEMA_NAME = /(?:^|\/)portal\.schema\.json$/;

/**
 * Every portal file of a folder, in order of their names. Files that name another schema (`$schema`) are passed over: the folder
 * holds other tables too.
 *
 * @throws InputError `portal-invalid` with file, place (a JSON pointer) and reason
 */
export function loadPortalFiles(folder: string = PORTALS_FOLDER): readonly PortalFile[] {
  const names = readdirSync(folder);
  const seen = new Map<string, string>();
  return [...names]
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => {
      const value = readJson(path.join(folder, name), name);
      if (namesOtherSchema(value)) return [];
      const portal = checked(value, name);
      const twin = seen.get(portal.id);
      if (twin !== undefined) refuse(name, '/id', `= ${twin}`);
      seen.set(portal.id, name);
      return [portal];
    });
}

/**
 * The portal file that `--portal` names.
 *
 * @param idOrFile id of one that comes with the program, or a path (it has a slash or ends in `.json`)
 * @param options `cwd`: what a path is relative to; `folder`: where ids are looked up
 * @throws InputError `portal-unknown`, `portal-not-found`, `portal-not-readable`, `portal-invalid`
 */
export function loadPortalFile(
  idOrFile: string,
  options: { readonly cwd?: string; readonly folder?: string } = {},
): PortalFile {
  if (/[/\\]|\.json$/i.test(idOrFile))
    return checked(readJson(path.resolve(options.cwd ?? '', idOrFile), idOrFile), idOrFile);
  const portals = loadPortalFiles(options.folder);
  const found = portals.find(({ id }) => id === idOrFile);
  if (found === undefined)
    throw new InputError('portal-unknown', {
      portal: idOrFile,
      known: portals.map(({ id }) => id).join(', '),
    });
  return found;
}

function readJson(file: string, shown: string): unknown {
  try {
    return parsed(readFileSync(file, 'utf8'), shown);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && 'syscall' in error)) throw error;
    if (error.code === 'ENOENT') throw new InputError('portal-not-found', { file: shown });
    throw new InputError('portal-not-readable', { file: shown, reason: String(error.code) });
  }
}

/**
 * A portal file from its text.
 *
 * @param shown what messages call it
 * @throws InputError `portal-invalid`
 */
export function parsePortalFile(text: string, shown: string): PortalFile {
  return checked(parsed(text, shown), shown);
}

function parsed(text: string, shown: string): unknown {
  return parseJson(text.normalize('NFC'), (place, reason) => refuse(shown, place, reason));
}

function namesOtherSchema(value: unknown): boolean {
  const named = typeof value === 'object' && value !== null && '$schema' in value ? value.$schema : undefined;
  return typeof named === 'string' && !SCHEMA_NAME.test(named);
}

let validator: ValidateFunction<PortalFile> | undefined;

function checked(value: unknown, shown: string): PortalFile {
  validator ??= compile();
  if (validator(value)) return value;
  const [first] = (validator.errors ?? []).toSorted(byDepth);
  return refuse(shown, first?.instancePath || '/', first === undefined ? '' : reasonOf(first, value));
}

function compile(): ValidateFunction<PortalFile> {
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
  ajv.addFormat('selector', (text) => faultOf(() => selectorOf(text)) === undefined);
  // A regular expression from a file may take any time; globs do.
  ajv.addFormat(
    'address-pattern',
    (text) => !text.startsWith('re:') && faultOf(() => addressPattern(text)) === undefined,
  );
  return ajv.compile<PortalFile>(JSON.parse(readFileSync(SCHEMA, 'utf8')));
}

/** Of several errors the one deepest in the file is the most telling: the others follow from it. */
function byDepth(left: ErrorObject, right: ErrorObject): number {
  const depth = ({ instancePath }: ErrorObject) => instancePath.split('/').length;
  return depth(right) - depth(left);
}

function reasonOf(error: ErrorObject, file: unknown): string {
  const { keyword, params, instancePath } = error;
  if (keyword !== 'format') return schemaFault(error);
  const fault =
    params.format === 'selector' ? faultOf(() => selectorOf(valueAt(file, instancePath))) : undefined;
  return fault ?? params.format;
}

function valueAt(file: unknown, pointer: string): string {
  let at: unknown = file;
  for (const step of pointer.split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    at = typeof at === 'object' && at !== null ? Object.getOwnPropertyDescriptor(at, key)?.value : undefined;
  }
  return typeof at === 'string' ? at : '';
}

function faultOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function refuse(file: string, place: string, reason: string): never {
  throw new InputError('portal-invalid', { file, place, reason });
}

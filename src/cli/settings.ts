/** Configuration file and units file: read, checked against their schemas, paths resolved. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { parseJson, schemaFault } from '../services/json-file.js';
import { InputError } from '../services/problem.js';
import type { UnitEntry } from '../services/units.js';

/** The configuration, as `rules/schema/config.schema.json` describes it; paths are made relative to the working directory. */
export interface Settings {
  readonly rules?: string;
  /** Id or path of a portal file. */
  readonly portal?: string;
  readonly units?: string;
  readonly by?: 'unit' | 'field' | 'admin-level';
  readonly lang?: 'vi' | 'en';
  readonly detail?: 'full' | 'findings' | 'units';
  readonly failOn?: readonly string[];
  readonly minCoverage?: number;
  readonly columns?: Readonly<Record<string, string>>;
  readonly unitSeparators?: Readonly<Record<string, string>>;
}

const DEFAULT_FILE = 'dvctt-audit.config.json';

/**
 * @param file as given with --config; without it `dvctt-audit.config.json` of the working directory, where there is one
 * @throws InputError `config-invalid`, `config-not-found`, `config-not-readable`
 */
export function readSettings(file: string | undefined, cwd: string): Settings {
  const path = file ?? (existsSync(join(cwd, DEFAULT_FILE)) ? DEFAULT_FILE : undefined);
  if (path === undefined) return {};
  const settings = readChecked<Settings>(path, cwd, 'config');
  const base = dirname(path);
  const from = (target: string) => (isAbsolute(target) || base === '.' ? target : join(base, target));
  return {
    ...settings,
    ...(settings.units === undefined ? {} : { units: from(settings.units) }),
    ...(settings.rules?.endsWith('.json') ? { rules: from(settings.rules) } : {}),
    ...(settings.portal !== undefined && /[/\\]|\.json$/i.test(settings.portal)
      ? { portal: from(settings.portal) }
      : {}),
  };
}

/** @throws InputError `units-invalid`, `units-not-found`, `units-not-readable` */
export function readUnits(file: string, cwd: string): readonly UnitEntry[] {
  const { units } = readChecked<{ units: readonly UnitEntry[] }>(file, cwd, 'units');
  const parentOf = new Map(
    units.flatMap((unit) => (unit.parent === undefined ? [] : [[unit.name, unit.parent] as const])),
  );
  const named = new Map(
    units.flatMap((unit) =>
      [unit.name, unit.id ?? unit.name, ...(unit.aliases ?? [])].map((name) => [name, unit.name] as const),
    ),
  );
  const aboveOf = (name: string) => named.get(parentOf.get(name) ?? '');
  for (const [index, { name, parent }] of units.entries()) {
    const place = `/units/${index}/parent`;
    if (parent !== undefined && !named.has(parent))
      throw new InputError('units-invalid', { file, place, reason: `"${parent}"?` });
    const path = [name];
    for (let above = aboveOf(name); above !== undefined; above = aboveOf(above)) {
      path.push(above);
      if (path.indexOf(above) < path.length - 1) {
        const reason = path.map((unit) => `"${unit}"`).join(' → ');
        throw new InputError('units-invalid', { file, place, reason });
      }
    }
  }
  return units;
}

function readChecked<T>(file: string, cwd: string, kind: 'config' | 'units'): T {
  const refuse = (place: string, reason: string): never => {
    throw new InputError(`${kind}-invalid`, { file, place, reason });
  };
  const data = parseJson(textOf(file, cwd, kind), refuse);
  const schema = JSON.parse(
    readFileSync(new URL(`../../rules/schema/${kind}.schema.json`, import.meta.url), 'utf8'),
  );
  const validate: ValidateFunction<T> = new Ajv2020({ allErrors: false }).compile<T>(schema);
  if (validate(data)) return data;
  const [error] = validate.errors ?? [];
  return refuse(error?.instancePath || '/', error === undefined ? '' : schemaFault(error));
}

function textOf(file: string, cwd: string, kind: 'config' | 'units'): string {
  try {
    return readFileSync(resolve(cwd, file), 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (reason === 'ENOENT') throw new InputError(`${kind}-not-found`, { file });
    throw new InputError(`${kind}-not-readable`, { file, reason });
  }
}

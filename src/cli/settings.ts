/** Configuration file and units file: read, checked against their schemas, paths resolved. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { InputError } from '../services/problem.js';
import type { UnitEntry } from '../services/units.js';

/** The configuration, as `rules/schema/config.schema.json` describes it; paths are made relative to the working directory. */
export interface Settings {
  readonly rules?: string;
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
 * @throws InputError `config-invalid`
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
  };
}

/** @throws InputError `units-invalid` */
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
  for (const [index, { name, parent }] of units.entries()) {
    const place = `/units/${index}/parent`;
    if (parent !== undefined && !named.has(parent))
      throw new InputError('units-invalid', { file, place, reason: `"${parent}"?` });
    const seen = new Set([name]);
    for (
      let above = parent === undefined ? undefined : named.get(parent);
      above !== undefined;
      above = named.get(parentOf.get(above) ?? '')
    ) {
      if (seen.has(above))
        throw new InputError('units-invalid', { file, place, reason: `"${name}" ↺ "${above}"` });
      seen.add(above);
    }
  }
  return units;
}

function readChecked<T>(file: string, cwd: string, kind: 'config' | 'units'): T {
  const code = `${kind}-invalid`;
  let text: string;
  try {
    text = readFileSync(resolve(cwd, file), 'utf8').replace(/^\uFEFF/, '');
  } catch {
    throw new InputError('source-not-found', { location: file });
  }
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new InputError(code, { file, place: '/', reason: error instanceof Error ? error.message : 'JSON' });
  }
  const schema = JSON.parse(
    readFileSync(new URL(`../../rules/schema/${kind}.schema.json`, import.meta.url), 'utf8'),
  );
  const validate: ValidateFunction<T> = new Ajv2020({ allErrors: false }).compile<T>(schema);
  if (validate(data)) return data;
  const [error] = validate.errors ?? [];
  const allowed = error?.params.allowedValues ?? error?.params.additionalProperty ?? '';
  throw new InputError(code, {
    file,
    place: error?.instancePath || '/',
    reason: `${error?.message ?? ''} ${Array.isArray(allowed) ? allowed.join(', ') : allowed}`.trim(),
  });
}

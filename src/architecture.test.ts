import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = import.meta.dirname;

/** What each room may import, besides itself: the table of docs/architecture.md. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  i18n: [],
  services: [],
  sources: ['services'],
  rules: ['services'],
  report: ['rules', 'services', 'i18n'],
  'intake.ts': ['sources', 'services'],
  'audit.ts': ['intake.ts', 'sources', 'services', 'rules', 'report'],
  cli: ['audit.ts', 'intake.ts', 'sources', 'services', 'rules', 'report', 'i18n'],
  'index.ts': ['audit.ts', 'intake.ts', 'sources', 'services', 'rules', 'report'],
};

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.split(sep).includes('testing'),
  )
  .map((file) => join(SRC, file));

function roomOf(file: string): string {
  return relative(SRC, file).split(sep)[0] ?? '';
}

function importsOf(file: string): { target: string; typeOnly: boolean }[] {
  const text = readFileSync(file, 'utf8');
  const found = [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'"();]*?\s+from\s+)?['"](\.[^'"]+)['"]|import\(\s*['"](\.[^'"]+)['"]\s*\)/g,
    ),
  ];
  return found.map(([, type, fixed, dynamic]) => ({
    target: resolve(dirname(file), (fixed ?? dynamic ?? '').replace(/\.js$/, '.ts')),
    typeOnly: type !== undefined,
  }));
}

/** Imports of one room by another that the table does not allow. Types of the rules may be named by the texts that describe them. */
function breaches(list: readonly string[], read = importsOf): string[] {
  return list.flatMap((file) =>
    read(file).flatMap(({ target, typeOnly }) => {
      const from = roomOf(file);
      const to = roomOf(target);
      if (from === to || MAY_IMPORT[from]?.includes(to)) return [];
      if (from === 'i18n' && typeOnly) return [];
      return [`${relative(SRC, file)} imports ${relative(SRC, target)}`];
    }),
  );
}

describe('dependencies', () => {
  it('finds the rooms of the table', () => {
    expect(new Set(files.map(roomOf))).toEqual(new Set(Object.keys(MAY_IMPORT)));
  });

  it('point one way', () => {
    expect(breaches(files)).toEqual([]);
  });

  it('would be reported if they did not', () => {
    const [service] = files.filter((file) => roomOf(file) === 'services');
    const wrong = breaches([service ?? ''], () => [
      { target: join(SRC, 'report', 'report.ts'), typeOnly: true },
    ]);
    expect(wrong).toHaveLength(1);
  });

  it('read every import there is', () => {
    const seen = files.flatMap((file) => importsOf(file));
    expect(seen.length).toBeGreaterThan(100);
    for (const { target } of seen) expect(() => readFileSync(target), target).not.toThrow();
  });

  it('touch process in one file only', () => {
    const users = files.filter((file) =>
      /\bprocess\./.test(readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')),
    );
    expect(users.map((file) => relative(SRC, file))).toEqual([join('cli', 'main.ts')]);
  });
});

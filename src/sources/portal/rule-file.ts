import { readFileSync } from 'node:fs';

/** Reads the data the crawler works by from `rules/portals/`; a file that is missing or malformed is a broken installation. */

const FOLDER = new URL('../../../rules/portals/', import.meta.url);

export function readRuleFile(name: string): Readonly<Record<string, unknown>> {
  const parsed: unknown = JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'));
  if (!isRecord(parsed)) throw new TypeError(`rules/portals/${name} is not an object`);
  return parsed;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list of strings under a key. @throws TypeError where it is anything else. */
export function words(file: Readonly<Record<string, unknown>>, key: string): readonly string[] {
  const list = file[key];
  if (!Array.isArray(list) || !list.every((item) => typeof item === 'string')) {
    throw new TypeError(`"${key}" is not a list of strings`);
  }
  return list;
}

/** Whether a name is in a list, case aside; a `*` in the list stands for any characters. */
export function nameMatcher(names: readonly string[]): (name: string) => boolean {
  const exact = new Set(names.filter((name) => !name.includes('*')));
  const open = names
    .filter((name) => name.includes('*'))
    .map((name) => ({
      head: name.slice(0, name.indexOf('*')),
      middle: name.slice(name.indexOf('*') + 1, Math.max(name.lastIndexOf('*'), name.indexOf('*') + 1)),
      tail: name.slice(name.lastIndexOf('*') + 1),
    }));
  return (name) => {
    const lower = name.toLowerCase();
    return (
      exact.has(lower) ||
      open.some(
        ({ head, middle, tail }) =>
          lower.length >= head.length + tail.length &&
          lower.startsWith(head) &&
          lower.endsWith(tail) &&
          lower.includes(middle),
      )
    );
  };
}

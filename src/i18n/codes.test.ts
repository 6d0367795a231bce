import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { en } from './en.js';
import { formatMessage } from './messages.js';
import { vi } from './vi.js';

const SRC = join(import.meta.dirname, '..');

/** How a problem, an error or a reason is written in the sources. */
const WRITTEN = [
  /\bcode: (['"`])([a-z$][^'"`]+)\1/g,
  /InputError\(\s*(['"`])([^'"`]+)\1/g,
  /(['"`])(why\.[^'"`]+)\1/g,
  // Handed to a helper: `unreadable(location, 'directory-empty', …)`.
  /\bunreadable\([^;)]*?(['"`])([a-z]+(?:-[a-z]+)+)\1/g,
];
/** Chosen between: `const code = unclosed ? 'csv-quote-not-closed' : 'csv-malformed'`. */
const CHOICE = /\bcode(?::|\s*=)[^;{}\n]*\?[^;{}\n]*/g;

/** Codes put together at run time, and what they may come to. */
const PATTERNS: Readonly<Record<string, RegExp>> = {
  'gate.${condition}': /^gate\../,
  'code-${draft.mended}': /^code-(?:suffix|padded|cut)$/,
  'trap-${TRAP_CODES[kind]}': /^trap-/,
  '${kind}-invalid': /^(?:config|units)-invalid$/,
  '${kind}-not-found': /^(?:config|units)-not-found$/,
  '${kind}-not-readable': /^(?:config|units)-not-readable$/,
};

function codesIn(text: string): string[] {
  const plain = WRITTEN.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[2] ?? ''));
  const chosen = [...text.matchAll(CHOICE)].flatMap(([line]) =>
    [...line.matchAll(/'([a-z]+(?:-[a-z]+)+)'/g)].map((match) => match[1] ?? ''),
  );
  return [...plain, ...chosen];
}

const written = new Set(
  readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !/testing|i18n|help/.test(file))
    .flatMap((file) => codesIn(readFileSync(join(SRC, file), 'utf8'))),
);

describe('codes', () => {
  test('are found in the sources, and would be missed without a text', () => {
    expect(written.size).toBeGreaterThan(60);
    for (const code of ['csv-malformed', 'directory-empty', 'source-not-found', 'archive-locked'])
      expect(written).toContain(code);
    expect(codesIn("throw new InputError('no-such-code', {})")).toEqual(['no-such-code']);
    expect(Object.hasOwn(vi, 'no-such-code')).toBe(false);
  });

  test('have a text in both languages', () => {
    const without = [...written].filter((code) => {
      const pattern = PATTERNS[code];
      if (code.startsWith('page.')) return false;
      if (pattern !== undefined) return !Object.keys(vi).some((key) => pattern.test(key));
      return !Object.hasOwn(vi, code) || !Object.hasOwn(en, code);
    });
    expect(without).toEqual([]);
  });

  test('of pages are said by what became of the page, within a sentence too', () => {
    expect(formatMessage('en', 'page.connectionRefused')).not.toContain('page.');
    expect(formatMessage('vi', 'start-not-read', { status: 'connectionRefused' })).not.toContain(
      'connectionRefused',
    );
    expect(formatMessage('en', 'archive-not-fetched', { count: 2, outcome: 'timeout' })).not.toMatch(
      /timeout\)/,
    );
    expect(formatMessage('en', 'archive-answers-without-page', { count: 2, status: 503 })).toContain('503');
  });
});

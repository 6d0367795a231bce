/** The readings of a specification by example that may stand beside the checkout (`shared/data/values.json`). */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseChannels } from './channel.js';
import { parseCopies } from './copies.js';
import { parseFee } from './fee.js';
import { parseLegalDocuments } from './legal-document.js';
import { parseLevel } from './level.js';
import { parseTimeLimits } from './time-limit.js';

function findUpwards(relative: string): string | undefined {
  for (let folder = import.meta.dirname; ; folder = path.dirname(folder)) {
    const file = path.join(folder, relative);
    if (existsSync(file)) return file;
    if (folder === path.dirname(folder)) return undefined;
  }
}

function withoutText(value: object | null): unknown {
  return value === null ? null : Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'text'));
}

function copiesForm(text: string): unknown {
  const read = parseCopies(text);
  if (read === null) return null;
  return read.sets === undefined ? { original: read.originals, copy: read.copies } : { sets: read.sets };
}

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  durations: (text) => withoutText(parseTimeLimits(text)),
  money: (text) => withoutText(parseFee(text)),
  legalDocuments: parseLegalDocuments,
  channels: parseChannels,
  copies: copiesForm,
  levels: (text) => parseLevel(text)?.level ?? null,
};

const file = findUpwards('shared/data/values.json');
if (file === undefined) console.info('shared/data/values.json is not there: its readings are not compared');

describe.skipIf(file === undefined)('the specification by example', () => {
  const kinds: Readonly<Record<string, { items: readonly { text: string; value: unknown }[] }>> =
    file === undefined ? {} : JSON.parse(readFileSync(file, 'utf8'));

  it('has a reader for every kind', () => {
    expect(Object.keys(READERS).sort()).toEqual(Object.keys(kinds).sort());
  });

  for (const [kind, { items }] of Object.entries(kinds)) {
    it.each(items.map(({ text, value }) => [text, value] as const))(`${kind}: %s`, (text, value) => {
      expect(READERS[kind]?.(text)).toEqual(value);
    });
  }
});

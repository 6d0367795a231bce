import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SourceRecord } from '../../services/labelled.js';
import { loadVocabulary } from '../../services/vocabulary.js';
import { type PageReading, readPage } from './read-page.js';

interface Expected {
  readonly url: string;
  readonly kind: string;
  readonly title?: string;
  readonly totalRecords?: number;
  readonly values?: Record<string, string>;
  readonly links?: Record<string, unknown>;
  /** Headings of each table. */
  readonly tables?: Record<string, unknown>;
  readonly captions?: Record<string, unknown>;
  readonly records?: Record<string, string>[];
  /** How many links of a role. */
  readonly roles?: Record<string, number>;
}

const { matchLabel } = loadVocabulary();
const folder = resolve(import.meta.dirname, '../../../fixtures/pages');
const names = readdirSync(folder).flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -5)] : []));

const byLabel = (record: SourceRecord) =>
  Object.fromEntries(record.values.map(({ label, text }) => [label, text]));

describe('pages of the layouts that portals have', () => {
  it('has pages', () => expect(names.length).toBeGreaterThan(15));

  it.each(names)('%s', async (name) => {
    const expected: Expected = JSON.parse(readFileSync(resolve(folder, `${name}.json`), 'utf8'));
    const html = readFileSync(resolve(folder, `${name}.html`), 'utf8');
    const reading: PageReading = await readPage({ html, url: expected.url }, matchLabel);
    expect(reading.kind).toBe(expected.kind);
    if (expected.title !== undefined) expect(reading.title).toBe(expected.title);
    expect(reading.totalRecords).toBe(expected.totalRecords);
    const [record] = reading.records;
    if (expected.values === undefined) expect(reading.records.map(byLabel)).toEqual(expected.records ?? []);
    else {
      expect(reading.records).toHaveLength(1);
      if (record === undefined) return;
      expect(byLabel(record)).toEqual(expected.values);
      expect(record.values).toHaveLength(Object.keys(expected.values).length);
      const links = record.values.flatMap((value) =>
        value.links === undefined ? [] : [[value.label, value.links]],
      );
      expect(Object.fromEntries(links)).toEqual(expected.links ?? {});
      for (const [label, headings] of Object.entries(expected.tables ?? {})) {
        expect(
          record.values.find((value) => value.label === label)?.tables?.map((table) => table.headings),
        ).toEqual(headings);
      }
      for (const [label, captions] of Object.entries(expected.captions ?? {})) {
        expect(
          record.values.find((value) => value.label === label)?.tables?.map((table) => table.caption),
        ).toEqual(captions);
      }
    }
    for (const [role, count] of Object.entries(expected.roles ?? {})) {
      expect(reading.links.filter((link) => link.role === role)).toHaveLength(count);
    }
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SourceRecord } from '../../services/labelled.js';
import { loadVocabulary } from '../../services/vocabulary.js';
import { loadPortalFiles } from './portal-files.js';
import { type PageReading, readPage } from './read-page.js';

interface Expected {
  readonly url: string;
  readonly kind: string;
  /** Id of the portal file that recognises the page; left out where none does. */
  readonly portal?: string;
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
  /** Address of each link of a role, with the target it is posted to. */
  readonly targets?: Record<string, string[]>;
  /** What the portal file of the page's family adds, or reads better. */
  readonly sharpened?: Partial<Expected>;
}

const { matchLabel } = loadVocabulary();
const portals = loadPortalFiles();
const folder = resolve(import.meta.dirname, '../../../fixtures/pages');
const names = readdirSync(folder).flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -5)] : []));

const pages = names.map((name) => {
  const expected: Expected = JSON.parse(readFileSync(resolve(folder, `${name}.json`), 'utf8'));
  return { name, expected, html: readFileSync(resolve(folder, `${name}.html`), 'utf8') };
});

const byLabel = (record: SourceRecord) =>
  Object.fromEntries(record.values.map(({ label, text }) => [label, text]));

function check(reading: PageReading, expected: Expected): void {
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
    const named = (label: string) => record.values.find((value) => value.label === label);
    for (const [label, headings] of Object.entries(expected.tables ?? {}))
      expect(named(label)?.tables?.map((table) => table.headings)).toEqual(headings);
    for (const [label, captions] of Object.entries(expected.captions ?? {}))
      expect(named(label)?.tables?.map((table) => table.caption)).toEqual(captions);
  }
  for (const [role, count] of Object.entries(expected.roles ?? {}))
    expect(reading.links.filter((link) => link.role === role)).toHaveLength(count);
  for (const [role, targets] of Object.entries(expected.targets ?? {})) {
    const found = reading.links.filter((link) => link.role === role);
    expect(
      found.map(({ url, post }) => (post === undefined ? url : `${url} ${post.target} ${post.argument}`)),
    ).toEqual(targets);
  }
}

describe('pages of the layouts that portals have', () => {
  it('has pages', () => expect(names.length).toBeGreaterThan(25));

  it.each(pages)('$name', async ({ html, expected }) => {
    const reading = await readPage({ html, url: expected.url }, matchLabel);
    check(reading, expected);
    expect(reading.portal).toBeUndefined();
  });

  it.each(pages)('$name, with the portal files', async ({ html, expected }) => {
    const reading = await readPage({ html, url: expected.url }, matchLabel, portals);
    check(reading, { ...expected, ...expected.sharpened });
    expect(reading.portal).toBe(expected.portal);
  });

  it.each(pages.filter(({ expected }) => expected.portal !== undefined && /^https?:/.test(expected.url)))(
    '$name, of the same family on another host',
    async ({ html, expected }) => {
      const { host, origin } = new URL(expected.url);
      const url = expected.url.replace(origin, 'http://127.0.0.1:8088');
      const moved = (value: object) =>
        JSON.parse(JSON.stringify(value).replaceAll(origin, 'http://127.0.0.1:8088'));
      const reading = await readPage(
        { html: html.replaceAll(host, '127.0.0.1:8088'), url },
        matchLabel,
        portals,
      );
      check(reading, moved({ ...expected, ...expected.sharpened }));
      expect(reading.portal).toBe(expected.portal);
    },
  );

  const wrong = pages.flatMap(({ name, html, expected }) =>
    portals.flatMap((portal) => (portal.id === expected.portal ? [] : [{ name, html, expected, portal }])),
  );
  it.each(wrong)('$name, with the wrong file $portal.id', async ({ html, expected, portal }) => {
    check(await readPage({ html, url: expected.url }, matchLabel, portal), expected);
  });

  it('come from every family there is a file for', () => {
    const seen = new Set(pages.flatMap(({ expected }) => expected.portal ?? []));
    expect([...seen].sort()).toEqual(portals.map(({ id }) => id).sort());
  });
});

import type { LabelledValue } from '../../../services/labelled.js';
import type { LabelMatcher } from '../../../services/labels.js';
import type { FieldName } from '../../../services/service.js';
import { type CrawlTools, crawl } from '../crawl.js';
import type { CrawlEvent } from '../crawl-event.js';
import { memoryStore } from '../memory-store.js';
import type { CrawlOptions } from '../options.js';
import type { ReadPage } from '../page-reader.js';
import { fakeClock } from './test-server.js';

/** A reader for the pages of the tests: definition lists are records, table rows with a link are rows of a list. */
export const testReader: ReadPage = async ({ html: source, url }) => {
  const values: LabelledValue[] = [...source.matchAll(/<dt>([^<]*)<\/dt><dd>([^<]*)<\/dd>/g)].map(
    ([, label = '', text = '']) => ({ label, at: label, text }),
  );
  const rows = new Map(
    [...source.matchAll(/<tr data-row>(.*?)<\/tr>/gs)].flatMap(([, row = '']) => {
      const href = /href="([^"]*)"/.exec(row)?.[1];
      const cells = [...row.matchAll(/<td title="([^"]*)">([^<]*)<\/td>/g)].map(
        ([, label = '', text = '']) => ({
          label,
          at: `cột ${label}`,
          text,
        }),
      );
      return href === undefined ? [] : [[href, cells] as const];
    }),
  );
  const links = [...source.matchAll(/<a ([^>]*)>/g)].flatMap(([, attributes = '']) => {
    const href = /href="([^"]*)"/.exec(attributes)?.[1]?.replaceAll('&amp;', '&');
    if (href === undefined) return [];
    const fields = rows.get(href);
    const role = fields !== undefined ? 'detail' : /rel="next"/.test(attributes) ? 'next-page' : 'other';
    return [
      { url: new URL(href, url).href, text: '', role, ...(fields === undefined ? {} : { fields }) } as const,
    ];
  });
  if (values.length > 0) return { kind: 'procedure', records: [{ at: url, layout: 'dl', values }], links };
  const total = /Tổng số: (\d+)/.exec(source)?.[1];
  const said = total === undefined ? {} : { totalRecords: Number(total) };
  return { kind: rows.size > 0 ? 'listing' : 'other', records: [], links, ...said };
};

const FIELDS: Readonly<Record<string, FieldName>> = {
  'Mã thủ tục': 'code',
  'Tên thủ tục': 'name',
  'Mức độ': 'declaredLevel',
  'Lĩnh vực': 'field',
};

export const testLabels: LabelMatcher = (label) => FIELDS[label];

export interface CrawlResult {
  readonly events: readonly CrawlEvent[];
  /** Status id by address (path and query for the first start's host). */
  readonly statuses: Readonly<Record<string, string>>;
  readonly records: readonly Extract<CrawlEvent, { kind: 'record' }>['record'][];
  readonly problems: readonly string[];
}

/** Crawls with a fake clock and an in-memory store unless told otherwise. */
export async function runCrawl(
  starts: string | readonly string[],
  options: Partial<CrawlOptions> = {},
  tools: Partial<CrawlTools> = {},
): Promise<CrawlResult> {
  const list = typeof starts === 'string' ? [starts] : starts;
  const origin = URL.canParse(list[0] ?? '') ? new URL(list[0] ?? '').origin : '';
  const events: CrawlEvent[] = [];
  const all = crawl(
    list,
    { version: '0.0.0', rate: Number.POSITIVE_INFINITY, environment: {}, ...options },
    {
      store: memoryStore(),
      clock: fakeClock(),
      readPage: testReader,
      matchLabel: testLabels,
      resolve: async () => [],
      ...tools,
    },
  );
  for await (const event of all) events.push(event);
  const shown = (url: string): string => (url.startsWith(origin) ? url.slice(origin.length) : url);
  return {
    events,
    statuses: Object.fromEntries(
      events.flatMap((event) => (event.kind === 'page' ? [[shown(event.url), event.status.id]] : [])),
    ),
    records: events.flatMap((event) => (event.kind === 'record' ? [event.record] : [])),
    problems: events.flatMap((event) => (event.kind === 'problem' ? [event.problem.code] : [])),
  };
}

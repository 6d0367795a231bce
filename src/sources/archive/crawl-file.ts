import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { archiveFiles } from './archive-files.js';
import { Damage } from './damage.js';
import { headerValue, parseFields } from './header-block.js';
import { type Settings, safeSettings, safeUrl } from './secrets.js';
import { isMissing, replaceFile, runOf, warcFiles } from './snapshot.js';
import { HEAD_BYTES } from './stored-exchange.js';

/** What a snapshot was told to take (`crawl.json`): enough to resume it, without credentials and without any rules. */
export interface CrawlDescription {
  /** "dvctt-audit/0.1.0" */
  readonly software: string;
  readonly startUrls: readonly string[];
  /** Whether robots.txt is followed. */
  readonly robots: 'obey' | 'ignore';
  readonly settings: Settings;
  /** When the last run that was neither killed nor stopped came to its end, ISO 8601. */
  readonly ended?: string;
}

const CRAWL_FILE = 'crawl.json';
const FORMAT = 1;

/** The description as it may be written down. */
export function safeDescription(crawl: CrawlDescription): CrawlDescription {
  return { ...crawl, startUrls: crawl.startUrls.map(safeUrl), settings: safeSettings(crawl.settings) };
}

export async function writeCrawl(directory: string, crawl: CrawlDescription): Promise<void> {
  const text = `${JSON.stringify({ format: FORMAT, ...safeDescription(crawl) }, null, 2)}\n`;
  await replaceFile(join(directory, CRAWL_FILE), text);
}

/** The description of a snapshot; undefined where the directory has none, or one of another version. */
export async function readCrawl(directory: string): Promise<CrawlDescription | undefined> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(join(directory, CRAWL_FILE), 'utf8'));
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (typeof value !== 'object' || value === null || !('format' in value) || value.format !== FORMAT)
    return undefined;
  return descriptionOf({ ...value });
}

/**
 * The description of a snapshot that has lost its `crawl.json`, as its last run wrote it into the archive itself; undefined where the
 * directory holds no archive of ours.
 */
export async function crawlOfRecords(directory: string): Promise<CrawlDescription | undefined> {
  const names = await warcFiles(directory).catch(() => []);
  const files = archiveFiles((file) => join(directory, file));
  for (const name of names.filter((file) => runOf(file) !== undefined).reverse()) {
    try {
      const record = await files.record(name, { offset: 0, skip: 0 }, HEAD_BYTES);
      if (record.type !== 'warcinfo') continue;
      const fields = parseFields(Buffer.from(record.block).toString('utf8').split(/\r?\n/));
      const json = (field: string): unknown => JSON.parse(headerValue(fields, field) ?? 'null');
      const text = (field: string): unknown => headerValue(fields, field);
      const crawl = descriptionOf({
        software: text('software'),
        robots: text('robots'),
        startUrls: json('starturls'),
        settings: json('settings'),
      });
      if (crawl !== undefined) return crawl;
    } catch (error) {
      // The next file may tell.
      if (!(error instanceof Damage) && !(error instanceof SyntaxError)) throw error;
    }
  }
  return undefined;
}

function descriptionOf(fields: { readonly [name: string]: unknown }): CrawlDescription | undefined {
  const { software, startUrls, robots, settings, ended } = fields;
  if (typeof software !== 'string' || !isTexts(startUrls) || !isSettings(settings)) return undefined;
  return {
    software,
    startUrls,
    robots: robots === 'ignore' ? 'ignore' : 'obey',
    settings,
    ...(typeof ended === 'string' ? { ended } : {}),
  };
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isSettings(value: unknown): value is Settings {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every(
      (item) => ['string', 'number', 'boolean'].includes(typeof item) || isTexts(item),
    )
  );
}

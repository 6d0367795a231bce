/** The first pass of an audit: every source read once, every record typed and put aside. */
import { stat } from 'node:fs/promises';
import { posix } from 'node:path';
import type { Collection } from './services/collection.js';
import { normalise } from './services/normalise.js';
import type { ProblemLog } from './services/problem-log.js';
import { loadVocabulary, type Vocabulary } from './services/vocabulary.js';
import type { LivePortalOptions } from './sources/live-portal.js';
import { openSource } from './sources/open.js';
import { redactorOf } from './sources/portal/redact.js';
import type { OpenedSource, Reader, SourceItem, SourcePage } from './sources/source.js';

export interface AuditProgress {
  /** Reading the sources, or checking services against the requirements. */
  readonly phase: 'read' | 'judge';
  /** Records read or services checked so far. */
  readonly records: number;
  readonly bytes: number;
  /** 0 where it is not known. */
  readonly totalBytes: number;
}

/** What reading the sources depends on. */
export interface IntakeOptions {
  /** Label as printed → field, or `ignore`; wins over the vocabulary. */
  readonly columns?: Readonly<Record<string, string>>;
  /** Source as given, or `*` → a further separator of agency names in its cells. */
  readonly unitSeparators?: Readonly<Record<string, string>>;
  /** Where `-` is read from. */
  readonly stdin?: AsyncIterable<Uint8Array>;
  readonly onProgress?: (progress: AuditProgress) => void;
  /** How portals given as addresses are crawled, where what is fetched is kept, and how their pages are read, saved ones too. */
  readonly portal?: Omit<LivePortalOptions, 'version'>;
}

/** What is known of a source once it has been read. */
export interface TakenSource {
  readonly kind: string;
  /** As given, without the secrets an address may carry. */
  readonly location: string;
  /** Pages of a portal by what became of them. */
  readonly pages?: Readonly<Record<string, number>>;
}

export interface Intake {
  /** In the order of the command line. */
  readonly sources: readonly TakenSource[];
  /** Milliseconds since 1970, in whole seconds: the last change of the newest input. */
  readonly newest: number;
}

const PROGRESS_EVERY = 64;

/**
 * Reads all sources, one after the other, into the collection.
 *
 * @param version of the program, for the user agent
 * @throws InputError for a source that cannot be opened or an option that makes no sense
 */
export async function takeIn(
  locations: readonly string[],
  options: IntakeOptions & { readonly version: string },
  collection: Collection,
  problems: ProblemLog,
): Promise<Intake> {
  const vocabulary = loadVocabulary(options.columns);
  const readers = readersOf(options);
  const progress = { records: 0, before: 0, bytes: 0 };
  const opened: OpenedSource[][] = [];
  let made: number | undefined;
  for (const location of locations) {
    const files = await openSource(location, {
      matchLabel: vocabulary.matchLabel,
      readers,
      onProgress: (bytes) => {
        progress.bytes = bytes;
      },
      onMadeAt: (time) => {
        made = time;
      },
      ...(options.stdin === undefined ? {} : { stdin: options.stdin }),
    });
    opened.push(files);
  }
  const totalBytes = opened.flat().reduce((sum, { bytes = 0 }) => sum + bytes, 0);
  const sources: TakenSource[] = [];
  let newest = 0;
  for (const [number, files] of opened.entries()) {
    const location = locations[number] ?? '';
    const unitSeparator = options.unitSeparators?.[location] ?? options.unitSeparators?.['*'];
    const pages: Record<string, number> = {};
    const source = { number, vocabulary, pages, ...(unitSeparator === undefined ? {} : { unitSeparator }) };
    for (const file of files) {
      made = file.kind === 'portal' ? await visitedAt() : undefined;
      for await (const item of file.items) {
        takeItem(item, file, source, collection, problems);
        if (item.type === 'record') progress.records += 1;
        const { records, before, bytes } = progress;
        if (records % PROGRESS_EVERY === 0 || item.type === 'page') {
          options.onProgress?.({ phase: 'read', records, bytes: before + bytes, totalBytes });
        }
      }
      newest = Math.max(newest, made ?? (await changedAt(file.location)));
      progress.before += file.bytes ?? 0;
      progress.bytes = 0;
    }
    sources.push({
      kind: files[0]?.kind ?? 'export',
      location: safeLocation(location),
      ...(Object.keys(pages).length === 0 ? {} : { pages }),
    });
  }
  collection.settle();
  return { sources, newest: Math.floor(newest / 1000) * 1000 };
}

interface TakingSource {
  readonly number: number;
  readonly vocabulary: Vocabulary;
  readonly unitSeparator?: string;
  readonly pages: Record<string, number>;
}

function takeItem(
  item: SourceItem,
  file: OpenedSource,
  source: TakingSource,
  collection: Collection,
  problems: ProblemLog,
): void {
  const location = safeLocation(file.location);
  if (item.type === 'problem') problems.add(source.number, item.problem, location);
  else if (item.type === 'page') takePage(item, source, collection, problems);
  else {
    const { record } = item;
    const { unitSeparator } = source;
    const draft = normalise(record, source.vocabulary, unitSeparator === undefined ? {} : { unitSeparator });
    // One-record files of a directory are one dump: what one of them leaves out another may show.
    const layout = record.at === '$' ? posix.dirname(file.location) : record.layout;
    const { at, url, listed } = record;
    const place = {
      source: source.number,
      kind: file.kind,
      location,
      at,
      layout,
      ...(url === undefined ? {} : { url }),
      ...(listed === undefined ? {} : { listed }),
    };
    if (collection.add(draft, place)) return;
    problems.add(source.number, { code: 'record-without-identity', at: record.at, lost: true }, location);
  }
}

/**
 * A page that was not read is named; where it was to show procedures it lowers the coverage. It never fails a requirement. Traps are
 * endless, and told by their kind; files are no pages, and counting them is enough.
 */
function takePage(
  { status, url, read, expected, detail }: SourcePage,
  source: TakingSource,
  collection: Collection,
  problems: ProblemLog,
): void {
  source.pages[status] = (source.pages[status] ?? 0) + 1;
  if (read || (!expected && (status === 'trap' || status === 'wrongType'))) return;
  const args = detail === undefined ? {} : { args: detail };
  problems.add(source.number, {
    code: `page.${status}`,
    at: url,
    ...args,
    ...(expected ? { lost: true } : {}),
  });
  if (expected) collection.unread.meet(source.number, url);
}

/** What reads everything that is no export. Their modules are many and are loaded only where such a source is read. */
function readersOf({
  version,
  portal = {},
}: IntakeOptions & { readonly version: string }): Record<string, Reader> {
  const { portalFile, browser, environment } = portal;
  const readPage = async () => (await import('./sources/pages/known-portals.js')).pageReader(portalFile);
  const page = loaded(async () => {
    const { savedPages } = await import('./sources/pages/saved-page.js');
    return savedPages(await readPage());
  });
  const archive = loaded(async () => {
    const { archiveSource } = await import('./sources/archive/archive-source.js');
    return archiveSource({ readPage: await readPage() });
  });
  const snapshot = loaded(async () => {
    const { snapshotReader } = await import('./sources/snapshot.js');
    return snapshotReader({ version, portalFile, browser, environment });
  });
  const live = loaded(async () => {
    const { livePortal } = await import('./sources/live-portal.js');
    return livePortal({ ...portal, version });
  });
  return { html: page, xhtml: page, warc: archive, 'warc.gz': archive, snapshot, http: live, https: live };
}

/** A reader that is loaded when it is first used. */
function loaded(load: () => Promise<Reader>): Reader {
  let reader: Promise<Reader> | undefined;
  return async function* read(file, options) {
    reader ??= load();
    yield* (await reader)(file, options);
  };
}

/** Milliseconds since 1970: a portal is as new as the visit. */
async function visitedAt(): Promise<number> {
  return (await import('./sources/live-portal.js')).systemClock.now();
}

/** An address without the user name, password and tokens it was given with; a path as it is. */
function safeLocation(location: string): string {
  return /^https?:/i.test(location) ? redactorOf({ urls: [location] }).text(location) : location;
}

/** Milliseconds since 1970 of the last change; 0 where there is no file. */
async function changedAt(location: string): Promise<number> {
  try {
    return (await stat(location)).mtimeMs;
  } catch {
    return 0;
  }
}

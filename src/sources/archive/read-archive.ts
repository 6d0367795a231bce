import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { InputError, type Problem } from '../../services/problem.js';
import type { Method, StoredExchange } from '../portal/exchange.js';
import { archiveFiles } from './archive-files.js';
import { BODY_BYTES } from './archive-store.js';
import { type Catalogue, createCatalogue, type Located } from './catalogue.js';
import { ArchiveError, Damage, damageProblem } from './damage.js';
import { digestOf, requestKey } from './digest.js';
import { type ArchiveEntry, isExchange } from './entry.js';
import { safeUrl } from './secrets.js';
import { isMissing, loadIndex, scanEntries, warcFiles } from './snapshot.js';
import { type StoredOptions, storedExchange } from './stored-exchange.js';

/** A web archive, read only: its exchanges in order, or one of them by its address. */
export interface Archive {
  /** Damaged places, one problem each. */
  readonly problems: readonly Problem[];
  /** When its newest record was made: milliseconds since 1970; 0 where none says. */
  readonly newest: number;
  /** Addresses that gave no exchange, counted by the reason noted. */
  readonly outcomes: ReadonlyMap<string, number>;
  /**
   * The latest exchange of every request, in the order of the archive. Those that cannot be given come as their problem.
   *
   * @param wanted chooses before anything is read
   */
  exchanges(wanted?: (about: About) => boolean): AsyncIterable<ArchiveItem>;
  /** @throws ArchiveError where the archive is damaged at that place */
  lookup(method: Method, url: string, requestBody?: string): Promise<StoredExchange | undefined>;
  close(): Promise<void>;
}

export type ArchiveItem =
  /** `position`: bytes of the archive up to the exchange, for progress. */
  | { readonly type: 'exchange'; readonly exchange: StoredExchange; readonly position: number }
  | { readonly type: 'problem'; readonly problem: Problem };

/** What is known of an exchange without reading it. */
export interface About {
  readonly status: number | undefined;
  /** Media type, lower case. */
  readonly mime: string | undefined;
}

export interface ReadArchiveOptions {
  /** Bytes of one stored body, before and after decoding, that are read at most; 64 MiB by default. */
  readonly bodyBytes?: number;
}

/** Damaged places that are listed one by one. */
const MOST_PROBLEMS = 10_000;

/**
 * Opens a `.warc` or `.warc.gz` file of any program, or a directory of them (a snapshot). The records are passed over once, unless
 * the snapshot's own index tells where they are; little is held of each address, and no body.
 *
 * @throws InputError where there is nothing of the kind
 */
export async function readArchive(location: string, options: ReadArchiveOptions = {}): Promise<Archive> {
  const limit = options.bodyBytes ?? BODY_BYTES;
  const { directory, names } = await filesOf(location);
  const files = archiveFiles((file) => join(directory, file));
  const problems: Problem[] = [];
  const outcomes = new Map<string, number>();
  const count = ({ outcome }: ArchiveEntry): boolean => {
    if (outcome !== undefined) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    return true;
  };
  const whole = directory === location;
  const loaded = whole ? await loadIndex(directory, files, names, count) : undefined;
  if (loaded === undefined) outcomes.clear();
  const catalogue = loaded?.catalogue ?? createCatalogue(true);
  const starts = new Map<string, number>();
  let total = 0;
  let more = 0;
  for (const name of names) {
    const from = loaded?.covered.get(name) ?? 0;
    const { size } = await stat(join(directory, name));
    starts.set(name, total);
    total += size;
    if (from > 0 && size === from) continue;
    const before = problems.length;
    let records = 0;
    for await (const item of scanEntries(files, name, from)) {
      if (item.type === 'damage') {
        if (problems.length < MOST_PROBLEMS) problems.push(damageProblem(name, item.damage));
        else more += 1;
        continue;
      }
      records += 1;
      if (item.type !== 'entry') continue;
      count(item.entry);
      catalogue.add(item.entry);
    }
    if (records > 0 || from > 0) continue;
    problems.splice(before, problems.length, { code: 'archive-without-records', at: name, lost: true });
  }
  if (more > 0) problems.push({ code: 'archive-more-damage', args: { count: more }, lost: true });
  const read = (key: string, located: Located, options: Partial<StoredOptions>): Promise<StoredExchange> =>
    storedExchange(files, located, catalogue.origin(key, located), { limit, ...options });
  return {
    problems,
    newest: catalogue.newest,
    outcomes,
    async *exchanges(wanted = () => true) {
      for (const [key, located] of catalogue.all()) {
        if (!isExchange(located.kind) || !wanted(about(catalogue, key, located))) continue;
        const position = (starts.get(located.file) ?? 0) + located.place.offset;
        let item: ArchiveItem;
        try {
          item = { type: 'exchange', exchange: await read(key, located, { withBody: true }), position };
        } catch (error) {
          item = { type: 'problem', problem: problemOf(error, located.file) };
        }
        yield item;
      }
    },
    async lookup(method, url, requestBody = '') {
      const address = safeUrl(url);
      const digest = method === 'POST' ? digestOf(Buffer.from(requestBody)) : undefined;
      const key = requestKey(method, address, digest);
      const located = catalogue.get(key);
      return located === undefined ? undefined : read(key, located, { url: address });
    },
    close: files.close,
  };
}

async function filesOf(
  location: string,
): Promise<{ readonly directory: string; readonly names: readonly string[] }> {
  try {
    const found = await stat(location);
    if (!found.isDirectory()) return { directory: dirname(location), names: [basename(location)] };
  } catch (error) {
    throw isMissing(error) ? new InputError('source-not-found', { location }) : error;
  }
  const names = await warcFiles(location);
  if (names.length === 0) throw new InputError('archive-without-files', { location });
  return { directory: location, names };
}

/** A 304 stands for what it confirms. */
function about(catalogue: Catalogue, key: string, located: Located): About {
  const { status, mime } = located;
  if (located.kind !== 'revisit') return { status, mime };
  const origin = catalogue.origin(key, located);
  return located.notModified || status === undefined
    ? { status: origin?.status, mime: origin?.mime }
    : { status, mime: mime ?? origin?.mime };
}

/** @throws what is no damage of the archive */
export function problemOf(error: unknown, file: string): Problem {
  if (error instanceof ArchiveError) return error.problem;
  if (error instanceof Damage) return damageProblem(file, error);
  throw error;
}

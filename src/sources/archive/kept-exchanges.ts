import type { Problem } from '../../services/problem.js';
import type { ExchangeStore, KeptRendering, Note, StoredExchange } from '../portal/exchange.js';
import type { ArchiveFiles } from './archive-files.js';
import type { Catalogue, Located } from './catalogue.js';
import { ArchiveError, Damage, damageProblem } from './damage.js';
import { digestOf, requestKey } from './digest.js';
import { CONVERSION, DETAIL, keyBeside, noteFields, OUTCOME, RENDERING } from './entry.js';
import { headerValue } from './header-block.js';
import { safeUrl } from './secrets.js';
import { HEAD_BYTES, storedExchange, wholeRecord } from './stored-exchange.js';

/** What a snapshot answers, whether it is being written or only read. */
export type KeptExchanges = Pick<ExchangeStore, 'lookup' | 'noted' | 'rendering'>;

export interface KeptOptions {
  readonly files: ArchiveFiles;
  readonly catalogue: Catalogue;
  readonly isFresh: (file: string) => boolean;
  /** Bytes of one body that are read at most. */
  readonly limit: number;
  /** Told once of every place that cannot be read; its address is then as good as not there. */
  readonly onDamage: (problem: Problem) => void;
}

export function keptExchanges({ files, catalogue, isFresh, limit, onDamage }: KeptOptions): KeptExchanges {
  const told = new Set<Located>();

  /** What cannot be read is not there, and never the portal's fault. */
  async function unlessDamaged<T>(located: Located, read: () => Promise<T>): Promise<T | undefined> {
    try {
      return await read();
    } catch (error) {
      const problem =
        error instanceof ArchiveError
          ? error.problem
          : error instanceof Damage
            ? damageProblem(located.file, error)
            : undefined;
      if (problem === undefined) throw error;
      const { lost: _, ...found } = problem;
      if (!told.has(located)) onDamage(found);
      told.add(located);
      return undefined;
    }
  }

  async function read(located: Located, origin: Located, url: string): Promise<StoredExchange> {
    const fresh = isFresh(located.file);
    const exchange = await storedExchange(files, located, origin, { limit, url, fresh, withBody: true });
    // Read now: a body that turns out to be damaged later would come too late to ask for the page again.
    const body = await exchange.body();
    return { ...exchange, body: async () => body };
  }

  async function readRendering(located: Located, url: string): Promise<KeptRendering | undefined> {
    const fields = noteFields(await wholeRecord(files, located, url, limit));
    const about = headerValue(fields, RENDERING);
    const id = headerValue(fields, CONVERSION);
    if (about === undefined || id === undefined) return about === undefined ? undefined : { about };
    const source = catalogue.get(keyBeside('conversion', url));
    if (source === undefined) return undefined;
    const { headers, block } = await wholeRecord(files, source, url, limit);
    // Another rendering's, where its own was lost.
    if (headerValue(headers, 'warc-record-id') !== id) return undefined;
    return { about, html: Buffer.from(block).toString('utf8') };
  }

  return {
    async lookup(method, url, requestBody) {
      const address = safeUrl(url);
      const key = requestKey(method, address, requestDigest(method, requestBody));
      const located = catalogue.get(key);
      const origin = located === undefined ? undefined : catalogue.origin(key, located);
      if (located === undefined || origin === undefined) return undefined;
      return unlessDamaged(located, () => read(located, origin, address));
    },
    async noted(url) {
      const located = catalogue.get(keyBeside('note', safeUrl(url)));
      if (located === undefined || !isFresh(located.file)) return undefined;
      return unlessDamaged(located, async () =>
        noteOf(await files.record(located.file, located.place, HEAD_BYTES)),
      );
    },
    async rendering(url) {
      const address = safeUrl(url);
      const located = catalogue.get(keyBeside('rendering', address));
      if (located === undefined || !isFresh(located.file)) return undefined;
      return unlessDamaged(located, () => readRendering(located, address));
    },
  };
}

/** What tells a POST from others to its address. */
export function requestDigest(method: string, body: string | undefined): string | undefined {
  return method === 'POST' ? digestOf(Buffer.from(body ?? '')) : undefined;
}

function noteOf(record: Parameters<typeof noteFields>[0]): Note {
  const fields = noteFields(record);
  const detail = parseDetail(headerValue(fields, DETAIL));
  const date = headerValue(record.headers, 'warc-date');
  return {
    status: headerValue(fields, OUTCOME) ?? '',
    ...(detail === undefined ? {} : { detail }),
    ...(date === undefined ? {} : { date }),
  };
}

function parseDetail(text: string | undefined): Record<string, string | number> | undefined {
  if (text === undefined) return undefined;
  const detail: Record<string, string | number> = {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    for (const [name, item] of Object.entries(value)) {
      if (typeof item === 'string' || typeof item === 'number') detail[name] = item;
    }
  } catch {
    return undefined;
  }
  return detail;
}

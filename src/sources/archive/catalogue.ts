import type { Place } from './byte-reader.js';
import { type ArchiveEntry, entryKey, isNotModified } from './entry.js';

/** What is held in memory of one exchange: where it is, and enough to know whether it is worth opening. */
export interface Located {
  readonly kind: ArchiveEntry['kind'];
  readonly file: string;
  readonly place: Place;
  readonly request: Place | undefined;
  readonly status: number | undefined;
  readonly mime: string | undefined;
  readonly notModified: boolean;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Short key of the payload's digest. */
  readonly digest: string | undefined;
  /** Key of the address whose payload a revisit refers to. */
  readonly refersTo: string | undefined;
}

/** The latest exchange of every request, without bodies. */
export interface Catalogue {
  /** Adds an entry; of two for one request the later counts. */
  add(entry: ArchiveEntry): Located;
  get(key: string): Located | undefined;
  /** The exchange whose body an exchange has: itself, or what a revisit refers to. Undefined where the archive does not hold it. */
  origin(key: string, located: Located): Located | undefined;
  /** When the newest entry was made: milliseconds since 1970; 0 where there is none. */
  readonly newest: number;
  /** Keys and exchanges in the order of the archive. */
  all(): IterableIterator<[string, Located]>;
}

/** @param byDigest revisits may refer to the payload of another address, as other programs write them */
export function createCatalogue(byDigest: boolean): Catalogue {
  const latest = new Map<string, Located>();
  /** Exchanges with a body of requests whose latest exchange has none. */
  const bodies = new Map<string, Located>();
  const digests = new Map<string, Located>();
  const texts = new Map<string, string>();
  let newest = 0;
  // One string for all: most entries share their file and media type, and slices of lines would keep the lines.
  const shared = (text: string | undefined): string | undefined => {
    if (text === undefined) return undefined;
    const known = texts.get(text);
    if (known !== undefined) return known;
    const copy = Buffer.from(text).toString();
    texts.set(copy, copy);
    return copy;
  };
  const bodyOf = (key: string): Located | undefined => {
    const located = latest.get(key);
    return located !== undefined && carriesBody(located) ? located : bodies.get(key);
  };
  return {
    add(entry) {
      const key = entryKey(entry);
      const located: Located = {
        kind: entry.kind,
        file: shared(entry.file) ?? '',
        place: entry.place,
        request: entry.requestPlace,
        status: entry.status,
        mime: shared(entry.mime),
        notModified: isNotModified(entry),
        time: Date.parse(entry.date) || 0,
        digest: byDigest ? digestKey(entry.digest) : undefined,
        refersTo:
          byDigest && entry.refersTo !== undefined ? entryKey({ ...entry, url: entry.refersTo }) : undefined,
      };
      newest = Math.max(newest, located.time);
      if (located.digest !== undefined && carriesBody(located) && !digests.has(located.digest)) {
        digests.set(located.digest, located);
      }
      const before = latest.get(key);
      if (before !== undefined && before.time > located.time) {
        if (carriesBody(located) && bodyOf(key) === undefined) bodies.set(key, located);
        return located;
      }
      if (carriesBody(located)) bodies.delete(key);
      else if (before !== undefined && carriesBody(before)) bodies.set(key, before);
      // Taken out first, so that the order is that of the latest exchanges.
      latest.delete(key);
      latest.set(key, located);
      return located;
    },
    get: (key) => latest.get(key),
    origin(key, located) {
      if (located.kind !== 'revisit') return located;
      const same = located.digest === undefined ? undefined : digests.get(located.digest);
      const own = bodyOf(located.refersTo ?? key) ?? bodyOf(key);
      return located.notModified ? (own ?? same) : (same ?? own);
    },
    get newest() {
      return newest;
    },
    all: () => latest.entries(),
  };
}

function carriesBody({ kind }: Located): boolean {
  return kind === 'response' || kind === 'resource';
}

/** Tools spell one digest in different letters; the first 24 are enough to tell payloads apart. */
function digestKey(digest: string | undefined): string | undefined {
  return digest === undefined ? undefined : digest.toLowerCase().slice(0, 32);
}

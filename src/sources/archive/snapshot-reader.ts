import { join } from 'node:path';
import type { Problem } from '../../services/problem.js';
import type { ExchangeStore } from '../portal/exchange.js';
import { archiveFiles } from './archive-files.js';
import { BODY_BYTES } from './archive-store.js';
import type { Catalogue } from './catalogue.js';
import { requestKey } from './digest.js';
import { keptExchanges } from './kept-exchanges.js';
import { safeUrl } from './secrets.js';
import { runOf, warcFiles } from './snapshot.js';
import { takeStock } from './stock.js';

/** A snapshot as a store that takes nothing in. */
export interface SnapshotStore extends ExchangeStore {
  /** When its newest exchange was made: milliseconds since 1970; 0 where there is none. */
  readonly newest: number;
  readonly problems: readonly Problem[];
}

/**
 * Opens a snapshot directory for reading alone: nothing in it is locked, mended or written, so that it may be on a medium that cannot be
 * written, be read by many at once, and stays what it was as evidence. What a kill left half written is passed over.
 *
 * @param starts canonical addresses: shown is the last run that could read one of them, which is said where it is not the very last
 */
export async function openSnapshotReader(
  directory: string,
  starts: readonly string[] = [],
): Promise<SnapshotStore> {
  const files = archiveFiles((file) => join(directory, file));
  const names = (await warcFiles(directory)).filter((name) => runOf(name) !== undefined);
  const runs = [...new Set(names.map((name) => runOf(name)?.run ?? 0))].sort((a, b) => b - a);
  const last = runs[0] ?? 0;
  let run = last;
  let stock = await takeStock(directory, files, names);
  if (!hasStart(stock.catalogue, starts, run)) {
    for (const earlier of runs.slice(1)) {
      const older = await takeStock(directory, files, names, { lastRun: earlier });
      if (!hasStart(older.catalogue, starts, earlier)) continue;
      run = earlier;
      stock = older;
      break;
    }
  }
  const { catalogue } = stock;
  const problems = [...stock.problems];
  if (run !== last) {
    const date = new Date(catalogue.newest).toISOString().slice(0, 10);
    problems.push({ code: 'archive-older-run', args: { date } });
  }
  const kept = keptExchanges({
    files,
    catalogue,
    isFresh: (file) => runOf(file)?.run === run,
    limit: BODY_BYTES,
    onDamage: (problem) => problems.push(problem),
  });
  return {
    ...kept,
    newest: catalogue.newest,
    problems,
    append: async () => undefined,
    note: async () => undefined,
    keepRendering: async () => undefined,
    close: files.close,
  };
}

/** Whether a run got an answer from a start: a page, or the way to one. */
function hasStart(catalogue: Catalogue, starts: readonly string[], run: number): boolean {
  return starts.some((start) => {
    const located = catalogue.get(requestKey('GET', safeUrl(start)));
    return located !== undefined && runOf(located.file)?.run === run && (located.status ?? 999) < 400;
  });
}

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../../services/problem.js';
import type { ArchiveFiles } from './archive-files.js';
import { type Catalogue, createCatalogue } from './catalogue.js';
import type { Damage } from './damage.js';
import type { ArchiveEntry } from './entry.js';
import { loadIndex, runOf, scanEntries } from './snapshot.js';

/** What a snapshot holds, and what is wrong with it. */
export interface Stock {
  readonly catalogue: Catalogue;
  readonly problems: readonly Problem[];
}

/** What is done on the disk about what is found; a reader does nothing. */
export interface Mending {
  /** The index is right up to a byte; what stands behind it is no part of it. */
  indexed(bytes: number): Promise<void>;
  /** A file holds more than the index says. */
  unindexed(file: string): Promise<void>;
  add(entry: ArchiveEntry): Promise<void>;
  /** Behind this byte of a file nothing complete stands. */
  tail(file: string, end: number): Promise<void>;
}

export interface StockOptions {
  readonly mending?: Mending;
  /** Runs after this one are left out. */
  readonly lastRun?: number;
}

/**
 * Reads the index of a snapshot and, where it lacks something or does not fit the files, the records. Touches nothing by itself.
 * Damaged places are told and are no loss by themselves: an address whose answer is not there is told when it is asked for.
 */
export async function takeStock(
  directory: string,
  files: ArchiveFiles,
  names: readonly string[],
  { mending, lastRun = Number.POSITIVE_INFINITY }: StockOptions = {},
): Promise<Stock> {
  const counts = (file: string): boolean => (runOf(file)?.run ?? 0) <= lastRun;
  const loaded = await loadIndex(directory, files, names, ({ file }) => counts(file));
  const problems: Problem[] = [];
  if (loaded === undefined && names.length > 0) problems.push({ code: 'archive-index-rebuilt' });
  const catalogue = loaded?.catalogue ?? createCatalogue(false);
  await mending?.indexed(loaded?.bytes ?? 0);
  for (const name of names.filter(counts)) {
    const { size } = await stat(join(directory, name));
    const from = loaded?.covered.get(name) ?? 0;
    if (size === from) continue;
    await mending?.unindexed(name);
    let good = from;
    let damages: Damage[] = [];
    for await (const item of scanEntries(files, name, from)) {
      if (item.type === 'damage') {
        damages.push(item.damage);
        continue;
      }
      good = item.end ?? good;
      // Something complete stands behind: this was no tail.
      for (const damage of damages) problems.push(damagedPlace(name, damage));
      damages = [];
      if (item.type !== 'entry') continue;
      catalogue.add(item.entry);
      await mending?.add(item.entry);
    }
    // A crawl that is under way may have added to the file meanwhile.
    if (good >= size) continue;
    await mending?.tail(name, good);
    problems.push({ code: 'archive-tail-dropped', at: name, args: { bytes: size - good } });
  }
  return { catalogue, problems };
}

function damagedPlace(file: string, { offset, reason }: Damage): Problem {
  return { code: 'archive-record-damaged', at: file, args: { byte: offset, reason } };
}

import { open, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../../services/problem.js';
import { openAppendFile } from './append-file.js';
import type { ArchiveFiles } from './archive-files.js';
import { type Catalogue, createCatalogue } from './catalogue.js';
import { indexLine } from './cdxj.js';
import { type Damage, damageProblem } from './damage.js';
import { INDEX_FILE, loadIndex, scanEntries } from './snapshot.js';

export interface Repaired {
  readonly catalogue: Catalogue;
  /** Bytes of the index, all of them right. */
  readonly indexBytes: number;
  readonly problems: readonly Problem[];
}

/** Lines written at once. */
const LINES = 1000;

/**
 * Makes a snapshot whole after a kill: entries that the index lacks are added to it, an index that does not fit the files is made
 * again from the records, and what stands behind the last complete record of a file is cut off.
 */
export async function repairSnapshot(
  directory: string,
  files: ArchiveFiles,
  names: readonly string[],
): Promise<Repaired> {
  const loaded = await loadIndex(directory, files, names);
  const problems: Problem[] = [];
  if (loaded === undefined && names.length > 0) problems.push({ code: 'archive-index-rebuilt' });
  const catalogue = loaded?.catalogue ?? createCatalogue(false);
  const index = await openAppendFile(join(directory, INDEX_FILE), loaded?.bytes ?? 0);
  try {
    for (const name of names) {
      const path = join(directory, name);
      const { size } = await stat(path);
      const from = loaded?.covered.get(name) ?? 0;
      if (size === from) continue;
      await toDisk(path);
      let good = from;
      let damages: Damage[] = [];
      let lines: string[] = [];
      for await (const item of scanEntries(files, name, from)) {
        if (item.type === 'damage') {
          damages.push(item.damage);
          continue;
        }
        good = item.end ?? good;
        // Something complete stands behind: this was no tail.
        for (const damage of damages) problems.push(damageProblem(name, damage));
        damages = [];
        if (item.type !== 'entry') continue;
        catalogue.add(item.entry);
        lines.push(indexLine(item.entry));
        if (lines.length < LINES) continue;
        await index.append(Buffer.from(lines.join('')));
        lines = [];
      }
      await index.append(Buffer.from(lines.join('')));
      if (good === size) continue;
      await truncate(path, good);
      problems.push({ code: 'archive-tail-dropped', at: name, args: { bytes: size - good } });
    }
    return { catalogue, indexBytes: index.bytes, problems };
  } finally {
    await index.close();
  }
}

async function toDisk(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

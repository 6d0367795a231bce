import { mkdtemp, readdir, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { lockDirectory } from './lock.js';

const OWNER = { pid: 1, host: 'here', isAlive: () => true };

test('a lock that gives signs of life is held at every moment, and renews its age', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'lock-'));
  try {
    const lock = await lockDirectory(directory, OWNER, 1);
    const path = join(directory, 'crawl.lock');
    const old = new Date(Date.now() - 3_600_000);
    await utimes(path, old, old);
    // Between two signs of life, and in the middle of one.
    for (let time = 0; time < 3000; time += 1) await lock.check();
    await pause(20);
    expect((await stat(path)).mtimeMs).toBeGreaterThan(old.getTime() + 60_000);
    await lock.release();
    await pause(20);
    expect(await readdir(directory)).toEqual([]);
  } finally {
    await rm(directory, { recursive: true });
  }
});

import { randomUUID } from 'node:crypto';
import { link, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../services/problem.js';

/** Who locks: the process, and how to ask whether another one is alive. */
export interface LockOwner {
  readonly pid: number;
  /** Name of the machine; a process of another machine is judged by its signs of life only. */
  readonly host: string;
  /** Whether a process of this machine runs; true where that cannot be told. */
  readonly isAlive: (pid: number) => boolean;
}

/** Keeps two programs from writing one snapshot. */
export interface Lock {
  /** @throws InputError where another program took the lock over (this one was asleep for long) */
  check(): Promise<void>;
  release(): Promise<void>;
}

const LOCK_FILE = 'crawl.lock';
/** Milliseconds between two signs of life, and without one until a lock counts as left behind. */
const BEAT = 20_000;
const STALE = 120_000;

interface Content {
  readonly token: string;
  readonly pid: number;
  readonly host: string;
}

/** Tokens of the locks this program holds: after a restart in a container the process number may be the same. */
const held = new Set<string>();

/**
 * Locks a directory. A lock counts as left behind where its process is dead, or where it gave no sign of life for two minutes;
 * age is measured by the file system's own clock. Works without links and without advisory locks (Windows, network drives).
 *
 * @param beatEvery milliseconds between two signs of life
 * @throws InputError `archive-locked`, `archive-lock-unreadable`
 */
export async function lockDirectory(directory: string, owner: LockOwner, beatEvery = BEAT): Promise<Lock> {
  const path = join(directory, LOCK_FILE);
  const token = randomUUID();
  const content = JSON.stringify({ token, pid: owner.pid, host: owner.host } satisfies Content);
  const candidate = `${path}.${token}`;
  await writeFile(candidate, content);
  try {
    for (let attempt = 0; ; attempt += 1) {
      if (await claim(candidate, path, content)) break;
      const left = await readLock(path);
      if (left === undefined) continue;
      if (attempt > 2 || !(await isStale(left.content, path, candidate, owner))) {
        const { content } = left;
        if (content === undefined)
          throw new InputError('archive-lock-unreadable', { location: directory, lock: path });
        const { pid, host } = content;
        throw new InputError('archive-locked', { location: directory, pid: String(pid), host, lock: path });
      }
      await takeAway(path, left.text);
    }
  } finally {
    await rm(candidate, { force: true });
  }
  held.add(token);
  const holds = async (): Promise<boolean> => (await readLock(path))?.text === content;
  const beat = setInterval(() => {
    // A lock taken over is left alone.
    holds()
      .then((mine) => (mine ? renew(path, content) : undefined))
      .catch(() => {});
  }, beatEvery);
  beat.unref();
  return {
    async check() {
      if (!(await holds())) throw new InputError('archive-lock-lost', { location: directory });
    },
    async release() {
      clearInterval(beat);
      held.delete(token);
      if (await holds()) await rm(path, { force: true });
    },
  };
}

/**
 * Gives the file a new time, by the file system's own clock: the same is written over the same, so that whoever reads it meanwhile
 * never finds it empty.
 */
async function renew(path: string, content: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.write(content, 0);
  } finally {
    await handle.close();
  }
}

/** Makes the lock with its content in one step, where the file system can; false where there is one already. */
async function claim(candidate: string, path: string, content: string): Promise<boolean> {
  try {
    await link(candidate, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
  }
  try {
    await writeFile(path, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

async function isStale(
  content: Content | undefined,
  path: string,
  candidate: string,
  owner: LockOwner,
): Promise<boolean> {
  if (content !== undefined && content.host === owner.host) {
    if (content.pid === owner.pid) return !held.has(content.token);
    if (!owner.isAlive(content.pid)) return true;
  }
  const [lock, now] = await Promise.all([stat(path).catch(() => undefined), stat(candidate)]);
  return lock !== undefined && now.mtimeMs - lock.mtimeMs > STALE;
}

/** Removes a lock left behind, unless another program was faster and has it now. */
async function takeAway(path: string, expected: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  if ((await readFile(aside, 'utf8')) === expected) await rm(aside, { force: true });
  else await rename(aside, path);
}

async function readLock(path: string): Promise<{ text: string; content: Content | undefined } | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const value: unknown = JSON.parse(text);
    if (isContent(value)) return { text, content: value };
  } catch {
    // A lock whose writer was killed in the middle: only its age speaks.
  }
  return { text, content: undefined };
}

function isContent(value: unknown): value is Content {
  return (
    typeof value === 'object' &&
    value !== null &&
    'token' in value &&
    typeof value.token === 'string' &&
    'pid' in value &&
    typeof value.pid === 'number' &&
    'host' in value &&
    typeof value.host === 'string'
  );
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

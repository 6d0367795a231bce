import type { LockOwner } from '../sources/archive/lock.js';

/** What the commands touch of the outside, handed in so that they can be run anywhere. */
export interface Environment {
  /** Writes to standard output; waits while the reader is slow. Throws {@link OutputClosed} once the reader is gone. */
  readonly write: (text: string) => Promise<void>;
  /** Writes a line to standard error. */
  readonly warn: (line: string) => void;
  /** Redraws the progress line on standard error, "" to clear it. Left out where standard error is no terminal. */
  readonly progress?: (line: string) => void;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly now: () => Date;
  /** Columns of the terminal standard output goes to; undefined where it is none. */
  readonly columns: number | undefined;
  /** From now on the first Ctrl+C aborts the signal instead of ending the program; the second ends it. */
  readonly interrupted?: () => AbortSignal;
  /** This process, for the lock of a snapshot it writes or reads. */
  readonly owner: LockOwner;
}

/** The reader of standard output has seen enough ("| head"). */
export class OutputClosed extends Error {
  override readonly name = 'OutputClosed';
}

/** Writes to standard output. A reader that leaves early changes neither the exit code nor what is written elsewhere. */
export async function unlessClosed(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof OutputClosed)) throw error;
  }
}

const DEFAULT_WIDTH = 120;

/** Colour is for terminals; NO_COLOR (any value) and FORCE_COLOR=0 take it away, FORCE_COLOR gives it. */
export function wantsColour({ env, columns }: Environment): boolean {
  if ((env.NO_COLOR ?? '') !== '') return false;
  const force = env.FORCE_COLOR;
  if (force !== undefined) return force !== '0' && force !== 'false';
  return columns !== undefined && env.TERM !== 'dumb';
}

/** Columns to write for: COLUMNS, else the terminal's, else 120. At least 60. */
export function widthOf({ env, columns }: Environment): number {
  const asked = Number(env.COLUMNS);
  const width = Number.isInteger(asked) && asked > 0 ? asked : (columns ?? DEFAULT_WIDTH);
  return Math.max(60, width);
}

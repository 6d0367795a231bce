/** The program: the only file that touches `process`. */
import { hostname } from 'node:os';
import { type Environment, OutputClosed } from './environment.js';
import { run } from './program.js';

/** What writing to a pipe gives whose reader is gone; Windows says EOF at times. */
const GONE: ReadonlySet<string | undefined> = new Set(['EPIPE', 'EOF', 'ERR_STREAM_DESTROYED']);

/** Runs the program on `process.argv` and sets the exit code: 0 passed, 1 the gate failed, 2 it could not run. */
export async function main(): Promise<void> {
  const { stdout, stderr } = process;
  let closed = false;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (!GONE.has(error.code)) throw error;
    closed = true;
  });
  // Nobody reads the messages: that is no reason to stop.
  stderr.on('error', () => undefined);
  const environment: Environment = {
    write: (text) =>
      new Promise((resolve, reject) => {
        if (closed) reject(new OutputClosed());
        else
          stdout.write(text, (error) => {
            if (!error) resolve();
            else reject('code' in error && GONE.has(String(error.code)) ? new OutputClosed() : error);
          });
      }),
    warn: (line) => {
      stderr.write(`${line}\n`);
    },
    ...(stderr.isTTY ? { progress: (line: string) => void stderr.write(`\r\u001B[2K${line}`) } : {}),
    stdin: process.stdin,
    env: process.env,
    cwd: process.cwd(),
    now: () => new Date(),
    columns: stdout.isTTY ? stdout.columns : undefined,
    interrupted: () => {
      const interruption = new AbortController();
      process.once('SIGINT', () => interruption.abort());
      return interruption.signal;
    },
    owner: { pid: process.pid, host: hostname(), isAlive },
  };
  process.exitCode = await run(process.argv.slice(2), environment);
}

/** Whether a process of this machine runs; one that may not be asked does. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

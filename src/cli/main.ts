/** The program: the only file that touches `process`. */
import type { Environment } from './environment.js';
import { run } from './program.js';

/** Runs the program on `process.argv` and sets the exit code: 0 passed, 1 the gate failed, 2 it could not run. */
export async function main(): Promise<void> {
  const { stdout, stderr } = process;
  // A reader that closes the pipe early ("| head") ends the program quietly.
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
      throw error;
    });
  }
  const environment: Environment = {
    write: (text) =>
      new Promise((resolve, reject) => {
        stdout.write(text, (error) => (error ? reject(error) : resolve()));
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
  };
  process.exitCode = await run(process.argv.slice(2), environment);
}

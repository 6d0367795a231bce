import { mkdir, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { temporary } from '../sources/archive/testing/archive.js';
import { reportError } from './errors.js';
import { refusalOf } from './file-system.js';

test('a folder that is a file, in one line', async () => {
  const file = `${await temporary()}/a`;
  await writeFile(file, '');
  const lines: string[] = [];
  const error: unknown = await mkdir(`${file}/b`).catch((reason) => reason);
  expect(refusalOf(error)).toEqual({
    code: 'file-system-refuses',
    args: { place: `${file}/b`, reason: 'why.not-a-folder' },
  });
  await reportError(error, 'en', false, {
    write: async () => undefined,
    warn: (line) => void lines.push(line),
    stdin: Readable.from([]),
    env: {},
    cwd: '/',
    now: () => new Date(0),
    columns: undefined,
    interrupted: () => new AbortController().signal,
    owner: { pid: 1, host: 'here', isAlive: () => true },
  });
  expect(lines).toEqual([`dvctt-audit: Cannot use ${file}/b: a file stands where a folder should be`]);
});

test('other errors stay errors of the program', () => {
  expect(refusalOf(new Error('ENOSPC'))).toBeUndefined();
  expect(refusalOf(Object.assign(new Error(), { code: 'ECONNRESET', syscall: 'read' }))).toBeUndefined();
});

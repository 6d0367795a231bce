/** Texts put aside in order, in memory while they are few and in a temporary file once they are many. */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Spool {
  /** Puts a text aside. @returns its number, from 0 */
  readonly append: (text: string) => number;
  /** @throws RangeError where no text has that number */
  readonly read: (number: number) => string;
  /** Removes the temporary file. The spool cannot be used any more. */
  readonly close: () => void;
}

/** Bytes held in memory before they go to the file, or for good where they never become more. */
const MEMORY = 32 * 1024 * 1024;

/** @param memory bytes to hold in memory; the file is made when there are more */
export function createSpool(memory = MEMORY): Spool {
  let directory: string | undefined;
  let file: number | undefined;
  let written = 0;
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  /** Where each text starts, in bytes over file and memory together; one more entry than texts. */
  let starts = new Float64Array(1024);
  let count = 0;
  let joined: Buffer | undefined;

  const flush = () => {
    if (file === undefined) {
      directory = mkdtempSync(join(tmpdir(), 'dvctt-audit-'));
      file = openSync(join(directory, 'spool'), 'w+');
    }
    for (const buffer of pending) {
      let done = 0;
      while (done < buffer.length)
        done += writeSync(file, buffer, done, buffer.length - done, written + done);
      written += buffer.length;
    }
    pending = [];
    pendingBytes = 0;
  };
  return {
    append(text) {
      const buffer = Buffer.from(text, 'utf8');
      if (count + 2 > starts.length) {
        const longer = new Float64Array(starts.length * 2);
        longer.set(starts);
        starts = longer;
      }
      starts[count + 1] = (starts[count] ?? 0) + buffer.length;
      pending.push(buffer);
      pendingBytes += buffer.length;
      joined = undefined;
      if (pendingBytes > memory || (file !== undefined && pendingBytes > memory / 8)) flush();
      count += 1;
      return count - 1;
    },
    read(number) {
      if (!Number.isInteger(number) || number < 0 || number >= count)
        throw new RangeError(`spool: no text ${number}`);
      const start = starts[number] ?? 0;
      const length = (starts[number + 1] ?? 0) - start;
      if (start >= written) {
        if (joined === undefined) {
          joined = Buffer.concat(pending);
          pending = [joined];
        }
        return joined.toString('utf8', start - written, start - written + length);
      }
      if (file === undefined) throw new RangeError(`spool: text ${number} is gone`);
      const buffer = Buffer.allocUnsafe(length);
      let done = 0;
      while (done < length) {
        const got = readSync(file, buffer, done, length - done, start + done);
        if (got === 0) throw new RangeError(`spool: text ${number} is cut short`);
        done += got;
      }
      return buffer.toString('utf8');
    },
    close() {
      pending = [];
      joined = undefined;
      count = 0;
      if (file !== undefined) closeSync(file);
      file = undefined;
      if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
      directory = undefined;
    },
  };
}

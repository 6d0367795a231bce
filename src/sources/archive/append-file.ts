import { type FileHandle, open } from 'node:fs/promises';

/** A file that is written at its end, whatever an earlier program left behind it. */
export interface AppendFile {
  readonly bytes: number;
  /** All or nothing: what a full disk took of it is cut off again. */
  append(bytes: Uint8Array): Promise<void>;
  /** Returns when the disk has it. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** @param keep bytes of the file that stay; the rest is dropped */
export async function openAppendFile(path: string, keep: number): Promise<AppendFile> {
  // Made first: a file that may be written at any place must be there.
  await (await open(path, 'a')).close();
  const handle: FileHandle = await open(path, 'r+');
  let bytes = keep;
  await handle.truncate(keep);
  return {
    get bytes() {
      return bytes;
    },
    async append(data) {
      try {
        for (let done = 0; done < data.length; ) {
          const { bytesWritten } = await handle.write(data, done, data.length - done, bytes + done);
          done += bytesWritten;
        }
      } catch (error) {
        await handle.truncate(bytes).catch(() => {});
        // Errors of an open file do not say which it is.
        throw error instanceof Error ? Object.assign(error, { path }) : error;
      }
      bytes += data.length;
    },
    sync: () => handle.datasync(),
    close: () => handle.close(),
  };
}

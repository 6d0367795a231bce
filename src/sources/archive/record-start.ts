/** How every record begins: "WARC/1.1". */
const START = Buffer.from('WARC/');

export function startsWithRecord(bytes: Uint8Array, at = 0): boolean {
  if (bytes.length - at < START.length) return false;
  for (let index = 0; index < START.length; index += 1) if (bytes[at + index] !== START[index]) return false;
  return true;
}

/** "\nWARC/1.1": what is looked for, and how many of its bytes may be cut off by the end of a chunk. */
const LINE = '\nWARC/';
export const CUT_START = LINE.length + 2;

/** Index of the next line that begins like a record, from the second line on; -1 where none is there as a whole. */
export function nextRecordLine(bytes: Uint8Array): number {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let found = buffer.indexOf(LINE); found >= 0; found = buffer.indexOf(LINE, found + 1)) {
    const version = found + LINE.length;
    if (isDigit(buffer[version]) && buffer[version + 1] === DOT && isDigit(buffer[version + 2]))
      return found + 1;
  }
  return -1;
}

const DOT = 0x2e;

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

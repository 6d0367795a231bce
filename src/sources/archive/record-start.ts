/** How every record begins: "WARC/1.1". */
const START = Buffer.from('WARC/');

export function startsWithRecord(bytes: Uint8Array, at = 0): boolean {
  if (bytes.length - at < START.length) return false;
  for (let index = 0; index < START.length; index += 1) if (bytes[at + index] !== START[index]) return false;
  return true;
}

/** Index of the next line that begins like a record, from the second line on; -1 where there is none. */
export function nextRecordLine(bytes: Uint8Array): number {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = buffer.indexOf('\nWARC/');
  return found < 0 ? -1 : found + 1;
}

const EXTRA = 4;
const NAME = 8;
const COMMENT = 16;
const CHECKSUM = 2;
const RESERVED = 0xe0;
const FIXED = 10;

/**
 * Length of the header of a gzip member (RFC 1952, 2.3).
 *
 * @returns undefined where the bytes are no gzip; "cut" where they end inside the header
 */
export function gzipHeaderLength(bytes: Uint8Array): number | 'cut' | undefined {
  const magic = [0x1f, 0x8b, 8];
  if (magic.some((byte, index) => index < bytes.length && bytes[index] !== byte)) return undefined;
  if (bytes.length < FIXED) return 'cut';
  const flags = bytes[3] ?? 0;
  if ((flags & RESERVED) !== 0) return undefined;
  let length = FIXED;
  if ((flags & EXTRA) !== 0) length += 2 + (bytes[length] ?? 0) + 256 * (bytes[length + 1] ?? 0);
  for (const flag of [NAME, COMMENT]) {
    if ((flags & flag) === 0) continue;
    const zero = bytes.indexOf(0, length);
    if (zero < 0) return 'cut';
    length = zero + 1;
  }
  if ((flags & CHECKSUM) !== 0) length += 2;
  return length > bytes.length ? 'cut' : length;
}

import { createHash } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A digest as WARC headers carry it: "sha256:" and Base32 (RFC 4648) with padding, which is what other tools verify. */
export function digestOf(...parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return `sha256:${base32(hash.digest())}`;
}

/** Bytes of the digests that can be checked. */
const LENGTHS: Readonly<Record<string, number>> = { sha1: 20, sha256: 32, sha512: 64 };

/**
 * Whether bytes are those that a digest of a WARC header was made of.
 *
 * @param declared "sha1:" or "sha256:" and Base32, with or without padding, or hexadecimal digits
 * @returns undefined for algorithms and spellings that are not known
 */
export function matchesDigest(declared: string, bytes: Uint8Array): boolean | undefined {
  const [, label = '', text = ''] = /^\s*([\w-]+)\s*:\s*([\w=]+)\s*$/.exec(declared) ?? [];
  const algorithm = label.toLowerCase().replace('-', '');
  const length = LENGTHS[algorithm];
  if (length === undefined) return undefined;
  const value = text.replace(/=+$/, '');
  const digest = (): Buffer => createHash(algorithm).update(bytes).digest();
  if (/^[0-9a-f]+$/i.test(value) && value.length === length * 2)
    return digest().toString('hex') === value.toLowerCase();
  if (/^[a-z2-7]+$/i.test(value) && value.length === Math.ceil((length * 8) / 5))
    return base32(digest()).replace(/=+$/, '') === value.toUpperCase();
  return undefined;
}

/** A short key for one request: 96 bits, so that a store of any size holds little per address. */
export function requestKey(method: string, url: string, requestDigest = ''): string {
  return createHash('sha256').update(`${method} ${url}\n${requestDigest}`).digest('base64url').slice(0, 16);
}

function base32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET.charAt((value >> bits) & 31);
    }
  }
  if (bits > 0) text += ALPHABET.charAt((value << (5 - bits)) & 31);
  return text.padEnd(Math.ceil(text.length / 8) * 8, '=');
}

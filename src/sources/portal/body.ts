import { promisify } from 'node:util';
import { brotliDecompress, constants, gunzip, inflate, inflateRaw } from 'node:zlib';

/** Bytes: of the body as it travels, and after decompression. */
export interface BodyLimits {
  readonly raw: number;
  readonly decoded: number;
}

interface Decoded {
  readonly bytes: Uint8Array;
  /** The body is larger than the limit; what is kept of it may be nothing. */
  readonly cut: boolean;
}

const gunzipped = promisify(gunzip);
const inflated = promisify(inflate);
const inflatedRaw = promisify(inflateRaw);
const brotlied = promisify(brotliDecompress);

/**
 * A body without its content codings (RFC 9110, 8.4). Decompression stops at the limit, so that a bomb costs no more memory than a page.
 *
 * @param codings value of Content-Encoding; the last one was applied last
 * @param partial the body was cut off and its end is missing
 * @returns undefined where the body is not what the header says
 */
export async function decodeBody(
  body: Uint8Array,
  codings: string,
  limit: number,
  partial = false,
): Promise<Decoded | undefined> {
  let bytes = body;
  for (const coding of codings.toLowerCase().split(',').reverse()) {
    const name = coding.trim();
    if (name === '' || name === 'identity' || bytes.length === 0) continue;
    try {
      bytes = await decodeOne(bytes, name, limit, partial);
    } catch (error) {
      return codeOf(error) === 'ERR_BUFFER_TOO_LARGE' ? { bytes: new Uint8Array(), cut: true } : undefined;
    }
  }
  return bytes.length > limit ? { bytes: bytes.subarray(0, limit), cut: true } : { bytes, cut: false };
}

async function decodeOne(
  body: Uint8Array,
  coding: string,
  limit: number,
  partial: boolean,
): Promise<Uint8Array> {
  const options = { maxOutputLength: limit, ...(partial ? { finishFlush: constants.Z_SYNC_FLUSH } : {}) };
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      // Some servers announce gzip and send the page as it is.
      return body[0] === 0x1f && body[1] === 0x8b ? gunzipped(body, options) : body;
    case 'deflate':
      return ((body[0] ?? 0) & 0x0f) === 8 ? inflated(body, options) : inflatedRaw(body, options);
    case 'br':
      return brotlied(body, {
        maxOutputLength: limit,
        ...(partial ? { finishFlush: constants.BROTLI_OPERATION_FLUSH } : {}),
      });
    default:
      throw new TypeError(`content coding ${coding}`);
  }
}

/** A gzip file (a sitemap in `.xml.gz`) unpacked; other bytes as they are; undefined where it is damaged or too large. */
export async function unzipped(body: Uint8Array, limit: number): Promise<Uint8Array | undefined> {
  if (body[0] !== 0x1f || body[1] !== 0x8b) return body;
  const result = await decodeBody(body, 'gzip', limit);
  return result === undefined || result.cut ? undefined : result.bytes;
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

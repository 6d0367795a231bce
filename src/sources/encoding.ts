/**
 * Bytes to text, for files and pages alike. Vietnamese exports come as UTF-8 with or without a byte-order mark, as UTF-16
 * ("Unicode text" of Excel) and as windows-1258; what a file is, is told from its bytes.
 */
import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

/** How much is looked at before the charset is settled. */
const SNIFFED_BYTES = 64 * 1024;

/** The text of a header: UTF-8 as the standards have it, other bytes (old servers) as Latin-1, so that nothing is lost. */
export function headerText(bytes: Uint8Array): string {
  return asBuffer(bytes).toString(isUtf8(bytes) ? 'utf8' : 'latin1');
}

export interface DecodeStreamOptions {
  /** The charset that a header or a `<meta>` names; believed only where the bytes do not tell. */
  readonly declared?: string | undefined;
  /** Called once, with the byte offset (from 0) of the first bytes that are no text; they are read as U+FFFD. */
  readonly onBroken?: (offset: number) => void;
}

/**
 * The charset of a text by, in this order: byte-order mark, zero bytes in every other place (UTF-16), validity as UTF-8, the
 * declared charset, windows-1258. A text that is UTF-8 but for a few broken bytes stays UTF-8.
 *
 * @param bytes the whole text or its beginning; a character cut at the end does no harm
 */
export function detectCharset(bytes: Uint8Array, declared?: string): string {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const wide = utf16ByZeros(bytes);
  if (wide !== undefined) return wide;
  const whole = bytes.subarray(0, completeLength(bytes));
  if (isUtf8(whole)) return 'utf-8';
  const legacy = declaredLegacy(declared);
  return mostlyUtf8(whole) ? 'utf-8' : (legacy ?? 'windows-1258');
}

/** The text of bytes that are all there, without byte-order mark; NFC where the charset writes tone marks apart. */
export function decodeText(bytes: Uint8Array, declared?: string): string {
  const charset = detectCharset(bytes, declared);
  if (charset === 'utf-8') return withoutMark(asBuffer(bytes).toString('utf8'));
  return withoutMark(iconv.decode(asBuffer(bytes), charset)).normalize('NFC');
}

/**
 * The same for a stream. At most 64 KiB are held back to find the charset; characters cut by a chunk's end are put together.
 * Chunks of text may be of any length, none is empty.
 */
export async function* decodeStream(
  bytes: AsyncIterable<Uint8Array>,
  options: DecodeStreamOptions = {},
): AsyncGenerator<string, void, undefined> {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let decoder: Decoder | undefined;
  let first = true;
  const trimmed = (text: string): string => {
    if (text === '' || !first) return text;
    first = false;
    return withoutMark(text);
  };
  for await (const chunk of bytes) {
    if (decoder === undefined) {
      held.push(chunk);
      heldBytes += chunk.length;
      if (heldBytes < SNIFFED_BYTES) continue;
    }
    const data = decoder === undefined ? Buffer.concat(held) : asBuffer(chunk);
    held = [];
    decoder ??= decoderFor(data, options);
    const text = trimmed(decoder.write(data));
    if (text !== '') yield text;
  }
  const rest = Buffer.concat(held);
  decoder ??= decoderFor(rest, options);
  const text = trimmed(decoder.write(rest) + decoder.end());
  if (text !== '') yield text;
}

/**
 * Text written in an old Vietnamese font encoding ("Thñ tôc hµnh chÝnh" for TCVN3, "Thuû tuïc haønh chính" for VNI): each
 * character is valid, together they are no Vietnamese. Undefined where the text shows no such signs or too few to tell.
 */
export function legacyFont(text: string): 'TCVN3' | 'VNI' | undefined {
  const sample = text.length > 200_000 ? text.slice(0, 200_000) : text;
  const proper = count(sample, /[ăđơưĂĐƠƯ\u1EA0-\u1EF9]|[\u0300-\u0323]/gu);
  const tcvn3 = tcvn3Signs(sample);
  const vni = count(sample, /[aeiouyöô][øùûõïåäëü]|[aeo]â/giu);
  const signs = Math.max(tcvn3, vni);
  if (signs < 8 || signs < proper * 4 || signs * 60 < sample.length) return undefined;
  return tcvn3 >= vni ? 'TCVN3' : 'VNI';
}

/** Letters that TCVN3 keeps where other charsets have signs, next to plain letters; one sign alone ("µm") is no text. */
function tcvn3Signs(text: string): number {
  const signs = [
    ...text.matchAll(/[A-Za-z]([¨©ª«¬\u00AD®µ¶·¸¹])(?=[A-Za-z\s,.;])|([¨©ª«¬\u00AD®µ¶·¸¹])[A-Za-z]/gu),
  ];
  return new Set(signs.map(([, after, before]) => after ?? before)).size < 3 ? 0 : signs.length;
}

interface Decoder {
  write(bytes: Buffer): string;
  end(): string;
}

function decoderFor(head: Buffer, options: DecodeStreamOptions): Decoder {
  const charset = detectCharset(head, options.declared);
  return charset === 'utf-8' ? utf8Decoder(options) : legacyDecoder(charset);
}

/**
 * UTF-8, checked on the way. As long as only ASCII has been seen the charset is still open: a long file of ASCII keys may
 * have its first accented letter far behind the sniffed bytes.
 */
function utf8Decoder({ declared, onBroken }: DecodeStreamOptions): Decoder {
  let cut: Buffer = Buffer.alloc(0);
  let offset = 0;
  let settled = false;
  let broken = false;
  let legacy: Decoder | undefined;
  const decode = (part: Buffer): string => {
    if (!settled && !isAscii(part)) {
      settled = true;
      const charset = detectCharset(part, declared);
      if (charset !== 'utf-8' && !charset.startsWith('utf-16')) {
        legacy = legacyDecoder(charset);
        return legacy.write(part);
      }
    }
    const text = part.toString('utf8');
    if (!broken && !isUtf8(part)) {
      broken = true;
      onBroken?.(offset + Buffer.byteLength(text.slice(0, Math.max(text.indexOf('\uFFFD'), 0))));
    }
    offset += part.length;
    return text;
  };
  return {
    write(bytes) {
      if (legacy !== undefined) return legacy.write(bytes);
      const data = cut.length === 0 ? bytes : Buffer.concat([cut, bytes]);
      const whole = completeLength(data);
      cut = Buffer.from(data.subarray(whole));
      return whole === 0 ? '' : decode(data.subarray(0, whole));
    },
    end() {
      const text = cut.length === 0 ? '' : decode(cut);
      return text + (legacy?.end() ?? '');
    },
  };
}

/** One of iconv-lite's charsets. windows-1258 writes tone marks after their letter, so the last letter waits for its mark. */
function legacyDecoder(charset: string): Decoder {
  const decoder = iconv.getDecoder(charset, { stripBOM: false });
  let waiting = '';
  return {
    write(bytes) {
      const text = waiting + decoder.write(bytes);
      const end = lastStarter(text);
      waiting = text.slice(end);
      return text.slice(0, end).normalize('NFC');
    },
    end() {
      return (waiting + (decoder.end() ?? '')).normalize('NFC');
    },
  };
}

/** Index of the last character that is no combining mark; nothing before it can still change. */
function lastStarter(text: string): number {
  let index = text.length - 1;
  while (index > 0 && /\p{M}/u.test(text.charAt(index))) index -= 1;
  return Math.max(index, 0);
}

/** Length of the bytes up to a UTF-8 sequence that is cut at the end. */
function completeLength(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return back < needed ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function utf16ByZeros(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const length = Math.min(bytes.length, 4096) & ~1;
  const zeros = [0, 0];
  for (let index = 0; index < length; index += 1)
    if (bytes[index] === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const enough = length / 2 / 3;
  if (odd > enough && even * 8 < odd) return 'utf-16le';
  if (even > enough && odd * 8 < even) return 'utf-16be';
  return undefined;
}

/** More good multi-byte sequences than broken bytes: a text in UTF-8 that something cut, not another charset. */
function mostlyUtf8(bytes: Uint8Array): boolean {
  const text = asBuffer(bytes).toString('utf8');
  const broken = count(text, /\uFFFD/gu);
  const good = count(text, /[^\u0000-\u007F\uFFFD]/gu);
  return good > broken;
}

function declaredLegacy(declared: string | undefined): string | undefined {
  const name = declared?.trim().toLowerCase() ?? '';
  if (name === '' || /^utf-?(?:8|16|32)/.test(name) || !iconv.encodingExists(name)) return undefined;
  return name;
}

function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function count(text: string, pattern: RegExp): number {
  let found = 0;
  for (const _ of text.matchAll(pattern)) found += 1;
  return found;
}

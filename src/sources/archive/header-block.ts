import { headerText } from '../encoding.js';
import type { Header } from '../portal/exchange.js';

/** A first line and named fields, as both WARC records and HTTP messages begin. */
export interface HeaderBlock {
  /** "WARC/1.1", "HTTP/1.1 200 OK", "GET /a HTTP/1.1". */
  readonly start: string;
  readonly headers: readonly Header[];
  /** Bytes up to what follows the empty line. */
  readonly length: number;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/**
 * Reads a header block. Line ends of all kinds are taken (CRLF, LF, CR CR LF), folded lines are joined, lines that are no field
 * are left out; the block ends at the first empty line or with the bytes.
 */
export function parseHeaderBlock(bytes: Uint8Array): HeaderBlock {
  const lines: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    const feed = bytes.indexOf(LINE_FEED, at);
    const next = feed < 0 ? bytes.length : feed + 1;
    let end = feed < 0 ? bytes.length : feed;
    while (end > at && bytes[end - 1] === CARRIAGE_RETURN) end -= 1;
    const line = headerText(bytes.subarray(at, end));
    at = next;
    if (line === '') break;
    lines.push(line);
  }
  const [start = '', ...fields] = lines;
  return { start: start.trim(), headers: parseFields(fields), length: at };
}

/** Lines "name: value" as headers; also the body of `application/warc-fields`. */
export function parseFields(lines: readonly string[]): Header[] {
  const headers: Header[] = [];
  for (const line of lines) {
    const last = headers.at(-1);
    if (/^[ \t]/.test(line)) {
      if (last !== undefined) headers[headers.length - 1] = [last[0], `${last[1]} ${line.trim()}`.trim()];
      continue;
    }
    const colon = line.indexOf(':');
    if (colon > 0) headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
  }
  return headers;
}

/** The first value of a header, whatever the case of its name. */
export function headerValue(headers: readonly Header[], name: string): string | undefined {
  return headers.find(([key]) => key.toLowerCase() === name)?.[1];
}

/** Text in chunks, as lines. */

/** One physical line. */
export interface TextLine {
  /** From 1. */
  readonly number: number;
  /** Without its line break; cut at the limit where it is longer. */
  readonly text: string;
  readonly tooLong?: true;
}

/** Splits at "\n"; a "\r" before it stays. A line longer than `limit` UTF-16 units is cut, and the rest of it left out. */
export async function* textLines(
  chunks: AsyncIterable<string>,
  limit: number,
): AsyncGenerator<TextLine, void, undefined> {
  let number = 0;
  let parts: string[] = [];
  let length = 0;
  const line = (end: string): TextLine => {
    number += 1;
    const tooLong = length + end.length > limit;
    const text = parts.length === 0 ? end : parts.join('') + end;
    parts = [];
    length = 0;
    return tooLong ? { number, text: text.slice(0, limit), tooLong } : { number, text };
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf('\n'); end !== -1; end = chunk.indexOf('\n', start)) {
      yield line(chunk.slice(start, end));
      start = end + 1;
    }
    if (start === chunk.length) continue;
    if (length <= limit) parts.push(chunk.slice(start));
    length += chunk.length - start;
  }
  if (length > 0) yield line('');
}

/** The text with "\n" as its only line break. */
export async function* unixLines(chunks: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  let held = '';
  for await (const chunk of chunks) {
    const text = held + chunk;
    const cut = text.endsWith('\r') ? text.length - 1 : text.length;
    held = text.slice(cut);
    const part = text.slice(0, cut);
    if (part !== '') yield part.includes('\r') ? part.replace(/\r\n?/g, '\n') : part;
  }
  if (held !== '') yield '\n';
}

import { InputError } from '../services/problem.js';

/**
 * Text, line by line, without line ends; a byte-order mark is dropped.
 *
 * @throws InputError `report-invalid` for bytes that are not UTF-8
 */
export async function* linesOf(
  chunks: AsyncIterable<string | Uint8Array>,
  file: string,
): AsyncGenerator<string> {
  // Parts of the line that is not yet complete; joined once, so that a line of 100 MB is not copied with every chunk.
  let parts: string[] = [];
  for await (const text of decoded(chunks, file)) {
    let start = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      parts.push(text.slice(start, end));
      yield withoutReturn(parts.join(''));
      parts = [];
      start = end + 1;
    }
    if (start < text.length) parts.push(text.slice(start));
  }
  if (parts.length > 0) yield withoutReturn(parts.join(''));
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

async function* decoded(chunks: AsyncIterable<string | Uint8Array>, file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (bytes?: Uint8Array) => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    } catch {
      throw new InputError('report-invalid', { file, place: '/', reason: 'why.not-utf-8' });
    }
  };
  let first = true;
  for await (const chunk of chunks) {
    const text = typeof chunk === 'string' ? chunk : decode(chunk);
    yield first ? text.replace(/^\uFEFF/, '') : text;
    first = false;
  }
  yield decode();
}

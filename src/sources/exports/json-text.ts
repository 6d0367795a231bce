/** A JSON text that arrives in pieces: values are cut out whole, without parsing them. */

/** How much is read at once, in UTF-16 units. */
const MIN_READ = 64 * 1024;

const STRUCTURE = /["{}[\]]/g;
const SCALAR_END = /[\s,\]}[{":]/g;
const NOT_SPACE = /\S/g;

/** The text ends inside a value. */
export class TextEnds extends Error {}

/**
 * The unread rest of a JSON text. Memory is bounded by a quarter more than the limit given to {@link JsonText.measure}, and one chunk.
 * It knows strings and brackets only: what it cuts out is to be parsed by `JSON.parse`, which finds every other mistake.
 */
export class JsonText {
  /** Physical line of the next character, from 1. */
  line = 1;
  readonly #chunks: AsyncIterator<string>;
  #text = '';
  #at = 0;
  /** Index of the first line break at or after the position. */
  #newline = Number.POSITIVE_INFINITY;

  constructor(chunks: AsyncIterable<string>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** The next character that is no white space, which becomes the position; "" at the end. */
  async peek(): Promise<string> {
    for (;;) {
      NOT_SPACE.lastIndex = this.#at;
      const found = NOT_SPACE.exec(this.#text);
      this.#advance((found?.index ?? this.#text.length) - this.#at);
      if (found !== null) return found[0];
      if (!(await this.#more())) return '';
    }
  }

  /** Takes the next character where it is the one expected. */
  async accept(character: string): Promise<boolean> {
    if ((await this.peek()) !== character) return false;
    this.#advance(1);
    return true;
  }

  /**
   * Length of the value at the position; undefined where it is longer than `limit`. Nothing is taken.
   *
   * @param limit in UTF-16 units
   * @throws TextEnds where the text ends before the value does
   */
  async measure(limit: number): Promise<number | undefined> {
    const first = await this.peek();
    if (first === '') throw new TextEnds();
    const scan = first === '"' || first === '{' || first === '[' ? structureScan() : scalarScan();
    for (;;) {
      const length = scan(this.#text, this.#at);
      if (length !== undefined) return length;
      if (this.#text.length - this.#at > limit) return undefined;
      if (await this.#more()) continue;
      if (first === '"' || first === '{' || first === '[') throw new TextEnds();
      return this.#text.length - this.#at;
    }
  }

  /** The next `length` characters, which are taken. */
  take(length: number): string {
    const taken = this.look(length);
    this.#advance(length);
    return taken;
  }

  /** The next `length` characters, which are not taken. */
  look(length: number): string {
    return this.#text.slice(this.#at, this.#at + length);
  }

  /** Ends the reading of the chunks. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  #advance(length: number): void {
    this.#at += length;
    while (this.#newline < this.#at) {
      this.line += 1;
      this.#newline = newlineFrom(this.#text, this.#newline + 1);
    }
  }

  /** Reads on, by more than a small piece: putting a long text together again for every piece would take its length squared. */
  async #more(): Promise<boolean> {
    const parts = [this.#text.slice(this.#at)];
    const wanted = Math.max(MIN_READ, (parts[0]?.length ?? 0) / 4);
    let length = 0;
    while (length < wanted) {
      const next = await this.#chunks.next();
      if (next.done === true) break;
      parts.push(next.value);
      length += next.value.length;
    }
    if (length === 0) return false;
    this.#text = parts.join('');
    this.#at = 0;
    this.#newline = newlineFrom(this.#text, 0);
    return true;
  }
}

/** Finds the end of a value; remembers how far it got, so that it goes on from there when the text has grown. */
type Scan = (text: string, start: number) => number | undefined;

function structureScan(): Scan {
  let offset = 0;
  let depth = 0;
  let inString = false;
  return (text, start) => {
    let index = start + offset;
    for (;;) {
      if (inString) {
        const quote = text.indexOf('"', index);
        if (quote === -1) break;
        index = quote + 1;
        inString = isEscaped(text, quote);
      } else {
        STRUCTURE.lastIndex = index;
        const found = STRUCTURE.exec(text);
        if (found === null) break;
        index = found.index + 1;
        if (found[0] === '"') inString = true;
        else depth += found[0] === '{' || found[0] === '[' ? 1 : -1;
      }
      if (depth <= 0 && !inString) return index - start;
    }
    offset = text.length - start;
    return undefined;
  };
}

function scalarScan(): Scan {
  return (text, start) => {
    SCALAR_END.lastIndex = start + 1;
    const end = SCALAR_END.exec(text)?.index;
    return end === undefined ? undefined : end - start;
  };
}

function newlineFrom(text: string, start: number): number {
  const found = text.indexOf('\n', start);
  return found === -1 ? Number.POSITIVE_INFINITY : found;
}

/** True for a quote that is a character of its string: an odd number of backslashes stands before it. */
export function isEscaped(text: string, quote: number): boolean {
  let index = quote - 1;
  while (text.charCodeAt(index) === 0x5c) index -= 1;
  return (quote - index) % 2 === 0;
}

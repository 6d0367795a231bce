/**
 * JSON documents of any size. A value that fits the window is parsed as a whole and looked at as a whole; a larger one is
 * entered, and its members are read one by one. So a small file and a large one of the same shape give the same records.
 */
import type { SourceRecord } from '../../services/labelled.js';
import type { Problem } from '../../services/problem.js';
import type { ReadOptions, SourceItem } from '../source.js';
import { problemItem } from '../source.js';
import { isObject, NestedTooDeep, parseJson } from './json-parse.js';
import { type HtmlReader, mayHoldHtml, valuesOf } from './json-record.js';
import {
  type Found,
  isProcedureList,
  itemOfList,
  itemOfRoot,
  JUDGED_OBJECTS,
  memberOf,
  memberPath,
  notProcedures,
  recordsIn,
} from './json-shape.js';
import { JsonText, TextEnds } from './json-text.js';

/** In UTF-16 units. */
const WINDOW = 4 * 1024 * 1024;
/** The largest record, in UTF-16 units. */
const MAX_RECORD = 64 * 1024 * 1024;
const MAX_ENTERED_DEPTH = 16;
const KEY_LABEL = 'Mã thủ tục';

/** Stops the reading of the document; what was read before it stays. */
class Unreadable extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

/**
 * Reads a JSON document, or several one after the other.
 *
 * @param location names the layout; a list inside the document is a layout of its own (`file#data.items`)
 */
export async function* readJson(
  chunks: AsyncIterable<string>,
  location: string,
  options: ReadOptions,
): AsyncGenerator<SourceItem, void, undefined> {
  const text = new JsonText(chunks);
  const reading = new JsonReading(text, location, options);
  try {
    for (let documents = 0; (await text.peek()) !== ''; documents += 1)
      yield* reading.document(documents === 0);
  } catch (error) {
    const at = `dòng ${text.line}`;
    if (error instanceof Unreadable) yield problemItem(error.problem);
    else if (error instanceof TextEnds)
      yield problemItem({ code: 'file-truncated', at, args: { records: reading.records }, lost: true });
    else throw error;
  } finally {
    await text.close();
  }
}

interface ListItem {
  readonly path: string;
  readonly content: { readonly value: unknown } | { readonly problem: Problem };
}

class JsonReading {
  /** Records given so far. */
  records = 0;
  readonly #text: JsonText;
  readonly #location: string;
  readonly #options: ReadOptions;
  #html: HtmlReader | undefined;

  constructor(text: JsonText, location: string, options: ReadOptions) {
    this.#text = text;
    this.#location = location;
    this.#options = options;
  }

  async *document(first: boolean): AsyncGenerator<SourceItem> {
    const line = this.#text.line;
    const whole = await this.#whole();
    if (whole === undefined) {
      yield* this.#enter('$', 0);
      return;
    }
    const path = first && (await this.#text.peek()) === '' ? '$' : `dòng ${line}`;
    for (const found of recordsIn(whole, path, this.#options.matchLabel)) yield this.#item(found);
  }

  /** The value at the position, taken, where it fits the window and is sound. */
  async #whole(): Promise<unknown> {
    let length: number | undefined;
    try {
      length = await this.#text.measure(WINDOW);
    } catch (error) {
      if (!(error instanceof TextEnds)) throw error;
    }
    if (length === undefined) return undefined;
    const json = this.#text.look(length);
    const parsed = tryParse(json);
    if ('reason' in parsed) {
      // What is wrong inside a list or an object is found when it is entered, and the rest of it is saved.
      if (/^[[{]/.test(json)) return undefined;
      throw this.#malformed(parsed.reason);
    }
    this.#text.take(length);
    await this.#prepareHtml(json);
    return parsed.value;
  }

  async *#enter(path: string, depth: number): AsyncGenerator<SourceItem> {
    if (depth > MAX_ENTERED_DEPTH) throw this.#malformed('nested too deep');
    if (await this.#text.accept('[')) yield* this.#enterList(path);
    else if (await this.#text.accept('{')) yield* this.#enterObject(path, depth);
    else throw this.#malformed('a value is missing');
  }

  async *#enterObject(path: string, depth: number): AsyncGenerator<SourceItem> {
    if (await this.#text.accept('}')) return;
    do {
      const key = await this.#key();
      const member = await this.#text.peek();
      const whole = await this.#whole();
      if (whole !== undefined) {
        for (const found of memberOf(key, whole, path, this.#options.matchLabel, 0)) yield this.#item(found);
      } else if (member === '[' || member === '{') {
        yield* this.#enter(memberPath(path, key), depth + 1);
      }
    } while (await this.#text.accept(','));
    await this.#expect('}');
  }

  async *#enterList(path: string): AsyncGenerator<SourceItem> {
    const root = path === '$';
    const held: ListItem[] = [];
    let accepted = root ? true : undefined;
    let count = 0;
    let failure: unknown;
    try {
      for await (const item of this.#items(path)) {
        count += 1;
        if (accepted === false) continue;
        held.push(item);
        if (held.length >= JUDGED_OBJECTS)
          accepted ??= isProcedureList(objectsOf(held), this.#options.matchLabel);
        if (accepted === true) yield* this.#release(held.splice(0), path);
      }
    } catch (error) {
      failure = error;
    }
    const objects = objectsOf(held);
    accepted ??= isProcedureList(objects, this.#options.matchLabel);
    if (accepted) yield* this.#release(held, path);
    else if (objects.length > 0) yield problemItem(notProcedures(path, count, objects));
    if (failure !== undefined) throw failure;
  }

  *#release(items: readonly ListItem[], list: string): Generator<SourceItem> {
    for (const { path, content } of items) {
      if ('problem' in content) yield problemItem(content.problem);
      else if (list !== '$') yield this.#item(itemOfList(content.value, path, list));
      else
        for (const found of itemOfRoot(content.value, path, this.#options.matchLabel))
          yield this.#item(found);
    }
  }

  /** The items of the list at the position, which is behind its opening bracket. */
  async *#items(list: string): AsyncGenerator<ListItem> {
    if (await this.#text.accept(']')) return;
    let index = 0;
    do {
      if ((await this.#text.peek()) === ']') break;
      const { line } = this.#text;
      const json = await this.#record();
      const parsed = tryParse(json);
      const path = `${list}[${index}]`;
      index += 1;
      if ('reason' in parsed) {
        const problem = {
          code: 'json-malformed',
          at: `dòng ${line}`,
          args: { reason: parsed.reason },
          lost: true,
        } as const;
        yield { path, content: { problem } };
      } else {
        await this.#prepareHtml(json);
        yield { path, content: parsed };
      }
    } while (await this.#text.accept(','));
    await this.#expect(']');
  }

  /** The text of the next item of a list. */
  async #record(): Promise<string> {
    const length = await this.#text.measure(MAX_RECORD);
    if (length === undefined) {
      throw new Unreadable({
        code: 'record-too-large',
        at: `dòng ${this.#text.line}`,
        args: { mebibytes: MAX_RECORD / 1024 / 1024 },
        lost: true,
      });
    }
    return this.#text.take(length);
  }

  async #key(): Promise<string> {
    if ((await this.#text.peek()) !== '"') throw this.#malformed('a key is missing');
    const length = await this.#text.measure(WINDOW);
    const parsed = tryParse(this.#text.look(length ?? 0));
    if ('reason' in parsed || typeof parsed.value !== 'string') throw this.#malformed('a key is missing');
    this.#text.take(length ?? 0);
    await this.#expect(':');
    return parsed.value;
  }

  async #expect(character: string): Promise<void> {
    if (await this.#text.accept(character)) return;
    const found = await this.#text.peek();
    if (found === '') throw new TextEnds();
    throw this.#malformed(`"${character}" expected, "${found}" found`);
  }

  #malformed(reason: string): Unreadable {
    return new Unreadable({
      code: 'json-malformed',
      at: `dòng ${this.#text.line}`,
      args: { reason },
      lost: true,
    });
  }

  async #prepareHtml(json: string): Promise<void> {
    if (this.#html === undefined && mayHoldHtml(json)) this.#html = (await import('./html-text.js')).htmlText;
  }

  #item(found: Found): SourceItem {
    if ('problem' in found) return problemItem(found.problem);
    this.records += 1;
    const layout = found.list === '' ? this.#location : `${this.#location}#${found.list}`;
    const item = toRecord(found, found.path, layout, this.#html);
    return { type: 'record', record: item };
  }
}

function objectsOf(items: readonly ListItem[]): Readonly<Record<string, unknown>>[] {
  return items.map(({ content }) => ('value' in content ? content.value : undefined)).filter(isObject);
}

/** The record of an object that was found; a key that stands for its code becomes a value. */
export function toRecord(
  found: Extract<Found, { record: unknown }>,
  at: string,
  layout: string,
  html: HtmlReader | undefined,
): SourceRecord {
  const values = valuesOf(found.record, html);
  const { key } = found;
  if (key === undefined || values.some((value) => value.text === key)) return { at, layout, values };
  return { at, layout, values: [{ label: KEY_LABEL, at: key, text: key.normalize('NFC') }, ...values] };
}

/** A JSON text parsed, or what is wrong with it. */
export function tryParse(json: string): { readonly value: unknown } | { readonly reason: string } {
  try {
    return { value: parseJson(json) };
  } catch (error) {
    if (error instanceof NestedTooDeep) return { reason: 'nested too deep' };
    if (error instanceof SyntaxError) return { reason: shortReason(error.message) };
    throw error;
  }
}

/** V8 quotes the text around the mistake, and gives positions that mean nothing to the reader of the whole file. */
function shortReason(message: string): string {
  return message
    .replace(/, ("|\.\.\.)[\s\S]*$/, '')
    .replace(/ in JSON at position \d+.*$/s, '')
    .slice(0, 120);
}

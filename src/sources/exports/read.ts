/** Reads one export, as what its content shows it to be. */
import { decodeStream, legacyFont } from '../encoding.js';
import type { ReadOptions, SourceFile, SourceItem } from '../source.js';
import { problemItem } from '../source.js';
import { type Content, contentOf, extensionOf, HEAD_BYTES, isOwnReport, promisedFormat } from './format.js';
import { readJson } from './json.js';
import { readJsonLines } from './json-lines.js';

/** The largest workbook, compressed, in bytes. */
const MAX_WORKBOOK = 512 * 1024 * 1024;
/** What the old binary workbook format names the part that holds an encrypted new one ([MS-OFFCRYPTO] 2.3.4.4). */
const ENCRYPTED_PART = Buffer.from('EncryptedPackage', 'utf16le');
/** Text looked at for the signs of an old font encoding, in UTF-16 units. */
const FONT_SAMPLE = 64 * 1024;

/**
 * The records and problems of one export.
 *
 * @param promised what kind of file it should be, where the extension does not say ("jsonl" for standard input)
 */
export async function* readExport(
  file: SourceFile,
  bytes: AsyncIterable<Uint8Array>,
  options: ReadOptions,
  promised = promisedFormat(extensionOf(file.location)),
): AsyncGenerator<SourceItem, void, undefined> {
  const { head, all, close } = await withHead(bytes);
  try {
    yield* readContent(head, all, file, options, promised);
  } finally {
    await close();
  }
}

async function* readContent(
  head: Uint8Array,
  all: AsyncIterable<Uint8Array>,
  file: SourceFile,
  options: ReadOptions,
  promised: ReturnType<typeof promisedFormat>,
): AsyncGenerator<SourceItem, void, undefined> {
  const content = contentOf(head, promised);
  if (content === 'blank') {
    yield problemItem({ code: 'file-empty', lost: true });
    return;
  }
  if (isOwnReport(head)) {
    // Written beside the data, it would be audited as data the next time.
    yield problemItem({ code: 'own-report' });
    return;
  }
  const expected = promised === undefined || promised === content;
  if (!expected && (READ_HERE.has(content) || options.readers?.[content] !== undefined)) {
    yield problemItem({
      code: 'extension-mismatch',
      args: { extension: extensionOf(file.location) || String(promised), content },
    });
  }
  if (content === 'xlsx') {
    const workbook = await collect(all, MAX_WORKBOOK);
    if (workbook === undefined) yield tooLarge();
    else yield* (await import('./xlsx.js')).readXlsx(workbook, file.location, options);
  } else if (content === 'ole2') {
    yield problemItem({
      code: (await contains(all, ENCRYPTED_PART)) ? 'workbook-encrypted' : 'workbook-old-format',
      lost: true,
    });
  } else if (content === 'html' || content === 'warc') {
    yield* readElsewhere(content, file, options);
  } else if (content === 'json' || content === 'jsonl' || content === 'csv') {
    yield* readText(content, file, all, options);
  } else {
    yield problemItem({ code: 'format-unreadable', args: { found: content }, lost: true });
  }
}

const READ_HERE: ReadonlySet<Content> = new Set(['json', 'jsonl', 'csv', 'xlsx']);

/** Hands a page or an archive to the reader that was plugged in for it. */
export async function* readElsewhere(
  format: string,
  file: SourceFile,
  options: ReadOptions,
): AsyncGenerator<SourceItem, void, undefined> {
  const reader = options.readers?.[format];
  if (reader !== undefined) yield* reader(file, options);
  else yield problemItem({ code: 'format-not-supported', args: { format }, lost: true });
}

async function* readText(
  format: 'json' | 'jsonl' | 'csv',
  file: SourceFile,
  bytes: AsyncIterable<Uint8Array>,
  options: ReadOptions,
): AsyncGenerator<SourceItem, void, undefined> {
  let brokenAt: number | undefined;
  const text = decodeStream(bytes, {
    onBroken: (offset) => {
      brokenAt = offset;
    },
  });
  const { font, chunks } = await withFont(text);
  if (font !== undefined) {
    yield problemItem({ code: 'encoding-legacy-font', args: { font }, lost: true });
    return;
  }
  const items = {
    csv: async () => (await import('./csv.js')).readCsv(chunks, file.location, options),
    json: async () => readJson(chunks, file.location, options),
    jsonl: async () => readJsonLines(chunks, file.location),
  };
  let said = 0;
  for await (const item of await items[format]()) {
    if (item.type !== 'problem' || item.problem.lost === true || item.problem.code === 'no-records')
      said += 1;
    yield item;
  }
  if (said === 0) yield problemItem({ code: 'no-records' });
  if (brokenAt !== undefined) yield problemItem({ code: 'encoding-broken', args: { offset: brokenAt } });
}

/** The old font encoding of a text, told from its beginning, and the whole text. */
async function withFont(text: AsyncGenerator<string, void, undefined>) {
  const first: string[] = [];
  let length = 0;
  while (length < FONT_SAMPLE) {
    const next = await text.next();
    if (next.done === true) break;
    first.push(next.value);
    length += next.value.length;
  }
  const font = legacyFont(first.join(''));
  if (font !== undefined) await text.return();
  return { font, chunks: chained(first, text) };
}

async function withHead(bytes: AsyncIterable<Uint8Array>) {
  const iterator = bytes[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let length = 0;
  while (length < HEAD_BYTES) {
    const next = await iterator.next();
    if (next.done === true) break;
    first.push(next.value);
    length += next.value.length;
  }
  const rest: AsyncIterable<Uint8Array> = { [Symbol.asyncIterator]: () => iterator };
  return {
    head: Buffer.concat(first).subarray(0, HEAD_BYTES),
    all: chained(first, rest),
    close: async () => void (await iterator.return?.()),
  };
}

async function* chained<T>(first: T[], rest: AsyncIterable<T>): AsyncGenerator<T, void, undefined> {
  yield* first.splice(0);
  yield* rest;
}

async function collect(bytes: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > limit) return undefined;
  }
  return Buffer.concat(chunks);
}

async function contains(bytes: AsyncIterable<Uint8Array>, wanted: Buffer): Promise<boolean> {
  let tail = Buffer.alloc(0);
  for await (const chunk of bytes) {
    const window = Buffer.concat([tail, chunk]);
    if (window.includes(wanted)) return true;
    tail = Buffer.from(window.subarray(-wanted.length));
  }
  return false;
}

function tooLarge(): SourceItem {
  const limit = MAX_WORKBOOK / 1024 / 1024;
  return problemItem({ code: 'workbook-too-large', args: { mebibytes: limit + 1, limit }, lost: true });
}

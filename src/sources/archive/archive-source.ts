import type { SourceRecord } from '../../services/labelled.js';
import type { LabelMatcher } from '../../services/labels.js';
import type { Problem } from '../../services/problem.js';
import { decodeText } from '../encoding.js';
import type { StoredExchange } from '../portal/exchange.js';
import { problemItem, type Reader, type ReadOptions, type SourceItem } from '../source.js';
import { headerValue } from './header-block.js';
import { type About, problemOf, readArchive } from './read-archive.js';

/** What reads the content of an archive; pages and exports have their own readers. */
export interface ArchiveSourceOptions {
  readonly readPage: (
    page: { readonly html: string; readonly url: string },
    matchLabel: LabelMatcher,
  ) => Promise<{ readonly kind: string; readonly records: readonly SourceRecord[] }>;
  /** Reads the answers of JSON interfaces; they are passed over where it is left out. */
  readonly readJson?: (
    chunks: AsyncIterable<string>,
    location: string,
    options: ReadOptions,
  ) => AsyncIterable<SourceItem>;
  /** Bytes of one page that are read at most; 64 MiB by default. */
  readonly bodyBytes?: number;
}

/**
 * Services out of a web archive, whoever made it, without the network: the pages it holds are read as on the portal. Of an address
 * fetched several times the latest answer is read; damaged places give one problem each.
 */
export function archiveSource(dependencies: ArchiveSourceOptions): Reader {
  return async function* read({ path }, options) {
    const { bodyBytes } = dependencies;
    const archive = await readArchive(path, bodyBytes === undefined ? {} : { bodyBytes });
    if (archive.newest > 0) options.onMadeAt?.(archive.newest);
    const failures = new Map<number, number>();
    try {
      for (const problem of archive.problems) yield problemItem(problem);
      for await (const item of archive.exchanges((about) => isPage(about, failures))) {
        if (item.type === 'problem') {
          yield item;
          continue;
        }
        options.onProgress?.(item.position);
        yield* readExchange(item.exchange, path, options, dependencies);
      }
      for (const [status, count] of [...failures].sort(([left], [right]) => left - right)) {
        yield problemItem({ code: 'archive-answers-without-page', args: { status, count } });
      }
      for (const [outcome, count] of [...archive.outcomes].sort(([left], [right]) =>
        left < right ? -1 : 1,
      )) {
        yield problemItem({ code: 'archive-not-fetched', args: { outcome, count } });
      }
    } finally {
      await archive.close();
    }
  };
}

const HTML = /^(?:text\/html|application\/xhtml\+xml)$/;
const JSON_TYPE = /^(?:application|text)\/(?:[\w.-]+\+)?json$/;

/** Whether an exchange may hold procedures; answers that are errors are counted. */
function isPage({ status = 200, mime }: About, failures: Map<number, number>): boolean {
  const readable = mime === undefined || HTML.test(mime) || JSON_TYPE.test(mime);
  if (status >= 400 && readable) failures.set(status, (failures.get(status) ?? 0) + 1);
  return readable && status >= 200 && status < 300;
}

async function* readExchange(
  exchange: StoredExchange,
  location: string,
  options: ReadOptions,
  { readPage, readJson }: ArchiveSourceOptions,
): AsyncGenerator<SourceItem> {
  const { url, method, headers, truncated } = exchange;
  if (method === 'HEAD') return;
  // The first bytes of a file were asked for, to see whether it is one.
  if (headerValue(exchange.requestHeaders, 'range') !== undefined) return;
  if (truncated !== undefined) {
    yield problemItem({ code: 'archive-page-cut-off', at: url, lost: true });
    return;
  }
  let body: Uint8Array;
  try {
    body = await exchange.body();
  } catch (error) {
    yield problemItem(problemOf(error, location));
    return;
  }
  if (body.length === 0) return;
  const type = headerValue(headers, 'content-type') ?? '';
  const text = decodeText(body, charsetOf(type, body));
  const media = type.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (JSON_TYPE.test(media)) {
    if (readJson !== undefined) yield* readAnswer(text, url, options, readJson);
    return;
  }
  if (media === '' && !text.trimStart().startsWith('<')) return;
  try {
    const { kind, records } = await readPage({ html: text, url }, options.matchLabel);
    const problem = pageProblem(kind, url);
    if (problem !== undefined) yield problemItem(problem);
    for (const record of records) yield { type: 'record', record };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    yield problemItem({ code: 'archive-page-not-readable', at: url, args: { reason }, lost: true });
  }
}

/** Records of a JSON answer. Most JSON of a portal holds none, and what is odd about it then concerns nobody. */
async function* readAnswer(
  text: string,
  url: string,
  options: ReadOptions,
  readJson: NonNullable<ArchiveSourceOptions['readJson']>,
): AsyncGenerator<SourceItem> {
  const problems: Problem[] = [];
  let records = 0;
  // Progress is that of the archive.
  for await (const item of readJson(once(text), url, { matchLabel: options.matchLabel })) {
    if (item.type === 'problem') {
      if (problems.length < 100) problems.push(item.problem);
      continue;
    }
    if (item.type !== 'record') continue;
    records += 1;
    yield { type: 'record', record: { ...item.record, at: `${url} ${item.record.at}` } };
  }
  if (records === 0) return;
  for (const problem of problems)
    yield problemItem({ ...problem, at: problem.at === undefined ? url : `${url} ${problem.at}` });
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

const REASONS: Readonly<Record<string, string>> = {
  'script-shell': 'why.archive-script-shell',
  challenge: 'why.archive-challenge',
};

function pageProblem(kind: string, url: string): Problem | undefined {
  const reason = REASONS[kind];
  return reason === undefined
    ? undefined
    : { code: 'archive-page-not-readable', at: url, args: { reason }, lost: true };
}

const CHARSET = /charset\s*=\s*["']?([\w:.-]+)/i;
const META = /<meta[^<>]{0,200}charset\s*=\s*["']?([\w:.-]+)/i;

/** The charset that the header names, else the page itself; bytes that tell otherwise win over both. */
function charsetOf(contentType: string, body: Uint8Array): string | undefined {
  const start = Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, 4096)).toString('latin1');
  return (CHARSET.exec(contentType) ?? META.exec(start))?.[1];
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import type { Exchange } from '../../portal/exchange.js';
import type { ArchiveStoreOptions } from '../archive-store.js';
import { type ArchiveItem, problemOf, type ReadArchiveOptions, readArchive } from '../read-archive.js';

/** A directory that goes with the test. */
export async function temporary(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'dvctt-archive-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

export function storeOptions(changes: Partial<ArchiveStoreOptions> = {}): ArchiveStoreOptions {
  return {
    crawl: {
      software: 'dvctt-audit/0.0.0',
      startUrls: ['https://dvc.example.vn/'],
      robots: 'obey',
      settings: { rate: 2 },
    },
    resume: false,
    owner: { pid: 4711, host: 'here', isAlive: () => true },
    now: () => new Date('2026-03-01T08:00:00Z'),
    ...changes,
  };
}

export function page(url: string, body: string | Uint8Array, changes: Partial<Exchange> = {}): Exchange {
  return {
    url,
    method: 'GET',
    requestHeaders: [
      ['host', 'dvc.example.vn'],
      ['accept', 'text/html'],
    ],
    status: 200,
    statusText: 'OK',
    httpVersion: '1.1',
    headers: [['Content-Type', 'text/html; charset=utf-8']],
    fetchedAt: '2026-03-01T08:00:00.250Z',
    body: typeof body === 'string' ? Buffer.from(body) : body,
    ...changes,
  };
}

/** A record as any program might write it. */
export function record(
  fields: Readonly<Record<string, string>>,
  block: string | Uint8Array,
  end = '\r\n\r\n',
): Buffer {
  const bytes = Buffer.from(block);
  const all: Record<string, string> = { 'Content-Length': String(bytes.length), ...fields };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`WARC/1.0\r\n${lines.join('')}\r\n`), bytes, Buffer.from(end)]);
}

/** A response record. */
export function response(
  url: string,
  http: string | Uint8Array,
  fields: Readonly<Record<string, string>> = {},
): Buffer {
  const type = { 'WARC-Type': 'response', 'Content-Type': 'application/http; msgtype=response' };
  return record({ ...type, 'WARC-Target-URI': url, 'WARC-Date': '2026-01-02T03:04:05Z', ...fields }, http);
}

export function html(text: string): string {
  return `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n${text}`;
}

/** Writes records as a file, each compressed by itself where the name says so. */
export async function archiveOf(records: readonly Uint8Array[], name = 'pages.warc.gz'): Promise<string> {
  const path = join(await temporary(), name);
  await writeFile(
    path,
    Buffer.concat(name.endsWith('.gz') ? records.map((bytes) => gzipSync(bytes)) : records),
  );
  return path;
}

/** Address → body of all an archive gives, and its problems. */
export async function contents(location: string, options?: ReadArchiveOptions) {
  const archive = await readArchive(location, options);
  const bodies: Record<string, string> = {};
  const problems = [...archive.problems];
  const items: ArchiveItem[] = [];
  for await (const item of archive.exchanges()) {
    items.push(item);
    if (item.type === 'problem') {
      problems.push(item.problem);
      continue;
    }
    try {
      bodies[item.exchange.url] = Buffer.from(await item.exchange.body()).toString();
    } catch (error) {
      problems.push(problemOf(error, location));
    }
  }
  await archive.close();
  return { bodies, problems, items, outcomes: Object.fromEntries(archive.outcomes) };
}

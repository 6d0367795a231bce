import type { Damage } from './damage.js';
import { type ArchiveEntry, isExchange, recordEntry, recordUrl, requestPart } from './entry.js';
import { headerValue } from './header-block.js';
import type { Scanned, WarcRecord } from './records.js';

export type ScannedEntry =
  | { readonly type: 'entry'; readonly entry: ArchiveEntry; readonly end?: number }
  /** A record that is complete and no entry, with the byte behind it. */
  | { readonly type: 'other'; readonly end?: number }
  | { readonly type: 'damage'; readonly damage: Damage };

interface Request {
  readonly record: WarcRecord;
  readonly id: string | undefined;
}

interface Response extends Request {
  readonly entry: ArchiveEntry;
}

/**
 * Puts requests and responses together. Writers differ in which comes first and in which names the other; a response waits for
 * one more record, no longer. Entries come in the order of their responses.
 */
export async function* pairEntries(
  records: AsyncIterable<Scanned>,
  file: string,
): AsyncGenerator<ScannedEntry, void> {
  let request: Request | undefined;
  let response: Response | undefined;
  for await (const item of records) {
    if (item.type === 'damage') {
      if (response !== undefined) yield entryItem(response);
      request = undefined;
      response = undefined;
      yield item;
      continue;
    }
    const { record } = item;
    const id = headerValue(record.headers, 'warc-record-id');
    if (record.type === 'request') {
      const current: Request = { record, id };
      if (response !== undefined && belong(current, response)) {
        yield entryItem(response, current, record.end);
        response = undefined;
      } else {
        request = current;
      }
      continue;
    }
    const entry = recordEntry(record, file);
    if (entry === undefined || entry.kind === 'resource' || !isExchange(entry.kind)) {
      // What describes a response may stand between it and its request.
      if (entry === undefined && record.type === 'metadata' && response !== undefined) continue;
      if (response !== undefined) yield entryItem(response);
      response = undefined;
      if (entry === undefined) yield { type: 'other', ...endOf(record.end) };
      else yield { type: 'entry', entry, ...endOf(record.end) };
      continue;
    }
    if (response !== undefined) yield entryItem(response);
    response = { record, id, entry };
    if (request !== undefined && belong(request, response)) {
      yield entryItem(response, request);
      response = undefined;
    }
    request = undefined;
  }
  if (response !== undefined) yield entryItem(response);
}

function entryItem({ entry, record }: Response, request?: Request, end = record.end): ScannedEntry {
  const part = request === undefined ? undefined : requestPart(request.record);
  return { type: 'entry', entry: { ...entry, ...part }, ...endOf(end) };
}

function belong(request: Request, response: Response): boolean {
  const named = [...concurrent(request.record), ...concurrent(response.record)];
  if (named.length > 0) return named.some((id) => id === request.id || id === response.id);
  return recordUrl(request.record) === response.entry.url;
}

function concurrent({ headers }: WarcRecord): string[] {
  return headers.filter(([name]) => name.toLowerCase() === 'warc-concurrent-to').map(([, value]) => value);
}

function endOf(end: number | undefined): { end?: number } {
  return end === undefined ? {} : { end };
}

import { matchesDigest } from './digest.js';
import { headerValue } from './header-block.js';
import { parseResponse } from './http-message.js';
import type { WarcRecord } from './records.js';

/** Whether a record is still what was fetched, and whether it is the whole of it. */

/** False where the block, all of it at hand, is not what its digest was made of. */
export function blockHolds({ headers, block, length }: WarcRecord): boolean {
  return block.length < length || holds(headers, 'warc-block-digest', [block]);
}

/**
 * False where none of the forms of a payload is what its digest was made of. Programs disagree about which codings they take off
 * before (ISO 28500:2017, 5.9); of a payload that is not whole nothing can be said.
 *
 * @param forms of the payload, those most programs take first
 */
export function payloadHolds(record: Pick<WarcRecord, 'headers'>, forms: readonly Uint8Array[]): boolean {
  return holds(record.headers, 'warc-payload-digest', forms);
}

function holds(headers: WarcRecord['headers'], name: string, forms: readonly Uint8Array[]): boolean {
  const declared = headerValue(headers, name);
  if (declared === undefined) return true;
  return [...new Set(forms)].some((form) => matchesDigest(declared, form) !== false);
}

/** Why a stored answer is not the whole of it, if so: cut off on the way, or only the first of several segments. */
export function truncationOf(record: WarcRecord): 'length' | 'time' | 'disconnect' | undefined {
  const value = headerValue(record.headers, 'warc-truncated');
  if (value !== undefined) return value === 'length' || value === 'time' ? value : 'disconnect';
  if (headerValue(record.headers, 'warc-segment-number') !== undefined) return 'length';
  return record.type === 'response' && isShort(record) ? 'disconnect' : undefined;
}

/** The server promised more bytes than there are. A coded body may have been decoded since: its length says nothing. */
function isShort({ block, length }: WarcRecord): boolean {
  const { status, headers, bodyAt } = parseResponse(block);
  const promised = headerValue(headers, 'content-length') ?? '';
  const coded = ['content-encoding', 'transfer-encoding'].some((name) => headerValue(headers, name));
  return (
    status === 200 &&
    !coded &&
    length > bodyAt &&
    /^\d{1,15}$/.test(promised) &&
    Number(promised) > length - bodyAt
  );
}

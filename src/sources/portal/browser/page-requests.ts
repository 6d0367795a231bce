/**
 * What the scripts of a page may ask for: what a visitor's browser would, as far as it belongs to the portal, and by the crawler's own
 * road (robots.txt, rate, budget, archive).
 */

import { isActingAddress } from '../acting-links.js';
import type { Fetcher, Reply } from '../fetcher.js';
import { endsSession } from '../links.js';
import type { Outcome } from '../page-status.js';
import type { Redactor } from '../redact.js';
import type { Scope } from '../scope.js';
import type { PageAnswer, PageRequest } from './browser.js';

export interface PageRequests {
  ask(request: PageRequest): Promise<PageAnswer | undefined>;
  /** What the page did not get, so that what it shows may not be all there is: the first of it. */
  readonly lacking: Exclude<Outcome, { kind: 'noted' }> | undefined;
  /** Hosts outside the scope that the page asked for scripts or data. */
  readonly outside: ReadonlySet<string>;
}

export interface PageRequestTools {
  readonly fetcher: Fetcher;
  readonly scope: Scope;
  readonly redactor: Redactor;
}

/** Requests of one page; one that asks for more is not waited for. */
const MOST = 100;
const LONGEST_BODY = 256 * 1024;
/** What the page says about its request; who asks, and from where, is the crawler's to say. */
const PASSED = /^(?:accept|content-type|authorization|referer|origin|x-.*|.*token.*)$/;
const SENDABLE = /^(?:application\/(?:[\w.+-]*json|x-www-form-urlencoded)|text\/plain)\b/i;

/** @param fetchedAt when the page was fetched, ISO 8601 */
export function pageRequests(tools: PageRequestTools, fetchedAt: string): PageRequests {
  const { fetcher, scope, redactor } = tools;
  const start = Date.parse(fetchedAt);
  const outside = new Set<string>();
  let lacking: PageRequests['lacking'];
  let count = 0;

  function refuse(request: PageRequest, outcome: NonNullable<PageRequests['lacking']>): undefined {
    const at = redactor.text(request.url).slice(0, 500);
    lacking ??= { ...outcome, detail: { ...outcome.detail, browser: 'incomplete', at } };
  }

  async function ask(request: PageRequest): Promise<PageAnswer | undefined> {
    const url = addressOf(request.url);
    if (url === undefined || !isSendable(request) || endsSession(url)) return undefined;
    if (request.kind === 'data' && isActingAddress(url)) return undefined;
    if (!scope.inside(url)) {
      outside.add(new URL(url).hostname);
      // A page whose data lie elsewhere shows nothing that can be judged; a script may be anybody's.
      if (request.kind === 'data' && request.method !== 'HEAD')
        refuse(request, { kind: 'refused', by: 'redirectOutOfScope' });
      return undefined;
    }
    if (++count > MOST) return refuse(request, { kind: 'refused', by: 'trap' });
    const reply = await fetcher.fetch({
      url,
      method: request.method,
      headers: request.headers.filter(([name]) => PASSED.test(name.toLowerCase())),
      ...(request.body === undefined ? {} : { body: steadied(request.body, start) }),
    });
    if (reply.kind !== 'response') {
      return reply.kind === 'noted'
        ? refuse(request, { kind: 'response', status: 503 })
        : refuse(request, reply);
    }
    const { head, body } = reply;
    const failed = failureOf(reply);
    if (failed !== undefined) refuse(request, failed);
    return { status: head.status, headers: head.headers, body };
  }

  /** As the archive will know it: without secrets, with the moment of the page for the moment of the request. */
  function addressOf(address: string): string | undefined {
    if (!/^https?:/i.test(address) || !URL.canParse(address)) return undefined;
    const url = new URL(redactor.address(address));
    url.hash = '';
    url.username = '';
    url.password = '';
    url.search = steadied(url.search, start);
    return url.href;
  }

  return {
    ask,
    get lacking() {
      return lacking;
    },
    outside,
  };
}

function isSendable({ method, kind, headers, body }: PageRequest): boolean {
  if (method !== 'POST') return true;
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  return kind === 'data' && (body ?? '').length <= LONGEST_BODY && (SENDABLE.test(type) || type === '');
}

/** An answer that says nothing about what there is. "Not found" and "not for you" are answers; a visitor gets them too. */
function failureOf({
  head,
}: Extract<Reply, { kind: 'response' }>): NonNullable<PageRequests['lacking']> | undefined {
  if (head.truncated !== undefined) return { kind: 'response', status: 200, tooLarge: true };
  return head.status === 429 || head.status >= 500 ? { kind: 'response', status: head.status } : undefined;
}

const HOUR_MS = 3_600_000;

/** "?_=1767225600123" asks for the same as a moment ago; with the moment of the page in its place it is the same request. */
function steadied(text: string, start: number): string {
  return text.replace(/(?<!\d)1\d{12}(?!\d)/g, (digits) =>
    Math.abs(Number(digits) - start) < HOUR_MS ? String(start) : digits,
  );
}

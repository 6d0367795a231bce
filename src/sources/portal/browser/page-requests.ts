/**
 * What the scripts of a page may ask for: what a visitor's browser would, as far as it belongs to the portal, and by the crawler's own
 * road (robots.txt, rate, budget, archive).
 */

import { isActingAddress } from '../acting-links.js';
import type { Fetcher, Reply } from '../fetcher.js';
import { endsSession } from '../links.js';
import { type Outcome, type PageStatus, statusOf } from '../page-status.js';
import { type Redactor, safeMessage } from '../redact.js';
import { readRuleFile, words } from '../rule-file.js';
import type { Scope } from '../scope.js';
import type { Asked, PageAnswer, PageRequest } from './browser.js';

export interface PageRequests {
  ask(request: PageRequest): Asked;
  /** Something on the page was clicked: it may ask for as much again. */
  renew(): void;
  /**
   * What the page did not get, so that what it shows may not be all there is; of several the first by address.
   *
   * @param failed a script of the page has failed: it may have needed one that lies elsewhere
   */
  lacking(failed: boolean): Outcome | undefined;
  /** Hosts outside the scope that the page asked for scripts or data. */
  readonly outside: ReadonlySet<string>;
}

export interface PageRequestTools {
  readonly fetcher: Fetcher;
  readonly scope: Scope;
  readonly redactor: Redactor;
}

/** Different requests of one page, and after every click on it; one that asks for more gets no answer. */
const MOST = 100;
const LONGEST_BODY = 256 * 1024;
const LONGEST_SHOWN = 300;
/** What the page says about its request; who asks, and from where, is the crawler's to say. */
const PASSED = /^(?:accept|content-type|authorization|referer|origin|x-.*|.*token.*)$/;
const SENDABLE = /^(?:application\/(?:[\w.+-]*json|x-www-form-urlencoded)|text\/plain)\b/i;
const NOTHING: Asked = { answer: Promise.resolve(undefined), awaited: false };

/** @param fetchedAt when the page was fetched, ISO 8601 */
export function pageRequests(tools: PageRequestTools, fetchedAt: string): PageRequests {
  const { fetcher, scope, redactor } = tools;
  const start = Date.parse(fetchedAt);
  const outside = new Set<string>();
  const answers = new Map<string, Asked>();
  let most = MOST;
  const lacking = new Map<string, PageStatus['detail']>();
  const otherScripts = new Map<string, PageStatus['detail']>();

  function lacks(
    { url, method }: PageRequest,
    detail: NonNullable<PageStatus['detail']>,
    list = lacking,
  ): void {
    const address = safeMessage(redactor.text(url)).slice(0, LONGEST_SHOWN);
    if (method !== 'HEAD' && !list.has(address)) list.set(address, detail);
  }

  function ask(given: PageRequest): Asked {
    const url = addressOf(given.url);
    if (url === undefined || endsSession(url) || scope.excluded(url)) return NOTHING;
    if (given.kind === 'data' && isActingAddress(url)) return NOTHING;
    const body = given.body === undefined ? {} : { body: steadied(given.body, start) };
    const request = { ...given, url, ...body };
    if (!scope.inside(url)) {
      leaveOut(request);
      return NOTHING;
    }
    // Asked again and again, an address gives what it gave.
    const key = `${request.method} ${url}\n${request.body ?? ''}`;
    const known = answers.get(key);
    if (known !== undefined) return { ...known, awaited: false };
    const sendable = isSendable(request);
    if (!sendable || answers.size >= most) {
      lacks(request, { kind: sendable ? 'many' : 'unsent' });
      return NOTHING;
    }
    const asked: Asked = { answer: send(request), awaited: true };
    answers.set(key, asked);
    return asked;
  }

  /** A page whose data lie elsewhere shows nothing that can be judged; a script may be anybody's, as long as it is not missed. */
  function leaveOut(request: PageRequest): void {
    const { hostname } = new URL(request.url);
    if (isSideHost(hostname)) return;
    outside.add(hostname);
    lacks(request, { kind: 'outside' }, request.kind === 'data' ? lacking : otherScripts);
  }

  async function send(request: PageRequest): Promise<PageAnswer | undefined> {
    const { url, method, headers, body } = request;
    const reply = await fetcher.fetch({
      url,
      method,
      headers: headers.filter(([name]) => PASSED.test(name.toLowerCase())),
      ...(body === undefined ? {} : { body }),
    });
    const failed = failureOf(reply);
    if (failed !== undefined) {
      const { id, detail } = statusOf(failed);
      lacks(request, { ...detail, outcome: id });
    }
    return reply.kind === 'response'
      ? { status: reply.head.status, headers: reply.head.headers, body: reply.body }
      : undefined;
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
    renew() {
      most = answers.size + MOST;
    },
    lacking(failed) {
      // Which answer came first is chance.
      const [first] = [...lacking, ...(failed ? otherScripts : [])].sort(([left], [right]) =>
        left < right ? -1 : 1,
      );
      if (first === undefined) return undefined;
      const [address, detail] = first;
      return { kind: 'noted', status: 'incomplete', detail: { ...detail, browser: 'incomplete', address } };
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
function failureOf(reply: Reply): Outcome | undefined {
  if (reply.kind !== 'response') return reply;
  const { truncated, status } = reply.head;
  if (truncated !== undefined) return { kind: 'response', status: 200, tooLarge: true };
  return status === 429 || status >= 500 ? { kind: 'response', status } : undefined;
}

let sideHosts: readonly string[] | undefined;

/** A host that counts visits, chats or shares, whatever page it is on. */
function isSideHost(hostname: string): boolean {
  sideHosts ??= words(readRuleFile('page-signs.json'), 'sideHosts');
  return sideHosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
}

const HOUR_MS = 3_600_000;

/** "?_=1767225600123" asks for the same as a moment ago; with the moment of the page in its place it is the same request. */
function steadied(text: string, start: number): string {
  return text.replace(/(?<!\d)1\d{12}(?!\d)/g, (digits) =>
    Math.abs(Number(digits) - start) < HOUR_MS ? String(start) : digits,
  );
}

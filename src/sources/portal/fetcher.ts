import { canonicalUrl } from './canonical-url.js';
import type { ExchangeHead, Header, Method } from './exchange.js';
import type { Settings } from './options.js';
import { userAgentOf } from './options.js';
import { type Outcome, type Refusal, statusOf } from './page-status.js';
import { isPrivateAddress } from './private-address.js';
import type { Redactor } from './redact.js';
import { headerOf, type Requests } from './requests.js';
import { NO_ROBOTS, ROBOTS_LIMIT, type Robots, robotsOf } from './robots.js';
import { readRuleFile, words } from './rule-file.js';
import type { Scope } from './scope.js';

/** An address asked for as a browser would: robots.txt obeyed, redirects followed within bounds. */
export interface Fetcher {
  fetch(request: FetchRequest): Promise<Reply>;
  /** What the host of an address says in robots.txt; asked once. */
  robots(url: string): Promise<RobotsAnswer>;
}

export interface FetchRequest {
  readonly url: string;
  /** The spelling of the address that is sent, where it is another. */
  readonly printed?: string;
  readonly method?: Method;
  readonly body?: string;
  readonly headers?: readonly Header[];
  readonly limit?: number;
  /** Whether the body of a content type is to be read at all. */
  readonly wanted?: (contentType: string | undefined) => boolean;
  /** Further attempts at most, where fewer than for a page. */
  readonly retries?: number;
  /** A file that a page offers may lie on another public host; a page may not. */
  readonly anywhere?: boolean;
}

export type Reply =
  | {
      readonly kind: 'response';
      /** Canonical address that answered. */
      readonly url: string;
      readonly redirected: boolean;
      readonly head: ExchangeHead;
      readonly body: Uint8Array;
      readonly notModified: boolean;
    }
  | Exclude<Outcome, { kind: 'response' }>;

export interface RobotsAnswer extends Robots {
  /** Why the host could not be asked at all; its pages then fail the same way and are not tried. */
  readonly failure?: Exclude<Outcome, { kind: 'response' }>;
}

const ROBOTS_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export function openFetcher(tools: {
  readonly settings: Settings;
  readonly scope: Scope;
  readonly requests: Requests;
  readonly redactor: Redactor;
}): Fetcher {
  const { settings, scope, requests, redactor } = tools;
  const userAgent = userAgentOf(settings);
  const known = new Map<string, Promise<RobotsAnswer>>();
  const loginPaths = words(readRuleFile('page-signs.json'), 'loginPaths');

  async function askRobots(origin: string): Promise<RobotsAnswer> {
    let url = `${origin}/robots.txt`;
    for (let hops = 0; hops <= ROBOTS_REDIRECTS; hops++) {
      const answer = await requests.send({ url, method: 'GET', limit: ROBOTS_LIMIT });
      // What the lost file forbade was never asked for, and its notes say so.
      if (answer.kind === 'refused' && answer.by === 'notInArchive') return NO_ROBOTS;
      if (answer.kind !== 'response') return { ...robotsOf(url, userAgent, undefined), failure: answer };
      const next = REDIRECTS.has(answer.head.status) ? target(answer.head, url) : undefined;
      if (next === undefined) {
        const text = new TextDecoder().decode(answer.body);
        const robots = robotsOf(`${origin}/robots.txt`, userAgent, { status: answer.head.status, text });
        if (robots.crawlDelay !== undefined) requests.slowTo(origin, robots.crawlDelay);
        return robots;
      }
      if (isForbiddenAddress(next)) break;
      url = next;
    }
    // RFC 9309, 2.3.1.2: after five redirects the file may be taken as not there.
    return NO_ROBOTS;
  }

  function robots(url: string): Promise<RobotsAnswer> {
    if (!settings.robots) return Promise.resolve(NO_ROBOTS);
    const { origin } = new URL(url);
    const answer = known.get(origin) ?? askRobots(origin);
    known.set(origin, answer);
    return answer;
  }

  function isForbiddenAddress(url: string): boolean {
    const { hostname, host } = new URL(url);
    return isPrivateAddress(hostname) && !scope.privateAllowed(host);
  }

  /** Why an address may not be asked, if it may not. */
  async function objection(
    url: string,
    hops: number,
    request: FetchRequest,
  ): Promise<Exclude<Reply, { kind: 'response' }> | undefined> {
    const refused = (by: Refusal): Reply & { kind: 'refused' } => ({
      kind: 'refused',
      by,
      detail: hops === 0 ? {} : { to: redactor.text(url) },
    });
    if (isForbiddenAddress(url)) return refused(hops === 0 ? 'privateAddress' : 'redirectToPrivate');
    if (hops > 0 && request.anywhere === true && scope.excluded(url)) return refused('redirectOutOfScope');
    if (hops > 0 && request.anywhere !== true && !scope.inside(url)) {
      return refused(isLogin(url) ? 'loginRequired' : 'redirectOutOfScope');
    }
    const rules = await robots(url);
    if (rules.failure !== undefined)
      return hops === 0 ? ofRobots(rules.failure) : privateHop(rules.failure, url);
    if (rules.state === 'unreachable') return refused('robotsUnreachable');
    const asked = hops === 0 ? (request.printed ?? url) : url;
    return rules.allows(url) && rules.allows(asked) ? undefined : refused('robotsDisallowed');
  }

  function isLogin(url: string): boolean {
    const path = new URL(url).pathname.toLowerCase();
    return loginPaths.some((part) => path.includes(part));
  }

  /** A name that stands for a private address is found out on connecting; behind a redirect it has a status of its own. */
  function privateHop(
    failure: Exclude<Reply, { kind: 'response' }>,
    url: string,
  ): Exclude<Reply, { kind: 'response' }> {
    return failure.kind === 'failed' && failure.code === 'PRIVATE_ADDRESS'
      ? { kind: 'refused', by: 'redirectToPrivate', detail: { to: redactor.text(url) } }
      : failure;
  }

  /** It was not the page that did not answer in time, but robots.txt, without which the page is not asked for. */
  function ofRobots(failure: Exclude<Reply, { kind: 'response' }>): Exclude<Reply, { kind: 'response' }> {
    if (statusOf(failure).id !== 'timeout') return failure;
    return { ...failure, detail: { ...failure.detail, kind: 'robots' } };
  }

  async function fetch(request: FetchRequest): Promise<Reply> {
    const visited = new Set<string>();
    let { url, method = 'GET', body } = request;
    for (let hops = 0; ; hops++) {
      if (hops > settings.maxRedirects)
        return { kind: 'refused', by: 'tooManyRedirects', detail: { to: redactor.text(url) } };
      const objected = await objection(url, hops, request);
      if (objected !== undefined) return objected;
      const answer = await requests.send({
        url,
        method,
        limit: request.limit ?? settings.maxBytes,
        again: visited.has(url),
        ...(hops > 0 || request.printed === undefined ? {} : { printed: request.printed }),
        ...(body === undefined ? {} : { body }),
        ...(request.headers === undefined ? {} : { headers: request.headers }),
        ...(request.wanted === undefined ? {} : { wanted: request.wanted }),
        ...(request.retries === undefined ? {} : { retries: request.retries }),
      });
      if (answer.kind !== 'response') return hops === 0 ? answer : privateHop(answer, url);
      visited.add(url);
      const next = REDIRECTS.has(answer.head.status) ? target(answer.head, url) : undefined;
      if (next === undefined) {
        const final = canonicalUrl(url) ?? url;
        // A detour by a sign-in service that lets everybody through ends at the page itself.
        if (hops > 0 && isLogin(final) && !isLogin(request.url)) {
          return { kind: 'refused', by: 'loginRequired', detail: { to: redactor.text(final) } };
        }
        return { ...answer, url: final, redirected: final !== request.url };
      }
      if (method === 'POST' && answer.head.status < 307) {
        method = 'GET';
        body = undefined;
      }
      url = next;
    }
  }

  return { fetch, robots };
}

/** Where a redirect leads; as given, since a session in it may be what the server wants to see again. */
function target(head: ExchangeHead, url: string): string | undefined {
  const location = headerOf(head.headers, 'location');
  if (location === undefined || !URL.canParse(location, url)) return undefined;
  const next = new URL(location, url);
  next.hash = '';
  next.username = '';
  next.password = '';
  return /^https?:$/.test(next.protocol) ? next.href : undefined;
}

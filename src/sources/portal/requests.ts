import type { Clock } from './clock.js';
import type { Cookies } from './cookies.js';
import type {
  Exchange,
  ExchangeHead,
  ExchangeStore,
  Header,
  Method,
  Note,
  StoredExchange,
} from './exchange.js';
import { type Gate, openGate, retryAfter } from './gate.js';
import { type Settings, userAgentOf } from './options.js';
import { type Outcome, statusOf } from './page-status.js';
import type { Redactor } from './redact.js';
import type { Scope } from './scope.js';
import { type Transport, TransportError, type WireResponse } from './transport.js';

/** One request to one address, by way of the store, the gate of its host and as many attempts as it is worth. Nothing is followed. */
export interface Requests {
  send(request: Request): Promise<Answer>;
  /** At least so many milliseconds between requests to the host of an address (Crawl-delay). */
  slowTo(url: string, milliseconds: number): void;
  /** No more requests to this host. */
  giveUp(url: string, by: 'rateLimited' | 'hostGivenUp'): void;
  /** Requests sent so far. */
  readonly sent: number;
}

export interface Request {
  /** What the answer is known, kept and looked up by. */
  readonly url: string;
  /** The spelling of the address that is sent, where it is another. */
  readonly printed?: string;
  readonly method: Method;
  readonly body?: string;
  readonly headers?: readonly Header[];
  /** Bytes to read at most; the rest is cut off. */
  readonly limit: number;
  /** Whether the body of a content type is to be read at all; every one where left out. */
  readonly wanted?: (contentType: string | undefined) => boolean;
  /** Further attempts at most, where fewer than for a page; one more where the server asks for patience (429, 503). */
  readonly retries?: number;
  /** Asked for anew even where this run has an answer: a redirect that came back to its address. */
  readonly again?: boolean;
}

export type Answer =
  | {
      readonly kind: 'response';
      readonly head: ExchangeHead;
      readonly body: Uint8Array;
      readonly notModified: boolean;
    }
  | Exclude<Outcome, { kind: 'response' }>;

type NoAnswer = Exclude<Answer, { kind: 'response' }>;
type Refused = Extract<Outcome, { kind: 'refused' }>;

export interface RequestTools {
  readonly settings: Settings;
  readonly scope: Scope;
  readonly transport: Transport;
  readonly store: ExchangeStore;
  readonly cookies: Cookies;
  readonly redactor: Redactor;
  readonly clock: Clock;
  /** Values of Authorization by host, from user information in start addresses. */
  readonly authorizations: ReadonlyMap<string, string>;
  /** Canonical addresses the crawl begins with: all the rest hangs on them, so a resumed run asks for them again where they failed. */
  readonly starts: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

const WORTH_A_RETRY = new Set([408, 429, 500, 502, 503, 504]);
/** Failures that a resumed run takes over from the run it resumes. */
const TAKEN_OVER = new Set([
  'timeout',
  'tlsError',
  'dnsError',
  'connectionRefused',
  'reset',
  'unreachable',
  'proxyError',
  'malformedResponse',
]);
/** Answers that are no page and are known by their notes. */
const STAND_INS = new Set(['blocked', 'truncated']);
const FIRST_PAUSE_MS = 500;

export function openRequests(tools: RequestTools): Requests {
  const { settings, scope, store, redactor, clock, cookies } = tools;
  const gates = new Map<string, Gate>();
  const closed = new Map<string, 'rateLimited' | 'hostGivenUp'>();
  const busy = new Map<string, Promise<unknown>>();
  const userAgent = userAgentOf(settings);
  const essential = new Set(tools.starts.flatMap((url) => [url, `${new URL(url).origin}/robots.txt`]));
  /** Of those, what was asked for in this process: once is enough. */
  const asked = new Set<string>();
  const endedAt = timeOf(store.ended);
  let sent = 0;

  const gateOf = (host: string): Gate => {
    const known = gates.get(host) ?? openGate(settings, clock, tools.signal);
    gates.set(host, known);
    return known;
  };
  const gate = (url: string): Gate => gateOf(new URL(url).hostname);

  /** One request in flight per address: a second one waits, and then finds the answer in the store. */
  async function alone<T>(url: string, task: () => Promise<T>): Promise<T> {
    const run = (busy.get(url) ?? Promise.resolve()).then(task, task);
    const settled = run.catch(() => undefined);
    busy.set(url, settled);
    try {
      return await run;
    } finally {
      if (busy.get(url) === settled) busy.delete(url);
    }
  }

  async function headersFor(request: Request, stored: StoredExchange | undefined): Promise<Header[]> {
    const headers = new Map<string, string>([
      ['user-agent', userAgent],
      ['accept', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'],
      ['accept-language', 'vi,en;q=0.5'],
      ['accept-encoding', 'gzip, deflate, br'],
    ]);
    for (const [name, value] of request.headers ?? []) headers.set(name.toLowerCase(), value);
    for (const [name, value] of stored === undefined ? [] : validators(stored)) headers.set(name, value);
    const cookie = await cookies.headerFor(request.url);
    if (cookie !== undefined) headers.set('cookie', cookie);
    if (scope.own(request.url)) {
      const authorization = tools.authorizations.get(new URL(request.url).host);
      if (authorization !== undefined) headers.set('authorization', authorization);
      for (const [name, value] of settings.headers) headers.set(name.toLowerCase(), value);
    }
    return [...headers];
  }

  /** Request headers as they may be kept. */
  function recorded(headers: readonly Header[]): Header[] {
    const given = new Set(settings.headers.map(([name]) => name.toLowerCase()));
    if (settings.cookies.length > 0) given.add('cookie');
    given.add('authorization');
    return headers.map(([name, value]) => [name, given.has(name) ? 'REDACTED' : redactor.text(value)]);
  }

  /** Why no more requests go to a host, if so. */
  function stopped(host: string): Refused | undefined {
    const by = closed.get(host);
    if (by !== undefined) return { kind: 'refused', by };
    if (tools.signal?.aborted === true)
      return { kind: 'refused', by: 'budgetExhausted', detail: { kind: 'interrupted' } };
    return sent < settings.maxRequests
      ? undefined
      : { kind: 'refused', by: 'budgetExhausted', detail: { kind: 'requests', requests: sent } };
  }

  /** What an answer asks of the requests that follow it. */
  function heed(host: string, { status, headers }: WireResponse): void {
    const door = gateOf(host);
    const wait = retryAfter(headerOf(headers, 'retry-after'), clock.now());
    if (status !== 429 && status !== 503) door.relax();
    else if (wait !== undefined && wait > settings.longestWait) closed.set(host, 'rateLimited');
    else door.backOff(wait ?? FIRST_PAUSE_MS);
  }

  /**
   * @param isFinal whether an answer is to be kept: that happens before another request may take its place, so that a kill loses no
   *   more answers than there may be requests in flight
   */
  async function once(
    request: Request,
    headers: readonly Header[],
    isFinal: (status: number) => boolean,
  ): Promise<Exchange | Refused> {
    const host = new URL(request.url).hostname;
    return gate(request.url).pass(async (started, answered) => {
      // Asked only now: while a request waits for its turn, its host may be given up and the budget used up.
      const refused = stopped(host);
      if (refused !== undefined) return refused;
      sent++;
      const fetchedAt = new Date(clock.now()).toISOString();
      const address = request.printed ?? request.url;
      const received = await tools.transport.send({
        url: scope.own(request.url) ? redactor.reveal(address) : address,
        method: request.method,
        headers,
        ...(request.body === undefined ? {} : { body: request.body }),
        limits: { raw: request.limit, decoded: request.limit },
        ...(request.wanted === undefined ? {} : { wanted: request.wanted }),
        onStart: started,
        onAnswer: answered,
      });
      // Here too: the next request must not slip through before its host has been listened to.
      heed(host, received);
      await cookies.keep(request.url, received.headers);
      const exchange: Exchange = {
        ...received,
        url: redactor.text(request.url),
        ...(request.printed === undefined ? {} : { printed: redactor.text(request.printed) }),
        method: request.method,
        requestHeaders: recorded(headers),
        ...(request.body === undefined ? {} : { requestBody: redactor.text(request.body) }),
        fetchedAt,
        statusText: redactor.text(received.statusText),
        headers: received.headers.map(([name, value]) => [name, redactor.text(value)]),
        body: redactor.bytes(received.body),
      };
      if (isFinal(exchange.status)) await store.append(exchange);
      return exchange;
    });
  }

  async function attempt(request: Request, headers: readonly Header[]): Promise<Exchange | NoAnswer> {
    const host = new URL(request.url).hostname;
    const retries = Math.min(settings.retries, request.retries ?? settings.retries);
    const waits = Math.min(settings.retries, Math.max(retries, 1));
    for (let tries = 0; ; tries++) {
      const pause = FIRST_PAUSE_MS * 2 ** tries * (0.5 + clock.random());
      try {
        let final = true;
        const exchange = await once(request, headers, (status) => {
          const most = status === 429 || status === 503 ? waits : retries;
          final = closed.has(host) || tries >= most || !WORTH_A_RETRY.has(status);
          return final;
        });
        if ('kind' in exchange || final) return exchange;
        if (exchange.status === 429 || exchange.status === 503) continue;
      } catch (error) {
        if (!(error instanceof TransportError)) throw error;
        const failed = { kind: 'failed', code: error.code } as const;
        const { id, retryable } = statusOf(failed);
        if (!retryable || id === 'malformedResponse' || tries >= retries) return failed;
      }
      await clock.sleep(pause, tools.signal);
    }
  }

  async function send(request: Request): Promise<Answer> {
    const kept = redactor.text(request.url);
    const keptBody = request.body === undefined ? undefined : redactor.text(request.body);
    const stored = await store.lookup(request.method, kept, keptBody);
    const note = request.method === 'GET' && request.again !== true ? await store.noted(kept) : undefined;
    const failedAt = failureOf(stored, note);
    const isAskedAnew =
      request.again === true ||
      (failedAt !== undefined &&
        ((essential.has(request.url) && !asked.has(request.url)) || failedAt < endedAt));
    if (stored?.fresh === true && !isAskedAnew) {
      await cookies.keep(request.url, stored.headers);
      return {
        kind: 'response',
        head: stored,
        body: await stored.body(),
        notModified: stored.confirmed === true,
      };
    }
    if (note !== undefined && TAKEN_OVER.has(note.status) && !isAskedAnew) return { kind: 'noted', ...note };
    const reusable = isAskedAnew || !isReusable(stored) ? undefined : stored;
    if (essential.has(request.url)) asked.add(request.url);
    const result = await attempt(request, await headersFor(request, reusable));
    if ('kind' in result) {
      const status = statusOf(result);
      // Those that a resumed run does not take over are kept, too: for whoever reads the archive.
      if (request.method === 'GET' && result.kind === 'failed')
        await store.note(kept, status.id, status.detail);
      return result;
    }
    if (result.status === 304 && reusable !== undefined) {
      return {
        kind: 'response',
        head: { ...reusable, fetchedAt: result.fetchedAt },
        body: await reusable.body(),
        notModified: true,
      };
    }
    return { kind: 'response', head: result, body: result.body, notModified: false };
  }

  return {
    send: (request) => alone(request.url, () => send(request)),
    slowTo: (url, milliseconds) => gate(url).slowTo(milliseconds),
    giveUp: (url, by) => closed.set(new URL(url).hostname, by),
    get sent() {
      return sent;
    },
  };
}

/** The first value of a header, name without case. */
export function headerOf(headers: readonly Header[], name: string): string | undefined {
  return headers.find(([key]) => key.toLowerCase() === name)?.[1];
}

/** When what is kept of this run failed in a way that another request may mend, in milliseconds since 1970; undefined where it did not. */
function failureOf(stored: StoredExchange | undefined, note: Note | undefined): number | undefined {
  const answered = stored?.fresh === true ? stored : undefined;
  const isNoted = note !== undefined && (TAKEN_OVER.has(note.status) || STAND_INS.has(note.status));
  if (isNoted && timeOf(note.date) >= timeOf(answered?.fetchedAt)) return timeOf(note.date);
  return answered !== undefined && WORTH_A_RETRY.has(answered.status)
    ? timeOf(answered.fetchedAt)
    : undefined;
}

function timeOf(date: string | undefined): number {
  return date === undefined ? 0 : Date.parse(date) || 0;
}

function isReusable(stored: StoredExchange | undefined): stored is StoredExchange {
  return (
    stored !== undefined &&
    stored.status === 200 &&
    stored.truncated === undefined &&
    validators(stored).length > 0
  );
}

function validators(stored: StoredExchange): Header[] {
  const etag = headerOf(stored.headers, 'etag');
  const modified = headerOf(stored.headers, 'last-modified');
  return [
    ...(etag === undefined ? [] : [['if-none-match', etag] as const]),
    ...(modified === undefined ? [] : [['if-modified-since', modified] as const]),
  ];
}

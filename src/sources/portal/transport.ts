import { isUtf8 } from 'node:buffer';
import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { rootCertificates } from 'node:tls';
import type { Agent, Dispatcher, ProxyAgent } from 'undici';
import { headerText } from '../encoding.js';
import { type BodyLimits, decodeBody } from './body.js';
import type { Exchange, Header, Method, Truncation } from './exchange.js';
import { isPrivateAddress } from './private-address.js';
import type { ProxyChooser } from './proxy.js';

/** One request as it goes over the wire, secrets and all. */
export interface WireRequest {
  readonly url: string;
  readonly method: Method;
  readonly headers: readonly Header[];
  readonly body?: string;
  readonly limits: BodyLimits;
  /** Whether the body of a type is wanted (status 200); where it is not, and is no small one, the connection is closed at once. */
  readonly wanted?: (contentType: string | undefined) => boolean;
  /** Called when the request is being written to the connection. */
  readonly onStart?: () => void;
  /** Called when the answer begins to come in. */
  readonly onAnswer?: () => void;
}

/** What came back; the request side is the caller's to add. */
export type WireResponse = Omit<Exchange, 'url' | 'method' | 'requestHeaders' | 'requestBody' | 'fetchedAt'>;

export interface Transport {
  /** @throws TransportError where there is no whole answer */
  send(request: WireRequest): Promise<WireResponse>;
  close(): Promise<void>;
}

/** Why there is no answer. The message is made of the code alone: what libraries say may repeat an address or a header. */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Milliseconds. */
export interface Timeouts {
  readonly connect: number;
  /** From the request to the end of the headers. */
  readonly headers: number;
  /** Between two pieces of the body. */
  readonly idle: number;
  /** For the whole of one request: a server that drips is cut off. */
  readonly total: number;
}

export interface TransportOptions {
  readonly timeouts: Timeouts;
  /** Whether a connection to a private address is allowed for a host ("example.vn", "127.0.0.1:8080"). */
  readonly privateAllowed: (host: string) => boolean;
  readonly proxyFor?: ProxyChooser;
  /** Certificates (PEM) trusted besides the built-in ones. */
  readonly ca?: string;
  /** No certificate is checked. */
  readonly insecure?: boolean;
}

/** Requests over undici. It retries nothing, follows nothing and keeps no cookies; all that is the caller's. */
export async function openTransport(options: TransportOptions): Promise<Transport> {
  const undici = await import('undici');
  const { timeouts } = options;
  const tls = {
    ...(options.ca === undefined ? {} : { ca: [...rootCertificates, options.ca] }),
    ...(options.insecure === true ? { rejectUnauthorized: false } : {}),
  };
  const addresses = new Map<string, string>();
  const breaks: Breaks = { now: false };
  const connector = undici.buildConnector({ ...tls, timeout: timeouts.connect });
  const guarded = undici.buildConnector({ ...tls, timeout: timeouts.connect, lookup: publicLookup });
  const direct: Agent = new undici.Agent({
    connect(target, callback) {
      const origin = `${target.protocol}//${target.host ?? target.hostname}`;
      const allowed = options.privateAllowed(target.host ?? target.hostname);
      if (!allowed && isPrivateAddress(target.hostname))
        return callback(new TransportError('PRIVATE_ADDRESS'), null);
      (allowed ? connector : guarded)(target, (...result) => {
        const socket = result[1];
        const address = socket?.remoteAddress;
        // What counts is the address connected to, whatever a name stood for a moment ago.
        if (!allowed && address !== undefined && isPrivateAddress(address)) {
          socket?.destroy();
          return callback(new TransportError('PRIVATE_ADDRESS'), null);
        }
        if (address !== undefined) addresses.set(origin, address);
        socket?.on('error', () => heedBreak(breaks));
        callback(...result);
      });
    },
  });
  const proxies = new Map<string, ProxyAgent>();
  const proxyAgent = (uri: string): ProxyAgent => {
    const known = proxies.get(uri);
    if (known !== undefined) return known;
    const agent = new undici.ProxyAgent({ uri, requestTls: tls, proxyTls: tls, proxyTunnel: false });
    proxies.set(uri, agent);
    return agent;
  };
  return {
    async send(request) {
      const url = new URL(request.url);
      const proxy = options.proxyFor?.(url);
      if (proxy !== undefined && isPrivateAddress(url.hostname) && !options.privateAllowed(url.host)) {
        throw new TransportError('PRIVATE_ADDRESS');
      }
      const raw = await (proxy === undefined
        ? dispatch(direct, url, request, timeouts, breaks)
        : dispatch(proxyAgent(proxy), url, request, timeouts, breaks).catch(blameProxy));
      const address = proxy === undefined ? addresses.get(url.origin) : undefined;
      return { ...(await decoded(raw, request.limits)), ...(address === undefined ? {} : { address }) };
    },
    async close() {
      await Promise.all([direct, ...proxies.values()].map((agent) => agent.destroy()));
    },
  };
}

/** Resolves as usual, without the private addresses among the answers. */
const publicLookup: LookupFunction = (hostname, lookupOptions, callback) => {
  dnsLookup(hostname, { ...lookupOptions, all: true }, (error, found: LookupAddress[]) => {
    if (error !== null) return callback(error, '');
    const open = found.filter(({ address }) => !isPrivateAddress(address));
    const [first] = open;
    if (first === undefined) return callback(new TransportError('PRIVATE_ADDRESS'), '');
    if (lookupOptions.all === true) return callback(null, open);
    return callback(null, first.address, first.family);
  });
};

/** Behind a proxy the only place connected to is the proxy. */
const NO_CONNECTION = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function blameProxy(error: unknown): never {
  throw error instanceof TransportError && NO_CONNECTION.has(error.code)
    ? new TransportError('PROXY')
    : error;
}

/**
 * True while a connection is breaking off. An answer without a length ends with its connection, and undici takes one that ends by a reset for
 * whole; it does so within the same event, so that this tells the two ends apart.
 */
interface Breaks {
  now: boolean;
}

function heedBreak(breaks: Breaks): void {
  breaks.now = true;
  queueMicrotask(() => {
    breaks.now = false;
  });
}

interface RawResponse {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly Header[];
  readonly latin1: readonly string[];
  readonly chunks: readonly Uint8Array[];
  readonly truncated?: Truncation;
}

function dispatch(
  agent: Dispatcher,
  url: URL,
  request: WireRequest,
  timeouts: Timeouts,
  breaks: Breaks,
): Promise<RawResponse> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let head: Omit<RawResponse, 'chunks'> | undefined;
    let size = 0;
    let controller: Dispatcher.DispatchController | undefined;
    let over = false;
    const finish = (act: () => void): void => {
      if (over) return;
      over = true;
      clearTimeout(deadline);
      act();
    };
    const fail = (error: unknown): void => finish(() => reject(new TransportError(codeOf(error))));
    const deadline = setTimeout(() => {
      fail(new TransportError('DEADLINE'));
      controller?.abort(new TransportError('DEADLINE'));
    }, timeouts.total);
    agent.dispatch(
      {
        origin: url.origin,
        path: url.pathname + url.search,
        method: request.method,
        headers: Object.fromEntries(request.headers),
        body: request.body ?? null,
        headersTimeout: timeouts.headers,
        bodyTimeout: timeouts.idle,
      },
      {
        onRequestStart(started) {
          controller = started;
          if (over) started.abort(new TransportError('DEADLINE'));
          else request.onStart?.();
        },
        onResponseStart(started, status, _headers, statusText) {
          if (status < 200) return;
          request.onAnswer?.();
          const known = {
            status,
            statusText: statusText ?? '',
            headers: headerList(started.rawHeaders),
            latin1: latin1Names(started.rawHeaders),
          };
          head = known;
          if (!isUnwanted(known, request)) return;
          finish(() => resolve({ ...known, chunks: [], truncated: 'length' }));
          started.abort(new TransportError('TOO_LARGE'));
        },
        onResponseData(started, chunk) {
          if (over) return;
          size += chunk.length;
          chunks.push(chunk);
          if (size <= request.limits.raw) return;
          const known = head;
          finish(() =>
            known === undefined
              ? reject(new TransportError('HPE'))
              : resolve({ ...known, chunks, truncated: 'length' }),
          );
          started.abort(new TransportError('TOO_LARGE'));
        },
        onResponseEnd() {
          if (breaks.now) return fail(new TransportError('ECONNRESET'));
          const known = head;
          finish(() =>
            known === undefined ? reject(new TransportError('HPE')) : resolve({ ...known, chunks }),
          );
        },
        onResponseError(_controller, error) {
          fail(error);
        },
      },
    );
  });
}

/** A small body costs less than another connection. */
const SMALL_BODY = 64 * 1024;

/** A file of a type that nobody will read, and large or of unknown length. */
function isUnwanted({ status, headers }: Omit<RawResponse, 'chunks'>, request: WireRequest): boolean {
  const value = (name: string) => headers.find(([key]) => key.toLowerCase() === name)?.[1];
  if (status !== 200 || request.method === 'HEAD' || request.wanted?.(value('content-type')) !== false)
    return false;
  const length = value('content-length');
  return length === undefined || !(Number(length) <= SMALL_BODY);
}

async function decoded(raw: RawResponse, limits: BodyLimits): Promise<WireResponse> {
  const encoding = raw.headers.filter(([name]) => /^content-encoding$/i.test(name)).map(([, value]) => value);
  const whole = Buffer.concat(raw.chunks);
  const cut = raw.truncated === undefined ? whole : whole.subarray(0, limits.raw);
  const body = await decodeBody(cut, encoding.join(','), limits.decoded, raw.truncated !== undefined);
  if (body === undefined) throw new TransportError('CONTENT_ENCODING');
  const truncated = raw.truncated ?? (body.cut ? ('length' as const) : undefined);
  return {
    status: raw.status,
    statusText: raw.statusText,
    httpVersion: '1.1',
    headers: raw.headers.map(([name, value]) =>
      /^(?:content-encoding|transfer-encoding|content-length)$/i.test(name)
        ? [`x-original-${name}`, value]
        : [name, value],
    ),
    ...(raw.latin1.length === 0 ? {} : { latin1: raw.latin1 }),
    body: body.bytes,
    ...(truncated === undefined ? {} : { truncated }),
  };
}

function headerList(raw: Dispatcher.DispatchController['rawHeaders']): Header[] {
  if (!Array.isArray(raw)) return Object.entries(raw ?? {}).map(([name, value]) => [name, String(value)]);
  const texts = raw.map((item) => (typeof item === 'string' ? item : headerText(item)));
  const list: Header[] = [];
  for (let index = 0; index + 1 < texts.length; index += 2)
    list.push([texts[index] ?? '', texts[index + 1] ?? '']);
  return list;
}

/** Names of headers that are no UTF-8. */
function latin1Names(raw: Dispatcher.DispatchController['rawHeaders']): string[] {
  if (!Array.isArray(raw)) return [];
  return raw.flatMap((item, index) => {
    const name = raw[index - 1];
    if (index % 2 === 0 || name === undefined || typeof item === 'string' || isUtf8(item)) return [];
    return [typeof name === 'string' ? name : headerText(name)];
  });
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'UNKNOWN';
  if (error instanceof TransportError) return error.code;
  // Several addresses of one name were tried: the first failure speaks for all.
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if ('message' in error && /^Proxy /.test(String(error.message))) return 'PROXY';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN';
  if (code === 'UND_ERR_INFO' || code === 'UNKNOWN' || code === 'UND_ERR_ABORTED') {
    return 'cause' in error && error.cause !== undefined ? codeOf(error.cause) : code;
  }
  return code;
}

import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { Server } from 'node:net';
import type { Clock } from '../clock.js';

/** A server on loopback that keeps a log of its own: when each request came, and how many were being answered. */
export interface TestServer {
  readonly origin: string;
  readonly log: readonly Hit[];
  /** The most requests that were being answered at one time. */
  readonly busiest: number;
  /** Milliseconds between one request and the next. */
  spacing(): number[];
  paths(): string[];
  close(): Promise<void>;
}

export interface Hit {
  readonly path: string;
  readonly method: string;
  readonly at: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Handler = (
  request: IncomingMessage & { readonly body: string; readonly path: string },
  response: ServerResponse,
) => void | Promise<void>;

export async function serve(handler: Handler): Promise<TestServer> {
  const log: Hit[] = [];
  let inFlight = 0;
  let busiest = 0;
  const listener: RequestListener = (request, response) => {
    const at = performance.now();
    inFlight++;
    busiest = Math.max(busiest, inFlight);
    response.on('close', () => inFlight--);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const path = request.url ?? '/';
      log.push({ path, method: request.method ?? '', at, headers: request.headers, body });
      void handler(Object.assign(request, { body, path }), response);
    });
  };
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server);
  return {
    origin: `http://127.0.0.1:${port}`,
    log,
    get busiest() {
      return busiest;
    },
    spacing: () => log.slice(1).map((hit, index) => hit.at - (log[index]?.at ?? 0)),
    paths: () => log.map(({ path }) => path),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const open: TestServer[] = [];

/** {@link serve}, closed by {@link closeServers}. */
export async function start(handler: Handler): Promise<TestServer> {
  const server = await serve(handler);
  open.push(server);
  return server;
}

const plain: Server[] = [];

/** Starts a server of another kind on a free port of loopback; closed by {@link closeServers}. */
export async function listen(server: Server): Promise<number> {
  plain.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return portOf(server);
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the server does not listen');
  return address.port;
}

export async function closeServers(): Promise<void> {
  for (const server of plain.splice(0)) server.close();
  await Promise.all(open.splice(0).map((server) => server.close()));
}

/** Pages by path; everything else is not found. */
export function pages(byPath: Readonly<Record<string, string>>): Handler {
  return (request, response) => {
    const body = byPath[request.path];
    if (body === undefined) notFound(response);
    else html(response, body);
  };
}

export function html(
  response: ServerResponse,
  body: string,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers });
  response.end(body);
}

export function notFound(response: ServerResponse): void {
  html(response, '<title>404</title><h1>Không tìm thấy trang</h1>', 404);
}

/** A page of a made-up portal: links, and a procedure where a code is given. */
export function page(title: string, links: readonly string[] = [], code?: string): string {
  const procedure =
    code === undefined
      ? ''
      : `<dl><dt>Mã thủ tục</dt><dd>${code}</dd><dt>Tên thủ tục</dt><dd>${title}</dd></dl>`;
  const list = links.map((url) => `<li><a href="${url}">${url}</a></li>`).join('');
  return `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1>${procedure}<ul>${list}</ul></body></html>`;
}

/** Real time, and chance that is always the same. */
export const realClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      const end = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      signal?.addEventListener('abort', end);
    }),
  random: () => 0.5,
};

/** Time that passes only by sleeping. */
export function fakeClock(start = Date.UTC(2026, 0, 1)): Clock & { readonly slept: number[] } {
  let time = start;
  const slept: number[] = [];
  return {
    slept,
    now: () => time,
    async sleep(milliseconds) {
      slept.push(milliseconds);
      time += milliseconds;
      await new Promise((resolve) => setImmediate(resolve));
    },
    random: () => 0.5,
  };
}

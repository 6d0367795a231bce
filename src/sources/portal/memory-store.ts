import type { Exchange, ExchangeStore, KeptRendering, Note, StoredExchange } from './exchange.js';

/** A store that forgets with the process: for tests and for an audit that keeps no archive. It holds every body. */
export function memoryStore(
  earlier: readonly Exchange[] = [],
): ExchangeStore & { readonly exchanges: readonly Exchange[] } {
  const exchanges: Exchange[] = [];
  const latest = new Map<string, StoredExchange>();
  const notes = new Map<string, Note>();
  const renderings = new Map<string, KeptRendering>();
  const key = (method: string, url: string, body = ''): string => `${method} ${url}\n${body}`;
  for (const exchange of earlier) {
    latest.set(key(exchange.method, exchange.url, exchange.requestBody), {
      ...exchange,
      fresh: false,
      body: async () => exchange.body,
    });
  }
  return {
    exchanges,
    async lookup(method, url, requestBody) {
      return latest.get(key(method, url, requestBody));
    },
    async append(exchange) {
      exchanges.push(exchange);
      const place = key(exchange.method, exchange.url, exchange.requestBody);
      const before = latest.get(place);
      if (exchange.status === 304 && before !== undefined)
        latest.set(place, { ...before, fresh: true, confirmed: true });
      else latest.set(place, { ...exchange, fresh: true, body: async () => exchange.body });
    },
    async note(url, status, detail) {
      notes.set(url, detail === undefined ? { status } : { status, detail });
    },
    async noted(url) {
      return notes.get(url);
    },
    async keepRendering(url, _of, rendering) {
      renderings.set(url, rendering);
    },
    async rendering(url) {
      return renderings.get(url);
    },
    async close() {},
  };
}

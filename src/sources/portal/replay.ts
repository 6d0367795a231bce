import type { ExchangeStore } from './exchange.js';
import type { Redactor } from './redact.js';
import type { Requests } from './requests.js';

/**
 * Requests that a store answers by itself: with what it kept, else with what it noted, else with `notInArchive`. Nothing is sent, nothing
 * waits, and nothing depends on a clock.
 */
export function replayRequests(store: ExchangeStore, redactor: Redactor): Requests {
  return {
    async send({ url, method, body }) {
      const kept = redactor.text(url);
      const stored = await store.lookup(method, kept, body === undefined ? undefined : redactor.text(body));
      if (stored?.fresh === true)
        return {
          kind: 'response',
          head: stored,
          body: await stored.body(),
          notModified: stored.confirmed === true,
        };
      const note = method === 'GET' ? await store.noted(kept) : undefined;
      return note === undefined ? { kind: 'refused', by: 'notInArchive' } : { kind: 'noted', ...note };
    },
    slowTo: () => undefined,
    giveUp: () => undefined,
    sent: 0,
  };
}

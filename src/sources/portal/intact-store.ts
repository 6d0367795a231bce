import type { Problem } from '../../services/problem.js';
import { type ExchangeStore, type StoredExchange, StoreError } from './exchange.js';

/** A store that gives only what it can give as it was fetched. What is damaged or changed is as good as not there, and told. */
export interface IntactStore extends ExchangeStore {
  /** What could not be given so far, sorted by address. */
  readonly problems: readonly Problem[];
}

/** Bodies are read with their exchanges: whether they hold must be known before anybody is asked whether they are still right. */
export function intactStore(store: ExchangeStore): IntactStore {
  const problems: Problem[] = [];
  async function given(exchange: StoredExchange): Promise<StoredExchange> {
    const body = await exchange.body();
    return { ...exchange, body: async () => body };
  }
  return {
    ...store,
    get problems() {
      return problems.sort((left, right) => ((left.at ?? '') < (right.at ?? '') ? -1 : 1));
    },
    async lookup(method, url, requestBody) {
      try {
        const exchange = await store.lookup(method, url, requestBody);
        return exchange === undefined ? undefined : await given(exchange);
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        // What becomes of the page is told by its status, and counted there.
        const { lost: _, ...problem } = error.problem;
        problems.push(problem);
        return undefined;
      }
    },
  };
}

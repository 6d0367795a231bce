import { afterEach, expect, it } from 'vitest';
import { StoreError } from './exchange.js';
import { memoryStore } from './memory-store.js';
import { runCrawl } from './testing/test-crawl.js';
import { closeServers, page, pages, start } from './testing/test-server.js';

afterEach(closeServers);

it('asks again for what the store cannot give as it was fetched, and says so once', async () => {
  const server = await start(
    pages({ '/': page('Cổng', ['/tthc/1']), '/tthc/1': page('Đăng ký khai sinh', ['/'], '1.000001') }),
  );
  const kept = memoryStore();
  await runCrawl(`${server.origin}/`, {}, { store: kept });
  const asked = server.paths().length;
  const changed = `${server.origin}/tthc/1`;
  const store: typeof kept = {
    ...kept,
    async lookup(method, url, body) {
      const found = await kept.lookup(method, url, body);
      if (url !== changed || found === undefined) return found;
      return {
        ...found,
        body: () => Promise.reject(new StoreError({ code: 'archive-digest-mismatch', at: url, lost: true })),
      };
    },
  };
  const { problems, records } = await runCrawl(`${server.origin}/`, {}, { store });
  expect(server.paths().slice(asked)).toEqual(['/tthc/1']);
  expect(records).toHaveLength(1);
  expect(problems).toEqual(['archive-digest-mismatch']);
});

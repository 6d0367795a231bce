import { afterEach, expect, it } from 'vitest';
import { memoryStore } from './memory-store.js';
import { runCrawl } from './testing/test-crawl.js';
import { closeServers, page, pages, realClock, start } from './testing/test-server.js';

afterEach(closeServers);

it('keeps an answer before the next request takes its place', async () => {
  const paths = Array.from({ length: 12 }, (_, index) => `/tthc/${index}`);
  const site = Object.fromEntries(paths.map((path) => [path, page('Khai sinh', [], '1.000001')]));
  let asked = 0;
  let kept = 0;
  let most = 0;
  const answer = pages({ '/': page('Cổng', paths), ...site });
  const server = await start((request, response) => {
    asked++;
    most = Math.max(most, asked - kept);
    return answer(request, response);
  });
  const store = memoryStore();
  await runCrawl(
    `${server.origin}/`,
    { concurrency: 2 },
    {
      clock: realClock,
      store: {
        ...store,
        async append(exchange) {
          await new Promise((resolve) => setTimeout(resolve, 20));
          await store.append(exchange);
          kept++;
        },
      },
    },
  );
  expect(kept).toBe(asked);
  expect(most).toBe(2);
});

import { afterEach, expect, it } from 'vitest';
import { runCrawl } from './testing/test-crawl.js';
import { closeServers, html, page, pages, start } from './testing/test-server.js';

afterEach(closeServers);

const row = (path: string) =>
  `<tr data-row><td title="Tên thủ tục">Thủ tục ${path}</td><td><a href="${path}">Xem</a></td></tr>`;
const detail = (id: number) => page(`Thủ tục ${id}`, [], `1.00000${id}`);

/** Paths of the pages whose loss is told, and of those that are told as a note. */
async function told(origin: string, options: Parameters<typeof runCrawl>[1] = {}) {
  const { events } = await runCrawl(`${origin}/`, options);
  const of = (expected: boolean) =>
    events.flatMap((event) =>
      event.kind === 'page' && !event.status.read && event.expected === expected
        ? [`${new URL(event.url).pathname} ${event.status.id}`]
        : [],
    );
  return { lost: of(true), noted: of(false) };
}

it('a page that a list gives as a procedure hides it, whatever stands in its way; another page hides nothing', async () => {
  const server = await start((request, response) => {
    const { path } = request;
    const listed = [1, 2, 3, 4, 5].map((id) => row(`/tthc/${id}`)).join('');
    if (path === '/') return html(response, `<a href="/tin/1"></a><table>${listed}</table>`);
    if (path === '/tthc/1') return html(response, detail(1));
    if (path === '/tthc/2') return html(response, 'x', 401);
    if (path === '/tthc/3') return html(response, '<title>Bảo trì</title><p>Hệ thống đang bảo trì</p>');
    if (path === '/tthc/4') return html(response, '', 302, { location: '/' });
    if (path === '/tthc/5') return html(response, detail(5).slice(0, 20), 206);
    html(response, 'x', 404);
  });
  expect(await told(server.origin)).toEqual({
    lost: ['/tthc/2 loginRequired', '/tthc/5 truncated', '/tthc/3 noProcedure', '/tthc/4 noProcedure'],
    noted: ['/tin/1 notFound'],
  });
});

it('a link met after its page was asked for still tells that it was a procedure', async () => {
  const server = await start(
    pages({
      '/': page('Cổng', ['/tthc/1', '/ds']),
      '/ds': `<table>${row('/tthc/1')}${row('/tthc/2')}</table>`,
      '/tthc/2': detail(2),
    }),
  );
  expect(await told(server.origin)).toEqual({ lost: ['/tthc/1 notFound'], noted: [] });
});

it('listed procedures beyond the depth or the number of pages are lost, each by itself', async () => {
  const listed = `<table>${row('/tthc/1')}${row('/tthc/2')}</table>`;
  const server = await start(
    pages({ '/': page('Cổng', ['/ds', '/tin']), '/ds': listed, '/tthc/1': detail(1), '/tthc/2': detail(2) }),
  );
  const { lost } = await told(server.origin, { maxDepth: 1 });
  expect(lost).toEqual(['/tthc/1 budgetExhausted', '/tthc/2 budgetExhausted']);
  const result = await runCrawl(`${server.origin}/ds`, { maxPages: 2 });
  expect(result.statuses).toEqual({ '/ds': 'ok', '/tthc/1': 'ok', '/tthc/2': 'budgetExhausted' });
  const summary = result.events.find(({ kind }) => kind === 'problem');
  expect(summary).toEqual({
    kind: 'problem',
    problem: { code: 'page-budget-exhausted', args: { waiting: 1 } },
  });
});

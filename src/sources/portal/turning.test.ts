import { afterEach, expect, it } from 'vitest';
import { sourceElements } from './source-tree.js';
import { runCrawl } from './testing/test-crawl.js';
import { closeServers, html, page, start } from './testing/test-server.js';
import { goesOn, nextByForm } from './turning.js';

afterEach(closeServers);

const rows = (first: number) =>
  `<table>${[0, 1].map((n) => `<tr data-row><td title="Tên thủ tục">Thủ tục ${first + n}</td><td><a href="/tthc/${first + n}">Xem</a></td></tr>`).join('')}</table>`;

/** A list of six, two a page, whose pages end in what `more` gives. */
async function crawlList(more: (page: number) => string) {
  const server = await start((request, response) => {
    const url = new URL(request.path, 'http://x');
    if (url.pathname.startsWith('/tthc/'))
      return html(response, page(url.pathname, [], `1.00000${url.pathname.slice(6)}`));
    const posted = request.method === 'POST' ? new URLSearchParams(request.body).get('so') : null;
    const number = Number(posted ?? url.searchParams.get('trang') ?? '1');
    html(
      response,
      url.pathname === '/ds' ? rows(2 * number - 1) + (number < 3 ? more(number) : '') : 'x',
      url.pathname === '/ds' ? 200 : 404,
    );
  });
  return runCrawl(`${server.origin}/ds`);
}

it('a form that only asks is followed where its button says "next"', async () => {
  const form = (number: number) =>
    `<form action="/ds"><input type="hidden" name="trang" value="${number + 1}"><button>Trang sau »</button></form>`;
  const { records, problems } = await crawlList(form);
  expect(records).toHaveLength(6);
  expect(problems).toEqual([]);
  const search = '<form action="/tim"><input name="q"><button>Tìm kiếm</button></form>';
  expect(nextByForm(sourceElements(search), 'http://x/ds')).toEqual([]);
  expect(nextByForm(sourceElements(form(1).replace('<form', '<form method="post"')), 'http://x/ds')).toEqual(
    [],
  );
});

it('a form that is posted is followed where its button says "next page", and the whole list counts as one', async () => {
  const form = (number: number) =>
    `<p>Tổng số: 6 thủ tục</p><form method="post" action="/ds"><button name="so" value="${number + 1}">Trang sau »</button></form>`;
  const { records, problems } = await crawlList(form);
  expect(records).toHaveLength(6);
  expect(problems).toEqual([]);
  const half = await crawlList((number) => (number < 2 ? form(number) : ''));
  expect(half.records).toHaveLength(4);
  expect(half.problems).toEqual(['list-incomplete']);
});

it.each(['start', 'trang'])(
  'a list that is turned by "%s" and links to its first page is counted against its total',
  async (parameter) => {
    const [perPage, first] = parameter === 'trang' ? [1, 1] : [2, 0];
    const serve = (total: number) =>
      start((request, response) => {
        const url = new URL(request.path, 'http://x');
        if (url.pathname.startsWith('/tthc/'))
          return html(response, page(url.pathname, [], `1.00000${url.pathname.slice(6)}`));
        if (url.pathname !== '/ds') return html(response, 'x', 404);
        const index = (Number(url.searchParams.get(parameter) ?? first) - first) / perPage;
        const links = [0, 1, 2].map(
          (n) => `<a rel="next" href="/ds?${parameter}=${n * perPage + first}">${n + 1}</a>`,
        );
        const shown = index < 3 ? rows(2 * index + 1) : '';
        html(response, `<p>Tổng số: ${total} thủ tục</p>${shown}${links.join('')}`);
      });
    const whole = await runCrawl(`${(await serve(6)).origin}/ds`);
    expect([whole.records.length, whole.problems]).toEqual([6, []]);
    const part = await runCrawl(`${(await serve(9)).origin}/ds`);
    expect([part.records.length, part.problems]).toEqual([6, ['list-incomplete']]);
  },
);

it('a list that visibly goes on and could not be turned over is told', async () => {
  for (const more of [
    '<a id="loadMore" href="#">Xem thêm</a>',
    '<form method="post" action="/ds"><button name="next" value="1">Trang sau</button></form>',
  ]) {
    const { records, problems } = await crawlList(() => more);
    expect(records).toHaveLength(2);
    expect(problems).toEqual(['list-not-turned']);
  }
});

it('a link, a sign or a word about something else is no control for further rows', () => {
  for (const other of ['<a href="/tin-tuc">Xem thêm</a>', '<button>»</button>', '<button>Nộp hồ sơ</button>'])
    expect(goesOn(sourceElements(other))).toBe(false);
});

import { afterEach, expect, it } from 'vitest';
import { sourceElements } from './source-tree.js';
import { runCrawl } from './testing/test-crawl.js';
import { closeServers, page, pages, start } from './testing/test-server.js';
import { waysOn } from './ways-on.js';

afterEach(closeServers);

const from = (html: string) => waysOn(sourceElements(html), 'https://cong.example/a').map(({ url }) => url);

it('a page that gives way to another at once leads there', () => {
  expect(from('<META HTTP-EQUIV="Refresh" CONTENT="0;URL=home">')).toEqual(['https://cong.example/home']);
  expect(from(`<meta content="3; url='/b?x=1&amp;y=2'" http-equiv=refresh>`)).toEqual([
    'https://cong.example/b?x=1&y=2',
  ]);
  expect(
    from('<meta http-equiv="refresh" content="300; url=/a/moi"><meta name="x" content="0;url=/y">'),
  ).toEqual([]);
  expect(from('<meta http-equiv="refresh" content="1">')).toEqual([]);
});

it('frames are parts of a page', () => {
  expect(from('<frameset><frame src="menu.html"><frame src="/ds"></frameset>')).toEqual([
    'https://cong.example/menu.html',
    'https://cong.example/ds',
  ]);
  expect(from('<iframe src="about:blank"></iframe><iframe src="javascript:void(0)"></iframe>')).toEqual([]);
});

it('a crawl goes on from a start that is nothing but such a page', async () => {
  const server = await start(
    pages({
      '/': '<html><head><meta http-equiv="refresh" content="0; url=/khung"></head><body></body></html>',
      '/khung': '<html><frameset><frame src="/tthc/1"></frameset></html>',
      '/tthc/1': page('Khai sinh', [], '1.000001'),
    }),
  );
  const { records } = await runCrawl(`${server.origin}/`);
  expect(records).toHaveLength(1);
});

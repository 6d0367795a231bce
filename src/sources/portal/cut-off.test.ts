import { afterEach, describe, expect, it } from 'vitest';
import { isCutOff } from './cut-off.js';
import { runCrawl } from './testing/test-crawl.js';
import { closeServers, html, page, start } from './testing/test-server.js';

afterEach(closeServers);

const whole = `<!doctype html><html><body><table><tr><td>1</td></tr></table></body></html>`;

describe('a page that simply stops', () => {
  it('has no end, and a tag or a container still open', () => {
    expect(isCutOff(whole)).toBe(false);
    expect(isCutOff(whole.slice(0, whole.indexOf('</table>')))).toBe(true);
    expect(isCutOff('<html><body><p>Một</p><p clas')).toBe(true);
    // The law of HTML lets these ends be left out.
    expect(isCutOff('<html><body><p>Một<p>Hai')).toBe(false);
    expect(isCutOff('<table><tr><td>1')).toBe(false);
  });

  it('ends in the words of a program that ran out of time', () => {
    expect(isCutOff(`${whole}<b>Fatal error</b>: Maximum execution time of 30 seconds exceeded`)).toBe(true);
  });

  it('is not judged', async () => {
    const cut = `<!doctype html><html><body><table>${page('Khai sinh', [], '1.000001')}`.replace(
      /<\/(?:html|body)>/g,
      '',
    );
    const server = await start((_request, response) => html(response, cut));
    const { statuses, records } = await runCrawl(`${server.origin}/a`);
    expect(statuses).toEqual({ '/a': 'truncated' });
    expect(records).toEqual([]);
  });
});

describe('an answer without a length', () => {
  const head = 'HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html; charset=utf-8\r\n\r\n';

  it('that ends by a reset is not whole', async () => {
    const server = await start((_request, response) => {
      response.socket?.write(head + page('Khai sinh', [], '1.000001'));
      setTimeout(() => response.socket?.resetAndDestroy(), 50);
    });
    const { statuses } = await runCrawl(`${server.origin}/a`, { retries: 0, robots: false });
    expect(statuses).toEqual({ '/a': 'reset' });
  });

  it('that is closed as it should be is', async () => {
    const server = await start((_request, response) => {
      response.socket?.end(head + page('Khai sinh', [], '1.000001'));
    });
    const { statuses } = await runCrawl(`${server.origin}/a`, { retries: 0, robots: false });
    expect(statuses).toEqual({ '/a': 'ok' });
  });
});

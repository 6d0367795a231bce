import type { Header } from './exchange.js';

/** Cookies per host, by RFC 6265 and the Public Suffix List: no portal's cookie reaches another's. */
export interface Cookies {
  /** The Cookie header for an address, if there is anything to send. */
  headerFor(url: string): Promise<string | undefined>;
  /** Keeps what an answer sets; what is not allowed (another domain, a public suffix) is passed over. */
  keep(url: string, headers: readonly Header[]): Promise<void>;
}

/**
 * @param given `--cookie`: "name=value; name=value", for the hosts of the starts only
 * @param starts addresses those are for
 */
export async function openCookies(given: readonly string[], starts: readonly string[]): Promise<Cookies> {
  const { CookieJar } = await import('tough-cookie');
  const jar = new CookieJar(undefined, { looseMode: true, rejectPublicSuffixes: true });
  const set = async (cookie: string, url: string): Promise<void> => {
    // A name or value that no cookie may have is a server's mistake, or a slip of the command line; neither stops a crawl.
    await jar.setCookie(cookie, url, { ignoreError: true }).catch(() => undefined);
  };
  for (const start of starts) {
    for (const line of given) {
      for (const pair of line.split(';')) if (pair.trim() !== '') await set(`${pair.trim()}; Path=/`, start);
    }
  }
  return {
    async headerFor(url) {
      const header = await jar.getCookieString(url);
      return header === '' ? undefined : header;
    },
    async keep(url, headers) {
      for (const [name, value] of headers) if (/^set-cookie$/i.test(name)) await set(value, url);
    },
  };
}

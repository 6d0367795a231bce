import robotsParser from 'robots-parser';

/** What one host says in robots.txt (RFC 9309). */
export interface Robots {
  /** `unreachable`: robots.txt itself could not be read because of an error, which counts as a refusal of everything. */
  readonly state: 'read' | 'none' | 'unreachable';
  allows(url: string): boolean;
  /** Milliseconds between requests that the host asks for. */
  readonly crawlDelay?: number;
  readonly sitemaps: readonly string[];
}

/** RFC 9309, 2.5: a crawler has to read 500 KiB of it; what follows need not be looked at. */
export const ROBOTS_LIMIT = 500 * 1024;

export const NO_ROBOTS: Robots = { state: 'none', allows: () => true, sitemaps: [] };
const CLOSED: Robots = { state: 'unreachable', allows: () => false, sitemaps: [] };

/**
 * What an answer to the request for robots.txt means (RFC 9309, 2.3.1): 2xx is read, 4xx allows everything, anything else
 * forbids everything. 429 says "not now" and not "no such file", so it forbids.
 *
 * @param answer undefined where there was none
 */
export function robotsOf(
  address: string,
  userAgent: string,
  answer: { readonly status: number; readonly text: string } | undefined,
): Robots {
  if (answer === undefined || answer.status >= 500 || answer.status === 429) return CLOSED;
  if (answer.status < 200 || answer.status >= 300) return NO_ROBOTS;
  // A page in place of the file (a portal that answers 200 to everything) says nothing about robots.
  if (/^\s*<(?:!doctype|html|\?xml|head|script)/i.test(answer.text)) return NO_ROBOTS;
  if (!isParser(parser)) throw new TypeError('robots-parser is not a function');
  const rules = parser(address, answer.text.slice(0, ROBOTS_LIMIT));
  const delay = rules.getCrawlDelay(userAgent);
  return {
    state: 'read',
    allows: (url) => rules.isAllowed(url, userAgent) !== false,
    sitemaps: rules.getSitemaps(),
    ...(delay === undefined || !(delay > 0) ? {} : { crawlDelay: delay * 1000 }),
  };
}

/** The package's types describe an ES module; what it exports is the function itself. */
const parser: unknown = robotsParser;

function isParser(value: unknown): value is typeof robotsParser.default {
  return typeof value === 'function';
}

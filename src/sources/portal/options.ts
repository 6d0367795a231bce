import { InputError } from '../../services/problem.js';
import type { Timeouts } from './transport.js';

/** How far a crawl goes and how politely; everything has a default ({@link DEFAULTS}). */
export interface CrawlOptions {
  /** Version of the program, for the user agent. */
  readonly version: string;
  /** Address of a page or a mailbox where those who run the portal reach whoever runs the audit. */
  readonly contact?: string;
  /** Patterns as in address-pattern.ts: addresses of other sites that belong to the portal, and addresses to leave out. */
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** Pages to read at most. */
  readonly maxPages?: number;
  /** Links away from a start; pages of one list count as one step. */
  readonly maxDepth?: number;
  /** Requests to make at most, with robots.txt, retries and form checks. */
  readonly maxRequests?: number;
  /** Form files to ask for at most. */
  readonly maxDownloads?: number;
  /** Requests per second and host; an upper bound. */
  readonly rate?: number;
  /** Requests in flight per host; an upper bound. */
  readonly concurrency?: number;
  readonly timeouts?: Partial<Timeouts>;
  /** Further attempts after one that failed in a way that may pass. */
  readonly retries?: number;
  /** Milliseconds; a server that asks for a longer pause is left alone for the rest of the crawl. */
  readonly longestWait?: number;
  readonly maxRedirects?: number;
  /** Bytes of a page after decompression. */
  readonly maxBytes?: number;
  /** Pages in a row that a host may fail to give before it is given up. */
  readonly hostFailures?: number;
  /** Pages that differ in one parameter and bring no procedure, before the rest of them is passed over. */
  readonly trapLimit?: number;
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly cookies?: readonly string[];
  /** False: robots.txt is not asked for. */
  readonly robots?: boolean;
  readonly proxy?: string;
  /** Proxy variables. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Certificates (PEM) to trust besides the built-in ones. */
  readonly ca?: string;
  readonly insecure?: boolean;
}

export type Settings = Required<Omit<CrawlOptions, 'contact' | 'proxy' | 'ca' | 'timeouts'>> &
  Pick<CrawlOptions, 'contact' | 'proxy' | 'ca'> & { readonly timeouts: Timeouts };

/** Two requests a second and two in flight: slower than one person with a browser. */
export const DEFAULTS = {
  maxPages: 5000,
  maxDepth: 8,
  maxRequests: 50_000,
  maxDownloads: 2000,
  rate: 2,
  concurrency: 2,
  retries: 2,
  longestWait: 300_000,
  maxRedirects: 10,
  maxBytes: 10 * 1024 * 1024,
  hostFailures: 5,
  trapLimit: 50,
} as const;

const TIMEOUTS: Timeouts = { connect: 10_000, headers: 30_000, idle: 15_000, total: 120_000 };

/** The limits of time that `--timeout` stands for: so many seconds for the headers, and in proportion for the rest. */
export function timeoutsOf(seconds: number): Timeouts {
  const headers = seconds * 1000;
  return {
    connect: Math.min(headers, TIMEOUTS.connect),
    headers,
    idle: Math.min(headers, TIMEOUTS.idle),
    total: headers * 4,
  };
}

/** @throws InputError for a number that makes no sense */
export function settingsOf(options: CrawlOptions): Settings {
  const numbers = { ...DEFAULTS, ...defined(options) };
  for (const [option, value] of Object.entries(numbers)) {
    const least = option === 'rate' || option === 'concurrency' ? Number.MIN_VALUE : 0;
    if (typeof value === 'number' && !(value >= least)) {
      throw new InputError('crawl-option-malformed', { option, value });
    }
  }
  return {
    include: [],
    exclude: [],
    headers: [],
    cookies: [],
    robots: true,
    environment: {},
    insecure: false,
    ...numbers,
    timeouts: { ...TIMEOUTS, ...options.timeouts },
  };
}

function defined(options: CrawlOptions): CrawlOptions {
  const entries = Object.entries(options).filter(([, value]) => value !== undefined);
  return { version: options.version, ...Object.fromEntries(entries) };
}

/** "dvctt-audit/1.2.0 (+https://…)": who is asking, and where to complain. */
export function userAgentOf(options: Pick<CrawlOptions, 'version' | 'contact'>): string {
  const contact = options.contact?.replace(/[^\x20-\x7E]|[()]/g, '').trim();
  return `dvctt-audit/${options.version}${contact === undefined || contact === '' ? '' : ` (+${contact})`}`;
}

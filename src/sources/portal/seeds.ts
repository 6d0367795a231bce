import type { Problem } from '../../services/problem.js';
import { canonicalUrl } from './canonical-url.js';
import type { Fetcher } from './fetcher.js';
import type { Task } from './frontier.js';
import { apiRequest } from './listing-api.js';
import type { Settings } from './options.js';
import type { ListingApi, PortalListing } from './portal-file.js';
import type { Scope } from './scope.js';

/** Where a crawl begins: the starts, the lists that a portal file names, and the sitemaps that robots.txt names. */
export async function* seedTasks(
  addresses: readonly Pick<Task, 'url' | 'printed'>[],
  listing: PortalListing | undefined,
  fetcher: Fetcher,
  scope: Scope,
): AsyncGenerator<{ readonly task: Task } | { readonly problem: Problem }> {
  const starts = addresses.map(({ url }) => url);
  for (const address of addresses) yield { task: { ...address, kind: 'page', depth: 0, priority: 0 } };
  for (const start of starts) for (const task of listTasks(listing, start, scope)) yield { task };
  for (const origin of new Set(starts.map((start) => new URL(start).origin))) {
    const robots = await fetcher.robots(`${origin}/`);
    if (robots.crawlDelay !== undefined && robots.crawlDelay >= LONG_DELAY_MS) {
      yield {
        problem: { code: 'crawl-delay-long', at: origin, args: { seconds: robots.crawlDelay / 1000 } },
      };
    }
    for (const address of robots.sitemaps) {
      const url = canonicalUrl(address, origin);
      if (url !== undefined && scope.inside(url)) yield { task: sitemapTask(url, 1) };
    }
  }
}

const LONG_DELAY_MS = 10_000;
/** An index of sitemaps may name indexes; nobody needs more of them than this. */
export const DEEPEST_SITEMAP = 3;

export function sitemapTask(url: string, depth: number): Task {
  return { url, kind: 'sitemap', depth, priority: 4 };
}

/** The lists that a portal file names, asked for besides what is linked. */
export function listTasks(listing: PortalListing | undefined, start: string, scope: Scope): Task[] {
  const pages = (listing?.paths ?? []).flatMap((path): Task[] => {
    const url = canonicalUrl(path, start);
    return url !== undefined && scope.inside(url) ? [{ url, kind: 'page', depth: 0, priority: 1 }] : [];
  });
  if (listing?.api === undefined) return pages;
  const first = apiTask(listing.api, start, 1);
  return scope.inside(first.url) ? [...pages, first] : pages;
}

/** The task for one page of a list served as JSON. */
export function apiTask(api: ListingApi, start: string, page: number): Task {
  const { url, method, body, headers } = apiRequest(api, start, page);
  return {
    url,
    kind: 'api',
    depth: 0,
    priority: 1,
    post: { method, headers, name: `${method} ${page}`, ...(body === undefined ? {} : { body }) },
    list: { id: new URL(api.path, start).href, page },
    api: { of: api, start },
  };
}

/** What the reader of a report has to know of how the crawl was made. */
export function startProblems(settings: Settings): Problem[] {
  return [
    ...(settings.insecure ? [{ code: 'tls-not-checked' }] : []),
    ...(settings.robots ? [] : [{ code: 'robots-ignored' }]),
  ];
}

/** A page that only its scripts fill, as a visitor sees it. */
import type { Reply } from '../fetcher.js';
import type { PageLink } from '../page-reader.js';
import type { Outcome } from '../page-status.js';
import type { Browser, ScriptRoute } from './browser.js';
import { type PageRequestTools, pageRequests } from './page-requests.js';

export interface Rendering {
  /** The source of the page when its scripts had run; left out where it could not be had. */
  readonly html?: string;
  /** Why what is seen must not be judged; where there is a source, what the page shows may not be all there is. */
  readonly outcome?: Outcome;
  /** Addresses that only the page's script knows how to show, or that the page wanted to go to. */
  readonly links: readonly PageLink[];
  /** Hosts outside the portal that the page depends on. */
  readonly outside: readonly string[];
}

/** Renders a page that was fetched; `url` is its address with the fragment that its script is to show. */
export type Render = (url: string, reply: Extract<Reply, { kind: 'response' }>) => Promise<Rendering>;

export function openRendering(
  browser: Browser,
  tools: PageRequestTools & { readonly signal?: AbortSignal | undefined },
): Render {
  /** Where a page sends its visitors: on, or away. */
  function wayOn(url: string | undefined): { links?: readonly ScriptRoute[]; outside?: readonly string[] } {
    if (url === undefined || !/^https?:/i.test(url)) return {};
    return tools.scope.inside(url) ? { links: [{ url, text: '' }] } : { outside: [new URL(url).hostname] };
  }

  return async (url, { head, body }) => {
    const requests = pageRequests(tools, head.fetchedAt);
    const page = { url, headers: head.headers, body, fetchedAt: head.fetchedAt };
    const rendered = await browser.render(page, requests.ask, tools.signal);
    const moved = rendered.kind === 'rendered' ? wayOn(rendered.moved) : {};
    const outside = [...new Set([...requests.outside, ...(moved.outside ?? [])])].sort();
    if (rendered.kind === 'failed') return { outcome: failure(rendered.why), links: [], outside };
    const links = [...rendered.routes, ...(moved.links ?? [])].map((link) => ({
      ...link,
      role: 'other' as const,
    }));
    const lacking = requests.lacking;
    return { html: rendered.html, links, outside, ...(lacking === undefined ? {} : { outcome: lacking }) };
  };
}

/** Statuses of its own making: nothing of it is the host's fault. */
function failure(why: 'timeout' | 'crashed' | 'tooLarge' | 'stopped'): Outcome {
  const detail = { browser: why };
  switch (why) {
    case 'timeout':
      return { kind: 'failed', code: 'DEADLINE', detail };
    case 'tooLarge':
      return { kind: 'response', status: 200, tooLarge: true, detail };
    case 'stopped':
      return { kind: 'refused', by: 'budgetExhausted', detail };
    case 'crashed':
      return { kind: 'response', status: 200, sign: 'scriptShell', detail };
  }
}

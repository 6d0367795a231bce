/** A page that only its scripts fill, as a visitor sees it. */
import { createHash } from 'node:crypto';
import type { ExchangeStore } from '../exchange.js';
import type { Reply } from '../fetcher.js';
import type { PageLink } from '../page-reader.js';
import { type Outcome, statusOf } from '../page-status.js';
import type { Browser, ScriptRoute } from './browser.js';
import { type KeptAbout, readAbout, writeAbout } from './kept-about.js';
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

/**
 * Renders a page that was fetched; `url` is its address with the fragment that its script is to show. Undefined where nothing can be said of
 * it: there is no browser, and the store has no rendering.
 */
export type Render = (url: string, reply: PageReply) => Promise<Rendering | undefined>;

type PageReply = Extract<Reply, { kind: 'response' }>;

export interface RenderingTools extends PageRequestTools {
  readonly store: Pick<ExchangeStore, 'rendering' | 'keepRendering'>;
  /** True: what the store has is as good as it gets. */
  readonly replay: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** @param open gives the browser, when it is needed */
export function openRendering(open: () => Promise<Browser | undefined>, tools: RenderingTools): Render {
  const { store, redactor } = tools;

  /** Where a page sends its visitors: on, or away. */
  function wayOn(url: string | undefined): { links?: readonly ScriptRoute[]; outside?: readonly string[] } {
    if (url === undefined || !/^https?:/i.test(url)) return {};
    return tools.scope.inside(url) ? { links: [{ url, text: '' }] } : { outside: [new URL(url).hostname] };
  }

  async function render(browser: Browser, url: string, { head, body }: PageReply): Promise<Made> {
    const requests = pageRequests(tools, head.fetchedAt);
    const page = { url, headers: head.headers, body, fetchedAt: head.fetchedAt };
    const rendered = await browser.render(page, requests.ask, tools.signal);
    const moved = rendered.kind === 'rendered' ? wayOn(rendered.moved) : {};
    const outside = [...new Set([...requests.outside, ...(moved.outside ?? [])])].sort();
    if (rendered.kind === 'failed') {
      const { id, detail } = statusOf(failure(rendered.why));
      return { about: { status: id, detail, links: [], outside }, stopped: rendered.why === 'stopped' };
    }
    // As the archive will give it: without secrets, and what cannot be written taken out.
    const links = [...rendered.routes, ...(moved.links ?? [])].map((link) => ({
      url: redactor.text(link.url),
      text: redactor.text(link.text),
    }));
    const lacking = requests.lacking(rendered.failed);
    const { id: status, detail } = lacking === undefined ? { id: undefined } : statusOf(lacking);
    const about = { links, outside, ...(status && { status, detail }) };
    return { about, html: Buffer.from(redactor.text(rendered.html)).toString('utf8'), stopped: false };
  }

  return async (url, reply) => {
    const place = redactor.text(url);
    const source = createHash('sha256').update(reply.body).digest('hex');
    const kept = await store.rendering(place);
    const known = kept === undefined ? undefined : readAbout(kept.about, source);
    // What was lacking may be had by now, or be lacking no more.
    if (known !== undefined && (tools.replay || known.status === undefined))
      return renderingOf(known, kept?.html);
    const browser = await open();
    if (browser === undefined) return undefined;
    const { about, html, stopped } = await render(browser, url, reply);
    const shown = html === undefined ? {} : { html };
    if (!stopped)
      await store.keepRendering(place, reply.head.url, { ...shown, about: writeAbout(about, source) });
    return renderingOf(about, html);
  };
}

interface Made {
  readonly about: KeptAbout;
  readonly html?: string;
  readonly stopped: boolean;
}

function renderingOf({ status, detail, links, outside }: KeptAbout, html: string | undefined): Rendering {
  return {
    ...(html === undefined ? {} : { html }),
    ...(status === undefined ? {} : { outcome: { kind: 'noted', status, ...(detail && { detail }) } }),
    links: links.map((link) => ({ ...link, role: 'other' })),
    outside,
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

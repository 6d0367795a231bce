/** A page that only its scripts fill, or only they turn over, as a visitor sees it. */
import { createHash } from 'node:crypto';
import type { ExchangeStore } from '../exchange.js';
import type { Reply } from '../fetcher.js';
import type { PageLink } from '../page-reader.js';
import { type Outcome, statusOf } from '../page-status.js';
import type { Browser, Control, Failure, Move, ScriptRoute, Shown } from './browser.js';
import { type KeptAbout, readAbout, type Turned, writeAbout } from './kept-about.js';
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
 * Whoever looks at a list page by page. A rendering that the archive has is gone through in the same way, so that it comes to the same.
 */
export interface Turner {
  /** A page is shown, the first before anything was clicked. @returns what to click for the next one. Never rejects. */
  shown(page: Rendering): Promise<Control | undefined>;
  /** Nothing more is shown. */
  ended(turned: Turned): void;
}

export interface ToRender {
  /** Address of the page with the fragment that its script is to show. */
  readonly url: string;
  readonly reply: PageReply;
  /** Number of a page of a list that shares its address with others; 1 for what does not. */
  readonly page?: number;
  readonly turner?: Turner;
}

/** Renders a page that was fetched. Undefined where nothing can be said of it: there is no browser, and the store has no rendering. */
export type Render = (page: ToRender) => Promise<Rendering | undefined>;

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
  function wayOn(moved: Move | undefined): { links?: readonly ScriptRoute[]; outside?: readonly string[] } {
    const { url } = moved ?? { url: '' };
    if (!/^https?:/i.test(url)) return {};
    return tools.scope.inside(url) ? { links: [{ url, text: '' }] } : { outside: [new URL(url).hostname] };
  }

  function placeOf({ url, page = 1 }: ToRender, further = 0): string {
    const number = page + further;
    const place = redactor.text(url);
    if (number === 1) return place;
    return `${place}${place.includes('#') ? '' : '#'}~page=${number}`;
  }

  async function keep(toRender: ToRender, { about, html }: Made, further = 0): Promise<void> {
    const shown = html === undefined ? {} : { html };
    const written = { ...shown, about: writeAbout(about, sourceOf(toRender.reply)) };
    await store.keepRendering(placeOf(toRender, further), toRender.reply.head.url, written);
  }

  async function render(browser: Browser, toRender: ToRender): Promise<Made & { readonly stopped: boolean }> {
    const { url, reply, turner } = toRender;
    const { head, body } = reply;
    const requests = pageRequests(tools, head.fetchedAt);
    const page = { url, headers: head.headers, body, fetchedAt: head.fetchedAt };

    /** As the archive will give it: without secrets, and what cannot be written taken out. */
    function made({ html, routes, moved, failed }: Shown): Made {
      const way = wayOn(moved);
      const links = [...routes, ...(way.links ?? [])].map((link) => ({
        url: redactor.text(link.url),
        text: redactor.text(link.text),
      }));
      const outside = [...new Set([...requests.outside, ...(way.outside ?? [])])].sort();
      const lacking = requests.lacking(failed);
      const { id: status, detail } = lacking === undefined ? { id: undefined } : statusOf(lacking);
      const about = { links, outside, ...(status && { status, detail }) };
      return { about, html: Buffer.from(redactor.text(html)).toString('utf8') };
    }

    let first: Made | undefined;
    let pages = 0;
    let moved: Move | undefined;
    let fault: unknown;
    async function see(shown: Shown): Promise<Control | undefined> {
      if (first !== undefined && shown.moved !== undefined) {
        moved = safeMove(shown.moved);
        return undefined;
      }
      const one = made(shown);
      first ??= one;
      if (pages > 0) await keep(toRender, one, pages);
      pages++;
      if (shown.moved !== undefined) return undefined;
      const control = await turner?.shown(renderingOf(one));
      if (control !== undefined) requests.renew();
      return control;
    }

    const safeMove = ({ url: to, body: form }: Move): Move => ({
      url: redactor.text(to),
      ...(form === undefined ? {} : { body: redactor.text(form) }),
    });

    async function lookOn(shown: Shown): Promise<Control | undefined> {
      try {
        return await see(shown);
      } catch (error) {
        // Of the archive, not of the page.
        fault = error;
        return undefined;
      }
    }

    const rendered = await browser.render(page, requests.ask, { signal: tools.signal, lookOn });
    if (fault !== undefined) throw fault;
    if (rendered.kind === 'failed' || first === undefined) {
      const why = rendered.kind === 'failed' ? rendered.why : 'crashed';
      const { id, detail } = statusOf(failureOf(why));
      const outside = [...requests.outside].sort();
      return { about: { status: id, detail, links: [], outside }, stopped: why === 'stopped' };
    }
    if (turner === undefined) return { ...first, stopped: false };
    const { broken } = rendered;
    const turned = { pages, ...(broken && { broken }), ...(moved && { moved }) };
    return { about: { ...first.about, turned }, html: first.html, stopped: broken === 'stopped' };
  }

  /** Goes through the pages that are kept; false where they are not all there. */
  async function turnKept(toRender: ToRender, first: Made, turned: Turned): Promise<boolean> {
    for (let further = 1; further < turned.pages && !tools.replay; further++)
      if ((await keptPage(toRender, further)) === undefined) return false;
    let pages = 0;
    for (let page: Made | undefined = first; page !== undefined && pages < turned.pages; ) {
      await toRender.turner?.shown(renderingOf(page));
      pages++;
      page = pages < turned.pages ? await keptPage(toRender, pages) : undefined;
    }
    toRender.turner?.ended(pages === turned.pages ? turned : { pages, broken: 'notInArchive' });
    return true;
  }

  async function keptPage(toRender: ToRender, further = 0): Promise<Made | undefined> {
    const kept = await store.rendering(placeOf(toRender, further));
    const about = kept === undefined ? undefined : readAbout(kept.about, sourceOf(toRender.reply));
    return about === undefined ? undefined : { about, html: kept?.html };
  }

  return async (toRender) => {
    const known = await keptPage(toRender);
    // What was lacking may be had by now, or be lacking no more.
    if (known !== undefined && (tools.replay || known.about.status === undefined)) {
      const { turned } = known.about;
      if (toRender.turner === undefined) return renderingOf(known);
      if (turned !== undefined && (await turnKept(toRender, known, turned))) return renderingOf(known);
      if (tools.replay) return renderingOf(known);
    }
    const browser = await open();
    if (browser === undefined) return undefined;
    const { stopped, ...made } = await render(browser, toRender);
    if (!stopped) await keep(toRender, made);
    if (made.about.turned !== undefined) toRender.turner?.ended(made.about.turned);
    return renderingOf(made);
  };
}

interface Made {
  readonly about: KeptAbout;
  readonly html?: string | undefined;
}

/** Digest of the answer that a page was made of. */
function sourceOf({ body }: PageReply): string {
  return createHash('sha256').update(body).digest('hex');
}

function renderingOf({ about: { status, detail, links, outside }, html }: Made): Rendering {
  return {
    ...(html === undefined ? {} : { html }),
    ...(status === undefined ? {} : { outcome: { kind: 'noted', status, ...(detail && { detail }) } }),
    links: links.map((link) => ({ ...link, role: 'other' })),
    outside,
  };
}

/** Statuses of its own making: nothing of it is the host's fault. */
export function failureOf(why: Failure): Outcome {
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

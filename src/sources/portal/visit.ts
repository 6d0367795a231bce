import { createHash } from 'node:crypto';
import { decodeText } from '../encoding.js';
import { unzipped } from './body.js';
import type { Render, Rendering } from './browser/rendering.js';
import { isCutOff } from './cut-off.js';
import type { Fetcher, Reply } from './fetcher.js';
import type { Task } from './frontier.js';
import {
  controlOf,
  isNumbered,
  leads,
  openListTurning,
  showsRows,
  type TurnedList,
  type TurningTools,
} from './list-turning.js';
import { type ApiRow, apiRows } from './listing-api.js';
import type { PageLink, PageView } from './page-reader.js';
import { isPageType, type PageSigns, samePage, signsOf } from './page-signs.js';
import type { Outcome, PageSign } from './page-status.js';
import type { PortalListing } from './portal-file.js';
import { nextPostback, type Postback } from './postback.js';
import { headerOf } from './requests.js';
import { readRuleFile, words } from './rule-file.js';
import { readSitemap, type Sitemap } from './sitemap.js';
import { sourceElements } from './source-tree.js';
import { goesOn, nextByForm } from './turning.js';
import { waysOn } from './ways-on.js';

/** What one task came to: asked for, looked at and read. It holds nothing of the body but what the reader has taken from it. */
export interface Visit {
  readonly outcome: Outcome;
  /** Canonical address that answered. */
  readonly url: string;
  /** Of a page that was not read, for what it lacks: its links alone. */
  readonly view?: PageView;
  readonly postback?: Postback | undefined;
  readonly sitemap?: Sitemap;
  readonly rows?: readonly ApiRow[];
  /** How many rows the whole list is said to have. */
  readonly total?: number;
  /** Lists of the portal that its family has; known even where the page itself is not read. */
  readonly lists?: PortalListing;
  /** The scripts of the page have run: its links may lead to what only they can show. */
  readonly rendered?: true;
  /** Hosts outside the portal that the scripts of the page asked for something. */
  readonly outside?: readonly string[];
  /** The list shows a control for further rows that has no address, and was not turned over to its end. */
  readonly goesOn?: true;
  /** Further pages of the list, as clicks have shown them. */
  readonly turned?: readonly Visit[];
  /** The page is the one the host answers wrong addresses with. */
  readonly sameAsWrong?: true;
}

export interface VisitTools extends TurningTools {
  readonly fetcher: Fetcher;
  readonly maxBytes: number;
  /** Runs the scripts of pages that are empty without them, or turned over by nothing else. */
  readonly render?: Render | undefined;
}

export type Visitor = (task: Task) => Promise<Visit>;

export function openVisitor(tools: VisitTools): Visitor {
  const probes = new Map<string, Promise<PageSigns | undefined>>();

  /** What a host answers to an address that cannot exist; undefined where it says "not found" as it should. */
  async function probe(origin: string): Promise<PageSigns | undefined> {
    // The same in every run, so that a resumed one finds its answer in the archive.
    const name = createHash('sha1').update(origin).digest('hex').slice(0, 20);
    const reply = await tools.fetcher.fetch({ url: `${origin}/dvctt-audit-${name}`, wanted: isPageType });
    if (reply.kind !== 'response' || reply.redirected || reply.head.status !== 200) return undefined;
    if (!isPageType(headerOf(reply.head.headers, 'content-type'))) return undefined;
    const html = textOf(reply);
    const shown = (await shell(html, reply)) ? await tools.render?.({ url: reply.url, reply }) : undefined;
    return signsOf(shown?.html ?? html, reply.url);
  }

  async function shell(html: string, { url }: PageReply): Promise<boolean> {
    if (tools.render === undefined) return false;
    return (await tools.readPage({ html, url }, tools.matchLabel)).kind === 'script-shell';
  }

  function wrongPage(url: string): Promise<PageSigns | undefined> {
    const { origin } = new URL(url);
    const answer = probes.get(origin) ?? probe(origin);
    probes.set(origin, answer);
    return answer;
  }

  async function visitPage(task: Task, reply: PageReply, base: ResponseOutcome): Promise<Visit> {
    const contentType = headerOf(reply.head.headers, 'content-type');
    const url = shownAt(task, reply);
    // Of a file that is no page nothing is read, however large it is.
    const isFile = reply.head.status === 200 && !isPageType(contentType);
    if (base.tooLarge === true && !isFile) return { url, outcome: base };
    if (reply.head.status !== 200 || !isPageType(contentType)) {
      const sign = isPageType(contentType) ? signsOf(textOf(reply), url).sign : undefined;
      const wrongType = isFile
        ? ({ sign: 'wrongType', tooLarge: false, detail: { type: contentType ?? '' } } as const)
        : {};
      return { url, outcome: { ...base, ...(sign === 'blocked' ? { sign } : {}), ...wrongType } };
    }
    const html = textOf(reply);
    const sitemap = /^\s*(?:<\?xml|<(?:urlset|sitemapindex))/.test(html) ? readSitemap(html) : undefined;
    if (sitemap !== undefined) return { url, outcome: base, sitemap };
    const read = await tools.readPage({ html, url }, tools.matchLabel);
    // What a list leads to counts all the same; what a procedure lacks, it may have had.
    if (read.kind === 'procedure' && isCutOff(html)) return { url, outcome: { ...base, sign: 'truncated' } };
    // What a log-in page leads to is for those who have an account; its menu is on other pages too.
    const further = read.kind === 'procedure' ? [] : waysBeside(html, url);
    const whole = further.length === 0 ? read : { ...read, links: [...read.links, ...further] };
    const view = task.depth > 0 && isLogin(html, url) ? { ...whole, links: [] } : whole;
    const visit =
      view.kind === 'script-shell'
        ? await visitShell(task, base, url, reply, html, view)
        : await visitMade(task, base, url, reply, html, view);
    return view.lists === undefined ? visit : { ...visit, lists: view.lists };
  }

  /** A page that has nothing on it before its scripts have run. */
  async function visitShell(...[task, base, url, reply, html, view]: ToVisit): Promise<Visit> {
    const turner = openListTurning(task, url, tools);
    const rendering = await tools.render?.({ url, reply, page: numberOf(task), turner });
    if (rendering === undefined) return visitView(task, base, url, html, view);
    const visit = await visitRendered(task, base, url, rendering);
    return visit.outcome === base ? withTurned(visit, turner.result()) : visit;
  }

  /** A page that its server has made; a browser is asked for only where nothing else turns its list over. */
  async function visitMade(...[task, base, url, reply, html, view]: ToVisit): Promise<Visit> {
    const visit = await visitView(task, base, url, html, view);
    const isTurnable =
      tools.render !== undefined &&
      visit.goesOn === true &&
      !isNumbered(task, url, view) &&
      controlOf(html, url, view, task.list?.page ?? 1) !== undefined;
    if (!isTurnable) return visit;
    const turner = openListTurning(task, url, tools);
    const rendering = await tools.render?.({ url, reply, page: numberOf(task), turner });
    const outside = rendering?.outside ?? [];
    return withTurned({ ...visit, outside }, turner.result());
  }

  /** The page its scripts have made; as good as any other, or not judged at all. */
  async function visitRendered(
    task: Task,
    base: ResponseOutcome,
    url: string,
    { html, outcome, links, outside }: Rendering,
  ): Promise<Visit> {
    if (html === undefined) return { url, outcome: outcome ?? { ...base, sign: 'scriptShell' }, outside };
    const read = await tools.readPage({ html, url }, tools.matchLabel);
    if (outcome !== undefined) {
      // What it leads to is there; what it says of that, and what it does not show, may be otherwise.
      const view = leads({ ...read, links: [...read.links, ...links] });
      return { url, outcome, view, rendered: true, outside };
    }
    const view = { ...read, links: [...read.links, ...links] };
    // A page that does nothing but send its visitors on.
    const sent = view.kind === 'script-shell' && links.length > 0;
    if (sent) return { url, outcome: base, view: { ...view, kind: 'other' }, rendered: true, outside };
    const visit = await visitView(task, base, url, html, view);
    return { ...visit, rendered: true, outside };
  }

  async function visitView(
    task: Task,
    base: ResponseOutcome,
    url: string,
    html: string,
    view: PageView,
  ): Promise<Visit> {
    const signs = signsOf(html, url);
    // One procedure by itself is taken at its word: nothing else is asked of its host.
    const alone = view.kind === 'procedure' && task.depth === 0 && view.links.length === 0;
    const wrong = alone ? undefined : await wrongPage(url);
    const same = wrong !== undefined && samePage(signs, wrong) ? ({ sameAsWrong: true } as const) : {};
    // A page with a procedure on it is a page, whatever else it looks like; but not where any address gives that procedure.
    if (view.kind === 'procedure') {
      if ('sameAsWrong' in same) return { url, outcome: { ...base, sign: 'softNotFound' }, ...same };
      return {
        url,
        outcome: base,
        view,
        ...furtherOf(html, url, task, view),
      };
    }
    const sign =
      signs.sign ?? KINDS[view.kind] ?? ('sameAsWrong' in same ? signOfSame(task, view) : undefined);
    if (sign !== undefined) return { url, outcome: { ...base, sign }, ...same };
    return { url, outcome: base, view, ...furtherOf(html, url, task, view), ...same };
  }

  return async (task) => {
    if (task.turned !== undefined) return task.turned;
    const reply = await tools.fetcher.fetch({
      url: withoutRoute(task.url),
      ...(task.printed === undefined ? {} : { printed: withoutRoute(task.printed) }),
      ...(task.kind === 'page' ? { wanted: isPageType } : {}),
      ...(task.post === undefined ? {} : { method: task.post.method, headers: task.post.headers }),
      ...(task.post?.body === undefined ? {} : { body: task.post.body }),
    });
    if (reply.kind !== 'response') return { url: task.url, outcome: reply };
    const base: ResponseOutcome = {
      kind: 'response',
      status: reply.head.status,
      redirected: reply.redirected,
      notModified: reply.notModified,
      tooLarge: reply.head.truncated === 'length',
    };
    if (task.kind === 'page') {
      try {
        return await visitPage(task, reply, base);
      } catch (error) {
        // One page that no reader can take is one page not read, not the end of the crawl.
        return {
          url: shownAt(task, reply),
          outcome: { kind: 'failed', code: 'READER', detail: { error: String(error).slice(0, 200) } },
        };
      }
    }
    if (reply.head.status !== 200 || base.tooLarge === true) return { url: reply.url, outcome: base };
    if (task.kind === 'api') {
      const answer = task.api === undefined ? undefined : apiRows(task.api.of, textOf(reply), reply.url);
      const { url } = reply;
      return answer === undefined
        ? { url, outcome: { ...base, sign: 'wrongType' } }
        : { url, outcome: base, ...answer };
    }
    const bytes = await unzipped(reply.body, tools.maxBytes * 5);
    const sitemap = bytes === undefined ? undefined : readSitemap(decodeText(bytes));
    return sitemap === undefined
      ? { url: reply.url, outcome: { ...base, sign: 'wrongType' } }
      : { url: reply.url, outcome: base, sitemap };
  };
}

type ToVisit = readonly [
  task: Task,
  base: ResponseOutcome,
  url: string,
  reply: PageReply,
  html: string,
  view: PageView,
];

/** What clicks have made of a list: its further pages, and the way on from the last that there is. */
function withTurned(visit: Visit, list: TurnedList | undefined): Visit {
  if (list === undefined) return visit;
  const { goesOn: _, ...rest } = visit;
  const on = list.goesOn ? ({ goesOn: true } as const) : {};
  const last = list.pages.at(-1);
  if (last === undefined) return { ...ledOn(rest, list.way), ...on };
  return { ...rest, ...on, turned: [...list.pages.slice(0, -1), ledOn(last, list.way)] };
}

function ledOn(visit: Visit, { links, ...given }: TurnedList['way']): Visit {
  const { view } = visit;
  // It may lead to what only the script knows how to show.
  const way = links.length === 0 ? given : { ...given, rendered: true as const };
  return view === undefined
    ? visit
    : { ...visit, ...way, view: { ...view, links: [...view.links, ...links] } };
}

/** Tells the pages of a list apart that share an address. */
function numberOf({ post, list }: Task): number {
  return post === undefined ? 1 : (list?.page ?? 1);
}

/** What follows "#" is for the page's script and is not asked for. */
function withoutRoute(url: string): string {
  return url.split('#', 1)[0] ?? url;
}

type PageReply = Extract<Reply, { kind: 'response' }>;

/** Address that answered, with the fragment that tells a script what to show. */
function shownAt({ url }: Task, reply: PageReply): string {
  const hash = url.indexOf('#');
  return hash < 0 ? reply.url : reply.url + url.slice(hash);
}

/** The source of a page; its charset by its bytes, else by the header, else by the page itself. */
function textOf(reply: PageReply): string {
  const type = headerOf(reply.head.headers, 'content-type') ?? '';
  const start = Buffer.from(
    reply.body.buffer,
    reply.body.byteOffset,
    Math.min(reply.body.byteLength, 2048),
  ).toString('latin1');
  const declared = CHARSET.exec(type) ?? /<meta[^<>]{0,200}charset\s*=\s*["']?([\w:.-]+)/i.exec(start);
  return decodeText(reply.body, declared?.[1]);
}

/** A page that asks for a password and whose address says so. */
function isLogin(html: string, url: string): boolean {
  const { pathname, search } = new URL(url);
  const address = `${pathname}${search}`.toLowerCase();
  return (
    /<input\s[^<>]{0,300}type\s*=\s*["']?password/i.test(html) &&
    loginWords().some((word) => address.includes(word))
  );
}

let logins: readonly string[] | undefined;

/** Parts of paths that ask who is there, as words; too short ones may stand in any address. */
function loginWords(): readonly string[] {
  logins ??= words(readRuleFile('page-signs.json'), 'loginPaths')
    .map((path) => path.replace(/^\/|\/$/g, ''))
    .filter((word) => word.length > 4);
  return logins;
}

const CHARSET = /charset\s*=\s*["']?([\w:.-]+)/i;

type ResponseOutcome = Extract<Outcome, { kind: 'response' }>;

const KINDS: Partial<Record<PageView['kind'], PageSign>> = {
  'script-shell': 'scriptShell',
  challenge: 'blocked',
  'soft-not-found': 'softNotFound',
};

/** A home page may stand in for pages that do not exist and still be a home page, if it leads anywhere. */
function signOfSame(task: Task, view: PageView): PageSign | undefined {
  if (task.depth > 0) return 'softNotFound';
  return view.links.length === 0 ? 'blocked' : undefined;
}

/** What a page leads to otherwise than by links. */
function waysBeside(html: string, url: string): PageLink[] {
  const elements = sourceElements(html);
  return [...waysOn(elements, url), ...nextByForm(elements, url)];
}

/** How a list goes on without a link: by the form that turns it over, or by a control that only a script knows. */
function furtherOf(
  html: string,
  url: string,
  task: Task,
  view: PageView,
): { postback?: Postback; goesOn?: true } {
  const details = new Set(view.links.flatMap((link) => (link.role === 'detail' ? [link.url] : [])));
  if (details.size === 0 && !showsRows(view)) return {};
  const elements = sourceElements(html);
  const page = task.list?.page ?? 1;
  const postback = details.size === 0 ? undefined : nextPostback(html, page, url, details, elements);
  const on =
    showsRows(view) && (goesOn(elements) || controlOf(html, url, view, page, elements) !== undefined);
  return { ...(postback && { postback }), ...(on && { goesOn: true }) };
}

import type { Problem } from '../../services/problem.js';
import { canonicalUrl } from './canonical-url.js';
import type { CrawlEvent } from './crawl-event.js';
import type { ExchangeStore } from './exchange.js';
import { type Frontier, fingerprint, sharesAddress, type Task } from './frontier.js';
import { followedLinks, isLeftAlone } from './links.js';
import { openListTotals } from './list-totals.js';
import type { ListingRows } from './listing-rows.js';
import { familyOf, openLosses } from './losses.js';
import type { Settings } from './options.js';
import { numberedPage } from './page-number.js';
import type { PageView } from './page-reader.js';
import { type Outcome, type PageStatus, statusOf } from './page-status.js';
import type { Redactor } from './redact.js';
import type { Requests } from './requests.js';
import type { Scope } from './scope.js';
import { apiTask, DEEPEST_SITEMAP, listTasks, sitemapTask } from './seeds.js';
import type { Traps } from './trap.js';
import type { Visit } from './visit.js';

/**
 * What follows from a visit, settled one visit at a time in the order the tasks were taken up: its status, its records, the tasks it
 * gives rise to. Everything that decides how a crawl goes on is decided here, so that it goes the same way every time.
 */
export interface Commit {
  page(task: Task, visit: Visit): Promise<readonly CrawlEvent[]>;
  /** What is left to say when nothing is taken up any more. */
  rest(): Iterable<CrawlEvent>;
}

export interface CommitTools {
  readonly settings: Settings;
  readonly scope: Scope;
  readonly frontier: Frontier;
  readonly traps: Traps;
  readonly rows: ListingRows;
  readonly requests: Requests;
  readonly redactor: Redactor;
  readonly store: ExchangeStore;
  /** Lists are turned over by clicks where there is no other way. */
  readonly browser: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** Statuses that say something is wrong with the host rather than with the page. */
const HOST_FAILURES = new Set<PageStatus['id']>([
  'timeout',
  'tlsError',
  'dnsError',
  'connectionRefused',
  'reset',
  'unreachable',
  'proxyError',
  'serverError',
  'rateLimited',
  // A host that shows its bot check again and again does not want to be asked.
  'blocked',
]);
/** Refusals that depend on how the crawl was run and not on the address; a later run decides anew. */
const NOT_NOTED = new Set<PageStatus['id']>(['budgetExhausted', 'hostGivenUp', 'rateLimited', 'trap']);

type PrintedAddress = Pick<Task, 'url' | 'printed'>;

export function openCommit(tools: CommitTools): Commit {
  const { settings, scope, frontier, traps, rows, requests, redactor, store } = tools;
  const failures = new Map<string, number>();
  const seenRecords = new Set<string>();
  const pagesByHost = new Map<string, { same: number; own: number }>();
  const totals = openListTotals();
  const losses = openLosses();
  const notTurned = new Set<string>();
  const hostsWaiting = new Set<string>();
  const hostsLeftOut = new Set<string>();
  const hostsListed = new Set<string>();
  let tooDeep = 0;

  const problem = (found: Problem): CrawlEvent => ({ kind: 'problem', problem: found });
  const givenUp = (url: string): boolean =>
    (failures.get(new URL(url).hostname) ?? 0) >= settings.hostFailures;
  const add = (task: Task): boolean => {
    if (task.depth <= settings.maxDepth || task.list !== undefined) return frontier.add(task);
    tooDeep++;
    return false;
  };

  /** Counts failures in a row; tells when a host is asked no more. */
  function countFailure(url: string, status: PageStatus, refused: boolean): CrawlEvent[] {
    const host = new URL(url).hostname;
    // What the page's scripts did or lacked says nothing of what the host answers.
    if (status.detail?.browser !== undefined) return [];
    if (refused) return toWait(host, status);
    if (!HOST_FAILURES.has(status.id)) {
      if (status.read || status.id === 'notFound') failures.delete(host);
      return [];
    }
    const count = (failures.get(host) ?? 0) + 1;
    failures.set(host, count);
    if (count !== settings.hostFailures) return [];
    requests.giveUp(url, 'hostGivenUp');
    return [problem({ code: 'host-given-up', at: host, args: { failures: count, status: status.id } })];
  }

  /** A host that wants to be asked again much later is asked no more; told once. */
  function toWait(host: string, status: PageStatus): CrawlEvent[] {
    if (status.id !== 'rateLimited' || hostsWaiting.has(host)) return [];
    hostsWaiting.add(host);
    return [problem({ code: 'host-asks-to-wait', at: host })];
  }

  /** Hosts that pages depend on and that do not belong to the portal; each told once. */
  function leftOut({ url, outside }: Visit): CrawlEvent[] {
    return (outside ?? []).flatMap((host) => {
      if (hostsLeftOut.has(host)) return [];
      hostsLeftOut.add(host);
      return [problem({ code: 'browser-host-left-out', at: redactor.text(url), args: { host } })];
    });
  }

  function countSame(visit: Visit, status: PageStatus): void {
    if (visit.view === undefined && visit.sameAsWrong !== true) return;
    const { origin } = new URL(visit.url);
    const counts = pagesByHost.get(origin) ?? { same: 0, own: 0 };
    if (visit.sameAsWrong === true) counts.same++;
    else if (status.read) counts.own++;
    pagesByHost.set(origin, counts);
  }

  /**
   * Records, links and further pages of a list.
   *
   * @param read false: what the page shows is not all there is, and only its links count
   * @returns whether the page has brought anything
   */
  function readView(task: Task, visit: Visit, view: PageView, read: boolean, events: CrawlEvent[]): boolean {
    const { url } = visit;
    let brought = false;
    const own = view.kind === 'procedure' ? view.records.map((record) => ({ ...record, at: url })) : [];
    const alone = (view.alone ?? []).map((record, index) => ({
      ...record,
      at: `${addressOf(task, url)} #${index + 1}`,
    }));
    for (const record of read ? [...rows.join(url, own, task.url), ...alone] : []) {
      const mark = fingerprint(record.values.map(({ label, text }) => `${label}\t${text}`).join('\n'));
      if (!seenRecords.has(mark)) brought = true;
      seenRecords.add(mark);
      events.push({ kind: 'record', record });
    }
    if (read && view.untold !== undefined && brought) {
      const args = { count: view.untold };
      const at = redactor.text(url);
      events.push(problem({ code: 'parts-not-told-apart', at, args, lost: true, records: view.untold }));
    }
    const family = familyOf(url);
    const further: PrintedAddress[] = [];
    const listed: string[] = [];
    const routes = visit.rendered === true;
    for (const { link, ...address } of followedLinks(view.links, url, scope, redactor, { routes })) {
      const { url: to } = address;
      if (link.role === 'next-page') {
        if (to !== url) further.push(address);
        continue;
      }
      const role = link.role === 'list' ? { role: link.role } : {};
      const depth = task.depth + 1;
      const added = add({ ...address, kind: 'page', depth, priority: PRIORITIES[link.role], ...role });
      if (link.role === 'detail') {
        listed.push(to);
        losses.listed(to);
        if (depth > settings.maxDepth) losses.tooDeep(to);
      }
      if (added && (link.role === 'detail' || familyOf(to) !== family)) brought = true;
    }
    // A list may link to procedures on another site, which are not asked for; what it says of them counts all the same.
    for (const { url: address, fields } of view.links) {
      const to = fields === undefined ? undefined : canonicalUrl(redactor.address(address), url, { routes });
      const late = to === undefined ? undefined : rows.link(to, addressOf(task, url), fields ?? []);
      if (late !== undefined) events.push({ kind: 'record', record: late });
    }
    if (listed.length > 0 || task.list !== undefined || view.totalRecords !== undefined) {
      // Procedures on another site are shown as well as those that are followed.
      const elsewhere = view.links.flatMap((link) => (link.role === 'detail' ? [link.url] : []));
      const shown = (listed.length > 0 ? listed : elsewhere).map(fingerprint);
      totals.page(
        task.list?.id ?? url,
        [...shown, ...alone.map(({ at }) => fingerprint(at))],
        view.totalRecords,
        brought,
      );
    }
    turnOver(task, visit, further, listed.length, brought);
    return brought;
  }

  /** Further pages of a list: by link, by posting a form, by number; only while pages bring something new. */
  function turnOver(
    task: Task,
    visit: Visit,
    links: readonly PrintedAddress[],
    listed: number,
    brought: boolean,
  ): void {
    const page = task.list?.page ?? 1;
    if (page > 1 && !brought) {
      // Asked for the second page, it gave the first one again.
      if (page === 2 && visit.goesOn) notTurned.add(task.list?.id ?? visit.url);
      return;
    }
    const list = { id: task.list?.id ?? visit.url, page: page + 1 };
    const further = { kind: 'page', depth: task.depth, priority: 1, list } as const;
    for (const address of links) frontier.add({ ...further, list: { ...list, linked: true }, ...address });
    const { postback, turned = [] } = visit;
    for (const [index, page] of turned.entries())
      frontier.add({ ...further, list: { ...list, page: list.page + index }, url: visit.url, turned: page });
    const action =
      postback === undefined
        ? undefined
        : canonicalUrl(postback.action === '' ? visit.url : postback.action, visit.url);
    if (postback !== undefined && action !== undefined && scope.inside(action)) {
      const { body, headers, name } = postback;
      frontier.add({ ...further, url: action, post: { method: 'POST', body, headers, name } });
      return;
    }
    const numbered =
      links.length === 0 && listed > 0 && brought && !task.list?.linked
        ? numberedPage(visit.url, listed)?.next
        : undefined;
    if (numbered !== undefined && scope.inside(numbered)) frontier.add({ ...further, url: numbered });
    else if (visit.goesOn && links.length === 0) notTurned.add(list.id);
  }

  function readApi(task: Task, visit: Visit, events: CrawlEvent[]): void {
    let brought = false;
    const { api, list } = task;
    const page = list?.page ?? 1;
    const shown = (visit.rows ?? []).map(({ key }) => fingerprint(key));
    totals.page(list?.id ?? visit.url, shown, visit.total, true);
    for (const [index, row] of (visit.rows ?? []).entries()) {
      const mark = fingerprint(row.key);
      if (seenRecords.has(mark)) continue;
      seenRecords.add(mark);
      brought = true;
      const detail = row.detail === undefined ? undefined : canonicalUrl(row.detail);
      if (detail === undefined || !scope.inside(detail)) {
        const at = `${visit.url}${task.post?.method === 'POST' ? ` (${page})` : ''} #${index + 1}`;
        events.push({ kind: 'record', record: { at, layout: 'api', values: row.values } });
        continue;
      }
      losses.listed(detail);
      add({ url: detail, kind: 'page', depth: 1, priority: 1 });
      const late = rows.link(detail, visit.url, row.values);
      if (late !== undefined) events.push({ kind: 'record', record: late });
    }
    if (brought && api !== undefined) frontier.add(apiTask(api.of, api.start, page + 1));
  }

  /** The lists of the page's family, once for every host. */
  function addLists({ url, lists }: Visit): void {
    const { origin } = new URL(url);
    if (lists === undefined || hostsListed.has(origin)) return;
    hostsListed.add(origin);
    for (const task of listTasks(lists, url, scope)) frontier.add(task);
  }

  function readSitemap({ url, sitemap }: Visit, depth: number): void {
    const own = (address: string): string | undefined => {
      const found = canonicalUrl(address, url);
      return found !== undefined && scope.inside(found) ? found : undefined;
    };
    for (const address of depth < DEEPEST_SITEMAP ? (sitemap?.sitemaps ?? []) : []) {
      const found = own(address);
      if (found !== undefined) frontier.add(sitemapTask(found, depth + 1));
    }
    for (const address of sitemap?.pages ?? []) {
      const found = own(address);
      if (found !== undefined && !isLeftAlone(found))
        add({ url: found, kind: 'page', depth: 1, priority: 4 });
    }
  }

  return {
    async page(task, visited) {
      // Another address led here first, and what is here was read then.
      if (!frontier.finish(task)) return [];
      const refused: Outcome = { kind: 'refused', by: 'hostGivenUp' };
      const visit: Visit = givenUp(task.url) ? { url: task.url, outcome: refused } : visited;
      const status = statusOf(visit.outcome);
      const events: CrawlEvent[] = givenUp(task.url)
        ? []
        : countFailure(task.url, status, visit.outcome.kind === 'refused');
      const ofPage = status.detail?.browser === undefined;
      const isRefused = visit.outcome.kind === 'refused' && !NOT_NOTED.has(status.id);
      // The answer itself does not tell that it was none: a run that is resumed later asks again.
      const isStandIn = !sharesAddress(task) && (status.id === 'blocked' || status.id === 'truncated');
      if ((isRefused || isStandIn) && ofPage) {
        await store.note(redactor.text(task.url), status.id, status.detail);
      }
      countSame(visit, status);
      addLists(visit);
      events.push(...leftOut(visit));
      const elsewhere = visit.url !== task.url && status.id === 'redirected';
      const known = elsewhere && !frontier.finish({ url: visit.url });
      if (task.kind === 'sitemap') {
        if (!status.read)
          events.push(
            problem({ code: 'sitemap-unreadable', at: redactor.text(task.url), args: { status: status.id } }),
          );
        readSitemap(visit, task.depth);
        return events;
      }
      if (status.read && !known) {
        if (visit.sitemap !== undefined) readSitemap(visit, 1);
        if (visit.rows !== undefined) readApi(task, visit, events);
      } else if (known) {
        for (const record of rows.moved(task.url, visit.url)) events.push({ kind: 'record', record });
      } else if (task.priority === 0) {
        events.push(
          problem({
            code: 'start-not-read',
            at: redactor.text(task.url),
            args: { status: status.id, ...status.detail },
          }),
        );
      }
      if (visit.view !== undefined && !known) {
        const brought = readView(task, visit, visit.view, status.read, events);
        if (task.priority > 1) traps.read(visit.url, brought);
      }
      const records = events.filter(({ kind }) => kind === 'record').length;
      const url = addressOf(task);
      const kind = visit.view?.kind;
      // What a list says of a page is no reading of it.
      const own = events.filter((event) => event.kind === 'record' && event.record.listed !== true).length;
      if (!elsewhere) events.push(...losses.page({ task, url, status, records, own, kind }));
      else if (known)
        events.push(...losses.page({ task, url, status, records: 0, own: 0, known: visit.url }));
      else {
        events.push({ kind: 'page', url, status, records: 0, expected: true });
        const shown = {
          ...visit.outcome,
          ...(visit.outcome.kind === 'response' ? { redirected: false } : {}),
        };
        events.push(...losses.page({ task, url: visit.url, status: statusOf(shown), records, own, kind }));
      }
      return events;
    },
    *rest() {
      for (const record of rows.rest()) yield { kind: 'record', record };
      const interrupted = tools.signal?.aborted === true;
      let waiting = 0;
      for (let task = frontier.take(); task !== undefined; task = frontier.take()) {
        if (frontier.finished(task.url) && !sharesAddress(task)) continue;
        if (traps.caught(task.url, task.priority <= 1)) continue;
        waiting++;
        const detail = { kind: interrupted ? 'interrupted' : 'pages' };
        const status = statusOf({ kind: 'refused', by: 'budgetExhausted', detail });
        yield* losses.page({ task, url: addressOf(task), status, records: 0, own: 0 });
      }
      yield* losses.rest((url) => frontier.finished(url));
      if (waiting > 0) {
        const code = interrupted ? 'crawl-interrupted' : 'page-budget-exhausted';
        yield problem({ code, args: { waiting } });
      }
      const code = tools.browser ? 'list-not-turned-to-end' : 'list-not-turned';
      for (const at of notTurned) yield problem({ code, at });
      for (const found of totals.problems(losses.known)) yield problem(found);
      if (tooDeep > 0) yield problem({ code: 'depth-budget-exhausted', args: { count: tooDeep } });
      for (const { kind, example, count } of traps.reports()) {
        yield problem({ code: `trap-${TRAP_CODES[kind]}`, at: example, args: { count } });
      }
      for (const [origin, { same, own }] of [...pagesByHost].sort()) {
        if (same > 0 && own === 0) yield problem({ code: 'same-page-everywhere', at: origin });
      }
    },
  };
}

const PRIORITIES = { detail: 1, list: 2, other: 3 } as const;
const TRAP_CODES = {
  long: 'long-address',
  repeatingPath: 'repeating-path',
  calendar: 'calendar',
  facet: 'facet',
} as const;

/** Further pages of a form, an interface or a script share their address; the number of the page tells them apart. */
function addressOf(task: Task, url = task.url): string {
  return task.post?.method === 'POST' || task.turned !== undefined ? `${url} (${task.list?.page ?? 1})` : url;
}

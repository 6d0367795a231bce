import type { CrawlEvent } from './crawl-event.js';
import { fingerprint, type Task } from './frontier.js';
import type { PageView } from './page-reader.js';
import { type PageStatus, type StatusId, statusOf } from './page-status.js';

/**
 * What it costs that a page was not read. A page that a list gives as a procedure hides that procedure, whatever stands in its way, and so
 * do a start and a further page of a list; another list hides something where there is a list; any other page hides nothing. A link that
 * tells what a page is may be met after the page: what became of pages that nothing is known of is told at the end.
 */
export interface Losses {
  /** A list gives the address as that of a procedure. */
  listed(url: string): void;
  /** An address has been dealt with. @returns what can be told of it now */
  page(found: DealtWith): CrawlEvent[];
  /** A procedure linked too deep to be asked for. */
  tooDeep(url: string): void;
  /** How many addresses lists have given as procedures. */
  readonly known: number;
  /** What is left to tell. @param asked whether an address was dealt with after all */
  rest(asked: (url: string) => boolean): Iterable<CrawlEvent>;
}

export interface DealtWith {
  readonly task: Task;
  /** As it is told. */
  readonly url: string;
  readonly status: PageStatus;
  readonly records: number;
  /** Records that the page itself shows. */
  readonly own: number;
  /** Kind of the page that was read. */
  readonly kind?: PageView['kind'] | undefined;
  /** The address that answered in its place, and was read before. */
  readonly known?: string | undefined;
}

/** Statuses of addresses that hold no list: not reading them hides none. */
const NO_LIST_THERE: ReadonlySet<StatusId> = new Set<StatusId>([
  'notFound',
  'gone',
  'softNotFound',
  'redirectOutOfScope',
  'wrongType',
  'loginRequired',
  'trap',
]);

export function openLosses(): Losses {
  const details = new Set<string>();
  const withRecord = new Set<string>();
  const starts = new Set<string>();
  const lists = new Set<string>();
  /** Addresses of one shape, by whether a page of theirs has shown a procedure. */
  const families = new Set<string>();
  const unsettled: DealtWith[] = [];
  const deep = new Set<string>();

  const isListed = ({ url }: Task): boolean => details.has(fingerprint(url));
  const told = ({ url, records }: DealtWith, status: PageStatus, expected: boolean): CrawlEvent => ({
    kind: 'page',
    url,
    status,
    records,
    expected,
  });

  function hides({ task, status }: DealtWith): boolean {
    if (task.priority === 0 || task.list !== undefined || task.kind === 'api' || isListed(task)) return true;
    return task.role === 'list' && !NO_LIST_THERE.has(status.id);
  }

  /** True where a procedure was to be expected and the page that was read shows none, nor a list of some. */
  function showsNone({ task, own, kind, known }: DealtWith): boolean {
    if (task.priority === 0 || own > 0) return false;
    if (known !== undefined) {
      const mark = fingerprint(known);
      return starts.has(mark) || !(withRecord.has(mark) || lists.has(mark));
    }
    return kind === 'other' && families.has(familyOf(task.url));
  }

  function settled(found: DealtWith): CrawlEvent {
    const { task, status, known } = found;
    if (!status.read) return told(found, status, hides(found));
    if (!isListed(task) || !showsNone(found)) return told(found, status, true);
    const to = known === undefined ? {} : { detail: { to: known } };
    return told(found, { ...statusOf({ kind: 'noted', status: 'noProcedure' }), ...to }, true);
  }

  return {
    listed: (url) => details.add(fingerprint(url)),
    page(found) {
      const { task, url, status, own, kind, known } = found;
      if (task.priority === 0) starts.add(fingerprint(url));
      if (kind === 'listing') lists.add(fingerprint(url));
      if (own > 0) {
        withRecord.add(fingerprint(url));
        families.add(familyOf(task.url));
      }
      const later = status.read
        ? task.priority > 0 && own === 0 && (known !== undefined || kind === 'other')
        : !hides(found);
      if (!later) return [told(found, status, true)];
      unsettled.push(found);
      return [];
    },
    tooDeep: (url) => deep.add(url),
    get known() {
      return details.size;
    },
    *rest(asked) {
      for (const found of unsettled) yield settled(found);
      const status = statusOf({ kind: 'refused', by: 'budgetExhausted', detail: { kind: 'depth' } });
      for (const url of deep)
        if (!asked(url)) yield { kind: 'page', url, status, records: 0, expected: true };
    },
  };
}

/** Path with its numbers left open: pages of one kind lead to each other, and that alone is nothing new. */
export function familyOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname.replace(/\d+/g, '*')}`;
}

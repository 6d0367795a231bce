/** Links that many services carry say nothing about any of them. */

export interface SharedLinks {
  /** Counts one link of one service. */
  readonly meet: (source: number, url: string, service: string) => void;
  /** True where the link belongs to the source rather than to one of its services, or leads to a bare home page. */
  readonly isShared: (source: number, url: string) => boolean;
  /** The links that are shared, and by how many services, per source; the most shared first. */
  readonly shared: (source: number) => readonly { readonly url: string; readonly count: number }[];
}

/** A link of three services or more is no service's own; one of two may be a variant's. */
const OWN_AT_MOST = 2;
const HOME =
  /^\/(?:index(?:\.\w+)?|home(?:\.\w+)?|trang-?chu(?:\.\w+)?|default\.aspx|p\/home\/[\w-]*trang-chu\.html|web\/(?:guest|portal)(?:\/(?:home|trang-?chu))?|portal|(?:vi|en)(?:-\w\w)?)?\/?$/i;
const LANGUAGE = /^(?:lang|language|locale|hl)$/i;
/** What a server adds for the visit, not for the page. */
const VISIT =
  /^(?:p_auth|p_p_(?:state|mode|lifecycle|col_\w{1,20})|jsessionid|phpsessid|sessionid|utm_\w{1,20})$/i;

/** True where an address names a portal and nothing in it: no path, no identifier in query or fragment. */
export function isHomePage(address: string): boolean {
  let url: URL;
  try {
    url = new URL(withoutSession(address));
  } catch {
    return false;
  }
  const fragment = url.hash.replace(/^#[!/]*(?:home|trang-?chu)?/i, '');
  if (!HOME.test(url.pathname) || /[\p{L}\p{N}]{2}/u.test(fragment)) return false;
  return [...url.searchParams].every(
    ([name, value]) => LANGUAGE.test(name) || VISIT.test(name) || value.length <= 2,
  );
}

const SESSION = /^(?:p_auth|jsessionid|phpsessid|sid|session(?:_?id)?|token)$/i;

/** The address without what differs with every visit: a session's id in its path or among its parameters. */
export function withoutSession(address: string): string {
  if (!/;|p_auth|sess|sid=|token=/i.test(address) || !URL.canParse(address)) return address;
  const url = new URL(address);
  url.pathname = url.pathname.replace(/;[^/]*/g, '');
  for (const name of [...url.searchParams.keys()]) if (SESSION.test(name)) url.searchParams.delete(name);
  return url.href;
}

/** Services, each once: one alone as text, since most links have one. */
type Services = string | Set<string>;

function sizeOf(services: Services | undefined): number {
  if (services === undefined) return 0;
  return typeof services === 'string' ? 1 : services.size;
}

function withOne(services: Services | undefined, service: string): Services {
  if (services === undefined || services === service) return service;
  return typeof services === 'string' ? new Set([services, service]) : services.add(service);
}

export function createSharedLinks(): SharedLinks {
  const links: Map<string, Services>[] = [];
  /** The first services of each source that have a link at all; more than {@link OWN_AT_MOST} need not be told apart. */
  const first: Services[] = [];
  const isShared = (source: number, url: string): boolean => {
    const count = sizeOf(links[source]?.get(withoutSession(url)));
    return isHomePage(url) || count > OWN_AT_MOST || (count > 1 && count === sizeOf(first[source]));
  };
  return {
    meet(source, address, service) {
      const url = withoutSession(address);
      links[source] ??= new Map();
      links[source].set(url, withOne(links[source].get(url), service));
      if (sizeOf(first[source]) <= OWN_AT_MOST) first[source] = withOne(first[source], service);
    },
    isShared,
    shared(source) {
      return [...(links[source] ?? [])]
        .filter(([url]) => isShared(source, url))
        .map(([url, services]) => ({ url, count: sizeOf(services) }))
        .sort((a, b) => b.count - a.count || (a.url < b.url ? -1 : 1));
    },
  };
}

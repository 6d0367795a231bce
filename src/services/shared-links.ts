/** Links that many services carry say nothing about any of them. */

export interface SharedLinks {
  /** Counts one link of one service. */
  readonly meet: (source: number, url: string, service: string) => void;
  /** True where the link belongs to the source rather than to one of its services, or leads to a bare home page. */
  readonly isShared: (source: number, url: string) => boolean;
  /** The links that are shared, and by how many services, per source. */
  readonly shared: (source: number) => readonly { readonly url: string; readonly count: number }[];
}

/** A link of three services or more is no service's own; one of two may be a variant's. */
const OWN_AT_MOST = 2;
const HOME =
  /^\/(?:index(?:\.\w+)?|home(?:\.\w+)?|trang-?chu(?:\.\w+)?|default\.aspx|web\/guest(?:\/home)?|(?:vi|en)\/?)?\/?$/i;

/** True where an address names a portal and nothing in it: no path, no identifier in query or fragment. */
export function isHomePage(address: string): boolean {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return false;
  }
  if (
    !HOME.test(url.pathname) ||
    /[\p{L}\p{N}]{2}/u.test(url.hash.replace(/^#[!/]*(?:home|trang-?chu)?/i, ''))
  )
    return false;
  return [...url.searchParams.values()].every((value) => value.length <= 2);
}

export function createSharedLinks(): SharedLinks {
  const sources: Map<string, { count: number; last: string }>[] = [];
  const totals: { services: number; last: string }[] = [];
  const isShared = (source: number, url: string): boolean => {
    const count = sources[source]?.get(url)?.count ?? 0;
    return isHomePage(url) || count > OWN_AT_MOST || (count > 1 && count === totals[source]?.services);
  };
  return {
    meet(source, url, service) {
      sources[source] ??= new Map();
      totals[source] ??= { services: 0, last: '' };
      const links = sources[source];
      const total = totals[source];
      if (links === undefined || total === undefined) return;
      const link = links.get(url);
      if (link === undefined) links.set(url, { count: 1, last: service });
      else if (link.last !== service) {
        link.count += 1;
        link.last = service;
      }
      if (total.last !== service) {
        total.services += 1;
        total.last = service;
      }
    },
    isShared,
    shared(source) {
      const links = [...(sources[source] ?? [])].filter(([url]) => isShared(source, url));
      return links
        .map(([url, { count }]) => ({ url, count }))
        .sort((a, b) => b.count - a.count || (a.url < b.url ? -1 : 1));
    },
  };
}

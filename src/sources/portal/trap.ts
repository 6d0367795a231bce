/**
 * Addresses without end: calendars, filters that combine, paths that grow into themselves. A shape is an address with one of its
 * parameters (or the numbers in its path) left open; a shape whose pages keep bringing nothing is closed.
 */

export type TrapKind = 'long' | 'repeatingPath' | 'calendar' | 'facet';

export interface TrapReport {
  readonly kind: TrapKind;
  /** One address that was passed over. */
  readonly example: string;
  /** Addresses passed over. */
  readonly count: number;
}

export interface Traps {
  /**
   * Whether an address is to be passed over. Once true for a shape, always true.
   * @param wanted a list leads there as to a procedure, or it is the list's next page: only addresses that grow are passed over
   */
  caught(url: string, wanted: boolean): boolean;
  /** Tells what a page that was read has brought. */
  read(url: string, brought: boolean): void;
  reports(): readonly TrapReport[];
}

const LONGEST_ADDRESS = 2000;
const DEEPEST_PATH = 16;
/** A calendar is known by its dates and needs less patience than a filter. */
const CALENDAR_LIMIT = 12;
const DATE =
  /(?:^|[^\d])(?:(?:19|20)\d{2}[-/._]?(?:0?[1-9]|1[0-2])(?:[-/._]?(?:[0-2]?\d|3[01]))?|(?:[0-2]?\d|3[01])[-/._](?:0?[1-9]|1[0-2])[-/._](?:19|20)\d{2})(?:[^\d]|$)/;
const DATE_NAMES = /^(?:date|day|month|year|week|ngay|thang|nam|tuan|cal|calendar|lich)$/i;

/** @param limit pages of one shape that may bring nothing before it is closed */
export function openTraps(limit: number): Traps {
  /** Pages in a row that brought nothing, by shape. */
  const barren = new Map<string, number>();
  const closed = new Map<string, TrapKind>();
  const caughtOf = new Map<string, { kind: TrapKind; example: string; count: number }>();

  function remember(key: string, kind: TrapKind, url: string): true {
    const entry = caughtOf.get(key) ?? { kind, example: url, count: 0 };
    entry.count++;
    caughtOf.set(key, entry);
    return true;
  }

  return {
    caught(url, wanted) {
      if (url.length > LONGEST_ADDRESS) return remember('long', 'long', `${url.slice(0, 200)}…`);
      const { pathname, host } = new URL(url);
      if (repeats(pathname)) return remember(`repeatingPath ${host}`, 'repeatingPath', url);
      for (const { key } of wanted ? [] : shapesOf(url)) {
        const kind = closed.get(key);
        if (kind !== undefined) return remember(key, kind, url);
      }
      return false;
    },
    read(url, brought) {
      for (const { key, calendar } of shapesOf(url)) {
        if (closed.has(key)) continue;
        const count = brought ? 0 : (barren.get(key) ?? 0) + 1;
        if (count >= (calendar ? Math.min(CALENDAR_LIMIT, limit) : limit)) {
          barren.delete(key);
          closed.set(key, calendar ? 'calendar' : 'facet');
        } else if (count > 0) barren.set(key, count);
        else barren.delete(key);
      }
    },
    reports: () =>
      [...caughtOf.values()].sort((left, right) =>
        left.example < right.example ? -1 : left.example > right.example ? 1 : 0,
      ),
  };
}

/** "/a/a/a" or "/a/b/a/b/a/b", or a path deeper than portals build them. */
function repeats(pathname: string): boolean {
  const segments = pathname.split('/').filter((segment) => segment !== '');
  if (segments.length > DEEPEST_PATH) return true;
  for (let size = 1; size * 3 <= segments.length; size++) {
    for (let start = 0; start + size * 3 <= segments.length; start++) {
      const unit = segments.slice(start, start + size).join('/');
      const second = segments.slice(start + size, start + size * 2).join('/');
      const third = segments.slice(start + size * 2, start + size * 3).join('/');
      if (unit === second && unit === third && /\p{L}/u.test(unit)) return true;
    }
  }
  return false;
}

interface Shape {
  readonly key: string;
  readonly calendar: boolean;
}

/** Two addresses share a shape where they differ in the value of one parameter only, or in the numbers of their paths only. */
function shapesOf(url: string): Shape[] {
  const { host, pathname, search } = new URL(url);
  const parts = search === '' ? [] : search.slice(1).split('&');
  const shapes: Shape[] = parts.map((part, index) => {
    const name = part.split('=', 1)[0] ?? '';
    const value = part.slice(name.length + 1);
    const open = parts.map((other, place) => (place === index ? `${name}=*` : other)).join('&');
    return {
      key: `${host}${pathname}?${open}`,
      calendar: DATE_NAMES.test(name) || DATE.test(decodeURIComponentSafely(value)),
    };
  });
  const openPath = pathname.replace(/\d+/g, '*');
  if (openPath !== pathname)
    shapes.push({ key: `${host}${openPath}${search}`, calendar: DATE.test(pathname) });
  // Filters that combine differ in several parameters at once: all that share path and names.
  if (parts.length > 1) {
    const names = parts.map((part) => part.split('=', 1)[0]).join('&');
    shapes.push({ key: `${host}${openPath}?${names}`, calendar: false });
  }
  return shapes;
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

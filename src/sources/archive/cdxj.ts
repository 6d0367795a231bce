import type { Method } from '../portal/exchange.js';
import type { ArchiveEntry } from './entry.js';

/**
 * The index beside the archive: one line per entry in CDXJ ("key timestamp {json}"), in the order of writing while a crawl is under way,
 * sorted when it has come to its end. It repeats what the records say, so it can always be made again from them.
 */

/** What stands for the media type of records that are no plain answers. */
const TYPES: Partial<Record<ArchiveEntry['kind'], string>> = {
  revisit: 'warc/revisit',
  conversion: 'warc/conversion',
  rendering: 'warc/metadata',
  note: 'application/warc-fields',
};

/** The line of an entry, with its line break. */
export function indexLine(entry: ArchiveEntry): string {
  const {
    kind,
    url,
    method,
    status,
    mime,
    digest,
    requestDigest,
    requestPlace,
    outcome,
    file,
    place,
    length,
  } = entry;
  const fields = {
    url,
    mime: TYPES[kind] ?? mime,
    status: status === undefined ? undefined : String(status),
    digest,
    length: String(length),
    offset: String(place.offset),
    filename: file,
    method: method === 'GET' ? undefined : method,
    requestDigest,
    requestOffset: requestPlace === undefined ? undefined : String(requestPlace.offset),
    outcome,
    date: entry.date,
    contentType: kind === 'revisit' ? mime : undefined,
  };
  const asked = kind === 'conversion' || kind === 'rendering' ? kind : method;
  return `${urlKey(url, asked)} ${entry.date.replace(/\D/g, '').slice(0, 14)} ${JSON.stringify(fields)}\n`;
}

/** The entry of a line of ours; undefined where the line is not one. */
export function parseIndexLine(line: string): ArchiveEntry | undefined {
  const brace = line.indexOf('{');
  if (brace < 0) return undefined;
  let fields: unknown;
  try {
    fields = JSON.parse(line.slice(brace));
  } catch {
    return undefined;
  }
  const text = (name: string): string | undefined => {
    const value = typeof fields === 'object' && fields !== null ? Reflect.get(fields, name) : undefined;
    return typeof value === 'string' ? value : undefined;
  };
  const count = (name: string): number | undefined => {
    const value = text(name);
    return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
  };
  const [url, file, date] = [text('url'), text('filename'), text('date')];
  const [offset, length] = [count('offset'), count('length')];
  const method = methodOf(text('method'));
  if (url === undefined || file === undefined || date === undefined || method === undefined) return undefined;
  if (offset === undefined || length === undefined) return undefined;
  const outcome = text('outcome');
  const kind = kindOf(text('mime'), outcome);
  const mime = kind === 'revisit' ? text('contentType') : kind === 'response' ? text('mime') : undefined;
  const request = count('requestOffset');
  const optional = {
    status: count('status'),
    mime,
    digest: text('digest'),
    requestDigest: text('requestDigest'),
    outcome,
  };
  return {
    kind,
    url,
    method,
    date,
    file,
    place: { offset, skip: 0 },
    length,
    ...defined(optional),
    ...(request === undefined ? {} : { requestPlace: { offset: request, skip: 0 } }),
  };
}

function kindOf(type: string | undefined, outcome: string | undefined): ArchiveEntry['kind'] {
  if (outcome !== undefined) return 'note';
  for (const kind of ['revisit', 'conversion', 'rendering'] as const) if (type === TYPES[kind]) return kind;
  return 'response';
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function defined<T extends object>(fields: T): Defined<T> {
  const result: Defined<T> = {};
  for (const key in fields) {
    const value = fields[key];
    if (isDefined(value)) result[key] = value;
  }
  return result;
}

function isDefined<T>(value: T): value is Exclude<T, undefined> {
  return value !== undefined;
}

function methodOf(text: string | undefined): Method | undefined {
  if (text === undefined) return 'GET';
  return text === 'HEAD' || text === 'POST' ? text : undefined;
}

/** The address with its host turned round ("vn,gov,example)/path"), as tools for web archives sort it. */
function urlKey(url: string, method: string): string {
  if (!URL.canParse(url)) return url.replace(/\s/g, '%20');
  const { hostname, port, pathname, search: query } = new URL(url);
  // As pywb marks them: neither the answer to a HEAD nor a rendered page must be shown for the address.
  const mark = method === 'GET' ? '' : `${query === '' ? '?' : '&'}__wb_method=${method}`;
  const search = query + mark;
  const host = /^[\d.]+$|^\[/.test(hostname) ? hostname : hostname.split('.').reverse().join(',');
  return `${host}${port === '' ? '' : `:${port}`})${pathname}${search}`.toLowerCase().replace(/\s/g, '%20');
}

/** The pages of procedures: what a list says of a procedure without its code belongs to the page it leads to. */
import { createHash } from 'node:crypto';
import { withoutSession } from './shared-links.js';

/** One record that speaks of the procedure of a page. */
export interface PageRecord {
  /** The service it would be by its own code or name. */
  readonly key: string;
  readonly number: number;
  /** Its name, letters and digits only. */
  readonly name: string;
  /** True for what a list says. */
  readonly listed: boolean;
}

export interface Pages {
  readonly meet: (page: string, record: PageRecord) => void;
  /** The records that belong to another service than their own code or name tells. */
  readonly moves: () => Generator<{ readonly number: number; readonly from: string; readonly to: string }>;
}

export function createPages(): Pages {
  /** One record alone, since most pages have one. */
  const pages = new Map<string, PageRecord | PageRecord[]>();
  return {
    meet(page, record) {
      const known = pages.get(page);
      if (known === undefined) pages.set(page, record);
      else if (Array.isArray(known)) known.push(record);
      else pages.set(page, [known, record]);
    },
    *moves() {
      for (const records of pages.values()) {
        if (!Array.isArray(records)) continue;
        const to = serviceOf(records);
        for (const { number, key } of to === undefined ? [] : records)
          if (to !== undefined && key !== to) yield { number, from: key, to };
      }
    },
  };
}

/** The one service that all records of a page speak of; undefined where the page or the lists name several. */
function serviceOf(records: readonly PageRecord[]): string | undefined {
  const own = new Set(records.flatMap(({ key, listed }) => (listed ? [] : [key])));
  const codes = new Set(records.flatMap(({ key }) => (key.startsWith('c:') ? [key] : [])));
  const listed = new Set(records.flatMap((record) => (record.listed ? [record.name] : [])));
  if (own.size > 1 || codes.size > 1 || listed.size > 1) return undefined;
  return [...codes, ...own, ...records.map(({ key }) => key)][0];
}

/**
 * The page a record is about, in a few characters; undefined for a record of a file.
 *
 * @param place `url` where `at` is not the address of the page
 */
export function pageOf({ at, url = at }: { readonly at: string; readonly url?: string }): string | undefined {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return undefined;
  // A link to a file whose name is an address, query and all.
  const address = new URL(withoutSession(url.replace(/%3B/i, ';').replace(/%3F/i, '?')));
  if (!/^#!?\//.test(address.hash)) address.hash = '';
  return createHash('sha1').update(address.href).digest('base64url').slice(0, 12);
}

/** Pages that print a procedure again without its code, which only a list gave the other: views for the printer, second addresses. */
import { createHash } from 'node:crypto';

/** What one page says of a procedure. */
export interface PrintedPage {
  readonly source: number;
  /** The service it is by its own code or name. */
  readonly key: string;
  readonly number: number;
  /** Folded. */
  readonly name: string;
  /** Folded, in one text; empty where it names none. */
  readonly units: string;
  /** Address of the page. */
  readonly url: string;
}

export interface Reprints {
  readonly meet: (page: PrintedPage) => void;
  /**
   * The pages that belong to a service with a code.
   *
   * @param moved services that records were found to belong to already, by their numbers
   */
  readonly moves: (
    moved: ReadonlyMap<number, string>,
  ) => Generator<{ readonly number: number; readonly from: string; readonly to: string }>;
}

type Met = Pick<PrintedPage, 'key' | 'number'> & { readonly units: string; readonly path: string };

/**
 * A page without a code is that of the one service of its source that has its name and a code, if both name the same agencies; where it
 * names none, if its address differs by parameters only. Where several codes have the name nobody can tell whose page it is.
 */
export function createReprints(): Reprints {
  const byName = new Map<string, Met | Met[]>();
  return {
    meet({ source, key, number, name, units, url }) {
      const place = mark(`${source}\n${name}`);
      const met: Met = {
        key,
        number,
        units: units === '' ? '' : mark(units),
        path: mark(url.replace(/[?#].*$/s, '')),
      };
      const known = byName.get(place);
      if (known === undefined) byName.set(place, met);
      else if (Array.isArray(known)) known.push(met);
      else byName.set(place, [known, met]);
    },
    *moves(moved) {
      for (const met of byName.values()) {
        if (!Array.isArray(met)) continue;
        const pages = met.map((page) => ({ ...page, key: moved.get(page.number) ?? page.key }));
        const coded = pages.filter(({ key }) => key.startsWith('c:'));
        const to = coded[0]?.key;
        if (to === undefined || coded.some(({ key }) => key !== to)) continue;
        for (const { key, number, units, path } of pages) {
          const isSame = coded.some(
            (other) => other.units === units || (units === '' && other.path === path),
          );
          if (!key.startsWith('c:') && isSame) yield { number, from: key, to };
        }
      }
    },
  };
}

function mark(text: string): string {
  return createHash('sha1').update(text).digest('base64url').slice(0, 12);
}

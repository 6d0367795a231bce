import { canonicalUrl } from './canonical-url.js';
import { nameMatcher, readRuleFile, words } from './rule-file.js';

/** Lists turned over by a number in the address: `page=3`, `_x_cur=3`, or rows to pass over, `count=12`. */

interface Names {
  readonly page: (name: string) => boolean;
  readonly offset: (name: string) => boolean;
}

let names: Names | undefined;

function load(): Names {
  const file = readRuleFile('paging.json');
  return {
    page: nameMatcher(words(file, 'pageParameters')),
    offset: nameMatcher(words(file, 'offsetParameters')),
  };
}

/** True where two addresses are pages of one list: the same but for one parameter that counts pages or rows. */
export function isOfSameList(one: string, other: string): boolean {
  names ??= load();
  const { page, offset } = names;
  if (!URL.canParse(one) || !URL.canParse(other)) return false;
  const [left, right] = [new URL(one), new URL(other)];
  if (left.origin !== right.origin || left.pathname !== right.pathname) return false;
  const parameters = new Set([...left.searchParams.keys(), ...right.searchParams.keys()]);
  const differing = [...parameters].filter(
    (name) => left.searchParams.getAll(name).join() !== right.searchParams.getAll(name).join(),
  );
  const [only, more] = differing;
  if (only === undefined || more !== undefined || !(page(only) || offset(only))) return false;
  return /^\d{1,6}$/.test(left.searchParams.get(only) ?? right.searchParams.get(only) ?? '');
}

export interface NumberedPage {
  /** Address of the list, whatever the page. */
  readonly list: string;
  readonly number: number;
  /** Address of the page after it. */
  readonly next: string | undefined;
}

/**
 * The place of an address in a numbered list; undefined where no parameter of it counts pages.
 *
 * @param rows rows on the page, the step of an offset
 */
export function numberedPage(url: string, rows: number): NumberedPage | undefined {
  names ??= load();
  const { page, offset } = names;
  const parsed = new URL(url);
  const found = [...parsed.searchParams].find(
    ([name, value]) => /^\d{1,6}$/.test(value) && (page(name) || offset(name)),
  );
  if (found === undefined) return undefined;
  const [name, value] = found;
  const number = Number(value);
  const step = page(name) ? 1 : rows;
  const at = (replacement: string | undefined): string => {
    const parts = parsed.search.slice(1).split('&');
    const others = parts.flatMap((part) => {
      if (part.split('=', 1)[0] !== name) return [part];
      return replacement === undefined ? [] : [`${name}=${replacement}`];
    });
    return (
      canonicalUrl(
        `${parsed.origin}${parsed.pathname}${others.length === 0 ? '' : `?${others.join('&')}`}`,
      ) ?? url
    );
  };
  return { list: at(undefined), number, next: step > 0 ? at(String(number + step)) : undefined };
}

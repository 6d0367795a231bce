/** Calls of scripts, and the addresses they lead to. */

/** A call of `__doPostBack('…','…')`: a form that is sent back to the page itself. */
export interface PostTarget {
  readonly target: string;
  readonly argument: string;
}

const POST_BACK =
  /(?:__doPostBack\s*\(|WebForm_PostBackOptions\s*\()\s*(?:'([^']{0,500})'|"([^"]{0,500})")\s*,\s*(?:'([^']{0,500})'|"([^"]{0,500})")/;

export function postTarget(script: string): PostTarget | undefined {
  const call = POST_BACK.exec(script);
  return call === null ? undefined : { target: call[1] ?? call[2] ?? '', argument: call[3] ?? call[4] ?? '' };
}

const ARGUMENT = /^\s*(?:'([^']*)'|"([^"]*)"|(-?\d+)|(this|event))\s*(?:,|$)/;
const MAX_CALL = 2000;

/**
 * The literal arguments of the first call of a function; "" for `this`.
 *
 * @returns undefined where the function is not called, or with anything that is no literal
 */
export function callArguments(script: string, name: string): readonly string[] | undefined {
  const found = new RegExp(
    `(?<![\\w$])${name.replace(/[.$]/g, '\\$&')}\\s*\\(([^()]{0,${MAX_CALL}})\\)`,
  ).exec(script);
  if (found === null) return undefined;
  let rest = found[1] ?? '';
  const values: string[] = [];
  while (rest.trim() !== '') {
    const next = ARGUMENT.exec(rest);
    if (next === null) return undefined;
    values.push(next[1] ?? next[2] ?? next[3] ?? '');
    rest = rest.slice(next[0].length);
  }
  return values;
}

/** The address with its places filled; undefined where an argument is missing. An empty one stays empty: it leads to nothing. */
export function filledAddress(template: string, values: readonly string[]): string | undefined {
  let whole = true;
  const address = template.replace(/\{([1-9])(:base64)?\}/g, (_, place: string, coded?: string) => {
    const value = values[Number(place) - 1];
    if (value === undefined) whole = false;
    const text = value ?? '';
    return encodeURIComponent(coded === undefined ? text : Buffer.from(text).toString('base64'));
  });
  return whole ? address : undefined;
}

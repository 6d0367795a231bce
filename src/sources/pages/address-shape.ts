/** What the addresses of one kind of page have in common. */

/**
 * Host, path and names of parameters; the last part of the path, and every part with a number or several words in it, is left open.
 * Of parameters only the names count, but for words such as `view=detail` that tell kinds of pages apart.
 */
export function addressShape(url: string): string {
  if (!URL.canParse(url)) return url.replace(/\d+/g, '*');
  const { host, pathname, searchParams } = new URL(url);
  const parts = pathname.split('/');
  const path = parts.map((part, index) => (isOpen(part, index === parts.length - 1) ? '*' : part)).join('/');
  const names = [...searchParams]
    .map(([name, value]) => (/^[a-z_]{2,20}$/i.test(value) ? `${name}=${value}` : name))
    .sort();
  return `${host}${path}?${names.join('&')}`;
}

function isOpen(part: string, isLast: boolean): boolean {
  if (/\.(?:aspx?|php|jsp|html?|do)$/i.test(part)) return /\d/.test(part) || /-\S*-/.test(part);
  return part !== '' && (isLast || /\d/.test(part) || /-\S*-/.test(part));
}

/** The shape that most of the addresses have; undefined where none has two. */
export function commonShape(urls: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const url of new Set(urls)) counts.set(addressShape(url), (counts.get(addressShape(url)) ?? 0) + 1);
  const [most] = [...counts].sort(([, left], [, right]) => right - left);
  return most === undefined || most[1] < 2 ? undefined : most[0];
}

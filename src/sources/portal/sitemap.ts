/** Addresses in a sitemap (sitemaps.org 0.9): XML, an index of sitemaps, or one address a line. */
export interface Sitemap {
  /** Other sitemaps, of an index. */
  readonly sitemaps: readonly string[];
  readonly pages: readonly string[];
}

/** The protocol allows 50,000 addresses in one file. */
const MOST_ADDRESSES = 50_000;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** @returns undefined where the text is no sitemap */
export function readSitemap(text: string): Sitemap | undefined {
  const head = text.slice(0, 2000);
  if (/<(?:\w+:)?sitemapindex[\s>]/i.test(head)) return { sitemaps: locations(text), pages: [] };
  if (/<(?:\w+:)?urlset[\s>]/i.test(head)) return { sitemaps: [], pages: locations(text) };
  const lines = text.split(/\r?\n/, MOST_ADDRESSES).map((line) => line.trim());
  const filled = lines.filter((line) => line !== '');
  return filled.length > 0 && filled.every((line) => /^https?:\/\/\S+$/i.test(line))
    ? { sitemaps: [], pages: filled }
    : undefined;
}

/** Contents of the `<loc>` elements; image and video extensions have names of their own and are not taken. */
function locations(text: string): string[] {
  const found: string[] = [];
  let from = 0;
  while (found.length < MOST_ADDRESSES) {
    const open = text.indexOf('loc>', from);
    if (open < 0) break;
    from = open + 4;
    const tag = text.lastIndexOf('<', open);
    const name = text.slice(tag + 1, open + 3).trim();
    if (tag < 0 || open - tag > 20 || !/^(?:\w+:)?loc$/.test(name) || /^(?:image|video|news):/.test(name))
      continue;
    const close = text.indexOf('</', from);
    if (close < 0) break;
    const address = unescaped(text.slice(from, close).replace(/^\s*<!\[CDATA\[|\]\]>\s*$/g, '')).trim();
    if (address !== '') found.push(address);
    from = close;
  }
  return found;
}

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d{1,6})|#x([0-9a-f]{1,6})|(\w{2,4}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? whole;
    const point = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

import type { PageLink } from './page-reader.js';

/** Seconds: a page that waits longer is meant to be read, and then read again. */
const LONGEST_WAIT = 5;

/**
 * Where a page leads without a link to click: to the address it is about to give way to (`<meta http-equiv="refresh">`), and to the pages it
 * is put together from (frames). Empty frames and scripts in their addresses lead nowhere.
 */
export function waysOn(html: string, url: string): PageLink[] {
  const found: string[] = [];
  for (const [tag] of html.matchAll(/<(?:meta|frame|iframe)\s[^<>]{1,2000}>/gi)) {
    const address = /^<meta/i.test(tag) ? refreshed(tag) : attribute(tag, 'src');
    if (address !== undefined && URL.canParse(address, url)) found.push(new URL(address, url).href);
  }
  return [...new Set(found)]
    .filter((address) => /^https?:/.test(address) && address !== url)
    .map((address) => ({ url: address, text: '', role: 'other' }));
}

function refreshed(tag: string): string | undefined {
  if (attribute(tag, 'http-equiv')?.toLowerCase() !== 'refresh') return undefined;
  const content = /^\s*(\d+)(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?["']?([^"']+)/i.exec(
    attribute(tag, 'content') ?? '',
  );
  return content === null || Number(content[1]) > LONGEST_WAIT ? undefined : content[2]?.trim();
}

function attribute(tag: string, name: string): string | undefined {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(tag);
  const value = (match?.[1] ?? match?.[2] ?? match?.[3])?.replaceAll('&amp;', '&').trim();
  return value === '' ? undefined : value;
}

import type { PageLink } from './page-reader.js';
import type { SourceElement } from './source-tree.js';

/** Seconds: a page that waits longer is meant to be read, and then read again. */
const LONGEST_WAIT = 5;

/**
 * Where a page leads without a link to click: to the address it is about to give way to (`<meta http-equiv="refresh">`), and to the pages it
 * is put together from (frames). Empty frames and scripts in their addresses lead nowhere.
 *
 * @param url address of the page
 */
export function waysOn(elements: readonly SourceElement[], url: string): PageLink[] {
  const found = elements.flatMap((element) => {
    const address = element.tag === 'meta' ? refreshed(element) : framed(element);
    return address !== undefined && URL.canParse(address, url) ? [new URL(address, url).href] : [];
  });
  return [...new Set(found)]
    .filter((address) => /^https?:/.test(address) && address !== url)
    .map((address) => ({ url: address, text: '', role: 'other' }));
}

function framed(element: SourceElement): string | undefined {
  const address = /^i?frame$/.test(element.tag) ? element.attribute('src')?.trim() : undefined;
  return address === '' ? undefined : address;
}

function refreshed(element: SourceElement): string | undefined {
  if (element.attribute('http-equiv')?.toLowerCase() !== 'refresh') return undefined;
  const content = /^\s*(\d+)(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?["']?([^"']+)/i.exec(
    element.attribute('content') ?? '',
  );
  return content === null || Number(content[1]) > LONGEST_WAIT ? undefined : content[2]?.trim();
}

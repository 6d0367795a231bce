/** The fingerprint of a page structure. */
import { createHash } from 'node:crypto';
import type { Pair } from './pair.js';
import { pathOf } from './signature.js';

/**
 * Pages of one template share it, whichever labels they carry: it is the site, and the place where most labels of the page stand.
 * Two sites never share one, so that what one site shows is no measure for another.
 */
export function layoutOf(pairs: readonly Pair[], url: string): string {
  const places = new Map<string, number>();
  for (const { kind, element, label } of pairs) {
    // Labels that the vocabulary does not know are often part of somebody's text.
    const place = `${kind} ${pathOf(element)}`;
    places.set(place, (places.get(place) ?? 0) + (label.field === undefined ? 0.25 : 1));
  }
  const [main = ''] =
    [...places].sort(([left, many], [right, few]) => few - many || (left < right ? -1 : 1))[0] ?? [];
  return fingerprint('page', hostOf(url), main);
}

/** Rows of a listing show the same columns. */
export function listingLayout(kind: string, labels: readonly string[], element: string, url: string): string {
  return fingerprint('list', hostOf(url), kind, element, ...labels);
}

function fingerprint(kind: string, ...parts: readonly string[]): string {
  return `${kind}:${createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16)}`;
}

function hostOf(url: string): string {
  return /^https?:\/\/([^/?#]+)/i.exec(url)?.[1]?.toLowerCase() ?? '';
}

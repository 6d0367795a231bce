/** What the archive keeps of a rendered page besides its source, as JSON. */
import type { PageStatus } from '../page-status.js';
import { isRecord } from '../rule-file.js';
import type { ScriptRoute } from './browser.js';

export interface KeptAbout {
  /** Why what is seen must not be judged. */
  readonly status?: string | undefined;
  readonly detail?: PageStatus['detail'];
  readonly links: readonly ScriptRoute[];
  readonly outside: readonly string[];
}

/** @param source digest of the answer that the page was made of */
export function writeAbout(about: KeptAbout, source: string): string {
  return JSON.stringify({ source, ...about });
}

/** Undefined where the page was made of another answer. */
export function readAbout(about: string, source: string): KeptAbout | undefined {
  let kept: unknown;
  try {
    kept = JSON.parse(about);
  } catch {
    return undefined;
  }
  if (!isRecord(kept) || kept.source !== source) return undefined;
  const { status, detail, links, outside } = kept;
  return {
    ...(typeof status === 'string' ? { status } : {}),
    ...(isRecord(detail) ? { detail: plain(detail) } : {}),
    links: list(links).flatMap((link) =>
      isRecord(link) && typeof link.url === 'string' && typeof link.text === 'string'
        ? [{ url: link.url, text: link.text }]
        : [],
    ),
    outside: list(outside).filter((host) => typeof host === 'string'),
  };
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function plain(detail: Readonly<Record<string, unknown>>): NonNullable<PageStatus['detail']> {
  const found: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(detail))
    if (typeof value === 'string' || typeof value === 'number') found[name] = value;
  return found;
}

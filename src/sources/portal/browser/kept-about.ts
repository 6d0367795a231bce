/** What the archive keeps of a rendered page besides its source, as JSON. */
import type { PageStatus } from '../page-status.js';
import { isRecord } from '../rule-file.js';
import type { Broken, Move, ScriptRoute } from './browser.js';

/** How the turning over of a list by clicks went: what is kept of a page that was looked at as a list. */
export interface Turned {
  /** Pages shown, the first with them; each is kept by itself. */
  readonly pages: number;
  /** Why no more were shown although a click was asked for. */
  readonly broken?: Broken | 'notInArchive' | undefined;
  /** Where the last click wanted to go instead of showing something. */
  readonly moved?: Move | undefined;
}

export interface KeptAbout {
  /** Why what is seen must not be judged. */
  readonly status?: string | undefined;
  readonly detail?: PageStatus['detail'];
  readonly links: readonly ScriptRoute[];
  readonly outside: readonly string[];
  readonly turned?: Turned | undefined;
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
  const { status, detail, links, outside, turned } = kept;
  return {
    ...(typeof status === 'string' ? { status } : {}),
    ...(isRecord(detail) ? { detail: plain(detail) } : {}),
    links: list(links).flatMap((link) =>
      isRecord(link) && typeof link.url === 'string' && typeof link.text === 'string'
        ? [{ url: link.url, text: link.text }]
        : [],
    ),
    outside: list(outside).filter((host) => typeof host === 'string'),
    ...(isRecord(turned) ? { turned: turnedOf(turned) } : {}),
  };
}

const BROKEN: readonly Broken[] = ['timeout', 'crashed', 'tooLarge', 'stopped', 'hidden', 'lost'];

function turnedOf({ pages, broken, moved }: Readonly<Record<string, unknown>>): Turned {
  const { url, body }: Readonly<Record<string, unknown>> = isRecord(moved) ? moved : {};
  const why = BROKEN.find((known) => known === broken);
  return {
    pages: typeof pages === 'number' ? pages : 1,
    ...(why === undefined ? {} : { broken: why }),
    ...(typeof url === 'string' ? { moved: { url, ...(typeof body === 'string' ? { body } : {}) } } : {}),
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

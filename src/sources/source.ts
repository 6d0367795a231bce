/** What reading a source gives, whatever the source is. */

import type { SourceRecord } from '../services/labelled.js';
import type { LabelMatcher } from '../services/labels.js';
import type { Problem } from '../services/problem.js';

/** One record, or one thing that went wrong while reading. Problems come in the order of reading. */
export type SourceItem =
  | { readonly type: 'record'; readonly record: SourceRecord }
  | { readonly type: 'problem'; readonly problem: Problem }
  | SourcePage;

/** What became of one page of a portal. */
export interface SourcePage {
  readonly type: 'page';
  readonly url: string;
  /** Id of a status of `rules/portals/page-statuses.json`. */
  readonly status: string;
  readonly read: boolean;
  /** Not reading it hides something: the address is a start, or linked as a procedure or as a list of some. */
  readonly expected: boolean;
  /** What exactly is wrong: the kind of a TLS error, the status of HTTP, where it leads to. */
  readonly detail?: Problem['args'];
}

export type SourceKind = 'export' | 'page' | 'archive' | 'portal';

/** What a reader is given: a file or an address. */
export interface SourceFile {
  /** For opening: a path, or an `http(s)://` address. */
  readonly path: string;
  /** For records, layouts and messages: as the user wrote it, below a directory joined with "/". */
  readonly location: string;
  /** Size of the file; left out for addresses and streams. */
  readonly bytes?: number;
}

/**
 * Reads one file or address. Nothing is opened before the first item is asked for, and everything is closed when the iteration
 * ends or is left. What is wrong with the content comes as problems, `lost` where something could not be audited; a reader
 * throws InputError only where nothing can go on.
 */
export type Reader = (file: SourceFile, options: ReadOptions) => AsyncIterable<SourceItem>;

export interface ReadOptions {
  readonly matchLabel: LabelMatcher;
  /** Called with the bytes of this source read so far. */
  readonly onProgress?: (bytes: number) => void;
  /** Called where a source itself says when it was made: milliseconds since 1970, instead of the last change of its file. */
  readonly onMadeAt?: (time: number) => void;
  /** What the location `-` reads: JSON Lines. */
  readonly stdin?: AsyncIterable<Uint8Array>;
  /**
   * Readers of what is no export, by extension without the dot (`html`, `htm`, `warc`, `warc.gz`) and by scheme (`http`,
   * `https`). Without one, such a source gives the problem `format-not-supported`.
   */
  readonly readers?: Readonly<Record<string, Reader>>;
}

/** What kind a location is, found without reading it all. */
export interface OpenedSource {
  readonly kind: SourceKind;
  readonly location: string;
  readonly items: AsyncIterable<SourceItem>;
  /** Size of the file, where there is one. */
  readonly bytes?: number;
}

export function problemItem(problem: Problem): SourceItem {
  return { type: 'problem', problem };
}

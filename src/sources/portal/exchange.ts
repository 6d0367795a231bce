/**
 * The contract between the crawler and what keeps its evidence: one HTTP exchange as it happened, and a store of them.
 * The web archive implements the store; an in-memory one serves tests.
 */
import type { Problem } from '../../services/problem.js';

/** Why a body is shorter than what the server meant to send. */
export type Truncation = 'length' | 'time' | 'disconnect';

export type Method = 'GET' | 'HEAD' | 'POST';

/** A header as sent or received, in its order and spelling; names may repeat. */
export type Header = readonly [name: string, value: string];

/** What is known of an exchange without its body. Secrets given on the command line are already removed from it. */
export interface ExchangeHead {
  readonly url: string;
  readonly method: Method;
  readonly requestHeaders: readonly Header[];
  /** Form fields or JSON as sent (POST only). */
  readonly requestBody?: string;
  readonly status: number;
  readonly statusText: string;
  /** "1.1"; left out where it is not known. */
  readonly httpVersion?: string;
  /** As received, except that content-encoding, transfer-encoding and content-length, where present, are named x-original-…: the body is decoded. */
  readonly headers: readonly Header[];
  /** ISO 8601, UTC, when the request was sent. */
  readonly fetchedAt: string;
  /** IP address actually connected to; left out behind a proxy. */
  readonly address?: string;
  readonly truncated?: Truncation;
}

/** One HTTP exchange as it happened. Each hop of a redirect is an exchange of its own. */
export interface Exchange extends ExchangeHead {
  /** The address as it was asked for, where that is another spelling of `url`. */
  readonly printed?: string;
  /** Names of the headers that came in Latin-1 rather than in UTF-8, and are kept so. */
  readonly latin1?: readonly string[];
  /** After transfer decoding and content decoding; empty for HEAD, 204 and 304. */
  readonly body: Uint8Array;
}

/** An exchange kept earlier. */
export interface StoredExchange extends ExchangeHead {
  /** True where this run (or the run it resumes) made it: it is answered from the store. False or left out: an earlier run made it, and the crawler asks the server whether it changed. */
  readonly fresh?: boolean;
  /** The server said of it, in the run that made or confirmed it, that it had not changed (304). */
  readonly confirmed?: true;
  /** @throws StoreError where it is not what was fetched any more, or cannot be read */
  readonly body: () => Promise<Uint8Array>;
}

/** Thrown by a store for one exchange that it cannot give as it was: the rest of it is not touched by that. */
export class StoreError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(`${problem.code} ${JSON.stringify(problem.args ?? {})}`, options);
    this.problem = problem;
  }
}

/** What was noted about an address that gave no exchange. */
export interface Note {
  /** Id of a page status ("robotsDisallowed", "timeout"). */
  readonly status: string;
  readonly detail?: Readonly<Record<string, string | number>>;
  /** ISO 8601, UTC, when it was noted. */
  readonly date?: string;
}

/** A page as its scripts have made it. */
export interface KeptRendering {
  /** Its source; left out where it could not be had. */
  readonly html?: string;
  /** All else that is to be known of it, as whoever made it writes it. */
  readonly about: string;
}

/** Where a crawl keeps and looks up exchanges. Calls may overlap; a store puts them in order itself. */
export interface ExchangeStore {
  /**
   * The latest exchange kept for the request; addresses are compared as given (the crawler hands in canonical ones).
   *
   * @throws StoreError
   */
  lookup(method: Method, url: string, requestBody?: string): Promise<StoredExchange | undefined>;
  /**
   * Keeps an exchange; resolves when it is safe from a kill. A 304 is appended as such, with an empty body: the store answers later
   * look-ups of that request with the body it had, now `fresh`.
   */
  append(exchange: Exchange): Promise<void>;
  /** Keeps the outcome of an address that gave no exchange (robots, time-out, reset …), or a page that stands in for it (a bot check), so that a resumed crawl knows. */
  note(url: string, status: string, detail?: Note['detail']): Promise<void>;
  /** The note of this run (or of the run it resumes) for an address, if any. */
  noted(url: string): Promise<Note | undefined>;
  /**
   * Keeps what the scripts of a page have made of it; the latest counts.
   *
   * @param url of the page, with the fragment that its script was to show
   * @param of address of the exchange whose body it was made of
   */
  keepRendering(url: string, of: string, rendering: KeptRendering): Promise<void>;
  /** The rendering of a page that this run (or the run it resumes) made, if any. */
  rendering(url: string): Promise<KeptRendering | undefined>;
  /** What was found wrong with what is kept; grows while the store is read. What cannot be read is answered as if it were not there. */
  readonly problems?: readonly Problem[];
  /**
   * When the run that is being resumed came to its end, ISO 8601; left out where it was killed or stopped. What failed before that may be
   * worth another request.
   */
  readonly ended?: string;
  /** @param ended the crawl came to its end: nothing is left that it would have asked for */
  close(ended?: boolean): Promise<void>;
}

import type { Clock } from './clock.js';

/** Both are upper bounds that hold exactly, whatever the server does. */
export interface GateLimits {
  /** Requests started per second. */
  readonly rate: number;
  /** Requests in flight. */
  readonly concurrency: number;
}

/**
 * The door to one host: every request to it goes through here, in order of asking. The time between two requests is counted from
 * the moment the first was written to its connection, not from when it was wished for.
 */
export interface Gate {
  /**
   * Runs a request when its turn has come.
   * @param request calls `started` when it is on its way, the next one is not let through before; and `answered` when the answer begins
   */
  pass<T>(request: (started: () => void, answered: () => void) => Promise<T>): Promise<T>;
  /** At least so many milliseconds between requests (Crawl-delay). */
  slowTo(milliseconds: number): void;
  /** The server asked for fewer requests: none before `wait` milliseconds are over, and fewer from then on. */
  backOff(wait: number): void;
  /** The server answered as it should; after enough of these the gate opens wider again. */
  relax(): void;
}

/** A request's way to the server is not equally long every time, and timers have a grain. */
const MARGIN_MS = 5;
/** The server counts from when a request reaches it; so much of the time to its answer may have been the way there. */
const LONGEST_WAY_MS = 50;
const LARGEST_FACTOR = 16;
/** What a host without a rate limit is slowed from. */
const SMALLEST_BACK_OFF_MS = 100;
const ANSWERS_TO_RELAX = 10;

export function openGate(limits: GateLimits, clock: Clock, signal?: AbortSignal): Gate {
  let gap = Number.isFinite(limits.rate) && limits.rate > 0 ? 1000 / limits.rate + MARGIN_MS : 0;
  let factor = 1;
  let goodAnswers = 0;
  let earliest = 0;
  let lastStart = Number.NEGATIVE_INFINITY;
  let inFlight = 0;
  let freed: (() => void) | undefined;
  let line: Promise<void> = Promise.resolve();

  const currentGap = (): number => (factor === 1 ? gap : Math.max(gap, SMALLEST_BACK_OFF_MS) * factor);
  const capacity = (): number => (factor === 1 ? Math.max(1, Math.floor(limits.concurrency)) : 1);

  async function turn(): Promise<void> {
    for (;;) {
      if (signal?.aborted === true) return;
      if (inFlight >= capacity()) {
        await new Promise<void>((resolve) => {
          freed = resolve;
        });
        continue;
      }
      const wait = earliest - clock.now();
      if (wait <= 0) return;
      await clock.sleep(Math.ceil(wait), signal);
    }
  }

  return {
    async pass(request) {
      const before = line;
      let leave: () => void = () => undefined;
      line = new Promise((resolve) => {
        leave = resolve;
      });
      await before;
      await turn();
      inFlight++;
      let start: number | undefined;
      const started = (): void => {
        if (start !== undefined) return;
        start = clock.now();
        lastStart = start;
        earliest = Math.max(earliest, start + currentGap());
        leave();
      };
      const answered = (): void => {
        if (start === undefined || start !== lastStart) return;
        earliest = Math.max(earliest, Math.min(clock.now(), start + LONGEST_WAY_MS) + currentGap());
      };
      try {
        return await request(started, answered);
      } finally {
        started();
        inFlight--;
        freed?.();
      }
    },
    slowTo(milliseconds) {
      gap = Math.max(gap, milliseconds + MARGIN_MS);
      earliest = Math.max(earliest, lastStart + currentGap());
    },
    backOff(wait) {
      factor = Math.min(factor * 2, LARGEST_FACTOR);
      goodAnswers = 0;
      earliest = Math.max(earliest, clock.now() + Math.max(wait, currentGap()));
    },
    relax() {
      if (factor === 1 || ++goodAnswers < ANSWERS_TO_RELAX) return;
      goodAnswers = 0;
      factor = Math.max(1, factor / 2);
    },
  };
}

/** Milliseconds a Retry-After header asks for: seconds, or a date (RFC 9110, 10.2.3). Undefined where it says neither. */
export function retryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  const text = value.trim();
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  if (!/[a-z]/i.test(text)) return undefined;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

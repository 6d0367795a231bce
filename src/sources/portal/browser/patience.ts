/**
 * How long a page is waited for: its scripts have so much time, and the time its requests take (they wait for their turn like all
 * others) is not counted.
 */
export interface Patience {
  /** Settles when the page is to be waited for no longer. */
  readonly over: Promise<Impatience>;
  readonly ended: Impatience | undefined;
  /** The scripts' time begins. */
  start(): void;
  /** The scripts have their whole time again. */
  renew(): void;
  /** A request begins; call the result when it has ended. */
  asking(): () => void;
  /** Requests so far. */
  readonly asked: number;
  /** Milliseconds since the last request; 0 while there is one. */
  readonly quiet: number;
  end(why: Impatience): void;
  /** Stops counting. */
  stop(): void;
}

export type Impatience = 'timeout' | 'crashed' | 'stopped';

const GRAIN_MS = 50;

/** @param scriptTime milliseconds */
export function patience(scriptTime: number, signal: AbortSignal): Patience {
  let settle: (why: Impatience) => void = () => undefined;
  let ended: Impatience | undefined;
  const over = new Promise<Impatience>((resolve) => {
    settle = resolve;
  });
  let started = false;
  let pending = 0;
  let asked = 0;
  let spent = 0;
  let last = performance.now();
  let calm = last;
  const end = (why: Impatience): void => {
    ended ??= why;
    settle(ended);
  };
  const timer = setInterval(() => {
    const now = performance.now();
    // A machine that slept, or was busy elsewhere, gives the page no less time.
    if (started && pending === 0) spent += Math.min(now - last, 4 * GRAIN_MS);
    last = now;
    if (spent >= scriptTime) end('timeout');
  }, GRAIN_MS);
  const stopped = (): void => end('stopped');
  signal.addEventListener('abort', stopped, { once: true });
  if (signal.aborted) stopped();
  return {
    over,
    get ended() {
      return ended;
    },
    start() {
      started = true;
    },
    renew() {
      spent = 0;
      calm = performance.now();
    },
    get asked() {
      return asked;
    },
    asking() {
      pending++;
      asked++;
      let done = false;
      return () => {
        if (done) return;
        done = true;
        pending--;
        calm = performance.now();
      };
    },
    get quiet() {
      return pending > 0 ? 0 : performance.now() - calm;
    },
    end,
    stop() {
      clearInterval(timer);
      signal.removeEventListener('abort', stopped);
    },
  };
}

/** The value of a promise; undefined where it takes longer than so many milliseconds, or rejects. */
export async function inTime<T>(promise: Promise<T>, milliseconds: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  try {
    return await Promise.race([promise.catch(() => undefined), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Lets so many in at one time, in order of asking; who takes several places waits until so many are free. */
export function turnstile(places: number): { enter(taking?: number): Promise<() => void> } {
  let free = places;
  const waiting: { readonly taking: number; readonly admit: () => void }[] = [];
  function advance(): void {
    for (let [next] = waiting; next !== undefined && next.taking <= free; [next] = waiting) {
      waiting.shift();
      free -= next.taking;
      next.admit();
    }
  }
  return {
    async enter(taking = 1) {
      await new Promise<void>((admit) => {
        waiting.push({ taking, admit });
        advance();
      });
      let left = false;
      return () => {
        if (left) return;
        left = true;
        free += taking;
        advance();
      };
    },
  };
}

/** Problems per source, each once, with a bound on how many of one kind are kept. */
import type { Problem } from './problem.js';

export interface ProblemLog {
  readonly add: (source: number, problem: Problem) => void;
  /** In the order they were met; further ones of a kind are counted in `more-of-the-same`. */
  readonly of: (source: number) => readonly Problem[];
  /** Records and files of that source that could not be audited. */
  readonly lost: (source: number) => number;
}

const KEPT_OF_ONE_KIND = 100;

export function createProblemLog(): ProblemLog {
  const sources: { kept: Problem[]; seen: Set<string>; counts: Map<string, number>; lost: number }[] = [];
  const at = (source: number) => {
    sources[source] ??= { kept: [], seen: new Set(), counts: new Map(), lost: 0 };
    return sources[source];
  };
  return {
    add(source, problem) {
      const log = at(source);
      if (log === undefined) return;
      const count = log.counts.get(problem.code) ?? 0;
      const key = JSON.stringify(problem);
      if (log.seen.has(key)) return;
      if (problem.lost) log.lost += 1;
      log.counts.set(problem.code, count + 1);
      if (count >= KEPT_OF_ONE_KIND) return;
      log.seen.add(key);
      log.kept.push(problem);
    },
    of(source) {
      const log = sources[source];
      if (log === undefined) return [];
      const more = [...log.counts].filter(([, count]) => count > KEPT_OF_ONE_KIND);
      return [
        ...log.kept,
        ...more.map(([code, count]) => ({
          code: 'more-of-the-same',
          args: { code, count: count - KEPT_OF_ONE_KIND },
        })),
      ];
    },
    lost: (source) => sources[source]?.lost ?? 0,
  };
}

/** Problems per source, each once, with a bound on how many of one kind are kept. */
import type { Problem } from './problem.js';

export interface ProblemLog {
  /** @param location the file it is about, where the source is a directory: the problem then says which file */
  readonly add: (source: number, problem: Problem, location?: string) => void;
  /** In the order they were met; further ones of a kind are counted in `more-of-the-same`. */
  readonly of: (source: number) => readonly Problem[];
  /** Records and files of that source that could not be audited. */
  readonly lost: (source: number) => number;
}

const KEPT_OF_ONE_KIND = 100;

/** @param locations of the sources, as given */
export function createProblemLog(locations: readonly string[]): ProblemLog {
  const sources: { kept: Problem[]; seen: Set<string>; counts: Map<string, number>; lost: number }[] = [];
  const at = (source: number) => {
    sources[source] ??= { kept: [], seen: new Set(), counts: new Map(), lost: 0 };
    return sources[source];
  };
  return {
    add(source, found, location) {
      const problem =
        location === undefined || location === locations[source] ? found : inFile(found, location);
      const log = at(source);
      if (log === undefined) return;
      const count = log.counts.get(problem.code) ?? 0;
      const key = JSON.stringify(problem);
      if (log.seen.has(key)) return;
      if (problem.lost) log.lost += problem.records ?? 1;
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

function inFile(problem: Problem, file: string): Problem {
  return { ...problem, at: problem.at === undefined ? file : `${file}, ${problem.at}` };
}

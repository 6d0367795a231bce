/** Records whose places for what a procedure is are all blank, per source: it may be the reading of them that failed. */

export interface EmptyRecords {
  readonly meet: (source: number, location: string, at: string) => void;
  /** How many there are, and where the first of them stand; undefined where there is none. */
  readonly of: (source: number) => { readonly count: number; readonly at: string } | undefined;
}

/** Places that are told. */
const FIRST = 5;

export function createEmptyRecords(): EmptyRecords {
  const sources: { count: number; first: { location: string; at: string }[]; locations: Set<string> }[] = [];
  return {
    meet(source, location, at) {
      sources[source] ??= { count: 0, first: [], locations: new Set() };
      const records = sources[source];
      records.count += 1;
      if (records.locations.size < 2) records.locations.add(location);
      if (records.first.length < FIRST) records.first.push({ location, at });
    },
    of(source) {
      const records = sources[source];
      if (records === undefined) return undefined;
      const { count, first, locations } = records;
      // In a directory the place inside a file does not say where it is.
      const places = first.map(({ location, at }) => (locations.size > 1 ? `${location} ${at}` : at));
      return { count, at: `${places.join(', ')}${count > FIRST ? ', …' : ''}` };
    },
  };
}

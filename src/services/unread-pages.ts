/** Pages of procedures that were not read, and the services that are known from a list only: each is lost once. */
import { pageOf } from './pages.js';

export interface UnreadPages {
  /** A page that was to show a procedure was not read; it has been counted as lost. */
  readonly meet: (source: number, url: string) => void;
  /** One service, with the records that speak of it; call once for each. */
  readonly settle: (records: readonly ListedRecord[]) => void;
  /** Services of which no record was read, but what a list says. */
  readonly listedOnly: (source?: number) => number;
  /** What has to be added to the pages and records counted as lost at a source. */
  readonly correction: (source: number) => number;
}

interface ListedRecord {
  readonly source: number;
  /** As {@link pageOf} gives it. */
  readonly page?: string;
  /** True for what a list says. */
  readonly listed?: true;
}

export function createUnreadPages(): UnreadPages {
  const pages = new Map<string, number>();
  const corrections = new Map<number, number>();
  const listedOnly = new Map<number, number>();
  let all = 0;
  const count = (counts: Map<number, number>, source: number, by: number) =>
    counts.set(source, (counts.get(source) ?? 0) + by);

  return {
    meet(source, url) {
      const page = pageOf({ at: url });
      if (page === undefined) return;
      const known = pages.get(page);
      if (known === undefined) pages.set(page, source);
      // The same page of the same portal, given twice.
      else count(corrections, source, -1);
    },
    settle(records) {
      const [first] = records;
      if (first === undefined) return;
      const counted: number[] = [];
      for (const page of new Set(records.map((record) => record.page ?? ''))) {
        const source = pages.get(page);
        if (source !== undefined) counted.push(source);
        pages.delete(page);
      }
      const isRead = records.some(({ listed }) => listed !== true);
      // A service that was read elsewhere is not lost, and one whose several pages were not read is lost once.
      for (const source of isRead ? counted : counted.slice(1)) count(corrections, source, -1);
      if (isRead) return;
      if (counted.length === 0) count(corrections, first.source, 1);
      for (const source of new Set(records.map((record) => record.source))) count(listedOnly, source, 1);
      all += 1;
    },
    listedOnly: (source) => (source === undefined ? all : (listedOnly.get(source) ?? 0)),
    correction: (source) => corrections.get(source) ?? 0,
  };
}

import type { Problem } from '../../services/problem.js';

/** Whether lists show as many procedures as they say they have: portals are known that end a list of 2,507 after 1,000. */
export interface ListTotals {
  /**
   * One page of a list was read.
   * @param total what the page says the whole list has, where it says so
   * @param brought false for a page that shows nothing but what is known already
   */
  page(list: string, listed: number, total: number | undefined, brought: boolean): void;
  /**
   * Lists that show fewer than they say they have. The rest is lost but for what other lists have shown, and once: lists of one portal are
   * views of the same procedures.
   *
   * @param known procedures that all lists together have led to
   */
  problems(known: number): Problem[];
}

export function openListTotals(): ListTotals {
  const lists = new Map<string, { listed: number; total: number; repeated: boolean }>();
  return {
    page(list, listed, total, brought) {
      const known = lists.get(list);
      if (known === undefined && total === undefined) return;
      const entry = known ?? { listed: 0, total: 0, repeated: false };
      entry.total = Math.max(entry.total, total ?? 0);
      entry.listed += listed;
      // A list of known procedures is not followed to its end, so that nothing can be said of its length.
      if (!brought && listed > 0) entry.repeated = true;
      lists.set(list, entry);
    },
    problems(known) {
      let shown = known;
      return [...lists]
        .filter(([, { listed, total, repeated }]) => !repeated && listed < total)
        .map(([at, { listed, total }]) => {
          const records = total - Math.max(listed, shown);
          shown += Math.max(records, 0);
          const lost = records > 0 ? { lost: true as const, records } : {};
          return { code: 'list-incomplete', at, args: { listed, total }, ...lost };
        });
    },
  };
}

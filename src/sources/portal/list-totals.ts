import type { Problem } from '../../services/problem.js';

/** Whether lists show as many procedures as they say they have: portals are known that end a list of 2,507 after 1,000. */
export interface ListTotals {
  /**
   * One page of a list was read.
   * @param shown a mark of each procedure it shows
   * @param total what the page says the whole list has, where it says so
   * @param brought false for a page that shows nothing but what is known already
   */
  page(list: string, shown: readonly string[], total: number | undefined, brought: boolean): void;
  /**
   * Lists that show fewer than they say they have. The rest is lost but for what other lists have shown, and once: lists of one portal are
   * views of the same procedures.
   *
   * @param known procedures that all lists together have led to
   */
  problems(known: number): Problem[];
}

export function openListTotals(): ListTotals {
  const lists = new Map<
    string,
    { readonly shown: Set<string>; listed: number; total: number; isLeft: boolean }
  >();
  return {
    page(list, shown, total, brought) {
      const known = lists.get(list);
      if (known === undefined && total === undefined) return;
      const entry = known ?? { shown: new Set<string>(), listed: 0, total: 0, isLeft: false };
      entry.total = Math.max(entry.total, total ?? 0);
      const before = entry.shown.size;
      for (const mark of shown) entry.shown.add(mark);
      // A page of the list that comes again, the first under another address or the last in place of the next, says nothing.
      if (entry.shown.size > before) {
        entry.listed += shown.length;
        // Procedures known from other lists are not followed to the end of this one, so that nothing can be said of its length.
        if (!brought) entry.isLeft = true;
      }
      lists.set(list, entry);
    },
    problems(known) {
      let shown = known;
      return [...lists]
        .filter(([, { listed, total, isLeft }]) => !isLeft && listed < total)
        .map(
          ([
            at,
            {
              shown: { size: listed },
              total,
            },
          ]) => {
            const records = total - Math.max(listed, shown);
            shown += Math.max(records, 0);
            const lost = records > 0 ? { lost: true as const, records } : {};
            return { code: 'list-incomplete', at, args: { listed, total }, ...lost };
          },
        );
    },
  };
}

import type { UnitRow } from './report.js';

const BY_NAME = new Intl.Collator('vi');

/** Worst first: most over-declared services, then the larger share of them, most to review, most services, name. */
function compareRows(a: UnitRow, b: UnitRow): number {
  return (
    b.overDeclared - a.overDeclared ||
    share(b) - share(a) ||
    b.needsReview - a.needsReview ||
    b.services - a.services ||
    BY_NAME.compare(a.name, b.name) ||
    (a.name < b.name ? -1 : 1)
  );
}

function share(row: UnitRow): number {
  return row.services === 0 ? 0 : row.overDeclared / row.services;
}

/** Rows in tree order: every row followed by those under it, sisters worst first. A parent that is no row makes a top row. */
export function inTreeOrder(rows: readonly UnitRow[]): UnitRow[] {
  const names = new Set(rows.map((row) => row.name));
  const children = new Map<string | undefined, UnitRow[]>();
  for (const row of [...rows].sort(compareRows)) {
    const parent = row.parent !== undefined && names.has(row.parent) ? row.parent : undefined;
    const sisters = children.get(parent);
    if (sisters === undefined) children.set(parent, [row]);
    else sisters.push(row);
  }
  const ordered: UnitRow[] = [];
  const pending = [...(children.get(undefined) ?? [])].reverse();
  for (let row = pending.pop(); row !== undefined; row = pending.pop()) {
    ordered.push(row);
    pending.push(...[...(children.get(row.name) ?? [])].reverse());
  }
  return ordered;
}

/** How deep each row stands in the tree, by name; 0 at the top. Expects tree order. */
export function rowDepths(rows: readonly UnitRow[]): Map<string, number> {
  const depths = new Map<string, number>();
  for (const row of rows) {
    const above = row.parent === undefined ? undefined : depths.get(row.parent);
    depths.set(row.name, above === undefined ? 0 : above + 1);
  }
  return depths;
}

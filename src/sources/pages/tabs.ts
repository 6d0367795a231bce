/** Tabs: the labels stand in one strip, the panels in another place. */
import { inChrome } from './chrome.js';
import type { PageLabels } from './page-labels.js';
import type { Pair } from './pair.js';
import { elementsOf, isElement, type PageElement, type PageTree } from './tree.js';

export interface Tabs {
  /** Strip of tabs → its pairs. */
  readonly strips: ReadonlyMap<PageElement, readonly Pair[]>;
  /** Panels that a strip has claimed. */
  readonly panels: ReadonlySet<PageElement>;
}

const STRIP = /^(?:ul|ol|nav|div)$/;

/** Strips with two labels or more. Panels go by their id, or by their place where an id is not the only one of its kind. */
export function tabPairs(page: PageTree, labels: PageLabels): Tabs {
  const strips = new Map<PageElement, readonly Pair[]>();
  const panels = new Set<PageElement>();
  for (const strip of elementsOf(page.root, (element) => !inChrome(element))) {
    if (!STRIP.test(strip.tag) || strip.children.length < 2 || labels.inside(strip) < 2) continue;
    const tabs = strip.children
      .filter((child): child is PageElement => isElement(child) && child.short !== '')
      .map((child) => ({ element: child, id: targetOf(child) }));
    // The tab that is open at first may name no panel.
    const open = tabs.filter(({ id }) => id === undefined);
    if (tabs.length < 2 || open.length > 1 || open.some(({ element }) => !isTab(element))) continue;
    const named = tabs.map((tab) => ({ ...tab, label: labels.named(tab.element.short ?? '') }));
    if (named.filter(({ label }) => label !== undefined).length < 2) continue;
    const panelsOf = panelsByPlace(
      page,
      named.map(({ id }) => id ?? ''),
    );
    const pairs = named.flatMap(({ element, label }, index) => {
      const panel = panelsOf[index];
      return label === undefined || panel === undefined
        ? []
        : [{ label, kind: 'tab' as const, element, nodes: [panel] }];
    });
    if (pairs.length < 2) continue;
    for (const { nodes } of pairs) for (const node of nodes) panels.add(node);
    strips.set(strip, pairs);
  }
  return { strips, panels };
}

function isTab({ attributes }: PageElement): boolean {
  return attributes.role === 'tab';
}

/** The id of the panel a tab opens, where the tab holds one such link and nothing else. */
function targetOf(tab: PageElement): string | undefined {
  const targets = [...elementsOf(tab)].flatMap(({ attributes }) => {
    const target =
      attributes['data-target'] ??
      attributes['data-bs-target'] ??
      attributes.href ??
      attributes['aria-controls'];
    return target === undefined ? [] : [target];
  });
  const id = targets.length === 1 ? targets[0]?.replace(/^#/, '') : undefined;
  return id === undefined || id === '' || /[/?:]/.test(id) ? undefined : id;
}

function panelsByPlace(page: PageTree, ids: readonly string[]): (PageElement | undefined)[] {
  const used = new Map<string, number>();
  return ids.map((id) => {
    const turn = used.get(id) ?? 0;
    used.set(id, turn + 1);
    return page.ids.get(id)?.[turn];
  });
}

/** Tabs: the labels stand in one strip, the panels in another place. */
import { inChrome, isTabs } from './chrome.js';
import type { PageLabels } from './page-labels.js';
import type { Pair } from './pair.js';
import { contains, elementsOf, isElement, type PageElement, type PageTree } from './tree.js';

export interface Tabs {
  /** Strip of tabs → its pairs. */
  readonly strips: ReadonlyMap<PageElement, readonly Pair[]>;
  /** Panels that a strip has claimed. */
  readonly panels: ReadonlySet<PageElement>;
}

const STRIP = /^(?:ul|ol|nav|div)$/;

/** Strips with two labels or more. A label whose panel is not found is one whose value nobody has read. */
export function tabPairs(page: PageTree, labels: PageLabels): Tabs {
  const strips = new Map<PageElement, readonly Pair[]>();
  const panels = new Set<PageElement>();
  const labelledBy = panelsByLabel(page);
  for (const strip of elementsOf(page.root, (element) => !inChrome(element))) {
    if (!STRIP.test(strip.tag) || strip.children.length < 2 || labels.inside(strip) < 2) continue;
    const tabs = strip.children
      .filter((child): child is PageElement => isElement(child) && child.short !== '')
      .map((element) => ({
        element,
        label: labels.named(element.short ?? ''),
        id: targetOf(element, strip, page),
      }));
    if (tabs.filter(({ label }) => label !== undefined).length < 2) continue;
    // Parts of an accordion hold their panels: what is empty in them is empty.
    if (tabs.some(({ element, id = '' }) => page.ids.get(id)?.some((panel) => contains(element, panel))))
      continue;
    // The tab that is open at first may name no panel.
    const silent = tabs.filter(
      ({ element, id }) => id === undefined && labelled(element, labelledBy) === undefined,
    );
    const sure = isTabs(strip) || tabs.every(({ element }) => isTab(element));
    if (silent.length > (sure ? tabs.length : 1) || silent.some(({ element }) => !sure && !isTab(element)))
      continue;
    const byId = panelsById(
      page,
      tabs.map(({ id }) => id ?? ''),
    );
    const byPlace = sure && silent.length === tabs.length ? panelsBeside(strip, tabs.length) : [];
    const pairs = tabs.flatMap(({ element, label }, index): Pair[] => {
      if (label === undefined) return [];
      const panel = byId[index] ?? labelled(element, labelledBy) ?? byPlace[index];
      const found = { label, kind: 'tab' as const, element };
      return panel === undefined ? [{ ...found, nodes: [], doubtful: true }] : [{ ...found, nodes: [panel] }];
    });
    if (!sure && pairs.filter(({ doubtful }) => !doubtful).length < 2) continue;
    for (const { nodes } of pairs) for (const node of nodes) if (isElement(node)) panels.add(node);
    strips.set(strip, pairs);
  }
  return { strips, panels };
}

function isTab({ attributes }: PageElement): boolean {
  return attributes.role === 'tab';
}

/** The id of the panel a tab opens, where the tab leads to one such place and nowhere else. */
function targetOf(tab: PageElement, strip: PageElement, page: PageTree): string | undefined {
  const all = [...elementsOf(tab)].map(({ attributes }) => attributes);
  const named = all.flatMap(
    (attributes) =>
      attributes['data-target'] ??
      attributes['data-bs-target'] ??
      attributes.href ??
      attributes['aria-controls'] ??
      [],
  );
  const targets = new Set(
    named.length > 0 ? named : all.flatMap((attributes) => idsIn(attributes, strip, page)),
  );
  const [target] = targets;
  const id = targets.size === 1 ? target?.replace(/^#/, '') : undefined;
  return id === undefined || id === '' || /[/?:]/.test(id) ? undefined : id;
}

/** Whatever a template calls the attribute (`data-tab`, `data-pane`): it holds the id of something that stands elsewhere. */
function idsIn(attributes: PageElement['attributes'], strip: PageElement, page: PageTree): string[] {
  return Object.entries(attributes).flatMap(([name, value]) => {
    const id = name.startsWith('data-') ? value.replace(/^#/, '') : '';
    const [panel] = page.ids.get(id) ?? [];
    return panel === undefined || contains(strip, panel) || contains(panel, strip) ? [] : [id];
  });
}

/** Panels by the id of the tab that names them. */
function panelsByLabel(page: PageTree): ReadonlyMap<string, PageElement> {
  const found = new Map<string, PageElement>();
  for (const element of elementsOf(page.root)) {
    const by = element.attributes['aria-labelledby'];
    if (by !== undefined && !found.has(by)) found.set(by, element);
  }
  return found;
}

function labelled(tab: PageElement, panels: ReadonlyMap<string, PageElement>): PageElement | undefined {
  for (const { attributes } of elementsOf(tab)) {
    const panel = attributes.id === undefined ? undefined : panels.get(attributes.id);
    if (panel !== undefined && !contains(tab, panel)) return panel;
  }
  return undefined;
}

function panelsById(page: PageTree, ids: readonly string[]): (PageElement | undefined)[] {
  const used = new Map<string, number>();
  return ids.map((id) => {
    const turn = used.get(id) ?? 0;
    used.set(id, turn + 1);
    return page.ids.get(id)?.[turn];
  });
}

const PANEL = /(?:^|[\s_-])(?:pane|panel|tab-?content|tab-?body)(?:$|[\s_-])/i;
/** Wrappers that a strip of tabs stands in, beside its panels. */
const MAX_WRAPPERS = 3;

/** Panels without names, as many as there are tabs, in what follows the strip. */
function panelsBeside(strip: PageElement, count: number): readonly PageElement[] {
  let at: PageElement | undefined = strip;
  for (let level = 0; level < MAX_WRAPPERS && at?.parent !== undefined; level += 1, at = at.parent) {
    const after = at.parent.children.slice(at.index + 1).filter(isElement);
    const [next] = after;
    for (const panels of [after, next?.children.filter(isElement) ?? []]) {
      const found = panels.filter(isPanel);
      if (found.length === count) return found;
    }
  }
  return [];
}

function isPanel({ attributes }: PageElement): boolean {
  return attributes.role === 'tabpanel' || PANEL.test(attributes.class ?? '');
}

/** The headings that a part of a page stands under, the nearest first. */
import { foldName } from '../../services/text.js';
import { inChrome, isTrail } from './chrome.js';
import { isLevelBadge, withoutCount } from './level-words.js';
import { elementsOf, headingRank, isElement, type PageElement } from './tree.js';
import { pageWords } from './words.js';

interface Heading {
  readonly text: string;
  readonly rank: number;
}

/** Below every heading: a line of its own that names a level, the caption of a table. */
const LINE_RANK = 7;

export type HeadingsAbove = (element: PageElement) => Generator<string>;

/** Every container is gone through once, however many of its parts are asked about. */
export function headingsAbove(): HeadingsAbove {
  const known = new Map<PageElement, readonly (readonly Heading[])[]>();
  const within = (parent: PageElement): readonly (readonly Heading[])[] => {
    const before = known.get(parent);
    if (before !== undefined) return before;
    const read = outlineOf(parent);
    known.set(parent, read);
    return read;
  };
  return function* above(element) {
    let rank = LINE_RANK + 1;
    for (let at = element; at.parent !== undefined; at = at.parent) {
      const headings = within(at.parent)[at.index] ?? [];
      for (let index = headings.length - 1; index >= 0; index -= 1) {
        const heading = headings[index];
        if (heading === undefined || heading.rank >= rank) continue;
        rank = heading.rank;
        yield heading.text;
      }
    }
  };
}

/** For each child the headings before it that it stands under, outermost first. */
function outlineOf(parent: PageElement): (readonly Heading[])[] {
  let open: readonly Heading[] = [];
  let links = false;
  let lines: 'none yet' | 'headings' | 'nothing' = 'none yet';
  /** A level that nothing has followed so far. */
  let waiting: Heading | undefined;
  return parent.children.map((child) => {
    const under = open;
    if (!isElement(child)) return under;
    // What stands above the site's menu is the site's.
    if (inChrome(child) && !isTrail(child)) open = [];
    const heading = headingIn(child);
    // A level behind what it is said of ("… <p>Mức độ 4</p>") is no heading of what follows.
    const isLine = heading?.rank === LINE_RANK;
    if (isLine && lines === 'none yet') lines = links ? 'nothing' : 'headings';
    if (heading !== undefined && (!isLine || lines === 'headings')) {
      open = [...open.filter(({ rank }) => rank < heading.rank), heading];
      const isLevel = isLevelBadge(withoutCount(heading.text));
      // Levels one after the other are a legend or a statistic; what stands below them is of none.
      if (isLevel && waiting !== undefined && waiting.text !== heading.text) {
        open = open.filter(({ text }) => !isLevelBadge(withoutCount(text)));
        if (isLine) lines = 'nothing';
      }
      if (isLevel) waiting = heading;
    } else if (hasLink(child) || holdsList(child)) {
      links ||= hasLink(child);
      waiting = undefined;
    }
    return under;
  });
}

/** A list or table, though it be empty. */
function holdsList(element: PageElement): boolean {
  for (const { tag } of elementsOf(element)) if (/^(?:ul|ol|table)$/.test(tag)) return true;
  return false;
}

function headingIn(element: PageElement): Heading | undefined {
  if (inChrome(element)) return undefined;
  for (let at: PageElement | undefined = element; at !== undefined; ) {
    const { short, tag }: PageElement = at;
    if (short === undefined || short === '') return undefined;
    const rank = headingRank(at) ?? (tag === 'caption' || tag === 'legend' ? LINE_RANK : undefined);
    if (rank !== undefined) return isOfSite(element, short) ? undefined : { text: short, rank };
    const inner: readonly PageElement[] = at.children.filter(
      (child): child is PageElement => isElement(child) && child.short !== '',
    );
    at = inner.length === 1 && inner[0]?.short === short ? inner[0] : undefined;
  }
  const { short = '' } = element;
  return isLevelBadge(short) && !hasLink(element) ? { text: short, rank: LINE_RANK } : undefined;
}

/** The name of the site, or a heading that leads to another page. */
function isOfSite(element: PageElement, text: string): boolean {
  const name = foldName(text);
  if (pageWords().siteTitles.some((start) => name.startsWith(start))) return true;
  return !isLevelBadge(withoutCount(text)) && hasLink(element);
}

function hasLink(element: PageElement): boolean {
  for (const { tag, attributes } of elementsOf(element))
    if (tag === 'a' && attributes.href !== undefined) return true;
  return false;
}

/** The online level a page shows without a label: a badge, a picture, a class. */
import type { LabelledValue } from '../../services/labelled.js';
import { cleanLine } from '../../services/text.js';
import { parseLevel } from '../../services/values/level.js';
import { inChrome } from './chrome.js';
import { isLevelBadge, levelInPlace, levelOfClass, levelOfFile } from './level-words.js';
import { elementsOf, headingRank, isElement, type PageElement, type PageNode } from './tree.js';

const LABEL = 'Mức độ';

/**
 * @param taken elements that are read as values already: a level word among the steps is no badge
 * @returns nothing where the elements show several levels: that is a legend or a filter
 */
export function badgesIn(area: PageElement, taken: ReadonlySet<PageElement>): LabelledValue[] {
  const found = new Map<string, LabelledValue>();
  for (const element of elementsOf(area, (at) => !inChrome(at) && !taken.has(at))) {
    const badge = badgeOf(element);
    if (badge !== undefined && !found.has(badge.text)) found.set(badge.text, badge);
  }
  const [only, ...others] = found.values();
  return only === undefined || others.length > 0 ? [] : [only];
}

/** How far below its title a page may show the level. */
const NEAR = 3;

/** The level that a title holds, or that stands right below it. */
export function badgeBeside(title: PageElement, taken: ReadonlySet<PageElement>): LabelledValue | undefined {
  const [own] = badgesIn(title, taken);
  if (own !== undefined) return own;
  const below = (title.parent?.children ?? []).slice(title.index + 1).filter(isElement);
  for (const element of below.slice(0, NEAR)) {
    if (headingRank(element) !== undefined || taken.has(element)) return undefined;
    const [badge] = element.short === undefined ? [] : badgesIn(element, taken);
    if (badge !== undefined) return badge;
  }
  return undefined;
}

function badgeOf(element: PageElement): LabelledValue | undefined {
  const { tag, attributes, short } = element;
  if (tag === 'option' || tag === 'input') return undefined;
  // Filters are links or boxes to tick; their words are choices.
  if (element.parent?.tag === 'label' || tag === 'label') return undefined;
  if (short !== undefined && isLevelBadge(short)) {
    return element.parent?.short === short
      ? undefined
      : { label: LABEL, at: `nhãn <${tag}>`, text: cleanLine(short) };
  }
  for (const name of ['alt', 'title', 'aria-label', 'data-original-title'] as const) {
    const text = attributes[name];
    if (text !== undefined && isLevelBadge(text))
      return { label: LABEL, at: `thuộc tính ${name} của <${tag}>`, text: cleanLine(text) };
  }
  const level = levelOfClass(attributes.class ?? '');
  if (level !== undefined) return { label: LABEL, at: `lớp “${attributes.class ?? ''}”`, text: level };
  const drawn = tag === 'img' ? levelOfFile(attributes.src ?? '') : undefined;
  return drawn === undefined ? undefined : { label: LABEL, at: 'tệp của <img>', text: drawn };
}

/**
 * The level that pictures or marks show in its own place, under its label; nothing where they show several.
 *
 * @param text what stands there in words: stars say nothing
 */
export function levelDrawn(nodes: readonly PageNode[], text: string): string | undefined {
  if (/[\p{L}\p{N}]/u.test(text)) return undefined;
  const found = new Set<string>();
  for (const node of nodes) {
    if (!isElement(node)) continue;
    for (const element of elementsOf(node, (at) => !inChrome(at))) {
      const level = badgeOf(element)?.text ?? levelInPlace(element.attributes);
      if (level !== undefined) found.add(level);
    }
  }
  const levels = new Set([...found].map((level) => parseLevel(level)?.level));
  return levels.size === 1 ? [...found][0] : undefined;
}

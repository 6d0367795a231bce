/** Which of the labels of a page are the record's own: menus, filters and lists of other procedures use the same words. */
import type { FieldName } from '../../services/service.js';
import { cleanLine } from '../../services/text.js';
import { isLevelBadge, withoutCount } from './level-words.js';
import { leadsAway, type PageLabels } from './page-labels.js';
import type { Pair } from './pair.js';
import { signatureOf } from './signature.js';
import { contains, elementsOf, headingRank, isElement, isWithin, type PageElement } from './tree.js';
import { isFile } from './value-links.js';
import { isWord, pageWords } from './words.js';

/** Fields that a site lets its visitors choose by: a list of links under such a label is a menu. */
const CHOSEN_BY: ReadonlySet<string> = new Set<FieldName>([
  'units',
  'declaredLevel',
  'field',
  'sector',
  'adminLevel',
  'audience',
  'authority',
  'name',
]);
const FEWEST_OF_A_MENU = 3;
/** The place of the record holds more than this part of the labels. */
const MOST = 0.6;

/**
 * The pairs without menus, filters, search forms, legends and what stands under the title of a list of other procedures. A value of links only is a
 * menu unless it stands among the record's labels and its label looks like theirs; a level named in several is nobody's level.
 */
export function ownPairs(pairs: readonly Pair[], root: PageElement, labels: PageLabels): readonly Pair[] {
  const known = pairs.filter(isKnown);
  const related = relatedParts(root, labels);
  const others = new Set(related.size === 0 ? [] : known.filter(({ element }) => isWithin(element, related)));
  // Where most of a page stands under such a title, the title is no end of the record.
  const own =
    others.size * 2 > known.length ? pairs : pairs.filter((pair) => !isWithin(pair.element, related));
  const asked = new Set(own.filter((pair) => isAsked(pair, labels)));
  const place = placeOf(
    own.filter((pair) => isKnown(pair) && !asked.has(pair)),
    root,
  );
  return own.filter(
    (pair) => !(asked.has(pair) && !contains(place, pair.element)) && !isChoice(pair, own, place),
  );
}

/** Blocks around a label that may hold what it asks for. */
const MAX_ASKING = 6;

/** True where a label stands with as many fields to fill in, or lists to choose from, as there are labels: a form to search by. */
function isAsked({ element }: Pair, labels: PageLabels): boolean {
  let at: PageElement | undefined = element.parent;
  for (let level = 0; level < MAX_ASKING && at?.short !== undefined; level += 1) {
    const asking = askingIn(at);
    if (asking > 0 && asking >= labels.inside(at)) return true;
    at = at.parent;
  }
  return false;
}

function askingIn(around: PageElement): number {
  let count = 0;
  for (const { tag, attributes, offers } of elementsOf(around)) {
    if (attributes.readonly !== undefined || attributes.disabled !== undefined) continue;
    if (tag === 'select' && offers === true) count += 1;
    if (tag === 'input' && /^(?:text|search)?$/i.test(attributes.type ?? '')) count += 1;
  }
  return count;
}

function isKnown({ label }: Pair): boolean {
  return label.field !== undefined && label.field !== 'ignored';
}

/** The innermost element that holds most of the labels. */
function placeOf(pairs: readonly Pair[], root: PageElement): PageElement {
  const counts = new Map<PageElement, number>();
  for (const { element } of pairs)
    for (let at: PageElement | undefined = element; at !== undefined && at !== root; at = at.parent)
      counts.set(at, (counts.get(at) ?? 0) + 1);
  let place = root;
  for (;;) {
    const next = place.children.find(
      (child): child is PageElement => isElement(child) && (counts.get(child) ?? 0) > MOST * pairs.length,
    );
    if (next === undefined) return place;
    place = next;
  }
}

function isChoice(pair: Pair, pairs: readonly Pair[], place: PageElement): boolean {
  const { field } = pair.label;
  if (field === undefined || !CHOSEN_BY.has(field) || pair.kind === 'column') return false;
  if (field === 'declaredLevel' && levelsIn(pair) > 1) return true;
  const { addresses, alone } = linksOf(pair);
  const inPlace = contains(place, pair.element);
  if (field === 'name') return addresses > (inPlace ? 2 : 1);
  // Whatever else stands in a side column under its menu.
  if (!inPlace && addresses >= FEWEST_OF_A_MENU) return true;
  if (addresses === 0 || !alone) return false;
  const told = pairs.some(
    (other) =>
      other !== pair &&
      other.label.field === field &&
      contains(place, other.element) &&
      !linksOf(other).alone,
  );
  if (addresses === 1) return !inPlace && (told || isListed(pair));
  return told || !inPlace || !hasSister(pair, pairs);
}

/** True where a label of another field looks the same and has a text for its value. */
function hasSister(pair: Pair, pairs: readonly Pair[]): boolean {
  const look = lookOf(pair);
  return pairs.some(
    (other) =>
      isKnown(other) &&
      other.label.field !== pair.label.field &&
      other.kind === pair.kind &&
      lookOf(other) === look &&
      !linksOf(other).alone,
  );
}

function lookOf({ element }: Pair): string {
  return `${element.parent === undefined ? '' : signatureOf(element.parent)}>${signatureOf(element)}`;
}

/** Pages of the site that the value leads to; `alone` where it has no words but those of the links. */
function linksOf({ nodes }: Pair): { readonly addresses: number; readonly alone: boolean } {
  const addresses = new Set<string>();
  let alone = true;
  const visit = (children: Pair['nodes']) => {
    for (const child of children) {
      if (!isElement(child)) alone &&= !/\p{L}/u.test(child);
      else if (child.tag === 'a' && leadsAway(child.attributes.href) && !isFile(child.attributes.href ?? ''))
        addresses.add(child.attributes.href ?? '');
      else visit(child.children);
    }
  };
  visit(nodes);
  return { addresses: addresses.size, alone: alone && addresses.size > 0 };
}

function isListed({ nodes }: Pair): boolean {
  for (const node of nodes)
    if (isElement(node)) for (const { tag } of elementsOf(node)) if (tag === 'li') return true;
  return false;
}

/** Levels that stand in elements of their own: "Mức độ 3 (88)", "Mức độ 4 (120)". */
function levelsIn({ nodes }: Pair): number {
  const levels = new Set<string>();
  for (const node of nodes) {
    if (!isElement(node)) continue;
    for (const { short } of elementsOf(node)) {
      const text = short === undefined ? '' : withoutCount(short);
      if (isLevelBadge(text)) levels.add(cleanLine(text).toLowerCase());
    }
  }
  return levels.size;
}

/** What stands under a title such as "Thủ tục cùng lĩnh vực", up to the next title or label of its kind. */
function relatedParts(root: PageElement, labels: PageLabels): Set<PageElement> {
  const { related } = pageWords();
  const parts = new Set<PageElement>();
  for (const parent of elementsOf(root, (element) => !parts.has(element))) {
    let title: PageElement | undefined;
    for (const child of parent.children) {
      if (!isElement(child)) continue;
      if (title !== undefined && ends(title, child, labels)) title = undefined;
      if (child.short !== undefined && child.short.length < 60 && isWord(child.short, related)) title = child;
      else if (title !== undefined && leadsElsewhere(child)) parts.add(child);
    }
  }
  return parts;
}

/** Other procedures are given by links to them; what follows the word "Chia sẻ" may be the record again. */
function leadsElsewhere(element: PageElement): boolean {
  for (const { tag, attributes } of elementsOf(element))
    if (tag === 'a' && leadsAway(attributes.href) && !isFile(attributes.href ?? '')) return true;
  return false;
}

function ends(title: PageElement, element: PageElement, labels: PageLabels): boolean {
  if (signatureOf(element) === signatureOf(title)) return true;
  const [rank, other] = [headingRank(title) ?? 7, headingRank(element)];
  return (other !== undefined && other <= rank) || labels.of(element)?.field !== undefined;
}

/** What a list says of all it holds: the level in the heading above it, or behind the name of each procedure. */
import type { LabelledValue } from '../../services/labelled.js';
import type { LabelMatcher } from '../../services/labels.js';
import type { FieldName } from '../../services/service.js';
import { cleanLine } from '../../services/text.js';
import { headingsAbove } from './headings-above.js';
import { isLevelBadge, levelInHeading, withoutLevel } from './level-words.js';
import type { Listing, ListingItem, ListingRow } from './listing.js';
import { isElement } from './tree.js';
import { ownText } from './value-links.js';

const LABEL = 'Mức độ';
/** Lists under these words are menus: pages of the site by what their procedures have in common. */
const CHOSEN_BY: ReadonlySet<string> = new Set<FieldName>([
  'units',
  'field',
  'sector',
  'declaredLevel',
  'adminLevel',
]);

/** The lists with the levels that their rows do not show themselves; without menus that look like lists. */
export function withLevels(listings: readonly Listing[], matchLabel: LabelMatcher): Listing[] {
  const above = headingsAbove();
  return listings.flatMap((listing) => {
    const items = listing.items.map((item) => withOwnLevel(item, matchLabel));
    const bare = items.every(({ fields }) => fields.size < 2);
    const [first] = items;
    if (first === undefined) return [];
    const [nearest] = above(first.element);
    const field = nearest === undefined ? undefined : matchLabel(cleanLine(nearest).replace(/[\s:]+$/u, ''));
    if (bare && field !== undefined && CHOSEN_BY.has(field) && !isLevelBadge(nearest ?? '')) return [];
    const { alone } = listing;
    return [
      {
        ...listing,
        items: items.map((item) => underHeading(item, above(item.element))),
        ...(alone === undefined ? {} : { alone: alone.map((row) => underHeading(row, above(row.element))) }),
      },
    ];
  });
}

/** "Đăng ký … (mức độ 4)", in the text of the link or right behind it. */
function withOwnLevel(item: ListingItem, matchLabel: LabelMatcher): ListingItem {
  const { name, level } = withoutLevel(item.name);
  const named: ListingItem =
    level === undefined
      ? item
      : {
          ...item,
          name,
          values: item.values.map((value) =>
            matchLabel(value.label) === 'name' ? { ...value, text: withoutLevel(value.text).name } : value,
          ),
        };
  const said = level ?? levelBehind(item);
  return said === undefined ? named : withLevel(named, said, 'liên kết');
}

function underHeading<Row extends ListingRow>(item: Row, headings: Generator<string>): Row {
  if (item.fields.has('declaredLevel')) return item;
  for (const heading of headings) {
    const level = levelInHeading(heading);
    if (level !== undefined) return withLevel(item, level, `tiêu đề “${cleanLine(heading)}”`);
  }
  return item;
}

function withLevel<Row extends ListingRow>(item: Row, text: string, at: string): Row {
  if (item.fields.has('declaredLevel')) return item;
  const value: LabelledValue = { label: LABEL, at, text };
  return { ...item, values: [...item.values, value], fields: new Set([...item.fields, 'declaredLevel']) };
}

/** All that a row or line says beside its link. */
function levelBehind({ element, link }: ListingItem): string | undefined {
  let text = '';
  if (element === link) {
    for (const child of (link.parent?.children ?? []).slice(link.index + 1)) {
      if (isElement(child) && (child.tag === 'br' || child.tag === 'a' || !child.inline)) break;
      text += isElement(child) ? (child.short ?? '') : child;
      if (text.length > 100) break;
    }
  } else {
    const whole = element.short;
    const named = ownText(link);
    if (whole === undefined || named === '' || !whole.includes(named)) return undefined;
    text = whole.slice(whole.indexOf(named) + named.length);
  }
  const level = cleanLine(text).replace(/^[\s\-–:|,(]+|[\s)]+$/gu, '');
  return isLevelBadge(level) ? level : undefined;
}

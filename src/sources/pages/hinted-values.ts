/** Values that a portal file says where to find. They fill what the page's own labels leave open. */
import type { LabelledValue } from '../../services/labelled.js';
import type { LabelMatcher } from '../../services/labels.js';
import { cleanLine, foldName } from '../../services/text.js';
import { inChrome } from './chrome.js';
import { isLevelBadge } from './level-words.js';
import { isEmpty, type PageValue } from './merge.js';
import { labelledValue, type Pair } from './pair.js';
import { firstPlace, placesIn } from './place.js';
import type { Place, ValueHint } from './portal-hints.js';
import { firstSelected, selected } from './selector.js';
import type { PageElement } from './tree.js';

export interface HintedValue extends PageValue {
  /** Where the text of the value stands with its label, if it is a text of the page. */
  readonly pair?: Pair;
  readonly instead: boolean;
}

const MAX_LABEL = 100;
/** Labels a page may have by one hint; more is no procedure. */
const MAX_VALUES = 200;
const LEVEL = 'Mức độ';

export function hintedValues(
  root: PageElement,
  hints: readonly ValueHint[],
  matchLabel: LabelMatcher,
  url: string,
  base: string,
): HintedValue[] {
  return hints.flatMap((hint) => {
    const found: HintedValue[] = [];
    for (const item of hint.item === undefined ? [root] : selected(root, hint.item)) {
      if (found.length >= MAX_VALUES) break;
      const value = inChrome(item) ? undefined : hintedValue(item, hint, matchLabel, url, base);
      if (value !== undefined) found.push(value);
    }
    return found;
  });
}

function hintedValue(
  item: PageElement,
  hint: ValueHint,
  matchLabel: LabelMatcher,
  url: string,
  base: string,
): HintedValue | undefined {
  const labelled = typeof hint.label === 'string' ? item : firstSelected(item, hint.label.select);
  const label =
    typeof hint.label === 'string' ? hint.label : cleanLine(labelled?.short ?? '').replace(/[\s:*]+$/u, '');
  if (labelled === undefined || label === '' || label.length > MAX_LABEL) return undefined;
  const place = firstPlace(item, hint, url);
  if (place === undefined) return undefined;
  const field = matchLabel(label);
  const instead = hint.instead === true;
  if (place.element === undefined || (hint.from ?? 'text') !== 'text' || hint.words !== undefined)
    return { value: { label, at: place.at, text: place.text }, field, instead };
  const pair: Pair = {
    label: { text: label, field },
    kind: 'block',
    element: labelled,
    nodes: place.element.children,
  };
  return { value: { ...labelledValue(pair, base), at: place.at }, field, pair, instead };
}

/** The page's own values with the hinted ones: those that fill an open place, and those that are to stand instead. */
export function sharpened(own: readonly PageValue[], hinted: readonly HintedValue[]): PageValue[] {
  const told = hinted.filter(({ value }) => !isEmpty(value));
  const replaced = new Set(told.filter(({ instead }) => instead).map(placeOf));
  const kept = own.filter((value) => !replaced.has(placeOf(value)));
  const shown = new Set(kept.filter(({ value }) => !isEmpty(value)).map(placeOf));
  const open = new Set(kept.map(placeOf));
  const added = hinted.filter(
    (value) =>
      (value.instead && !isEmpty(value.value)) || !(isEmpty(value.value) ? open : shown).has(placeOf(value)),
  );
  return [...kept, ...added.map(({ value, field }) => ({ value, field }))];
}

function placeOf({ value, field }: PageValue): string {
  return field === undefined || field === 'ignored' ? `label ${foldName(value.label)}` : `field ${field}`;
}

/** The level that the portal's own sign shows; nothing where the record shows several, which is a legend. */
export function hintedLevel(
  scope: PageElement,
  places: readonly Place[],
  url: string,
): LabelledValue | undefined {
  const found = new Map<string, LabelledValue>();
  for (const place of places) {
    for (const { text, at } of placesIn(scope, place, url)) {
      const line = cleanLine(text);
      if (place.words === undefined && !isLevelBadge(line)) continue;
      if (!found.has(line)) found.set(line, { label: LEVEL, at, text: line });
    }
  }
  const [only, ...others] = found.values();
  return others.length === 0 ? only : undefined;
}

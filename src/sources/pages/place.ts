/** The text at a place that a portal file names. */
import { cleanLine, foldName } from '../../services/text.js';
import { inChrome } from './chrome.js';
import type { Place } from './portal-hints.js';
import { selected } from './selector.js';
import { classesOf, type PageElement } from './tree.js';
import { textOf } from './value-text.js';

export interface FoundPlace {
  readonly text: string;
  /** Where it was read, for the report. */
  readonly at: string;
  /** Left out where the page's address tells. */
  readonly element?: PageElement;
}

/**
 * Everything the place is found at, in order of the page; what menus and footers show is left out.
 *
 * @param scope the row or record
 * @param url address of the page
 */
export function* placesIn(scope: PageElement, place: Place, url: string): Generator<FoundPlace> {
  if (place.parameter !== undefined) {
    const printed = parameterOf(url, place.parameter);
    const text = printed === undefined ? undefined : meaning(printed, place);
    if (text !== undefined) yield { text, at: `tham số “${place.parameter}”` };
    return;
  }
  const { select, from = 'text' } = place;
  for (const element of select === undefined ? [scope] : selected(scope, select)) {
    if (inChrome(element)) continue;
    const text = textAt(element, place);
    if (text === undefined) continue;
    const named = select ?? element.tag;
    yield { text, at: from === 'text' ? named : `${named} [${from}]`, element };
  }
}

export function firstPlace(scope: PageElement, place: Place, url: string): FoundPlace | undefined {
  for (const found of placesIn(scope, place, url)) return found;
  return undefined;
}

function textAt(element: PageElement, place: Place): string | undefined {
  const { from = 'text' } = place;
  if (from === 'text') return meaning(textOf(element.children), place);
  const attribute = element.attributes[from];
  if (attribute === undefined) return undefined;
  if (from !== 'class' || place.words === undefined) return meaning(cleanLine(attribute), place);
  return classesOf(element).flatMap((name) => meaning(name, place) ?? [])[0];
}

function meaning(printed: string, { words }: Place): string | undefined {
  if (words === undefined) return printed;
  const folded = foldName(printed);
  return Object.entries(words).find(([word]) => foldName(word) === folded)?.[1];
}

/** A parameter of an address; undefined where it is not given exactly once, or empty. */
export function parameterOf(url: string, name: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const values = new URL(url).searchParams.getAll(name);
  return values.length === 1 && values[0] !== '' ? values[0] : undefined;
}

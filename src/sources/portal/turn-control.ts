import { unaccent } from '../../services/text.js';
import type { Control } from './browser/browser.js';
import {
  isInPager,
  labelOf,
  type PagerWords,
  pagerWords,
  sayingOf,
  saysNever,
  saysOf,
} from './list-pager.js';
import { readRuleFile, words } from './rule-file.js';
import type { SourceElement } from './source-tree.js';

/**
 * Which control without an address turns over the list that a page shows, so that it may be clicked in a browser. A script may do anything:
 * what is not plainly a pager of a list, or a button for further rows below it, is none.
 */

interface TurnWords {
  readonly more: ReadonlySet<string>;
  readonly marks: readonly string[];
  readonly last: ReadonlySet<string>;
  readonly elsewhere: Pick<PagerWords, 'never'>;
}

let vocabulary: TurnWords | undefined;

function load(): TurnWords {
  const file = readRuleFile('paging.json');
  return {
    more: new Set(words(file, 'moreWords')),
    marks: words(file, 'moreMarks'),
    last: new Set(words(file, 'lastWords')),
    elsewhere: { never: words(file, 'neverTurned').map((word) => ` ${plain(word)} `) },
  };
}

/** How plainly a control says what it does: the lower, the plainer. */
type Plainness = 0 | 1 | 2 | 3;

interface Candidate {
  readonly element: SourceElement;
  readonly plainness: Plainness;
  /** Length of the smallest part of the page that holds it and rows of the list. */
  readonly distance: number;
}

/**
 * @param page number of the page shown, from 1; what the pager itself says counts more
 * @param rows the links of the list's own rows, so that the pager of another list is not taken for its
 */
export function turnControl(
  elements: readonly SourceElement[],
  page: number,
  rows: readonly SourceElement[],
): Control | undefined {
  const rules = pagerWords();
  const holders = holdersOfControls(elements);
  const number = numberShown(elements, rules) ?? page;
  const candidates = elements.flatMap((element): Candidate[] => {
    if (!isClickable(element, holders, rules)) return [];
    const plainness = plainnessOf(element, number, rules);
    if (plainness === undefined || isDisabled(element) || isHidden(element)) return [];
    if (!isHarmless(element, rules)) return [];
    const distance = distanceTo(rows, element);
    return distance === undefined ? [] : [{ element, plainness, distance }];
  });
  const [best] = candidates.sort(
    (left, right) => left.distance - right.distance || left.plainness - right.plainness,
  );
  if (best === undefined) return undefined;
  const { element } = best;
  return {
    tag: element.tag,
    nth: elements.filter(({ tag }) => tag === element.tag).indexOf(element),
    id: element.attribute('id') ?? '',
    classes: element.attribute('class') ?? '',
  };
}

/** Cannot be clicked, as it or the item of a pager that it stands in says. */
export function isDisabled(element: SourceElement): boolean {
  const { parent } = element;
  return [element, ...(parent?.tag === 'li' ? [parent] : [])].some(
    (one) =>
      one.attribute('disabled') !== undefined ||
      one.attribute('aria-disabled') === 'true' ||
      /(?:^|[\s_-])disabled?(?:$|\s)/i.test(one.attribute('class') ?? ''),
  );
}

/** Is not to be seen, as far as the source says so. */
export function isHidden(element: SourceElement): boolean {
  for (let at: SourceElement | undefined = element; at !== undefined; at = at.parent) {
    if (at.attribute('hidden') !== undefined) return true;
    if (/display\s*:\s*none|visibility\s*:\s*hidden/i.test(at.attribute('style') ?? '')) return true;
  }
  return false;
}

/** Leads to no address: none is given, or one that only a script reads. */
export function isWithoutAddress(element: SourceElement): boolean {
  const href = element.attribute('href')?.trim();
  return href === undefined || href === '' || /^(?:#(?!!?\/)|javascript:)/i.test(href);
}

/** The number that a pager marks as that of the page shown. */
function numberShown(elements: readonly SourceElement[], rules: PagerWords): number | undefined {
  const shown = elements.find(
    (element) =>
      element.end - element.content < LONGEST_ITEM &&
      (element.attribute('aria-current') !== undefined ||
        /(?:^|[\s_-])(?:active|current|selected)(?:$|\s)/i.test(element.attribute('class') ?? '')) &&
      /^\d{1,5}$/.test(element.text(LONGEST_ITEM)) &&
      isInPager(element, '', rules),
  );
  return shown === undefined ? undefined : Number(shown.text(LONGEST_ITEM));
}

const CONTROLS = new Set(['a', 'button', 'input']);
const ITEMS = new Set(['li', 'span', 'div']);
const LONGEST_TEXT = 40;

/** What has links and buttons in it is clicked there. */
function holdersOfControls(elements: readonly SourceElement[]): ReadonlySet<SourceElement> {
  const holders = new Set<SourceElement>();
  for (const { tag, parent } of elements) {
    if (!CONTROLS.has(tag)) continue;
    for (let at = parent; at !== undefined && !holders.has(at); at = at.parent) holders.add(at);
  }
  return holders;
}

function isClickable(
  element: SourceElement,
  holders: ReadonlySet<SourceElement>,
  rules: PagerWords,
): boolean {
  const { tag, content, end } = element;
  if (CONTROLS.has(tag)) {
    if (tag === 'input' && !/^(?:submit|button|image)$/i.test(element.attribute('type') ?? '')) return false;
    return isWithoutAddress(element);
  }
  if (!ITEMS.has(tag) || holders.has(element) || end - content > LONGEST_ITEM) return false;
  const isNamed =
    element.attribute('onclick') !== undefined ||
    /^(?:button|link|menuitem)$/.test(element.attribute('role') ?? '');
  return isNamed || (tag === 'li' && isInPager(element, '', rules));
}

const LONGEST_ITEM = 2000;

function plainnessOf(element: SourceElement, page: number, rules: PagerWords): Plainness | undefined {
  vocabulary ??= load();
  const { more, marks, last } = vocabulary;
  const said = sayingsOf(element);
  const label = `${labelOf(element)} ${element.parent?.tag === 'li' ? labelOf(element.parent) : ''}`;
  if (said.some((text) => text.length > LONGEST_TEXT || last.has(text))) return undefined;
  if (/(?:^|[\s_-])last(?:$|[\s_-])/.test(label)) return undefined;
  // Numbers in it say how many there are: "Xem thêm (12)".
  const words = said.map(
    (text) =>
      text
        .replace(/\p{N}+/gu, ' ')
        .replace(/\s+/g, ' ')
        .trim() || text,
  );
  const isSilent = !said.some((text) => /[\p{L}\p{N}]/u.test(text));
  const saysNext = words.some((text) => rules.next.has(text));
  if (words.some((text) => rules.next.has(text) && /trang|page/.test(text))) return 0;
  if (rules.classes.some((word) => label.includes(word)) && (isSilent || saysNext)) return 0;
  const isNamed = isSilent && rules.names.some((word) => hasWord(label, word));
  if ((saysNext || isNamed) && isPagerLike(element, rules)) {
    // "»" is the last page where there is "›" as well.
    return said.some((text) => text === '»' || text === '>>') ? 3 : 1;
  }
  if (said.includes(String(page + 1)) && isPagerLike(element, rules)) return 2;
  if (words.some((text) => more.has(text))) return isBelowRows(element) ? 2 : undefined;
  const isMarked = marks.some((mark) => label.includes(mark));
  return isMarked && isSilent && isBelowRows(element) ? 3 : undefined;
}

/** What it says, also to those who do not see it, and what the item of a pager that it stands in is called. */
function sayingsOf(element: SourceElement): string[] {
  const { parent } = element;
  const told = [
    element.attribute('aria-label'),
    parent?.tag === 'li' ? parent.attribute('title') : undefined,
  ];
  return [...saysOf(element), ...told.map((text = '') => sayingOf(text)).filter((text) => text !== '')];
}

function hasWord(label: string, word: string): boolean {
  return label.split(/[^a-z0-9]+/).includes(word);
}

/** In what calls itself a pager, or beside the number of the page: "1 / 5", "Trang 1". */
function isPagerLike(element: SourceElement, rules: PagerWords): boolean {
  if (isInPager(element, '', rules)) return true;
  let at = element.parent;
  for (let level = 0; at !== undefined && level < 2; at = at.parent, level++) {
    if (at.tag === 'body' || at.end - at.content > LONGEST_PAGER) return false;
    const text = plain(at.text(LONGEST_PAGER));
    if (/\d/.test(text) && !/\p{L}/u.test(text.replace(PAGER_TEXT, ' '))) return true;
  }
  return false;
}

const LONGEST_PAGER = 4000;
const PAGER_TEXT =
  /(?<!\p{L})(?:trang|page|pages|of|tren|tong|so|sau|truoc|tiep|theo|ke|dau|cuoi|next|prev|previous|first|last|ban ghi|ket qua|thu tuc|hien thi|den)(?!\p{L})/gu;

const ASIDE = new Set(['nav', 'header', 'footer', 'aside', 'tr', 'td', 'th', 'dialog']);

/** Not in a menu or in the row of a table: what goes on there is something else. */
function isBelowRows(element: SourceElement): boolean {
  for (let at = element.parent; at !== undefined; at = at.parent) if (ASIDE.has(at.tag)) return false;
  return true;
}

/** Nothing that it says, is called or calls does anything but turn over; nor does it stand in what is no list. */
function isHarmless(element: SourceElement, rules: PagerWords): boolean {
  vocabulary ??= load();
  const { elsewhere } = vocabulary;
  const own = ['id', 'name', 'class', 'onclick', 'href', 'ng-click', 'formaction'].map(
    (name) => element.attribute(name) ?? '',
  );
  if ([...own, ...sayingsOf(element)].some((text) => saysNever(text, rules))) return false;
  let level = 0;
  for (
    let at: SourceElement | undefined = element;
    at !== undefined && at.tag !== 'body' && level < LEVELS;
    at = at.parent, level++
  )
    if ([at.attribute('class'), at.attribute('id')].some((name) => saysNever(name ?? '', elsewhere)))
      return false;
  return true;
}

const LEVELS = 8;

/**
 * Length of the smallest part of the page that holds both the control and rows of the list; undefined where it stands in one row. Where the
 * rows cannot be told, all controls are as near.
 */
function distanceTo(rows: readonly SourceElement[], element: SourceElement): number | undefined {
  if (rows.length === 0) return 0;
  for (let at = element.parent; at !== undefined; at = at.parent) {
    const { content, end } = at;
    const held = rows.filter((row) => row.content >= content && row.end <= end);
    // A row may lead to its procedure by several links.
    const { size } = new Set(held.map((row) => row.attribute('href')));
    if (size > 0) return size > 1 || held.length === rows.length ? end - content : undefined;
  }
  return Number.MAX_SAFE_INTEGER;
}

function plain(text: string): string {
  return unaccent(text).toLowerCase();
}

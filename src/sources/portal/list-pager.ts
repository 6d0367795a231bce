import { unaccent } from '../../services/text.js';
import { readRuleFile, words } from './rule-file.js';
import { ancestor, type SourceElement } from './source-tree.js';

/**
 * Which link or button of a page does nothing but turn over the list that the page shows. A form posted back may do anything — vote,
 * delete, hand in a dossier — so that what is not plainly a pager is none.
 */
export interface PagerControl {
  readonly target: string;
  readonly argument: string;
  readonly button?: readonly [name: string, value: string];
}

export interface PagerWords {
  readonly next: ReadonlySet<string>;
  readonly classes: readonly string[];
  readonly names: readonly string[];
  readonly pagers: readonly string[];
  readonly never: readonly string[];
}

let vocabulary: PagerWords | undefined;

export function pagerWords(): PagerWords {
  vocabulary ??= load();
  return vocabulary;
}

function load(): PagerWords {
  const file = readRuleFile('paging.json');
  return {
    next: new Set(words(file, 'nextWords')),
    classes: words(file, 'nextClasses'),
    names: words(file, 'nextNames'),
    pagers: words(file, 'pagerNames'),
    never: words(file, 'neverPosted').map((word) => ` ${unaccent(word)} `),
  };
}

interface Candidate {
  readonly element: SourceElement;
  readonly target: string;
  readonly argument: string;
}

/**
 * @param page number of the page shown, from 1
 * @param rows the links of the list's own rows, so that the pager of another list is not taken for its
 */
export function pagerControl(
  elements: readonly SourceElement[],
  page: number,
  rows: readonly SourceElement[],
): PagerControl | undefined {
  const rules = pagerWords();
  const next = String(page + 1);
  const links = elements.flatMap((element): Candidate[] => {
    if (element.tag !== 'a') return [];
    const call = postbackCall(`${element.attribute('href') ?? ''} ${element.attribute('onclick') ?? ''}`);
    return call === undefined || !isHarmless(element, call.target, rules) ? [] : [{ ...call, element }];
  });
  const byId = new Map(elements.map((element) => [element.attribute('id'), element]));
  const own = links.filter(({ target }) => isOfList(byId.get(target.replace(/[$:]/g, '_')), rows));
  const chosen =
    own.find(({ argument }) => argument.toLowerCase() === `page$${next}`) ??
    own.find(({ argument }) => argument.toLowerCase() === 'page$next') ??
    own.find(({ element, target }) => element.text() === next && isInPager(element, target, rules)) ??
    own
      .filter(({ element }) => element.text() === next)
      .slice(0, MOST_ROWS_OF_NUMBERS)
      .find(({ element }) => isInRowOfNumbers(element, page, elements, rows)) ??
    own.find(({ element, target }) => isNext(element, target, rules));
  if (chosen !== undefined) return { target: chosen.target, argument: chosen.argument };
  const button = elements.find((element) => isButton(element) && isNext(element, '', rules));
  const name = button?.attribute('name');
  if (button === undefined || name === undefined || button.attribute('disabled') !== undefined)
    return undefined;
  const call = postbackCall(button.attribute('onclick') ?? '');
  if (!isHarmless(button, call?.target ?? name, rules)) return undefined;
  return call ?? { target: '', argument: '', button: [name, button.attribute('value') ?? ''] };
}

/** The button of a plain form that does nothing but turn over a list: "Trang sau", or the next number in a pager. */
export function pagerButton(elements: readonly SourceElement[], page: number): SourceElement | undefined {
  const rules = pagerWords();
  const next = String(page + 1);
  const buttons = elements.filter(
    (element) =>
      isButton(element) &&
      element.attribute('disabled') === undefined &&
      element.attribute('onclick') === undefined &&
      isHarmless(element, element.attribute('name') ?? '', rules) &&
      !saysNever(ancestor(element, 'form')?.attribute('action') ?? '', rules),
  );
  return (
    buttons.find((element) => saysOf(element).includes(next) && isInPager(element, '', rules)) ??
    buttons.find((element) => isNext(element, '', rules))
  );
}

function isButton(element: SourceElement): boolean {
  const type = element.attribute('type') ?? (element.tag === 'button' ? 'submit' : '');
  return (
    (element.tag === 'input' || element.tag === 'button') &&
    /^(?:submit|image|button)$/i.test(type) &&
    !/disabled/i.test(element.attribute('class') ?? '')
  );
}

/** Says that it leads to the next page, and nothing else. */
function isNext(element: SourceElement, target: string, rules: PagerWords): boolean {
  const label = labelOf(element);
  if (/disabled/.test(label)) return false;
  const said = saysOf(element);
  const isSilent = said.length === 0;
  const saysNext = said.some((text) => rules.next.has(text));
  const saysPage = said.some((text) => rules.next.has(text) && /trang|page/.test(text));
  if (rules.classes.some((word) => label.includes(word)) && (isSilent || saysNext)) return true;
  if (saysPage) return true;
  const isNamed = isSilent && rules.names.some((word) => label.includes(word));
  return (saysNext || isNamed) && isInPager(element, target, rules);
}

/** Its text, its value and its title, where they say anything. */
export function saysOf(element: SourceElement): string[] {
  const inner = element.tag === 'input' ? '' : element.text();
  return [inner, element.attribute('value') ?? '', element.attribute('title') ?? '']
    .map(sayingOf)
    .filter((text) => text !== '');
}

/** "Trang sau »" says "trang sau"; a sign by itself says what it says. */
export function sayingOf(text: string): string {
  const said = text.normalize('NFC').trim().toLowerCase();
  return said.replace(/[^\p{L}\p{N}]+/gu, ' ').trim() || said;
}

export function labelOf(element: SourceElement): string {
  return ['class', 'id', 'name']
    .map((name) => element.attribute(name) ?? '')
    .join(' ')
    .toLowerCase();
}

const LEVELS = 6;

export function isInPager(element: SourceElement, target: string, rules: PagerWords): boolean {
  if (target.split(/[$:]/).some((part) => isPagerName(part, rules))) return true;
  let level = 0;
  for (
    let at: SourceElement | undefined = element;
    at !== undefined && level < LEVELS;
    at = at.parent, level++
  ) {
    const names = `${at.attribute('class') ?? ''} ${at.attribute('id') ?? ''}`;
    if (names.split(/\s+/).some((name) => isPagerName(name, rules))) return true;
  }
  return false;
}

/** "pager", "DataPager1", "ctl00_grid_pager", "dnnPager-top"; not "homepager". */
function isPagerName(name: string, rules: PagerWords): boolean {
  const parts = wordsOf(name).replaceAll(' ', '-');
  return rules.pagers.some((word) => `-${parts}-`.includes(`-${word}`));
}

/**
 * The pager of an old grid has no name: a row of nothing but numbers, the number of the page shown being no link, in a table with the
 * list's own rows.
 */
function isInRowOfNumbers(
  element: SourceElement,
  page: number,
  elements: readonly SourceElement[],
  rows: readonly SourceElement[],
): boolean {
  for (let row = element.parent; row !== undefined; row = row.parent) {
    if (row.tag !== 'tr') continue;
    const { content, end } = row;
    if (end - content > LONGEST_ROW) return false;
    if (!/^[\d\s.…<>«»‹›|]+$/.test(row.text(LONGEST_ROW))) return false;
    const inside = elements.filter((one) => one.content >= content && one.end <= end);
    const isLinked = inside.some(({ tag, text }) => tag === 'a' && text() === String(page));
    const isShown = row.text(LONGEST_ROW).split(' ').includes(String(page));
    if (isLinked || !isShown) return false;
    const table = ancestor(row, 'table');
    if (table !== undefined && holdsRow(table, rows)) return true;
  }
  return false;
}

const LONGEST_ROW = 20_000;
const MOST_ROWS_OF_NUMBERS = 10;

function holdsRow(place: SourceElement, rows: readonly SourceElement[]): boolean {
  return rows.some((row) => row.content >= place.content && row.end <= place.end);
}

/** A grid that is on the page under its own name turns over its own rows: they must be the list's, where those can be told. */
function isOfList(grid: SourceElement | undefined, rows: readonly SourceElement[]): boolean {
  if (grid === undefined || !/^(?:table|div)$/.test(grid.tag)) return true;
  return rows.length === 0 || holdsRow(grid, rows);
}

function isHarmless(element: SourceElement, target: string, rules: PagerWords): boolean {
  const last = target.split(/[$:]/).at(-1) ?? '';
  const names = [last, element.attribute('id') ?? '', element.attribute('name') ?? ''].map(
    (name) => name.split(/[$:]/).at(-1) ?? '',
  );
  const texts = [...saysOf(element), element.attribute('class') ?? ''];
  return ![...names, ...texts].some((text) => saysNever(text, rules));
}

export function saysNever(text: string, rules: Pick<PagerWords, 'never'>): boolean {
  const said = ` ${wordsOf(text)} `;
  return rules.never.some((word) => said.includes(word));
}

const CONTROL_PREFIX = /^(?:lnk|lbtn|lbt|lb|btn|ibtn|img|cmd|uc|gv|grv|grd)(?=[a-z]{3})/;

/** "ctl00_lnkDelete" → "ctl00 lnk delete", "DanhGia" → "danh gia": the words of a name or a text, without accents. */
function wordsOf(text: string): string {
  return unaccent(text.replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 '))
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .flatMap((word) => {
      const bare = word.replace(/\d+$/, '');
      return word === ''
        ? []
        : [
            ...(CONTROL_PREFIX.test(bare) ? [bare.replace(CONTROL_PREFIX, '')] : []),
            bare === '' ? word : bare,
          ];
    })
    .join(' ');
}

function postbackCall(script: string): { target: string; argument: string } | undefined {
  const call = /__doPostBack\(\s*(?:'([^']*)'|"([^"]*)")\s*,\s*(?:'([^']*)'|"([^"]*)")\s*\)/.exec(script);
  const options =
    call ?? /WebForm_PostBackOptions\(\s*(?:'([^']*)'|"([^"]*)")\s*,\s*(?:'([^']*)'|"([^"]*)")/.exec(script);
  if (options === null) return undefined;
  return { target: options[1] ?? options[2] ?? '', argument: options[3] ?? options[4] ?? '' };
}

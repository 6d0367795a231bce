/** How many procedures a list says it has. A site counts other things too: its visitors, its news, all its services. */
import { foldName, unaccent } from '../../services/text.js';
import { labelsArea, recordArea } from './area.js';
import { inChrome } from './chrome.js';
import { contains, elementsOf, isElement, type PageElement } from './tree.js';
import { pageWords } from './words.js';

const TOTAL_NAME =
  /^(?:total-?_?records?|total-?_?count|tong-?_?so(?:-?_?ban-?_?ghi)?|spantotal|lbltotal(?:record)?s?)$/i;
const NUMBER = '(\\d{1,3}(?:[.,]\\d{3})+|\\d{1,7})(?!\\d|[.,]\\d)';
/** "Tìm thấy 34 thủ tục", "Tổng số dịch vụ: 34". */
const OF_PROCEDURES = new RegExp(
  `(?:tong(?: cong| so)?|tren|co|tim thay|tat ca)\\s*:?\\s*${NUMBER}\\s*(?:ban ghi|ket qua|thu tuc|dich vu|tthc|muc)(?![a-z])|tong so(?: ban ghi| thu tuc(?: hanh chinh)?| dich vu(?: cong)?| tthc| ket qua)\\s*:\\s*${NUMBER}`,
);
/** "Tổng số: 34", of nobody knows what: "1.203.021 lượt" are no procedures. */
const OF_ANYTHING = new RegExp(`tong so\\s*:\\s*${NUMBER}(?!\\s*[a-z])`);
/** All ministries and provinces together have fewer procedures. */
const MOST = 100_000;
/** Numbers that are looked into; more make a statistic. */
const MAX_NUMBERS = 50;
/** Blocks around a number that may say what is counted. */
const MAX_AROUND = 4;

/**
 * @param rows of the list: what stands far from them, in another column, counts something else; none where no list is known
 * @param place where a portal file says that the number stands
 */
export function totalOf(
  root: PageElement,
  rows: readonly PageElement[],
  place?: PageElement,
): number | undefined {
  const told = place?.short === undefined ? undefined : numberIn(place.short);
  if (told !== undefined) return told;
  const list = labelsArea(rows) ?? root;
  const area = recordArea(rows) ?? root;
  let elsewhere: number | undefined;
  let left = MAX_NUMBERS;
  for (const element of elementsOf(root, (at) => isListFooter(at) || !inChrome(at))) {
    const found = printedIn(element);
    if (found === undefined) continue;
    if (left === 0) break;
    left -= 1;
    if (found.total > MOST || isCounter(element, rows) || isInMenu(element, list)) continue;
    if (contains(area, element)) return found.total;
    if (found.ofProcedures) elsewhere ??= found.total;
  }
  return elsewhere;
}

/** Links that make a column a menu. */
const MENU = 3;

/** True in a column of links beside the list; those to other pages of the list make none. */
function isInMenu(element: PageElement, list: PageElement): boolean {
  if (contains(list, element)) return false;
  let column = element;
  while (column.parent !== undefined && !contains(column.parent, list)) column = column.parent;
  let links = 0;
  for (const { tag, attributes, short = '' } of elementsOf(column))
    if (tag === 'a' && attributes.href !== undefined && /^(?!trang\s)\p{L}+\s+\p{L}/iu.test(short))
      links += 1;
  return links >= MENU;
}

/** A footer of the list itself: "panel-footer" ends a list, not the site. */
function isListFooter({ attributes }: PageElement): boolean {
  return /(?:panel|card|box|grid|table|list)-?footer/i.test(attributes.class ?? '');
}

function printedIn(element: PageElement): { total: number; ofProcedures: boolean } | undefined {
  const { short, attributes } = element;
  if (short === undefined || !/\d/.test(short)) return undefined;
  if (TOTAL_NAME.test(attributes.id ?? '') || TOTAL_NAME.test(attributes.class ?? '')) {
    const total = numberIn(short);
    if (total !== undefined) return { total, ofProcedures: true };
  }
  if (!isLine(element)) return undefined;
  const text = unaccent(short);
  const match = OF_PROCEDURES.exec(text);
  const printed = match?.[1] ?? match?.[2];
  if (printed !== undefined) return { total: numberOf(printed), ofProcedures: true };
  const bare = OF_ANYTHING.exec(text)?.[1];
  return bare === undefined ? undefined : { total: numberOf(bare), ofProcedures: false };
}

/** True for a line of text, or a label and its number side by side: what stands in more blocks was not written as one sentence. */
function isLine({ children }: PageElement): boolean {
  const blocks = children.filter((child): child is PageElement => isElement(child) && !child.inline);
  return (
    blocks.length === 0 ||
    (blocks.length <= 2 &&
      blocks.every((block) => block.children.every((child) => !isElement(child) || child.inline)))
  );
}

/** True where the words around a number say that visits, or the services of the whole site, are counted. */
function isCounter(element: PageElement, rows: readonly PageElement[]): boolean {
  const { counters } = pageWords();
  let at: PageElement | undefined = element;
  for (let level = 0; level < MAX_AROUND && at?.short !== undefined; level += 1) {
    const around: PageElement = at;
    if (rows.some((row) => contains(around, row))) return false;
    const text = foldName(at.short);
    if (counters.some((word) => text.includes(word))) return true;
    at = at.parent;
  }
  return false;
}

const FOUND_TEXT =
  /^(?:tim thay|(?:ket qua|tong so ket qua)\s*:)\s*:?\s*(\d{1,7})\s*(?:thu tuc|dich vu|ket qua|tthc|ban ghi)?/;
const MAX_FOUND = 60;

/** What a search says it has found, on a page where no list is to be seen. A number of services alone may be a statistic. */
export function foundOf(root: PageElement): number | undefined {
  for (const { short } of elementsOf(root)) {
    if (short === undefined || short.length > MAX_FOUND || !/\d/.test(short)) continue;
    const printed = FOUND_TEXT.exec(unaccent(short))?.[1];
    if (printed !== undefined) return numberOf(printed);
  }
  return undefined;
}

/** The only number of a text. */
function numberIn(text: string): number | undefined {
  const printed = /^\D*(\d[\d.,]*)\D*$/.exec(text)?.[1];
  return printed === undefined ? undefined : numberOf(printed);
}

function numberOf(printed: string): number {
  return Number(printed.replace(/[.,]/g, ''));
}

/** Which elements and texts of a page are labels. Whole texts only: a label among other words is no label. */
import type { LabelMatcher } from '../../services/labels.js';
import type { FieldName } from '../../services/service.js';
import { cleanLine } from '../../services/text.js';
import { inChrome } from './chrome.js';
import { isLevelBadge } from './level-words.js';
import { signatureOf } from './signature.js';
import { elementsOf, headingRank, MAX_SHORT, type PageElement } from './tree.js';
import { isWord, pageWords } from './words.js';

/** A label of a page. */
export interface PageLabel {
  /** As printed, without the colon behind it. */
  readonly text: string;
  /** Undefined where only the place says that it is a label. */
  readonly field: FieldName | 'ignored' | undefined;
}

export interface PageLabels {
  /** The label a text is, by the vocabulary. */
  readonly named: (text: string) => PageLabel | undefined;
  /** The label a text is by the value beside it: "Thanh toán trực tuyến" is a word of every menu, and a label where "Không" answers it. */
  readonly answered: (text: string, value: string) => PageLabel | undefined;
  /** A heading that is one level ("Mức độ 4"), marked in the rows of that level. Elsewhere such words are a badge. */
  readonly mark: (text: string) => PageLabel | undefined;
  /** The label an element is: by the vocabulary, or because it looks like other labels of the page. */
  readonly of: (element: PageElement) => PageLabel | undefined;
  /** Number of elements in (and with) this one that are named labels and are not inside another. */
  readonly inside: (element: PageElement) => number;
  /** How often the page has a label of the field. */
  readonly uses: (field: FieldName) => number;
}

const MAX_LABEL = 100;
/** Fields whose content is a text of several lines: what a page about a procedure is made of. */
export const SECTIONS: ReadonlySet<string> = new Set<FieldName>([
  'steps',
  'methods',
  'documents',
  'timeLimits',
  'legalBasis',
  'conditions',
  'result',
  'audience',
  'forms',
]);
/** Links and buttons with these texts do something; they name nothing. */
export const ACTIONS: ReadonlySet<string> = new Set<FieldName>([
  'onlineSubmission',
  'onlinePayment',
  'eForm',
  'attachments',
]);

/** Numbering of the points inside a section. */
export const SUB_POINT = /^(?:[a-zđ][.)]|\d{1,2}(?:\.\d{1,2})+|[-–+*•])/iu;

export function pageLabels(root: PageElement, matchLabel: LabelMatcher): PageLabels {
  const words = pageWords();
  const memo = new Map<string, PageLabel | undefined>();
  const named = (printed: string): PageLabel | undefined => {
    if (printed.length > MAX_SHORT || printed.length < 2) return undefined;
    if (memo.has(printed)) return memo.get(printed);
    const found = match(printed);
    memo.set(printed, found);
    return found;
  };
  const match = (printed: string): PageLabel | undefined => {
    const text = cleanLine(printed).replace(/[\s:*]+$/u, '');
    if (text.length < 2 || text.length > MAX_LABEL || !/\p{L}/u.test(text)) return undefined;
    // "Số quyết định--" and "Lệ phí: (xem bảng)" are labels with their values.
    if (/[-–—._…/]$/u.test(text) || text.includes(':')) return undefined;
    if (isLevelBadge(text) || isWord(text, words.notLabels)) return undefined;
    const field = matchLabel(text);
    // "a) Nộp hồ sơ:" is a step, not the place for a button.
    if (field === undefined || (ACTIONS.has(field) && SUB_POINT.test(text))) return undefined;
    return { text, field };
  };

  const mark = (printed: string): PageLabel | undefined => {
    const field = isLevelBadge(printed) ? matchLabel(cleanLine(printed)) : undefined;
    return field === undefined ? undefined : { text: cleanLine(printed), field };
  };

  const answered = (printed: string, value: string): PageLabel | undefined => {
    if (printed.length > MAX_LABEL || !isWord(value, words.answers)) return undefined;
    const text = cleanLine(printed).replace(/[\s:*]+$/u, '');
    const field = isWord(text, words.notLabels) ? matchLabel(text) : undefined;
    return field === undefined || !ACTIONS.has(field) ? undefined : { text, field };
  };

  const inside = new Map<PageElement, number>();
  const uses = new Map<FieldName, number>();
  const looks = new Map<string, Look>();
  const countInside = (element: PageElement) => {
    for (let at: PageElement | undefined = element; at !== undefined; at = at.parent)
      inside.set(at, (inside.get(at) ?? 0) + 1);
  };
  const isLabel = (element: PageElement): PageLabel | undefined => {
    const short = element.short === '' ? (altOf(element) ?? '') : element.short;
    if (short === undefined || short === '') return undefined;
    const label = named(short) ?? undecorated(element, named);
    return label === undefined ||
      isControl(element, label) ||
      holdsEmptyPlace(element) ||
      holdsValue(element, named) ||
      holdsChoices(element)
      ? undefined
      : label;
  };
  for (const element of elementsOf(root, (at) => !inChrome(at))) {
    const label = isLabel(element);
    if (label === undefined) {
      if (headLabel(element, named) !== undefined) countInside(element);
      continue;
    }
    // The wrappers of a label have its text too; only the outermost is counted.
    if (
      element.parent !== undefined &&
      element.parent.short === element.short &&
      isLabel(element.parent) !== undefined
    )
      continue;
    countInside(element);
    if (label.field === undefined || label.field === 'ignored') continue;
    uses.set(label.field, (uses.get(label.field) ?? 0) + 1);
    const look = lookOf(element);
    if (look === undefined) continue;
    const told = looks.get(look) ?? { fields: new Set(), labels: 0, elements: 0 };
    looks.set(look, told);
    told.fields.add(label.field);
    told.labels += 1;
  }
  const telling = new Set([...looks].flatMap(([look, { fields }]) => (fields.size >= 2 ? [look] : [])));
  if (telling.size > 0)
    for (const element of elementsOf(root, (at) => !inChrome(at))) {
      const look = element.short === '' ? undefined : lookOf(element);
      // A term of a list of definitions is a label whatever stands beside it.
      if (look === undefined || look === 'dt' || !telling.has(look)) continue;
      const told = looks.get(look);
      if (told !== undefined) told.elements += 1;
    }

  const of = (element: PageElement): PageLabel | undefined => {
    const label = isLabel(element);
    if (
      label !== undefined ||
      element.short === undefined ||
      element.short.length < 2 ||
      element.short.length > 80
    )
      return label;
    const look = lookOf(element);
    if (look === undefined || !isTelling(looks.get(look)) || isLevelBadge(element.short)) return undefined;
    return { text: element.short.replace(/[\s:*]+$/u, ''), field: undefined };
  };
  return {
    named,
    answered,
    mark,
    of,
    inside: (element) => inside.get(element) ?? 0,
    uses: (field) => uses.get(field) ?? 0,
  };
}

/**
 * The label that is an element's own text, above a block with the value: `<li>1. Trình tự thực hiện <ul>…</ul></li>`.
 *
 * @param named the label a text is
 */
export function headLabel(element: PageElement, named: PageLabels['named']): PageLabel | undefined {
  if (!HEADED.test(element.tag)) return undefined;
  let text = '';
  for (const child of element.children) {
    if (typeof child !== 'string' && !child.inline && (text.trim() !== '' || child.short !== ''))
      return text.trim() === '' ? undefined : named(cleanLine(text));
    if (typeof child !== 'string' && (child.tag === 'br' || child.tag === 'a')) return undefined;
    const part = typeof child === 'string' ? child : child.short;
    if (part === undefined || part.length > 4 * MAX_SHORT) return undefined;
    text += part.replace(/\s+/g, ' ');
    if (text.length > MAX_SHORT) return undefined;
  }
  return undefined;
}

const HEADED = /^(?:li|td|th|dd|div|section|article)$/;

/** What looks alike: how many known fields it names, how much of it are labels. */
interface Look {
  readonly fields: Set<string>;
  labels: number;
  /** All that looks so, label or not. */
  elements: number;
}

/** Labels of a template look like nothing else; where most of what looks so is no label, it is the look of the text. */
function isTelling(look: Look | undefined): boolean {
  return look !== undefined && look.fields.size >= 2 && look.labels * 2 >= look.elements;
}

/** Wrappers around a text that make its look. */
const MAX_WRAPPERS = 8;

/** How a label that carries a class of its own looks, with all that is wrapped around its text; undefined where the look says nothing. */
function lookOf(element: PageElement): string | undefined {
  if (element.tag === 'dt') return 'dt';
  if (headingRank(element) !== undefined || element.attributes.class === undefined) return undefined;
  const own = signatureOf(element);
  if (!own.includes('.') || (element.tag === 'td' && !/key|label|title|name|tieu|ten|td-1|left/i.test(own)))
    return undefined;
  const look = [element.parent === undefined ? '' : signatureOf(element.parent), own];
  let inner = onlyChild(element);
  while (inner !== undefined && inner.short === element.short && look.length < MAX_WRAPPERS) {
    look.push(signatureOf(inner));
    inner = onlyChild(inner);
  }
  return look.join('>');
}

function onlyChild(element: PageElement): PageElement | undefined {
  const elements = element.children.filter(
    (child): child is PageElement => typeof child !== 'string' && child.short !== '',
  );
  return elements.length === 1 ? elements[0] : undefined;
}

/** The words of a picture that is all there is of the element. */
function altOf(element: PageElement): string | undefined {
  if (element.size > MAX_WRAPPERS) return undefined;
  const pictures = [...elementsOf(element)].filter(({ tag }) => tag === 'img');
  const [only, other] = pictures;
  return other === undefined ? only?.attributes.alt : undefined;
}

const DECORATED =
  /(?:^|[\s_-])(?:badge|count|counter|sr-only|visually-hidden|screen-reader-text|tooltip|icon|caret|arrow|chevron|marker|toggle|help|hint|required|stt|so-thu-tu)(?:$|[\s_-])/i;

/** The label without what templates put beside its words: a counter, a button, a tooltip, the same in English. */
function undecorated(element: PageElement, named: PageLabels['named']): PageLabel | undefined {
  const parts = element.children.filter((child) => typeof child !== 'string' || child.trim() !== '');
  if (parts.length < 2) {
    const [only] = parts;
    return only === undefined || typeof only === 'string' ? undefined : undecorated(only, named);
  }
  const kept = parts.filter(
    (part, index) =>
      typeof part === 'string' ||
      !(isDecoration(part) || (index === 0 && part.inline && isNumber(part.short))),
  );
  if (kept.length === parts.length) return undefined;
  const text = kept.map((part) => (typeof part === 'string' ? part : (part.short ?? ''))).join(' ');
  return named(cleanLine(text.replace(/\s+/g, ' ')));
}

/** "1", "II.", "(3)" in an element of its own, before a label. */
function isNumber(text: string | undefined): boolean {
  return text !== undefined && /^\(?(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,5}|[a-zđ])[.):]?\)?$/iu.test(text);
}

function isDecoration({ tag, attributes, short = '', inline }: PageElement): boolean {
  if (tag === 'button' || tag === 'sup' || tag === 'br' || short === '') return true;
  if (!inline || isLevelBadge(short)) return false;
  if (DECORATED.test(attributes.class ?? '')) return true;
  return /^(?:em|i|small|span)$/.test(tag) && IN_ENGLISH.test(short);
}

/** Words without any letter of Vietnamese alone: "Procedure", "(Applicants)", "/ Fee". */
const IN_ENGLISH = /^[\s/(|:-]*[A-Za-z][A-Za-z\s,/&'().:-]{2,}$/;

/** A link elsewhere, a field's caption in a form, a button that acts. */
function isControl(element: PageElement, label: PageLabel): boolean {
  const acts = label.field !== undefined && ACTIONS.has(label.field);
  for (const at of elementsOf(element)) {
    if (at.tag === 'a' && leadsAway(at.attributes.href)) return true;
    if (
      acts &&
      (at.tag === 'button' ||
        (at.tag === 'a' && (at.attributes.href !== undefined || at.attributes.onclick !== undefined)))
    )
      return true;
    if (at.tag === 'button' && at.attributes.type === 'submit') return true;
  }
  return false;
}

const DECORATION = /clear|divider|line|border|icon|arrow|caret|spacer|separator/i;

/**
 * True for a label together with the empty place of its value: a row of such rows. Its text is the label's, and yet the next row's
 * is not its value.
 */
function holdsEmptyPlace(element: PageElement): boolean {
  if (element.tag !== 'tr' && !neighbours(element).some((one) => signatureOf(one) === signatureOf(element)))
    return false;
  for (let at: PageElement | undefined = element; at !== undefined; ) {
    const inner: PageElement | undefined = at.children.find(
      (child): child is PageElement => typeof child !== 'string' && child.short === element.short,
    );
    if (inner === undefined)
      return at.children.some((child) => typeof child !== 'string' && isEmptyBlock(child));
    if (at.children.slice(inner.index + 1).some((child) => typeof child !== 'string' && isEmptyPlace(child)))
      return true;
    at = inner;
  }
  return false;
}

/** True for a label above a value that reads like a remark on it: `<div>Thời hạn</div><div>(10 ngày)</div>`. */
function holdsValue(element: PageElement, named: PageLabels['named']): boolean {
  for (let at: PageElement | undefined = element; at !== undefined; ) {
    const parts: readonly PageElement[] = at.children.filter(
      (child): child is PageElement => typeof child !== 'string' && child.short !== '',
    );
    const [first, second] = parts;
    if (first === undefined) return false;
    if (second !== undefined)
      return !second.inline && /\d/.test(second.short ?? '') && named(first.short ?? '') !== undefined;
    at = first;
  }
  return false;
}

/** A label with a list to choose from beside it, which has no text of its own: both in one block, which is no label itself. */
function holdsChoices(element: PageElement): boolean {
  if (!element.children.some((child) => typeof child !== 'string' && child.short === element.short))
    return false;
  for (const { offers } of elementsOf(element)) if (offers === true) return true;
  return false;
}

function isEmptyBlock(element: PageElement): boolean {
  return !element.inline && isEmptyPlace(element);
}

function isEmptyPlace(element: PageElement): boolean {
  if (element.short !== '' || /^(?:br|hr|img|i|input|select|mat-icon)$/.test(element.tag)) return false;
  const named = `${element.attributes.class ?? ''} ${element.attributes.id ?? ''}`;
  return !DECORATION.test(named) && (!element.inline || named.trim() !== '');
}

function neighbours(element: PageElement): PageElement[] {
  const siblings = element.parent?.children ?? [];
  const before = siblings
    .slice(Math.max(0, element.index - 3), element.index)
    .filter((child): child is PageElement => typeof child !== 'string');
  const after = siblings
    .slice(element.index + 1, element.index + 4)
    .filter((child): child is PageElement => typeof child !== 'string');
  return [...before.slice(-1), ...after.slice(0, 1)];
}

/** True where an address leads to another page, false for `#panel`, `javascript:` and none. */
export function leadsAway(href: string | undefined): boolean {
  return href !== undefined && href.trim() !== '' && !/^\s*(?:#|javascript:)/i.test(href);
}

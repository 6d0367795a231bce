/** Headings of a record that look like its labels and are none the vocabulary knows. */
import { cleanLine, foldName } from '../../services/text.js';
import { inChrome } from './chrome.js';
import type { PageLabels } from './page-labels.js';
import type { Pair } from './pair.js';
import { signatureOf } from './signature.js';
import { elementsOf, isElement, type PageElement } from './tree.js';
import { isWord, pageWords } from './words.js';

/** Fields whose labels share a look before something else that looks so counts as a label. */
const FEWEST_FIELDS = 3;
const LONGEST = 80;
/** Headings kept of one record. */
const MOST = 20;

/**
 * What stands under such a heading is part of another section to the reader of labels; it may yet be a section of its own, whose name
 * nobody has told the program.
 *
 * @param pairs the record's own
 * @param area what of the page is the record
 */
export function strangeLabels(pairs: readonly Pair[], area: PageElement, labels: PageLabels): string[] {
  const fields = new Map<string, Set<string>>();
  for (const { label, kind, element } of pairs) {
    const { field } = label;
    if (kind === 'column' || field === undefined || field === 'ignored') continue;
    if (printed(element) !== cleanLine(label.text)) continue;
    const look = lookOf(element);
    fields.set(look, (fields.get(look) ?? new Set()).add(field));
  }
  const looks = new Map(
    [...fields].filter(([, { size }]) => size >= FEWEST_FIELDS).map(([look]) => [look, new Look()]),
  );
  if (looks.size === 0) return [];
  for (const element of elementsOf(area, (at) => !inChrome(at)))
    if (element.short !== '') looks.get(lookOf(element))?.meet(element, labels);
  return [...looks.values()].flatMap((look) => look.strange()).slice(0, MOST);
}

/** What looks alike. Labels look like nothing else; where much of what looks so is no label, it is the look of the text. */
class Look {
  private readonly others = new Set<string>();
  private labels = 0;
  private elements = 0;

  meet(element: PageElement, labels: PageLabels): void {
    const text = printed(element);
    this.elements += 1;
    if (labels.of(element)?.field !== undefined) this.labels += 1;
    else if (text.length >= 3 && text.length <= LONGEST && !isNoSection(text)) this.others.add(text);
  }

  strange(): string[] {
    return this.labels * 3 >= this.elements * 2 ? [...this.others] : [];
  }
}

/** Tag and classes of the element and of what holds it, and whether a colon asks for a value. */
function lookOf(element: PageElement): string {
  const { parent, tag } = element;
  const asks = /^(?:b|strong|em|i|u|span|p|label)$/.test(tag) && hasColon(element) ? ':' : '';
  return `${parent === undefined ? '' : signatureOf(parent)}>${signatureOf(element)}${asks}`;
}

function hasColon(element: PageElement): boolean {
  if (/:\s*$/.test(element.short ?? '')) return true;
  const next = element.parent?.children[element.index + 1];
  return next !== undefined && !isElement(next) && /^\s*:/.test(next);
}

function printed({ short }: PageElement): string {
  return cleanLine(short ?? '').replace(/[\s:*]+$/u, '');
}

/** A point of a list, a case, a step, a remark or a word of the site. */
function isNoSection(text: string): boolean {
  const { caseHeads, remarks, related, details, download, genericTitles, notLabels } = pageWords();
  const folded = foldName(text);
  return (
    !/\p{L}{2}/u.test(text) ||
    /^[a-zđ][.)]/iu.test(text) ||
    [...caseHeads, ...remarks].some((head) => folded.startsWith(head)) ||
    [related, details, download, genericTitles, notLabels].some((words) => isWord(text, words))
  );
}

/** Links in a row or card of a list that submit a dossier of that procedure, or pay for it. */
import type { LabelledValue } from '../../services/labelled.js';
import type { LabelMatcher } from '../../services/labels.js';
import { actionsIn } from './actions.js';
import { addressOf } from './address.js';
import { elementsOf, type PageElement } from './tree.js';
import { ownText } from './value-links.js';
import { isWord, pageWords } from './words.js';

/** A label the vocabulary surely knows. */
const SUBMIT = 'Nộp hồ sơ trực tuyến';

/** @param url where the row leads: a word as short as "Đăng ký" submits a dossier only where its address names the same procedure */
export function rowActions(
  row: PageElement,
  url: string,
  base: string,
  matchLabel: LabelMatcher,
): LabelledValue[] {
  const found = actionsIn(row, base, matchLabel, new Set());
  if (found.some(({ label }) => matchLabel(label) === 'onlineSubmission')) return found;
  const { submitInRow } = pageWords();
  for (const element of elementsOf(row)) {
    const text = element.tag === 'a' ? ownText(element) : '';
    if (text === '' || !isWord(text, submitInRow)) continue;
    const address = addressOf(element, base);
    if (typeof address === 'string' || !('url' in address) || !namesSame(address.url, url)) continue;
    return [...found, { label: SUBMIT, at: `liên kết “${text}”`, text, links: [{ text, url: address.url }] }];
  }
  return found;
}

function namesSame(one: string, other: string): boolean {
  const names = new Set(identifiersOf(other));
  return one !== other && identifiersOf(one).some((name) => names.has(name));
}

/** What in an address tells one procedure from another: values of parameters and parts of the path that hold a number. */
export function identifiersOf(url: string): string[] {
  if (!URL.canParse(url)) return [];
  const { pathname, searchParams } = new URL(url);
  const parts = pathname.split('/').filter((part) => !/\.(?:aspx?|php|jsp|html?|do)$/i.test(part));
  return [...[...searchParams].map(([, value]) => value), ...parts].filter((part) => /\d/.test(part));
}

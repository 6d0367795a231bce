/** Links in a row or card of a list that submit a dossier of that procedure, or pay for it. */
import type { LabelledValue } from '../../services/labelled.js';
import type { LabelMatcher } from '../../services/labels.js';
import { actionOf } from './action-words.js';
import { actionsIn } from './actions.js';
import type { PageElement } from './tree.js';

/** @param url where the row leads: a word as short as "Đăng ký" surely submits a dossier where its address names the same procedure */
export function rowActions(
  row: PageElement,
  url: string,
  base: string,
  matchLabel: LabelMatcher,
): LabelledValue[] {
  return actionsIn({ core: row, area: row, beside: false }, base, matchLabel, new Set()).flatMap((value) => {
    const { likely, ...sure } = value;
    if (likely !== true) return [value];
    if (value.links?.some((link) => namesSame(link.url, url)) === true) return [sure];
    return actionOf(value.text)?.bare === true ? [] : [value];
  });
}

function namesSame(one: string | undefined, other: string): boolean {
  if (one === undefined) return false;
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

import { sayingOf } from './list-pager.js';
import type { PageLink } from './page-reader.js';
import { readRuleFile, words } from './rule-file.js';
import { ancestor, type SourceElement } from './source-tree.js';
import { isDisabled, isHidden, isWithoutAddress } from './turn-control.js';

/** Lists turned over by a control that is no link: a button of a form, or one that only a script knows. Read from the source of the page. */

interface TurningWords {
  readonly next: ReadonlySet<string>;
  readonly more: readonly string[];
}

let vocabulary: TurningWords | undefined;

function load(): TurningWords {
  const file = readRuleFile('paging.json');
  // A lone sign may be a breadcrumb, a slide show or a quotation mark.
  const next = words(file, 'nextWords').filter((word) => /\p{L}{2}/u.test(word));
  return { next: new Set(next), more: words(file, 'moreMarks') };
}

/**
 * The page after this one, where a form that only asks (method GET) leads there by a button for further rows.
 *
 * @param url address of the page
 */
export function nextByForm(elements: readonly SourceElement[], url: string): PageLink[] {
  return elements.flatMap((button): PageLink[] => {
    const form = isControl(button) && isNext(button) ? ancestor(button, 'form') : undefined;
    if (form === undefined || /^post$/i.test(form.attribute('method') ?? 'get')) return [];
    const action = form.attribute('action') ?? url;
    if (!URL.canParse(action, url)) return [];
    const address = new URL(action, url);
    address.search = '';
    for (const field of elements.filter((one) => isField(one) && ancestor(one, 'form') === form))
      add(address, field);
    add(address, button);
    return [{ url: address.href, text: textOf(button), role: 'next-page' }];
  });
}

/** Whether a page shows a control for further rows that has no address: only a script or a posted form knows what it does. */
export function goesOn(elements: readonly SourceElement[]): boolean {
  vocabulary ??= load();
  const { more } = vocabulary;
  return elements.some((element) => {
    if (!isControl(element) || !isWithoutAddress(element)) return false;
    if (isDisabled(element) || isHidden(element)) return false;
    const marked = `${element.attribute('id') ?? ''} ${element.attribute('class') ?? ''}`.toLowerCase();
    return isNext(element) || more.some((mark) => marked.includes(mark));
  });
}

function isControl(element: SourceElement): boolean {
  const { tag } = element;
  if (tag === 'a' || tag === 'button') return true;
  return tag === 'input' && /^(?:submit|button)$/i.test(element.attribute('type') ?? '');
}

function isField(element: SourceElement): boolean {
  return element.tag === 'input' && /^(?:hidden|text|search)$/i.test(element.attribute('type') ?? 'text');
}

function add(address: URL, element: SourceElement): void {
  const name = element.attribute('name');
  if (name !== undefined) address.searchParams.append(name, element.attribute('value') ?? '');
}

function textOf(element: SourceElement): string {
  return sayingOf(element.tag === 'input' ? (element.attribute('value') ?? '') : element.text());
}

function isNext(element: SourceElement): boolean {
  vocabulary ??= load();
  return vocabulary.next.has(textOf(element));
}

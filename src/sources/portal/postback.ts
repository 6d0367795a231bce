import { createHash } from 'node:crypto';
import { isActingAddress } from './acting-links.js';
import type { Header } from './exchange.js';
import { pagerButton, pagerControl } from './list-pager.js';
import { readRuleFile, words } from './rule-file.js';
import { ancestor, type SourceElement, sourceElements } from './source-tree.js';

/**
 * Lists turned over by posting a form back (ASP.NET, DNN, Telerik): `__doPostBack('grid','Page$2')`, or a button named in the form
 * with `__VIEWSTATE` and `__EVENTVALIDATION` beside it.
 */
export interface Postback {
  /** Address the form is sent to, as printed; "" for the page itself. */
  readonly action: string;
  readonly body: string;
  readonly headers: readonly Header[];
  /** What tells this request from others of the page, without the state, which never repeats. */
  readonly name: string;
}

let stateFields: ReadonlySet<string> | undefined;

/**
 * The request for the page after this one, where the page offers it by a form.
 *
 * @param page number of the page shown, from 1
 * @param url address of the page
 * @param details addresses of the procedures that the page lists
 */
export function nextPostback(
  html: string,
  page: number,
  url: string,
  details: ReadonlySet<string>,
  elements: readonly SourceElement[] = sourceElements(html),
): Postback | undefined {
  if (!/__viewstate/i.test(html)) return nextPost(elements, page, url);
  stateFields ??= new Set(words(readRuleFile('paging.json'), 'stateFields'));
  const state = stateFields;
  const event = pagerControl(elements, page, rowsOf(elements, url, details));
  if (event === undefined) return undefined;
  const fields = fieldsOf(elements);
  if (![...fields.keys()].some((name) => state.has(name.toLowerCase()))) return undefined;
  fields.set('__EVENTTARGET', event.target);
  fields.set('__EVENTARGUMENT', event.argument);
  if (event.button !== undefined) fields.set(...event.button);
  const mark = `${event.target}${event.argument}${event.button?.[0] ?? ''}`;
  return postback(formAction(elements), fields, page, mark);
}

/** A plain form with a button for the next page: nothing but what it says itself is sent. */
function nextPost(elements: readonly SourceElement[], page: number, url: string): Postback | undefined {
  const button = pagerButton(elements, page);
  const form = button === undefined ? undefined : ancestor(button, 'form');
  if (button === undefined || form === undefined || !/^post$/i.test(form.attribute('method') ?? ''))
    return undefined;
  const action = form.attribute('action') ?? '';
  if (isActingAddress(URL.canParse(action, url) ? new URL(action, url).href : action)) return undefined;
  const inside = elements.filter((element) => ancestor(element, 'form') === form);
  // Who fills in more than a search hands something in.
  if (inside.some(isFilledIn)) return undefined;
  const fields = fieldsOf(inside);
  for (const option of inside) {
    const name =
      option.tag === 'option' && option.attribute('selected') !== undefined
        ? ancestor(option, 'select')?.attribute('name')
        : undefined;
    if (name !== undefined) fields.set(name, option.attribute('value') ?? option.text());
  }
  const name = button.attribute('name');
  if (name !== undefined) fields.set(name, button.attribute('value') ?? '');
  return postback(action, fields, page, `${action} ${name ?? ''}`);
}

function postback(action: string, fields: ReadonlyMap<string, string>, page: number, mark: string): Postback {
  return {
    action,
    body: new URLSearchParams([...fields]).toString(),
    headers: [['content-type', 'application/x-www-form-urlencoded']],
    name: `postback ${page + 1} ${createHash('sha1').update(mark).digest('base64url').slice(0, 8)}`,
  };
}

/** What a form sends by itself of what was written into it. */
function fieldsOf(elements: readonly SourceElement[]): Map<string, string> {
  const fields = new Map<string, string>();
  for (const element of elements) {
    const name = element.tag === 'input' ? element.attribute('name') : undefined;
    const type = element.attribute('type')?.toLowerCase() ?? 'text';
    if (name === undefined || !['hidden', 'text', 'search'].includes(type)) continue;
    fields.set(name, element.attribute('value') ?? '');
  }
  return fields;
}

function isFilledIn(element: SourceElement): boolean {
  return (
    element.tag === 'textarea' ||
    (element.tag === 'input' &&
      /^(?:password|file|email|tel|checkbox|radio)$/i.test(element.attribute('type') ?? ''))
  );
}

/** The links of a page that lead to the procedures it lists. */
export function rowsOf(
  elements: readonly SourceElement[],
  url: string,
  details: ReadonlySet<string>,
): SourceElement[] {
  const printed = elements.find(({ tag }) => tag === 'base')?.attribute('href') ?? '';
  const base = URL.canParse(printed, url) ? new URL(printed, url).href : url;
  return elements.filter((element) => {
    const href = element.tag === 'a' ? element.attribute('href') : undefined;
    if (href === undefined || !URL.canParse(href, base)) return false;
    return details.has(new URL(href, base).href.replace(/#(?!!?\/).*$/s, ''));
  });
}

function formAction(elements: readonly SourceElement[]): string {
  const form = elements.find(
    (element) => element.tag === 'form' && /post/i.test(element.attribute('method') ?? ''),
  );
  return form?.attribute('action') ?? '';
}

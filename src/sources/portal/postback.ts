import { createHash } from 'node:crypto';
import type { Header } from './exchange.js';
import { readRuleFile, words } from './rule-file.js';

/**
 * Lists turned over by posting a form back (ASP.NET, DNN, Telerik): `__doPostBack('grid','Page$2')`, or a button named in the form
 * with `__VIEWSTATE` and `__EVENTVALIDATION` beside it. Read from the source of the page in one pass per element.
 */
export interface Postback {
  /** Address the form is sent to, as printed; "" for the page itself. */
  readonly action: string;
  readonly body: string;
  readonly headers: readonly Header[];
  /** What tells this request from others of the page, without the state, which never repeats. */
  readonly name: string;
}

interface Words {
  readonly next: ReadonlySet<string>;
  readonly classes: readonly string[];
  readonly state: ReadonlySet<string>;
}

let vocabulary: Words | undefined;

function load(): Words {
  const file = readRuleFile('paging.json');
  return {
    next: new Set(words(file, 'nextWords')),
    classes: words(file, 'nextClasses'),
    state: new Set(words(file, 'stateFields')),
  };
}

interface Element {
  readonly attributes: ReadonlyMap<string, string>;
  /** Text up to the next tag or two. */
  readonly text: string;
}

/**
 * The request for the page after this one, where the page offers it by a form.
 *
 * @param page number of the page shown, from 1
 */
export function nextPostback(html: string, page: number): Postback | undefined {
  if (!/__viewstate/i.test(html)) return undefined;
  vocabulary ??= load();
  const rules = vocabulary;
  const inputs = elements(html, 'input');
  const event = nextEvent(html, inputs, page, rules);
  if (event === undefined) return undefined;
  const fields = new Map<string, string>();
  for (const { attributes } of inputs) {
    const name = attributes.get('name');
    const type = attributes.get('type')?.toLowerCase() ?? 'text';
    if (name === undefined || !['hidden', 'text', 'search'].includes(type)) continue;
    fields.set(name, attributes.get('value') ?? '');
  }
  if (![...fields.keys()].some((name) => rules.state.has(name.toLowerCase()))) return undefined;
  fields.set('__EVENTTARGET', event.target);
  fields.set('__EVENTARGUMENT', event.argument);
  if (event.button !== undefined) fields.set(...event.button);
  return {
    action: formAction(html),
    body: new URLSearchParams([...fields]).toString(),
    headers: [['content-type', 'application/x-www-form-urlencoded']],
    name: `postback ${page + 1} ${createHash('sha1')
      .update(`${event.target}${event.argument}${event.button?.[0] ?? ''}`)
      .digest('base64url')
      .slice(0, 8)}`,
  };
}

interface NextEvent {
  readonly target: string;
  readonly argument: string;
  readonly button?: readonly [name: string, value: string];
}

function nextEvent(
  html: string,
  inputs: readonly Element[],
  page: number,
  rules: Words,
): NextEvent | undefined {
  const links = elements(html, 'a').flatMap((link) => {
    const call = postbackCall(`${link.attributes.get('href') ?? ''} ${link.attributes.get('onclick') ?? ''}`);
    return call === undefined ? [] : [{ ...call, link }];
  });
  const numbered =
    links.find(({ argument }) => argument.toLowerCase() === `page$${page + 1}`) ??
    links.find(({ link }) => link.text === String(page + 1) && isPager(link, rules));
  const chosen =
    numbered ??
    links.find(({ argument }) => argument.toLowerCase() === 'page$next') ??
    links.find(({ link }) => isNext(link, rules)) ??
    links.find(({ link }) => link.text === String(page + 1));
  if (chosen !== undefined) return { target: chosen.target, argument: chosen.argument };
  const button = inputs.find(
    (input) => /^(?:submit|image|button)$/i.test(input.attributes.get('type') ?? '') && isNext(input, rules),
  );
  const name = button?.attributes.get('name');
  if (button === undefined || name === undefined || button.attributes.has('disabled')) return undefined;
  const call = postbackCall(button.attributes.get('onclick') ?? '');
  if (call !== undefined) return call;
  return { target: '', argument: '', button: [name, button.attributes.get('value') ?? ''] };
}

function isNext(element: Element, rules: Words): boolean {
  const says = (text: string | undefined): boolean =>
    text !== undefined && rules.next.has(text.normalize('NFC').trim().toLowerCase());
  return (
    isPager(element, rules) ||
    says(element.text) ||
    says(element.attributes.get('title')) ||
    says(element.attributes.get('value'))
  );
}

function isPager({ attributes }: Element, rules: Words): boolean {
  const label = ['class', 'id', 'name']
    .map((name) => attributes.get(name) ?? '')
    .join(' ')
    .toLowerCase();
  return !/disabled/.test(label) && rules.classes.some((word) => label.includes(word));
}

function postbackCall(script: string): { target: string; argument: string } | undefined {
  const call = /__doPostBack\(\s*(?:'([^']*)'|"([^"]*)")\s*,\s*(?:'([^']*)'|"([^"]*)")\s*\)/.exec(script);
  const options =
    call ?? /WebForm_PostBackOptions\(\s*(?:'([^']*)'|"([^"]*)")\s*,\s*(?:'([^']*)'|"([^"]*)")/.exec(script);
  if (options === null) return undefined;
  return { target: options[1] ?? options[2] ?? '', argument: options[3] ?? options[4] ?? '' };
}

function formAction(html: string): string {
  const forms = elements(html, 'form');
  return (
    forms.find(({ attributes }) => /post/i.test(attributes.get('method') ?? ''))?.attributes.get('action') ??
    ''
  );
}

const ATTRIBUTE = /([\w:.-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
/** Longest tag looked at: a view state may be large. */
const LONGEST_TAG = 4 * 1024 * 1024;

function elements(html: string, name: string): Element[] {
  const found: Element[] = [];
  const opening = new RegExp(`<${name}(?=[\\s>])`, 'gi');
  for (let match = opening.exec(html); match !== null; match = opening.exec(html)) {
    const start = match.index + match[0].length;
    const end = tagEnd(html, start);
    opening.lastIndex = end;
    if (end - start > LONGEST_TAG) continue;
    const attributes = new Map<string, string>();
    for (const [, key = '', double, single, bare] of html.slice(start, end).matchAll(ATTRIBUTE)) {
      if (!attributes.has(key.toLowerCase()))
        attributes.set(key.toLowerCase(), entities(double ?? single ?? bare ?? ''));
    }
    const text = html.slice(end + 1, end + 200).split(new RegExp(`</${name}`, 'i'), 1)[0] ?? '';
    found.push({
      attributes,
      text: entities(text.replace(/<[^<>]*>/g, ' '))
        .replace(/\s+/g, ' ')
        .trim(),
    });
  }
  return found;
}

/** The ">" that closes a tag, quotes respected. */
function tagEnd(html: string, from: number): number {
  let quote = '';
  for (let at = from; at < html.length; at++) {
    const character = html[at];
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at;
  }
  return html.length;
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  raquo: '»',
  rsaquo: '›',
};

function entities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole;
    const point = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

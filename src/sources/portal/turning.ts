import type { PageLink } from './page-reader.js';
import { readRuleFile, words } from './rule-file.js';

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

/** The page after this one, where a form that only asks (method GET) leads there by a button for further rows. */
export function nextByForm(html: string, url: string): PageLink[] {
  const found: PageLink[] = [];
  // Whatever stands before the end of a form and after its beginning: one pass, however many are never closed.
  const pieces = html.split(/<\/form\s*>/i).slice(0, -1);
  for (const piece of pieces) {
    const begin = piece.toLowerCase().lastIndexOf('<form');
    const end = piece.indexOf('>', begin);
    if (begin < 0 || end < 0) continue;
    const [start, inside] = [piece.slice(begin + 5, end), piece.slice(end + 1)];
    if (/^post$/i.test(attribute(start, 'method') ?? 'get')) continue;
    const button = controls(inside).find(({ text }) => isNext(text));
    const action = attribute(start, 'action') ?? url;
    if (button === undefined || !URL.canParse(action, url)) continue;
    const address = new URL(action, url);
    address.search = '';
    for (const [, attributes = ''] of inside.matchAll(/<input\b([^<>]{0,2000})>/gi)) {
      const name = attribute(attributes, 'name');
      if (name !== undefined && /^(?:hidden|text|search)$/i.test(attribute(attributes, 'type') ?? 'text'))
        address.searchParams.append(name, attribute(attributes, 'value') ?? '');
    }
    const name = attribute(button.attributes, 'name');
    if (name !== undefined) address.searchParams.append(name, attribute(button.attributes, 'value') ?? '');
    found.push({ url: address.href, text: button.text, role: 'next-page' });
  }
  return found;
}

/** Whether a page shows a control for further rows that has no address: only a script or a posted form knows what it does. */
export function goesOn(html: string): boolean {
  vocabulary ??= load();
  const { more } = vocabulary;
  return controls(html).some(({ attributes, text }) => {
    const href = attribute(attributes, 'href');
    if (href !== undefined && !/^(?:#|javascript:)/i.test(href)) return false;
    const marked =
      `${attribute(attributes, 'id') ?? ''} ${attribute(attributes, 'class') ?? ''}`.toLowerCase();
    return isNext(text) || more.some((mark) => marked.includes(mark));
  });
}

interface Control {
  readonly attributes: string;
  readonly text: string;
}

function controls(html: string): Control[] {
  const buttons = [
    ...html.matchAll(
      /<(a|button)\b([^<>]{0,2000})>([^<]{0,60}(?:<[^<>]{0,200}>[^<]{0,60}){0,4}?)<\/\1\s*>/gi,
    ),
  ];
  const inputs = [...html.matchAll(/<input\b([^<>]{0,2000})>/gi)].filter(([, attributes = '']) =>
    /^(?:submit|button)$/i.test(attribute(attributes, 'type') ?? ''),
  );
  return [
    ...buttons.map(([, , attributes = '', text = '']) => ({ attributes, text: plain(text) })),
    ...inputs.map(([, attributes = '']) => ({
      attributes,
      text: plain(attribute(attributes, 'value') ?? ''),
    })),
  ];
}

function isNext(text: string): boolean {
  vocabulary ??= load();
  return vocabulary.next.has(text);
}

function plain(text: string): string {
  return text
    .replace(/<[^<>]*>|&\w+;/g, ' ')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function attribute(tag: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(tag);
  return (match?.[1] ?? match?.[2] ?? match?.[3])?.replaceAll('&amp;', '&');
}

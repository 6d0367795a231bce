import { VOID } from '../portal/source-tree.js';

/**
 * HTML made safe to build a tree from. The tree builder (htmlparser2) keeps to the letter of the markup, which is what pages with
 * `<html>` nested in a `<div>` need, but it takes quadratic time in the depth of nesting, and lets a stray `</div>` inside a cell close
 * everything around the table. One linear pass in front of it takes the harm out: `html` and `body` tags go, end tags that match
 * nothing inside their cell go, and what is nested deeper than any page of people is lifted to the deepest level allowed.
 */

/** Levels kept. Real pages stay below a hundred. */
const MAX_DEPTH = 300;
/** Levels from which on elements that only wrap others are left out, so that what they wrap is still read. */
const MAX_WRAPPED = 200;
const WRAPPERS = new Set([
  'div',
  'span',
  'section',
  'article',
  'font',
  'center',
  'form',
  'b',
  'i',
  'em',
  'strong',
  'u',
]);

const RAW = new Set(['script', 'style', 'textarea', 'title']);
/** Their end tags end nothing but themselves: a `</b>` behind the `<div>` it should have been in does not close the `<div>`. */
const FORMATTING = new Set([
  'a',
  'abbr',
  'b',
  'big',
  'code',
  'em',
  'font',
  'i',
  'label',
  's',
  'small',
  'span',
  'strike',
  'strong',
  'sub',
  'sup',
  'tt',
  'u',
]);
/** Open formatting elements looked through for the one an end tag means. */
const MAX_FORMATTING = 64;
const DROPPED = new Set(['html', 'body']);
/** An end tag reaches no further out than the nearest of these, unless it is of the table itself. */
const BOUNDARY = new Set(['td', 'th', 'caption', 'table', 'template']);
const OF_TABLE = new Set(['td', 'th', 'tr', 'tbody', 'thead', 'tfoot', 'caption', 'table', 'template']);
/** A start tag ends open elements of these names right around it. */
const ENDS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['li', new Set(['li', 'p'])],
  ['dt', new Set(['dt', 'dd', 'p'])],
  ['dd', new Set(['dt', 'dd', 'p'])],
  ['option', new Set(['option'])],
  ...['p', 'div', 'ul', 'ol', 'dl', 'table', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'section', 'article'].map(
    (name) => [name, new Set(['p'])] as const,
  ),
]);
/** A cell ends the cell before it with all that is open in it, a row the row, a group of rows the group. */
const PARTS: readonly ReadonlySet<string>[] = [
  new Set(['td', 'th', 'caption']),
  new Set(['tr']),
  new Set(['tbody', 'thead', 'tfoot']),
];

interface Open {
  readonly name: string;
  /** Open elements by name since the nearest boundary. */
  readonly scope: Map<string, number>;
  readonly dropped: boolean;
}

/** Open cells, rows and groups of rows of one table. */
type OpenParts = [cells: number, rows: number, groups: number];

export function mendHtml(html: string): string {
  const tag = /<(?:!--|(\/?)([a-zA-Z][^\s/>]*))/g;
  const kept: string[] = [];
  const stack: Open[] = [];
  const everywhere = new Map<string, number>();
  let scope = new Map<string, number>();
  const tables: OpenParts[] = [[0, 0, 0]];
  let from = 0;
  /** Elements open and kept. */
  let depth = 0;

  const drop = (start: number, end: number) => {
    kept.push(html.slice(from, start));
    from = end;
  };
  const pop = (): Open | undefined => {
    const open = stack.pop();
    if (open === undefined) return undefined;
    if (!open.dropped) depth -= 1;
    count(everywhere, open.name, -1);
    scope = open.scope;
    if (!BOUNDARY.has(open.name)) count(scope, open.name, -1);
    if (open.name === 'table') tables.pop();
    else countPart(tables, open.name, -1);
    return open;
  };
  /** Ends what a start tag ends without saying so; the tree builder is told. */
  const end = (at: number) => {
    const open = pop();
    if (open === undefined || open.dropped) return open;
    kept.push(html.slice(from, at), `</${open.name}>`);
    from = at;
    return open;
  };
  const endParts = (name: string, at: number) => {
    const part = PARTS.findIndex((names) => names.has(name));
    for (let inner = 0; inner <= part; inner += 1) {
      while ((tables.at(-1)?.[inner] ?? 0) > 0) if (end(at) === undefined) return;
    }
  };

  for (let match = tag.exec(html); match !== null; match = tag.exec(html)) {
    const start = match.index;
    const name = match[2]?.toLowerCase();
    if (name === undefined) {
      const close = html.indexOf('-->', start + 2);
      tag.lastIndex = close === -1 ? html.length : close + 3;
      continue;
    }
    const after = tagEnd(html, tag.lastIndex);
    tag.lastIndex = after;
    if (DROPPED.has(name)) {
      drop(start, after);
      continue;
    }
    if (VOID.has(name)) continue;
    if (match[1] === '/') {
      if (
        ((OF_TABLE.has(name) ? everywhere : scope).get(name) ?? 0) === 0 ||
        (FORMATTING.has(name) && !isInReach(stack, name))
      ) {
        drop(start, after);
        continue;
      }
      let open = pop();
      while (open !== undefined && open.name !== name) open = pop();
      if (open?.dropped) drop(start, after);
      continue;
    }
    if (RAW.has(name)) {
      const close = new RegExp(`</${name}`, 'gi');
      close.lastIndex = after;
      const found = close.exec(html);
      tag.lastIndex = found === null ? html.length : tagEnd(html, close.lastIndex);
      continue;
    }
    const ends = ENDS.get(name);
    for (
      let top = stack.at(-1);
      ends !== undefined && top !== undefined && ends.has(top.name);
      top = stack.at(-1)
    )
      end(start);
    endParts(name, start);
    const dropped = depth >= (WRAPPERS.has(name) ? MAX_WRAPPED : MAX_DEPTH);
    if (dropped) drop(start, after);
    if (!dropped) depth += 1;
    stack.push({ name, scope, dropped });
    count(everywhere, name, 1);
    if (name === 'table') tables.push([0, 0, 0]);
    else countPart(tables, name, 1);
    if (BOUNDARY.has(name)) scope = new Map();
    else count(scope, name, 1);
  }
  if (from === 0) return html;
  kept.push(html.slice(from));
  return kept.join('');
}

function isInReach(stack: readonly Open[], name: string): boolean {
  for (let index = stack.length - 1; index >= Math.max(0, stack.length - MAX_FORMATTING); index -= 1) {
    const open = stack[index];
    if (open?.name === name) return true;
    if (open === undefined || !FORMATTING.has(open.name)) return false;
  }
  return false;
}

function count(counts: Map<string, number>, name: string, by: number): void {
  counts.set(name, (counts.get(name) ?? 0) + by);
}

function countPart(tables: readonly OpenParts[], name: string, by: number): void {
  const parts = tables.at(-1);
  const part = PARTS.findIndex((names) => names.has(name));
  if (parts === undefined || part === -1) return;
  if (part === 0) parts[0] += by;
  else if (part === 1) parts[1] += by;
  else parts[2] += by;
}

/** The place after the ">" of a tag; quotes count only where a value begins. */
function tagEnd(html: string, from: number): number {
  let at = from;
  while (at < html.length) {
    const char = html[at];
    if (char === '>') return at + 1;
    if (char === '=') {
      at += 1;
      while (html[at] === ' ' || html[at] === '\n' || html[at] === '\t' || html[at] === '\r') at += 1;
      const quote = html[at];
      if (quote !== '"' && quote !== "'") continue;
      const close = html.indexOf(quote, at + 1);
      if (close === -1) return html.length;
      at = close;
    }
    at += 1;
  }
  return html.length;
}

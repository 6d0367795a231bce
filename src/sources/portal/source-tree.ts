/** The tags of a page's source in one pass: enough to say what stands inside what, without building a document. */

export interface SourceElement {
  /** In lower case. */
  readonly tag: string;
  readonly parent: SourceElement | undefined;
  /** Where its content begins and ends in the source. */
  readonly content: number;
  readonly end: number;
  attribute(name: string): string | undefined;
  /** What it says, tags aside; of a long one no more than `most` characters of source. */
  text(most?: number): string;
}

const ATTRIBUTE = /([\w:.-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
/** Longest tag looked at: a view state may be large. */
const LONGEST_TAG = 4 * 1024 * 1024;
/** Elements that have no content, those of older pages among them. */
export const VOID = new Set([
  'area',
  'base',
  'basefont',
  'br',
  'col',
  'embed',
  'frame',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'param',
  'source',
  'track',
  'wbr',
]);
/** What stands in these is no markup. */
const RAW = new Set(['script', 'style', 'textarea', 'noscript', 'template']);

interface Open {
  readonly element: SourceElement;
  readonly close: (at: number) => void;
}

export function sourceElements(html: string): SourceElement[] {
  const found: SourceElement[] = [];
  const stack: Open[] = [];
  const open = new Map<string, number>();
  const pop = (at: number): string | undefined => {
    const last = stack.pop();
    last?.close(at);
    const tag = last?.element.tag;
    if (tag !== undefined) open.set(tag, (open.get(tag) ?? 1) - 1);
    return tag;
  };
  const marks = /<(?:!--|(\/?)([a-z][a-z0-9:-]*)(?=[\s/>]))/gi;
  for (let mark = marks.exec(html); mark !== null; mark = marks.exec(html)) {
    const [whole, slash, name] = mark;
    if (name === undefined) {
      marks.lastIndex = after(html, '-->', mark.index + 4);
      continue;
    }
    const tag = name.toLowerCase();
    const from = mark.index + whole.length;
    const to = tagEnd(html, from);
    marks.lastIndex = to;
    if (slash === '/') {
      // A tag that closes nothing closes nothing else either.
      if ((open.get(tag) ?? 0) > 0) while (pop(mark.index) !== tag);
      continue;
    }
    const { element, close } = elementOf(html, tag, stack.at(-1)?.element, from, to);
    found.push(element);
    if (VOID.has(tag)) continue;
    if (RAW.has(tag)) {
      const end = new RegExp(`</${tag}(?=[\\s/>])`, 'gi');
      end.lastIndex = to;
      const ended = end.exec(html)?.index ?? html.length;
      close(ended);
      marks.lastIndex = ended;
      continue;
    }
    stack.push({ element, close });
    open.set(tag, (open.get(tag) ?? 0) + 1);
  }
  while (stack.length > 0) pop(html.length);
  return found;
}

function elementOf(
  html: string,
  tag: string,
  parent: SourceElement | undefined,
  from: number,
  to: number,
): Open {
  let attributes: ReadonlyMap<string, string> | undefined;
  let end = to + 1;
  const element: SourceElement = {
    tag,
    parent,
    content: to + 1,
    get end() {
      return end;
    },
    attribute(name) {
      attributes ??= to - from > LONGEST_TAG ? new Map() : attributesOf(html.slice(from, to));
      return attributes.get(name);
    },
    text(most = 200) {
      const source = html.slice(to + 1, Math.min(end, to + 1 + most));
      return entities(source.replace(/<[^<>]*(?:>|$)/g, ' '))
        .replace(/\s+/g, ' ')
        .trim();
    },
  };
  return {
    element,
    close(at) {
      end = Math.max(to + 1, at);
    },
  };
}

function attributesOf(source: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, key = '', double, single, bare] of source.matchAll(ATTRIBUTE)) {
    const name = key.toLowerCase();
    if (!attributes.has(name)) attributes.set(name, entities(double ?? single ?? bare ?? ''));
  }
  return attributes;
}

function after(html: string, end: string, from: number): number {
  const found = html.indexOf(end, from);
  return found < 0 ? html.length : found + end.length;
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

/** The innermost element of a tag that another one stands in. */
export function ancestor(element: SourceElement, tag: string): SourceElement | undefined {
  let at = element.parent;
  while (at !== undefined && at.tag !== tag) at = at.parent;
  return at;
}

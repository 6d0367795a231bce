/** A page as a small tree of our own: elements and texts, without what no reader sees. */
import { cleanLine } from '../../services/text.js';
import { mendHtml } from './mend.js';

export type PageNode = PageElement | string;

export interface PageElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  parent: PageElement | undefined;
  readonly children: PageNode[];
  /** Place in document order. */
  readonly order: number;
  /** Place among the children of its parent. */
  index: number;
  /** The whole text on one line where it has at most {@link MAX_SHORT} characters; undefined where it is longer. */
  short: string | undefined;
  /** True where its text begins, or ends, with white space that parts it from what stands beside it. */
  spaceBefore: boolean;
  spaceAfter: boolean;
  /** Number of elements in (and with) it. */
  size: number;
  /** True where nothing in it starts a new line, `br` aside. */
  inline: boolean;
  /** Where the script of the element leads, where a portal file tells. */
  called?: CalledAddress;
  /** A list to choose from names something; its options are no text of the page. */
  offers?: boolean;
  /** A script of the page names it, and nothing stands in it. */
  filledByScript?: true;
  /** A block that the page does not have: put around its first element and what stands below that. */
  gathered?: true;
  /** What the link or button does for the service, where a portal file tells. */
  acts?: 'submit' | 'pay';
}

export interface CalledAddress {
  readonly url: string;
  /** The address is likely and not certain. */
  readonly likely?: true;
}

/** A list to choose from: nothing a reader reads, but some turn to another page. */
export interface Choice {
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
}

/** What a page says about itself outside its body, and what its markup is made of. */
export interface PageTree {
  readonly root: PageElement;
  /** Text of `<title>`. */
  readonly title: string;
  /** `property` or `name` → `content`. */
  readonly meta: ReadonlyMap<string, string>;
  /** Address that relative links are resolved against, where the page gives one. */
  readonly base: string | undefined;
  readonly scripts: number;
  /** Number of characters of visible text. */
  readonly textLength: number;
  /** Ids of the page, whether it uses them once or not. */
  readonly ids: ReadonlyMap<string, readonly PageElement[]>;
  /** The options of every `<select>`, list by list. */
  readonly choices: readonly (readonly Choice[])[];
}

export const MAX_SHORT = 160;

const UNSEEN = new Set(['script', 'style', 'noscript', 'template', 'svg', 'datalist', 'map', 'head']);
/** What shows something of its own and holds no text of the page. */
export const SHOWN_BY_ITSELF: ReadonlySet<string> = new Set([
  'iframe',
  'object',
  'embed',
  'canvas',
  'video',
  'audio',
]);
const INLINE = new Set([
  ...SHOWN_BY_ITSELF,
  'mat-icon',
  'select',
  'a',
  'abbr',
  'acronym',
  'b',
  'bdi',
  'bdo',
  'big',
  'br',
  'button',
  'cite',
  'code',
  'del',
  'em',
  'font',
  'i',
  'img',
  'input',
  'ins',
  'kbd',
  'label',
  'mark',
  'nobr',
  'o:p',
  'q',
  's',
  'samp',
  'small',
  'span',
  'strike',
  'strong',
  'sub',
  'sup',
  'time',
  'tt',
  'u',
  'var',
  'wbr',
]);

/** What the tree builder gives: only what is read here. */
interface SourceNode {
  readonly type: string;
  readonly data?: string;
  readonly name?: string;
  readonly attribs?: Record<string, string>;
  readonly children?: readonly SourceNode[];
}

export async function parsePage(html: string): Promise<PageTree> {
  const { load } = await import('cheerio/slim');
  const $ = load(mendHtml(html));
  const root = element('#root', {}, undefined, 0);
  const meta = new Map<string, string>();
  const ids = new Map<string, PageElement[]>();
  const choices: (readonly Choice[])[] = [];
  const scripted = new Set<string>();
  const state = { order: 0, scripts: 0, title: '', base: undefined as string | undefined, textLength: 0 };

  // The builder's depth is bounded by mendHtml, so that recursion here and everywhere below is safe.
  const grow = (parent: PageElement, nodes: readonly SourceNode[]) => {
    for (const node of nodes) {
      if (node.data !== undefined && node.type === 'text') addText(parent, node.data);
      else if (node.name !== undefined && node.attribs !== undefined)
        addElement(parent, node.name, node.attribs, node.children ?? []);
    }
  };
  const addText = (parent: PageElement, printed: string) => {
    const text = printed.includes('[') ? printed.replace(SHORTCODE, '') : printed;
    if (text === '') return;
    parent.children.push(text);
    state.textLength += text.trim().length;
  };
  const addElement = (
    parent: PageElement,
    tag: string,
    attributes: Record<string, string>,
    children: readonly SourceNode[],
  ) => {
    if (tag === 'script') {
      state.scripts += 1;
      for (const { data } of children) if (data !== undefined) noteNames(data);
    }
    if (tag === 'title' && state.title === '')
      state.title = cleanLine(children.map((child) => child.data ?? '').join(''));
    if (tag === 'meta') noteMeta(attributes);
    if (tag === 'base' && attributes.href !== undefined) state.base ??= attributes.href;
    if (tag === 'head') noteHead(children);
    if (tag === 'select') choices.push(optionsIn(children));
    if (UNSEEN.has(tag) || tag === 'title' || tag === 'meta' || tag === 'link' || tag === 'base') return;
    state.order += 1;
    const made = element(tag, attributes, parent, state.order);
    parent.children.push(made);
    const id = attributes.id;
    if (id !== undefined && id !== '') ids.set(id, [...(ids.get(id) ?? []).slice(0, 3), made]);
    if (tag === 'select') made.offers = choices.at(-1)?.some(({ text }) => /\p{L}/u.test(text)) ?? false;
    else if (tag === 'input' || tag === 'textarea') addText(made, shownInput(tag, attributes, children));
    else if (!SHOWN_BY_ITSELF.has(tag) && !isPictured(tag, attributes)) grow(made, children);
    finish(made);
  };
  const noteNames = (script: string) => {
    for (const [, name] of script.matchAll(QUOTED_NAME)) if (name !== undefined) scripted.add(name);
  };
  const noteMeta = (attributes: Record<string, string>) => {
    const name = (attributes.property ?? attributes.name ?? '').toLowerCase();
    if (name !== '' && attributes.content !== undefined && !meta.has(name))
      meta.set(name, cleanLine(attributes.content));
  };
  /** A head holds nothing a reader sees, but an unclosed one may hold the whole page. */
  const noteHead = (children: readonly SourceNode[]) => {
    const start = children.findIndex((child) => child.name !== undefined && !HEAD_TAGS.has(child.name));
    const head = start === -1 ? children : children.slice(0, start);
    for (const child of head)
      if (child.name !== undefined && child.attribs !== undefined)
        addElement(root, child.name, child.attribs, child.children ?? []);
    if (start !== -1) grow(root, children.slice(start));
  };

  grow(root, $.root().contents().toArray());
  finish(root);
  for (const [id, elements] of ids)
    if (scripted.has(id))
      for (const element of elements)
        if (element.short === '' && !isField(element)) element.filledByScript = true;
  return {
    root,
    title: state.title,
    meta,
    base: state.base,
    scripts: state.scripts,
    textLength: state.textLength,
    ids,
    choices,
  };
}

/** `[vc_column_text]`, `[/et_pb_text]`: what a content system should have replaced. */
const SHORTCODE = /\[\/?[a-z]{2,20}(?:_[a-z]{1,20}){1,4}(?:\s[^\][\n]{0,300})?\/?\]/g;

/** An icon whose name a font draws as a picture, or a remark that is shown only under the mouse. */
function isPictured(tag: string, attributes: Readonly<Record<string, string>>): boolean {
  const names = attributes.class ?? '';
  return (
    tag === 'mat-icon' ||
    attributes.role === 'tooltip' ||
    /(?:^|\s)(?:material-(?:icons|symbols)[\w-]*|tooltip-?text|tooltip-inner)(?:\s|$)/.test(names)
  );
}

/** `"#steps"`, `'steps'`: how a script names an element. */
const QUOTED_NAME = /["'`]#?([A-Za-z][\w:-]{1,80})["'`]/g;

function isField({ tag }: PageElement): boolean {
  return tag === 'input' || tag === 'textarea' || tag === 'button';
}

/** Options may stand in groups. */
function optionsIn(nodes: readonly SourceNode[]): Choice[] {
  return nodes.flatMap(({ name, attribs, children = [] }) => {
    if (name !== 'option' || attribs === undefined) return name === 'optgroup' ? optionsIn(children) : [];
    return [{ attributes: attribs, text: cleanLine(children.map(({ data }) => data ?? '').join('')) }];
  });
}

const HEAD_TAGS = new Set(['title', 'meta', 'link', 'base', 'script', 'style', 'noscript', 'template']);

function element(
  tag: string,
  attributes: Record<string, string>,
  parent: PageElement | undefined,
  order: number,
): PageElement {
  return {
    tag,
    attributes,
    parent,
    children: [],
    order,
    index: parent?.children.length ?? 0,
    short: '',
    spaceBefore: false,
    spaceAfter: false,
    size: 1,
    inline: true,
  };
}

/** A value shown in a field that cannot be changed is text; a field to fill in is not. */
function shownInput(
  tag: string,
  attributes: Readonly<Record<string, string>>,
  children: readonly SourceNode[],
): string {
  if (attributes.readonly === undefined && attributes.disabled === undefined) return '';
  if (tag === 'textarea') return children.map((child) => child.data ?? '').join('');
  return /^(?:text)?$/i.test(attributes.type ?? '') ? (attributes.value ?? '') : '';
}

function finish(made: PageElement): void {
  for (const child of made.children) if (typeof child !== 'string') made.size += child.size;
  made.inline =
    INLINE.has(made.tag) && made.children.every((child) => typeof child === 'string' || child.inline);
  let text = '';
  for (const child of made.children) {
    const part =
      typeof child === 'string'
        ? child.length > 4 * MAX_SHORT && child.trim().length > 2 * MAX_SHORT
          ? undefined
          : child
        : child.short;
    if (part === undefined) {
      made.short = undefined;
      return;
    }
    if (part === '') {
      if (typeof child !== 'string' && (child.tag === 'br' || child.spaceBefore)) text += ' ';
      continue;
    }
    text += typeof child === 'string' ? part : spaced(child, part);
    if (text.length > 4 * MAX_SHORT) text = text.replace(/\s+/g, ' ');
    if (text.length > 4 * MAX_SHORT) {
      made.short = undefined;
      return;
    }
  }
  made.spaceBefore = /^\s/.test(text);
  made.spaceAfter = /\s$/.test(text);
  const short =
    made.children.length === 1 && typeof made.children[0] !== 'string'
      ? text.trim()
      : cleanLine(text.replace(/\s+/g, ' '));
  made.short = short.length > MAX_SHORT ? undefined : short;
}

function spaced(child: PageElement, text: string): string {
  const before = !child.inline || child.spaceBefore ? ' ' : '';
  const after = !child.inline || child.spaceAfter ? ' ' : '';
  return `${before}${text}${after}`;
}

/**
 * Puts children of an element into blocks of their own.
 *
 * @param runs the first child of each block and the one behind its last; in order, none over another
 */
export function gather(
  parent: PageElement,
  runs: readonly { readonly from: number; readonly to: number }[],
): void {
  const before = parent.children.splice(0);
  let next = 0;
  for (const { from, to } of runs) {
    parent.children.push(...before.slice(next, from), blockAround(before.slice(from, to), parent));
    next = to;
  }
  parent.children.push(...before.slice(next));
  for (const [index, child] of parent.children.entries()) if (isElement(child)) child.index = index;
}

function blockAround(children: readonly PageNode[], parent: PageElement): PageElement {
  const order = children.find(isElement)?.order ?? parent.order;
  const block = element('section', {}, parent, order - 0.5);
  block.gathered = true;
  block.children.push(...children);
  for (const [index, child] of children.entries()) {
    if (!isElement(child)) continue;
    child.parent = block;
    child.index = index;
  }
  finish(block);
  return block;
}

/** Between things that stand on lines of their own, for lists of nodes put together by a reader. */
export const LINE_BREAK: PageElement = element('br', {}, undefined, 0);

export function isElement(node: PageNode | undefined): node is PageElement {
  return node !== undefined && typeof node !== 'string';
}

/** Elements below (and with) the given one, in document order. `enter` false leaves an element and what is in it out. */
export function* elementsOf(
  from: PageElement,
  enter: (element: PageElement) => boolean = () => true,
): Generator<PageElement> {
  const stack: PageElement[] = [from];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (!enter(next)) continue;
    yield next;
    for (let index = next.children.length - 1; index >= 0; index -= 1) {
      const child = next.children[index];
      if (isElement(child)) stack.push(child);
    }
  }
}

/** True where `inner` is `outer` or stands in it. */
export function contains(outer: PageElement, inner: PageElement): boolean {
  for (let at: PageElement | undefined = inner; at !== undefined; at = at.parent)
    if (at === outer) return true;
  return false;
}

/** True where the element or one around it is of the set. */
export function isWithin(element: PageElement, set: ReadonlySet<PageElement>): boolean {
  for (let at: PageElement | undefined = element; at !== undefined; at = at.parent)
    if (set.has(at)) return true;
  return false;
}

export function classesOf(element: PageElement): readonly string[] {
  return (element.attributes.class ?? '').split(/\s+/).filter((name) => name !== '');
}

/** 1–6 for headings, undefined for everything else; `role="heading"` counts by its `aria-level`. */
export function headingRank(element: PageElement): number | undefined {
  const rank =
    /^h([1-6])$/.exec(element.tag)?.[1] ??
    (element.attributes.role === 'heading' ? (element.attributes['aria-level'] ?? '2') : undefined);
  return rank === undefined ? undefined : Number(rank);
}

/** True where all words of an element are in bold. */
export function isStressed(element: PageElement): boolean {
  for (const { tag } of elementsOf(element, ({ short }) => short === element.short))
    if (tag === 'b' || tag === 'strong') return true;
  return false;
}

/** The part of CSS selectors that portal files use, over our own tree. */
import { elementsOf, type PageElement } from './tree.js';

/**
 * True where the selector means the element. Names of tags, `.class`, `#id`, `[attribute]`, `[attribute=value]` (also `*=`, `^=`,
 * `$=`, `~=`), one inside another (` `), one right inside another (`>`), and several of these with commas. No more.
 */
export type Selector = (element: PageElement) => boolean;

interface Compound {
  readonly tag?: string;
  readonly tests: readonly Test[];
}

type Test = (attributes: PageElement['attributes']) => boolean;

/** Compounds right inside one another, outermost first. */
type Chain = readonly Compound[];

const TAG = /^(?:\*|[a-z][a-z0-9-]*)/i;
const PART =
  /^(?:([.#])([\w-]+)|\[\s*([\w:-]+)\s*(?:([*^$~]?=)\s*(?:"([^"]*)"|'([^']*)'|([^\]"'\s]+))\s*)?\])/;
const memo = new Map<string, Selector>();

/** @throws SyntaxError with what could not be read */
export function selectorOf(text: string): Selector {
  const before = memo.get(text);
  if (before !== undefined) return before;
  const alternatives = splitOutside(text, ',').map(chainsOf);
  const selector: Selector = (element) => alternatives.some((chains) => matches(element, chains));
  memo.set(text, selector);
  return selector;
}

/** The elements in (and with) the given one that the selector means, in document order. */
export function* selected(root: PageElement, selector: string): Generator<PageElement> {
  const means = selectorOf(selector);
  for (const element of elementsOf(root)) if (means(element)) yield element;
}

export function firstSelected(root: PageElement, selector: string): PageElement | undefined {
  for (const element of selected(root, selector)) return element;
  return undefined;
}

/** The nearest ancestors will do: taking one further out leaves no more to choose from. */
function matches(element: PageElement, chains: readonly Chain[]): boolean {
  let top = chainTop(element, chains.at(-1) ?? []);
  for (let index = chains.length - 2; top !== undefined && index >= 0; index -= 1) {
    const chain = chains[index] ?? [];
    let at = top.parent;
    top = undefined;
    for (; at !== undefined && top === undefined; at = at.parent) top = chainTop(at, chain);
  }
  return top !== undefined;
}

/** The outermost element of a chain that ends at the given one. */
function chainTop(element: PageElement, chain: Chain): PageElement | undefined {
  let at: PageElement | undefined = element;
  let top: PageElement | undefined;
  for (let index = chain.length - 1; index >= 0; index -= 1) {
    const compound = chain[index];
    if (at === undefined || compound === undefined || !isCompound(at, compound)) return undefined;
    top = at;
    at = at.parent;
  }
  return top;
}

function isCompound(element: PageElement, { tag, tests }: Compound): boolean {
  return (tag === undefined || tag === element.tag) && tests.every((test) => test(element.attributes));
}

function chainsOf(text: string): Chain[] {
  const chains: Compound[][] = [];
  let rest = text.trim();
  if (rest === '') throw new SyntaxError('a selector is empty');
  for (let joined = false; rest !== ''; ) {
    const [compound, after] = compoundOf(rest);
    if (joined) chains.at(-1)?.push(compound);
    else chains.push([compound]);
    const child = /^\s*>\s*/.exec(after);
    const gap = child ?? /^\s+/.exec(after);
    if (after !== '' && gap === null) throw new SyntaxError(`"${after}" cannot be read`);
    joined = child !== null;
    rest = after.slice(gap?.[0].length ?? 0);
    if (joined && rest === '') throw new SyntaxError('nothing follows ">"');
  }
  return chains;
}

function compoundOf(text: string): [Compound, string] {
  const named = TAG.exec(text)?.[0] ?? '';
  let rest = text.slice(named.length);
  const tests: Test[] = [];
  for (let part = PART.exec(rest); part !== null; part = PART.exec(rest)) {
    tests.push(testOf(part));
    rest = rest.slice(part[0].length);
  }
  if (named === '' && tests.length === 0) throw new SyntaxError(`"${text}" cannot be read`);
  return [{ tests, ...(named === '' || named === '*' ? {} : { tag: named.toLowerCase() }) }, rest];
}

function testOf([, sign, name = '', attribute = '', operator, ...values]: RegExpExecArray): Test {
  if (sign === '.') return (attributes) => wordsOf(attributes.class).includes(name);
  if (sign === '#') return (attributes) => attributes.id === name;
  const key = attribute.toLowerCase();
  const wanted = values.find((value) => value !== undefined) ?? '';
  const has = (compare: (value: string) => boolean): Test => {
    return (attributes) => attributes[key] !== undefined && compare(attributes[key]);
  };
  switch (operator) {
    case '=':
      return has((value) => value === wanted);
    case '*=':
      return has((value) => value.includes(wanted));
    case '^=':
      return has((value) => value.startsWith(wanted));
    case '$=':
      return has((value) => value.endsWith(wanted));
    case '~=':
      return has((value) => wordsOf(value).includes(wanted));
    default:
      return has(() => true);
  }
}

function wordsOf(value: string | undefined): readonly string[] {
  return value === undefined ? [] : value.split(/\s+/);
}

/** Splits at a sign that stands in no bracket. */
function splitOutside(text: string, sign: string): string[] {
  const parts: string[] = [];
  let from = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '[') depth += 1;
    else if (text[at] === ']') depth -= 1;
    else if (text[at] === sign && depth === 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}

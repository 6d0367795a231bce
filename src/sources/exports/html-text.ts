/** HTML inside a value of an export, as text. Loaded only where an export holds some. */
import { load } from 'cheerio/slim';
import type { Link } from '../../services/labelled.js';

type Nodes = ReturnType<ReturnType<typeof load>['root']>[number]['childNodes'];

export interface HtmlText {
  readonly text: string;
  readonly links: readonly Link[];
}

const UNSEEN = new Set(['script', 'style', 'head', 'template', 'noscript']);
const BLOCKS = new Set([
  ...[
    'p',
    'div',
    'section',
    'article',
    'header',
    'footer',
    'blockquote',
    'pre',
    'hr',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
  ],
  ...[
    'ul',
    'ol',
    'li',
    'dl',
    'dt',
    'dd',
    'table',
    'thead',
    'tbody',
    'tfoot',
    'tr',
    'caption',
    'form',
    'fieldset',
  ],
]);
/** Deeper than any honest page; below it text is no longer looked at. */
const MAX_DEPTH = 200;

/** The text a reader of the markup would see, with its line breaks, and the addresses behind its links. */
export function htmlText(html: string): HtmlText {
  const links: Link[] = [];
  const parts: string[] = [];
  const walk = (nodes: Nodes, depth: number): void => {
    if (depth > MAX_DEPTH) return;
    for (const node of nodes) {
      if (node.type === 'text') parts.push(node.data.replace(/\s+/g, ' '));
      if (!('tagName' in node) || UNSEEN.has(node.tagName)) continue;
      const block = BLOCKS.has(node.tagName);
      if (block || node.tagName === 'br') parts.push('\n');
      const start = parts.length;
      walk(node.childNodes, depth + 1);
      if (node.tagName === 'a') addLink(links, node.attribs, tidy(parts.slice(start).join('')));
      if (node.tagName === 'td' || node.tagName === 'th') parts.push(' | ');
      if (block) parts.push('\n');
    }
  };
  walk(load(html).root()[0]?.childNodes ?? [], 0);
  return { text: tidy(parts.join('')), links };
}

function addLink(links: Link[], attributes: Readonly<Record<string, string>>, text: string): void {
  const address = attributes.href?.trim() ?? '';
  const inert = address === '' || address.startsWith('#');
  if (/^javascript:/i.test(address) || (inert && attributes.onclick !== undefined))
    links.push({ text, script: true });
  else if (!inert) links.push({ text, url: address });
}

function tidy(text: string): string {
  return text
    .normalize('NFC')
    .split('\n')
    .map((line) =>
      line
        .replace(/\s+/g, ' ')
        .replace(/^[ |]+|(?: \|)+ *$/g, '')
        .trim(),
    )
    .filter((line) => line !== '')
    .join('\n');
}

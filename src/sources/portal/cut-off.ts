import { visibleText } from './page-signs.js';
import { readRuleFile, words } from './rule-file.js';

/** Elements that hold the content of a page; authors leave out the end of a paragraph or a row, and hardly ever that of these. */
const CONTAINERS = ['table', 'main', 'section', 'article', 'form', 'ul', 'dl'];
/** Characters at the end of a page among which a program says that it has failed. */
const END = 500;

let marks: readonly string[] | undefined;

/**
 * Whether a page simply stops: it begins as a whole document and has no end, with a tag or a container still open, or its last words are
 * those of a program that ran out of time or memory. What such a page lacks, it may have had.
 */
export function isCutOff(html: string): boolean {
  marks ??= words(readRuleFile('page-signs.json'), 'failureMarks');
  const lower = html.toLowerCase();
  const end = visibleText(html.slice(-4 * END)).slice(-END);
  if (marks.some((mark) => end.includes(mark))) return true;
  if (!/<html[\s>]/.test(lower) || /<\/(?:html|body)\s*>/.test(lower)) return false;
  if (/<[a-z/!][^<>]*$/.test(lower.slice(-2000))) return true;
  return CONTAINERS.some((name) => count(lower, `<${name}`) > count(lower, `</${name}`));
}

/** How often a tag begins; `<ul` is not found in `<ulx`. */
function count(source: string, tag: string): number {
  let found = 0;
  for (let at = source.indexOf(tag); at >= 0; at = source.indexOf(tag, at + 1))
    if (/[\s>/]/.test(source.charAt(at + tag.length) || '>')) found++;
  return found;
}

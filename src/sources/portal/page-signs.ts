import { createHash } from 'node:crypto';
import { readRuleFile, words } from './rule-file.js';

/** What the source of an answer says about the answer itself, before anybody reads it (`rules/portals/page-signs.json`). */
export interface PageSigns {
  readonly sign?: 'blocked' | 'emptyPage';
  /** Equal for pages that are the same but for numbers and tokens; the second one also but for their own address in them. */
  readonly fingerprints: readonly [string, string];
}

/** Whether two answers are one and the same page. */
export function samePage(one: PageSigns, other: PageSigns): boolean {
  return one.fingerprints.some((fingerprint, index) => fingerprint === other.fingerprints[index]);
}

interface Marks {
  readonly challenge: readonly string[];
  readonly challengeText: number;
  readonly types: readonly string[];
}

let marks: Marks | undefined;

function loadMarks(): Marks {
  const file = readRuleFile('page-signs.json');
  return {
    challenge: words(file, 'challengeMarks'),
    challengeText: Number(file.challengeLongestText),
    types: words(file, 'pageTypes'),
  };
}

/** Whether a content type is one that is read as a page; no type at all is looked at. */
export function isPageType(contentType: string | undefined): boolean {
  marks ??= loadMarks();
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return type === '' || marks.types.includes(type);
}

/**
 * @param html source of the page
 * @param url its address, which error pages like to repeat
 */
export function signsOf(html: string, url: string): PageSigns {
  marks ??= loadMarks();
  const rules = marks;
  const text = visibleText(html);
  const fingerprints = fingerprintsOf(html, text, url);
  const sign = signOf(html, text, rules);
  return sign === undefined ? { fingerprints } : { sign, fingerprints };
}

function signOf(html: string, text: string, rules: Marks): PageSigns['sign'] {
  if (html.trim() === '') return 'emptyPage';
  const checks = text.length <= rules.challengeText && rules.challenge.some((mark) => html.includes(mark));
  return checks ? 'blocked' : undefined;
}

/** What a reader sees, roughly: no scripts, styles, comments and tags. One pass, whatever the source. */
export function visibleText(html: string): string {
  const parts: string[] = [];
  // Letters beyond ASCII may change their length with their case, and places would no longer agree.
  const lower = html.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) break;
    parts.push(html.slice(at, open));
    at = afterTag(html, lower, open);
  }
  parts.push(html.slice(at));
  return parts
    .join(' ')
    .replace(/&nbsp;|\s+/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}

function afterTag(html: string, lower: string, open: number): number {
  const past = (end: string, from: number): number => {
    const found = lower.indexOf(end, from);
    return found < 0 ? html.length : found + end.length;
  };
  if (lower.startsWith('<!--', open)) return past('-->', open + 4);
  const hidden = /^<(script|style|noscript|template|svg)[\s>/]/.exec(lower.slice(open, open + 12))?.[1];
  return hidden === undefined ? past('>', open) : past('>', past(`</${hidden}`, open));
}

function fingerprintsOf(html: string, text: string, url: string): [string, string] {
  const { pathname, search } = new URL(url);
  const last = pathname.split('/').at(-1) ?? '';
  // A bot check has no text: then its scripts are what it is known by.
  const basis = text.length >= 40 ? text : html.slice(0, 20_000);
  let silent = basis;
  for (const echo of [decoded(pathname + search), pathname + search, decoded(pathname), pathname, last]) {
    if (echo.length > 3) silent = silent.replaceAll(echo, '');
  }
  return [shapeOf(basis), shapeOf(lettersOf(silent))];
}

/** Words alone: a time, a nonce or a lone "/" of an address left in between tell no two pages apart. */
function lettersOf(text: string): string {
  return text
    .replace(/\S*\d\S*/g, ' ')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
}

function shapeOf(text: string): string {
  const shape = text
    .replace(/[\p{L}\p{N}_+/=-]{16,}/gu, (word) => (/\d/.test(word) ? '#' : word))
    .replace(/\d+/g, '#')
    .replace(/\s+/g, ' ');
  return createHash('sha1').update(shape).digest('base64url').slice(0, 16);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

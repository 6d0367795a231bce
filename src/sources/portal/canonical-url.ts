import { isRecord, nameMatcher, readRuleFile, words } from './rule-file.js';

/** One page, one address: what portals add to addresses without changing the page is taken off (`rules/portals/url-noise.json`). */

interface Noise {
  readonly dropped: (name: string) => boolean;
  /** Of those, what is sent all the same. */
  readonly harmless: (name: string) => boolean;
  readonly token: (name: string) => boolean;
  readonly inPath: (name: string) => boolean;
  readonly defaults: ReadonlyMap<string, string>;
}

let noise: Noise | undefined;

function loadNoise(): Noise {
  const file = readRuleFile('url-noise.json');
  const defaults = isRecord(file.defaults) ? Object.entries(file.defaults) : [];
  return {
    dropped: nameMatcher(words(file, 'parameters')),
    harmless: nameMatcher(words(file, 'harmless')),
    token: nameMatcher(words(file, 'tokens')),
    inPath: nameMatcher(words(file, 'pathParameters')),
    defaults: new Map(defaults.map(([name, value]) => [name, String(value)])),
  };
}

const ESCAPE = /%[0-9a-f]{2}/gi;
const UNRESERVED = /[A-Za-z0-9\-._~]/;
/** Sixteen characters or more of letters and digits: a session, not a number a person would call a page by. */
const TOKEN = /^(?=.*\d)[\w.:=+/-]{16,}$/;
/** Milliseconds or seconds since 1970, or a random fraction. */
const TIMESTAMP = /^(?:\d{10}|\d{13}|0\.\d{6,})$/;

/**
 * The address a page is known by: absolute, no user information, no default port, session ids, tracking and portlet noise gone,
 * parameters in order of name, empty ones dropped, escapes in one spelling.
 *
 * @param base the page the address was found on, for relative ones
 * @param options `routes` keeps fragments that a script reads as an address (`#/…`, `#!…`)
 * @returns undefined for what is no web address
 */
export function canonicalUrl(
  url: string,
  base?: string,
  options: { readonly routes?: boolean } = {},
): string | undefined {
  return cleaned(url, base, options, searchWithoutNoise);
}

/**
 * The address a page is asked for by: parameters as the portal prints them, since some servers know their pages by the whole of it.
 * Sessions, tokens and tracking are gone here, too.
 *
 * @returns undefined where that is its canonical address, and for what is no web address
 */
export function printedUrl(
  url: string,
  base?: string,
  options: { readonly routes?: boolean } = {},
): string | undefined {
  const printed = cleaned(url, base, options, searchAsPrinted);
  return printed === canonicalUrl(url, base, options) ? undefined : printed;
}

function cleaned(
  url: string,
  base: string | undefined,
  options: { readonly routes?: boolean },
  searchOf: (search: string, rules: Noise) => string,
): string | undefined {
  const trimmed = url.trim();
  if (trimmed === '' || !URL.canParse(trimmed, base)) return undefined;
  const parsed = new URL(trimmed, base);
  if ((parsed.protocol !== 'http:' && parsed.protocol !== 'https:') || parsed.hostname === '')
    return undefined;
  noise ??= loadNoise();
  parsed.username = '';
  parsed.password = '';
  if (parsed.hostname.endsWith('.')) parsed.hostname = parsed.hostname.slice(0, -1);
  if (!(options.routes === true && /^#!?\//.test(parsed.hash))) parsed.hash = '';
  parsed.pathname = escapes(pathWithoutSessions(parsed.pathname, noise));
  parsed.search = parsed.search === '' ? '' : searchOf(parsed.search, noise);
  return parsed.href;
}

function pathWithoutSessions(path: string, { inPath }: Noise): string {
  if (!path.includes(';')) return path;
  return path
    .split('/')
    .map((segment) => {
      const [name = '', ...parameters] = segment.split(';');
      return [name, ...parameters.filter((part) => !inPath(part.split('=', 1)[0] ?? ''))].join(';');
    })
    .join('/');
}

function searchWithoutNoise(search: string, rules: Noise): string {
  const seen = new Set<string>();
  const kept: { readonly name: string; readonly text: string }[] = [];
  for (const part of search.slice(1).split('&')) {
    const equals = part.indexOf('=');
    if (equals <= 0 && part.includes('=')) continue;
    const name = decode(equals < 0 ? part : part.slice(0, equals));
    const value = decode(equals < 0 ? '' : part.slice(equals + 1));
    const text = escapes(part);
    if (isNoise(name, value, part, rules) || seen.has(text)) continue;
    seen.add(text);
    kept.push({ name, text });
  }
  kept.sort((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0));
  return kept.map(({ text }) => text).join('&');
}

function searchAsPrinted(search: string, rules: Noise): string {
  const kept = search
    .slice(1)
    .split('&')
    .filter((part) => {
      const equals = part.indexOf('=');
      const name = decode(equals < 0 ? part : part.slice(0, equals)).toLowerCase();
      const value = decode(equals < 0 ? '' : part.slice(equals + 1));
      return !(rules.dropped(name) && !rules.harmless(name)) && !isToken(name, value, rules);
    });
  return kept.map(escapes).join('&');
}

function isToken(name: string, value: string, rules: Noise): boolean {
  return rules.token(name) && (TOKEN.test(value) || TIMESTAMP.test(value));
}

function isNoise(name: string, value: string, part: string, rules: Noise): boolean {
  if (part === '') return true;
  // "?about" names a page; "?about=" is a field left empty.
  if (value === '') return part.includes('=') || rules.dropped(name);
  const lower = name.toLowerCase();
  return rules.dropped(lower) || rules.defaults.get(lower) === value || isToken(lower, value, rules);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** RFC 3986, 6.2.2: hexadecimal digits in upper case, and unreserved characters not escaped. */
function escapes(text: string): string {
  return text.replace(ESCAPE, (coded) => {
    const character = String.fromCharCode(Number.parseInt(coded.slice(1), 16));
    return UNRESERVED.test(character) ? character : coded.toUpperCase();
  });
}

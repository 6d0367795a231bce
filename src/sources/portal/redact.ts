import { nameMatcher, readRuleFile, words } from './rule-file.js';
import { spellingsOf } from './secret-spellings.js';

/**
 * Keeps what was given on the command line in confidence out of everything that is written: the crawler works with addresses in
 * which secrets stand as placeholders, and only the request itself carries them.
 */
export interface Redactor {
  /** A text (an address, a message, a header) without any secret. */
  text(text: string): string;
  /** An address as the crawler works with it: the secrets of start addresses as placeholders. */
  address(url: string): string;
  /** A body without any of the longer secrets, which a server may echo, however it spells them. The same array where there is none. */
  bytes(body: Uint8Array): Uint8Array;
  /** An address to be sent, with the secrets of start addresses in their places; call it for the portal's own addresses only. */
  reveal(url: string): string;
}

export interface SecretSources {
  /** Addresses as given on the command line: user information and token-like query values are secrets. */
  readonly urls: readonly string[];
  /** `--header` */
  readonly headers?: readonly (readonly [name: string, value: string])[];
  /** `--cookie`: "name=value; name=value" */
  readonly cookies?: readonly string[];
  /** `--proxy` and the proxy variables. */
  readonly proxies?: readonly string[];
}

/** Shorter values would match by accident. */
const SHORTEST_IN_TEXT = 4;
const SHORTEST_IN_BODY = 6;
/** A word or a number of fewer characters is found everywhere: it is hidden by its place only. */
const SHORTEST_WORD = 8;
const SHORTEST_RANDOM = 12;

/** Headers that say how to answer, not who asks. */
const PLAIN_HEADER =
  /^(?:accept(?:-.*)?|user-agent|referer|cache-control|pragma|dnt|x-requested-with|sec-.*|content-type)$/i;

interface Secret {
  readonly value: string;
  readonly placeholder: string;
  /** A value of a start address; the request carries it again. */
  readonly inUrl: boolean;
  /** Too short or too common to be looked for anywhere but as the value of a parameter. */
  readonly parameterOnly: boolean;
}

export function redactorOf(sources: SecretSources): Redactor {
  const secrets = secretsOf(sources);
  const inUrls = secrets.filter(({ inUrl }) => inUrl);
  const strong = secrets.filter(({ parameterOnly }) => !parameterOnly);
  const inTexts = strong.map(({ value, placeholder }) => [spellingsOf(value, 'text'), placeholder] as const);
  const inBodies = strong
    .filter(({ value }) => value.length >= SHORTEST_IN_BODY)
    .map(({ value, placeholder }) => [spellingsOf(value, 'bytes'), placeholder] as const);
  const weak = inUrls.filter(({ parameterOnly }) => parameterOnly);
  const replaced = (text: string, pairs: typeof inTexts): string =>
    pairs.reduce((result, [pattern, placeholder]) => result.replace(pattern, placeholder), text);
  return {
    text: (text) => replaced(weak.reduce(hiddenParameter, text), inTexts),
    address: (url) => inUrls.reduce(hiddenParameter, url),
    bytes: (body) => {
      if (strong.length === 0 || body.length === 0) return body;
      const encoding = utf16Of(body);
      const text = encoding === undefined ? latin1(body) : decoded16(body, encoding);
      const safe = replaced(text, encoding === undefined ? inBodies : inTexts);
      if (safe === text) return body;
      return encoding === undefined ? Buffer.from(safe, 'latin1') : encoded16(safe, encoding);
    },
    reveal: (url) =>
      inUrls.reduce(
        // REDACTED-1 is not to be found inside REDACTED-12.
        (result, { value, placeholder }) =>
          result.replace(new RegExp(`${placeholder}(?!\\d)`, 'g'), () => value),
        url,
      ),
  };
}

/** Start addresses as they may be kept: a crawl that is resumed with the same ones, or gone through again, finds its pages. */
export function safeStarts(starts: readonly string[]): string[] {
  const redactor = redactorOf({ urls: starts });
  return starts.map((start) => redactor.address(start));
}

/**
 * A message about what was typed, addresses that cannot be read among it: user information and the values of token-like parameters
 * are taken out by their places.
 */
export function safeMessage(message: string): string {
  return message
    .replace(/([a-z][a-z\d+.-]{0,20}:\/{1,3})[^\s/?#@]{1,2000}@/gi, '$1REDACTED@')
    .replace(
      /([a-z][a-z\d+.-]{0,20}:\/{1,3}[^\s/?#@:]{0,300}:)(?!\d{1,5}(?:[/?#\s]|$))[^\s@]{1,2000}@/gi,
      '$1REDACTED@',
    )
    .replace(
      /([?&;]([^\s=&?#;]{1,100})=)[^\s&#"”’']*[^\s&#"”’'.,:;)]/g,
      (whole, start: string, name: string) => (secretName()(name) ? `${start}REDACTED` : whole),
    );
}

function latin1(body: Uint8Array): string {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
}

/** Pages in UTF-16 begin with a mark, or with markup in which every other byte is none. */
function utf16Of(body: Uint8Array): 'le' | 'be' | undefined {
  const [first, second, third, fourth] = body;
  if ((first === 0xff && second === 0xfe) || (second === 0 && fourth === 0 && first !== 0)) return 'le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && third === 0 && second !== 0)) return 'be';
  return undefined;
}

function decoded16(body: Uint8Array, order: 'le' | 'be'): string {
  const even = Buffer.from(body.subarray(0, body.length & ~1));
  return (order === 'le' ? even : even.swap16()).toString('utf16le');
}

function encoded16(text: string, order: 'le' | 'be'): Buffer {
  const bytes = Buffer.from(text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

/** Longest first, since a secret may contain another. */
function secretsOf(sources: SecretSources): Secret[] {
  const secrets: Secret[] = [];
  // What everybody can read in the address is no secret, and replacing it would break every address.
  const known = sources.urls
    .filter((url) => URL.canParse(url))
    .map((url) => new URL(url).host + new URL(url).pathname);
  const isKnown = (value: string): boolean => known.some((place) => place.includes(value));
  const add = (value: string, inUrl: boolean): void => {
    // An address is sent again as it was given; of all else one spelling tells the others.
    const forms = inUrl ? [value, encodeURIComponent(value), safeDecode(value)] : [safeDecode(value)];
    for (const form of new Set(forms)) {
      const weak = form.length < SHORTEST_IN_TEXT || isWord(form) || isKnown(form);
      if (form === '' || PLACEHOLDER.test(form) || (weak && !inUrl)) continue;
      if (secrets.some((secret) => secret.value === form)) continue;
      secrets.push({
        value: form,
        placeholder: `REDACTED-${secrets.length + 1}`,
        inUrl,
        parameterOnly: weak,
      });
    }
  };
  for (const url of sources.urls) for (const value of tokensOf(url)) add(value, true);
  for (const url of [...sources.urls, ...(sources.proxies ?? [])]) {
    for (const value of userInformation(url)) add(value, false);
  }
  for (const [name, value] of sources.headers ?? []) {
    if (!PLAIN_HEADER.test(name)) for (const part of headerSecrets(value)) add(part, false);
  }
  for (const pair of (sources.cookies ?? []).flatMap((line) => line.split(';'))) {
    const [name = ''] = pair.split('=', 1);
    const value = pair.slice(name.length + 1).trim();
    if (secretName()(name.trim()) || (value.length >= SHORTEST_RANDOM && isMixed(value))) add(value, false);
  }
  return secrets.sort((left, right) => right.value.length - left.value.length);
}

/** What a snapshot keeps of a start address. */
const PLACEHOLDER = /^REDACTED-\d+$/;

/** A short word or number: replacing it wherever it stands would falsify what is kept, and give it away. */
function isWord(value: string): boolean {
  return value.length < SHORTEST_WORD && /^(?:[\p{L}_-]+|[\d.,-]+)$/u.test(value);
}

function isMixed(value: string): boolean {
  return /\p{L}/u.test(value) && /\d/.test(value);
}

/** No code, no number, no words: what only a machine makes up. */
function isRandom(value: string): boolean {
  return value.length >= SHORTEST_RANDOM && /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value);
}

let isSecretName: ((name: string) => boolean) | undefined;

function secretName(): (name: string) => boolean {
  isSecretName ??= nameMatcher(words(readRuleFile('url-noise.json'), 'secrets'));
  return isSecretName;
}

function hiddenParameter(text: string, { value, placeholder }: Secret): string {
  return text.replace(new RegExp(`([?&][^=&#]+=)${escaped(value)}(?=[&#]|$)`, 'g'), `$1${placeholder}`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function tokensOf(url: string): string[] {
  if (!URL.canParse(url)) return [];
  return new URL(url).search
    .slice(1)
    .split('&')
    .map((part): [string, string] => {
      const [name = ''] = part.split('=', 1);
      return [name, part.slice(name.length + 1)];
    })
    .filter(([name, value]) => secretName()(name) || isRandom(safeDecode(value)))
    .map(([, value]) => value);
}

function userInformation(url: string): string[] {
  if (!URL.canParse(url)) return [];
  const { username, password } = new URL(url);
  if (username === '' && password === '') return [];
  const pair = `${safeDecode(username)}:${safeDecode(password)}`;
  return [
    `${username}:${password}`,
    password === '' ? username : password,
    Buffer.from(pair).toString('base64'),
  ];
}

/** The value, and what follows a scheme ("Bearer …"); of "Basic …" also what it stands for. */
function headerSecrets(value: string): string[] {
  const parts = [value];
  const scheme = /^([\w-]+)\s+(\S+)$/.exec(value);
  if (scheme?.[2] !== undefined) parts.push(scheme[2]);
  if (scheme?.[1]?.toLowerCase() === 'basic' && scheme[2] !== undefined) {
    const pair = Buffer.from(scheme[2], 'base64').toString('utf8');
    parts.push(pair, pair.slice(pair.indexOf(':') + 1));
  }
  return parts;
}

import { nameMatcher, readRuleFile, words } from './rule-file.js';

/**
 * Keeps what was given on the command line in confidence out of everything that is written: the crawler works with addresses in
 * which secrets stand as placeholders, and only the request itself carries them.
 */
export interface Redactor {
  /** A text (an address, a message, a header) without any secret. */
  text(text: string): string;
  /** An address as the crawler works with it: the secrets of start addresses as placeholders. */
  address(url: string): string;
  /** An address as the crawler works with it: the secrets of start addresses as placeholders. */
  address(url: string): string;
  /** A body without any of the longer secrets, which a server may echo. The same array where there is none. */
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

/** Shorter values would match by accident; as values of headers they are removed by the header's name anyway. */
const SHORTEST_IN_TEXT = 4;
const SHORTEST_IN_BODY = 8;

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
  const inBodies = secrets
    .filter(({ value, parameterOnly }) => value.length >= SHORTEST_IN_BODY && !parameterOnly)
    .map(({ value, placeholder }) => [Buffer.from(value), Buffer.from(placeholder)] as const);
  return {
    text: (text) => secrets.reduce(hidden, text),
    address: (url) => inUrls.reduce(hiddenParameter, url),
    bytes: (body) => inBodies.reduce<Uint8Array>((result, pair) => replaceBytes(result, ...pair), body),
    reveal: (url) =>
      inUrls.reduce(
        // REDACTED-1 is not to be found inside REDACTED-12.
        (result, { value, placeholder }) =>
          result.replace(new RegExp(`${placeholder}(?!\\d)`, 'g'), () => value),
        url,
      ),
  };
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
    for (const form of new Set([value, encodeURIComponent(value), safeDecode(value)])) {
      const weak = form.length < SHORTEST_IN_TEXT || isKnown(form);
      if (form === '' || (weak && !inUrl) || secrets.some((secret) => secret.value === form)) continue;
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
    add(pair.slice(pair.indexOf('=') + 1).trim(), false);
  }
  return secrets.sort((left, right) => right.value.length - left.value.length);
}

function hidden(text: string, secret: Secret): string {
  return secret.parameterOnly
    ? hiddenParameter(text, secret)
    : text.replaceAll(secret.value, secret.placeholder);
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
  const secret = nameMatcher(words(readRuleFile('url-noise.json'), 'secrets'));
  return new URL(url).search
    .slice(1)
    .split('&')
    .filter((part) => secret(part.split('=', 1)[0] ?? ''))
    .map((part) => part.slice(part.indexOf('=') + 1));
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

function replaceBytes(body: Uint8Array, value: Buffer, placeholder: Buffer): Uint8Array {
  const source = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const parts: Buffer[] = [];
  let from = 0;
  for (let at = source.indexOf(value); at >= 0; at = source.indexOf(value, from)) {
    parts.push(source.subarray(from, at), placeholder);
    from = at + value.length;
  }
  if (parts.length === 0) return body;
  parts.push(source.subarray(from));
  return Buffer.concat(parts);
}

import type { Header } from '../portal/exchange.js';

/**
 * The last guard before evidence is written: what could let anybody in never reaches the archive, even if a caller forgot to
 * take it out.
 */

const REQUEST_SECRETS = /^(?:cookie2?|authorization|proxy-authorization)$/i;
const RESPONSE_COOKIES = /^set-cookie2?$/i;
const SECRET_SETTINGS =
  /cookie|authori[sz]ation|password|passwd|token|secret|credential|api-?key|^headers?$/i;

/** Headers as they may be kept: those that carry credentials are gone, a cookie keeps its name without its value. */
export function safeHeaders(headers: readonly Header[]): Header[] {
  return headers
    .filter(([name]) => !REQUEST_SECRETS.test(name))
    .map(([name, value]) =>
      RESPONSE_COOKIES.test(name)
        ? [name, `${value.split(/[=;]/, 1)[0]?.trim() ?? ''}=REDACTED`]
        : [name, value],
    );
}

/** An address without user information and without characters that no address has. */
export function safeUrl(url: string): string {
  const clean = url.replace(/[\x00-\x20\x7f]/g, (character) => encodeURIComponent(character));
  return clean.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#@]*@/i, '$1');
}

/** What a crawl was told to do, as JSON keeps it. */
export type Settings = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** Settings without those that carry credentials; addresses among the rest (a proxy) lose their user information. */
export function safeSettings(settings: Settings): Settings {
  const safe: Record<string, Settings[string]> = {};
  for (const [name, value] of Object.entries(settings)) {
    if (SECRET_SETTINGS.test(name)) continue;
    safe[name] =
      typeof value === 'string'
        ? withoutUser(value)
        : typeof value === 'object'
          ? value.map(withoutUser)
          : value;
  }
  return safe;
}

function withoutUser(text: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? safeUrl(text) : text;
}

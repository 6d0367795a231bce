/** Addresses of links and buttons: absolute, script-only, or leading nowhere. */

import type { CalledAddress, PageElement } from './tree.js';

export type Address = CalledAddress | { readonly script: true } | 'nowhere' | 'here';

/** Parameters that name a file or a form; empty ones lead to nothing. */
const FILE_PARAMETER =
  /^(?:[a-z_]*_)?(?:ma|id|file|fileid|fileentryid|maso|hash|key|path|url|mafile|filename|guid|uuid|idfile|attachid)$/i;
/** An address written out in a script: `window.open('/files/a.doc')`, `location.href = "…"`. */
const IN_SCRIPT =
  /(?:window\.open\s*\(|location(?:\.href)?\s*=|location\.(?:assign|replace)\s*\()\s*(['"])([^'"]{1,2000})\1\s*[,);]?/i;
const DOES_NOTHING = /^\s*(?:return\s+)?(?:void\s*\(?\s*0?\s*\)?|false|;)?\s*;?\s*$/i;

/** Attributes by which templates give a script the address to open. */
const DATA_ADDRESSES = ['data-href', 'data-url', 'data-gourl', 'data-link'] as const;

/**
 * Where a link or button leads.
 *
 * @param base absolute address or file location of the page
 * @returns `here` for a fragment of the page itself, `nowhere` for an empty address
 */
export function addressOf(element: Pick<PageElement, 'attributes' | 'called'>, base: string): Address {
  const { attributes, called } = element;
  if (called !== undefined) return isEmptyDownload(called.url) ? 'nowhere' : called;
  const script =
    attributes.onclick ?? attributes['ng-click'] ?? attributes['(click)'] ?? attributes['@click'];
  const data = dataAddress(attributes);
  const own = attributes.href?.trim();
  // `<a href="#" data-href="/x">`: what stands in `href` leads nowhere by itself.
  const href = own === undefined || (data !== undefined && EMPTY_HREF.test(own)) ? (data ?? own) : own;
  if (href !== undefined && href !== '' && !PLACE.test(href)) {
    const inline = /^javascript:(.*)$/is.exec(href);
    if (inline === null) return resolve(href, base);
    if (!DOES_NOTHING.test(inline[1] ?? '')) return scripted(inline[1] ?? '', base);
  }
  if (script !== undefined && !DOES_NOTHING.test(script)) return scripted(script, base);
  return href !== undefined && PLACE.test(href) ? 'here' : 'nowhere';
}

/** A place on the page itself; `#/…` and `#!/…` are addresses that a script reads. */
const PLACE = /^#(?!!?\/)/;

const EMPTY_HREF = /^(?:#[!0]?|javascript:\s*(?:void\s*\(?\s*0?\s*\)?)?\s*;?)?$/is;

/** The address a script finds in an attribute of the element; one that is no address (an id, JSON) is none. */
export function dataAddress(attributes: Readonly<Record<string, string>>): string | undefined {
  const values = DATA_ADDRESSES.flatMap((name) => attributes[name]?.trim() ?? []);
  return values.find((value) =>
    /^(?:https?:\/\/|\/|\.{0,2}\/|\?)|\.(?:html?|aspx|jsp|php)\b|\?\w+=/i.test(value),
  );
}

function scripted(script: string, base: string): Address {
  const written = IN_SCRIPT.exec(script)?.[2];
  // An address put together from pieces cannot be known.
  if (written === undefined || /\+\s*$/.test(written) || /['"]\s*\+/.test(script)) return { script: true };
  const address = resolve(written, base);
  return typeof address === 'string' ? { script: true } : address;
}

function resolve(href: string, base: string): Address {
  const plain = href.replace(/[\t\n\r]/g, '');
  if (isEmptyDownload(plain)) return 'nowhere';
  // The file stands in the page itself: a person can open it, and there is no address to note.
  if (/^data:application\//i.test(plain)) return { script: true };
  if (/^(?:mailto|tel|data|blob|about|sms|zalo):/i.test(plain)) return 'here';
  return { url: absolute(plain, base) };
}

/** "download_file.jsp?ma=": the template printed a link although there is no file. */
function isEmptyDownload(href: string): boolean {
  const query = href.split('#')[0]?.split('?').slice(1).join('?') ?? '';
  if (query === '') return /^(?:null|undefined|#?)$/i.test(href);
  const pairs = query.split('&').map((pair) => pair.split('='));
  const empty = pairs.filter(
    ([, value]) => value === undefined || value === '' || /^(?:null|undefined)$/i.test(value),
  );
  return pairs.length === empty.length
    ? pairs.some((pair) => pair.length > 1)
    : empty.some(([name, value]) => value !== undefined && FILE_PARAMETER.test(name ?? ''));
}

/** The address made absolute; as it stands where the page's own location is no address. */
export function absolute(href: string, base: string): string {
  try {
    return new URL(href, base).href;
  } catch {
    return href;
  }
}

/** What runs inside a page: expressions as text, since a page's world is not this program's. */

import type { Control } from './browser.js';

/** Changes as long as the page is being built; a clock or a counter on it changes nothing. "-1" while the source is still read. */
export const SHAPE = `document.readyState === 'loading' ? '-1' :
  document.getElementsByTagName('*').length + ' ' + (document.body ? document.body.textContent.length : 0)`;

/** Differs where the page says something else, be it as long as before. */
export const SAYS = `(() => {
  let mark = 0;
  const text = document.body ? document.body.textContent : '';
  for (let at = 0; at < text.length; at++) mark = (mark * 31 + text.charCodeAt(at)) | 0;
  return mark;
})()`;

/** What {@link takePage} leaves in the page for {@link clickOn}. */
const TAKEN = 'dvcttAuditTaken';

/**
 * The page as it stands, its address, and the addresses its links give to a script as routes (`#/…`, `#!/…`). A page longer than `limit`
 * characters gives no source.
 */
export function takePage(limit: number): string {
  return `(() => {
    const source = document.documentElement.outerHTML;
    if (source.length > ${limit}) return { routes: [], at: '' };
    const value = [...document.getElementsByTagName('*')];
    Object.defineProperty(globalThis, '${TAKEN}', { value, configurable: true });
    const routes = [];
    for (const link of document.querySelectorAll('a[href*="#"]')) {
      const url = String(link.href);
      if (url.length < 2000 && /^[^#]*#!?[/]/.test(url) && routes.length < 2000)
        routes.push({ url, text: String(link.textContent).trim().slice(0, 200) });
    }
    return { html: '<!doctype html>' + source, routes, at: String(location.href) };
  })()`;
}

/**
 * Clicks what was seen in the source that was taken last, and nothing else: "clicked", "hidden" where it is not to be seen, "lost" where it
 * is not there any more.
 */
export function clickOn({ tag, nth, id, classes }: Control): string {
  const same = `one.id === ${JSON.stringify(id)} && (one.getAttribute('class') ?? '') === ${JSON.stringify(classes)}`;
  return `(() => {
    const taken = globalThis.${TAKEN};
    const one = Array.isArray(taken) ? taken.filter(({ localName }) => localName === ${JSON.stringify(tag)})[${nth}] : undefined;
    if (!(one instanceof HTMLElement && one.isConnected && ${same})) return 'lost';
    if (one.getClientRects().length === 0) return 'hidden';
    one.click();
    return 'clicked';
  })()`;
}

/**
 * Makes a page do the same whenever it is rendered: its clock begins when its source was fetched, its chance is always the same.
 * A page that asks for "today's" data then finds it in the archive a year later. Nothing is opened, and nothing asks a question.
 *
 * @param start milliseconds since 1970
 */
export function steady(start: number): string {
  return `(() => {
    const RealDate = Date;
    const shift = ${start} - RealDate.now();
    class SteadyDate extends RealDate {
      constructor(...parts) {
        if (parts.length === 0) super(RealDate.now() + shift);
        else super(...parts);
      }
      static now() { return RealDate.now() + shift; }
    }
    globalThis.Date = new Proxy(SteadyDate, { apply: () => new SteadyDate().toString() });
    let state = 1;
    Math.random = () => {
      state = (state * 48271) % 2147483647;
      return state / 2147483647;
    };
    if (typeof window === 'undefined') return;
    window.open = () => null;
    window.print = () => undefined;
    window.alert = () => undefined;
    window.confirm = () => false;
    window.prompt = () => null;
  })()`;
}

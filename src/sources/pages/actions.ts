/** Links and buttons of the record itself that submit a dossier or pay for it (Articles 5.3.b and 5.4.b). */

import type { LabelledValue, Link } from '../../services/labelled.js';
import type { LabelMatcher } from '../../services/labels.js';
import { addressOf } from './address.js';
import { ownElements } from './area.js';
import { inChrome } from './chrome.js';
import type { ActionHints } from './portal-hints.js';
import { isOneOf } from './portal-signs.js';
import { isWithin, type PageElement } from './tree.js';
import { ownText } from './value-links.js';
import { isWord, pageWords } from './words.js';

/** Labels the vocabulary surely knows, for actions whose words it does not. */
const SUBMIT = 'Nộp hồ sơ trực tuyến';
const PAY = 'Thanh toán trực tuyến';

/**
 * @param area the record's own part of the page
 * @param taken elements whose links are read as values already
 * @param hints what a portal file tells of such links
 */
export function actionsIn(
  area: PageElement,
  base: string,
  matchLabel: LabelMatcher,
  taken: ReadonlySet<PageElement>,
  hints: { readonly submit?: ActionHints; readonly pay?: ActionHints } = {},
): LabelledValue[] {
  const words = pageWords();
  const found = new Map<string, LabelledValue & { links: Link[] }>();
  for (const element of ownElements(area)) {
    if (!isControl(element) || inChrome(element)) continue;
    const text = ownText(element);
    if (text === '' || text.length > 60) continue;
    const pays = isWord(text, words.pay) || element.acts === 'pay';
    if (!pays && !isWord(text, words.submit) && element.acts === undefined) continue;
    const link = targetOf(element, text, base);
    if (link === undefined || isWithin(element, taken)) continue;
    if (link.url !== undefined && isOneOf(link.url, (pays ? hints.pay : hints.submit)?.siteWide ?? []))
      continue;
    const field = matchLabel(text);
    const label = field === 'onlinePayment' || field === 'onlineSubmission' ? text : pays ? PAY : SUBMIT;
    const before = found.get(label);
    if (before === undefined)
      found.set(label, {
        label,
        at: element.tag === 'a' ? `liên kết “${text}”` : `nút “${text}”`,
        text,
        links: [link],
      });
    else if (!before.links.some((one) => one.url === link.url)) before.links.push(link);
  }
  return [...found.values()];
}

function isControl({ tag, attributes }: PageElement): boolean {
  if (tag === 'a' || tag === 'button' || attributes.role === 'button') return true;
  if (tag === 'input') return /^(?:button|submit)$/i.test(attributes.type ?? '');
  return attributes.onclick !== undefined;
}

function targetOf(element: PageElement, text: string, base: string): Link | undefined {
  const address = addressOf(element, base);
  if (typeof address !== 'string')
    return 'url' in address ? { text, url: address.url } : { text, script: true };
  if (
    address === 'nowhere' &&
    element.tag === 'a' &&
    element.attributes.href !== undefined &&
    element.attributes.href.trim() !== '' &&
    !/^\s*javascript:/i.test(element.attributes.href)
  )
    return undefined;
  const form = formAround(element);
  if (form !== undefined) return form.trim() === '' ? { text, script: true } : formLink(text, form, base);
  const opens = element.attributes['data-toggle'] ?? element.attributes['data-bs-toggle'];
  // A switch of a panel is no action of the service.
  if (opens === 'collapse' || opens === 'tab') return undefined;
  // A button without an address is answered by a script of the page; a link to nothing need not be.
  const bare =
    element.tag === 'a' &&
    element.attributes.onclick === undefined &&
    opens === undefined &&
    element.attributes.id === undefined &&
    element.attributes.class === undefined;
  return bare ? undefined : { text, script: true };
}

function formAround(element: PageElement): string | undefined {
  if (
    !(element.tag === 'input' || element.tag === 'button') ||
    /^button$/i.test(element.attributes.type ?? '')
  )
    return undefined;
  for (let at = element.parent; at !== undefined; at = at.parent)
    if (at.tag === 'form') return at.attributes.action ?? '';
  return undefined;
}

function formLink(text: string, action: string, base: string): Link {
  const address = addressOf({ attributes: { href: action } }, base);
  return typeof address !== 'string' && 'url' in address && address.url !== base
    ? { text, url: address.url }
    : { text, script: true };
}

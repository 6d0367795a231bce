/** Links and buttons of the record itself that submit a dossier or pay for it (Articles 5.3.b and 5.4.b). */

import type { LabelledValue, Link } from '../../services/labelled.js';
import type { LabelMatcher } from '../../services/labels.js';
import { cleanLine } from '../../services/text.js';
import { ACTION_FIELD, ACTION_LABEL, type Action, actionAt, actionOf } from './action-words.js';
import { addressOf } from './address.js';
import { ownElements } from './area.js';
import { inChrome } from './chrome.js';
import type { ActionHints } from './portal-hints.js';
import { isOneOf } from './portal-signs.js';
import { contains, elementsOf, isElement, isWithin, type PageElement } from './tree.js';
import { ownText } from './value-links.js';

/** Longer texts are no button's. */
const LONGEST = 80;
/** Elements in what stands beside the record and is no part of the site. */
const MAX_BESIDE = 8;
/** Parameters that lead back, or tell how the page is shown, and not which one. */
const NOT_WHICH = /return|redirect|url|next|continue|lang|tab|^v$|^p$|page/i;

/** Where actions are looked for. */
export interface ActionPlace {
  /** The smallest element around the labels of the record: what stands near it goes before what stands further away. */
  readonly core: PageElement;
  /** The record's own part of the page. */
  readonly area: PageElement;
  /** Small elements beside the area may be the record's, too; those beside the row of a list are other rows. */
  readonly beside: boolean;
}

/**
 * @param taken elements whose links are read as values already
 * @param hints what a portal file tells of such links
 */
export function actionsIn(
  place: ActionPlace,
  base: string,
  matchLabel: LabelMatcher,
  taken: ReadonlySet<PageElement>,
  hints: { readonly submit?: ActionHints; readonly pay?: ActionHints } = {},
): LabelledValue[] {
  const found = new Map<string, LabelledValue & { links: Link[] }>();
  for (const { element, text, does, certain, bare } of controlsIn(place, base)) {
    const link = targetOf(element, text, base);
    if (link === undefined || isWithin(element, taken)) continue;
    if (bare && !namesOne(link.url)) continue;
    if (link.url !== undefined && isOneOf(link.url, hints[does]?.siteWide ?? [])) continue;
    const field = matchLabel(text);
    const label = field === ACTION_FIELD[does] ? text : ACTION_LABEL[does];
    const key = `${label}\n${certain}`;
    const before = found.get(key);
    if (before === undefined)
      found.set(key, {
        label,
        at: element.tag === 'a' ? `liên kết “${text || link.url}”` : `nút “${text}”`,
        text: text || (link.url ?? ''),
        links: [link],
        ...(certain ? {} : { likely: true as const }),
      });
    else if (!before.links.some((one) => one.url === link.url)) before.links.push(link);
  }
  return [...found.values()];
}

interface Control extends Action {
  readonly element: PageElement;
  readonly text: string;
}

/** Links and buttons that act, certain ones first, then those that stand nearest to the labels. */
function controlsIn({ core, area, beside }: ActionPlace, base: string): Control[] {
  const found: (Control & { readonly far: number })[] = [];
  const around = chainFrom(core);
  for (const element of beside ? besides(area) : ownElements(area)) {
    if (!isControl(element)) continue;
    const own = ownText(element);
    const said = element.acts === undefined && actionOf(own) === undefined ? sentenceBefore(element) : '';
    const text = said === '' ? own : `${said} ${own}`;
    const action =
      element.acts !== undefined
        ? ({ does: element.acts, certain: true } as const)
        : own === ''
          ? actionAt(addressIn(element, base))
          : actionOf(said || own);
    if (action === undefined || text.length > LONGEST) continue;
    const far = around.findIndex((one) => contains(one, element));
    // A sentence may be about all services, and what is switched off may be so for good.
    const certain = action.certain && said === '' && !isOff(element);
    found.push({ ...action, certain, element, text, far: far < 0 ? around.length : far });
  }
  return found.sort((a, b) => Number(b.certain) - Number(a.certain) || a.far - b.far);
}

/** "Nộp hồ sơ trực tuyến tại: " before a link that only names the place; "" where anything else stands there. */
function sentenceBefore({ tag, parent, index }: PageElement): string {
  if (tag !== 'a' || parent === undefined || parent.short === undefined) return '';
  const before = parent.children
    .slice(0, index)
    .map((child) => (isElement(child) ? (child.short ?? '') : child))
    .join(' ');
  const line = cleanLine(before.replace(/\s+/g, ' '));
  return LEADS_ON.test(line) ? line : '';
}

const LEADS_ON = /(?::|(?<!\p{L})(?:tại|ở|qua))\s*:?$/iu;

/** True for an address with a number or a code in it: one thing's, not the site's. */
function namesOne(address: string | undefined): boolean {
  if (address === undefined || !URL.canParse(address)) return false;
  const { pathname, searchParams } = new URL(address);
  return (
    /\/[\w.-]*\d{2,}[\w.-]*(?:\/|$)/.test(pathname) ||
    [...searchParams].some(([name, value]) => /\d/.test(value) && !NOT_WHICH.test(name))
  );
}

function chainFrom(core: PageElement): PageElement[] {
  const chain: PageElement[] = [];
  for (let at: PageElement | undefined = core; at !== undefined; at = at.parent) chain.push(at);
  return chain;
}

/**
 * The elements of the area, and small ones that stand directly beside it: where a menu of the site stands there too, the area ends
 * before the buttons of the record.
 */
function* besides(area: PageElement): Generator<PageElement> {
  yield* ownElements(area);
  for (const beside of area.parent?.children ?? [])
    if (isElement(beside) && beside !== area && beside.size <= MAX_BESIDE && !inChrome(beside))
      yield* ownElements(beside);
}

function addressIn(element: PageElement, base: string): string | undefined {
  const address = addressOf(element, base);
  return typeof address !== 'string' && 'url' in address ? address.url : undefined;
}

function isOff({ attributes }: PageElement): boolean {
  return (
    attributes.disabled !== undefined ||
    attributes['aria-disabled'] === 'true' ||
    /(?:^|\s)(?:[\w-]+-)?disabled(?:$|\s)/.test(attributes.class ?? '')
  );
}

function isControl({ tag, attributes }: PageElement): boolean {
  if (tag === 'a' || tag === 'button' || attributes.role === 'button') return true;
  if (tag === 'input') return /^(?:button|submit|image)$/i.test(attributes.type ?? '');
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
  if (form !== undefined) return formLink(text, form, base);
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

function formAround(element: PageElement): PageElement | undefined {
  if (
    !(element.tag === 'input' || element.tag === 'button') ||
    /^button$/i.test(element.attributes.type ?? '')
  )
    return undefined;
  for (let at = element.parent; at !== undefined; at = at.parent) if (at.tag === 'form') return at;
  return undefined;
}

/** Hidden fields that belong to the visit or to the platform, not to the service. */
const NOT_THE_SERVICES = /^_|token|csrf|verif|viewstate|session|nonce|captcha|return|redirect|lang/i;
const LONGEST_FIELD = 64;

/** Where a form is sent, with its hidden fields: by them one service's form is told from another's at the same address. */
function formLink(text: string, form: PageElement, base: string): Link {
  const action = form.attributes.action?.trim() ?? '';
  const address = action === '' ? 'nowhere' : addressOf({ attributes: { href: action } }, base);
  if (
    typeof address === 'string' ||
    !('url' in address) ||
    address.url === base ||
    !URL.canParse(address.url)
  )
    return { text, script: true };
  const url = new URL(address.url);
  for (const { tag, attributes } of elementsOf(form)) {
    const { type = '', name = '', value = '' } = attributes;
    if (tag !== 'input' || !/^hidden$/i.test(type) || name === '' || NOT_THE_SERVICES.test(name)) continue;
    if (value !== '' && value.length <= LONGEST_FIELD && !url.searchParams.has(name))
      url.searchParams.append(name, value);
  }
  return { text, url: url.href };
}

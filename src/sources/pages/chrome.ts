/** What surrounds every record of a site: menus, headers, footers, side columns. Told by place, by role and by class. */
import { classesOf, elementsOf, isElement, type PageElement } from './tree.js';

const TAGS = new Set(['nav', 'footer', 'aside']);
const ROLES = new Set(['navigation', 'banner', 'contentinfo', 'complementary', 'search', 'menu', 'menubar']);
/** Words of class names and ids, split at "-", "_" and capitals. */
const WORDS = new Set([
  'nav',
  'navbar',
  'menu',
  'menus',
  'mainmenu',
  'topmenu',
  'footer',
  'sidebar',
  'breadcrumb',
  'breadcrumbs',
  'topbar',
  'offcanvas',
  'sitemap',
  'copyright',
  'banner',
]);
/** Classes of things that belong to the record although they carry such a word: tabs are a navigation too. */
const NOT = /accordion|content|detail|main-?title|wrapper/i;
const TABS = /(?:^|[\s_-])(?:tabs?|pills?|tablist)(?:$|[\s_-])/i;
const HEADER =
  /^(?:header|site-?header|page-?header|top-?header|main-?header|header-[a-z]+|headerwrapper|masthead)$/i;

const known = new WeakMap<PageElement, boolean>();

/** Takes an element and all in it for no part of the record. To be said before anything is asked about what is in it. */
export function leaveAside(element: PageElement): void {
  known.set(element, true);
}

/** True where the element, or one around it, is not the record's own. */
export function inChrome(element: PageElement): boolean {
  const before = known.get(element);
  if (before !== undefined) return before;
  const found = isChrome(element) || (element.parent !== undefined && inChrome(element.parent));
  known.set(element, found);
  return found;
}

function isChrome(element: PageElement): boolean {
  const { tag, attributes } = element;
  if (isTabs(element) || wrapsTabs(element)) return false;
  if (TAGS.has(tag) && !NOT.test(attributes.class ?? '')) return true;
  if (ROLES.has(attributes.role ?? '')) return true;
  // A header inside a section or a card is that section's own.
  if (tag === 'header') return !insideContent(element) && !isTitleOnly(element);
  const names = attributes.id === undefined ? classesOf(element) : [...classesOf(element), attributes.id];
  // `<li class="nav-item">` of a strip of tabs is as little a menu as the strip.
  if (isInTabs(element)) return false;
  return names.some((name) => isChromeName(name) || (HEADER.test(name) && !insideContent(element)));
}

/** Most elements a strip of tabs has. */
const MAX_STRIP = 100;

/** Told by its name, or by what its links do: a strip of tabs may be called no more than "nav". */
export function isTabs(element: PageElement): boolean {
  const { attributes, children, size } = element;
  if (attributes.role === 'tablist' || TABS.test(attributes.class ?? '')) return true;
  if (size > MAX_STRIP) return false;
  const tabs = children.filter((child): child is PageElement => isElement(child));
  return tabs.length > 1 && tabs.every(switchesPanel);
}

function switchesPanel(tab: PageElement): boolean {
  for (const { attributes } of elementsOf(tab))
    if (/^(?:tab|pill)$/.test(attributes['data-toggle'] ?? attributes['data-bs-toggle'] ?? '')) return true;
  return false;
}

/** `<nav>` around a strip of tabs and nothing else. */
function wrapsTabs({ tag, children }: PageElement): boolean {
  const inner = children.filter((child) => isElement(child) || child.trim() !== '');
  return tag === 'nav' && inner.length === 1 && inner.every((child) => isElement(child) && isTabs(child));
}

function isInTabs({ parent }: PageElement): boolean {
  return parent !== undefined && (isTabs(parent) || (parent.parent !== undefined && isTabs(parent.parent)));
}

/** The way from the front page to this one: part of the site, but it stands with the record. */
export function isTrail(element: PageElement): boolean {
  const { class: names = '', id = '', 'aria-label': label = '' } = element.attributes;
  return /breadcrumb|duong-?dan/i.test(`${names} ${id} ${label}`);
}

function isChromeName(name: string): boolean {
  if (NOT.test(name)) return false;
  return name
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[-_]/)
    .some((word) => WORDS.has(word));
}

/** A header that is a title and at most one link more. */
function isTitleOnly(element: PageElement): boolean {
  let titles = 0;
  let links = 0;
  for (const { tag } of elementsOf(element)) {
    if (/^h[1-6]$/.test(tag)) titles += 1;
    else if (tag === 'a') links += 1;
    if (tag === 'nav' || links > 1) return false;
  }
  return titles > 0;
}

/** More than a few levels below the top, or in an article, a section, a dialogue: not the site's header. */
function insideContent(element: PageElement): boolean {
  let levels = 0;
  for (let at = element.parent; at !== undefined; at = at.parent) {
    if (
      /^(?:article|section|main|td|li|dialog)$/.test(at.tag) ||
      /(?:^|[\s_-])(?:card|panel|accordion|modal|item|content|detail|tthc)/i.test(at.attributes.class ?? '')
    )
      return true;
    levels += 1;
  }
  return levels > 8;
}

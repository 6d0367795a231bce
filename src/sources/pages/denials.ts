/** Sentences of the record that say it cannot be done on line: "Dịch vụ chưa hỗ trợ nộp trực tuyến". */
import type { FieldName } from '../../services/service.js';
import { cleanLine, shorten } from '../../services/text.js';
import { ACTION_FIELD, ACTION_LABEL, denialOf } from './action-words.js';
import { inChrome } from './chrome.js';
import type { PageValue } from './merge.js';
import { leadsAway } from './page-labels.js';
import type { Pair } from './pair.js';
import { elementsOf, headingRank, isElement, type PageElement, type PageNode } from './tree.js';
import { isFile } from './value-links.js';

/** Sections in which such a sentence is about the whole procedure; among steps and papers it is about one of them. */
const ABOUT_ALL: ReadonlySet<string> = new Set<FieldName>([
  'methods',
  'receivingChannels',
  'onlineSubmission',
  'onlinePayment',
  'phi',
  'lePhi',
]);

/**
 * @param pairs the record's labels with what stands under them
 * @returns one value for submitting, one for paying, as far as a sentence denies it
 */
export function denialsIn(area: PageElement, pairs: readonly Pair[]): PageValue[] {
  const elsewhere = new Set<PageNode>();
  for (const { label, nodes } of pairs)
    if (label.field !== undefined && label.field !== 'ignored' && !ABOUT_ALL.has(label.field))
      for (const node of nodes) if (isElement(node) || node.trim() !== '') elsewhere.add(node);
  const found = new Map<string, PageValue>();
  for (const block of elementsOf(area, (at) => !inChrome(at) && !isHidden(at) && !elsewhere.has(at))) {
    // A heading may stand over a list of such procedures.
    if ((block.inline && !isButton(block)) || headingRank(block) !== undefined) continue;
    for (const run of runsOf(block)) {
      const text = cleanLine(run.map(textOf).join('').replace(/\s+/g, ' '));
      const does = denialOf(text);
      if (does === undefined || found.has(does) || run.some((node) => elsewhere.has(node))) continue;
      if (isChoice(block) || isOfAnother(block, area)) continue;
      found.set(does, {
        value: { label: ACTION_LABEL[does], at: `dòng “${shorten(text, 60)}”`, text, beside: true },
        field: ACTION_FIELD[does],
      });
    }
  }
  return [...found.values()];
}

/** What stands on one line of a block. */
function runsOf(block: PageElement): PageNode[][] {
  const runs: PageNode[][] = [[]];
  for (const node of block.children) {
    if (isElement(node) && (!node.inline || node.tag === 'br' || isButton(node))) runs.push([]);
    else runs.at(-1)?.push(node);
  }
  return runs.filter((run) => run.length > 0);
}

function textOf(node: PageNode): string {
  if (!isElement(node)) return node;
  return isHidden(node) ? '' : ` ${node.short ?? '…'.repeat(200)} `;
}

function isButton({ tag }: PageElement): boolean {
  return tag === 'button' || tag === 'a';
}

const HIDDEN_CLASS =
  /(?:^|\s)(?:d-none|hidden|hide|invisible|ng-hide|is-hidden|modal|popup|toast|tooltip|popover|swal\S*)(?:\s|$)/i;

/** What opens over the page, or is shown only when a script says so, is a message of the site's program. */
function isHidden({ tag, attributes }: PageElement): boolean {
  const { style = '', class: names = '', role = '' } = attributes;
  return (
    tag === 'dialog' ||
    attributes.hidden !== undefined ||
    attributes['aria-hidden'] === 'true' ||
    /^(?:alert)?dialog$/.test(role) ||
    /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style) ||
    HIDDEN_CLASS.test(names) ||
    Object.keys(attributes).some((name) =>
      /^(?:v-if|v-show|\*ngif|ng-if|ng-show|x-show|x-cloak)$/i.test(name),
    )
  );
}

/** The words of a box to tick, or of a link to a list. */
function isChoice(block: PageElement): boolean {
  for (const { tag, attributes } of elementsOf(block)) {
    if (tag === 'input' || tag === 'label') return true;
    if (tag === 'a' && leadsAway(attributes.href)) return true;
  }
  for (let at: PageElement | undefined = block; at !== undefined; at = at.parent)
    if (at.tag === 'label') return true;
  return false;
}

/** True in an item or row that leads to another page: what it says is said of that. */
function isOfAnother(block: PageElement, area: PageElement): boolean {
  for (let at: PageElement | undefined = block; at !== undefined && at !== area; at = at.parent) {
    if (at.tag !== 'li' && at.tag !== 'tr') continue;
    for (const { tag, attributes } of elementsOf(at))
      if (tag === 'a' && leadsAway(attributes.href) && !isFile(attributes.href ?? '')) return true;
  }
  return false;
}

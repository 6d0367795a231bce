/** Labels and what stands under them, found by place. What a label claims is not searched for further labels. */
import type { FieldName } from '../../services/service.js';
import { isActionText } from './action-words.js';
import { inChrome } from './chrome.js';
import { type Item, itemsOf } from './items.js';
import { isLevelBadge } from './level-words.js';
import { type PageLabel, type PageLabels, SECTIONS } from './page-labels.js';
import type { Pair } from './pair.js';
import { isMarkedSection, isTextOf } from './plain-lines.js';
import { signatureOf } from './signature.js';
import { type SisterRows, sisterRows, valuesByPlace } from './sister-rows.js';
import { tablePairs } from './table-pairs.js';
import { tabPairs } from './tabs.js';
import { elementsOf, isElement, LINE_BREAK, type PageElement, type PageNode, type PageTree } from './tree.js';
import { isCaseTitle, isNumberedCase, isWord, pageWords } from './words.js';

/** Finds the pairs in an element; each element is searched once, however often it is asked for. */
export type PairFinder = (element: PageElement) => readonly Pair[];

/** @param leaveOut parts that are read by themselves, such as the cards of a listing */
export function pairFinder(
  page: PageTree,
  labels: PageLabels,
  leaveOut: ReadonlySet<PageElement> = new Set(),
): PairFinder {
  const found = new Map<PageElement, readonly Pair[]>();
  const tabs = tabPairs(page, labels);
  const rows = sisterRows(labels, (element) => find(element));
  const valueByPlace = valuesByPlace(labels);
  const find: PairFinder = (element) => {
    const before = found.get(element);
    if (before !== undefined) return before;
    const pairs = search(element);
    found.set(element, pairs);
    return pairs;
  };
  const search = (element: PageElement): readonly Pair[] => {
    if (leaveOut.has(element) || inChrome(element)) return [];
    const strip = tabs.strips.get(element);
    if (strip !== undefined) return strip.filter((pair) => !isGroup(pair.label, pair.nodes, find));
    if (labels.inside(element) === 0 && !mayHoldLine(element)) return [];
    if (element.short !== undefined && isLevelBadge(element.short)) return [];
    if (element.tag === 'table') return tablePairs(element, labels, find, rows);
    const byPlace = valueByPlace(element);
    if (byPlace !== undefined) return [byPlace];
    return itemPairs(itemsOf(element, labels), labels, find, tabs.panels, rows);
  };
  return find;
}

/** Labels that are only the beginning of a text are not counted beforehand. */
function mayHoldLine(element: PageElement): boolean {
  return element.short === undefined || element.short.includes(':');
}

function itemPairs(
  items: readonly Item[],
  labels: PageLabels,
  find: PairFinder,
  panels: ReadonlySet<PageElement>,
  rows: SisterRows,
): Pair[] {
  const pairs: Pair[] = [];
  const search = (item: Item) => {
    for (const node of item.nodes) if (isElement(node) && !panels.has(node)) pairs.push(...find(node));
  };
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index];
    if (item === undefined) break;
    if (item.label === undefined) {
      search(item);
      continue;
    }
    const end = rowEnd(items, index, valueEnd(items, index, labels, find), rows);
    const nodes = [
      ...item.rest,
      LINE_BREAK,
      ...items.slice(index + 1, end).flatMap((one) => [...one.nodes, LINE_BREAK]),
    ];
    // "Mã: 1.0 | Lĩnh vực: Đường bộ": what else stands in the line is told apart later.
    const isStrip = item.led && end === index + 1;
    if (!isStrip && isGroup(item.label, nodes, find)) continue;
    const empty = !says(nodes);
    // A marked section that nothing but a line of plain text ends: that line may be its text.
    const doubtful = empty && items[end]?.plain && isMarkedSection(item);
    // A label with no place for a value beside or below it is a word on the page, unless it is a heading or asks for one with a colon.
    if (empty && end === index + 1 && !hasPlace(item) && !rows.among(item.element)) continue;
    pairs.push({
      label: item.label,
      kind: kindOf(item),
      element: labelElement(item),
      nodes,
      ...(item.led ? { led: true as const } : {}),
      ...(doubtful ? { doubtful } : {}),
    });
    index = end - 1;
  }
  return pairs;
}

function kindOf(item: Item): Pair['kind'] {
  if (item.element.tag === 'dt') return 'list';
  return item.kind;
}

/** The element the label's text stands in: for a line its first element, else what holds the line. */
function labelElement(item: Item): PageElement {
  if (item.kind !== 'line') return item.element;
  return item.nodes.find((node): node is PageElement => isElement(node) && node.short !== '') ?? item.element;
}

function hasPlace(item: Item): boolean {
  if (item.rank !== undefined || item.element.tag === 'dt' || item.rest.some(isElement)) return true;
  return /:\s*$/.test(item.nodes.map((node) => (isElement(node) ? (node.short ?? '') : node)).join(''));
}

/** Where a value ends at the latest: a label that is the whole of its row, among rows of labels with their values, has an empty place. */
function rowEnd(items: readonly Item[], start: number, end: number, rows: SisterRows): number {
  const row = items[start]?.element;
  if (row === undefined || end === start + 1 || !rows.among(row)) return end;
  for (let index = start + 1; index < end; index += 1) {
    const element = items[index]?.element;
    if (element !== undefined && element !== row && rows.among(element) && rows.isRow(element, row))
      return index;
  }
  return end;
}

/** Index of the first item that no longer belongs to the label at `start`. */
function valueEnd(items: readonly Item[], start: number, labels: PageLabels, find: PairFinder): number {
  const label = items[start];
  if (label === undefined) return start;
  const next = items[start + 1];
  const look = signatureOf(label.element);
  // A look that the value shares with the label ends nothing.
  const ownLook = label.kind === 'block' && next !== undefined && signatureOf(next.element) !== look;
  let end = start + 1;
  for (; end < items.length; end += 1) {
    const item = items[end];
    if (item !== undefined && isTextOf(label, item, end === start + 1 && !says(label.rest), labels)) continue;
    if (
      item === undefined ||
      isRelated(item) ||
      ((end > start + 1 || !isSection(label) || says(label.rest)) &&
        beginsCase(items, end, label, labels, find)) ||
      (end > start + 1 && isDialogue(item)) ||
      ends(label, item, ownLook && signatureOf(item.element) === look, labels)
    )
      break;
    // Lines of a text that begin like labels which the page marks elsewhere are no record.
    const own = (pair: Pair) =>
      pair.led && isMarkedSection(label) && labels.uses(pair.label.field as FieldName) > 0;
    if (
      label.kind === 'line' &&
      item.kind === 'block' &&
      fieldsIn(item.nodes, find, own).size >= (says(label.rest) ? 1 : 3)
    )
      break;
  }
  return end;
}

/** A section with nothing in it so far has its text in the cases below it. */
function isSection({ label }: Item): boolean {
  return label?.field !== undefined && SECTIONS.has(label.field);
}

/**
 * True where a case ("Trường hợp 2: …") with sections of its own begins. The title of a case inside a section has that section's text
 * below it; sections that every case has stand on the page as often as there are cases, and nowhere among the labels of the record.
 */
function beginsCase(
  items: readonly Item[],
  index: number,
  label: Item,
  labels: PageLabels,
  find: PairFinder,
): boolean {
  const [title, next] = [items[index], items[index + 1]];
  if (title === undefined || title.label !== undefined) return false;
  const isAlone = isCaseTitle(title.element.short ?? '');
  if (!isAlone && !isCaseTitle(titleIn(title.element))) return false;
  const below = isAlone ? next : title;
  if (below === undefined) return false;
  if (below.label !== undefined) {
    const field = below.label.field;
    if (label.kind !== 'heading') return below.kind === label.kind && beginsAgain(items, index, labels);
    if (below.kind === 'heading' && (below.rank ?? 6) <= (title.rank ?? 6)) return false;
    return field !== undefined && isOfCases(field, items, label, labels);
  }
  const fields = [...fieldsIn(below.nodes, find)].filter((field) => isOfCases(field, items, label, labels));
  return fields.length >= 2;
}

/** True where the section below the title of a case is the one that the first case begins with: other such lines are texts. */
function beginsAgain(items: readonly Item[], index: number, labels: PageLabels): boolean {
  const field = items[index + 1]?.label?.field;
  if (field === undefined || !SECTIONS.has(field) || labels.uses(field as FieldName) < 2) return false;
  const first = items.findIndex(
    (item, at) =>
      item.label === undefined && items[at + 1]?.label !== undefined && isCaseTitle(item.element.short ?? ''),
  );
  if (first === index) return isNumberedCase(items[index]?.element.short ?? '');
  return items[first + 1]?.label?.field === field;
}

function isOfCases(field: string, items: readonly Item[], label: Item, labels: PageLabels): boolean {
  const isRecords = items.some(
    (item) =>
      item.kind === label.kind && item.label?.field === field && (item.rank ?? 6) <= (label.rank ?? 6),
  );
  return SECTIONS.has(field) && labels.uses(field as FieldName) >= 2 && !isRecords;
}

/** The first words of a block, where they stand in an element of their own. */
function titleIn(block: PageElement): string {
  const first = block.children.find((child) => (isElement(child) ? child.short !== '' : child.trim() !== ''));
  return first === undefined || !isElement(first) ? '' : (first.short ?? '');
}

function says(nodes: readonly PageNode[]): boolean {
  return nodes.some((node) => (isElement(node) ? node.short !== '' : /[^\s:]/.test(node)));
}

function ends(label: Item, item: Item, sameLook: boolean, labels: PageLabels): boolean {
  if (label.element.tag === 'dt') return item.element.tag === 'dt';
  if (isOwnPart(item, label)) return true;
  const section = item.label?.field !== undefined && SECTIONS.has(item.label.field);
  // The only place of a section's name on the page is that section, wherever it stands.
  const only =
    section &&
    item.label?.field !== label.label?.field &&
    item.rest.length === 0 &&
    item.label?.field !== undefined &&
    item.label.field !== 'ignored' &&
    labels.uses(item.label.field) === 1;
  if (item.kind === 'heading') {
    if (label.kind === 'heading') return (item.rank ?? 6) <= (label.rank ?? 6) || only;
    return item.label !== undefined || (item.rank ?? 6) <= 2;
  }
  if (item.kind === 'block') {
    if (label.kind === 'block')
      return sameLook || (item.label !== undefined && item.element.tag === label.element.tag) || only;
    return item.label !== undefined && (label.kind === 'line' || only);
  }
  return item.label !== undefined && (label.kind === 'line' || only);
}

/** A dialogue opens over the page, wherever it stands in its source; several may stand in one block. */
function isDialogue({ kind, element }: Item): boolean {
  if (kind !== 'block') return false;
  const inner = element.children.filter((child) => isElement(child) || child.trim() !== '');
  return (
    opensOver(element) || (inner.length > 0 && inner.every((child) => isElement(child) && opensOver(child)))
  );
}

function opensOver({ tag, attributes }: PageElement): boolean {
  return (
    tag === 'dialog' ||
    /^(?:alert)?dialog$/.test(attributes.role ?? '') ||
    /(?:^|\s)(?:modal|popup)(?:$|\s)/i.test(attributes.class ?? '')
  );
}

/** A badge or a button stands by itself and is no part of the text above it. */
function isOwnPart(item: Item, label: Item): boolean {
  const field = label.label?.field;
  if (field === 'onlineSubmission' || field === 'onlinePayment' || field === 'declaredLevel') return false;
  const shown = item.nodes.filter((node) => (isElement(node) ? node.short !== '' : node.trim() !== ''));
  return (
    shown.length > 0 &&
    shown.every(
      (node) =>
        isElement(node) &&
        node.short !== undefined &&
        (isLevelBadge(node.short) || isActionText(node.short) || actsAsWhole(node)),
    )
  );
}

/** An action that a portal file tells, with nothing around it. */
function actsAsWhole(element: PageElement): boolean {
  for (const one of elementsOf(element, (at) => at.short === element.short))
    if (one.acts !== undefined) return true;
  return false;
}

function isRelated(item: Item): boolean {
  if (item.kind === 'line' && item.nodes.length > 2) return false;
  return item.nodes.some(
    (node) => isElement(node) && node.short !== undefined && isWord(node.short, pageWords().related),
  );
}

/** The fields that labels inside the nodes name. */
function fieldsIn(
  nodes: readonly PageNode[],
  find: PairFinder,
  except: (pair: Pair) => boolean | undefined = () => false,
): Set<string> {
  const fields = new Set<string>();
  for (const node of nodes) {
    if (!isElement(node)) continue;
    for (const pair of find(node))
      if (
        pair.kind !== 'column' &&
        pair.label.field !== undefined &&
        pair.label.field !== 'ignored' &&
        !except(pair)
      )
        fields.add(pair.label.field);
  }
  return fields;
}

/** A label over a whole record ("Thủ tục hành chính", "Hồ sơ") is the title of a group: what it holds are the pairs. */
function isGroup(label: PageLabel, nodes: readonly PageNode[], find: PairFinder): boolean {
  const fields = fieldsIn(nodes, find);
  if (
    label.field === undefined ||
    label.field === 'ignored' ||
    label.field === 'name' ||
    label.field === 'code'
  )
    return fields.size >= 2;
  return (
    fields.size >= 5 &&
    [...fields].filter(
      (field) =>
        field === 'steps' || field === 'documents' || field === 'legalBasis' || field === 'conditions',
    ).length >= 2
  );
}

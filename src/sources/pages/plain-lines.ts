/** Lines of a text that begin like a label: "Nộp hồ sơ: Tổ chức gửi hồ sơ đến Sở" is a step, whatever stands before its colon. */
import { type Item, isStressed } from './items.js';
import { ACTIONS, type PageLabels, SECTIONS } from './page-labels.js';
import { elementsOf, isElement, type PageNode } from './tree.js';

/** Words of a sentence; fewer answer a question. */
const SENTENCE = 5;

/** True for a label that is told by more than its words, over a text of several lines. */
export function isMarkedSection({ kind, led, label, nodes }: Item): boolean {
  return (
    kind === 'line' &&
    !led &&
    SECTIONS.has(label?.field ?? '') &&
    isStressed(nodes.find((node) => isSaid(node)))
  );
}

/**
 * True where the line is part of the section, though it begins like a label.
 *
 * @param first true where nothing of the section has been said so far
 */
export function isTextOf(section: Item, line: Item, first: boolean, labels: PageLabels): boolean {
  const { label } = line;
  if (!line.plain || label?.field === undefined || label.field === 'ignored') return false;
  if (section.kind !== 'line' || !SECTIONS.has(section.label?.field ?? '')) return false;
  if (ACTIONS.has(label.field)) return (first || isMarkedSection(section)) && isSentence(line.nodes);
  // The page marks its labels, this one too.
  return isMarkedSection(section) && labels.uses(label.field) > 0;
}

/** True for what tells something behind its colon, and does not just answer or lead somewhere. */
export function isSentence(nodes: readonly PageNode[]): boolean {
  let text = '';
  for (const node of nodes) {
    if (!isElement(node)) {
      text += node;
      continue;
    }
    for (const { tag } of elementsOf(node)) if (tag === 'a' || tag === 'button') return false;
    if (node.short === undefined) return true;
    text += ` ${node.short} `;
  }
  const said = text.slice(text.indexOf(':') + 1).trim();
  return !/^(?:https?:|www\.)/i.test(said) && said.split(/\s+/).length >= SENTENCE;
}

function isSaid(node: PageNode): boolean {
  return isElement(node) ? node.short !== '' : node.trim() !== '';
}

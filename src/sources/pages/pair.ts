/** One label and what stands under it. */
import type { LabelledValue, Link } from '../../services/labelled.js';
import { CHOICES } from '../../services/reading.js';
import { foldName } from '../../services/text.js';
import type { PageLabel } from './page-labels.js';
import type { PageElement, PageNode } from './tree.js';
import { isUnread } from './unread.js';
import { formsIn, linksIn } from './value-links.js';
import { tablesIn } from './value-tables.js';
import { textOf, textWithBoxes } from './value-text.js';

/** How a pair was told: `row` of a table, `list` of definitions, `heading`, `block` (accordion, label and value side by side), `line` ("Label: value"), `column` of a table, `tab`. */
export type PairKind = 'row' | 'list' | 'heading' | 'block' | 'line' | 'column' | 'tab';

export interface Pair {
  readonly label: PageLabel;
  readonly kind: PairKind;
  /** Where the label stands. */
  readonly element: PageElement;
  readonly nodes: readonly PageNode[];
  /** True where the text of the nodes begins with the label itself and a colon. */
  readonly led?: true;
  /** True where something stands beside an empty place that may be its value. */
  readonly doubtful?: true;
}

/** @param base what relative addresses are resolved against */
export function labelledValue(pair: Pair, base: string): LabelledValue {
  const { label, nodes } = pair;
  const printed = CHOICES.has(label.field) ? textWithBoxes(nodes) : textOf(nodes);
  const text = withoutLabel(printed, label.text, pair.led);
  const links: readonly Link[] = label.field === 'forms' ? formsIn(nodes, base) : linksIn(nodes, base);
  const tables = tablesIn(nodes, base);
  const unread =
    text === '' &&
    (pair.doubtful || isUnread(nodes, label.field !== 'forms' && label.field !== 'resultTemplate'));
  return {
    label: label.text,
    at: label.text,
    text,
    ...(links.length === 0 ? {} : { links }),
    ...(tables.length === 0 ? {} : { tables }),
    ...(unread ? { unread } : {}),
  };
}

/** "Label: value" without the label; a value that repeats its label in the first line without that line. */
function withoutLabel(text: string, label: string, led: true | undefined): string {
  if (led) return text.slice(text.indexOf(':') + 1).trim();
  const rest = /^\s*:\s*/.exec(text);
  const plain = rest === null ? text : text.slice(rest[0].length);
  const end = plain.indexOf('\n');
  if (end > 0 && foldName(plain.slice(0, end)) === foldName(label)) return plain.slice(end + 1);
  return plain;
}

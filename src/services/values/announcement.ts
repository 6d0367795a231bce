/** Lines that say which decision announced a procedure, under no label: below the title, above a table, in a note at the end. */
import { cleanLine } from '../text.js';
import { parseAnnouncingDecision } from './legal-document.js';
import { anyOf, wordLists } from './vocabulary.js';

/**
 * What a line says of the decision it names: that it `announced` procedures, that something is `attached` to it, or nothing but its
 * number. `procedure` where an announcing line speaks of procedures.
 */
export type Announcement = 'procedure' | 'announced' | 'attached' | 'named';

const lists = wordLists('legal-documents');
const words = (key: string) => `(?<!\\p{L})(?:${anyOf(lists(key))})(?!\\p{L})`;
const DECISION = words('decisionWords');
const ANNOUNCED = new RegExp(
  `${words('announces')}(?:[^.;]{0,80}?${words('procedures')}[^.;]{0,80}?)?(?:\\s+${words('announcedBy')})?(?:\\s+các)?\\s+${DECISION}|${DECISION}\\s+${words('announces')}`,
  'u',
);
const ANNOUNCES = new RegExp(
  `${DECISION}[^;]{0,240}?${words('announces')}[^;]{0,80}?${words('procedures')}`,
  'u',
);
const NAMES_DECISION = new RegExp(DECISION, 'u');
const PROCEDURES = new RegExp(words('procedures'), 'u');
const START = `^[\\s(\\[*–•-]*(?:${words('leads')}\\s*:?\\s*)*[\\s(]*(?:được\\s+)?`;
const ATTACHED = new RegExp(`${START}(?:được\\s+)?${words('attachedTo')}\\s+${DECISION}`, 'u');
const NAMED = new RegExp(`${START}${DECISION}\\s*(?:số)?\\s*:?\\s*\\d`, 'u');
const REPEALED = new RegExp(`${words('repealed')}[^;]*?${DECISION}`, 'u');
/** "39/2014/QĐ-TTg": a decision that makes law announces no procedure. */
const OF_LAW = /\/(?:19|20)\d{2}\//;
/** Longer lines are texts. */
const LONGEST = 500;
/** A name goes on for so many characters before its remark at least. */
const SHORTEST_NAME = 6;

/** @returns undefined where the line names no decision by its number, or names it for another reason */
export function announcementIn(printed: string): Announcement | undefined {
  if (printed.length > LONGEST) return undefined;
  const line = cleanLine(printed);
  const lower = line.toLowerCase();
  const number = parseAnnouncingDecision(line)?.number;
  if (number === undefined || OF_LAW.test(number)) return undefined;
  const decision = lower.search(NAMES_DECISION);
  const repealed = REPEALED.exec(lower);
  if (repealed !== null && repealed.index < decision) return undefined;
  if (ANNOUNCES.test(lower)) return 'procedure';
  if (ANNOUNCED.test(lower)) return PROCEDURES.test(lower) ? 'procedure' : 'announced';
  if (ATTACHED.test(lower)) return 'attached';
  return NAMED.test(lower) ? 'named' : undefined;
}

/** A name with the decision in brackets behind it: "Cấp phép X (Ban hành kèm theo Quyết định số 12/QĐ-UBND)". */
export function withoutAnnouncement(name: string): { readonly name: string; readonly decision?: string } {
  for (let open = name.indexOf('(', SHORTEST_NAME); open !== -1; open = name.indexOf('(', open + 1)) {
    const remark = name.slice(open);
    const says = announcementIn(remark);
    if (
      says !== undefined &&
      says !== 'named' &&
      /^[^()]*(?:\([^()]*\)[^()]*)*\)?\s*$/u.test(remark.slice(1))
    )
      return { name: name.slice(0, open).trim(), decision: remark.replace(/^\(|\)\s*$/gu, '') };
  }
  return { name };
}

import { cleanLine } from '../../services/text.js';

/** Format characters (direction marks, tags, joiners) and variation selectors that {@link cleanLine} lets through. */
const INVISIBLE = /\p{Cf}|[\uFE00-\uFE0F]/gu;
const LONE_SURROGATE = /\p{Cs}/gu;

/**
 * Text from a source, fit for a terminal: one line, NFC, no escape or control characters, nothing that changes the direction of
 * writing. What is taken out cannot be seen or is a command; nothing readable is lost.
 */
export function terminalSafe(text: string): string {
  return cleanLine(text).replace(INVISIBLE, '').replace(LONE_SURROGATE, '\uFFFD');
}

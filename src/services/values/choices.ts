/** Boxes to tick in front of several answers: "☐ Trực tiếp ☑ Trực tuyến" says one of them. */

/** A box that is ticked, and one that is not, as readers of pages write them. */
export const TICKED = '☑';
export const UNTICKED = '☐';

const BOX = /☐|☑|☒|✅|🗹|\[ ?\]|\[[xv✓]\]|[□■○●◯]/giu;
const IS_TICKED = /^(?:☑|☒|✅|🗹|\[[xv✓]\]|■|●)$/iu;
/** Signs that are bullets as often as boxes: only two kinds of them in one line are a choice, below each other they may be two levels of a list. */
const IS_BULLET = /^[□■○●◯]$/u;

/**
 * What of a text with boxes is ticked, with what stands in front of the boxes and on lines without any.
 *
 * @returns the text itself where it has no boxes, or all of them are ticked; undefined where none is, and no other text says anything
 */
export function ticked(text: string): string | undefined {
  const boxes = text.match(BOX) ?? [];
  if (boxes.length === 0) return text;
  const marked = boxes.filter((box) => IS_TICKED.test(box)).length;
  if (marked === boxes.length) return text === TICKED ? 'Có' : text;
  if (boxes.every((box) => IS_BULLET.test(box)) && !text.split('\n').some(hasBothKinds)) return text;
  const kept: string[] = [];
  for (const line of text.split('\n')) {
    let at = 0;
    let keeps = true;
    const parts: string[] = [];
    for (const match of line.matchAll(BOX)) {
      if (keeps) parts.push(line.slice(at, match.index));
      keeps = IS_TICKED.test(match[0]);
      at = match.index + match[0].length;
    }
    if (keeps) parts.push(line.slice(at));
    const said = parts.map((part) => part.replace(/^[\s;,|]+|[\s;,|]+$/gu, '')).filter((part) => part !== '');
    if (said.length > 0) kept.push(said.join('; '));
  }
  return kept.length === 0 ? undefined : kept.join('\n');
}

function hasBothKinds(line: string): boolean {
  const boxes = line.match(BOX) ?? [];
  return boxes.some((box) => IS_TICKED.test(box)) && boxes.some((box) => !IS_TICKED.test(box));
}

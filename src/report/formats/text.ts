import stringWidth from 'string-width';

/** Columns a text takes in a terminal; colour codes take none. */
export function columns(text: string): number {
  return stringWidth(text);
}

/** The text with spaces to `width` columns, behind it or before it. */
export function pad(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const fill = ' '.repeat(Math.max(0, width - columns(text)));
  return align === 'left' ? text + fill : fill + text;
}

/** Breaks text at spaces into lines of at most `width` columns; a word that is longer by itself is broken behind a joining mark, else anywhere. */
export function wrap(text: string, width: number): string[] {
  const room = Math.max(2, width);
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of wordsOf(text)) {
    const size = columns(word);
    if (line !== '' && used + 1 + size <= room) {
      line += ` ${word}`;
      used += 1 + size;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = size <= room ? [word] : breakWord(word, room);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
    used = columns(line);
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  return lines;
}

/** Words, with "27,8 %" as one. */
function wordsOf(text: string): string[] {
  return text
    .replace(/ %/g, '\u00A0%')
    .split(/ +/)
    .filter((word) => word !== '')
    .map((word) => word.replace(/\u00A0/g, ' '));
}

const JOINT = /[-–—/_.,;:&?=)]/;

function breakWord(word: string, width: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  let joint = 0;
  for (const character of word) {
    const size = columns(character);
    if (used + size > width) {
      const end = joint > 0 ? joint : piece.length;
      pieces.push(piece.slice(0, end));
      piece = piece.slice(end);
      used = columns(piece);
      joint = 0;
    }
    piece += character;
    used += size;
    if (JOINT.test(character)) joint = piece.length;
  }
  return [...pieces, piece];
}

/** A wrapped paragraph: `first` before its first line, spaces of the same width before the others. */
export function paragraph(text: string, width: number, first = ''): string[] {
  const indent = columns(first);
  return wrap(text, width - indent).map((line, index) => (index === 0 ? first : ' '.repeat(indent)) + line);
}

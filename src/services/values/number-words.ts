/** Numbers written out in Vietnamese ("hai mươi lăm", "nửa"). */
import { anyOf, wordLists } from './vocabulary.js';

const lists = wordLists('number-words');
const VALUES = [
  '0',
  '0.5',
  '1',
  '2',
  '3',
  '4',
  '5',
  '6',
  '7',
  '8',
  '9',
  '10',
  '100',
  '1000',
  '1000000',
  '1000000000',
];
const numbers = new Map(
  VALUES.flatMap((value) => lists(value).map((word) => [word, Number(value)] as const)),
);
const words = anyOf([...numbers.keys()]);

/** Source of a regular expression for one written-out number, in lower-case text. */
export const NUMBER_WORDS = `(?<!\\p{L})(?:${anyOf(lists('first'))})(?:\\s+(?:${words})){0,9}(?!\\p{L})`;

/** @returns undefined where a word is no number word */
export function readNumberWords(text: string): number | undefined {
  let total = 0;
  let hundreds = 0;
  let digit = 0;
  for (const word of text.toLowerCase().split(/\s+/)) {
    const value = numbers.get(word);
    if (value === undefined) return undefined;
    if (value < 10) {
      if (value > 0) digit = value;
    } else if (value < 1000) {
      hundreds += value * (digit === 0 ? 1 : digit);
      digit = 0;
    } else {
      total += Math.max(hundreds + digit, 1) * value;
      hundreds = 0;
      digit = 0;
    }
  }
  return total + hundreds + digit;
}

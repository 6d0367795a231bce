/**
 * A secret as servers echo it: plain, percent-encoded once or twice, with HTML entities, with the escapes of JSON and scripts, in
 * base64 or hexadecimal. One expression takes any mixture of the character spellings.
 */

/** Of bytes read as Latin-1, or of text. */
export type Alphabet = 'bytes' | 'text';

/** Shorter ones have too little left in base64 when what stands around them is taken off. */
const SHORTEST_ENCODED = 6;

/** @throws never: every character is escaped */
export function spellingsOf(value: string, alphabet: Alphabet): RegExp {
  const plain = [...value].map((character) => spellingOf(character, alphabet)).join('');
  const encoded = Buffer.byteLength(value) < SHORTEST_ENCODED ? [] : [...base64Of(value), hexOf(value)];
  return new RegExp([plain, ...encoded].join('|'), 'g');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
  '+': 'plus',
  '=': 'equals',
  '/': 'sol',
  '@': 'commat',
  ':': 'colon',
};

function spellingOf(character: string, alphabet: Alphabet): string {
  const bytes = Buffer.from(character);
  const itself = escaped(alphabet === 'bytes' ? bytes.toString('latin1') : character);
  const point = character.codePointAt(0) ?? 0;
  // "%25" before the digits for every time it was encoded again.
  const percent = [...bytes].map((byte) => `%(?:25){0,3}${hexDigits(byte, 2)}`).join('');
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  const script = units.map((unit) => `\\\\{1,4}u${hexDigits(unit, 4)}`).join('');
  const named = ENTITIES[character];
  const forms = [
    itself,
    percent,
    `&(?:amp;){0,3}#0{0,5}${point};`,
    `&(?:amp;){0,3}#[xX]0{0,5}${hexDigits(point, 1)};`,
    script,
    ...(point < 256 ? [`\\\\{1,4}x${hexDigits(point, 2)}`] : []),
    ...(named === undefined ? [] : [`&(?:amp;){0,3}${named};`]),
    ...(/["'/\\]/.test(character) ? [`\\\\{1,4}${escaped(character)}`] : []),
    ...(character === ' ' ? ['\\+'] : []),
  ];
  // A longer spelling first: "&" begins "&amp;".
  return `(?:${forms.sort((left, right) => right.length - left.length).join('|')})`;
}

/** The characters that a value gives in base64 wherever it begins, without those that what stands around it has a part in. */
function base64Of(value: string): string[] {
  const bytes = Buffer.from(value);
  return [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const end = Math.floor(((before + bytes.length) * 8) / 6);
    const core = [...whole.slice([0, 2, 3][before], end)];
    const pattern = core
      .map((letter) =>
        letter === '+'
          ? '(?:[+-]|%(?:25){0,3}2[bB]|\\\\{1,4}u002[bB])'
          : letter === '/'
            ? '(?:[/_]|%(?:25){0,3}2[fF]|\\\\{1,4}/|\\\\{1,4}u002[fF])'
            : letter,
      )
      .join('');
    // Alone, it takes its last letter and its padding along.
    return before === 0
      ? `${pattern}(?:[\\w+/-]?(?:=|%(?:25){0,3}3[dD]){1,2}|[\\w-](?![\\w+/=-]))?`
      : pattern;
  });
}

function hexOf(value: string): string {
  return [...Buffer.from(value)].map((byte) => hexDigits(byte, 2)).join('');
}

function hexDigits(number: number, length: number): string {
  return number
    .toString(16)
    .padStart(length, '0')
    .replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

/** The word lists of `rules/vocabulary/`, as the value parsers use them. */
import { readFileSync } from 'node:fs';

/**
 * Reads one file of word lists.
 *
 * @param name file name without extension ("channels")
 * @returns the list of a key; it throws TypeError where the file has no such list of texts
 */
export function wordLists(name: string): (key: string) => readonly string[] {
  const url = new URL(`../../../rules/vocabulary/${name}.json`, import.meta.url);
  const file: unknown = JSON.parse(readFileSync(url, 'utf8'));
  const lists = new Map<string, readonly string[]>();
  if (typeof file === 'object' && file !== null) {
    for (const [key, list] of Object.entries(file)) {
      if (Array.isArray(list) && list.every((word) => typeof word === 'string')) lists.set(key, list);
    }
  }
  return (key) => {
    const list = lists.get(key);
    if (list === undefined) throw new TypeError(`rules/vocabulary/${name}.json: no list "${key}"`);
    return list;
  };
}

/** Source of a regular expression that matches any of the words, the longest first; a space is any white space. */
export function anyOf(words: readonly string[]): string {
  return [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) =>
      word
        .normalize('NFC')
        .replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
        .replace(/ /g, '\\s+'),
    )
    .join('|');
}

/** Matches any of the words as whole words, in lower-case text. */
export function wholeWords(words: readonly string[], flags = 'u'): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${anyOf(words)})(?!\\p{L})`, flags);
}

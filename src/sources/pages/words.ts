/** The words of `rules/vocabulary/pages.json`, made comparable. */
import { readFileSync } from 'node:fs';
import { foldName } from '../../services/text.js';

/** Whole texts, as {@link foldName} writes them. */
export type WordSet = ReadonlySet<string>;

export interface PageWords {
  readonly download: WordSet;
  readonly notLabels: WordSet;
  /** Values by which a word of `notLabels` is a label for once. */
  readonly answers: WordSet;
  readonly related: WordSet;
  readonly genericTitles: WordSet;
  readonly next: WordSet;
  readonly details: WordSet;
  readonly siteTitles: readonly string[];
  /** First words of the names of those who run sites, as {@link foldName} writes them. */
  readonly siteOwners: readonly string[];
  /** First words of headings that name a procedure, folded. */
  readonly nameHeads: readonly string[];
  /** How headings of the cases of one procedure begin, folded. */
  readonly caseHeads: readonly string[];
  /** Those of them that are titles of sections of their own. */
  readonly caseTitles: readonly string[];
  /** How what is no section of a record begins: a remark, how to reach somebody; folded. */
  readonly remarks: readonly string[];
  /** Lines above the articles of a decision. */
  readonly decisionHeads: WordSet;
  /** How articles of a decision begin, folded. */
  readonly decisionArticles: readonly string[];
  readonly notFound: readonly string[];
  readonly noResult: readonly string[];
  /** Words beside numbers that count visits or make a statistic, folded. */
  readonly counters: readonly string[];
  /** First words of what asks a visitor to choose, folded. */
  readonly prompts: readonly string[];
  /** First words of the headings of search pages, as {@link foldName} writes them. */
  readonly searches: readonly string[];
  readonly challenge: readonly string[];
  readonly challengeMarkup: readonly string[];
  /** Parameters of an address that may hold the code of a procedure. */
  readonly codeParameters: readonly string[];
  /** Class of a cell → the label it stands for. */
  readonly cellClasses: ReadonlyMap<string, string>;
}

const FILE = new URL('../../../rules/vocabulary/pages.json', import.meta.url);

let loaded: PageWords | undefined;

/** @throws TypeError where the file has not the shape its schema gives */
export function pageWords(): PageWords {
  loaded ??= readWords(JSON.parse(readFileSync(FILE, 'utf8')));
  return loaded;
}

/** True where the whole text is one of the words; "»" and "›" are words too, though folding leaves nothing of them. */
export function isWord(text: string, words: WordSet): boolean {
  const trimmed = text.trim().replace(/^[([]\s*([^()[\]]*?)\s*[)\]]$/u, '$1');
  return words.has(trimmed) || words.has(foldName(trimmed));
}

/** True for "Sở Gõ Mõ", "UBND xã Mõ Làng". */
export function isOwner(text: string): boolean {
  const name = foldName(text);
  return pageWords().siteOwners.some((start) => name.startsWith(`${start} `));
}

/** True for "Trường hợp 1: Cấp mới": what tells the cases of one procedure apart. */
export function isCaseTitle(text: string): boolean {
  const name = foldName(text);
  return pageWords().caseTitles.some((head) => name.startsWith(head));
}

/** True for "Trường hợp 1", which is no beginning of a sentence. */
export function isNumberedCase(text: string): boolean {
  const name = foldName(text);
  return pageWords().caseTitles.some(
    (head) =>
      name.startsWith(head) &&
      /^ (?:thứ )?(?:\d{1,2}|[ivx]{1,4})(?![\p{L}\d])/u.test(name.slice(head.length)),
  );
}

function readWords(file: Readonly<Record<string, unknown>>): PageWords {
  const list = (key: string): string[] => {
    const value = file[key];
    if (!Array.isArray(value) || !value.every((word) => typeof word === 'string')) {
      throw new TypeError(`rules/vocabulary/pages.json: "${key}" is not a list of words`);
    }
    return value;
  };
  const set = (key: string): WordSet => new Set(list(key).map((word) => foldName(word) || word));
  const classes = file.cellClasses;
  if (typeof classes !== 'object' || classes === null)
    throw new TypeError('rules/vocabulary/pages.json: no "cellClasses"');
  return {
    download: set('download'),
    notLabels: set('notLabels'),
    answers: set('answers'),
    related: set('related'),
    genericTitles: set('genericTitles'),
    next: set('next'),
    details: set('details'),
    siteTitles: list('siteTitles'),
    siteOwners: list('siteOwners').map(foldName),
    nameHeads: list('nameHeads').map(foldName),
    caseHeads: list('caseHeads').map(foldName),
    caseTitles: list('caseTitles').map(foldName),
    remarks: list('remarks').map(foldName),
    decisionHeads: set('decisionHeads'),
    decisionArticles: list('decisionArticles').map(foldName),
    notFound: list('notFound'),
    noResult: list('noResult'),
    counters: list('counters').map(foldName),
    prompts: list('prompts').map(foldName),
    searches: list('searches').map(foldName),
    challenge: list('challenge'),
    challengeMarkup: list('challengeMarkup'),
    codeParameters: list('codeParameters'),
    cellClasses: new Map(Object.entries(classes).map(([name, label]) => [name, String(label)])),
  };
}

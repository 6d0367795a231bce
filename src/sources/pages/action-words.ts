/** What a link or button says it does for the service: submit a dossier, pay. Told by verb and object, not by whole phrases. */
import { foldName } from '../../services/text.js';
import { anyOf, wordLists } from '../../services/values/vocabulary.js';

export interface Action {
  readonly does: 'submit' | 'pay';
  /** False where the words may mean something else: a verb of the action, and more that is not known. */
  readonly certain: boolean;
  /** True for a verb alone ("Đăng ký"), which is the action only where its address is one service's. */
  readonly bare?: true;
}

/** Labels the vocabulary surely knows, for what says in other words that something can or cannot be done. */
export const ACTION_LABEL = { submit: 'Nộp hồ sơ trực tuyến', pay: 'Thanh toán trực tuyến' } as const;
export const ACTION_FIELD = { submit: 'onlineSubmission', pay: 'onlinePayment' } as const;

type Kind = 'stop' | 'submit' | 'pay' | 'either' | 'object' | 'fee' | 'online' | 'now' | 'filler' | 'other';

const lists = wordLists('action-words');
const ALONE: ReadonlyMap<string, Action['does']> = new Map(
  lists('alone').map((text) => [text, isPaying(text) ? 'pay' : 'submit']),
);
const BARE: ReadonlySet<string> = new Set(lists('bare').map(foldName));
const KINDS: ReadonlyMap<string, Kind> = kinds();
const TOKEN = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${anyOf([...KINDS.keys()])})(?![\\p{L}\\p{N}])|\\p{L}+`,
  'gu',
);
/** Longer texts of links are sentences. */
const LONGEST = 80;

/**
 * @param text the whole text of the link or button
 * @returns undefined for every other text: "Hướng dẫn nộp hồ sơ", "Đăng ký tài khoản", "Danh sách hồ sơ đã nộp"
 */
export function actionOf(text: string): Action | undefined {
  if (text.length > LONGEST) return undefined;
  const line = foldName(text);
  const alone = ALONE.get(line);
  if (alone !== undefined) return { does: alone, certain: true };
  if (BARE.has(line)) return { does: 'submit', certain: false, bare: true };
  const tokens = (line.match(TOKEN) ?? []).map((word) => KINDS.get(word.replace(/\s+/gu, ' ')) ?? 'other');
  if (tokens.includes('stop')) return undefined;
  return read(tokens.filter((kind) => kind !== 'filler'));
}

const DENIALS: ReadonlySet<string> = new Set(lists('denials').map(foldName));
const ONLINE: ReadonlySet<string> = new Set(lists('deniedOnline').map(foldName));
const PAYING: ReadonlySet<string> = new Set(
  [...lists('payVerbs').filter(isPaying), ...lists('fees')].map(foldName),
);
const ASKED_FOR: ReadonlySet<string> = new Set([...lists('submitVerbs'), ...lists('denied')].map(foldName));
const NOT_YET: ReadonlySet<string> = new Set(lists('notYet').map(foldName));
const NOT_YET_DONE: ReadonlySet<string> = new Set(lists('notYetDone').map(foldName));
/** All that a sentence may be made of that denies an action and says nothing else. */
const OF_DENIALS = [
  'denials',
  'denied',
  'deniedOf',
  'deniedOnline',
  'submitVerbs',
  'objects',
  'payVerbs',
  'fees',
].flatMap(lists);
const IN_DENIALS: ReadonlySet<string> = new Set(OF_DENIALS.map(foldName));
const DENIAL_TOKEN = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${anyOf([...IN_DENIALS])})(?![\\p{L}\\p{N}])|[\\p{L}\\p{N}]+`,
  'gu',
);
const LONGEST_SENTENCE = 160;

/**
 * What a whole sentence says cannot be done on line: "Dịch vụ chưa hỗ trợ nộp trực tuyến". A condition, a time or a place in it makes
 * it no plain denial.
 */
export function denialOf(text: string): Action['does'] | undefined {
  if (text.length > LONGEST_SENTENCE) return undefined;
  const words = (foldName(text).match(DENIAL_TOKEN) ?? []).map((word) => word.replace(/\s+/gu, ' '));
  if (!words.every((word) => IN_DENIALS.has(word))) return undefined;
  if (words.filter((word) => DENIALS.has(word)).length !== 1 || !words.some((word) => ONLINE.has(word)))
    return undefined;
  // "Chưa nộp hồ sơ trực tuyến" is what somebody has not done yet.
  const at = words.findIndex((word) => NOT_YET.has(word));
  if (at !== -1 && !NOT_YET_DONE.has(words[at + 1] ?? '')) return undefined;
  if (words.some((word) => PAYING.has(word))) return 'pay';
  return words.some((word) => ASKED_FOR.has(word)) ? 'submit' : undefined;
}

const PATHS: ReadonlySet<string> = new Set(lists('submitPaths'));

/** What an address says is done there, for links without words: `/nop-ho-so?ma=12`. It names the service too, and need not be right. */
export function actionAt(address: string | undefined): Action | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const parts = new URL(address).pathname.toLowerCase().split('/');
  const says = parts.some((part) => PATHS.has(part.replace(/\.[a-z]{2,5}$/, '')));
  return says ? { does: 'submit', certain: false, bare: true } : undefined;
}

/** True for the texts that surely are an action's. */
export function isActionText(text: string): boolean {
  return actionOf(text)?.certain === true;
}

function read(tokens: readonly Kind[]): Action | undefined {
  const at = tokens.findIndex(isVerb);
  const verb = tokens[at];
  if (verb === undefined) return undefined;
  const rest = tokens.slice(at + 1).filter((kind) => !isVerb(kind));
  const [next] = rest;
  const last = rest.at(-1);
  const isWhole = !tokens.includes('other');
  if (rest.includes('fee') && verb !== 'submit' && !rest.slice(0, rest.indexOf('fee')).includes('object'))
    return next === 'fee' || at === 0 ? { does: 'pay', certain: isWhole && at === 0 } : undefined;
  if (verb === 'pay')
    return at === 0 && (next === 'online' || next === 'now')
      ? { does: 'pay', certain: isWhole && next === 'online' }
      : undefined;
  if (at > 0) return next === 'object' ? { does: 'submit', certain: false } : undefined;
  if (next === 'object' || next === 'online') return { does: 'submit', certain: isWhole };
  return next === 'now' || last === 'online' || last === 'now'
    ? { does: 'submit', certain: false }
    : undefined;
}

function isVerb(kind: Kind): boolean {
  return kind === 'submit' || kind === 'pay' || kind === 'either';
}

function isPaying(text: string): boolean {
  return lists('payVerbs').some((verb) => text.startsWith(verb) && !lists('submitVerbs').includes(verb));
}

function kinds(): Map<string, Kind> {
  const found = new Map<string, Kind>();
  const add = (words: readonly string[], kind: Kind) => {
    for (const word of words) found.set(foldName(word), kind);
  };
  add(lists('fillers'), 'filler');
  add(lists('now'), 'now');
  add(lists('onlineWords'), 'online');
  add(lists('objects'), 'object');
  add(lists('fees'), 'fee');
  add(lists('submitVerbs'), 'submit');
  for (const verb of lists('payVerbs'))
    found.set(foldName(verb), lists('submitVerbs').includes(verb) ? 'either' : 'pay');
  add(lists('notActions'), 'stop');
  return found;
}

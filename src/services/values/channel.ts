/** The channels by which dossiers are received and results returned (Article 5.1.c and k). */
import type { Channel } from '../service.js';
import { clean } from '../text.js';
import { isPlaceholder } from './placeholder.js';
import { anyOf, wholeWords, wordLists } from './vocabulary.js';

interface Mention {
  readonly channel: Channel;
  readonly start: number;
  readonly end: number;
}

const lists = wordLists('channels');
const IN_PERSON = ((direct) =>
  `${direct}|${phrases(lists('inPerson').filter((word) => word !== 'trực tiếp'))}|${atAnOffice()}|${comingTo()}`)(
  `(?<!(?:${anyOf(lists('notDirectBefore'))})\\s)trực\\s+tiếp(?!\\s+(?:${anyOf([...lists('directlyOnline'), ...lists('notDirectAfter')])}))`,
);
const MENTION = new RegExp(
  `(?<online>${phrases(lists('online'))})|(?<post>${phrases(lists('post'))})|(?<inPerson>${IN_PERSON})`,
  'gu',
);
const DENIED = new RegExp(
  `(?<!(?:${anyOf(lists('condition'))})\\s(?:[^.;,\\n]{0,20}\\s)?)(?<!\\p{L})(?:${anyOf(lists('negation'))})(?:\\s+(?:${anyOf(lists('negationMiddle'))})){0,6}\\s*$`,
  'u',
);
const NAMES = new RegExp(anyOf([...lists('counters'), ...lists('appointments')]), 'gu');
/** "chọn nơi nhận kết quả, …": what is chosen, not how it is done; with a channel behind it, it is an answer after all. */
const CHOSEN = new RegExp(
  `(?<!\\p{L})(?:${anyOf(lists('choosing'))})\\s+(?:${anyOf(lists('chosen'))})(?=\\s*(?:[,.;)]|$)|\\s+(?:và|rồi)(?!\\p{L}))`,
  'gu',
);
/** "trực tiếp nhận giấy phép" is about getting something, not about "tiếp nhận". */
const RECEIVING = `(?<!\\p{L}|trực\\s)(?:${anyOf(lists('receiving'))})(?!\\p{L})`;
const RETURNING = `(?<!\\p{L})(?:${anyOf(lists('returning'))})(?!\\p{L})|(?<!\\p{L}|chi\\s|hoàn\\s)trả(?!\\p{L}|\\s+(?:${anyOf(lists('notReturned'))})(?!\\p{L}))`;
/** "gửi trực tiếp hoặc qua hệ thống bưu chính cho chủ tàu": what is sent to the applicant is the result. */
const SENT = `(?<!\\p{L}|hồ\\ssơ\\s(?:được\\s)?|đơn\\s(?:được\\s)?)gửi(?!\\s+(?:${anyOf(lists('notSent'))})(?!\\p{L}))(?=[^.;\\n]{0,120}?\\s(?:cho\\s+(?:${anyOf(lists('applicants'))})|(?:đến|tới|về)\\s+(?:${anyOf(lists('homes'))}))(?!\\p{L}))`;
const MARKER = new RegExp(`(?<returning>${RETURNING}|${SENT})|(?<receiving>${RECEIVING})`, 'gu');
const NOTICE = wholeWords(lists('notices'));
/** Between two markers that share what follows: "nộp hồ sơ và nhận kết quả trực tiếp". */
const JOINED = /^[\s,/&]*(?:(?:\d{1,2} bộ )?hồ sơ)?[\s,/&]*(?:và|hoặc)?\s*$/u;
/** Clauses: at line breaks, semicolons, bullets, and stops that are not those of "TP." or of a list number. */
const CLAUSE_END = /\n|;|(?<!(?<!\p{L})(?:tp|\p{L}|\d{1,2}))\.(?=\s|$)|\s[+-]\s/gu;
/** What makes a denial far enough away not to count. */
const DENIAL_REACH = 70;

/** Phrases of several words may be glued to others in a flattened table; single words stand alone. */
function phrases(words: readonly string[]): string {
  const single = words.filter((word) => !/[\s.]/.test(word));
  const several = words.filter((word) => /[\s.]/.test(word));
  return [
    ...(several.length === 0 ? [] : [anyOf(several)]),
    ...(single.length === 0 ? [] : [`(?<!\\p{L})(?:${anyOf(single)})(?!\\p{L})`]),
  ].join('|');
}

function atAnOffice(): string {
  return `(?<!(?:${anyOf(lists('placeNotAfter'))})\\s)(?<!\\p{L})tại\\s+(?:các\\s+|một\\s+trong\\s+các\\s+)?(?!(?:${anyOf(lists('notPlaces'))}))(?:${anyOf(lists('places'))})`;
}

/** "đến Sở X để nhận giấy phép", "đến cơ quan đăng ký nộp hồ sơ": somebody comes; what is sent or passed on does not. */
function comingTo(): string {
  return `(?<!(?<!\\p{L})(?:${anyOf(lists('passing'))})(?!\\p{L})[^.;,\\n]{0,60})(?<!\\p{L})(?:đến|tới)\\s+(?!(?:${anyOf(lists('notPlaces'))}))(?:${anyOf(lists('places'))})(?=[^.;\\n]{0,80}?\\s(?:${anyOf([...lists('returning'), 'nộp'])})(?!\\p{L}))`;
}

/** Every channel a text names, in order; one it says is not there ("chưa thể nộp trực tuyến") is left out. */
function mentions(lower: string): Mention[] {
  const found: Mention[] = [];
  for (const match of lower.matchAll(MENTION)) {
    const start = match.index;
    const channel: Channel =
      match.groups?.online !== undefined ? 'online' : match.groups?.post !== undefined ? 'post' : 'inPerson';
    if (DENIED.test(lower.slice(Math.max(0, start - DENIAL_REACH), start))) continue;
    found.push({ channel, start, end: start + match[0].length });
  }
  return found;
}

/** The channels a text names, in order of reading, each once. An office at which something is done is the channel in person. */
export function parseChannels(text: string): Channel[] {
  if (isPlaceholder(text)) return [];
  return [...new Set(mentions(clean(text).toLowerCase()).map(({ channel }) => channel))];
}

/** Channels of handing in and of giving back, as one text tells them apart. */
export interface Directions {
  readonly receiving: Channel[];
  readonly returning: Channel[];
}

interface Marker {
  readonly receiving: boolean;
  readonly returning: boolean;
  readonly start: number;
  readonly end: number;
}

/**
 * Tells from the manner of execution or the steps by which channels the dossier comes in and by which the result goes out.
 * A counter named after both ("Bộ phận Tiếp nhận và Trả kết quả") is a place, not a clause about giving back.
 */
export function parseReturning(text: string): Directions {
  if (isPlaceholder(text)) return { receiving: [], returning: [] };
  const lower = clean(text).toLowerCase();
  const receiving = new Set<Channel>();
  const returning = new Set<Channel>();
  const isBareList = markers(lower).length === 0;
  let carried: Pick<Marker, 'receiving' | 'returning'> | undefined;
  for (const clause of clauses(lower)) {
    const found = mentions(clause);
    const marks = markers(clause);
    const unmarked =
      found.length > 0 && handsIn(clause, found[0]?.start ?? 0, isBareList)
        ? { receiving: true, returning: false }
        : undefined;
    for (const { channel, start } of found) {
      const mark = marks.findLast((one) => one.start <= start) ?? marks[0] ?? carried ?? unmarked;
      if (mark?.receiving) receiving.add(channel);
      if (mark?.returning) returning.add(channel);
    }
    if (marks.length > 0) carried = /:\s*$/u.test(clause) ? marks.at(-1) : undefined;
  }
  return { receiving: [...receiving], returning: [...returning] };
}

function clauses(lower: string): string[] {
  return lower.split(CLAUSE_END).filter((clause) => clause.trim() !== '');
}

/** A clause without a word of direction is about handing in where it starts with a channel ("- Trực tuyến: …") or lists them. */
function handsIn(clause: string, start: number, isBareList: boolean): boolean {
  if (NOTICE.test(clause)) return false;
  return isBareList || !/\p{L}{3}/u.test(clause.slice(0, start));
}

function markers(clause: string): Marker[] {
  const mask = (name: string) => '¤'.repeat(name.length);
  const masked = clause.replace(NAMES, mask).replace(CHOSEN, mask);
  const found: Marker[] = [];
  for (const match of masked.matchAll(MARKER)) {
    const start = match.index;
    const end = start + match[0].length;
    const isReturning = match.groups?.returning !== undefined;
    const previous = found.at(-1);
    if (previous !== undefined && JOINED.test(masked.slice(previous.end, start))) {
      found[found.length - 1] = {
        receiving: previous.receiving || !isReturning,
        returning: previous.returning || isReturning,
        start: previous.start,
        end,
      };
    } else found.push({ receiving: !isReturning, returning: isReturning, start, end });
  }
  return found;
}

/** Phí and lệ phí (Article 5.1.i). */
import type { Amount, Fee } from '../service.js';
import { clean } from '../text.js';
import { type FoundAmount, findAmounts } from './money-amount.js';
import { isPlaceholder } from './placeholder.js';
import { anyOf, wholeWords, wordLists } from './vocabulary.js';

const lists = wordLists('fee-words');
const KIND = new RegExp(`(?<!\\p{L})(?:(${anyOf(lists('lePhi'))})|${anyOf(lists('phi'))})(?!\\p{L})`, 'gu');
const NOT_KIND = wholeWords(lists('notPhi'), 'gu');
/** A label of its own before an amount: "Lệ phí cấp giấy: ". */
const LABEL_END = /:[^.;\n]*$/u;
const KIND_IN_BRACKET = /^[^.;\n\d(]{0,30}\([^\d()]{0,30}?(?:\(\s*)?(?<!\p{L})(lệ phí|phí)(?!\p{L})/u;
const FREE = new RegExp(
  `(?<!(?:${anyOf(lists('partialBefore'))})[\\s,]{1,2})(?<!\\p{L})(?:${anyOf(lists('free'))})(?!\\p{L})|(?<=^|[:.;(|\\n–-]\\s*)(?:${anyOf(lists('freeAlone'))})(?=\\s*(?:$|[.;,)(|\\n]))`,
  'gu',
);
/** After a word of being free: nothing more, or the provision that says so. */
const FREE_ENDS = /^\s*(?:$|[.;,()|\n\]]|theo(?!\p{L})|\p{Lu})/u;
const REFERENCE = wholeWords(lists('reference'));
const PERCENT = /(?<![\d.,])(\d{1,3}(?:[.,]\d{1,2})?) ?%/u;
const there = new Set(lists('there'));
const bareLabels = new Set(lists('bareLabels'));
const CLAUSE = /[.;\n|](?!\d)/u;

interface KindedAmount extends Amount {
  /** True where a label of its own stands before it: such amounts are kept even where they are equal. */
  readonly labelled: boolean;
}

/**
 * What a text says about a phí or a lệ phí.
 *
 * @returns null for nothing, a placeholder or something that is not about money ("1", a unit's name)
 */
export function parseFee(text: string): Fee | null {
  const cleaned = clean(text);
  if (isPlaceholder(cleaned)) return null;
  const lower = cleaned.toLowerCase();
  const bare = lower.replace(/^[\s\-+•*:.]+|[\s.;:,]+$/gu, '');
  const found = findAmounts(cleaned);
  const nothing = found.length > 0 && found.every(({ amount }) => amount === 0);
  const { amounts, shortened } = kinded(found, lower);
  const free = nothing || /^0+$/.test(bare) || findsFree(cleaned, lower, amounts);
  const reference = amounts.length === 0 && REFERENCE.test(lower) && !isFreeByProvision(lower);
  const percent = amounts.length === 0 ? percentOf(lower) : undefined;
  const contradictory = shortened || (free && (amounts.length > 0 || reference));
  const isFree = free && !contradictory;
  const unspecified = amounts.length === 0 && !free && !reference && percent === undefined && saysThereIsOne(bare);
  if (amounts.length === 0 && !free && !reference && percent === undefined && !unspecified) return null;
  return {
    text: cleaned,
    amounts,
    ...(isFree ? { free: true as const } : {}),
    ...(reference ? { byReference: true as const } : {}),
    ...(percent === undefined ? {} : { percent }),
    ...(unspecified ? { unspecified: true as const } : {}),
    ...(contradictory ? { contradictory: true as const } : {}),
  };
}

/** The amounts with their kinds; `shortened` where one is another that lost its zeros ("40 VNĐ (… 40.000 đồng)"). */
function kinded(found: readonly FoundAmount[], lower: string): { readonly amounts: readonly Amount[]; readonly shortened: boolean } {
  const masked = lower.replace(NOT_KIND, (words) => '·'.repeat(words.length));
  const real = found.filter(({ amount }) => amount > 0);
  const isShort = (one: FoundAmount) => one.amount < 1000 && one.currency === 'VND' && real.some(({ amount }) => amount === one.amount * 1000 || amount === one.amount * 1_000_000);
  const list: KindedAmount[] = [];
  let heading: Amount['kind'];
  let previousEnd = 0;
  for (const one of real) {
    const before = masked.slice(previousEnd, one.start);
    const label = lastKind(before);
    const isLabel = label !== undefined && LABEL_END.test(before.slice(label.end));
    if (isLabel) heading = label.kind;
    const own = label !== undefined && !CLAUSE.test(before.slice(label.end)) ? label.kind : undefined;
    const kind = own ?? kindInBracket(masked.slice(one.end, one.end + 80)) ?? heading;
    previousEnd = one.end;
    if (!isShort(one)) list.push({ amount: one.amount, currency: one.currency, ...(kind === undefined ? {} : { kind }), labelled: isLabel });
  }
  return { amounts: once(list), shortened: real.some(isShort) };
}

function lastKind(text: string): { readonly kind: NonNullable<Amount['kind']>; readonly end: number } | undefined {
  const last = [...text.matchAll(KIND)].at(-1);
  return last === undefined ? undefined : { kind: last[1] === undefined ? 'phi' : 'lePhi', end: last.index + last[0].length };
}

function kindInBracket(after: string): Amount['kind'] {
  const word = KIND_IN_BRACKET.exec(after)?.[1];
  if (word === undefined) return undefined;
  return word === 'phí' ? 'phi' : 'lePhi';
}

/** Equal amounts once, unless each carries a label of its own; one that is said with its kind stands for the one without. */
function once(list: readonly KindedAmount[]): Amount[] {
  const result: KindedAmount[] = [];
  for (const one of list) {
    const same = result.findIndex((other) => other.amount === one.amount && other.currency === one.currency && (other.kind === one.kind || other.kind === undefined || one.kind === undefined));
    const other = result[same];
    if (other === undefined || (one.labelled && other.labelled)) result.push(one);
    else if (other.kind === undefined && one.kind !== undefined) result[same] = { ...one, labelled: other.labelled };
  }
  return result.map(({ labelled: _labelled, ...amount }) => amount);
}

/** True where the text says, of the fee as a whole, that nothing is charged. */
function findsFree(text: string, lower: string, amounts: readonly Amount[]): boolean {
  for (const match of lower.matchAll(FREE)) {
    const end = match.index + match[0].length;
    if (!FREE_ENDS.test(text.slice(end, end + 12))) continue;
    const clause = lower.slice(0, match.index).split(CLAUSE).at(-1) ?? '';
    if (amounts.length === 0) return true;
    // "Trực tuyến: miễn phí; trực tiếp: 20.000 đồng": free in one case only; "Phí: không. Lệ phí: 20.000 đồng": another fee.
    const rest = clause.replace(KIND, '').replace(/[\s:.,()\-–+•*]+/gu, '');
    if (rest === '' && !(lastKind(clause) !== undefined && amounts.every(({ kind }) => kind !== undefined && kind !== lastKind(clause)?.kind))) return true;
  }
  return false;
}

/** "Miễn phí theo quy định tại …": the provision is cited for there being no fee. */
function isFreeByProvision(lower: string): boolean {
  const match = lower.match(FREE)?.[0];
  return match !== undefined && /^\s*theo(?!\p{L})/u.test(lower.slice(lower.indexOf(match) + match.length));
}

function percentOf(lower: string): number | undefined {
  const number = Number(PERCENT.exec(lower)?.[1]?.replace(',', '.'));
  return number > 0 && number <= 100 ? number : undefined;
}

function saysThereIsOne(bare: string): boolean {
  if (there.has(bare)) return true;
  return !bareLabels.has(bare) && lastKind(bare.replace(NOT_KIND, '')) !== undefined && bare.length < 400;
}

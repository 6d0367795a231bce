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
const KIND_IN_BRACKET = /^[^.;\n\d(]{0,30}\(\s*(?:[^\d()]{0,20}\(\s*)?(lệ phí|phí)(?!\p{L})/u;
const FREE = new RegExp(
  `(?<!(?:${anyOf(lists('partialBefore'))})[\\s,]{1,2})(?<!\\p{L})(?:${anyOf(lists('free'))})|(?<=^|[:.;(|\\n–-]\\s*)(?:${anyOf(lists('freeAlone'))})(?=\\s*(?:$|[.;,)(|\\n]))`,
  'gu',
);
/** After a word of being free: nothing more, or the provision that says so. */
const FREE_ENDS = /^\s*(?:$|[.;,()|\n\]\d+–-]|theo(?!\p{L})|\p{Lu})/u;
const REFERENCE = wholeWords(lists('reference'));
const REFERENCE_IN_BRACKET = new RegExp(`^\\s*\\(+\\s*(?:${anyOf(lists('reference'))})(?!\\p{L})`, 'u');
const AMOUNT_OF = wholeWords(lists('amountOf'));
const WAIVED = new RegExp(
  `miễn\\s+(?:thu\\s+)?(?:lệ\\s+)?phí:?\\s+(?:${anyOf(lists('exempt'))})(?!\\p{L})`,
  'u',
);
const PERCENT = /(?<![\d.,])(\d{1,3}(?:[.,]\d{1,2})?) ?%/u;
const there = new Set(lists('there'));
const bareLabels = new Set(lists('bareLabels'));
const CLAUSE = /[.;\n|](?!\d)/u;
/** How far back the beginning of a clause is looked for. */
const CLAUSE_REACH = 200;

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
  const bare = lower.replace(/^[\s\-+•*:.]+|(?<![\s.;:,])[\s.;:,]+$/gu, '');
  const found = findAmounts(cleaned);
  const nothing = found.length > 0 && found.every(({ amount }) => amount === 0);
  const { amounts, shortened } = kinded(found, lower);
  const free = nothing || /^0+$/.test(bare) || findsFree(cleaned, lower, amounts);
  const reference = amounts.length === 0 && (free ? refersForAmount(lower) : REFERENCE.test(lower));
  const percent = amounts.length === 0 ? percentOf(lower) : undefined;
  const contradictory = shortened || (free && (amounts.length > 0 || reference));
  const isFree = free && !contradictory;
  const unspecified =
    amounts.length === 0 && !free && !reference && percent === undefined && saysThereIsOne(bare);
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

/** The amounts with their kinds; `shortened` where one lost its zeros ("40 VNĐ (… 40.000 đồng)"), which shows beside others. */
function kinded(
  found: readonly FoundAmount[],
  lower: string,
): { readonly amounts: readonly Amount[]; readonly shortened: boolean } {
  const masked = lower.replace(NOT_KIND, (words) => '·'.repeat(words.length));
  const real = found.filter(({ amount }) => amount > 0);
  const inDong = new Set(real.filter(({ currency }) => currency === 'VND').map(({ amount }) => amount));
  const isShort = ({ amount, currency }: FoundAmount) =>
    currency === 'VND' && amount < 1000 && (inDong.has(amount * 1000) || inDong.has(amount * 1_000_000));
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
    if (!isShort(one))
      list.push({
        amount: one.amount,
        currency: one.currency,
        ...(kind === undefined ? {} : { kind }),
        labelled: isLabel,
      });
  }
  const sizes = [...inDong].map((amount) => amount >= 1000);
  return { amounts: once(list), shortened: sizes.includes(true) && sizes.includes(false) };
}

function lastKind(
  text: string,
): { readonly kind: NonNullable<Amount['kind']>; readonly end: number } | undefined {
  const last = [...text.matchAll(KIND)].at(-1);
  return last === undefined
    ? undefined
    : { kind: last[1] === undefined ? 'phi' : 'lePhi', end: last.index + last[0].length };
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
    const same = result.findIndex(
      (other) =>
        other.amount === one.amount &&
        other.currency === one.currency &&
        (other.kind === one.kind || other.kind === undefined || one.kind === undefined),
    );
    const other = result[same];
    if (other === undefined || (one.labelled && other.labelled)) result.push(one);
    else if (other.kind === undefined && one.kind !== undefined)
      result[same] = { ...one, labelled: other.labelled };
  }
  return result.map(({ labelled: _labelled, ...amount }) => amount);
}

/** True where the text says, of the fee as a whole, that nothing is charged. */
function findsFree(text: string, lower: string, amounts: readonly Amount[]): boolean {
  for (const match of lower.matchAll(FREE)) {
    const end = match.index + match[0].length;
    if (!FREE_ENDS.test(text.slice(end, end + 12))) continue;
    const clause =
      lower
        .slice(Math.max(0, match.index - CLAUSE_REACH), match.index)
        .split(CLAUSE)
        .at(-1) ?? '';
    if (amounts.length === 0) return true;
    // "Trực tuyến: miễn phí; trực tiếp: 20.000 đồng": free in one case only; "Phí: không. Lệ phí: 20.000 đồng": another fee.
    const rest = clause.replace(KIND, '').replace(/[\s:.,()\-–+•*]+/gu, '');
    if (
      rest === '' &&
      !(
        lastKind(clause) !== undefined &&
        amounts.every(({ kind }) => kind !== undefined && kind !== lastKind(clause)?.kind)
      )
    )
      return true;
  }
  return false;
}

/**
 * Beside a word of being free: true where another document is said to set an amount after all ("Miễn phí (Mức thu theo …)").
 * What is cited for there being no fee, for a waiver or for the procedure does not count.
 */
function refersForAmount(lower: string): boolean {
  const word = lower.match(FREE)?.[0];
  if (word === undefined) return REFERENCE.test(lower);
  const after = lower.slice(lower.indexOf(word) + word.length);
  if (/^\s*theo(?!\p{L})/u.test(after)) return false;
  if (REFERENCE_IN_BRACKET.test(after)) return true;
  return after
    .split(CLAUSE)
    .some((clause) => REFERENCE.test(clause) && AMOUNT_OF.test(clause) && !WAIVED.test(clause));
}

function percentOf(lower: string): number | undefined {
  const number = Number(PERCENT.exec(lower)?.[1]?.replace(',', '.'));
  return number > 0 && number <= 100 ? number : undefined;
}

function saysThereIsOne(bare: string): boolean {
  if (there.has(bare)) return true;
  return !bareLabels.has(bare) && lastKind(bare.replace(NOT_KIND, '')) !== undefined && bare.length < 400;
}

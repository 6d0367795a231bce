/** From the text of one field to its typed value. A parser returns null for a placeholder: the place is shown, and it is empty. */
import { type Reading, saysSomething } from './reading.js';
import type {
  Channels,
  DeclaredLevel,
  DossierSets,
  Fee,
  Form,
  Forms,
  OnlineAction,
  ServiceValues,
  Statement,
  TimeLimits,
} from './service.js';
import { cleanLine } from './text.js';
import { parseAdminLevels } from './values/admin-level.js';
import { parseChannels } from './values/channel.js';
import { parseCopies } from './values/copies.js';
import { parseFee } from './values/fee.js';
import { linksIn, parseForms } from './values/form.js';
import { parseAnnouncingDecision, parseLegalDocuments } from './values/legal-document.js';
import { parseLevel } from './values/level.js';
import { isNone, isPlaceholder } from './values/placeholder.js';
import { cutSwallowed, parseResult } from './values/swallowed.js';
import { parseTimeLimits } from './values/time-limit.js';

export function statement(text: string): Statement | null {
  if (isPlaceholder(text)) return null;
  return isNone(text) ? { text, none: true } : { text };
}

/** A section of free text that may have swallowed what stood below it. */
export function section(text: string): Statement | null {
  return statement(cutSwallowed(text));
}

export function result(text: string): Statement | null {
  return statement(parseResult(text));
}

const NOT_PRESCRIBED = /(?:chưa|không)(?: có)? quy định/iu;

/** @returns null for a placeholder; a text without a readable time has no limits and no marker */
export function timeLimits(text: string): TimeLimits | null {
  // "Chưa quy định cụ thể": the law sets no term, says the agency; that is a text without a time, not an empty place.
  if (isPlaceholder(text) && !NOT_PRESCRIBED.test(text)) return null;
  return parseTimeLimits(text) ?? { text, limits: [] };
}

/** @returns null for a placeholder; a text that is not about money has neither amount nor marker */
export function fee(text: string): Fee | null {
  if (isPlaceholder(text)) return null;
  return parseFee(text) ?? { text, amounts: [] };
}

/** One fee of several: rows of a table, each with a fee of its own ("Miễn phí" online, 20.000 đồng at the counter). */
export function mergeFees(fees: readonly Fee[]): Fee | null {
  const [first, ...rest] = fees;
  if (first === undefined || rest.length === 0) return first ?? null;
  const { free: _free, ...sum } = first;
  const amounts = [
    ...new Map(fees.flatMap((one) => one.amounts).map((amount) => [JSON.stringify(amount), amount])).values(),
  ];
  const percent = fees.find((one) => one.percent !== undefined)?.percent;
  return {
    ...sum,
    text: [...new Set(fees.map((one) => one.text))].join('\n'),
    amounts,
    ...(fees.every((one) => one.free) ? { free: true as const } : {}),
    ...(fees.some((one) => one.byReference) ? { byReference: true as const } : {}),
    ...(fees.some((one) => one.unspecified) ? { unspecified: true as const } : {}),
    ...(fees.some((one) => one.contradictory) ? { contradictory: true as const } : {}),
    ...(percent === undefined ? {} : { percent }),
  };
}

export function channels(text: string): Channels | null {
  return isPlaceholder(text) ? null : { text, channels: parseChannels(text) };
}

export function declaredLevel(text: string): DeclaredLevel | null {
  const line = cleanLine(text);
  if (isPlaceholder(line)) return null;
  return { ...parseLevel(line), text: line };
}

export function adminLevel(text: string): NonNullable<ServiceValues['adminLevel']> | null {
  const line = cleanLine(text);
  return isPlaceholder(line) ? null : { text: line, levels: parseAdminLevels(line) };
}

export function legalBasis(text: string): NonNullable<ServiceValues['legalBasis']> | null {
  return isPlaceholder(text) ? null : { text, documents: parseLegalDocuments(text) };
}

export function announcingDecision(text: string): NonNullable<ServiceValues['announcingDecision']> | null {
  return isPlaceholder(text) ? null : parseAnnouncingDecision(text);
}

/** @returns null for a placeholder; without `sets` where the text gives no number */
export function dossierSets(text: string): DossierSets | null {
  if (isPlaceholder(text)) return null;
  const sets = parseCopies(text)?.sets ?? (/^\d{1,2}$/.test(text) ? Number(text) : undefined);
  return sets === undefined ? { text } : { text, sets };
}

/** Forms of all readings: one cell names them, another has their addresses. */
export function forms(list: readonly Reading[]): Forms | null {
  const parsed = list.filter(saysSomething).flatMap((reading) => {
    const { links, tables } = reading.value;
    const rows = tables?.[0] === undefined ? undefined : linksIn(tables[0]);
    const one = parseForms(reading.text, rows ?? links);
    return one === null ? [] : [one];
  });
  const isLinked = (one: Forms) => one.items.some((item) => item.url !== undefined);
  const named = parsed.filter((one) => !isLinked(one)).flatMap((one) => one.items);
  const linked = parsed.filter(isLinked).flatMap((one) => one.items);
  const text = parsed.map((one) => one.text).join('\n');
  const items = paired(named, linked);
  if (items.length === 0)
    return parsed.find((one) => one.none) ?? (parsed[0] === undefined ? null : { text, items });
  const lost = parsed.some((one) => one.unlinked) && items.some(hasNothingToDownload);
  return { text, items, ...(lost ? { unlinked: true as const } : {}) };
}

/** The names of one cell for the addresses of another, in order; names that are left over are forms without an address. */
function paired(named: readonly Form[], linked: readonly Form[]): readonly Form[] {
  if (named.length < linked.length && named.length > 1) return linked;
  return linked
    .map((form, index) => ({ ...form, name: named[index]?.name ?? form.name }))
    .concat(named.slice(linked.length));
}

function hasNothingToDownload(form: Form): boolean {
  return form.url === undefined && form.file === undefined && form.script === undefined;
}

const CANNOT =
  /(?<!\p{L})(?:chưa|không)\s+(?:thể|được|có|hỗ trợ|cung cấp|tiếp nhận|thực hiện|áp dụng|cho phép|tích hợp|triển khai|kết nối|nộp|thanh toán|trực tuyến|đăng ký|đính kèm|đủ điều kiện)(?!\p{L})/iu;
const CAN =
  /(?<!(?:chưa|không)(?: thể)? )(?<!\p{L})(?:được|có thể|cho phép|hỗ trợ)\s+(?:nộp|thực hiện|thanh toán|đăng ký|đính kèm|khai)(?!\p{L})[^.;]{0,30}(?:trực tuyến|qua mạng|online|cổng)/iu;
const NO = /^(?:0|false|no|n|không|chưa)\.?$/iu;
const CHANNEL_ONLY = /^(?:trực tuyến|online)\.?$/iu;
const ADDRESS = /https?:\/\/[^\s"'<>;,|]+/iu;

/** A place where the service can be used on line: a link, a button, or words that say whether it can. */
export function onlineAction(list: readonly Reading[]): OnlineAction | null {
  const certain = list.filter(({ value }) => !value.likely && !value.beside);
  const action = statedAction(certain);
  const denial = list.find(({ value }) => value.beside);
  if (denial !== undefined) return denied(cleanLine(denial.text), list);
  if (action?.basis === 'none') return denied(action.text, certain);
  if (action !== null && action.basis !== 'channel') return action;
  const likely = list.find(({ value }) => value.likely);
  if (likely === undefined) return action;
  const url = likely.value.links?.find((one) => one.url !== undefined)?.url;
  return { text: cleanLine(likely.text), ...(url === undefined ? {} : { url }), basis: 'likely' };
}

/** Words that it cannot be done, beside a link or words by which it can: a person should look. */
function denied(text: string, list: readonly Reading[]): OnlineAction {
  const offer = statedAction(list.filter((one) => !one.value.beside && (one.value.links?.length ?? 0) > 0));
  const words =
    offer ?? statedAction(list.filter((one) => one.value.likely !== true && one.value.beside !== true));
  if (offer?.basis === 'own')
    return { text, ...(offer.url === undefined ? {} : { url: offer.url }), basis: 'disputed' };
  return { text, basis: words?.basis === 'statement' ? 'disputed' : 'none' };
}

function statedAction(list: readonly Reading[]): OnlineAction | null {
  for (const reading of list) {
    const text = cleanLine(reading.text);
    const link =
      reading.value.links?.find((one) => one.url !== undefined) ??
      reading.value.links?.find((one) => one.script);
    const url = link?.url ?? ADDRESS.exec(text)?.[0];
    if (url !== undefined) return { text: text === '' ? (link?.text ?? '') : text, url, basis: 'own' };
    if (link !== undefined) return { text: text === '' ? link.text : text, basis: 'own' };
    if (NO.test(text)) return { text, basis: 'none' };
    if (isPlaceholder(text)) continue;
    if (CANNOT.test(text) && !CAN.test(text)) return { text, basis: 'none' };
    return { text, basis: CHANNEL_ONLY.test(text) ? 'channel' : 'statement' };
  }
  return null;
}

const PAID_ONLINE =
  /trực tuyến|online|qua mạng|điện tử|cổng|ngân hàng|chuyển khoản|ví |thẻ|qr|vnpay|momo|napas|payment|viettel ?money|mobile money/iu;
const PAID_AT_COUNTER = /tiền mặt|trực tiếp|tại quầy|bưu (?:chính|điện)/iu;

/** Like {@link onlineAction}; ways of paying that are all at a counter are an answer too: not on line. */
export function onlinePayment(list: readonly Reading[]): OnlineAction | null {
  const action = onlineAction(list);
  if (action?.basis === 'statement' && PAID_AT_COUNTER.test(action.text) && !PAID_ONLINE.test(action.text))
    return { ...action, basis: 'none' };
  if (
    action?.basis === 'none' &&
    !list.some(({ value }) => value.beside) &&
    PAID_ONLINE.test(action.text) &&
    !NO.test(action.text) &&
    !/^(?:chưa|không)/iu.test(action.text)
  )
    return { ...action, basis: 'statement' };
  return action;
}

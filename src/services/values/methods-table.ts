/** The table of manners of execution: how to submit, how long it takes, what it costs — as a table, or with its cells glued together. */
import type { Table } from '../labelled.js';
import type { Channel } from '../service.js';
import { clean, unaccent } from '../text.js';
import { parseChannels } from './channel.js';
import { anyOf, wordLists } from './vocabulary.js';

export interface MethodRow {
  readonly channel: Channel;
  /** Text of the time limit; a number alone where the table gives no unit. */
  readonly time: string;
  readonly fee: string;
  readonly description: string;
}

export interface MethodsTable {
  /** In order of reading, each once. */
  readonly channels: readonly Channel[];
  readonly rows: readonly MethodRow[];
  /** False where the table has no such column. */
  readonly hasTime: boolean;
  readonly hasFee: boolean;
}

const lists = wordLists('seams');
const [METHOD, TIME, FEE, REMARK] = ['methodHeads', 'timeHeads', 'feeHeads', 'remarkHeads'].map((key) =>
  anyOf(lists(key)),
);
const HEADING = new RegExp(
  `^[^\\n]{0,40}?(?:${METHOD})\\s*(?:${TIME})\\s*(?<fee>${FEE})?\\s*(?:${REMARK})?\\s*`,
  'u',
);

/** A row of a glued table: the name of a channel, then a time, a fee or the word that stands for an empty cell. */
const ROW =
  /(Trực tiếp|Trực tuyến|(?:Qua |Dịch vụ )?[Bb]ưu chính(?: công ích)?)\s*(?=\d|Miễn phí|Không (?:có thông tin|quy định)|Ngay |Trong |Tối đa |Phí|Lệ phí)/gu;
const NOTHING = 'Không có thông tin|Không quy định';
const GLUED_TIME = new RegExp(
  `^(?:(?:Tối đa |Không quá |Trong (?:thời hạn )?)?\\d+(?:[.,]\\d+)?(?:\\s*[-–]\\s*\\d+)?\\s*(?:[Nn]gày làm việc|[Nn]gày|[Gg]iờ làm việc|[Gg]iờ|[Pp]hút|[Tt]uần|[Tt]háng|[Nn]ăm)|Ngay trong ngày|Trong ngày|${NOTHING})\\s*`,
  'u',
);
/** A number without a unit: "7" before "Miễn phí", or glued to the fee so that nobody can tell where one ends. */
const GLUED_NUMBER = /^\d+(?:[.,]\d+)*/u;
const GLUED_FEE =
  /^(?:(?:Lệ phí|Phí)\s*:?\s*)?(?:Miễn phí|Không có thông tin|Không(?=[\s(]|$)|\d+(?:[.,]\d+)*\s*(?:Việt Nam Đồng|VNĐ|VND|[Đđ]ồng|USD|%|đ(?!\p{L})))\s*/u;

/**
 * @param tables real tables of the value, where the source has them
 * @returns null where neither the tables nor the text is such a table
 */
export function parseMethodsTable(text: string, tables: readonly Table[] = []): MethodsTable | null {
  for (const table of tables) {
    const read = fromTable(table);
    if (read !== null) return read;
  }
  return fromGlued(clean(text));
}

function fromTable(table: Table): MethodsTable | null {
  const column = (key: string): number => {
    const names = lists(key).map(unaccent);
    return table.headings.findIndex((heading) => names.includes(plain(heading)));
  };
  const [method, time, fee, remark] = ['methodHeads', 'timeHeads', 'feeHeads', 'remarkHeads'].map(column);
  if (method === undefined || method < 0 || time === undefined || fee === undefined || (time < 0 && fee < 0))
    return null;
  const rows = table.rows.flatMap((cells) => {
    const cell = (index: number | undefined) =>
      index === undefined || index < 0 ? '' : clean(cells[index]?.text ?? '');
    const [channel] = parseChannels(cell(method));
    return channel === undefined
      ? []
      : [{ channel, time: cell(time), fee: cell(fee), description: cell(remark) }];
  });
  return {
    channels: [...new Set(rows.map(({ channel }) => channel))],
    rows,
    hasTime: time >= 0,
    hasFee: fee >= 0,
  };
}

/** A heading or key as words: "hinh_thuc_nop", "Hình thức nộp:". */
function plain(heading: string): string {
  return unaccent(heading)
    .replace(/_/g, ' ')
    .replace(/[\s:*]+$/u, '')
    .trim();
}

function fromGlued(text: string): MethodsTable | null {
  const heading = HEADING.exec(text);
  if (heading === null) return null;
  const hasFee = heading.groups?.fee !== undefined;
  const body = text.slice(heading[0].length);
  const starts = [...body.matchAll(ROW)];
  const rows = starts.map((start, index): MethodRow => {
    const rest = body.slice(start.index + start[0].length, starts[index + 1]?.index ?? body.length);
    return { channel: channelOf(start[1] ?? ''), ...cellsOf(rest, hasFee) };
  });
  return { channels: [...new Set(rows.map(({ channel }) => channel))], rows, hasTime: true, hasFee };
}

function channelOf(name: string): Channel {
  if (name === 'Trực tiếp') return 'inPerson';
  return name === 'Trực tuyến' ? 'online' : 'post';
}

/** The glued cells behind a channel's name: time, fees with the remarks in brackets that belong to them, description. */
function cellsOf(text: string, hasFee: boolean): Omit<MethodRow, 'channel'> {
  let rest = text;
  const take = (pattern: RegExp): string => {
    const found = pattern.exec(rest)?.[0] ?? '';
    rest = rest.slice(found.length);
    return found;
  };
  let time = take(GLUED_TIME).trim();
  if (time === '') {
    time = GLUED_NUMBER.exec(rest)?.[0] ?? '';
    if (!GLUED_FEE.test(rest)) rest = rest.slice(time.length).trimStart();
  }
  let fee = '';
  for (let part = hasFee ? take(GLUED_FEE) : ''; part !== ''; part = take(GLUED_FEE)) {
    fee += part;
    for (let remark = bracketed(rest); remark !== ''; remark = bracketed(rest)) {
      fee += remark;
      rest = rest.slice(remark.length).trimStart();
    }
    fee += '\n';
  }
  return { time, fee: fee.trim(), description: rest.trim() };
}

/** The text in brackets at the beginning, with the brackets inside it; up to the end where they are never closed; "" where there is none. */
function bracketed(text: string): string {
  if (!text.startsWith('(')) return '';
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === '(') depth += 1;
    else if (text[index] === ')') depth -= 1;
    if (depth === 0) return text.slice(0, index + 1);
  }
  return text;
}

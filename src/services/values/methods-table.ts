/** The table of manners of execution: how to submit, how long it takes, what it costs — as a table, or with its cells glued together. */
import type { Table } from '../labelled.js';
import type { Channel } from '../service.js';
import { clean } from '../text.js';
import { foldLabel, labelRemark, withoutRemark } from '../vocabulary.js';
import { parseChannels } from './channel.js';
import { anyOf, wordLists } from './vocabulary.js';

export interface MethodRow {
  /** Empty where the row names none. */
  readonly channels: readonly Channel[];
  /** Text of the time limit; a number alone where the table gives no unit. */
  readonly time: string;
  readonly fee: string;
  readonly description: string;
  /** True where time and fee are one run of digits ("1100 VNĐ"): nobody can tell where one ends. */
  readonly merged?: true;
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
const heads = (key: string) => lists(key).map(foldLabel);
const HEADS = {
  method: heads('methodHeads'),
  time: heads('timeHeads'),
  fee: heads('feeHeads'),
  remark: heads('remarkHeads'),
};

/**
 * @param tables real tables of the value, where the source has them
 * @returns null where neither the tables nor the text is such a table
 */
export function parseMethodsTable(text: string, tables: readonly Table[] = []): MethodsTable | null {
  for (const [index, table] of tables.entries()) {
    const read = fromTable(table);
    if (read === null) continue;
    // Each case of a procedure may have a table like it.
    const heads = table.headings.join('\n');
    const sisters = tables.slice(index + 1).filter((one) => one.headings.join('\n') === heads);
    const rows = [read, ...sisters.flatMap((one) => fromTable(one) ?? [])].flatMap((one) => one.rows);
    return { ...read, ...summary(rows) };
  }
  return fromGlued(clean(text));
}

function fromTable(table: Table): MethodsTable | null {
  const headings = table.headings.map((heading) => foldLabel(withoutRemark(heading)));
  const column = (names: readonly string[]) => headings.findIndex((heading) => names.includes(heading));
  const method = column(HEADS.method);
  const time = column(HEADS.time);
  const fee = column(HEADS.fee);
  const remark = column(HEADS.remark);
  // Without the manners' own column it takes both others to tell such a table from another.
  if (method < 0 ? time < 0 || fee < 0 : time < 0 && fee < 0) return null;
  let last: readonly Channel[] = [];
  const rows = table.rows.map((cells): MethodRow => {
    const text = (index: number) => (index < 0 ? '' : clean(cells[index]?.text ?? ''));
    const cell = (index: number) => withUnit(text(index), table.headings[index] ?? '');
    // A cell that reaches over several rows is empty in all but the first.
    if (text(method) !== '') last = parseChannels(text(method));
    return { channels: last, time: cell(time), fee: cell(fee), description: text(remark) };
  });
  return { ...summary(rows), hasTime: time >= 0, hasFee: fee >= 0 };
}

/** "5" under "Thời gian (ngày làm việc)" is "5 ngày làm việc". */
function withUnit(text: string, heading: string): string {
  const unit = labelRemark(heading);
  return unit !== '' && /^\d+(?:[.,]\d+)*$/.test(text) ? `${text} ${unit}` : text;
}

function summary(rows: readonly MethodRow[]): Pick<MethodsTable, 'channels' | 'rows'> {
  return { channels: [...new Set(rows.flatMap(({ channels }) => channels))], rows };
}

const GLUED_HEADING = new RegExp(
  `^[^\\n]{0,40}?(?:${anyOf(lists('methodHeads'))})\\s*(?:${anyOf(lists('timeHeads'))})\\s*(?<fee>${anyOf(lists('feeHeads'))})?\\s*(?:${anyOf(lists('remarkHeads'))})?\\s*`,
  'u',
);
/** A row of a glued table: the name of a channel, then a time, a fee or the word that stands for an empty cell. */
const ROW = new RegExp(
  `(?:(?<inPerson>${anyOf(lists('inPersonRows'))})|(?<online>${anyOf(lists('onlineRows'))})|(?:${anyOf(lists('postRows'))}))\\s*(?=\\d|Miễn phí|Không (?:có thông tin|quy định|quá)|Ngay |Trong |Tối đa |Phí|Lệ phí)`,
  'gu',
);
const NOTHING = 'Không có thông tin|Không quy định';
const GLUED_TIME = new RegExp(
  `^(?:(?:Tối đa |Không quá |Trong (?:thời hạn )?)?\\d+(?:[.,]\\d+)?(?:\\s*[-–]\\s*\\d+)?\\s*(?:[Nn]gày làm việc|[Nn]gày|[Gg]iờ làm việc|[Gg]iờ|[Pp]hút|[Tt]uần|[Tt]háng|[Nn]ăm)|Ngay trong ngày|Trong ngày(?: làm việc)?|${NOTHING})\\s*`,
  'u',
);
/** A number without a unit: "7" before "Miễn phí". */
const GLUED_NUMBER = /^\d+(?:[.,]\d+)*/u;
const GLUED_FEE =
  /^(?:(?:Lệ phí|Phí)\s*:?\s*)?(?:Miễn phí|Không có thông tin|Không(?=[\s(]|$)|\d+(?:[.,]\d+)*\s*(?:Việt Nam Đồng|VNĐ|VND|[Đđ]ồng|USD|%|đ(?!\p{L})))\s*/u;

function fromGlued(text: string): MethodsTable | null {
  const heading = GLUED_HEADING.exec(text);
  if (heading === null) return null;
  const hasFee = heading.groups?.fee !== undefined;
  const body = text.slice(heading[0].length);
  const starts = [...body.matchAll(ROW)];
  const rows = starts.map((start, index): MethodRow => {
    const rest = body.slice(start.index + start[0].length, starts[index + 1]?.index ?? body.length);
    return { channels: [channelOf(start.groups)], ...cellsOf(rest, hasFee) };
  });
  return { ...summary(rows), hasTime: true, hasFee };
}

function channelOf(groups: Readonly<Record<string, string | undefined>> | undefined): Channel {
  if (groups?.inPerson !== undefined) return 'inPerson';
  return groups?.online !== undefined ? 'online' : 'post';
}

/** The glued cells behind a channel's name: time, fees with the remarks in brackets that belong to them, description. */
function cellsOf(text: string, hasFee: boolean): Omit<MethodRow, 'channels'> {
  let rest = text;
  const take = (pattern: RegExp): string => {
    const found = pattern.exec(rest)?.[0] ?? '';
    rest = rest.slice(found.length);
    return found;
  };
  let time = take(GLUED_TIME).trim();
  let merged = false;
  if (time === '') {
    time = GLUED_NUMBER.exec(rest)?.[0] ?? '';
    merged = time !== '' && hasFee && GLUED_FEE.test(rest);
    if (!merged) rest = rest.slice(time.length).trimStart();
  }
  const fees: string[] = [];
  for (let part = hasFee ? take(GLUED_FEE) : ''; part !== ''; part = take(GLUED_FEE)) {
    let fee = part;
    for (let remark = bracketed(rest); remark !== ''; remark = bracketed(rest)) {
      fee += remark;
      rest = rest.slice(remark.length).trimStart();
    }
    fees.push(fee);
  }
  const cells = { time, fee: fees.join('\n').trim(), description: rest.trim() };
  return merged ? { ...cells, merged } : cells;
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

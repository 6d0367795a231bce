/** Codes of administrative procedures, as spreadsheets and portals leave them. */
import { cleanLine } from './text.js';

export interface ReadCode {
  /** The code, as text. */
  readonly code: string;
  /** What had to be mended to read it. */
  readonly mended?: 'suffix' | 'padded' | 'cut';
}

/** A national code: one digit, a point, six digits; glued text may follow. A decimal comma is a spreadsheet's, spaces come from copying. */
const NATIONAL =
  /(?<![\p{L}\p{N}.,])([1-9]) ?[.,] ?(0\d{2})[ .]?(\d{3})(?!\d)|(?<![\p{L}\p{N}.,])([1-9])[.,](\d{6})(?!\d)/u;
/** The code of the agency that an agency's own portal appends: "2.000205.000.00.00.H17". */
const AGENCY_SUFFIX = /^\.\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2}(?:\.[0-9A-Z]+)*$/;
/** A national code read as a number: its last zeros are gone. National codes have a 0 after the point. */
const ZEROS_LOST = /^([1-9])[.,](0\d{0,4})$/;
/** A code of the agency's own: capitals and digits in one word ("QLKTN003", "QTH-KH-01"). */
const LOCAL = /^(?=[^\s]*\d)[\p{Lu}\d][\p{Lu}\d._/-]*[\p{Lu}\d](?=$|[\s:–—-])/u;
const LABEL =
  /^(?:mã(?: số)?(?: hồ sơ)?(?: thủ tục(?: hành chính)?| TTHC| DVCTT| DVC| dịch vụ(?: công)?)?|số hồ sơ TTHC|TTHC)\s*[:–-]\s*/iu;
/** No code is longer; a longer text without one is something else. */
const LONGEST = 60;

/** A code of the former national database: "T-ABC-123456-TT", "B-BGT-190233". */
const FORMER = /^[A-Z]{1,2}-[A-Z]{2,4}-\d{4,7}(?:-[A-Z]{2})?$/u;

/** True for a text that is a procedure's code and nothing else; the number of a dossier or a count is none. */
export function looksLikeCode(text: string): boolean {
  const line = cleanLine(text);
  return FORMER.test(line) || new RegExp(`^(?:${NATIONAL.source})(?:\\.[0-9A-Z.]+)?$`, 'u').test(line);
}

/**
 * The code in a cell: a label before it and glued text behind it are cut, an agency's suffix is split off, zeros lost by a
 * spreadsheet are restored. Of several codes the first counts.
 *
 * @returns null where the cell holds no code; a short text of no known form is kept whole where a digit is in it
 */
export function readCode(text: string): ReadCode | null {
  const line = cleanLine(text).replace(LABEL, '');
  if (line === '') return null;
  const national = NATIONAL.exec(line);
  if (national !== null) return nationalCode(national, line);
  const short = ZEROS_LOST.exec(line);
  if (short !== null) return { code: `${short[1]}.${(short[2] ?? '').padEnd(6, '0')}`, mended: 'padded' };
  const local = LOCAL.exec(line.slice(0, LONGEST));
  if (local !== null && local[0].length < line.length) return { code: local[0], mended: 'cut' };
  return line.length > LONGEST || !/\d/.test(line) ? null : { code: line };
}

function nationalCode(found: RegExpExecArray, line: string): ReadCode {
  const [whole, first, three = '', more = '', firstPlain = '', six] = found;
  const code = six === undefined ? `${first}.${three}${more}` : `${firstPlain}.${six}`;
  const rest = line.slice(found.index + whole.length);
  if (found.index === 0 && rest === '') return { code };
  return { code, mended: AGENCY_SUFFIX.test(rest) ? 'suffix' : 'cut' };
}

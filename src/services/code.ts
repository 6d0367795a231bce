/** Codes of administrative procedures, as spreadsheets and portals leave them. */
import { cleanLine } from './text.js';

export interface ReadCode {
  /** The code, as text. */
  readonly code: string;
  /** What had to be mended to read it. */
  readonly mended?: 'suffix' | 'padded' | 'cut';
}

/** A national code: one digit, a point, six digits; glued text may follow. A decimal comma is a spreadsheet's. */
const NATIONAL = /(?<![\p{L}\p{N}.])([1-9])[.,](\d{6})/u;
/** The code of the agency that an agency's own portal appends: "2.000205.000.00.00.H17". */
const AGENCY_SUFFIX = /^\.\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2}(?:\.[0-9A-Z]+)*$/;
/** A national code read as a number: its last zeros are gone. National codes have a 0 after the point. */
const ZEROS_LOST = /^([1-9])[.,](0\d{0,4})$/;
/** A code of the agency's own: capitals and digits in one word ("QLKTN003", "QTH-KH-01"). */
const LOCAL = /^(?=[^\s]*\d)[\p{Lu}\d][\p{Lu}\d._/-]*[\p{Lu}\d](?=$|[\s:–—-])/u;

/**
 * The code in a cell: an agency's suffix is split off, zeros lost by a spreadsheet are restored, glued text is cut.
 *
 * @returns null where the cell holds no code; a text of no known form is kept whole
 */
export function readCode(text: string): ReadCode | null {
  const line = cleanLine(text).replace(/^(?:mã(?: số)?(?: thủ tục| TTHC)?)\s*:\s*/iu, '');
  if (line === '') return null;
  const national = NATIONAL.exec(line);
  if (national !== null) {
    const code = `${national[1]}.${national[2]}`;
    const rest = line.slice(national.index + national[0].length);
    if (rest === '' && national.index === 0) return { code };
    return { code, mended: AGENCY_SUFFIX.test(rest) ? 'suffix' : 'cut' };
  }
  const short = ZEROS_LOST.exec(line);
  if (short !== null) return { code: `${short[1]}.${(short[2] ?? '').padEnd(6, '0')}`, mended: 'padded' };
  const local = LOCAL.exec(line);
  if (local !== null && local[0].length < line.length) return { code: local[0], mended: 'cut' };
  return { code: line };
}

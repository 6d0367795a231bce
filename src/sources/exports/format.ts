/** What a file is, by its extension and by its first bytes. */
import { decodeText } from '../encoding.js';

/** What the readers of exports read, and what others may. */
export type Format = 'json' | 'jsonl' | 'csv' | 'xlsx' | 'html' | 'warc';

/** What the first bytes show: a format, or something that is none of ours. */
export type Content = Format | 'ole2' | 'gzip' | 'pdf' | 'xml' | 'binary' | 'blank';

/** How many bytes are looked at. */
export const HEAD_BYTES = 256 * 1024;

const BY_EXTENSION: Readonly<Record<string, Format | 'xls'>> = {
  json: 'json',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  csv: 'csv',
  tsv: 'csv',
  xlsx: 'xlsx',
  xlsm: 'xlsx',
  xls: 'xls',
  html: 'html',
  htm: 'html',
  warc: 'warc',
  'warc.gz': 'warc',
};

/** The extension of a file, in lower case, without the dot: "xlsx", "warc.gz"; "" where it has none. */
export function extensionOf(location: string): string {
  const name = location
    .slice(Math.max(location.lastIndexOf('/'), location.lastIndexOf('\\')) + 1)
    .toLowerCase();
  if (name.endsWith('.warc.gz')) return 'warc.gz';
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot + 1);
}

/** What the extension promises; undefined where it is not known. */
export function promisedFormat(extension: string): Format | 'xls' | undefined {
  return Object.hasOwn(BY_EXTENSION, extension) ? BY_EXTENSION[extension] : undefined;
}

/**
 * What the beginning of a file shows.
 *
 * @param promised settles what the content leaves open: one JSON object on one line is JSON and JSON Lines alike
 */
export function contentOf(head: Uint8Array, promised?: Format | 'xls'): Content {
  const [a, b, c, d] = head;
  if (a === 0x50 && b === 0x4b && (c === 0x03 || c === 0x05)) return 'xlsx';
  if (a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0) return 'ole2';
  if (a === 0x1f && b === 0x8b) return promised === 'warc' ? 'warc' : 'gzip';
  if (a === 0x25 && b === 0x50 && c === 0x44 && d === 0x46) return 'pdf';
  const text = decodeText(head);
  const start = text.trimStart();
  if (start === '') return 'blank';
  if (start.startsWith('WARC/')) return 'warc';
  if (start.startsWith('{') || start.startsWith('[')) return jsonKind(start, promised);
  if (/^<(?:!doctype\s+html|html|head|body|meta|table|div|style|!--)/i.test(start)) return 'html';
  if (start.startsWith('<?xml')) return /<html[\s>]/i.test(start.slice(0, 2000)) ? 'html' : 'xml';
  return isBinary(text) ? 'binary' : 'csv';
}

/** UTF-16 units in which a report says what it is. */
const REPORT_START = 4096;

/** True for a JSON report of this program: its `schemaVersion` and `tool` stand at its beginning. */
export function isOwnReport(head: Uint8Array): boolean {
  const start = decodeText(head.subarray(0, REPORT_START)).trimStart();
  return (
    start.startsWith('{') &&
    /"schemaVersion"\s*:\s*\d/.test(start) &&
    /"tool"\s*:\s*\{\s*"name"\s*:\s*"dvctt-audit"/.test(start)
  );
}

/** JSON Lines where the first lines are whole objects, JSON where the first is not; the extension decides where neither shows. */
function jsonKind(text: string, promised: Format | 'xls' | undefined): Format {
  if (text.startsWith('[')) return 'json';
  const lines = text.split('\n', 12).filter((line) => line.trim() !== '');
  const complete = text.split('\n', 13).length > lines.length ? lines : lines.slice(0, -1);
  const objects = complete.filter(isWholeObject).length;
  const open = promised === 'jsonl' ? 'jsonl' : 'json';
  if (lines.length < 2) return open;
  if (objects >= 2 || (objects === 1 && lines.every((line) => line.startsWith('{')))) return 'jsonl';
  return objects === 0 ? (lines.filter((line) => line.startsWith('{')).length >= 2 ? open : 'json') : open;
}

function isWholeObject(line: string): boolean {
  if (!line.startsWith('{')) return false;
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

/** Control characters that no text has. A few zero bytes are a damaged text, not another kind of file. */
function isBinary(text: string): boolean {
  const sample = text.slice(0, 4096);
  const controls = sample.match(/[\u0000-\u0008\u000E-\u001A\u001C-\u001F\uFFFD]/g)?.length ?? 0;
  return controls * 10 > sample.length;
}

import type { ErrorObject } from 'ajv';
import { InputError } from '../services/problem.js';
import { linesOf } from './lines.js';
import type { Report, ReportHead, ReportService } from './report.js';
import { reportCheck } from './report-schema.js';
import { SERVICES_END, SERVICES_START } from './report-writer.js';

/** A report that was re-formatted has to be held whole: at most this many UTF-16 units. */
const REFORMATTED_LENGTH = 256 * 1024 * 1024;
const VERSION = 1;

export interface OpenedReport {
  readonly head: ReportHead;
  /** Reads on in the same stream: to be iterated once. */
  readonly services: AsyncIterable<ReportService>;
}

/**
 * Reads a report. As the program writes it, with one service per line, it is streamed and may be of any size; re-formatted (by `jq`,
 * by an editor), it is held in memory and limited in size.
 *
 * @param file name for messages
 * @throws InputError `report-invalid` or `report-version`, also from the iteration
 */
export async function readReport(
  chunks: AsyncIterable<string | Uint8Array>,
  file: string,
): Promise<OpenedReport> {
  const lines = linesOf(chunks, file);
  const head = await textUpTo(lines, SERVICES_START, [], file);
  if (head.ended) return fromWhole(head.text, file);
  const first = await lines.next();
  const line = first.done === true ? '' : first.value;
  if (!isServiceLine(line) && line !== SERVICES_END) {
    const whole = await textUpTo(lines, undefined, [head.text, SERVICES_START, line], file);
    return fromWhole(whole.text, file);
  }
  const { services: _none, ...rest } = checkReport(`${head.text}\n"services":[]}`, file);
  return { head: rest, services: streamed(line, lines, file) };
}

function isServiceLine(line: string): boolean {
  return line.startsWith('    {"') && /\},?$/.test(line);
}

/** Collects lines until `stop` (not included) or the end. */
async function textUpTo(
  lines: AsyncGenerator<string>,
  stop: string | undefined,
  before: readonly string[],
  file: string,
): Promise<{ text: string; ended: boolean }> {
  const kept = [...before];
  let length = kept.reduce((sum, line) => sum + line.length + 1, 0);
  for (let next = await lines.next(); next.done !== true; next = await lines.next()) {
    if (next.value === stop) return { text: kept.join('\n'), ended: false };
    kept.push(next.value);
    length += next.value.length + 1;
    if (length > REFORMATTED_LENGTH) {
      throw new InputError('report-invalid', { file, place: '/', reason: 'why.too-large' });
    }
  }
  return { text: kept.join('\n'), ended: true };
}

function fromWhole(text: string, file: string): OpenedReport {
  const { services, ...head } = checkReport(text, file);
  return { head, services: each(services) };
}

async function* each(services: readonly ReportService[]): AsyncGenerator<ReportService> {
  yield* services;
}

async function* streamed(
  first: string,
  lines: AsyncGenerator<string>,
  file: string,
): AsyncGenerator<ReportService> {
  const { isService } = reportCheck();
  let line = first;
  for (let index = 0; line !== SERVICES_END; index += 1) {
    const place = `/services/${index}`;
    const service = parsed(line.endsWith(',') ? line.slice(0, -1) : line);
    if (service === undefined) {
      // Where nothing follows, the line is not wrong but unfinished.
      const last = (await lines.next()).done === true;
      throw new InputError('report-invalid', { file, place, reason: last ? 'why.cut-off' : 'why.not-json' });
    }
    if (!isService(service)) throw invalid(file, place, isService.errors);
    yield service;
    const next = await lines.next();
    if (next.done === true) throw new InputError('report-invalid', { file, place, reason: 'why.cut-off' });
    line = next.value;
  }
  const end = await lines.next();
  if (end.done === true || end.value !== '}') {
    throw new InputError('report-invalid', { file, place: '/services', reason: 'why.cut-off' });
  }
}

/** Undefined for what is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function checkReport(text: string, file: string): Report {
  const data = parsed(text);
  if (data === undefined)
    throw new InputError('report-invalid', { file, place: '/', reason: 'why.not-json' });
  if (typeof data !== 'object' || data === null || !('schemaVersion' in data)) {
    throw new InputError('report-invalid', { file, place: '/', reason: 'why.not-a-report' });
  }
  if (data.schemaVersion !== VERSION) {
    const version = String(data.schemaVersion);
    throw new InputError('report-version', { file, version, expectedVersion: VERSION });
  }
  const { isReport } = reportCheck();
  if (!isReport(data)) throw invalid(file, '', isReport.errors);
  return data;
}

function invalid(file: string, place: string, errors: readonly ErrorObject[] | null | undefined): InputError {
  const [error] = errors ?? [];
  const path = `${place}${error?.instancePath ?? ''}`;
  return new InputError('report-invalid', {
    file,
    place: path === '' ? '/' : path,
    reason: error?.message ?? 'why.not-a-report',
  });
}

/** Opening a saved JSON report. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { type OpenedReport, readReport } from '../report/report-reader.js';
import { InputError } from '../services/problem.js';
import type { Environment } from './environment.js';

/**
 * @param file as given; `-` for standard input
 * @throws InputError `report-not-found`, `report-invalid`, `report-version`
 */
export async function openReport(file: string, environment: Environment): Promise<OpenedReport> {
  if (file === '-') return readReport(environment.stdin, file);
  const path = resolve(environment.cwd, file);
  const isFile = await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isFile) throw new InputError('report-not-found', { file });
  return readReport(createReadStream(path), file);
}

/**
 * The report as often as it is asked for: standard input can be read only once, so what comes from there is kept.
 *
 * @param times how often it will be opened
 */
export async function reopenable(
  file: string,
  times: number,
  environment: Environment,
): Promise<() => Promise<OpenedReport>> {
  if (file !== '-' || times < 2) return () => openReport(file, environment);
  const chunks: Uint8Array[] = [];
  for await (const chunk of environment.stdin) chunks.push(chunk);
  return () => readReport(Readable.from(chunks), file);
}

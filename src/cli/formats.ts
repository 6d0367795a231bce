/** `--format` values: what is written, and where to. */
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import type { Lang } from '../i18n/messages.js';
import { InputError } from '../services/problem.js';
import { type Environment, unlessClosed } from './environment.js';
import { HELP } from './help.js';

const FORMATS = ['table', 'json'] as const;
export type Format = (typeof FORMATS)[number];

export interface FormatTarget {
  readonly format: Format;
  /** As given; left out: standard output. */
  readonly path?: string;
}

/** @throws InputError `option-invalid` for an unknown format, an empty path, or two results on standard output */
export function parseFormats(values: readonly string[] = ['table']): readonly FormatTarget[] {
  const targets = values.map((value): FormatTarget => {
    const equals = value.indexOf('=');
    const name = equals < 0 ? value : value.slice(0, equals);
    const format = FORMATS.find((known) => known === name);
    const path = equals < 0 ? undefined : value.slice(equals + 1);
    if (format === undefined || path === '')
      throw new InputError('option-invalid', {
        option: '--format',
        value,
        expected: FORMATS.flatMap((one) => [one, `${one}=…`]).join(', '),
      });
    return path === undefined ? { format } : { format, path };
  });
  if (targets.filter(({ path }) => path === undefined).length > 1) {
    throw new InputError('option-invalid', {
      option: '--format',
      value: values.join(' '),
      expected: 'why.one-format-on-stdout',
    });
  }
  return targets;
}

/** The JSON report among what is written, for the hints of the table. */
export function reportOf(targets: readonly FormatTarget[]): { readonly report?: string } {
  const json = targets.find(({ format }) => format === 'json');
  return json === undefined ? {} : { report: json.path ?? '-' };
}

/**
 * Refuses what would overwrite a source, or one result with another.
 *
 * @param others files that are read: sources, a report
 * @throws InputError `option-invalid`
 */
export function checkTargets(
  targets: readonly FormatTarget[],
  others: readonly string[],
  lang: Lang,
  { cwd }: Environment,
): void {
  const read = new Set(others.map((file) => resolve(cwd, file)));
  const written = new Set<string>();
  for (const { format, path } of targets) {
    if (path === undefined) continue;
    const place = resolve(cwd, path);
    const expected = read.has(place) ? 'otherThanSource' : written.has(place) ? 'fileOfItsOwn' : undefined;
    if (expected !== undefined)
      throw new InputError('option-invalid', {
        option: '--format',
        value: `${format}=${path}`,
        expected: HELP[lang][expected],
      });
    written.add(place);
  }
}

/**
 * Writes one result where it belongs. A file is written beside its place and then moved there, so that a run that is cut short
 * leaves the old one as it was.
 *
 * @throws InputError `output-not-writable`
 */
export async function writeTo(
  target: FormatTarget,
  environment: Environment,
  produce: (write: (text: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  if (target.path === undefined) {
    await unlessClosed(() => produce(environment.write));
    return;
  }
  const path = resolve(environment.cwd, target.path);
  const part = `${path}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const stream = createWriteStream(part);
    const failed = new Promise<never>((_, reject) => {
      stream.once('error', reject);
    });
    failed.catch(() => undefined);
    const write = (text: string) =>
      Promise.race([
        failed,
        new Promise<void>((done) => {
          if (stream.write(text)) done();
          else stream.once('drain', done);
        }),
      ]);
    await produce(write);
    stream.end();
    await finished(stream);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    if (error instanceof InputError || !isSystemError(error)) throw error;
    throw new InputError('output-not-writable', { file: target.path, reason: error.code });
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    /^E[A-Z]+$/.test(error.code)
  );
}

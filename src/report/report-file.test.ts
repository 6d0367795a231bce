import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { InputError } from '../services/problem.js';
import { findServices } from './lookup.js';
import type { ReportDetail, ReportService } from './report.js';
import { readReport } from './report-reader.js';
import { writeReport } from './report-writer.js';
import { assessment, province, reportOf } from './testing/assessments.js';

async function* each<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items;
}

async function written(made: ReturnType<typeof reportOf>, detail: ReportDetail = 'full'): Promise<string> {
  let text = '';
  const write = async (chunk: string) => {
    text += chunk;
  };
  await writeReport(made.head, each(made.services), write, detail);
  return text;
}

/** The bytes in pieces that cut through characters and lines. */
function* pieces(text: string, size = 777): Generator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function readAll(text: string) {
  const { head, services } = await readReport(each(pieces(text)), 'bao-cao.json');
  const list: ReportService[] = [];
  for await (const service of services) list.push(service);
  return { head, services: list };
}

async function problemOf(run: Promise<unknown>) {
  const error = await run.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof InputError ? error.problem : error;
}

const HOSTILE = 'a\u001B[31m\u202Eb\u2028c</script>\u0085\u0007"\\\uD800';

describe('the written report', () => {
  test('follows its schema, and has no member that the schema does not describe', async () => {
    const text = readFileSync(new URL('../../rules/schema/report.schema.json', import.meta.url), 'utf8');
    const strict = JSON.parse(text, (_key, value) =>
      value?.type === 'object' && value.properties && value.additionalProperties === undefined
        ? { ...value, additionalProperties: false }
        : value,
    );
    const isReport = new Ajv2020({ strictTypes: false, allErrors: true }).compile(strict);
    const problems = [{ code: 'x', at: 'dòng 2', args: { count: 2, label: 'a' }, lost: true as const }];
    const sources = [{ kind: 'export', location: 'a.csv', services: 120, lost: 1, problems }];
    const parents = new Map([['Sở Tư pháp', 'UBND tỉnh']]);
    for (const detail of ['full', 'findings', 'units'] as const) {
      isReport(JSON.parse(await written(reportOf(province(), { sources, parents }), detail)));
      expect(isReport.errors).toBeNull();
    }
    expect(isReport({ ...JSON.parse(await written(reportOf(province(5)))), totals: {} })).toBe(false);
  });

  test('is the same bytes for the same input, one service per line', async () => {
    const made = reportOf(province(50));
    const text = await written(made);
    expect(await written(made)).toBe(text);
    expect(text.split('\n').filter((line) => line.startsWith('    {"code"'))).toHaveLength(50);
    const services = made.services.map(({ code, name, ...rest }) => ({ ...rest, name, code }));
    expect(await written({ ...made, services })).toBe(text);
  });

  test('keeps hostile text as data, with nothing in it that a terminal or an editor acts on', async () => {
    const made = reportOf([assessment({ name: HOSTILE, seen: HOSTILE, declared: 4 })]);
    const text = await written(made);
    expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028\u2029\u202E]/);
    const { services } = await readAll(text);
    expect(services[0]?.name).toBe(HOSTILE);
  });

  test('findings keeps every service but only what is open, units keeps none', async () => {
    const made = reportOf(province(30));
    const { services, head } = await readAll(await written(made, 'findings'));
    expect(head.detail).toBe('findings');
    expect(services).toHaveLength(30);
    const statuses = new Set(services.flatMap(({ results }) => results.map(({ status }) => status)));
    expect(statuses).toEqual(new Set(['fail', 'unclear', 'manual', 'notChecked']));
    expect((await readAll(await written(made, 'units'))).services).toEqual([]);
  });

  test('long evidence is shortened', async () => {
    const { services } = await readAll(await written(reportOf([assessment({ seen: 'từ '.repeat(5000) })])));
    expect(services[0]?.results[0]?.evidence[0]?.text).toMatch(/^từ từ .{200,300}…$/);
  });
});

describe('reading', () => {
  const made = reportOf(province(40));

  test('gives back what was written, re-formatted or not', async () => {
    const text = await written(made);
    const expected = await readAll(text);
    expect(expected.services).toEqual(JSON.parse(JSON.stringify(made.services)));
    const data = JSON.parse(text);
    const sorted = Object.fromEntries(Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1)));
    const forms = [
      JSON.stringify(data),
      JSON.stringify(data, null, 2),
      JSON.stringify(sorted, null, 2),
      text.replace(/\n/g, '\r\n'),
      `\uFEFF${text}`,
    ];
    for (const form of forms) expect(await readAll(form)).toEqual(expected);
  });

  test('an empty report', async () => {
    const text = await written(reportOf([]));
    expect((await readAll(text)).services).toEqual([]);
    expect((await readAll(JSON.stringify(JSON.parse(text), null, 2))).services).toEqual([]);
  });

  test('says what is wrong and where', async () => {
    const text = await written(made);
    const bad = async (changed: string) => problemOf(readAll(changed));
    expect(await bad('')).toMatchObject({ code: 'report-invalid', args: { reason: 'why.not-json' } });
    expect(await bad('STT,Tên\n1,x\n')).toMatchObject({
      code: 'report-invalid',
      args: { reason: 'why.not-json' },
    });
    expect(await bad('[]')).toMatchObject({ args: { reason: 'why.not-a-report', file: 'bao-cao.json' } });
    expect(await bad('{"a":1}')).toMatchObject({ args: { reason: 'why.not-a-report' } });
    expect(await bad(text.replace('"schemaVersion": 1', '"schemaVersion": 2'))).toMatchObject({
      code: 'report-version',
      args: { version: '2' },
    });
    expect(await bad(text.slice(0, -4))).toMatchObject({ args: { reason: 'why.cut-off' } });
    expect(await bad(text.slice(0, text.lastIndexOf('"verdict"')))).toMatchObject({
      code: 'report-invalid',
      args: { place: '/services/39' },
    });
    expect(await bad(text.replace('"status":"pass"', '"status":"passed"'))).toMatchObject({
      args: { place: expect.stringMatching(/^\/services\/\d+\/results\/\d+\/status$/) },
    });
    expect(await bad(text.replace('"by": "unit"', '"by": "colour"'))).toMatchObject({
      args: { place: '/by' },
    });
    const latin = each([new Uint8Array([0x7b, 0xff, 0xfe])]);
    expect(await problemOf(readReport(latin, 'x'))).toMatchObject({ args: { reason: 'why.not-utf-8' } });
  });
});

describe('looking a service up', () => {
  const { services } = reportOf([
    assessment({ code: '2.000205', name: 'A' }),
    assessment({ code: '2.000205', name: 'B' }),
    assessment({ code: '2.000299', name: 'C' }),
    assessment({ code: null, name: 'Cấp bản sao' }),
  ]);

  test('by code, with an agency suffix, by name where there is no code', async () => {
    const names = async (wanted: string) =>
      (await findServices(each(services), wanted)).map(({ name }) => name);
    expect(await names(' 2.000205 ')).toEqual(['A', 'B']);
    expect(await names('2.000205.000.00.00.H17')).toEqual(['A', 'B']);
    expect(await names('cấp bản sao'.normalize('NFD'))).toEqual(['Cấp bản sao']);
  });

  test('names codes that begin alike where there is none', async () => {
    const problem = await problemOf(findServices(each(services), '2.0002'));
    expect(problem).toMatchObject({ code: 'service-not-in-report', args: { hint: '≈ 2.000205, 2.000299' } });
    expect(await problemOf(findServices(each(services), ''))).toMatchObject({
      args: { hint: 'why.look-at-codes' },
    });
    expect(await problemOf(findServices(each([]), '2.0', 'units'))).toMatchObject({
      args: { hint: 'why.services-not-kept' },
    });
  });
});

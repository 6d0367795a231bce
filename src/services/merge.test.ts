import { describe, expect, it } from 'vitest';
import { mergeDrafts, type PlacedDraft, tightName } from './merge.js';
import type { FieldName, ServiceValues } from './service.js';
import { foldName } from './text.js';
import { LABELLED_FIELDS } from './vocabulary.js';

function draft(source: number, values: ServiceValues, derived: readonly FieldName[] = []): PlacedDraft {
  const fields = Object.keys(values) as FieldName[];
  const evidence = Object.fromEntries(
    fields.map((field) => [
      field,
      [
        {
          label: field,
          at: `cột ${field}`,
          text: '',
          ...(derived.includes(field) ? { derived: true as const } : {}),
        },
      ],
    ]),
  );
  return {
    values,
    evidence,
    source,
    kind: 'export',
    location: `${source}.csv`,
    at: 'dòng 2',
    layout: source,
  };
}

const merge = (
  drafts: readonly PlacedDraft[],
  shows: (layout: number, field: FieldName) => boolean = () => false,
) => mergeDrafts('id', drafts, LABELLED_FIELDS, shows, foldName);

describe('one service out of several drafts', () => {
  it('takes the first value that says something', () => {
    const { service, problems } = merge([
      draft(0, { name: 'A', result: null }),
      draft(1, { name: 'A.', result: { text: 'Thẻ' } }),
    ]);
    expect(service.values).toEqual({ name: 'A', result: { text: 'Thẻ' } });
    expect(service.evidence.result?.[0]?.at).toBe('1.csv, dòng 2, cột result');
    expect(service.evidence.name?.[0]?.at).toBe('dòng 2, cột name');
    expect(service.sources.map(({ location }) => location)).toEqual(['0.csv', '1.csv']);
    expect(problems).toEqual([]);
  });

  it('tells an empty place from one that no source has', () => {
    const { service } = merge([draft(0, { name: 'A' })], (_, field) => field === 'result');
    expect(service.values).toEqual({ name: 'A', result: null });
  });

  it('puts a field of its own before what stands in for it', () => {
    const stand = draft(0, { units: ['Chủ tịch UBND'] }, ['units']);
    const { service, problems } = merge([stand, draft(1, { units: ['Sở A'] })]);
    expect(service.values.units).toEqual(['Sở A']);
    expect(problems).toEqual([]);
    expect(merge([stand, draft(1, { units: null })]).service.values.units).toEqual(['Chủ tịch UBND']);
  });

  it('needs a draft', () => {
    expect(() => merge([])).toThrow(TypeError);
  });
});

describe('units', () => {
  it('of one place are added up', () => {
    expect(
      merge([draft(0, { units: ['Sở A'] }), draft(0, { units: ['sở a', 'Sở B'] })]).service.values.units,
    ).toEqual(['Sở A', 'Sở B']);
  });

  it('that one place runs together are told apart by another', () => {
    const { service, problems } = merge([
      draft(0, { units: ['Sở B, Sở A'] }),
      draft(1, { units: ['Sở A', 'Sở B'] }),
    ]);
    expect(service.values.units).toEqual(['Sở B', 'Sở A']);
    expect(problems).toEqual([]);
  });

  it('with a comma of their own stay whole', () => {
    const { service } = merge([
      draft(0, { units: ['Thuế tỉnh, thành phố'] }),
      draft(1, { units: ['Thuế tỉnh', 'Sở B'] }),
    ]);
    expect(service.values.units).toEqual(['Thuế tỉnh, thành phố']);
  });

  it('that differ are reported', () => {
    const { problems } = merge([draft(0, { code: '1', units: ['Sở A'] }), draft(1, { units: ['Sở B'] })]);
    expect(problems).toEqual([
      {
        source: 1,
        location: '1.csv',
        problem: {
          code: 'sources-disagree',
          at: 'dòng 2',
          args: { code: '1', field: 'units', first: 'Sở A', second: 'Sở B' },
        },
      },
    ]);
  });
});

describe('disagreements', () => {
  it('of two pages of one source about the declared level are told, about its words are not', () => {
    const level = (number: 3 | 4, text: string) =>
      draft(0, { code: '1', declaredLevel: { level: number, text } });
    expect(merge([level(4, 'Toàn trình'), level(4, 'Mức độ 4')]).problems).toEqual([]);
    const { service, problems } = merge([level(4, 'Toàn trình'), level(3, 'Một phần'), level(3, 'Một phần')]);
    expect(service.values.declaredLevel?.level).toBe(4);
    expect(problems.map(({ problem }) => [problem.code, problem.args?.second])).toEqual([
      ['pages-disagree', '3 (Một phần)'],
    ]);
  });

  const fieldsOf = (first: ServiceValues, second: ServiceValues) =>
    merge([draft(0, first), draft(1, second)]).problems.map(({ problem }) => problem.args?.field);
  it.each([
    [{ name: 'Cấp  thẻ' }, { name: 'CẤP THẺ.' }, []],
    [{ name: 'Cấp thẻ' }, { name: 'Thu thẻ' }, ['name']],
    [
      { declaredLevel: { level: 4, text: 'Toàn trình' } },
      { declaredLevel: { level: 4, text: 'Mức độ 4' } },
      [],
    ],
    [
      { declaredLevel: { level: 4, text: 'Mức 4' } },
      { declaredLevel: { level: 3, text: 'Mức 3' } },
      ['declaredLevel'],
    ],
    [{ declaredLevel: { level: 4, text: 'Mức 4' } }, { declaredLevel: { text: 'Chưa rõ' } }, []],
    [
      { announcingDecision: { text: 'a', number: '1/QĐ-A' } },
      { announcingDecision: { text: 'b', number: '2/QĐ-A' } },
      ['announcingDecision'],
    ],
    [{ steps: { text: 'a' } }, { steps: { text: 'b' } }, []],
  ] as const)('%j and %j', (first, second, fields) => {
    expect(fieldsOf(first, second)).toEqual(fields);
  });
});

it('a tight name has letters and figures only', () => {
  expect(tightName(' Cấp thẻ (lần 2). ')).toBe('cấpthẻlần2');
});

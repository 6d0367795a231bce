import { afterEach, describe, expect, it, test } from 'vitest';
import { type Collection, createCollection, type RecordPlace } from './collection.js';
import type { Draft } from './normalise.js';
import { createProblemLog } from './problem-log.js';
import type { FieldName, ServiceValues } from './service.js';
import { createUnitRegister } from './units.js';

const open: Collection[] = [];
afterEach(() => {
  for (const collection of open.splice(0)) collection.close();
});

function draft(values: ServiceValues, more: Partial<Draft> = {}): Draft {
  const fields = Object.keys(values) as FieldName[];
  const evidence = Object.fromEntries(
    fields.map((field) => [field, [{ label: field, at: `cột ${field}`, text: String(values[field] ?? '') }]]),
  );
  const blank = fields.filter((field) => values[field] === null);
  return { values, evidence, shown: fields, blank, unknown: [], unrecognised: more.unknown ?? [], ...more };
}

function collect(entries: readonly (readonly [Draft, Partial<RecordPlace>?])[]) {
  const problems = createProblemLog(['a.csv', 'b.json']);
  const collection = createCollection(problems, createUnitRegister());
  open.push(collection);
  const kept = entries.map(([one, place], index) =>
    collection.add(one, {
      source: 0,
      kind: 'export',
      location: 'a.csv',
      at: `dòng ${index + 2}`,
      layout: place?.location ?? 'a.csv',
      ...place,
    }),
  );
  collection.settle();
  const services = [...collection.services()];
  return {
    kept,
    services,
    again: [...collection.services()],
    problems,
    codes: problems.of(0).map(({ code }) => code),
  };
}

test('a source without records before one that has them', () => {
  const { services, problems } = collect([
    [draft({ code: '1.000001', name: 'A' }, { total: 3 }), { source: 1 }],
  ]);
  expect(services).toHaveLength(1);
  expect(problems.of(1)).toMatchObject([{ code: 'listing-incomplete', args: { read: 1, total: 3 } }]);
});

describe('identity', () => {
  it('sorts services by code and gives the same ones again', () => {
    const { services, again } = collect([
      [draft({ code: '2.000001', name: 'B' })],
      [draft({ code: '1.000002', name: 'A' })],
    ]);
    expect(services.map(({ values }) => values.code)).toEqual(['1.000002', '2.000001']);
    expect(again).toEqual(services);
  });

  it('makes one service of the same code and name, notes it, and adds up the units', () => {
    const { services, codes } = collect([
      [draft({ code: '1.000001', name: 'Cấp giấy phép', units: ['Sở A'] })],
      [draft({ code: '1.000001', name: 'Cấp giấy phép.', units: ['Sở A'] })],
      [draft({ code: '1.000002', name: 'Cấp lại', units: ['Sở A'] })],
      [draft({ code: '1.000002', name: 'Cấp lại', units: ['Sở B'] })],
    ]);
    expect(services.map(({ values }) => values.units)).toEqual([['Sở A'], ['Sở A', 'Sở B']]);
    expect(codes).toEqual(['duplicate-code']);
  });

  it('knows a name that a list cut short', () => {
    const { services } = collect([
      [draft({ code: '1.000001', name: 'Cấp giấy phép xây dựng nhà ở' })],
      [draft({ code: '1.000001', name: 'Cấp giấy phép xây…' })],
    ]);
    expect(services.map(({ values }) => values.name)).toEqual(['Cấp giấy phép xây dựng nhà ở']);
  });

  it('does not call the two addresses of one procedure on a portal a mistake', () => {
    const one = draft({ code: '1.000001', name: 'Cấp giấy phép' });
    expect(
      collect([
        [one, { kind: 'portal' }],
        [one, { kind: 'portal' }],
      ]).codes,
    ).toEqual([]);
    expect(collect([[one], [one]]).codes).toEqual(['duplicate-code']);
  });

  it('keeps one code with different names apart', () => {
    const { services, codes } = collect([
      [draft({ code: '1.000001', name: 'Cấp giấy phép' })],
      [draft({ code: '1.000001', name: 'Thu hồi giấy phép' })],
    ]);
    expect(services.map(({ values }) => values.name)).toEqual(['Cấp giấy phép', 'Thu hồi giấy phép']);
    expect(codes).toEqual(['code-several-names']);
  });

  it('goes by name and units where there is no code', () => {
    const { services } = collect([
      [draft({ name: 'Đăng ký tạm trú', units: ['Công an xã'] })],
      [draft({ name: 'Đăng ký tạm trú', units: ['Công an tỉnh'] })],
      [draft({ name: 'đăng ký  tạm trú.', units: ['công an xã'] })],
    ]);
    expect(services).toHaveLength(2);
  });

  it('refuses a record that nothing names', () => {
    expect(collect([[draft({ result: { text: 'Giấy phép' } })]]).kept).toEqual([false]);
  });
});

describe('joining sources', () => {
  const list = draft({
    code: '1.000001',
    name: 'Cấp giấy phép',
    units: ['Sở A'],
    declaredLevel: { level: 4, text: 'Mức độ 4' },
  });
  const details = draft({
    code: '1.000001',
    name: 'CẤP GIẤY PHÉP',
    steps: { text: 'Bước 1' },
    declaredLevel: { level: 3, text: 'Một phần' },
  });

  it('lets the first source win and reports the disagreement', () => {
    const { services, problems } = collect([[list], [details, { source: 1, location: 'b.json' }]]);
    expect(services).toHaveLength(1);
    expect(services[0]?.values).toMatchObject({
      name: 'Cấp giấy phép',
      steps: { text: 'Bước 1' },
      declaredLevel: { level: 4 },
    });
    expect(services[0]?.sources.map(({ location }) => location)).toEqual(['a.csv', 'b.json']);
    expect(services[0]?.evidence.steps?.[0]?.at).toBe('b.json, dòng 3, cột steps');
    expect(problems.of(1).map(({ code, args }) => [code, args?.field])).toEqual([
      ['sources-disagree', 'declaredLevel'],
    ]);
  });

  it('does not let an empty first source hide what the second says', () => {
    const empty = draft({ code: '1.000001', name: 'Cấp giấy phép', steps: null });
    expect(
      collect([[empty], [details, { source: 1, location: 'b.json' }]]).services[0]?.values.steps,
    ).toEqual({ text: 'Bước 1' });
  });
});

describe('what a source can show', () => {
  it('is absent where no record shows it, null where a sister record does', () => {
    const { services } = collect([
      [draft({ code: '1.000001', name: 'A', result: { text: 'Giấy phép' } })],
      [draft({ code: '1.000002', name: 'B' })],
    ]);
    expect(services[1]?.values.result).toBeNull();
    expect('audience' in (services[1]?.values ?? {})).toBe(false);
  });

  it('is judged per layout', () => {
    const { services } = collect([
      [draft({ code: '1.000001', name: 'A', result: { text: 'Giấy phép' } })],
      [draft({ code: '1.000002', name: 'B' }), { layout: 'another page' }],
    ]);
    expect(services[1]?.values.result).toBeUndefined();
  });

  it('takes a column that is blank in all of ten records for one the export does not carry', () => {
    const many = (count: number) =>
      Array.from(
        { length: count },
        (_, index) =>
          [draft({ code: `1.0000${index + 10}`, name: `Thủ tục ${index}`, methods: null })] as const,
      );
    const ten = collect(many(10));
    expect(ten.services[0]?.values.methods).toBeUndefined();
    expect(ten.problems.of(0)).toEqual([
      { code: 'column-always-empty', args: { field: 'methods', count: 10 } },
    ]);
    expect(collect(many(9)).services[0]?.values.methods).toBeNull();
  });
});

describe('links', () => {
  const linked = (code: string, url: string) =>
    draft({ code, name: code, onlineSubmission: { text: 'Nộp hồ sơ', url, basis: 'own' } });
  const bases = (urls: readonly string[]) =>
    collect(urls.map((url, index) => [linked(`1.00000${index + 1}`, url)] as const)).services.map(
      ({ values }) => values.onlineSubmission?.basis,
    );

  it('that every service carries are shared', () => {
    expect(bases(['https://a.example/nop', 'https://a.example/nop'])).toEqual(['shared', 'shared']);
    expect(
      bases([
        'https://a.example/n?1',
        'https://a.example/n?1',
        'https://a.example/n?1',
        'https://a.example/n?ma=22',
      ]),
    ).toEqual(['shared', 'shared', 'shared', 'own']);
  });

  it("of one service, or of two among others, are the service's own", () => {
    expect(
      bases(['https://a.example/n?ma=11', 'https://a.example/n?ma=11', 'https://a.example/n?ma=22']),
    ).toEqual(['own', 'own', 'own']);
  });

  it('to a bare home page are shared even where one service alone has it', () => {
    expect(bases(['https://a.example/?home=1'])).toEqual(['shared']);
    expect(bases(['https://a.example/vi/'])).toEqual(['shared']);
    expect(bases(['https://a.example/#/nop-ho-so/1234'])).toEqual(['own']);
    expect(bases(['https://a.example/nop-ho-so/1.000001'])).toEqual(['own']);
  });
});

it('reports a listing that says it is longer than what was read', () => {
  const one = draft({ code: '1.000001', name: 'A' }, { total: 2507 });
  expect(collect([[one]]).problems.of(0)).toEqual([
    { code: 'listing-incomplete', args: { read: 1, total: 2507 } },
  ]);
});

it('notes the records that have nothing in any of their places', () => {
  const one = draft({ code: '1.000001', name: 'A', steps: null }, { withoutContent: true });
  const { problems, services } = collect([[one], [draft({ code: '1.000002', name: 'B' })]]);
  expect(services).toHaveLength(2);
  expect(problems.of(0)).toEqual([{ code: 'record-without-content', at: 'dòng 2', args: { count: 1 } }]);
  expect(problems.lost(0)).toBe(0);
});

it('takes a link for shared where other services show it too, though it is not the one that counts there', () => {
  const own = (url: string) => ({ text: 'Nộp đơn', basis: 'own' as const, url });
  const { services } = collect([
    [
      draft(
        { code: '1.000001', name: 'A', onlineSubmission: own('/nop?tt=1') },
        { actionUrls: { onlineSubmission: ['/nop?tt=1', '/nop'] } },
      ),
    ],
    [
      draft(
        { code: '1.000002', name: 'B', onlineSubmission: own('/nop') },
        { actionUrls: { onlineSubmission: ['/nop'] } },
      ),
    ],
  ]);
  expect(services.map(({ values }) => values.onlineSubmission?.basis)).toEqual(['own', 'shared']);
});

describe('records of one page', () => {
  const url = 'https://mo.example.vn/thu-tuc?id=7';
  const row = (name: string, at = url): [Draft, Partial<RecordPlace>] => [
    draft({ name, units: ['Sở Mõ'], declaredLevel: { level: 3, text: 'Mức độ 3' } }),
    { kind: 'page', location: 'ds.html', at, listed: true },
  ];
  const page = (values: ServiceValues, at = url): [Draft, Partial<RecordPlace>] => [
    draft(values),
    { kind: 'page', location: `${String(values.name)}.html`, at: `${String(values.name)}.html`, url: at },
  ];

  it.each(['row first', 'page first'])('are one service, with or without a code: %s', (order) => {
    for (const values of [{ code: '1.000001', name: 'Gõ mõ ban đêm' }, { name: 'Gõ mõ ban đêm' }]) {
      const entries = [row('Gõ mõ'), page(values)];
      const { services } = collect(order === 'row first' ? entries : entries.reverse());
      expect(services.map((one) => [one.values.name, one.values.declaredLevel?.level])).toEqual([
        ['Gõ mõ ban đêm', 3],
      ]);
    }
  });

  it('leave a row of the same name that leads elsewhere to its own page', () => {
    const other = 'https://mo.example.vn/thu-tuc?id=8';
    const { services } = collect([
      row('Gõ mõ'),
      row('Gõ mõ', other),
      page({ code: '1.000001', name: 'Gõ mõ' }),
      page({ code: '1.000002', name: 'Gõ mõ' }, other),
    ]);
    expect(services.map(({ values, sources }) => [values.code, sources.length])).toEqual([
      ['1.000001', 2],
      ['1.000002', 2],
    ]);
  });

  it('are kept apart where several procedures stand on the page, or rows of several names lead there', () => {
    const two = collect([page({ name: 'Gõ mõ' }), page({ name: 'Gõ chiêng' }), row('Gõ mõ sớm')]);
    expect(two.services).toHaveLength(3);
    const rows = collect([row('Gõ mõ'), row('Gõ chiêng')]);
    expect(rows.services).toHaveLength(2);
  });

  it('are not joined by the title of their documents', () => {
    const titled = (at: string): [Draft, Partial<RecordPlace>] => {
      const one = draft({ name: 'HUYỆN MÕ', units: ['Sở Mõ'] });
      const evidence = {
        name: [{ label: 'Tên thủ tục', at: 'title', text: 'HUYỆN MÕ', derived: true as const }],
      };
      return [
        { ...one, evidence: { ...one.evidence, ...evidence } },
        { kind: 'portal', at },
      ];
    };
    const { services } = collect([titled(url), titled('https://mo.example.vn/thu-tuc?id=8'), row('Gõ mõ')]);
    expect(services.map(({ values }) => values.name).sort()).toEqual(['Gõ mõ', 'HUYỆN MÕ']);
  });
});

it('holds a link that every service carries for nothing where the service denies it', () => {
  const url = 'https://a.example/nop';
  const { services } = collect([
    [draft({ code: '1.000001', name: 'A', onlineSubmission: { text: 'Nộp hồ sơ', url, basis: 'own' } })],
    [
      draft({
        code: '1.000002',
        name: 'B',
        onlineSubmission: { text: 'Chưa hỗ trợ', url, basis: 'disputed' },
      }),
    ],
  ]);
  expect(services.map(({ values }) => values.onlineSubmission)).toEqual([
    { text: 'Nộp hồ sơ', url, basis: 'shared' },
    { text: 'Chưa hỗ trợ', basis: 'none' },
  ]);
});

it('says where a service names several levels, of which none is taken', () => {
  const { problems } = collect([
    [draft({ code: '1.000001', name: 'A', declaredLevel: { text: 'Mức độ 3, 4' } })],
    [draft({ code: '1.000002', name: 'B', declaredLevel: { text: 'Chưa cung cấp' } })],
  ]);
  expect(problems.of(0)).toMatchObject([
    { code: 'level-several', args: { code: '1.000001', text: 'Mức độ 3, 4' } },
  ]);
});

describe('a heading that nobody knows', () => {
  const whole = { code: '1.000001', name: 'A', timeLimits: null };
  const unrecognised = (records: readonly Draft[]) =>
    collect(records.map((record) => [record, { kind: 'page', location: 'cong' }])).services.map(
      ({ values }) => values.unrecognised,
    );

  it('may stand for a field that the record has no place for and its sisters have', () => {
    expect(
      unrecognised([
        draft({ ...whole }, { blank: [] }),
        draft({ code: '1.000002', name: 'B' }, { unknown: ['Khoảng chờ đợi'] }),
      ]),
    ).toEqual([undefined, { labels: ['Khoảng chờ đợi'], fields: ['timeLimits'] }]);
  });

  it('stands for nothing where a record has it beside that field, or where the place is there', () => {
    expect(
      unrecognised([
        draft({ ...whole }, { blank: [], unknown: ['Lượt tải'] }),
        draft({ code: '1.000002', name: 'B' }, { unknown: ['Lượt tải'] }),
        draft({ ...whole, code: '1.000003' }, { unknown: ['Khoảng chờ đợi'] }),
      ]),
    ).toEqual([undefined, undefined, undefined]);
  });

  it('stands for nothing where nothing stands under it', () => {
    expect(
      unrecognised([
        draft({ ...whole }, { blank: [] }),
        draft({ code: '1.000002', name: 'B' }, { unknown: ['Khoảng chờ đợi'], unrecognised: [] }),
      ]),
    ).toEqual([undefined, undefined]);
  });
});

describe('a page without a code', () => {
  const url = 'https://mo.example.vn/thu-tuc/7-go-mo';
  const page = (at: string): Partial<RecordPlace> => ({
    kind: 'portal',
    location: 'https://mo.example.vn/',
    at,
  });
  const steps = { steps: { text: 'Gõ', steps: [] } } as unknown as ServiceValues;
  const coded = { code: '1.000007', name: 'Gõ mõ', units: ['Sở Mõ'], ...steps };

  it.each([
    ['of the same name and agency', `${url}/in`, { name: 'Gõ  mõ', units: ['Sở Mõ'], ...steps }, 1],
    [
      'that names no agency, at an address with other parameters',
      `${url}?print=1`,
      { name: 'Gõ mõ', ...steps },
      1,
    ],
    [
      'that names no agency, at another address',
      'https://mo.example.vn/thu-tuc/8',
      { name: 'Gõ mõ', ...steps },
      2,
    ],
    ['of another agency', `${url}/in`, { name: 'Gõ mõ', units: ['Sở Chiêng'], ...steps }, 2],
    ['of another name', `${url}?print=1`, { name: 'Gõ chiêng', units: ['Sở Mõ'], ...steps }, 2],
  ])('%s is that of the service with the code: %s', (_, at, values, count) => {
    const pages = [
      [draft(coded), page(url)],
      [draft(values), page(at)],
    ] as const;
    for (const order of [pages, [...pages].reverse()]) {
      const { services } = collect(order);
      expect(services.map((service) => service.values.code ?? null)).toEqual(
        count === 1 ? ['1.000007'] : ['1.000007', null],
      );
    }
  });

  it('is nobody knows whose where several codes have its name', () => {
    const { services } = collect([
      [draft(coded), page(url)],
      [draft({ ...coded, code: '1.000008' }), page('https://mo.example.vn/thu-tuc/8')],
      [draft({ name: 'Gõ mõ', units: ['Sở Mõ'] }), page(`${url}?print=1`)],
    ]);
    expect(services).toHaveLength(3);
  });

  it('is a service of its own where only the title of its document gives the name', () => {
    const borrowed = draft({ name: 'Gõ mõ', units: ['Sở Mõ'] });
    borrowed.evidence.name = [{ label: 'Tên thủ tục', at: 'title', text: 'Gõ mõ', derived: true }];
    expect(
      collect([
        [draft(coded), page(url)],
        [borrowed, page(`${url}?print=1`)],
      ]).services,
    ).toHaveLength(2);
  });
});

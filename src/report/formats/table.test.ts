import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import type { ReportHead } from '../report.js';
import { assessment, type HeadSketch, province, reportOf } from '../testing/assessments.js';
import { renderTable } from './table.js';
import type { TableOptions } from './view.js';

const OPTIONS: TableOptions = { width: 120, colour: false, lang: 'vi' };

function tableOf(
  assessments: Parameters<typeof reportOf>[0],
  options: Partial<TableOptions> = {},
  sketch: HeadSketch = {},
) {
  const { head, findings } = reportOf(assessments, sketch);
  return renderTable({ head, findings }, { ...OPTIONS, ...options });
}

/** Cells of the per-unit table, a wrapped name put together again. */
function rowsOf(text: string): string[][] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.startsWith('├'));
  const end = lines.findIndex((line) => line.startsWith('└'));
  const rows: string[][] = [];
  for (const line of lines.slice(start, end)) {
    if (!line.startsWith('│')) continue;
    const cells = line
      .split('│')
      .slice(1, -1)
      .map((cell) => cell.trim());
    if (cells[1] === '' && rows.length > 0) {
      const last = rows.at(-1) ?? [];
      last[0] = `${last[0]} ${cells[0]}`;
    } else rows.push(cells);
  }
  return rows;
}

describe('the per-unit table', () => {
  const assessments = province();

  test.each([60, 80, 100, 120, 160, 200])('fits %i columns in both languages', (width) => {
    for (const lang of ['vi', 'en'] as const) {
      const text = tableOf(assessments, { width, lang });
      for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(width);
    }
  });

  test.each([
    [80, ['Đơn vị', 'vụ', '4', 'vượt', 'xem', 'mức']],
    [
      120,
      ['Đơn vị', 'vụ', '–   1   2   3   4', '0  1   2   3   4', '0   1   2  3   4', 'vượt', 'xem', 'mức'],
    ],
    [
      160,
      ['Đơn vị', 'vụ', '–   1   2   3   4', '0  1   2   3   4', '0   1   2  3   4', 'vượt', 'xem', 'mức'],
    ],
  ])('shows at %i columns what there is room for', (width, expected) => {
    const lines = tableOf(assessments, { width }).split('\n');
    const heading = lines[lines.findIndex((line) => line.startsWith('├')) - 1] ?? '';
    const titles = heading
      .split('│')
      .slice(1, -1)
      .map((cell) => cell.trim());
    if (width === 80) expect(titles).toHaveLength(expected.length);
    else expect(titles).toEqual(expected);
  });

  test('with large numbers at 80 columns the levels 3 and 4 remain', () => {
    const { head } = reportOf(assessments);
    const swell = (row: ReportHead['totals']) => ({
      ...row,
      services: row.services * 9000,
      declared: { none: 180_000, '1': 170_000, '2': 170_000, '3': 340_000, '4': 345_000 },
    });
    const big = { ...head, totals: swell(head.totals), units: head.units.map(swell) };
    const text = renderTable({ head: big }, { ...OPTIONS, width: 80 });
    const lines = text.split('\n');
    for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(80);
    expect(text).toContain('340000  345000');
    expect(text).not.toContain('170000');
    expect(text).toContain('1.080.000');
  });

  test('names are whole at every width, words unbroken', () => {
    const { head } = reportOf(assessments);
    for (const width of [80, 120, 160]) {
      const names = rowsOf(tableOf(assessments, { width })).map(([name]) => name);
      expect(names).toEqual([...head.units.map(({ name }) => name), 'Tổng cộng']);
    }
  });

  test('the total is the count of services, not of rows', () => {
    const rows = rowsOf(tableOf(assessments));
    const total = rows.at(-1) ?? [];
    expect(total[1]).toBe('120');
    const levels = (total[2] ?? '').split(/ +/).map(Number);
    expect(levels.reduce((a, b) => a + b)).toBe(120);
    const inRows = rows.slice(0, -1).reduce((sum, row) => sum + Number(row[1]), 0);
    expect(inRows).toBeGreaterThan(120);
    expect(tableOf(assessments)).toContain('tính một lần ở');
  });

  test('a name in NFD stands as straight as the same in NFC', () => {
    const nfc = tableOf([assessment({ units: ['Ủy ban nhân dân huyện Mường Ảng'], code: '1' })]);
    const nfd = tableOf([
      assessment({ units: ['Ủy ban nhân dân huyện Mường Ảng'.normalize('NFD')], code: '1' }),
    ]);
    expect(nfd).toBe(nfc);
  });

  test('of 300 units the 30 worst are shown, all where asked', () => {
    const many = Array.from({ length: 300 }, (_, index) =>
      assessment({
        units: [`Xã số ${index}`],
        declared: 4,
        ...(index === 250 ? { statuses: { 'TT32-5.4.b': 'fail' as const } } : {}),
      }),
    );
    const text = tableOf(many);
    expect(rowsOf(text)).toHaveLength(31);
    expect(rowsOf(text)[0]?.[0]).toBe('Xã số 250');
    expect(text).toContain('… và 270 đơn vị khác (xem báo cáo JSON)');
    expect(rowsOf(tableOf(many, { allRows: true }))).toHaveLength(301);
    expect(rowsOf(tableOf(many.slice(0, 40)))).toHaveLength(41);
  });

  test('no word of a heading is torn, and none is wrapped where there is room', () => {
    const one = [assessment({ adminLevels: ['commune'], declared: 4 })];
    for (const width of [60, 80, 100, 120, 160]) {
      const text = tableOf(one, { width, lang: 'en' }, { by: 'admin-level' });
      for (const word of ['Administrative', 'declared', 'Conforming']) expect(text).toContain(word);
    }
    expect(tableOf(one, { width: 120 })).toMatch(/│ +Mức đã xác minh │/);
    expect(tableOf(one, { width: 160 }, { by: 'admin-level' })).toMatch(
      /│ +Mức có thể đạt │ +Mức đã xác minh │/,
    );
  });

  test('without room beside the names the levels reached stand in a table below', () => {
    for (const width of [80, 120]) {
      const count = width === 80 ? 2 : 1;
      const [units = ''] = tableOf(assessments, { width }).split('Yêu cầu thiếu');
      expect(units.match(/^┌/gm)).toHaveLength(count);
      expect(units.match(/Tổng cộng/g)).toHaveLength(count);
      expect(units).toContain('Đã xác minh: chỉ tính');
    }
    const narrow = tableOf(assessments, { width: 80 });
    const wide = rowsOf(tableOf(assessments)).at(-1);
    for (const counts of [wide?.[3], wide?.[4]]) expect(narrow).toContain(String(counts));
  });

  test('rows of a tree are indented', () => {
    const parents = new Map([['Xã A', 'Huyện']]);
    const text = tableOf([assessment({ units: ['Xã A'] })], {}, { parents });
    expect(text).toMatch(/^│ Huyện {3,}│/m);
    expect(text).toMatch(/^│ {3}Xã A /m);
  });

  test('by field and by administrative level', () => {
    const some = [assessment({ field: 'Hộ tịch', adminLevels: ['commune'] }), assessment({})];
    expect(rowsOf(tableOf(some, {}, { by: 'field' })).map(([name]) => name)).toEqual([
      '(không ghi lĩnh vực)',
      'Hộ tịch',
      'Tổng cộng',
    ]);
    const english = tableOf(some, { lang: 'en' }, { by: 'admin-level' });
    expect(english).toContain('Commune');
    expect(english).toContain('(no administrative level given)');
    expect(english).not.toContain('Cấp xã');
  });
});

describe('the sections', () => {
  test('no services, no findings, nothing over-declared read well', () => {
    expect(tableOf([])).toContain('Không có dịch vụ nào trong báo cáo.');
    const fine = tableOf([assessment({ declared: 4 })]);
    expect(fine).toContain('Không có dịch vụ nào khai vượt mức.');
    expect(fine).toContain('Không có yêu cầu nào bị thiếu.');
    expect(fine).toContain('Không có dịch vụ nào chỉ còn thiếu một yêu cầu');
    expect(fine).toContain('100 %');
    expect(fine).toContain('ĐẠT:');
    expect(fine).not.toMatch(/undefined|NaN|null|\[object/);
    const { head } = reportOf([assessment({ declared: 4, statuses: { 'TT32-5.4.b': 'fail' } })]);
    expect(renderTable({ head }, OPTIONS)).toContain('Báo cáo này không lưu từng dịch vụ.');
  });

  test('an over-declared service stands under the clauses it lacks', () => {
    const text = tableOf([
      assessment({
        code: '1.111111',
        declared: 4,
        statuses: { 'TT32-5.3.b.1': 'fail', 'TT32-5.4.b': 'fail' },
      }),
    ]);
    expect(text).toContain(
      [
        'Dịch vụ khai vượt mức: 1',
        '  Khai mức 4, chỉ có thể đạt mức 2 (1 dịch vụ). Còn thiếu:',
        '    ✗ TT32-5.3.b.1 Nộp được hồ sơ trực tuyến (điểm b khoản 3 Điều 5)',
        '    ✗ TT32-5.4.b Thanh toán được phí, lệ phí trực tuyến (điểm b khoản 4 Điều 5)',
        '      1.111111  Đăng ký hộ kinh doanh – Sở Tư pháp',
      ]
        .join('\n')
        .replace('1.111111  ', '1.111111 '),
    );
    expect(text).toContain('KHÔNG ĐẠT: 1 dịch vụ khai vượt mức.');
    expect(text).toContain('explain bao-cao.json 1.111111');
  });

  test('only the first 20 services are named, the others counted', () => {
    const text = tableOf(
      Array.from({ length: 50 }, () => assessment({ declared: 4, statuses: { 'TT32-5.4.b': 'fail' } })),
    );
    expect(text.match(/Đăng ký hộ kinh doanh/g)).toHaveLength(20);
    expect(text).toContain('(50 dịch vụ)');
    expect(text).toContain('… và 30 dịch vụ khác');
  });

  test('all of them where asked, one heading for each claim', () => {
    const text = tableOf(
      Array.from({ length: 50 }, (_, index) =>
        assessment({
          declared: 4,
          statuses: {
            'TT32-5.3.b.1': 'fail',
            ...(index % 2 === 0 ? {} : { 'TT32-5.4.b': 'fail' as const }),
          },
        }),
      ),
      { allRows: true },
    );
    expect(text.match(/Đăng ký hộ kinh doanh/g)).toHaveLength(50);
    expect(text.match(/Khai mức 4, chỉ có thể đạt mức 2 \(50 dịch vụ\)\. Còn thiếu:/g)).toHaveLength(1);
    expect(text.match(/^ {4}✗ TT32-5/gm)).toHaveLength(3);
    expect(text).not.toContain('dịch vụ khác');
  });

  test('what to do next names a service of the report and the file it is in', () => {
    const some = [assessment({ code: '2.345678', declared: 1 })];
    expect(tableOf(some)).toContain('explain bao-cao.json 2.345678');
    expect(tableOf(some)).toContain('--format json=bao-cao.json');
    const saved = tableOf(some, { report: 'ket-qua/tinh.json' });
    expect(saved).toContain('explain ket-qua/tinh.json 2.345678');
    expect(saved).not.toContain('--format json');
    expect(tableOf([assessment({ code: null })])).not.toContain('dvctt-audit explain');
  });

  test('problems of one kind are shown three times, then counted', () => {
    const problems = Array.from({ length: 40 }, (_, index) => ({
      code: 'not-a-procedure',
      at: `dòng ${index}`,
    }));
    const sources = [
      {
        kind: 'export',
        location: 'a.csv',
        services: 1,
        lost: 0,
        problems: [
          ...problems,
          { code: 'strange', args: { x: 1 } },
          { code: 'more-of-the-same', args: { code: 'not-a-procedure', count: 1900 } },
        ],
      },
    ];
    const text = tableOf([assessment({})], {}, { sources });
    expect(text.match(/! dòng/g)).toHaveLength(3);
    expect(text).toContain('… và 1.937 ghi chú nữa cùng loại');
    expect(text).toContain('! strange (x: 1)');
  });

  test('what was lost is told from what is only noted, without colour', () => {
    const problems = [
      { code: 'file-empty', at: 'a.csv', lost: true as const },
      { code: 'not-a-procedure', at: 'dòng 7' },
    ];
    const text = tableOf(
      [assessment({})],
      {},
      { sources: [{ kind: 'export', location: 'tinh', services: 1, lost: 1, problems }] },
    );
    expect(text).toMatch(/^ {4}✗ a\.csv: Tệp trống/m);
    expect(text).toMatch(/^ {4}! dòng 7: /m);
  });

  test('what needs review says why', () => {
    const text = tableOf([assessment({ declared: 3, statuses: { 'TT32-5.3.c': 'manual' } })]);
    expect(text).toContain('Vì sao 1 dịch vụ cần xem xét');
    expect(text).toMatch(/│ TT32-5\.3\.c │ Hồ sơ lưu trong cơ sở dữ liệu │ +0 │ +1 │ +0 │/);
  });
});

test('crawled text cannot reach the terminal, colour only where asked', () => {
  const hostile = '\u001B]0;x\u0007\u001B[2J\u202Eab</script>\ncd';
  const sketch = {
    code: hostile,
    name: hostile,
    units: [hostile],
    declared: 4 as const,
    statuses: { 'TT32-5.4.b': 'fail' as const },
  };
  const sources = [
    {
      kind: hostile,
      location: hostile,
      services: 1,
      lost: 1,
      problems: [{ code: hostile, at: hostile, args: { a: hostile } }],
    },
  ];
  const text = tableOf([assessment(sketch)], {}, { sources });
  expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202E]/);
  expect(text).toContain('</script>');
  const coloured = tableOf([assessment(sketch)], { colour: true }, { sources });
  expect(coloured).not.toBe(text);
  // Nothing but the program's own codes, and the same text beneath them.
  expect(coloured.replace(/\u001B\[\d+m/g, '').replace(/ +$/gm, '')).toBe(text);
});

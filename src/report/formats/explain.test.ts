import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { assessment, reportOf, type Sketch } from '../testing/assessments.js';
import { renderExplanation } from './explain.js';
import type { TextOptions } from './view.js';

function explained(sketches: readonly Sketch[], options: Partial<TextOptions> = {}) {
  const { head, services } = reportOf(sketches.map((sketch) => assessment(sketch)));
  return renderExplanation(services, head, { width: 90, colour: false, lang: 'vi', ...options });
}

const SERVICE: Sketch = {
  code: '1.004194',
  declared: 4,
  declaredAs: 'Toàn trình',
  statuses: {
    'TT32-5.1.h': 'fail',
    'TT32-5.2.b': 'notApplicable',
    'TT32-5.3.b.1': 'unclear',
    'TT32-5.3.c': 'manual',
    'TT32-5.4.b': 'notChecked',
  },
};

test('says of every requirement what was read, why, and what to do', () => {
  const text = explained([SERVICE]);
  expect(text).toContain('Khai báo:    mức 4 (nguồn ghi “Toàn trình”)');
  expect(text).toContain('Có thể đạt:  chưa đạt mức 1');
  expect(text).toContain('Kết luận:    khai vượt mức');
  expect(text).toContain('Mức 1 – 1 đạt, 1 không đạt, 0 chưa kết luận, 0 không áp dụng');
  expect(text).toContain(
    [
      '  ✗ không đạt: Nêu rõ kết quả cuối cùng (TT32-5.1.h, điểm h khoản 1 Điều 5)',
      '      Đọc được: Thời hạn giải quyết [cột K]: “03 ngày làm việc”',
      '      Lý do: Có mục này nhưng để trống.',
      '      Cần làm: Bổ sung: Nêu rõ kết quả cuối cùng.',
    ].join('\n'),
  );
  for (const sign of [
    '✓ đạt',
    '– không áp dụng',
    '? chưa rõ',
    '○ cần người xác nhận',
    '· nguồn không thể hiện',
  ]) {
    expect(text).toContain(sign);
  }
  expect(text).toContain('Liên kết dùng chung: https://dichvucong.example.vn/');
  expect(text).toContain('Yêu cầu khác, không thuộc mức nào');
  expect(text).toContain('cần có');
});

test('in English, in every width', () => {
  for (const width of [60, 80, 120]) {
    const text = explained([SERVICE], { width, lang: 'en' });
    for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(width);
    expect(text.replace(/\s+/g, ' ')).toContain(
      'not met: Final result is named (TT32-5.1.h, điểm h khoản 1 Điều 5)',
    );
  }
});

test('a source is quoted once and then called by its number', () => {
  const { head, services } = reportOf([assessment({ code: '1.000001' })]);
  const read = (at: string, label = 'Thời hạn') => [
    { field: 'timeLimits' as const, label, at, text: '03 ngày' },
  ];
  const [service] = services;
  const [result] = service?.results ?? [];
  if (service === undefined || result === undefined) throw new Error('no service');
  const text = renderExplanation(
    [
      {
        ...service,
        source: { kind: 'export', location: 'a.xlsx', at: 'Tỉnh!9' },
        alsoAt: [
          { kind: 'export', location: 'b.jsonl', at: 'dòng 4' },
          { kind: 'portal', location: 'https://a.example/', at: 'https://a.example/tt?id=1' },
        ],
        results: [
          'Tỉnh!9, cột C',
          'b.jsonl, dòng 4, Thời hạn',
          'https://a.example/, https://a.example/tt?id=1, Thời hạn',
          'b.jsonl, dòng 40, Thời hạn',
        ].map((at) => ({ ...result, evidence: read(at) })),
      },
    ],
    head,
    { width: 120, colour: false, lang: 'vi' },
  );
  expect(text).toContain(
    [
      'Nguồn:       [1] a.xlsx, Tỉnh!9',
      '             [2] b.jsonl, dòng 4',
      '             [3] https://a.example/, https://a.example/tt?id=1',
    ].join('\n'),
  );
  expect(text).toContain('Đọc được [1]: Thời hạn [cột C]: “03 ngày”');
  expect(text).toContain('Đọc được [2]: Thời hạn: “03 ngày”');
  expect(text).toContain('Đọc được [3]: Thời hạn: “03 ngày”');
  // Another record of the file is not the second source.
  expect(text).toContain('Thời hạn [b.jsonl, dòng 40, Thời hạn]');
});

test('shows all services of one code', () => {
  const text = explained([
    { code: '2.000001', name: 'Một' },
    { code: '2.000001', name: 'Hai' },
  ]);
  expect(text).toContain('Có 2 dịch vụ trùng mã 2.000001:');
  expect(text).toMatch(/^Một$[\s\S]*^Hai$/m);
});

test('a report of findings only says so', () => {
  const { head, services } = reportOf([assessment({ declared: 4 })]);
  const trimmed = services.map((service) => ({ ...service, results: [] }));
  const text = renderExplanation(
    trimmed,
    { ...head, detail: 'findings' },
    { width: 80, colour: false, lang: 'vi' },
  );
  expect(text).toContain('Báo cáo chỉ lưu những yêu cầu chưa đạt');
  expect(text).toContain('Không còn yêu cầu nào để giải thích.');
});

test('what was crawled stays text', () => {
  const hostile = 'x\u001B[31m\u202Ey\nz';
  const text = explained([
    { code: hostile, name: hostile, units: [hostile], seen: hostile, declared: 3, declaredAs: hostile },
  ]);
  expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202E]/);
});

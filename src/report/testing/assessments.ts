/** Assessments made by hand for tests of the report: a small ruleset of its own, and services with chosen results. */
import { levelsOf, verdictOf } from '../../rules/levels.js';
import type { Requirement, RequirementResult, Ruleset, Status } from '../../rules/requirement.js';
import type { AdminLevel, Level, Service, ServiceValues } from '../../services/service.js';
import { createFindings, type Findings } from '../findings.js';
import { gate } from '../gate.js';
import type { ReportHead, ReportService, ReportSource } from '../report.js';
import { reportRuleset } from '../ruleset.js';
import { toReportService } from '../service.js';
import { type Assessment, createTally, type TallyOptions } from '../tally.js';

function requirement(
  id: string,
  level: Level | undefined,
  cite: string,
  vi: string,
  en: string,
  more: Partial<Requirement> = {},
): Requirement {
  return {
    id,
    ...(level === undefined ? {} : { level }),
    subject: 'service',
    cite,
    obligation: 'must',
    title: { vi, en },
    evidence: ['name'],
    check: true,
    remedy: { vi: `Bổ sung: ${vi}.`, en: `Add: ${en}.` },
    examples: {},
    ...more,
  };
}

export const RULESET: Ruleset = {
  id: 'thu-nghiem',
  version: '1.2.0',
  hash: 'ab'.repeat(32),
  title: { vi: 'Bốn mức độ theo Thông tư 32/2017/TT-BTTTT', en: 'Four levels of Circular 32/2017/TT-BTTTT' },
  notice: {
    vi: 'Từ 15/8/2022 chỉ còn hai loại: toàn trình và một phần. Kết quả ở đây không phải kết luận về quy định đó.',
    en: 'Since 15 August 2022 there are two kinds, full and partial. The results here say nothing about them.',
  },
  requirements: [
    requirement('TT32-5.1.đ', 1, 'điểm đ khoản 1 Điều 5', 'Có thời hạn giải quyết', 'Time limit is given'),
    requirement(
      'TT32-5.1.h',
      1,
      'điểm h khoản 1 Điều 5',
      'Nêu rõ kết quả cuối cùng',
      'Final result is named',
    ),
    requirement('TT32-5.2.b', 2, 'điểm b khoản 2 Điều 5', 'Biểu mẫu tải về được', 'Forms can be downloaded'),
    requirement(
      'TT32-5.3.b.1',
      3,
      'điểm b khoản 3 Điều 5',
      'Nộp được hồ sơ trực tuyến',
      'Dossier goes in online',
    ),
    requirement(
      'TT32-5.3.c',
      3,
      'điểm c khoản 3 Điều 5',
      'Hồ sơ lưu trong cơ sở dữ liệu',
      'Dossier kept in a database',
    ),
    requirement(
      'TT32-5.3.đ',
      3,
      'điểm đ khoản 3 Điều 5',
      'Trả tại chỗ hoặc qua bưu chính',
      'Paid on the spot or by post',
      {
        upTo: 3,
      },
    ),
    requirement(
      'TT32-5.4.b',
      4,
      'điểm b khoản 4 Điều 5',
      'Thanh toán được phí, lệ phí trực tuyến',
      'Fees paid online',
    ),
    requirement('TT32-8.3', 3, 'khoản 3 Điều 8', 'Hướng dẫn tại từng ô nhập liệu', 'Help at every input', {
      obligation: 'should',
    }),
    requirement('TT32-6.3', undefined, 'khoản 3 Điều 6', 'Tên đúng tên thủ tục', 'Named as the procedure is'),
  ],
  reasons: {
    met: { vi: 'Đáp ứng.', en: 'Met.' },
    empty: { vi: 'Có mục này nhưng để trống.', en: 'The place is there and empty.' },
    shared: { vi: 'Liên kết dùng chung: {onlineSubmission.url}', en: 'Shared link: {onlineSubmission.url}' },
  },
};

export interface Sketch {
  readonly code?: string | null;
  readonly name?: string | null;
  readonly units?: readonly string[];
  readonly field?: string;
  readonly adminLevels?: readonly AdminLevel[];
  readonly declared?: Level;
  readonly declaredAs?: string;
  /** Results other than `pass`. */
  readonly statuses?: Readonly<Record<string, Status>>;
  /** Evidence text of every result. */
  readonly seen?: string;
}

let serial = 0;

export function assessment(sketch: Sketch): Assessment {
  serial += 1;
  const { code = `1.${String(serial).padStart(6, '0')}`, name = 'Đăng ký hộ kinh doanh', declared } = sketch;
  const text = sketch.seen ?? '03 ngày làm việc';
  const results = RULESET.requirements.map(({ id }): RequirementResult => {
    const status = sketch.statuses?.[id] ?? 'pass';
    return {
      requirement: id,
      status,
      evidence:
        status === 'notChecked'
          ? []
          : [{ field: 'timeLimits', label: 'Thời hạn giải quyết', at: 'cột K', text }],
      detail: reasonOf(status),
    };
  });
  const values: ServiceValues = {
    code,
    name,
    units: sketch.units ?? ['Sở Tư pháp'],
    ...(sketch.field === undefined ? {} : { field: { text: sketch.field } }),
    ...(sketch.adminLevels === undefined ? {} : { adminLevel: { text: '', levels: sketch.adminLevels } }),
    ...(declared === undefined
      ? {}
      : { declaredLevel: { level: declared, text: sketch.declaredAs ?? `Mức ${declared}` } }),
  };
  const service: Service = {
    id: code ?? String(serial),
    values,
    evidence: {},
    sources: [{ kind: 'export', location: 'danh-muc.xlsx', at: `Sheet1!${serial + 1}` }],
  };
  const levels = levelsOf(RULESET, results);
  return { service, results, ...levels, verdict: verdictOf(declared, levels) };
}

function reasonOf(status: Status): RequirementResult['detail'] {
  if (status === 'pass') return { reason: 'met' };
  if (status === 'fail') return { reason: 'empty' };
  return { reason: 'shared', args: { 'onlineSubmission.url': 'https://dichvucong.example.vn/' } };
}

export function servicesOf(assessments: readonly Assessment[]): ReportService[] {
  return assessments.map((one) => toReportService(one, one.service.values.units ?? []));
}

export interface HeadSketch extends Partial<Omit<TallyOptions, 'requirements'>> {
  readonly sources?: readonly ReportSource[];
  readonly coverage?: number;
  readonly failOn?: readonly string[];
}

/** The head and the findings of a report about these services. */
export function reportOf(
  assessments: readonly Assessment[],
  sketch: HeadSketch = {},
): { head: ReportHead; findings: Findings; services: ReportService[] } {
  const { by = 'unit', coverage = 100, sources, failOn = ['over-declared'], parents } = sketch;
  const unitsOf = sketch.unitsOf ?? ((service: Service) => service.values.units ?? []);
  const tally = createTally({
    by,
    requirements: RULESET.requirements,
    unitsOf,
    ...(parents === undefined ? {} : { parents }),
  });
  for (const one of assessments) tally.add(one);
  const { totals, rows } = tally.finish();
  const ruleset = reportRuleset(RULESET);
  const services = servicesOf(assessments);
  const findings = createFindings({ requirements: RULESET.requirements });
  for (const service of services) findings.add(service);
  const head: ReportHead = {
    schemaVersion: 1,
    tool: { name: 'dvctt-audit', version: '0.1.0' },
    ruleset,
    generatedAt: '2026-11-24T04:30:00Z',
    sources: [
      ...(sources ?? [
        { kind: 'export', location: 'danh-muc.xlsx', services: assessments.length, lost: 0, problems: [] },
      ]),
    ],
    totals,
    by,
    units: rows,
    portal: [],
    metrics: [],
    gate: gate(totals, coverage, { failOn }),
    coverage,
  };
  return { head, findings: findings.finish(), services };
}

/** A made-up province: units of very different length, all verdicts, some services without a unit, some with two. */
export function province(count = 120): Assessment[] {
  const units = [
    'Sở Tư pháp',
    'Sở Nông nghiệp và Phát triển nông thôn',
    'Ban Quản lý Khu kinh tế và các khu công nghiệp tỉnh',
    'Công an tỉnh',
    'Ủy ban nhân dân huyện Đông Sơn',
    'Ủy ban nhân dân xã Trường Thịnh (bộ phận Tiếp nhận và Trả kết quả)',
  ];
  const names = [
    'Đăng ký lại khai sinh có yếu tố nước ngoài',
    'Cấp giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm',
    'Đăng ký thành lập hộ kinh doanh',
    'Xác nhận thông tin về cư trú',
  ];
  return Array.from({ length: count }, (_, index) => {
    const declared = ([undefined, 1, 2, 3, 4, 4, 3] as const)[index % 7];
    const statuses: Record<string, Status> = {};
    if (index % 3 === 0) statuses['TT32-5.3.b.1'] = 'fail';
    if (index % 4 === 1) statuses['TT32-5.3.b.1'] = 'unclear';
    if (index % 5 === 0) statuses['TT32-5.4.b'] = 'fail';
    if (index % 11 === 0) statuses['TT32-5.1.đ'] = 'fail';
    if (index % 2 === 0) statuses['TT32-5.3.c'] = 'manual';
    if (index % 6 === 0) statuses['TT32-5.2.b'] = 'notChecked';
    const first = units[(index * index) % units.length] ?? '';
    const second = units[(index + 1) % units.length] ?? '';
    return assessment({
      name: names[index % names.length] ?? '',
      units: index % 20 === 7 ? [] : index % 9 === 4 ? [first, second] : [first],
      ...(declared === undefined ? {} : { declared }),
      statuses,
    });
  });
}

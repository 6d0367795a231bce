/** The page of a ruleset for those who are audited by it: Markdown, in Vietnamese. */
import type { Level } from '../services/service.js';
import { reasonsIn } from './condition.js';
import { FIELDS } from './fields.js';
import type { RulesetChange } from './load.js';
import type { Obligation, Requirement, Ruleset } from './requirement.js';
import { fieldLabels } from './ruleset-file.js';

/** What a page tells of a ruleset; dates and changes where the ruleset gives them. */
export interface PagedRuleset extends Ruleset {
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly changes?: readonly RulesetChange[];
}

const OBLIGATIONS: Readonly<Record<Obligation, string>> = {
  must: 'phải',
  should: 'cần',
  encouraged: 'khuyến khích',
};

const LEVELS: readonly Level[] = [1, 2, 3, 4];

const HOW_TO_READ = `Mỗi dòng là một yêu cầu được kiểm tra riêng cho từng dịch vụ. Mức độ sau bao gồm mọi yêu cầu của các mức độ trước.

- **Tính chất**: chỉ yêu cầu "phải" mới làm thay đổi mức độ; "cần" và "khuyến khích" chỉ được nêu để cải thiện.
- **Cách kiểm tra**: "tự động" là chương trình đọc được từ nguồn dữ liệu; "người kiểm tra" là phải có người xác nhận.
- **Căn cứ xem xét**: những mục của trang thủ tục hoặc cột của bảng dữ liệu được dùng để kết luận.
- Mục "nếu có" mà nguồn không nói gì thì không bị coi là thiếu, trừ khi chính hồ sơ cho thấy là có.

Kết quả của mỗi yêu cầu là một trong các trạng thái sau:`;

const STATES: readonly (readonly string[])[] = [
  ['Trạng thái', 'Nghĩa', 'Tính vào mức xác minh được', 'Tính vào mức có thể đạt'],
  ['đạt (`pass`)', 'nội dung đọc được đáp ứng yêu cầu', 'có', 'có'],
  ['không áp dụng (`notApplicable`)', 'dịch vụ không thuộc trường hợp phải áp dụng', 'có', 'có'],
  ['chưa rõ (`unclear`)', 'có căn cứ nhưng yếu hoặc mâu thuẫn, cần người xem', 'không', 'có'],
  ['cần người xác nhận (`manual`)', 'chỉ người kiểm tra mới nói được', 'không', 'có'],
  ['chưa kiểm tra (`notChecked`)', 'nguồn này không có chỗ thể hiện', 'không', 'có'],
  ['không đạt (`fail`)', 'nội dung đọc được trái với yêu cầu', 'không', 'không'],
];

const HOW_LEVELS_COME = `Mức **xác minh được** là mức cao nhất mà mọi yêu cầu đều chắc chắn đạt; mức **có thể đạt** là mức cao nhất chưa bị căn cứ nào bác bỏ. Dịch vụ công bố cao hơn mức có thể đạt là **công bố quá mức**.`;

/** The page; the same ruleset gives the same text. */
export function rulesetPage(ruleset: PagedRuleset): string {
  const { id, version, title, notice, requirements, changes = [] } = ruleset;
  const levels = LEVELS.flatMap((number) =>
    section(
      `Mức độ ${number}`,
      requirements.filter(({ level }) => level === number),
    ),
  );
  const others = section(
    'Yêu cầu không thuộc mức độ nào',
    requirements.filter(({ level }) => level === undefined),
  );
  const blocks = [
    `# ${title.vi}`,
    `Bộ quy tắc \`${id}\`, phiên bản ${version}${validity(ruleset)}. Trang này được tạo từ các tệp JSON trong \`rules/\`; không sửa trực tiếp.`,
    ...(notice === undefined ? [] : [`> **Lưu ý.** ${notice.vi}`]),
    '## Cách đọc',
    HOW_TO_READ,
    table(STATES),
    HOW_LEVELS_COME,
    ...levels,
    ...others,
    '## Lý do nêu trong kết quả',
    'Mỗi kết quả kèm một lý do. Phần trong ngoặc nhọn được thay bằng nội dung đọc được.',
    reasonTable(ruleset),
    ...(changes.length === 0
      ? []
      : [
          '## Các lần thay đổi',
          changes.map((change) => `- ${change.version} (${day(change.date)}): ${change.text.vi}`).join('\n'),
        ]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function validity({ validFrom, validTo }: PagedRuleset): string {
  if (validFrom === undefined) return '';
  const until = validTo === undefined ? '' : ` đến ${day(validTo)}`;
  return `; văn bản có hiệu lực từ ${day(validFrom)}${until}`;
}

/** 2018-06-01 as 01/6/2018, the way Vietnamese documents write it. */
function day(date: string): string {
  const [year = '', month = '', dayOfMonth = ''] = date.split('-');
  return `${dayOfMonth}/${Number(month) < 3 ? month : Number(month)}/${year}`;
}

function section(heading: string, requirements: readonly Requirement[]): readonly string[] {
  if (requirements.length === 0) return [];
  const automatic = requirements.filter(({ check }) => check !== undefined).length;
  const byPerson = requirements.length - automatic;
  const split =
    byPerson === 0
      ? 'đều kiểm tra tự động'
      : automatic === 0
        ? 'đều cần người kiểm tra'
        : `${automatic} kiểm tra tự động, ${byPerson} cần người kiểm tra`;
  const summary = `${requirements.length} yêu cầu, ${split}.`;
  const head = [
    'Mã',
    'Căn cứ',
    'Tính chất',
    'Nội dung kiểm tra',
    'Cách kiểm tra',
    'Căn cứ xem xét',
    'Cần làm gì nếu chưa đạt',
  ];
  return [`## ${heading}`, summary, table([head, ...requirements.map(requirementRow)])];
}

function requirementRow(requirement: Requirement): readonly string[] {
  const { id, cite, obligation, title, evidence, check, otherwise, remedy, level, upTo } = requirement;
  const labels = fieldLabels();
  const how =
    check === undefined
      ? 'người kiểm tra'
      : otherwise === 'manual'
        ? 'tự động nếu có số liệu, không thì người kiểm tra'
        : 'tự động';
  const scope = upTo === undefined || upTo !== level ? '' : ` (chỉ tính cho mức độ ${upTo})`;
  const read = FIELDS.filter((field) => evidence.includes(field)).map((field) => labels[field]?.vi ?? field);
  const places = check === undefined ? '–' : read.join('; ');
  return [`\`${id}\``, cite, OBLIGATIONS[obligation], `${title.vi}${scope}`, how, places, remedy.vi];
}

function reasonTable({ reasons, requirements }: Ruleset): string {
  const rows = Object.entries(reasons).map(([id, text]) => {
    const givenBy = requirements.filter(({ appliesWhen, unclearWhen, check }) =>
      [appliesWhen, unclearWhen, check].some((schema) => reasonsIn(schema).includes(id)),
    );
    const where = givenBy.length === 0 ? 'mọi yêu cầu' : givenBy.map((entry) => `\`${entry.id}\``).join(', ');
    return [`\`${id}\``, text.vi, where];
  });
  return table([['Mã', 'Nghĩa', 'Gặp ở'], ...rows]);
}

/** A Markdown table, its columns aligned as the formatter of this project does it. */
function table(rows: readonly (readonly string[])[]): string {
  const safe = rows.map((cells) => cells.map((cell) => cell.replace(/\|/g, '\\|').replace(/\n/g, ' ')));
  const [head = [], ...body] = safe;
  const widths = head.map((_, column) => Math.max(3, ...safe.map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

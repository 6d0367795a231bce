/** The texts of `--help`, per language. */
import type { Lang } from '../i18n/messages.js';

interface HelpTexts {
  readonly [key: string]: string | Readonly<Record<string, string>>;
  readonly titles: Readonly<Record<string, string>>;
  /** What stands in the angle brackets of arguments and options. */
  readonly names: Readonly<Record<string, string>>;
  /** What is wrong with a command line, by commander's error code: {what} is the word concerned, {value} what it was given. */
  readonly usage: Readonly<Record<string, string>>;
}

const vi = {
  program:
    'Kiểm tra dịch vụ công trực tuyến có thật sự được cung cấp ở mức độ đã công bố hay không, theo Thông tư 32/2017/TT-BTTTT.',
  titles: { 'Usage:': 'Cách dùng:', 'Arguments:': 'Đối số:', 'Options:': 'Tùy chọn:', 'Commands:': 'Lệnh:' },
  names: {
    command: 'lệnh',
    options: 'tùy chọn',
    source: 'nguồn',
    report: 'báo-cáo',
    code: 'mã',
    id: 'mã',
    file: 'tệp',
    directory: 'thư-mục',
    url: 'địa-chỉ',
    pattern: 'mẫu',
    number: 'số',
    line: 'dòng-chữ',
    ruleset: 'mã|tệp',
    format: 'dạng[=tệp]',
    textFormat: 'dạng',
    rows: 'dòng',
    detail: 'độ-chi-tiết',
    list: 'danh-sách',
    percent: 'phần-trăm',
    lang: 'vi|en',
  },
  usage: {
    'commander.unknownOption': 'không có tùy chọn {what}.',
    'commander.unknownCommand': 'không có lệnh {what}.',
    'commander.missingArgument': 'thiếu <{what}>.',
    'commander.optionMissingArgument': 'tùy chọn {what} cần một giá trị.',
    'commander.excessArguments': 'lệnh {what} được cho thừa đối số.',
    'commander.invalidArgument': 'giá trị “{value}” của {what} không hợp lệ; có thể dùng: {choices}.',
  },
  seeHelp: 'Xem: dvctt-audit --help',
  didYouMean: 'Có phải là {similar}?',
  moreHelp: `
Trợ giúp của từng lệnh: dvctt-audit help <lệnh>
Mã thoát: 0 là đạt, 1 là không đạt cổng kiểm tra, 2 là không chạy được
English help: dvctt-audit --help --lang en`,
  internal: 'lỗi của chính chương trình (chạy lại với --debug và báo cho người phát triển)',
  help: 'in trợ giúp',
  helpCommand: 'in trợ giúp của một lệnh',
  version: 'in số phiên bản',
  lang: 'ngôn ngữ của bảng và thông báo: vi, en (mặc định: vi)',
  debug: 'in thêm chi tiết khi có lỗi',
  otherThanSource: 'một tệp không phải là nguồn được đọc',
  fileOfItsOwn: 'mỗi kết quả một tệp riêng',
  audit: 'kiểm tra cổng dịch vụ công hoặc bản xuất dữ liệu thủ tục hành chính và in bảng theo đơn vị',
  source:
    'địa chỉ http(s)://… của một cổng, tệp .json .jsonl .ndjson .csv .tsv .xlsx .html .warc .warc.gz, thư mục chứa các tệp đó hoặc thư mục lưu trữ của một lần thu thập, hoặc - (JSON Lines từ đầu vào chuẩn)',
  auditExamples: `
Ví dụ:
  dvctt-audit audit danh-sach.xlsx chi-tiet.jsonl      ghép hai nguồn theo mã thủ tục
  dvctt-audit audit https://dichvucong.tinh.example/   thu thập và kiểm tra một cổng
  dvctt-audit audit thu-tuc.csv -f table -f json=bao-cao.json
  dvctt-audit audit thu-tuc.json --by field --fail-on over-declared,undeclared`,
  rules: 'bộ quy tắc: mã hoặc tệp (mặc định: tt32-2017)',
  format: 'dạng kết quả: table, json; thêm =tệp để ghi ra tệp (dùng được nhiều lần; mặc định: table)',
  units: 'tệp đơn vị: tên, các cách viết khác, đơn vị cấp trên',
  by: 'mỗi dòng của bảng là: unit (đơn vị, mặc định), field (lĩnh vực), admin-level (cấp thực hiện)',
  detail:
    'báo cáo JSON giữ lại: full (tất cả, mặc định), findings (chỉ những điều chưa đạt hoặc chưa rõ), units (chỉ số đếm)',
  failOn:
    'kết luận nào thì không đạt, cách nhau bằng dấu phẩy: over-declared (khai vượt mức, mặc định), needs-review (cần xem xét), undeclared (chưa khai mức); hoặc none',
  minCoverage: 'kiểm tra được ít hơn tỷ lệ này (%) số bản ghi thì không đạt',
  config: 'tệp cấu hình (mặc định: dvctt-audit.config.json của thư mục hiện tại, nếu có)',
  allRows: 'in mọi đơn vị, không rút gọn bảng dài',
  quiet: 'không in tiến độ',
  explain: 'một dịch vụ: từng yêu cầu, đã đọc được gì, ở đâu, cần làm gì',
  reportFile: 'báo cáo JSON đã lưu, hoặc - (đầu vào chuẩn)',
  code: 'mã thủ tục (tên thủ tục, nếu không có mã)',
  report: 'in lại một báo cáo JSON đã lưu',
  rulesCommand: 'xem và kiểm tra các bộ quy tắc',
  rulesList: 'liệt kê các yêu cầu',
  rulesShow: 'in một yêu cầu',
  rulesTest: 'chạy các ví dụ của mọi yêu cầu',
  rulesValidate: 'kiểm tra một tệp bộ quy tắc',
  rulesFormat: 'text, hoặc json cho chương trình khác đọc (mặc định: text)',
  requirementId: 'mã yêu cầu, ví dụ TT32-5.1.đ',
  ruleset: 'mã hoặc tệp bộ quy tắc (mặc định: tt32-2017)',
  rulesetFile: 'tệp bộ quy tắc',
  demo: 'kiểm tra dữ liệu mẫu đi kèm: một tỉnh tưởng tượng',
  demoNext: `Thử tiếp:
  Lưu báo cáo JSON
    npx dvctt-audit demo -f json=bao-cao.json
  Vì sao một dịch vụ bị kết luận như vậy
    npx dvctt-audit explain bao-cao.json 1.090203
  Kiểm tra một tệp (thay bằng tệp của đơn vị)
    npx dvctt-audit audit {folder}/danh-sach.xlsx`,
  level: 'Mức độ',
  noLevel: 'Không thuộc riêng mức độ nào',
  obligation: 'Nghĩa vụ',
  cite: 'Căn cứ',
  evidence: 'Bằng chứng',
  remedy: 'Cần làm',
  examples: 'Ví dụ',
  examplesHold: 'ví dụ đúng',
  requirements: 'yêu cầu',
} as const satisfies HelpTexts;

type Help = {
  readonly [K in keyof typeof vi]: (typeof vi)[K] extends string ? string : Readonly<Record<string, string>>;
};

const en: Help = {
  program:
    'Checks whether online public services are really provided at the level they claim (Circular 32/2017/TT-BTTTT).',
  titles: {},
  names: {
    command: 'command',
    options: 'options',
    source: 'source',
    report: 'report',
    code: 'code',
    id: 'id',
    file: 'file',
    directory: 'directory',
    url: 'url',
    pattern: 'pattern',
    number: 'n',
    line: 'line',
    ruleset: 'id|file',
    format: 'format[=file]',
    textFormat: 'format',
    rows: 'rows',
    detail: 'detail',
    list: 'list',
    percent: 'percent',
    lang: 'vi|en',
  },
  usage: {
    'commander.unknownOption': 'there is no option {what}.',
    'commander.unknownCommand': 'there is no command {what}.',
    'commander.missingArgument': '<{what}> is missing.',
    'commander.optionMissingArgument': 'the option {what} needs a value.',
    'commander.excessArguments': 'too many arguments for {what}.',
    'commander.invalidArgument': 'value “{value}” of {what} is not valid; possible: {choices}.',
  },
  seeHelp: 'See: dvctt-audit --help --lang en',
  didYouMean: 'Is it {similar}?',
  moreHelp: `
Help of one command: dvctt-audit help <command> --lang en
Exit codes: 0 passed, 1 the gate failed, 2 could not run`,
  internal: 'an error of the program itself (run again with --debug and report it)',
  help: 'print help',
  helpCommand: 'print the help of a command',
  version: 'print the version',
  lang: 'language of tables and messages: vi, en (default: vi)',
  debug: 'print more when something goes wrong',
  otherThanSource: 'a file that is not read as a source',
  fileOfItsOwn: 'a file of its own for each result',
  audit: 'audit portals or exported procedure records and print per-unit tables',
  source:
    'http(s)://… address of a portal, .json .jsonl .ndjson .csv .tsv .xlsx .html .warc .warc.gz file, a directory of them or of a snapshot, or - (JSON Lines on standard input)',
  auditExamples: `
Examples:
  dvctt-audit audit list.xlsx details.jsonl            join two sources by procedure code
  dvctt-audit audit https://portal.example/            crawl and audit a portal
  dvctt-audit audit procedures.csv -f table -f json=report.json
  dvctt-audit audit procedures.json --by field --fail-on over-declared,undeclared`,
  rules: 'ruleset: id or file (default: tt32-2017)',
  format: 'result: table, json; add =file to write a file (repeatable; default: table)',
  units: 'units file: names, other spellings, the units above them',
  by: 'what the rows of the table are: unit (default), field, admin-level',
  detail:
    'what the JSON report keeps: full (all, default), findings (only what is not met or not settled), units (only counts)',
  failOn:
    'verdicts that fail the gate, separated by commas: over-declared (default), needs-review, undeclared; or none',
  minCoverage: 'the gate fails if less than this share (%) of the records could be audited',
  config: 'configuration file (default: dvctt-audit.config.json of the working directory, if any)',
  allRows: 'print every unit, however long the table',
  quiet: 'print no progress',
  explain: 'one service: every requirement, what was read and where, what to do',
  reportFile: 'a saved JSON report, or - (standard input)',
  code: 'procedure code (or name, where there is none)',
  report: 'print a saved JSON report again',
  rulesCommand: 'look at rulesets and check them',
  rulesList: 'list the requirements',
  rulesShow: 'print one requirement',
  rulesTest: 'run the examples of every requirement',
  rulesValidate: 'check a ruleset file',
  rulesFormat: 'text, or json for programs (default: text)',
  requirementId: 'id of a requirement, e.g. TT32-5.1.đ',
  ruleset: 'id or file of a ruleset (default: tt32-2017)',
  rulesetFile: 'ruleset file',
  demo: 'audit the built-in sample data: a made-up province',
  demoNext: `Try next:
  Save the JSON report
    npx dvctt-audit demo -f json=report.json
  Why one service was judged as it was
    npx dvctt-audit explain report.json 1.090203
  Audit a file (put your own there)
    npx dvctt-audit audit {folder}/danh-sach.xlsx`,
  level: 'Level',
  noLevel: 'Of no one level',
  obligation: 'Obligation',
  cite: 'Citation',
  evidence: 'Evidence',
  remedy: 'What to do',
  examples: 'Examples',
  examplesHold: 'examples hold',
  requirements: 'requirements',
};

export const HELP: Record<Lang, Help> = { vi, en };

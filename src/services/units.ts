/** The agencies that settle a procedure, as cells and pages name them. */
import { clean, cleanLine, foldName, shorten } from './text.js';
import { isPlaceholder } from './values/placeholder.js';
import { anyOf, wordLists } from './values/vocabulary.js';

/** "Điều 12 Thông tư số …", "khoản 3 Điều 5": a citation is no agency. */
const CITATION =
  /^(?:theo\s+)?(?:quy định tại\s*:?\s*)?(?:(?:điểm|khoản|điều|mục|chương|phụ lục)\s+\S+|(?:thông tư|nghị định|luật|quyết định|nghị quyết)\s+(?:số\s+)?\S*\d)/iu;
/** "… theo quy định tại: Điều 4 Thông tư số …" behind a name. */
const CITED_TAIL =
  /(?<![\s,(])[\s,(]+(?:theo|được|quy)\s+(?:quy\s+)?định\s+(?:tại|ở|của|trong)(?!\p{L}).*$/isu;
/** "… tiếp nhận, giải quyết đối với các đối tượng …" behind a name: what the agency does. */
const DOING_TAIL =
  /\s(?:tiếp nhận|giải quyết|thực hiện|thẩm quyền)(?:(?:,| và)? (?:tiếp nhận|giải quyết|thực hiện|xử lý))*(?: hồ sơ| thủ tục)? đối với(?!\p{L}).*$/isu;
const CONTACT_WORDS = anyOf(wordLists('unit-words')('contact'));
/** "Địa chỉ: 5 phố Mõ", "ĐT 0123 456 789": how to reach the agency above it. */
const CONTACT = new RegExp(`^\\(?(?:${CONTACT_WORDS})\\s*(?:[:–-]|(?=[(+]?\\d)|$)\\s*(?<said>.*)$`, 'isu');
/** "…, địa chỉ: 5 phố Mõ" behind a name. */
const CONTACT_TAIL = new RegExp(`(?<![\\s,(–-])[\\s,(–-]+(?:${CONTACT_WORDS})\\s*:.*$`, 'isu');
/** A label inside the cell: who settles, who decides, who only helps. */
const LABEL =
  /(?:[+•*–-]\s*|(?<!\p{L})\(?(?:[a-zđ]|\d{1,2})[.)]\s*)?(?:cơ quan|đơn vị|người)(?:,? (?:đơn vị|tổ chức|người))?\s+(?:(?<executing>(?:trực tiếp\s+)?(?:thực hiện|giải quyết|xử lý))|(?<helping>phối hợp|được (?:ủy|uỷ) quyền|được phân cấp|tham mưu|công bố|ban hành)|(?<deciding>có thẩm quyền|quyết định|tiếp nhận|chủ trì|thẩm quyền))[^:;\n]{0,60}:/giu;
const NEXT_POINT = / (?=\(?[a-zđ]\)\s)/iu;
const BULLET = /^\s*(?:[-–—+*•·▪►]+|\(?(?:\d{1,2}|[a-zđ])[.)](?=\s))\s*/iu;
/** Line breaks, semicolons, bullets; a sign that begins the cell and comes again; a bullet behind a full stop was a line of its own. */
const BETWEEN = /[;\n•▪►]|(?<=\.)\s+(?=[-+*]\s)|(?<=\.)\s+(?=\d{1,2}\.\s)/u;
/** What agencies and the persons who act for them are called. */
const AGENCY =
  /^(?:các |một |liên )?(?:sở|bộ|cục|tổng cục|chi cục|vụ|ủy ban|uỷ ban|ubnd|hội đồng|công an|phòng|ban|trung tâm|văn phòng|chủ tịch|giám đốc|bộ trưởng|cơ quan|đơn vị|tổ chức|ngân hàng|viện|trường|đại học|tòa án|toà án|thanh tra|thuế|hải quan|kho bạc|bảo hiểm|đội|trạm|cảng|sở giao dịch|quỹ|đoàn|hội|liên đoàn|lãnh sự|đại sứ|thi hành án|trại|chính phủ|thủ tướng|nhà)(?!\p{L})/iu;
/** A longer cell, or one of more parts, is running text that got into the place: only what is called an agency counts. */
const LONGEST_CELL = 600;
const LONGEST_NAME = 400;
const MOST_NAMES = 100;

type Role = 'executing' | 'deciding' | 'helping' | undefined;

/**
 * The names in one cell, in order, each once. Line breaks, semicolons and bullets part names; commas, dashes, slashes and brackets
 * are parts of names unless the configuration gives a separator for the source. Where labels stand inside the cell, who settles
 * goes before who decides, and who only helps is left out.
 *
 * @param separator a further separator of that source ("," or "|")
 * @returns an empty list where the cell names no agency
 */
export function splitUnits(text: string, separator?: string): string[] {
  const cell = clean(text);
  const segments = segmentsOf(cell);
  const role = (['executing', undefined, 'deciding'] as const).find((one) =>
    segments.some((segment) => segment.role === one && namesOf(segment.text, separator).length > 0),
  );
  const chosen = segments.filter((segment) => segment.role === role);
  const names = chosen.flatMap((segment) => namesOf(segment.text, separator));
  const real = cell.length > LONGEST_CELL ? names.filter((name) => AGENCY.test(name)) : names;
  const unique = new Map<string, string>();
  for (const name of real) if (!unique.has(foldName(name))) unique.set(foldName(name), name);
  return [...unique.values()].slice(0, MOST_NAMES);
}

/** The cell cut at the labels inside it, each part with the role its label gives; one part where there is none. */
function segmentsOf(cell: string): readonly { readonly role: Role; readonly text: string }[] {
  const labels = [...cell.matchAll(LABEL)];
  const first = labels[0]?.index ?? cell.length;
  const before = cell.slice(0, first);
  return [
    ...(/\p{L}{2}/u.test(before) ? [{ role: undefined, text: before }] : []),
    ...labels.map((label, index) => ({
      role: roleOf(label.groups),
      text:
        cell
          .slice(label.index + label[0].length, labels[index + 1]?.index ?? cell.length)
          .trim()
          .split(NEXT_POINT)[0] ?? '',
    })),
  ];
}

function roleOf(groups: Readonly<Record<string, string | undefined>> | undefined): Role {
  if (groups?.executing !== undefined) return 'executing';
  return groups?.helping === undefined ? 'deciding' : 'helping';
}

function namesOf(text: string, separator: string | undefined): string[] {
  const parts = text
    .split(BETWEEN)
    .flatMap(repeatedBullets)
    .flatMap((part) => (separator === undefined ? [part] : part.split(separator)));
  // "Địa chỉ:", and the address on the next line.
  let announced = false;
  return parts.flatMap((part) => {
    const line = cleanLine(part).replace(BULLET, '');
    const contact = CONTACT.exec(line);
    const isContact = contact !== null || (announced && !AGENCY.test(line));
    announced = contact?.groups?.said === '';
    return isContact ? [] : (unitName(part) ?? []);
  });
}

/** "- Sở A - Sở B", "1. Sở A 2. Sở B": the sign that begins a part begins the others too. */
function repeatedBullets(part: string): string[] {
  const line = part.trim();
  if (/^[-+*–]\s/u.test(line)) return line.split(` ${line.charAt(0)} `);
  return /^1[.)]\s/u.test(line) ? line.split(/\s(?=\d{1,2}[.)]\s)/u) : [line];
}

function unitName(part: string): string | undefined {
  const line = cleanLine(part).replace(BULLET, '');
  const bare = line
    .replace(CITED_TAIL, '')
    .replace(DOING_TAIL, '')
    .replace(CONTACT_TAIL, '')
    .replace(BULLET, '');
  if (isPlaceholder(bare) || CITATION.test(line)) return undefined;
  const name = bare.replace(/(?<![\s.,;:])[\s.,;:]+$/u, '');
  return /\p{L}{2}/u.test(name) ? shorten(name, LONGEST_NAME) : undefined;
}

/** One unit as a units file declares it. */
export interface UnitEntry {
  readonly id?: string;
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly type?: string;
  /** Name or id of the unit above it. */
  readonly parent?: string;
}

/** Units under their canonical names: the units file's, else the commonest spelling met. */
export interface UnitRegister {
  /** Counts a spelling; call it once for every service and unit before {@link UnitRegister.canonical} is asked. */
  readonly meet: (name: string) => void;
  readonly canonical: (name: string) => string;
  /** Equal for all names of one unit: those the units file gives it, and all spellings that fold alike. */
  readonly key: (name: string) => string;
  /** Canonical name → canonical name of the unit above it. */
  readonly parents: ReadonlyMap<string, string>;
}

export function createUnitRegister(entries: readonly UnitEntry[] = []): UnitRegister {
  const declared = new Map<string, string>();
  const parents = new Map<string, string>();
  for (const entry of entries) {
    for (const name of [entry.name, ...(entry.aliases ?? []), ...(entry.id === undefined ? [] : [entry.id])])
      declared.set(foldName(name), entry.name);
  }
  for (const entry of entries) {
    const parent = entry.parent === undefined ? undefined : declared.get(foldName(entry.parent));
    if (parent !== undefined && parent !== entry.name) parents.set(entry.name, parent);
  }
  const spellings = new Map<string, Map<string, number>>();
  const chosen = new Map<string, string>();
  return {
    parents,
    key: (name) => foldName(declared.get(foldName(name)) ?? name),
    meet(name) {
      const folded = foldName(name);
      const counts = spellings.get(folded) ?? new Map<string, number>();
      counts.set(name, (counts.get(name) ?? 0) + 1);
      spellings.set(folded, counts);
    },
    canonical(name) {
      const folded = foldName(name);
      const known = declared.get(folded) ?? chosen.get(folded);
      if (known !== undefined) return known;
      let best = name;
      let most = 0;
      for (const [spelling, count] of spellings.get(folded) ?? []) {
        if (count > most || (count === most && spelling < best)) {
          best = spelling;
          most = count;
        }
      }
      chosen.set(folded, best);
      return best;
    },
  };
}

/** The agencies that settle a procedure, as cells and pages name them. */
import { clean, cleanLine, foldName } from './text.js';
import { isPlaceholder } from './values/placeholder.js';

/** "Điều 12 Thông tư số …", "khoản 3 Điều 5": a citation is no agency. */
const CITATION =
  /^(?:theo\s+)?(?:quy định tại\s*:?\s*)?(?:(?:điểm|khoản|điều|mục|chương|phụ lục)\s+\S+|(?:thông tư|nghị định|luật|quyết định|nghị quyết)\s+(?:số\s+)?\S*\d)/iu;
/** "… theo quy định tại: Điều 4 Thông tư số …" behind a name. */
const CITED_TAIL = /[\s,(]+(?:theo|được|quy)\s+(?:quy\s+)?định\s+(?:tại|ở|của|trong)\b.*$/isu;
/** A label inside the cell that announces the agency that settles. */
const EXECUTING =
  /(?:cơ quan|đơn vị|người)\s+(?:trực tiếp\s+)?(?:thực hiện|giải quyết)(?:\s+(?:TTHC|thủ tục hành chính|thủ tục))?\s*:\s*/iu;
/** Any other label inside the cell ("Cơ quan có thẩm quyền quyết định:"). */
const OTHER_LABEL =
  /^(?:cơ quan|đơn vị|người)\s+(?:có thẩm quyền|được ủy quyền|được uỷ quyền|phối hợp|quyết định|tiếp nhận|chủ trì|trực tiếp|thực hiện|giải quyết)[^:;\n]{0,60}:\s*/iu;
const NEXT_POINT = /\s(?=(?:[+•*-]|\(?[a-zđ\d]\))\s)/iu;
const BULLET = /^\s*(?:[-–—+*•·▪►]+|\(?(?:\d{1,2}|[a-zđ])[.)](?=\s))\s*/u;

/**
 * The names in one cell, in order, each once. Line breaks and semicolons part names; commas, dashes, slashes and brackets are
 * parts of names unless the configuration gives a separator for the source.
 *
 * @param separator a further separator of that source ("," or "|")
 * @returns an empty list where the cell names no agency
 */
export function splitUnits(text: string, separator?: string): string[] {
  const cell = clean(text);
  const executing = EXECUTING.exec(cell);
  const subject =
    executing === null
      ? cell
      : (cell.slice(executing.index + executing[0].length).split(NEXT_POINT)[0] ?? '');
  // A bullet behind a full stop was a line of its own before the export flattened it.
  const parts = subject
    .split(/[;\n]|(?<=\.)\s+(?=[-+•*]\s)/u)
    .flatMap((part) => (separator === undefined ? [part] : part.split(separator)));
  const names = new Map<string, string>();
  for (const part of parts) {
    const name = unitName(part);
    if (name !== undefined && !names.has(foldName(name))) names.set(foldName(name), name);
  }
  return [...names.values()];
}

function unitName(part: string): string | undefined {
  const bare = cleanLine(part)
    .replace(BULLET, '')
    .replace(CITED_TAIL, '')
    .replace(OTHER_LABEL, '')
    .replace(BULLET, '');
  if (isPlaceholder(bare) || CITATION.test(bare)) return undefined;
  const name = bare.replace(/[\s.,;:]+$/u, '');
  return /\p{L}{2}/u.test(name) ? name : undefined;
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

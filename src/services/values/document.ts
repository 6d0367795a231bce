/** The papers of a dossier: from a table, from a table whose cells were glued together, from lines of text (Article 5.1.d). */
import type { Link, Table } from '../labelled.js';
import type { Documents, Form } from '../service.js';
import { cleanLine, shorten } from '../text.js';
import { fromGlued } from './document-glued.js';
import { countLineIn, fromLines, setsIn } from './document-lines.js';
import { fromTable } from './document-table.js';
import { formLinks, parseForms } from './form.js';
import type { Papers } from './papers.js';
import { isNone, isPlaceholder } from './placeholder.js';
import { cutSwallowed, swallowedForms } from './swallowed.js';

export interface ReadDocuments {
  readonly documents: Documents;
  /** The papers' own words, one paper a line, without what a flattened table put between them. */
  readonly words: string;
  /** Forms that the papers carry, or that a list below them offers. */
  readonly forms: readonly Form[];
  /** True where the source has a place for forms, filled or not. */
  readonly hasForms: boolean;
  /** True where the forms were links whose addresses the source lost. */
  readonly unlinked?: true;
  /** Number of sets the text states. */
  readonly sets?: number;
  /** What stands behind "Số lượng hồ sơ:" among the papers, be it a number or not. */
  readonly countLine?: string;
  /** True where papers have their own counts of originals and copies. */
  readonly perPaper?: true;
  /** True where the papers have a place for their count, and it is empty for all of them. */
  readonly countsEmpty?: true;
}

/** "- Thành phần hồ sơ: Không. - Số lượng hồ sơ: Không." */
const NO_PAPERS = /^[\s+*•-]*thành phần(?: hồ sơ)?\s*:\s*không(?: có| quy định| yêu cầu)?\s*(?:[.;\n]|$)/iu;
const MOST_PAPERS = 200;
const LONGEST_NAME = 300;

/**
 * @param tables real tables of the value, where the source has them
 * @param links links of the value; those of its tables are read with the tables
 * @returns null where the text is a placeholder
 */
export function parseDocuments(
  text: string,
  tables: readonly Table[] = [],
  links: readonly Link[] = [],
): ReadDocuments | null {
  const cell = cutSwallowed(text);
  const read = tables.map(fromTable).filter((one) => one !== undefined);
  if (read.some((one) => one.papers.length > 0)) return together(cell, text, read);
  if (isPlaceholder(cell)) return null;
  if (isNone(cell) || NO_PAPERS.test(cell))
    return { documents: { text: cell, items: [], none: true }, words: cell, forms: [], hasForms: false };
  const glued = fromGlued(cell);
  const papers = glued ?? { ...fromLines(cell), forms: formLinks(links) };
  return together(cell, text, [papers], glued === undefined ? cell : undefined);
}

function together(text: string, whole: string, parts: readonly Papers[], words?: string): ReadDocuments {
  const papers = parts.flatMap((part) => part.papers);
  const items = papers.slice(0, MOST_PAPERS);
  const own = parts.flatMap((part) => part.forms);
  const below = own.length > 0 ? null : parseForms(swallowedForms(whole));
  const forms = new Map(
    [...own, ...(below?.items ?? [])].map((form) => [form.url ?? form.file ?? form.name, form]),
  );
  const sets = setsIn(text);
  const countLine = countLineIn(text);
  return {
    documents: {
      text,
      items: items.length === 0 ? [{ name: shorten(cleanLine(text), LONGEST_NAME) }] : items,
    },
    words: words ?? papers.map(({ name }) => name).join('\n'),
    forms: [...forms.values()],
    hasForms: parts.some((part) => part.hasForms) || forms.size > 0,
    ...(below?.unlinked ? { unlinked: true as const } : {}),
    ...(sets === undefined ? {} : { sets }),
    ...(countLine === undefined ? {} : { countLine }),
    ...(papers.some((paper) => paper.originals !== undefined || paper.copies !== undefined)
      ? { perPaper: true as const }
      : parts.some((part) => part.hasCounts)
        ? { countsEmpty: true as const }
        : {}),
  };
}

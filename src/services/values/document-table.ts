/** The papers in a real table: one a row, with its forms and its count in columns of their own. */
import type { Cell, Link, Table } from '../labelled.js';
import type { DossierDocument, Form } from '../service.js';
import { clean, cleanLine } from '../text.js';
import { foldLabel, withoutRemark } from '../vocabulary.js';
import type { Copies } from './copies.js';
import { parseForms } from './form.js';
import { counted, countIn, type Papers } from './papers.js';
import { isPlaceholder } from './placeholder.js';
import { wordLists } from './vocabulary.js';

const lists = wordLists('seams');
const heads = (key: string) => lists(key).map(foldLabel);
const HEADS = {
  paper: heads('paperHeads'),
  form: heads('formHeads'),
  count: heads('countHeads'),
  original: heads('originalHeads'),
  copy: heads('copyHeads'),
};

/** Column numbers, -1 where the table has no such column. */
type Columns = Readonly<Record<keyof typeof HEADS, number>>;

/** @returns undefined where no column of the table holds papers */
export function fromTable(table: Table): Papers | undefined {
  const columns = columnsOf(table);
  if (columns.paper < 0) return undefined;
  const forms: Form[] = [];
  const papers = table.rows.flatMap((cells): DossierDocument[] => {
    const name = cleanLine(cells[columns.paper]?.text ?? '');
    for (const form of formsOf(cells, columns, name)) forms.push(form);
    const counts = countsOf(cells, columns);
    const isHeading = counts === null && name.endsWith(':');
    return isPlaceholder(name) || isHeading ? [] : [counted(name, counts)];
  });
  const hasForms = columns.form >= 0 || forms.length > 0;
  const hasCounts = columns.count >= 0 || columns.original >= 0 || columns.copy >= 0;
  return { papers, forms, hasForms, hasCounts };
}

function columnsOf(table: Table): Columns {
  const headings = table.headings.map((heading) => foldLabel(withoutRemark(heading)));
  const column = (names: readonly string[]): number => {
    const name = names.find((one) => headings.includes(one));
    return name === undefined ? -1 : headings.indexOf(name);
  };
  const { paper, form, count, original, copy } = HEADS;
  const found = {
    paper: column(paper),
    form: column(form),
    count: column(count),
    original: column(original),
    copy: column(copy),
  };
  if (found.paper >= 0) return found;
  const known = new Set(Object.values(found));
  // A table with a column of counts or forms is one of papers, whatever its first heading says.
  const isOfPapers = found.count >= 0 || found.original >= 0 || found.form >= 0;
  return { ...found, paper: isOfPapers ? wordiest(table, known) : -1 };
}

/** The column with the most letters among those that are nothing else; -1 where none has any. */
function wordiest(table: Table, except: ReadonlySet<number>): number {
  const letters = table.headings.map((_, column) =>
    except.has(column)
      ? 0
      : table.rows.reduce((sum, cells) => sum + (cells[column]?.text.match(/\p{L}/gu)?.length ?? 0), 0),
  );
  const most = Math.max(0, ...letters);
  return most === 0 ? -1 : letters.indexOf(most);
}

function countsOf(cells: readonly Cell[], columns: Columns): Copies | null {
  const read = (column: number) => countIn(clean(cells[column]?.text ?? ''));
  const counts = read(columns.count);
  const originals = read(columns.original)?.originals ?? counts?.originals ?? counts?.sets;
  // A bare number under "Bản sao" counts copies, whatever it would count elsewhere.
  const copy = read(columns.copy);
  const copies = copy?.copies || copy?.originals || (copy === null ? counts?.copies : 0);
  if (originals === undefined && copies === undefined) return null;
  return {
    ...(originals === undefined ? {} : { originals }),
    ...(copies === undefined ? {} : { copies }),
  };
}

/** The forms of a row: its own column's, else the links of the other cells. */
function formsOf(cells: readonly Cell[], columns: Columns, paper: string): Form[] {
  const cell = cells[columns.form];
  const links: readonly Link[] = cell?.links ?? cells.flatMap((other) => other.links ?? []);
  const read = parseForms(cell?.text ?? '', links);
  // A link that only says "Tải về" is named by the paper it stands beside.
  return (read?.items ?? []).map((form) =>
    form.name === '' || form.name === form.url ? { ...form, name: paper || form.name } : form,
  );
}

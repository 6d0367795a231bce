/** What a workbook says about its cells beside their values: links, and values that stand for several rows. */
import type { Link } from '../../services/labelled.js';
import { columnIndex } from './headings.js';
import { type ZipEntry, zipContent } from './zip.js';

/** A range of cells with one value, rows from 1, columns from 0. */
export interface MergedRows {
  readonly column: number;
  readonly first: number;
  readonly last: number;
}

export interface SheetParts {
  /** Merged ranges over several rows. */
  readonly merged: readonly MergedRows[];
  /** Links by cell reference ("D5"). */
  readonly links: ReadonlyMap<string, Link>;
}

type Attributes = Readonly<Record<string, string>>;

const NONE: SheetParts = { merged: [], links: new Map() };

/** The parts of every sheet, in the order of the workbook. ECMA-376-1, 18.3.1.47 hyperlink, 18.3.1.55 mergeCells. */
export function sheetParts(file: Buffer, entries: ReadonlyMap<string, ZipEntry>): SheetParts[] {
  const read = (name: string): Buffer | undefined => {
    const entry = entries.get(name);
    return entry === undefined ? undefined : zipContent(file, entry);
  };
  const workbook = read('xl/workbook.xml')?.toString('utf8') ?? '';
  const targets = relations(read('xl/_rels/workbook.xml.rels'));
  return tags(workbook, 'sheet').map((sheet) => {
    const target = targets.get(sheet.id ?? '') ?? '';
    const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
    const xml = read(path);
    if (xml === undefined) return NONE;
    // Both stand behind the data, which is most of the part.
    const tail = xml.toString('utf8', Math.max(xml.lastIndexOf('sheetData>'), 0));
    const addresses = tail.includes('hyperlink')
      ? relations(read(path.replace(/([^/]*)$/, '_rels/$1.rels')))
      : new Map<string, string>();
    return { merged: mergedRows(tail), links: links(tail, addresses) };
  });
}

function mergedRows(xml: string): MergedRows[] {
  return tags(xml, 'mergeCell').flatMap((cell) => {
    const [, column = '', first = '', last = ''] =
      /^([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})$/.exec(cell.ref ?? '') ?? [];
    return Number(last) > Number(first)
      ? [{ column: columnIndex(column), first: Number(first), last: Number(last) }]
      : [];
  });
}

function links(xml: string, addresses: ReadonlyMap<string, string>): Map<string, Link> {
  const found = new Map<string, Link>();
  for (const link of tags(xml, 'hyperlink')) {
    const url = addresses.get(link.id ?? '');
    const cell = (link.ref ?? '').split(':')[0] ?? '';
    if (url !== undefined && cell !== '') found.set(cell, { text: link.display ?? '', url });
  }
  return found;
}

/** Relationship id → target. */
function relations(xml: Buffer | undefined): Map<string, string> {
  return new Map(
    tags(xml?.toString('utf8') ?? '', 'Relationship').map((each) => [each.Id ?? '', each.Target ?? '']),
  );
}

/** The attributes of every tag of a name, with and without namespace prefix. */
function tags(xml: string, name: string): Attributes[] {
  const pattern = new RegExp(`<(?:[A-Za-z]\\w{0,15}:)?${name}\\s([^<>]*)>`, 'g');
  return [...xml.matchAll(pattern)].map(([, inside = '']) => {
    const attributes: Record<string, string> = {};
    for (const [, key = '', , value = ''] of inside.matchAll(/(?:\w+:)?(\w+)\s*=\s*(["'])(.*?)\2/gs))
      attributes[key] = unescapeXml(value);
    return attributes;
  });
}

function unescapeXml(text: string): string {
  const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (whole, name: string) => named[name] ?? whole);
}

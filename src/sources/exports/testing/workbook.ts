import { deflateRawSync } from 'node:zlib';

/** A cell: text, a number as Excel stores it, a date serial, or nothing. */
export type TestCell = string | number | { stored: string } | { date: number } | null;

export interface TestSheet {
  name: string;
  rows: TestCell[][];
  merged?: string[];
  links?: Record<string, string>;
}

/** A small workbook, its zip file built by hand. */
export function workbook(...sheets: TestSheet[]): Buffer {
  const ns =
    'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
  const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relationsOf = (inside: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inside}</Relationships>`;
  const files: Record<string, string> = {
    'xl/workbook.xml': `<workbook ${ns}><sheets>${sheets.map((sheet, index) => `<sheet name="${escapeXml(sheet.name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationsOf(
      sheets
        .map(
          (_, index) =>
            `<Relationship Id="rId${index + 1}" Type="${relationships}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
        )
        .join(''),
    ),
    'xl/styles.xml': `<styleSheet ${ns}><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
  };
  for (const [index, sheet] of sheets.entries()) {
    const links = Object.entries(sheet.links ?? {});
    const hyperlinks =
      links.length === 0
        ? ''
        : `<hyperlinks>${links.map(([ref], link) => `<hyperlink ref="${ref}" r:id="rId${link + 1}"/>`).join('')}</hyperlinks>`;
    const merges =
      sheet.merged === undefined
        ? ''
        : `<mergeCells>${sheet.merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
    files[`xl/worksheets/sheet${index + 1}.xml`] =
      `<worksheet ${ns}><sheetData>${sheet.rows.map(rowXml).join('')}</sheetData>${merges}${hyperlinks}</worksheet>`;
    if (links.length > 0) {
      files[`xl/worksheets/_rels/sheet${index + 1}.xml.rels`] = relationsOf(
        links
          .map(
            ([, url], link) =>
              `<Relationship Id="rId${link + 1}" Type="${relationships}/hyperlink" Target="${escapeXml(url)}" TargetMode="External"/>`,
          )
          .join(''),
      );
    }
  }
  return zip(files);
}

/** A zip file of texts. `declaredSize` overrides what the directory says of every entry. */
export function zip(files: Readonly<Record<string, string>>, declaredSize?: number): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const content = Buffer.from(text);
    const data = deflateRawSync(content);
    const title = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32Of(content), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(declaredSize ?? content.length, 18);
    common.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), common, title, data]);
    bodies.push(local);
    const central = Buffer.alloc(46);
    central.write('PK\u0001\u0002', 0, 'latin1');
    central.writeUInt16LE(20, 4);
    common.copy(central, 6);
    central.writeUInt32LE(offset, 42);
    directory.push(central, title);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, list, end]);
}

function rowXml(cells: TestCell[], index: number): string {
  const row = index + 1;
  const inside = cells.map((cell, column) => {
    const ref = `${String.fromCharCode(65 + column)}${row}`;
    if (cell === null) return '';
    if (typeof cell === 'string')
      return `<c r="${ref}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`;
    if (typeof cell === 'number') return `<c r="${ref}"><v>${cell}</v></c>`;
    return 'date' in cell
      ? `<c r="${ref}" s="1"><v>${cell.date}</v></c>`
      : `<c r="${ref}"><v>${cell.stored}</v></c>`;
  });
  return `<row r="${row}">${inside.join('')}</row>`;
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}

/** ISO 3309, as PKZIP uses it; node:zlib has its own only from Node 22 on. */
function crc32Of(data: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

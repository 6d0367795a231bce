/** The directory of a zip file, read without trusting what it declares. APPNOTE.TXT 6.3.10, sections 4.3.7 and 4.3.12. */
import { inflateRawSync } from 'node:zlib';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
/** A comment after the directory can be this long. */
const MAX_COMMENT = 0xffff;

export interface ZipEntry {
  readonly name: string;
  /** Uncompressed size in bytes, as declared. */
  readonly size: number;
  readonly compressedSize: number;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  /** Where its local header begins. */
  readonly offset: number;
}

/** The entries of a zip file by name; undefined where it has no directory that can be read (damaged, cut short, ZIP64). */
export function zipEntries(file: Buffer): Map<string, ZipEntry> | undefined {
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end === -1 || end + 22 > file.length || end < file.length - 22 - MAX_COMMENT) return undefined;
  if (file.readUInt32LE(end) !== END_OF_DIRECTORY) return undefined;
  const count = file.readUInt16LE(end + 10);
  let at = file.readUInt32LE(end + 16);
  const entries = new Map<string, ZipEntry>();
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== DIRECTORY_ENTRY) return undefined;
    const nameLength = file.readUInt16LE(at + 28);
    const name = file.toString('utf8', at + 46, at + 46 + nameLength);
    entries.set(name, {
      name,
      method: file.readUInt16LE(at + 10),
      compressedSize: file.readUInt32LE(at + 20),
      size: file.readUInt32LE(at + 24),
      offset: file.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return entries;
}

/** The content of an entry; undefined where it is damaged, encrypted, or larger than it says. */
export function zipContent(file: Buffer, entry: ZipEntry): Buffer | undefined {
  const { offset, compressedSize, size, method } = entry;
  if (offset + 30 > file.length || file.readUInt32LE(offset) !== LOCAL_HEADER) return undefined;
  const encrypted = (file.readUInt16LE(offset + 6) & 1) === 1;
  const start = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
  const data = file.subarray(start, start + compressedSize);
  if (encrypted || data.length < compressedSize) return undefined;
  if (method === 0) return data.length === size ? data : undefined;
  if (method !== 8) return undefined;
  try {
    const content = inflateRawSync(data, { maxOutputLength: Math.max(size, 1) });
    return content.length === size ? content : undefined;
  } catch {
    return undefined;
  }
}

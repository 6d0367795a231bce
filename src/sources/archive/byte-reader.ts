import { beginsRecord, type Chunk, type ChunkSource } from './chunk-source.js';
import { Damage } from './damage.js';
import { CUT_START, nextRecordLine } from './record-start.js';

/** Where a record begins: a byte of the file and, where records share a gzip member, how far inside its content. */
export interface Place {
  readonly offset: number;
  readonly skip: number;
}

/** Takes lines and bytes from a source, and knows where in the file it stands. Holds a few chunks at most. */
export class ByteReader {
  readonly #source: ChunkSource;
  #chunks: Chunk[] = [];
  /** Bytes of the first chunk already taken. */
  #used = 0;
  /** What the source threw while more was looked for than needed; thrown when it is needed. */
  #pending: Damage | undefined;
  #memberEnded = false;
  /** Offset of the record being read: another member that begins a record cannot belong to it. */
  #record = -1;

  constructor(source: ChunkSource) {
    this.#source = source;
  }

  /** The place of the next byte; undefined at the end. @throws Damage */
  async place(): Promise<Place | undefined> {
    const chunk = await this.#head(false);
    if (chunk === undefined) return undefined;
    return this.#source.compressed
      ? { offset: chunk.offset, skip: chunk.skip + this.#used }
      : { offset: chunk.offset + this.#used, skip: 0 };
  }

  /** From here on the bytes belong to the record at this place. */
  beginRecord(place: Place): void {
    this.#record = place.offset;
  }

  /** Up to `count` next bytes, without taking them. Never throws for what lies behind the bytes that are there. */
  async peek(count: number): Promise<Uint8Array> {
    let held = this.#held();
    while (held < count && this.#pending === undefined && (await this.#load())) held = this.#held();
    const parts = this.#chunks.map(({ bytes }, index) => (index === 0 ? bytes.subarray(this.#used) : bytes));
    const [first = new Uint8Array()] = parts;
    return (first.length >= count ? first : Buffer.concat(parts)).subarray(0, count);
  }

  /**
   * Passes over bytes of the record, keeping the first of them.
   *
   * @returns at most `keep` bytes: a view where they stand in one chunk
   * @throws Damage where the file or the record's own member ends before
   */
  async take(count: number, keep: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    let kept = 0;
    for (let left = count; left > 0; ) {
      const chunk = await this.#head(true);
      if (chunk === undefined) throw new Damage('why.archive-cut-off', this.#record);
      const part = chunk.bytes.subarray(this.#used, this.#used + left);
      this.#used += part.length;
      left -= part.length;
      if (kept >= keep) continue;
      const wanted = part.subarray(0, keep - kept);
      parts.push(wanted);
      kept += wanted.length;
    }
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : Buffer.concat(parts);
  }

  /** Passes over line ends that are at hand. */
  async skipBlank(): Promise<void> {
    const chunk = await this.#head(false);
    if (chunk === undefined) return;
    while (chunk.bytes[this.#used] === 10 || chunk.bytes[this.#used] === 13) this.#used += 1;
  }

  /** The bytes of the record up to and with its first empty line. @throws Damage; "header" where they are more than `limit` */
  async takeHeader(limit: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    let size = 0;
    let lineLength = 0;
    for (;;) {
      const chunk = await this.#head(true);
      if (chunk === undefined) throw new Damage('why.archive-cut-off', this.#record);
      const rest = chunk.bytes.subarray(this.#used);
      for (let at = 0; ; ) {
        const feed = rest.indexOf(10, at);
        const end = feed < 0 ? rest.length : feed;
        for (let index = at; index < end; index += 1) if (rest[index] !== 13) lineLength += 1;
        if (size + end > limit) throw new Damage('why.archive-header', this.#record);
        if (feed < 0) break;
        if (lineLength === 0) {
          parts.push(rest.subarray(0, feed + 1));
          this.#used += feed + 1;
          return parts.length === 1 ? rest.subarray(0, feed + 1) : Buffer.concat(parts);
        }
        lineLength = 0;
        at = feed + 1;
      }
      parts.push(rest);
      size += rest.length;
      this.#used += rest.length;
    }
  }

  /**
   * Where the file goes on behind a record; undefined where its member holds more.
   *
   * @throws Damage where the member's checksum is wrong
   */
  async endOfRecord(): Promise<number | undefined> {
    if (!this.#source.compressed)
      return (await this.place().catch(() => undefined))?.offset ?? this.#source.position;
    while (this.#held() === 0 && !this.#memberEnded) {
      this.#throwPending();
      if (!(await this.#load())) break;
    }
    if (this.#held() === 0) {
      if (!this.#memberEnded) this.#throwPending();
      return this.#source.position;
    }
    const next = this.#chunks.find((chunk, index) => index > 0 || this.#used < chunk.bytes.length);
    return next !== undefined && next.offset !== this.#record ? next.offset : undefined;
  }

  /** Goes on at the next member behind damaged compression that begins a record. */
  async recover(): Promise<boolean> {
    this.#forget();
    return this.#source.recover();
  }

  /** Goes forward to the next line, or member, that begins like a record. @throws Damage of the compression */
  async findRecord(): Promise<boolean> {
    for (;;) {
      const chunk = await this.#head(false);
      if (chunk === undefined) return false;
      if (this.#used === 0 && chunk.offset !== this.#record && beginsRecord(chunk, this.#source)) return true;
      const rest = chunk.bytes.subarray(this.#used);
      const found = nextRecordLine(rest);
      if (found >= 0) {
        this.#used += found;
        return true;
      }
      const tail = rest.subarray(Math.max(0, rest.length - CUT_START));
      this.#used = chunk.bytes.length;
      this.#chunks = [];
      this.#used = 0;
      const next = await this.#head(false);
      if (next === undefined) return false;
      if (beginsRecord(next, this.#source)) continue;
      // A record's first line may be cut in two by the chunks, though not by members.
      const back = this.#source.compressed && next.offset !== chunk.offset ? 0 : tail.length;
      if (back === 0) continue;
      const place = this.#source.compressed ? { skip: next.skip - back } : { offset: next.offset - back };
      this.#chunks[0] = { ...next, ...place, bytes: Buffer.concat([tail, next.bytes]) };
    }
  }

  /** The chunk of the next byte. */
  async #head(inRecord: boolean): Promise<Chunk | undefined> {
    for (;;) {
      const [chunk] = this.#chunks;
      if (chunk !== undefined && this.#used < chunk.bytes.length) {
        const foreign =
          inRecord && this.#used === 0 && chunk.offset !== this.#record && beginsRecord(chunk, this.#source);
        if (foreign) throw new Damage('why.archive-length', this.#record);
        return chunk;
      }
      if (chunk !== undefined) {
        this.#chunks.shift();
        this.#used = 0;
        continue;
      }
      this.#throwPending();
      if (!(await this.#load())) {
        this.#throwPending();
        return undefined;
      }
    }
  }

  async #load(): Promise<boolean> {
    try {
      const chunk = await this.#source.next();
      if (chunk === undefined) return false;
      this.#memberEnded = chunk.last;
      if (chunk.bytes.length > 0) this.#chunks.push(chunk);
      return true;
    } catch (error) {
      if (!(error instanceof Damage)) throw error;
      this.#pending = error;
      return false;
    }
  }

  #held(): number {
    return this.#chunks.reduce((sum, { bytes }) => sum + bytes.length, -this.#used);
  }

  #throwPending(): void {
    if (this.#pending !== undefined) throw this.#pending;
  }

  #forget(): void {
    this.#chunks = [];
    this.#used = 0;
    this.#pending = undefined;
    this.#memberEnded = false;
  }
}

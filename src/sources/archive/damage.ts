import type { Problem } from '../../services/problem.js';
import { StoreError } from '../portal/exchange.js';

/** Why a place of an archive cannot be read; the ids of the sentences. */
export type DamageReason =
  | 'why.archive-cut-off'
  | 'why.archive-compression'
  | 'why.archive-not-a-record'
  | 'why.archive-header'
  | 'why.archive-length'
  | 'why.archive-checksum'
  | 'why.archive-other-record';

/** A place of an archive file that holds no readable record. Reading goes on behind it. */
export class Damage extends Error {
  override readonly name = 'Damage';
  readonly reason: DamageReason;
  /** Byte of the file. */
  readonly offset: number;
  /** True where the compressed bytes themselves are wrong, so that reading can go on only at another gzip member. */
  readonly inCompression: boolean;

  constructor(reason: DamageReason, offset: number, inCompression = false) {
    super(`${reason} at byte ${offset}`);
    this.reason = reason;
    this.offset = offset;
    this.inCompression = inCompression;
  }
}

/** Thrown for one stored exchange that cannot be given; the rest of the archive is not touched by it. */
export class ArchiveError extends StoreError {
  override readonly name = 'ArchiveError';
}

/** The problem of a damaged place, for a report. */
export function damageProblem(file: string, damage: Damage): Problem {
  return {
    code: 'archive-record-damaged',
    at: file,
    args: { byte: damage.offset, reason: damage.reason },
    lost: true,
  };
}

/** What the file system refuses is no error of the program: it is said with the place and the reason. */
import type { Problem } from '../services/problem.js';

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'why.disk-full',
  EDQUOT: 'why.disk-full',
  EROFS: 'why.read-only',
  EACCES: 'why.no-permission',
  EPERM: 'why.no-permission',
  ENOTDIR: 'why.not-a-folder',
  EEXIST: 'why.not-a-folder',
  EISDIR: 'why.is-a-folder',
  EMFILE: 'why.too-many-files',
  ENFILE: 'why.too-many-files',
  EIO: 'why.disk-error',
};

/** The problem of an error that the file system gave; undefined for all others. */
export function refusalOf(error: unknown): Problem | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return undefined;
  const reason = REASONS[String(error.code)];
  if (reason === undefined) return undefined;
  // A write to an open file does not say to which.
  const place = 'path' in error && typeof error.path === 'string' ? error.path : String(error.syscall);
  return { code: 'file-system-refuses', args: { place, reason } };
}

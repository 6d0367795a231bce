/** A line on standard error that says how far a long audit is. */

import type { Lang } from '../i18n/messages.js';
import { formatNumber } from '../i18n/numbers.js';
import type { AuditProgress } from '../intake.js';
import type { Environment } from './environment.js';

const EVERY_MS = 200;
/** Short audits print nothing. */
const AFTER_MS = 1000;

/** @returns what the audit calls; nothing is drawn where standard error is no terminal or `quiet` is asked for */
export function progressLine(
  environment: Environment,
  lang: Lang,
  quiet: boolean,
): { on: (progress: AuditProgress) => void; clear: () => void } {
  const draw = quiet ? undefined : environment.progress;
  if (draw === undefined) return { on: () => undefined, clear: () => undefined };
  const started = environment.now().getTime();
  let last = 0;
  let drawn = false;
  return {
    on({ phase, records, bytes, totalBytes }) {
      const now = environment.now().getTime();
      if (now - started < AFTER_MS || now - last < EVERY_MS) return;
      last = now;
      drawn = true;
      const count = formatNumber(lang, records);
      const share =
        totalBytes > 0 && phase === 'read'
          ? ` (${Math.min(99, Math.floor((100 * bytes) / totalBytes))} %)`
          : '';
      const words =
        lang === 'vi'
          ? { read: 'Đang đọc', judge: 'Đang đối chiếu', records: 'bản ghi' }
          : { read: 'Reading', judge: 'Checking', records: 'records' };
      draw(`${words[phase]}: ${count} ${words.records}${share}`);
    },
    clear() {
      if (drawn) draw('');
    },
  };
}

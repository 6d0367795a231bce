/** A line on standard error that says how far a long audit is. */

import type { Lang } from '../i18n/messages.js';
import { formatNumber } from '../i18n/numbers.js';
import type { AuditProgress } from '../intake.js';
import type { CrawlProgress } from '../sources/live-portal.js';
import type { Environment } from './environment.js';

const EVERY_MS = 200;
/** Short audits print nothing. */
const AFTER_MS = 1000;

const WORDS = {
  vi: {
    read: 'Đang đọc',
    judge: 'Đang đối chiếu',
    records: 'bản ghi',
    pages: 'trang',
    waiting: 'đang chờ',
    requests: 'yêu cầu',
  },
  en: {
    read: 'Reading',
    judge: 'Checking',
    records: 'records',
    pages: 'pages',
    waiting: 'waiting',
    requests: 'requests',
  },
} as const;

/** Draws what it is told, not too often; nothing where standard error is no terminal or `quiet` is asked for. */
function redrawn(
  environment: Environment,
  quiet: boolean,
): { on: (text: () => string) => void; clear: () => void } {
  const draw = quiet ? undefined : environment.progress;
  if (draw === undefined) return { on: () => undefined, clear: () => undefined };
  const started = environment.now().getTime();
  let last = 0;
  let drawn = false;
  return {
    on(text) {
      const now = environment.now().getTime();
      if (now - started < AFTER_MS || now - last < EVERY_MS) return;
      last = now;
      drawn = true;
      draw(text());
    },
    clear() {
      if (drawn) draw('');
    },
  };
}

/** @returns what the audit calls: `on` for records, `onCrawl` for the pages of a portal */
export function progressLine(
  environment: Environment,
  lang: Lang,
  quiet: boolean,
): { on: (progress: AuditProgress) => void; onCrawl: (progress: CrawlProgress) => void; clear: () => void } {
  const line = redrawn(environment, quiet);
  const words = WORDS[lang];
  return {
    on: ({ phase, records, bytes, totalBytes }) =>
      line.on(() => {
        const known = totalBytes > 0 && phase === 'read';
        const share = known ? ` (${Math.min(99, Math.floor((100 * bytes) / totalBytes))} %)` : '';
        return `${words[phase]}: ${formatNumber(lang, records)} ${words.records}${share}`;
      }),
    onCrawl: ({ done, waiting, requests }) =>
      line.on(() => {
        const [pages, left, sent] = [done, waiting, requests].map((count) => formatNumber(lang, count));
        return `${words.read}: ${pages} ${words.pages}, ${left} ${words.waiting}, ${sent} ${words.requests}`;
      }),
    clear: line.clear,
  };
}

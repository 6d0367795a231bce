import { InputError } from '../services/problem.js';
import { foldName } from '../services/text.js';
import type { ReportDetail, ReportService } from './report.js';

/** Similar codes to name when one is not found. */
const SUGGESTIONS = 3;

/**
 * The services of a report with a code, in the order of the report; services without a code are found by their name. Case does not
 * matter, nor an agency's suffix that the code looked for carries.
 *
 * @throws InputError `service-not-in-report`, with the codes that begin most alike
 */
export async function findServices(
  services: AsyncIterable<ReportService>,
  wanted: string,
  detail: ReportDetail = 'full',
): Promise<[ReportService, ...ReportService[]]> {
  const key = foldName(wanted);
  const found: ReportService[] = [];
  let similar: { code: string; shared: number }[] = [];
  for await (const service of services) {
    const code = foldName(service.code ?? '');
    if (key !== '' && (isCode(key, code) || (code === '' && foldName(service.name ?? '') === key))) {
      found.push(service);
    } else if (service.code !== null) {
      similar = closest(similar, service.code, sharedStart(code, key));
    }
  }
  const [first, ...others] = found;
  if (first !== undefined) return [first, ...others];
  throw new InputError('service-not-in-report', { code: wanted, hint: hintFor(similar, detail) });
}

/** "2.000205.000.00.00.H17" is 2.000205 with the suffix of an agency. */
function isCode(key: string, code: string): boolean {
  return key === code || (code.length >= 8 && key.startsWith(`${code}.`));
}

function hintFor(similar: readonly { code: string }[], detail: ReportDetail): string {
  if (detail === 'units') return 'why.services-not-kept';
  return similar.length === 0 ? 'why.look-at-codes' : `≈ ${similar.map(({ code }) => code).join(', ')}`;
}

/** Most alike first; a code has to share three characters to be worth a mention. */
function closest(similar: readonly { code: string; shared: number }[], code: string, shared: number) {
  if (shared < 3 || similar.some((other) => other.code === code)) return [...similar];
  return [...similar, { code, shared }].sort((a, b) => b.shared - a.shared).slice(0, SUGGESTIONS);
}

function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}

import type { Form } from '../../services/service.js';
import { canonicalUrl } from './canonical-url.js';
import type { Fetcher, FetchRequest, Reply } from './fetcher.js';
import { attachmentType, fileTypeOf, mediaTypeOf, startsAsFile } from './file-type.js';
import { printedAs } from './links.js';
import { signsOf, visibleText } from './page-signs.js';
import { headerOf } from './requests.js';
import { readRuleFile, words } from './rule-file.js';
import type { Scope } from './scope.js';

/** Whether the file of a form can really be had: asked with HEAD, and with the first bytes where HEAD is refused or may lie. */
export interface DownloadCheck {
  readonly state: NonNullable<Form['download']>;
  /** Type of the file, as an extension, where headers and first bytes tell it. */
  readonly extension?: string;
}

const UNREACHABLE: DownloadCheck = { state: 'unreachable' };

const FIRST_BYTES = 4096;
/** What HEAD is believed about: types that a page never has. */
const FILE_TYPE =
  /^application\/(?:pdf|msword|rtf|zip|x-rar.*|vnd\.(?:ms-|openxmlformats-|oasis\.|rar).*)|^image\/|^text\/rtf/i;
const PAGE_TYPE = /html|json|xml$/i;

/**
 * Each file is asked for once; undefined comes back for those left out by `--exclude`.
 *
 * @param budget files that may still be asked for; undefined comes back once they are used up
 */
export function openDownloadChecks(
  fetcher: Fetcher,
  scope: Pick<Scope, 'excluded'>,
  budget: number,
): (url: string) => Promise<DownloadCheck | undefined> {
  const known = new Map<string, Promise<DownloadCheck | undefined>>();
  let left = budget;
  return async (address) => {
    const url = canonicalUrl(address);
    if (url === undefined) return UNREACHABLE;
    if (scope.excluded(url)) return undefined;
    const earlier = known.get(url);
    if (earlier !== undefined) return earlier;
    if (left <= 0) return undefined;
    left--;
    const check = checkDownload(fetcher, { url, ...printedAs(address) });
    known.set(url, check);
    return check;
  };
}

/** @returns undefined where an archive answers and does not hold the file's answer: nothing is known of it */
async function checkDownload(
  fetcher: Fetcher,
  address: Pick<FetchRequest, 'url' | 'printed'>,
): Promise<DownloadCheck | undefined> {
  const head = await fetcher.fetch({
    ...address,
    method: 'HEAD',
    anywhere: true,
    headers: [['accept', '*/*']],
    retries: 0,
  });
  if (head.kind !== 'response' && head.kind !== 'failed' && !isMissing(head)) return UNREACHABLE;
  if (head.kind === 'response' && head.head.status === 200 && isFile(head))
    return checked('ok', fileTypeOf(head.url, head.head.headers));
  // A server that asks for patience is not asked in another way.
  if (head.kind === 'response' && isBusy(head.head.status)) return UNREACHABLE;
  const failed = head.kind !== 'response' || head.head.status >= 500;
  const get = await fetcher.fetch({
    ...address,
    limit: FIRST_BYTES,
    retries: failed ? 0 : 1,
    anywhere: true,
    headers: [
      ['accept', '*/*'],
      ['accept-encoding', 'identity'],
      ['range', `bytes=0-${FIRST_BYTES - 1}`],
    ],
  });
  if (isMissing(get)) return undefined;
  if (get.kind !== 'response') return UNREACHABLE;
  const state = judge(get);
  return state === 'ok' ? checked(state, fileTypeOf(get.url, get.head.headers, get.body)) : { state };
}

function isMissing(reply: Reply): boolean {
  return reply.kind === 'refused' && reply.by === 'notInArchive';
}

function isBusy(status: number): boolean {
  return status === 429 || status === 503;
}

/** A page that asks to come back later, or to prove oneself human: whether there is a file behind it nobody can say. */
function isStandIn(body: Uint8Array): boolean {
  standIns ??= words(readRuleFile('page-signs.json'), 'standInMarks');
  const text = visibleText(Buffer.from(body).toString('utf8')).normalize('NFC').toLowerCase();
  return standIns.some((mark) => text.includes(mark));
}

let standIns: readonly string[] | undefined;

function checked(state: DownloadCheck['state'], extension: string | undefined): DownloadCheck {
  return extension === undefined ? { state } : { state, extension };
}

type Response = Extract<Reply, { kind: 'response' }>;

/** A type that a page never has, or a file offered by name; and no length 0: many programs that hand out files give no length. */
function isFile({ head: { headers } }: Response): boolean {
  const length = headerOf(headers, 'x-original-content-length');
  const type = mediaTypeOf(headers);
  const isNamed = !PAGE_TYPE.test(type) && attachmentType(headers) !== undefined;
  return (FILE_TYPE.test(type) || isNamed) && (length === undefined || Number(length) > 0);
}

function judge(reply: Response): DownloadCheck['state'] {
  const { status, headers } = reply.head;
  if (status === 404 || status === 410) return 'notFound';
  // "Range not satisfiable" of a file without bytes.
  if (status === 416) return 'notAFile';
  if (status !== 200 && status !== 206) return 'unreachable';
  if (reply.body.length === 0) return 'notAFile';
  // Word saves documents as HTML too; a server that offers it as a file means it as one.
  if (/attachment/i.test(headerOf(headers, 'content-disposition') ?? '')) return 'ok';
  const start = Buffer.from(reply.body).toString('latin1');
  const type = mediaTypeOf(headers);
  const isPage = /^[\s\u00EF\u00BB\u00BF]*<(?:!doctype\s+html|html|head|body|script|\?xml)/i.test(start);
  if (isPage && /urn:schemas-microsoft-com:office/i.test(start)) return 'ok';
  if (!isPage && (!PAGE_TYPE.test(type) || startsAsFile(reply.body))) return 'ok';
  return signsOf(start, reply.url).sign === 'blocked' || isStandIn(reply.body) ? 'unreachable' : 'notAFile';
}

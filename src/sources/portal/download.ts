import type { Form } from '../../services/service.js';
import { canonicalUrl } from './canonical-url.js';
import type { Fetcher, Reply } from './fetcher.js';
import { signsOf } from './page-signs.js';
import { headerOf } from './requests.js';

/** Whether the file of a form can really be had: asked with HEAD, and with the first bytes where HEAD is refused or may lie. */
export type DownloadCheck = NonNullable<Form['download']>;

const FIRST_BYTES = 4096;
/** What HEAD is believed about: types that a page never has. */
const FILE_TYPE =
  /^application\/(?:pdf|msword|rtf|zip|x-rar.*|vnd\.(?:ms-|openxmlformats-|oasis\.|rar).*)|^image\/|^text\/rtf/i;
const PAGE_TYPE = /html|json|xml$/i;

/**
 * @param budget files that may still be asked for; undefined comes back once they are used up
 */
export function openDownloadChecks(
  fetcher: Fetcher,
  budget: number,
): (url: string) => Promise<DownloadCheck | undefined> {
  const known = new Map<string, Promise<DownloadCheck>>();
  let left = budget;
  return async (address) => {
    const url = canonicalUrl(address);
    if (url === undefined) return 'unreachable';
    const earlier = known.get(url);
    if (earlier !== undefined) return earlier;
    if (left <= 0) return undefined;
    left--;
    const check = checkDownload(fetcher, url);
    known.set(url, check);
    return check;
  };
}

async function checkDownload(fetcher: Fetcher, url: string): Promise<DownloadCheck> {
  const head = await fetcher.fetch({ url, method: 'HEAD', anywhere: true, headers: [['accept', '*/*']] });
  if (head.kind !== 'response' && head.kind !== 'failed') return 'unreachable';
  if (head.kind === 'response' && head.head.status === 200 && isFile(head)) return 'ok';
  const get = await fetcher.fetch({
    url,
    limit: FIRST_BYTES,
    anywhere: true,
    headers: [
      ['accept', '*/*'],
      ['accept-encoding', 'identity'],
      ['range', `bytes=0-${FIRST_BYTES - 1}`],
    ],
  });
  return get.kind === 'response' ? judge(get) : 'unreachable';
}

type Response = Extract<Reply, { kind: 'response' }>;

function isFile({ head: { headers } }: Response): boolean {
  const type = headerOf(headers, 'content-type') ?? '';
  const length = headerOf(headers, 'x-original-content-length');
  return FILE_TYPE.test(type) && length !== undefined && Number(length) > 0;
}

function judge(reply: Response): DownloadCheck {
  const { status, headers } = reply.head;
  if (status === 404 || status === 410) return 'notFound';
  // "Range not satisfiable" of a file without bytes.
  if (status === 416) return 'notAFile';
  if (status !== 200 && status !== 206) return 'unreachable';
  if (reply.body.length === 0) return 'notAFile';
  // Word saves documents as HTML too; a server that offers it as a file means it as one.
  if (/attachment/i.test(headerOf(headers, 'content-disposition') ?? '')) return 'ok';
  const start = Buffer.from(reply.body).toString('latin1');
  const type = (headerOf(headers, 'content-type') ?? '').split(';', 1)[0] ?? '';
  const isPage = /^[\s\u00EF\u00BB\u00BF]*<(?:!doctype\s+html|html|head|body|script|\?xml)/i.test(start);
  if (isPage && /urn:schemas-microsoft-com:office/i.test(start)) return 'ok';
  if (!isPage && (!PAGE_TYPE.test(type) || isKnownFile(start))) return 'ok';
  return signsOf(start, reply.url).sign === 'blocked' ? 'unreachable' : 'notAFile';
}

/** PDF, OLE (doc, xls), ZIP (docx, xlsx), RTF, RAR, 7z: served under a page's type by some portals, and still a file. */
function isKnownFile(start: string): boolean {
  return ['%PDF', '\u00D0\u00CF\u0011\u00E0', 'PK\u0003\u0004', '{\\rtf', 'Rar!', '7z\u00BC\u00AF'].some(
    (magic) => start.startsWith(magic),
  );
}

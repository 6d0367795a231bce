import { isRecord, readRuleFile } from './rule-file.js';

/** Every address a crawl has dealt with ends in exactly one of these; their texts are in `rules/portals/page-statuses.json`. */
export type StatusId =
  | 'ok'
  | 'notModified'
  | 'redirected'
  | 'notFound'
  | 'gone'
  | 'softNotFound'
  | 'forbidden'
  | 'loginRequired'
  | 'blocked'
  | 'scriptShell'
  | 'robotsDisallowed'
  | 'robotsUnreachable'
  | 'timeout'
  | 'tlsError'
  | 'dnsError'
  | 'connectionRefused'
  | 'reset'
  | 'unreachable'
  | 'proxyError'
  | 'tooLarge'
  | 'wrongType'
  | 'emptyPage'
  | 'truncated'
  | 'incomplete'
  | 'noProcedure'
  | 'malformedResponse'
  | 'tooManyRedirects'
  | 'redirectOutOfScope'
  | 'redirectToPrivate'
  | 'privateAddress'
  | 'clientError'
  | 'serverError'
  | 'rateLimited'
  | 'hostGivenUp'
  | 'budgetExhausted'
  | 'notInArchive'
  | 'trap';

/** What exactly is wrong with a certificate or a TLS connection. */
export type TlsKind =
  | 'expired'
  | 'notYetValid'
  | 'selfSigned'
  | 'unknownIssuer'
  | 'hostMismatch'
  | 'revoked'
  | 'protocol'
  | 'other';

export interface PageStatus {
  readonly id: StatusId;
  /** Whether asking again later, unchanged, may give another answer. */
  readonly retryable: boolean;
  /** The page was read: what it lacks, it lacks. */
  readonly read: boolean;
  readonly detail?: Readonly<Record<string, string | number>>;
}

/** What can be said of an answer once its body has been looked at. */
export type PageSign =
  | 'softNotFound'
  | 'blocked'
  | 'scriptShell'
  | 'loginRequired'
  | 'wrongType'
  | 'truncated'
  | 'emptyPage';

/** Why an address was not asked, or not followed to its end. */
export type Refusal =
  | 'robotsDisallowed'
  | 'robotsUnreachable'
  | 'tooManyRedirects'
  | 'redirectOutOfScope'
  | 'redirectToPrivate'
  | 'privateAddress'
  | 'loginRequired'
  | 'rateLimited'
  | 'hostGivenUp'
  | 'budgetExhausted'
  | 'notInArchive'
  | 'trap';

/** What asking for an address came to. */
export type Outcome =
  | {
      readonly kind: 'response';
      readonly status: number;
      /** Another address of the portal answered in its place. */
      readonly redirected?: boolean;
      readonly notModified?: boolean;
      readonly tooLarge?: boolean;
      readonly sign?: PageSign | undefined;
      readonly detail?: PageStatus['detail'];
    }
  | { readonly kind: 'refused'; readonly by: Refusal; readonly detail?: PageStatus['detail'] }
  | { readonly kind: 'failed'; readonly code: string; readonly detail?: PageStatus['detail'] }
  /** Noted earlier in the run that is being resumed. */
  | { readonly kind: 'noted'; readonly status: string; readonly detail?: PageStatus['detail'] };

const RETRYABLE: ReadonlySet<StatusId> = new Set<StatusId>([
  'robotsUnreachable',
  'timeout',
  'dnsError',
  'connectionRefused',
  'reset',
  'unreachable',
  'proxyError',
  'malformedResponse',
  'truncated',
  'incomplete',
  'serverError',
  'rateLimited',
  'hostGivenUp',
  'budgetExhausted',
  'notInArchive',
  'blocked',
]);
const READ: ReadonlySet<StatusId> = new Set<StatusId>(['ok', 'notModified', 'redirected']);

/** The one status of an address. */
export function statusOf(outcome: Outcome): PageStatus {
  const [id, detail] = identify(outcome);
  const known = detail === undefined || Object.keys(detail).length === 0 ? {} : { detail };
  return { id, retryable: RETRYABLE.has(id), read: READ.has(id), ...known };
}

function identify(outcome: Outcome): readonly [StatusId, PageStatus['detail']] {
  switch (outcome.kind) {
    case 'refused':
      return [outcome.by, outcome.detail];
    case 'noted':
      return [isStatusId(outcome.status) ? outcome.status : 'malformedResponse', outcome.detail];
    case 'failed':
      return failure(outcome.code, outcome.detail);
    case 'response':
      return [
        response(outcome),
        { ...(outcome.status === 200 ? {} : { http: outcome.status }), ...outcome.detail },
      ];
  }
}

function response(outcome: Extract<Outcome, { kind: 'response' }>): StatusId {
  const { status, sign } = outcome;
  if (sign === 'blocked') return 'blocked';
  if (status === 404) return 'notFound';
  if (status === 410) return 'gone';
  if (status === 401 || status === 407 || sign === 'loginRequired') return 'loginRequired';
  if (status === 403 || status === 451) return 'forbidden';
  if (status === 429) return 'rateLimited';
  if (status >= 500) return 'serverError';
  if (status >= 400) return 'clientError';
  if (outcome.tooLarge) return 'tooLarge';
  if (sign !== undefined) return sign;
  if (status === 206) return 'truncated';
  if (status === 204 || status === 205) return 'emptyPage';
  if (status < 200 || (status >= 300 && status !== 304)) return 'malformedResponse';
  if (outcome.redirected) return 'redirected';
  return outcome.notModified ? 'notModified' : 'ok';
}

const TLS_KINDS: Readonly<Record<string, TlsKind>> = {
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'notYetValid',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'selfSigned',
  SELF_SIGNED_CERT_IN_CHAIN: 'selfSigned',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknownIssuer',
  UNABLE_TO_GET_ISSUER_CERT: 'unknownIssuer',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknownIssuer',
  CERT_UNTRUSTED: 'unknownIssuer',
  ERR_TLS_CERT_ALTNAME_INVALID: 'hostMismatch',
  HOSTNAME_MISMATCH: 'hostMismatch',
  CERT_REVOKED: 'revoked',
  EPROTO: 'protocol',
};

const FAILURES: Readonly<Record<string, StatusId>> = {
  ENOTFOUND: 'dnsError',
  EAI_AGAIN: 'dnsError',
  EAI_FAIL: 'dnsError',
  EAI_NODATA: 'dnsError',
  ENODATA: 'dnsError',
  ESERVFAIL: 'dnsError',
  ECONNREFUSED: 'connectionRefused',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'reset',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  ETIMEDOUT: 'timeout',
  DEADLINE: 'timeout',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ENETDOWN: 'unreachable',
  EHOSTDOWN: 'unreachable',
  PRIVATE_ADDRESS: 'privateAddress',
  TOO_LARGE: 'tooLarge',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'tooLarge',
  PROXY: 'proxyError',
  UND_ERR_PRX_TLS: 'proxyError',
};

function failure(code: string, detail: PageStatus['detail']): readonly [StatusId, PageStatus['detail']] {
  const kind = tlsKind(code);
  if (kind !== undefined) return ['tlsError', { ...detail, kind }];
  return [FAILURES[code] ?? 'malformedResponse', { ...detail, code }];
}

function tlsKind(code: string): TlsKind | undefined {
  const kind = TLS_KINDS[code];
  if (kind !== undefined) return kind;
  if (/^ERR_(?:SSL|OSSL)_/.test(code)) return 'protocol';
  return /CERT|^ERR_TLS_/.test(code) ? 'other' : undefined;
}

interface Texts {
  readonly vi: string;
  readonly en: string;
}

let texts: Readonly<Record<string, unknown>> | undefined;

function isStatusId(id: string): id is StatusId {
  texts ??= readRuleFile('page-statuses.json');
  return id !== '$schema' && id in texts;
}

/** What a status means and what to do about it, in both languages; for a TLS error by its kind. */
export function statusTexts(status: Pick<PageStatus, 'id' | 'detail'>): Texts & { readonly fix: Texts } {
  texts ??= readRuleFile('page-statuses.json');
  const entry = texts[status.id];
  const kinds = isRecord(entry) && isRecord(entry.kinds) ? entry.kinds : {};
  const text = kinds[String(status.detail?.kind)] ?? entry;
  if (!isRecord(text) || !isRecord(text.fix)) throw new TypeError(`no texts for page status ${status.id}`);
  return {
    vi: String(text.vi),
    en: String(text.en),
    fix: { vi: String(text.fix.vi), en: String(text.fix.en) },
  };
}

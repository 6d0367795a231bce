import { isIP } from 'node:net';
import { getDomain } from 'tldts';
import { type AddressPattern, addressPattern } from './address-pattern.js';
import { isPrivateAddress } from './private-address.js';

/** Which addresses belong to the portal, and which of those may be on a private network. */
export interface Scope {
  /** Whether an address is the portal's: of the registrable domain of a start, or included; and not excluded. */
  inside(url: string): boolean;
  /** Whether an address was left out by a pattern, whoever's it is. */
  excluded(url: string): boolean;
  /** Whether an address is of the same site as a start; what is given on the command line for the portal is sent only there. */
  own(url: string): boolean;
  /** Whether a connection to a private address is allowed for this host: only where a start of the same site is itself private. */
  privateAllowed(host: string): boolean;
}

/** Names of the addresses of a host; rejects where there are none. */
export type Resolve = (hostname: string) => Promise<readonly string[]>;

/**
 * The site an address belongs to: its registrable domain by the Public Suffix List ("bocongan.gov.vn"), or host and port for an
 * IP address or a name without a domain (another port of one machine is another service).
 */
export function siteOf(url: string | URL): string {
  const parsed = typeof url === 'string' ? new URL(url) : url;
  const host = parsed.hostname;
  const domain =
    isIP(host.replace(/^\[|\]$/g, '')) === 0 ? getDomain(host, { allowPrivateDomains: true }) : null;
  return domain ?? (host.includes('.') && isIP(host) === 0 ? host : parsed.host);
}

export interface ScopeOptions {
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}

/**
 * @param starts canonical addresses
 * @throws InputError for a pattern that cannot be read
 */
export async function scopeOf(
  starts: readonly string[],
  options: ScopeOptions,
  resolve: Resolve,
): Promise<Scope> {
  const include: AddressPattern[] = (options.include ?? []).map(addressPattern);
  const exclude: AddressPattern[] = (options.exclude ?? []).map(addressPattern);
  const sites = new Set(starts.map(siteOf));
  const privateSites = new Set<string>();
  for (const start of starts) {
    const url = new URL(start);
    if (await isPrivateHost(url.hostname, resolve)) privateSites.add(siteOf(url));
  }
  const isExcluded = (url: URL): boolean => exclude.some((pattern) => pattern(url));
  return {
    inside(address) {
      const url = new URL(address);
      if (isExcluded(url)) return false;
      return sites.has(siteOf(url)) || include.some((pattern) => pattern(url));
    },
    excluded: (address) => isExcluded(new URL(address)),
    own: (address) => sites.has(siteOf(address)),
    privateAllowed: (host) =>
      privateSites.has(siteOf(`http://${host}/`)) || privateSites.has(siteOf(`https://${host}/`)),
  };
}

async function isPrivateHost(hostname: string, resolve: Resolve): Promise<boolean> {
  if (isPrivateAddress(hostname)) return true;
  if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) return false;
  try {
    return (await resolve(hostname)).some(isPrivateAddress);
  } catch {
    // A name that cannot be resolved here fails later, by name; behind a proxy it need not be known here.
    return false;
  }
}

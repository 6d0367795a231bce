import { isIP } from 'node:net';
import { InputError } from '../../services/problem.js';

/** Which proxy an address is asked through: `--proxy`, else the usual variables, unless NO_PROXY names its host. */
export type ProxyChooser = (url: URL) => string | undefined;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * @param proxy as given with `--proxy`; wins over the variables
 * @param environment HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY, in capitals or not
 * @throws InputError where a proxy is no http or https address; the message does not repeat it, since it may hold a password
 */
export function proxyChooser(proxy: string | undefined, environment: Environment = {}): ProxyChooser {
  const variable = (name: string): string | undefined =>
    environment[name.toLowerCase()] || environment[name.toUpperCase()] || undefined;
  const all = variable('all_proxy');
  const plain = checked(proxy, '--proxy') ?? checked(variable('http_proxy') ?? all, 'HTTP_PROXY');
  const secure = checked(proxy, '--proxy') ?? checked(variable('https_proxy') ?? all, 'HTTPS_PROXY');
  const direct = (variable('no_proxy') ?? '')
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .map(noProxyEntry);
  return (url) => {
    const chosen = url.protocol === 'https:' ? secure : plain;
    return chosen === undefined || direct.some((matches) => matches(url)) ? undefined : chosen;
  };
}

function checked(proxy: string | undefined, from: string): string | undefined {
  if (proxy === undefined) return undefined;
  const address = proxy.includes('://') ? proxy : `http://${proxy}`;
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
    throw new InputError('proxy-malformed', { from });
  }
  return address;
}

/** "*", "example.vn", ".example.vn", "*.example.vn", "10.0.0.1", "localhost:8080". A name covers what is below it. */
function noProxyEntry(entry: string): (url: URL) => boolean {
  if (entry === '*') return () => true;
  const port = /:(\d+)$/.exec(entry)?.[1];
  const bare = isIP(entry) === 6 ? `[${entry}]` : entry.replace(/:\d+$/, '');
  const name = bare.replace(/^\*?\.?/, '').toLowerCase();
  return (url) => {
    const urlPort = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
    if (port !== undefined && isIP(entry) !== 6 && port !== urlPort) return false;
    return url.hostname === name || url.hostname.endsWith(`.${name}`);
  };
}

import { InputError } from '../../services/problem.js';

/**
 * Patterns of `--include` and `--exclude`.
 *
 * A glob by default: `*` stands for any characters but "/", `**` for any at all; "?" is itself, since addresses have queries.
 * With "://" it is compared with the whole address, with a leading "/" with path and query, otherwise with host, path and query
 * ("*.example.vn/**"). Without a wildcard it also covers everything below it ("/tin-tuc" covers "/tin-tuc/1").
 * `re:` before it makes it a regular expression, looked for anywhere in the address.
 */
export type AddressPattern = (url: URL) => boolean;

/** @throws InputError for a regular expression that cannot be read, and for what no address can look like */
export function addressPattern(pattern: string): AddressPattern {
  if (!isAddressLike(pattern)) throw new InputError('address-pattern-malformed', { pattern });
  if (pattern.startsWith('re:')) {
    const expression = regular(pattern);
    return (url) => expression.test(url.href);
  }
  const open = pattern.includes('*') ? '' : '(?:[/?].*)?';
  const body = pattern
    .replace(/\/$/, pattern.includes('*') ? '/' : '')
    .split(/(\*+)/)
    .map((part) =>
      part === '*' ? '[^/]*' : part.startsWith('**') ? '.*' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    )
    .join('');
  const expression = new RegExp(`^${body}${open}$`, 's');
  if (pattern.includes('://')) return (url) => expression.test(url.href);
  if (pattern.startsWith('/')) return (url) => expression.test(url.pathname + url.search);
  return (url) => expression.test(url.host + url.pathname + url.search);
}

function isAddressLike(pattern: string): boolean {
  if (pattern.startsWith('re:')) return pattern.length > 3;
  if (!/[\p{L}\p{N}*/]/u.test(pattern) || /\s/.test(pattern)) return false;
  const [, host] = /:\/\/([^/?*]*)/.exec(pattern) ?? [];
  return host === undefined || pattern.includes('*') || URL.canParse(`http://${host}/`);
}

function regular(pattern: string): RegExp {
  try {
    return new RegExp(pattern.slice(3), 'u');
  } catch (cause) {
    throw new InputError('address-pattern-malformed', { pattern }, { cause });
  }
}

import { BlockList, isIP } from 'node:net';

/** Addresses that are not the public internet (RFC 6890): a public portal has no business sending anybody there. */

const PRIVATE = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  PRIVATE.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const) {
  PRIVATE.addSubnet(network, prefix, 'ipv6');
}

/** This machine (RFC 6761), its own network (RFC 6762, RFC 8375), and what ICANN keeps for private use. */
const PRIVATE_NAME = /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|lan|home\.arpa)\.?$/i;

/**
 * Whether an IP address (with or without the brackets of a URL) is loopback, private, link-local, multicast or reserved, also
 * when it is an IPv4 address inside an IPv6 one; or a name that always stands for such a place, whatever a proxy or a resolver makes
 * of it. False for other names.
 */
export function isPrivateAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  const family = isIP(bare);
  if (family === 4) return PRIVATE.check(bare, 'ipv4');
  if (family === 0) return PRIVATE_NAME.test(bare);
  if (PRIVATE.check(bare, 'ipv6')) return true;
  const inner = embeddedIpv4(bare);
  return inner !== undefined && PRIVATE.check(inner, 'ipv4');
}

/** The IPv4 address inside a mapped (::ffff:…), translated (64:ff9b::…) or 6to4 (2002:…) one. */
function embeddedIpv4(address: string): string | undefined {
  const groups = expand(address);
  const join = (high = 0, low = 0) => [high >> 8, high & 255, low >> 8, low & 255].join('.');
  if (groups[0] === 0x2002) return join(groups[1], groups[2]);
  const head = groups.slice(0, 6);
  const mapped = head.slice(0, 5).every((group) => group === 0) && (head[5] === 0xffff || head[5] === 0);
  const translated = head[0] === 0x64 && head[1] === 0xff9b && head.slice(2).every((group) => group === 0);
  return mapped || translated ? join(groups[6], groups[7]) : undefined;
}

function expand(address: string): number[] {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  const hex = (high: string | undefined, low: string | undefined) =>
    (Number(high) * 256 + Number(low)).toString(16);
  const text =
    dotted === null ? address : `${dotted[1]}${hex(dotted[2], dotted[3])}:${hex(dotted[4], dotted[5])}`;
  const [left = '', right] = text.split('::');
  const parts = (side: string) =>
    side === '' ? [] : side.split(':').map((group) => Number.parseInt(group, 16));
  if (right === undefined) return parts(left);
  const tail = parts(right);
  const start = parts(left);
  return [...start, ...Array<number>(Math.max(0, 8 - start.length - tail.length)).fill(0), ...tail];
}

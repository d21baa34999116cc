import { BlockList, isIPv4, isIPv6 } from 'node:net';

const block = (subnets: readonly (readonly [string, number])[]): BlockList => {
  const list = new BlockList();
  for (const [net, prefix] of subnets) list.addSubnet(net, prefix, isIPv6(net) ? 'ipv6' : 'ipv4');
  return list;
};

/** Nobody's back office is there, whatever anybody allows: what clouds tell machines of themselves, broadcasts, nothing. */
const never = block([
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['192.0.0.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 128],
  ['fe80::', 10],
  ['ff00::', 8],
]);

/** The machine itself and networks of one's own. */
const own = block([
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['::1', 128],
  ['fc00::', 7],
]);

/** IPv4 in the clothes of IPv6 (mapped, NAT64, 6to4) is judged by what it is. */
function inner(address: string): string | null {
  const mapped = /^(?:::ffff:|64:ff9b::)(\d+\.\d+\.\d+\.\d+)$/iu.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const hex =
    /^(?:::ffff:|64:ff9b::)([\da-f]{1,4}):([\da-f]{1,4})$/iu.exec(address) ??
    /^2002:([\da-f]{1,4}):([\da-f]{1,4}):/iu.exec(address);
  if (hex === null) return null;
  const [high, low] = [Number.parseInt(hex[1] ?? '', 16), Number.parseInt(hex[2] ?? '', 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** Whether the hub may connect there for the house; `isInternal`: an admin has said that this host is the house's own. */
export function mayReach(address: string, isInternal: boolean): boolean {
  const plain = address.replace(/^\[|\]$|%.*$/gu, '');
  const ip = inner(plain) ?? plain;
  const family = isIPv4(ip) ? 'ipv4' : isIPv6(ip) ? 'ipv6' : null;
  if (family === null || never.check(ip, family)) return false;
  return isInternal || !own.check(ip, family);
}

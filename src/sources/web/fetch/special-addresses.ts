import { isIPv4, isIPv6 } from 'node:net';

/** IANA special-purpose registry of IPv4 (RFC 6890 and after): what no public page lives on. */
const IPV4: readonly (readonly [string, number, string])[] = [
  ['0.0.0.0', 8, 'reserved'],
  ['10.0.0.0', 8, 'private'],
  ['100.64.0.0', 10, 'shared (carrier-grade NAT)'],
  ['127.0.0.0', 8, 'loopback'],
  // A public address by its number, and the platform's own service inside one provider's machines.
  ['168.63.129.16', 32, 'the metadata service of a cloud'],
  ['169.254.0.0', 16, 'link-local'],
  ['172.16.0.0', 12, 'private'],
  ['192.0.0.0', 24, 'reserved'],
  ['192.0.2.0', 24, 'documentation'],
  ['192.88.99.0', 24, 'reserved (6to4 relay)'],
  ['192.168.0.0', 16, 'private'],
  ['198.18.0.0', 15, 'reserved (benchmarks)'],
  ['198.51.100.0', 24, 'documentation'],
  ['203.0.113.0', 24, 'documentation'],
  ['224.0.0.0', 4, 'multicast'],
  ['240.0.0.0', 4, 'reserved'],
];

/** First match counts. What is outside 2000::/3 is refused whatever it is: no other space is given out. */
const IPV6: readonly (readonly [string, number, string])[] = [
  ['::1', 128, 'loopback'],
  ['::', 128, 'unspecified'],
  ['::ffff:0:0', 96, 'IPv4-mapped'],
  ['::ffff:0:0:0', 96, 'IPv4-translated'],
  ['::', 96, 'IPv4-compatible'],
  ['64:ff9b::', 96, 'NAT64'],
  ['64:ff9b:1::', 48, 'NAT64'],
  ['100::', 64, 'discard-only'],
  ['fc00::', 7, 'unique-local'],
  ['fe80::', 10, 'link-local'],
  ['fec0::', 10, 'site-local'],
  ['ff00::', 8, 'multicast'],
  ['2001::', 32, 'Teredo'],
  ['2001::', 23, 'reserved'],
  ['2001:db8::', 32, 'documentation'],
  ['2002::', 16, '6to4'],
  ['3fff::', 20, 'documentation'],
];

const RANGES4 = IPV4.map(([base, bits, why]) => ({ base: bytesOf(base)!, bits, why }));
const RANGES6 = IPV6.map(([base, bits, why]) => ({ base: bytesOf(base)!, bits, why }));

/** Why an address is none of the public internet, or undefined where it is. What is no address at all is refused too. */
export function specialAddress(address: string): string | undefined {
  const bytes = bytesOf(address.replace(/%.*$/s, ''));
  if (bytes === undefined) return 'no address';
  const ranges = bytes.length === 4 ? RANGES4 : RANGES6;
  const found = ranges.find(({ base, bits }) => startsAlike(bytes, base, bits));
  if (found !== undefined) return found.why;
  return bytes.length === 16 && bytes[0]! >> 5 !== 1 ? 'reserved' : undefined;
}

function startsAlike(bytes: Uint8Array, base: Uint8Array, bits: number): boolean {
  const whole = bits >> 3;
  for (let i = 0; i < whole; i++) if (bytes[i] !== base[i]) return false;
  const rest = bits & 7;
  return rest === 0 || (bytes[whole]! ^ base[whole]!) >> (8 - rest) === 0;
}

/** 4 or 16 bytes; undefined for what is no address. */
function bytesOf(address: string): Uint8Array | undefined {
  if (isIPv4(address)) return Uint8Array.from(address.split('.'), Number);
  if (!isIPv6(address)) return undefined;
  // A dotted tail (::ffff:1.2.3.4) becomes its two groups.
  const text = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) =>
    [(Number(a) << 8) | Number(b), (Number(c) << 8) | Number(d)]
      .map((group) => group.toString(16))
      .join(':'),
  );
  const [head = '', tail] = text.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0');
  const groups = [...left, ...zeros, ...right].map((group) => Number.parseInt(group, 16));
  return Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 0xff]));
}

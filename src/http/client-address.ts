import { isIP, isIPv4 } from 'node:net';

/**
 * Whose requests are counted together, by the address of the client. Behind proxies of our own it is the
 * entry that the outermost of them added to X-Forwarded-For: what precedes it came from outside, and is not
 * believed.
 */
export function clientAddress(socketAddress: string, forwardedFor: string | null, proxyHops: number): string {
  const socket = toNetwork(socketAddress) ?? socketAddress;
  if (proxyHops === 0 || forwardedFor === null) return socket;
  const hops = forwardedFor.split(',');
  const client = hops.at(-proxyHops) ?? hops[0] ?? '';
  return toNetwork(client.trim()) ?? socket;
}

/** A port behind an address, as some proxies add it: `192.0.2.1:443`, `[2001:db8::1]:443`. */
const WITH_PORT = /^(?:\[([^\]]*)\]|([\d.]+))(?::\d+)?$/;
const HEXTETS = 8;

/**
 * An IPv4 address, or the /64 of an IPv6 address: a household or a rented machine has at least that many
 * addresses, and could use a new one for each request. Undefined for what is no address.
 */
function toNetwork(text: string): string | undefined {
  const [, bracketed, plain] = WITH_PORT.exec(text) ?? [];
  const [address = ''] = (bracketed ?? plain ?? text).split('%');
  if (isIPv4(address)) return address;
  if (isIP(address) === 0) return undefined;
  // The one way to write it, in hexadecimal.
  const { hostname } = new URL(`http://[${address}]`);
  const [head = '', tail = ''] = hostname.slice(1, -1).split('::');
  const [first, last] = [head, tail].map((part) => (part === '' ? [] : part.split(':')));
  const hextets = [...(first ?? []), ...(last ?? [])];
  hextets.splice(first?.length ?? 0, 0, ...Array<string>(HEXTETS - hextets.length).fill('0'));
  return toMappedIpv4(hextets) ?? `${hextets.slice(0, 4).join(':')}::/64`;
}

/** The IPv4 address in `::ffff:192.0.2.1`, as which a socket for both protocols shows it. */
function toMappedIpv4(hextets: readonly string[]): string | undefined {
  if (hextets.slice(0, 6).join(':') !== '0:0:0:0:0:ffff') return undefined;
  const bytes = hextets.slice(6).flatMap((hextet) => {
    const number = Number.parseInt(hextet, 16);
    return [number >> 8, number & 255];
  });
  return bytes.join('.');
}

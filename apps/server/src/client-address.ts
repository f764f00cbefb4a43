import { type BlockList, isIP } from "node:net";

/**
 * Who is calling. `X-Forwarded-For` is read from the right, only as long as each hop is a proxy we trust; without trusted
 * proxies it is what the socket says.
 */
export function clientAddress(socketAddress: string, forwardedFor: string | undefined, trusted: BlockList): string {
  let address = plain(socketAddress);
  const hops = (forwardedFor ?? "").split(",").map((hop) => plain(hop.trim()));
  while (isTrustedProxy(address, trusted)) {
    const hop = hops.pop();
    if (hop === undefined || isIP(hop) === 0) break;
    address = hop;
  }
  return address;
}

/**
 * Whom an address counts for where attempts are limited: itself, or of IPv6 its whole /64. Nobody is given less than that,
 * and whoever has it can call from each of its addresses once.
 */
export function callerOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = "", tail] = address.split("%", 1)[0]?.split("::") ?? [];
  const groups = (part: string) => (part === "" ? [] : part.split(":"));
  const [first, last] = [groups(head), groups(tail ?? "")];
  // A dotted end stands for two groups.
  const length = first.length + last.length + Number(address.includes("."));
  const all = tail === undefined ? first : [...first, ...Array<string>(8 - length).fill("0"), ...last];
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}

/** Whether an address is this machine itself. */
export function isLoopback(address: string): boolean {
  return address === "::1" || /^127\.\d+\.\d+\.\d+$/.test(address);
}

/** Whether the other end of a connection is a proxy we trust. */
export function isTrustedProxy(socketAddress: string, trusted: BlockList): boolean {
  const address = plain(socketAddress);
  const version = isIP(address);
  return version !== 0 && trusted.check(address, version === 4 ? "ipv4" : "ipv6");
}

/** An IPv4 address that came over IPv6 is the same caller. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "");
}

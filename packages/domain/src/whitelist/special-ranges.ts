/**
 * Kinds of addresses that no host on the public internet calls from. IANA IPv4 and IPv6 Special-Purpose Address
 * Registries (RFC 6890 and its updates).
 */
export type SpecialRange =
  | "this_network"
  | "private"
  | "carrier_shared"
  | "loopback"
  | "link_local"
  | "documentation"
  | "benchmarking"
  | "multicast"
  | "broadcast"
  | "reserved"
  | "mapped";

/** The narrower range stands before the one that holds it. */
export const specialRanges: readonly (readonly [cidr: string, range: SpecialRange])[] = [
  ["0.0.0.0/8", "this_network"],
  ["10.0.0.0/8", "private"],
  ["100.64.0.0/10", "carrier_shared"],
  ["127.0.0.0/8", "loopback"],
  ["169.254.0.0/16", "link_local"],
  ["172.16.0.0/12", "private"],
  ["192.0.0.0/24", "reserved"],
  ["192.0.2.0/24", "documentation"],
  ["192.88.99.0/24", "reserved"],
  ["192.168.0.0/16", "private"],
  ["198.18.0.0/15", "benchmarking"],
  ["198.51.100.0/24", "documentation"],
  ["203.0.113.0/24", "documentation"],
  ["224.0.0.0/4", "multicast"],
  ["255.255.255.255/32", "broadcast"],
  ["240.0.0.0/4", "reserved"],
  ["::/128", "this_network"],
  ["::1/128", "loopback"],
  ["::ffff:0:0/96", "mapped"],
  ["100::/64", "reserved"],
  ["2001:db8::/32", "documentation"],
  ["3fff::/20", "documentation"],
  ["fc00::/7", "private"],
  ["fe80::/10", "link_local"],
  ["ff00::/8", "multicast"],
];

import { BlockList } from "node:net";
import { expect, test } from "vitest";
import { callerOf, clientAddress } from "./client-address.ts";

const trusted = new BlockList();
trusted.addSubnet("10.0.0.0", 8, "ipv4");
trusted.addSubnet("fd00::", 8, "ipv6");

test.each([
  ["nobody forwards", "203.0.113.9", undefined, "203.0.113.9"],
  ["a stranger claims to be somebody", "203.0.113.9", "198.51.100.1", "203.0.113.9"],
  ["a trusted proxy speaks for a caller", "10.0.0.2", "198.51.100.1", "198.51.100.1"],
  ["a caller invents a hop before the proxy's", "10.0.0.2", "1.2.3.4, 198.51.100.1", "198.51.100.1"],
  ["two trusted proxies stand in a row", "10.0.0.2", "198.51.100.1, 10.0.0.7", "198.51.100.1"],
  ["every hop is trusted", "10.0.0.2", "10.0.0.9, 10.0.0.7", "10.0.0.9"],
  ["the header is nonsense", "10.0.0.2", "unknown", "10.0.0.2"],
  ["IPv4 comes over IPv6", "::ffff:10.0.0.2", "::ffff:198.51.100.1", "198.51.100.1"],
  ["a trusted IPv6 proxy speaks", "fd00::1", "2001:db8::5", "2001:db8::5"],
])("%s", (_, socket, forwardedFor, address) => {
  expect(clientAddress(socket, forwardedFor, trusted)).toBe(address);
});

test.each([
  ["203.0.113.9", "203.0.113.9"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:db8:1:2::1", "2001:db8:1:2::/64"],
  ["2001:0DB8:0001:0002:ffff::", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["64:ff9b::198.51.100.1", "64:ff9b:0:0::/64"],
  ["", ""],
])("attempts from %j count for %j", (address, caller) => {
  expect(callerOf(address)).toBe(caller);
});

import ipaddr from "ipaddr.js";
import { type SpecialRange, specialRanges } from "./special-ranges.ts";

/** A block of addresses that one line of a whitelist lets in. */
export interface AddressRule {
  readonly version: 4 | 6;
  readonly prefix: number;
  /** The network's own address and the prefix, which is the one way to write the block. */
  readonly canonical: string;
  readonly first: string;
  readonly last: string;
  /** How many addresses it lets in. */
  readonly size: bigint;
  /** The address as written lies inside the block instead of at its beginning. */
  readonly hasHostBits: boolean;
  /** All of it lies where nobody on the internet calls from. */
  readonly special: SpecialRange | null;
}

/** Why a text is no address and no block. */
export type UnreadableReason = "empty" | "not_an_address" | "leading_zero" | "octet_too_large" | "prefix_wrong";

export type ReadAddressRule =
  | {
      readonly isRule: true;
      readonly rule: AddressRule;
      /** Written without a prefix, so one address is meant. */
      readonly isBare: boolean;
    }
  | { readonly isRule: false; readonly reason: UnreadableReason };

type Address = ReturnType<typeof ipaddr.parse>;

const longestText = 60;

/** Reads `1.2.3.4`, `1.2.3.0/24` or the same in IPv6, and nothing laxer: octal and shortened forms are refused. */
export function readAddressRule(written: string): ReadAddressRule {
  const text = written.trim();
  if (text === "") return unreadable("empty");
  if (text.length > longestText) return unreadable("not_an_address");
  const [host = "", prefixText, ...rest] = text.split("/");
  if (rest.length > 0) return unreadable("not_an_address");
  const problem = addressProblem(host);
  if (problem !== null) return unreadable(problem);
  const address = ipaddr.parse(host);
  const width = widthOf(address);
  if (prefixText === undefined) return { isRule: true, rule: ruleOf(address, width), isBare: true };
  if (!/^(0|[1-9]\d{0,2})$/.test(prefixText) || Number(prefixText) > width) return unreadable("prefix_wrong");
  return { isRule: true, rule: ruleOf(address, Number(prefixText)), isBare: false };
}

/** Whether the text is one address, and nothing else. */
export function isAddress(text: string): boolean {
  return addressProblem(text) === null;
}

/** The blocks an inclusive run of IPv4 addresses `first-last` is made of, as few as possible. */
export function splitAddressRun(
  first: string,
  last: string,
): readonly AddressRule[] | UnreadableReason | "range_backwards" | "range_too_long" {
  const problem = addressProblem(first) ?? addressProblem(last);
  if (problem !== null) return problem;
  const from = ipaddr.parse(first);
  const to = ipaddr.parse(last);
  if (from.kind() !== "ipv4" || to.kind() !== "ipv4") return "not_an_address";
  const end = numberOf(to);
  let next = numberOf(from);
  if (next > end) return "range_backwards";
  const rules: AddressRule[] = [];
  while (next <= end) {
    let hostBits = 0;
    while (hostBits < 32) {
      const size = 1n << BigInt(hostBits + 1);
      if (next % size !== 0n || next + size - 1n > end) break;
      hostBits += 1;
    }
    rules.push(ruleOf(addressOf(next, 4), 32 - hostBits));
    if (rules.length > mostBlocksOfRun) return "range_too_long";
    next += 1n << BigInt(hostBits);
  }
  return rules;
}

const mostBlocksOfRun = 64;

/** Whether the rule lets this address in. An IPv4 address that came over IPv6 is the same caller. */
export function letsIn(rule: AddressRule, address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const caller = ipaddr.process(address);
  return widthOf(caller) === widthOfVersion(rule.version) && caller.match(ipaddr.parseCIDR(rule.canonical));
}

/** Whether every address the inner rule lets in is let in by the outer one. */
export function covers(outer: AddressRule, inner: AddressRule): boolean {
  return outer.version === inner.version && outer.prefix <= inner.prefix && letsIn(outer, inner.first);
}

/** The one rule two neighbouring ones can be written as; null where they do not make a whole block. */
export function mergeRules(one: AddressRule, other: AddressRule): AddressRule | null {
  if (one.version !== other.version || one.prefix !== other.prefix || one.prefix === 0) return null;
  if (one.canonical === other.canonical) return null;
  const whole = ruleOf(ipaddr.parse(one.first), one.prefix - 1);
  return covers(whole, other) ? whole : null;
}

/** The same address with another prefix. */
export function withPrefix(host: string, prefix: number): AddressRule {
  return ruleOf(ipaddr.parse(host), prefix);
}

/** What kind of special address this is; null for one that may call over the internet. */
export function specialRangeOf(address: string): SpecialRange | null {
  const read = readAddressRule(address);
  return read.isRule ? read.rule.special : null;
}

function unreadable(reason: UnreadableReason): ReadAddressRule {
  return { isRule: false, reason };
}

function addressProblem(host: string): UnreadableReason | null {
  if (host === "") return "empty";
  if (host.includes(":")) return !host.includes("%") && ipaddr.IPv6.isValid(host) ? null : "not_an_address";
  const octets = host.split(".");
  if (octets.length !== 4 || octets.some((octet) => !/^\d{1,10}$/.test(octet))) return "not_an_address";
  if (octets.some((octet) => /^0\d/.test(octet))) return "leading_zero";
  return octets.some((octet) => Number(octet) > 255) ? "octet_too_large" : null;
}

function ruleOf(address: Address, prefix: number): AddressRule {
  const version = address.kind() === "ipv4" ? 4 : 6;
  const hostBits = BigInt(widthOf(address) - prefix);
  const written = numberOf(address);
  const size = 1n << hostBits;
  const start = (written >> hostBits) << hostBits;
  const first = nameOf(addressOf(start, version));
  const network = ipaddr.parse(first);
  const special = specialRanges.find(
    ([cidr]) => (version === 6) === cidr.includes(":") && isInside(network, prefix, cidr),
  );
  return {
    version,
    prefix,
    canonical: `${first}/${prefix}`,
    first,
    last: nameOf(addressOf(start + size - 1n, version)),
    size,
    hasHostBits: start !== written,
    special: special?.[1] ?? null,
  };
}

function isInside(network: Address, prefix: number, cidr: string): boolean {
  const [outer, outerPrefix] = ipaddr.parseCIDR(cidr);
  return prefix >= outerPrefix && network.match([outer, outerPrefix]);
}

function widthOf(address: Address): 32 | 128 {
  return address.kind() === "ipv4" ? 32 : 128;
}

function widthOfVersion(version: 4 | 6): 32 | 128 {
  return version === 4 ? 32 : 128;
}

function numberOf(address: Address): bigint {
  return address.toByteArray().reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

function addressOf(value: bigint, version: 4 | 6): Address {
  const bytes = Array.from({ length: version === 4 ? 4 : 16 }, (_, at) => at).map((at) =>
    Number((value >> BigInt(8 * ((version === 4 ? 3 : 15) - at))) & 0xffn),
  );
  return ipaddr.fromByteArray(bytes);
}

function nameOf(address: Address): string {
  return address.toString();
}

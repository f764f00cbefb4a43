import { describe, expect, it, test } from "vitest";
import { isAddress, readAddressRule, splitAddressRun } from "./address-rule.ts";

/**
 * The same facts worked out with whole numbers alone, from the IANA registry written down a second time as numbers:
 * nothing of the code under test or of its library is used.
 */
const registry: readonly (readonly [from: bigint, to: bigint, kind: string])[] = [
  [0x00000000n, 0x00ffffffn, "this_network"],
  [0x0a000000n, 0x0affffffn, "private"],
  [0x64400000n, 0x647fffffn, "carrier_shared"],
  [0x7f000000n, 0x7fffffffn, "loopback"],
  [0xa9fe0000n, 0xa9feffffn, "link_local"],
  [0xac100000n, 0xac1fffffn, "private"],
  [0xc0000000n, 0xc00000ffn, "reserved"],
  [0xc0000200n, 0xc00002ffn, "documentation"],
  [0xc0586300n, 0xc05863ffn, "reserved"],
  [0xc0a80000n, 0xc0a8ffffn, "private"],
  [0xc6120000n, 0xc613ffffn, "benchmarking"],
  [0xc6336400n, 0xc63364ffn, "documentation"],
  [0xcb007100n, 0xcb0071ffn, "documentation"],
  [0xe0000000n, 0xefffffffn, "multicast"],
  [0xffffffffn, 0xffffffffn, "broadcast"],
  [0xf0000000n, 0xffffffffn, "reserved"],
];

const whole = 1n << 32n;

function dotted(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) % 256n)).join(".");
}

function workOut(address: bigint, prefix: number) {
  const size = whole / (1n << BigInt(prefix));
  const from = address - (address % size);
  const to = from + size - 1n;
  const special = registry.find(([start, end]) => from >= start && to <= end)?.[2] ?? null;
  return {
    version: 4,
    prefix,
    canonical: `${dotted(from)}/${prefix}`,
    first: dotted(from),
    last: dotted(to),
    size,
    hasHostBits: from !== address,
    special,
  };
}

/** Every prefix once on two addresses, both sides of every edge of the registry, and the rest spread over everything. */
const rows: readonly (readonly [address: bigint, prefix: number])[] = [
  ...Array.from({ length: 33 }, (_, prefix) => [0x01010101n, prefix] as const),
  ...Array.from({ length: 33 }, (_, prefix) => [0xd2620000n, prefix] as const),
  ...registry.flatMap(([from, to]) =>
    [from - 1n, from, to, to + 1n]
      .filter((address) => address >= 0n && address < whole)
      .map((address, at) => [address, [32, 32, 30, 32][at] ?? 32] as const),
  ),
  ...registry.map(([from], at) => [from, [8, 12, 15, 24][at % 4] ?? 16] as const),
  ...Array.from({ length: 60 }, (_, at) => [(BigInt(at) * 0x9e3779b1n) % whole, (at * 7) % 33] as const),
];

describe("a block of addresses", () => {
  it("is checked on two hundred rows at least", () => {
    expect(new Set(rows.map(([address, prefix]) => `${address}/${prefix}`)).size).toBeGreaterThanOrEqual(200);
  });

  test.each(rows.map(([address, prefix]) => [`${dotted(address)}/${prefix}`, workOut(address, prefix)] as const))(
    "%s is what plain arithmetic says",
    (text, expected) => {
      expect(readAddressRule(text)).toEqual({ isRule: true, isBare: false, rule: expected });
    },
  );

  test.each([
    // What the vendor's English page prints, and what it means when taken by its word.
    ["1.1.1.1/3", "0.0.0.0", "31.255.255.255", 536_870_912n],
    ["1.1.1.0/2", "0.0.0.0", "63.255.255.255", 1_073_741_824n],
    ["1.1.1.1/32", "1.1.1.1", "1.1.1.1", 1n],
    ["1.1.1.0/24", "1.1.1.0", "1.1.1.255", 256n],
    ["192.168.0.1/24", "192.168.0.0", "192.168.0.255", 256n],
  ])("%s reaches from %s to %s", (text, first, last, size) => {
    expect(readAddressRule(text)).toMatchObject({ rule: { first, last, size } });
  });

  test.each([
    ["2001:DB8:0:0:0:0:0:1/64", "2001:db8::/64", 1n << 64n, true, "documentation"],
    ["2606:4700::/32", "2606:4700::/32", 1n << 96n, false, null],
    ["::1", "::1/128", 1n, false, "loopback"],
    ["fe80::1/10", "fe80::/10", 1n << 118n, true, "link_local"],
    ["fd00::/8", "fd00::/8", 1n << 120n, false, "private"],
  ])("%s of IPv6 is %s", (text, canonical, size, hasHostBits, special) => {
    expect(readAddressRule(text)).toMatchObject({ rule: { version: 6, canonical, size, hasHostBits, special } });
  });

  test.each([
    ["", "empty"],
    ["/24", "empty"],
    ["1.1.1", "not_an_address"],
    ["1.1.1.1.1", "not_an_address"],
    ["0x1.1.1.1", "not_an_address"],
    ["16843009", "not_an_address"],
    ["example.com", "not_an_address"],
    ["1.1.1.1/24/24", "not_an_address"],
    ["1. 1.1.1", "not_an_address"],
    ["fe80::1%eth0/64", "not_an_address"],
    ["1::2::3", "not_an_address"],
    ["010.1.1.1", "leading_zero"],
    ["1.1.1.01/24", "leading_zero"],
    ["256.1.1.1", "octet_too_large"],
    ["1.1.1.999/32", "octet_too_large"],
    ["1.1.1.1/33", "prefix_wrong"],
    ["1.1.1.1/", "prefix_wrong"],
    ["1.1.1.1/-1", "prefix_wrong"],
    ["1.1.1.1/024", "prefix_wrong"],
    ["1.1.1.1/2.4", "prefix_wrong"],
    ["::/129", "prefix_wrong"],
    ["9".repeat(400), "not_an_address"],
  ])("%s is refused: %s", (text, reason) => {
    expect(readAddressRule(text)).toEqual({ isRule: false, reason });
  });

  it("tells an address from a block", () => {
    expect(["1.1.1.1", "::1", "1.1.1.1/32", "1.1.1"].map(isAddress)).toEqual([true, true, false, false]);
  });
});

describe("a run of addresses", () => {
  it("is split into as few blocks as there can be", () => {
    const rules = splitAddressRun("1.1.1.1", "1.1.1.25");
    expect(typeof rules === "string" ? rules : rules.map(({ canonical }) => canonical)).toEqual([
      "1.1.1.1/32",
      "1.1.1.2/31",
      "1.1.1.4/30",
      "1.1.1.8/29",
      "1.1.1.16/29",
      "1.1.1.24/31",
    ]);
  });

  test.each([
    ["0.0.0.0", "255.255.255.255", 1],
    ["10.0.0.0", "10.0.0.0", 1],
    ["0.0.0.1", "255.255.255.254", 62],
  ])("%s to %s is %i blocks", (first, last, blocks) => {
    const rules = splitAddressRun(first, last);
    expect(rules).toHaveLength(blocks);
    if (typeof rules === "string") throw new Error(rules);
    expect([rules.at(0)?.first, rules.at(-1)?.last]).toEqual([first, last]);
  });

  it("that ends before it begins is none", () => {
    expect(splitAddressRun("1.1.1.2", "1.1.1.1")).toBe("range_backwards");
    expect(splitAddressRun("1.1.1", "1.1.1.1")).toBe("not_an_address");
    expect(splitAddressRun("::1", "::2")).toBe("not_an_address");
  });
});

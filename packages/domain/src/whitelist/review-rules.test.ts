import { describe, expect, it, test } from "vitest";
import { readAddressLines } from "./address-list.ts";
import { isLetIn, isPublicAddress, judgeRule, reviewRules, weightOf } from "./review-rules.ts";

describe("one line of a whitelist", () => {
  test.each([
    ["1.1.1.1/3", ["digit_lost", "host_bits"], "1.1.1.1/32"],
    ["1.1.1.0/2", ["digit_lost", "host_bits"], "1.1.1.0/24"],
    ["52.78.0.0/1", ["digit_lost", "host_bits"], "52.78.0.0/15"],
    ["52.78.100.19/1", ["digit_lost", "host_bits"], "52.78.100.19/32"],
  ])("%s has lost a digit of what was probably meant", (text, codes, meant) => {
    const { findings } = judgeRule(text, "iamport");
    expect(findings.map(({ code }) => code)).toEqual(codes);
    expect(findings[0]).toMatchObject({ meant });
    expect(findings.map(weightOf)).toEqual(["question", "warning"]);
  });

  test.each([
    ["52.78.100.19/32", []],
    ["52.78.100.19", ["bare"]],
    ["52.78.100.0/24", []],
    ["52.78.100.19/24", ["host_bits"]],
    ["52.78.0.0/15", ["wide"]],
    ["52.78.0.0/16", []],
    ["52.0.0.0/8", ["very_wide"]],
    ["0.0.0.0/0", ["everybody"]],
    ["192.168.0.1/24", ["never_seen", "host_bits"]],
    ["10.0.0.0/8", ["very_wide", "never_seen"]],
    ["127.0.0.1", ["never_seen", "bare"]],
    ["2606:4700::/32", ["ipv6_undocumented"]],
    ["1.1.1.1/x", ["unreadable"]],
  ])("%s at i'mport's gate: %j", (text, codes) => {
    expect(judgeRule(text, "iamport").findings.map(({ code }) => code)).toEqual(codes);
  });

  test.each([
    ["192.168.0.0/24", []],
    ["::1", ["bare"]],
    ["2606:4700::/32", []],
    ["2606::/16", ["very_wide"]],
    ["::/0", ["everybody"]],
  ])("%s at the console's own gate: %j", (text, codes) => {
    expect(judgeRule(text, "console").findings.map(({ code }) => code)).toEqual(codes);
  });
});

describe("a whitelist as a whole", () => {
  const review = (
    lines: readonly string[],
    required: readonly string[] = [],
    gate: "iamport" | "console" = "iamport",
  ) =>
    reviewRules(
      lines.map((line) => judgeRule(line, gate)),
      required.map((address) => ({ address, what: "us" })),
      gate,
    );

  it("names what is there twice, what another line holds, and neighbours that make one block", () => {
    expect(review(["1.1.1.0/24", "1.1.1.9/24", "1.1.1.7", "2.2.2.0/25", "2.2.2.128/25"])).toEqual([
      { code: "duplicate", line: 1, of: 0 },
      { code: "contained", line: 2, within: 0 },
      { code: "mergeable", lines: [3, 4], as: "2.2.2.0/24" },
    ]);
    expect(review(["2.2.1.0/24", "2.2.2.0/24"])).toEqual([]);
  });

  it("that lets in private addresses only lets nobody in at i'mport, and people at the office at the console", () => {
    expect(review(["192.168.0.1/24", "10.0.0.0/16"])).toEqual([{ code: "nobody" }]);
    expect(review([])).toEqual([{ code: "nobody" }]);
    expect(review(["192.168.0.0/24"], [], "console")).toEqual([]);
    expect(review([], [], "console")).toEqual([{ code: "nobody" }]);
    expect(review(["192.168.0.0/24", "52.78.100.19"])).toEqual([]);
  });

  it("that leaves out an address which has to come in says which", () => {
    expect(review(["52.78.100.0/24"], ["52.78.100.19", "52.78.101.1"])).toEqual([
      { code: "missing", address: "52.78.101.1", what: "us" },
    ]);
  });

  it("takes an IPv4 address that came over IPv6 for the same caller", () => {
    const rules = ["52.78.100.0/24", "2606:4700::/32"].flatMap((each) => judgeRule(each, "console").rule ?? []);
    expect(
      ["52.78.100.1", "::ffff:52.78.100.1", "52.78.101.1", "2606:4700::9", "2607::1", "nonsense", ""].map((each) =>
        isLetIn(rules, each),
      ),
    ).toEqual([true, true, false, true, false, false, false]);
  });

  it("knows which addresses the internet sees", () => {
    expect(["52.78.100.19", "10.0.0.1", "127.0.0.1", "::1", "2606:4700::1", "1.1.1.0/24"].map(isPublicAddress)).toEqual(
      [true, false, false, false, true, false],
    );
  });
});

describe("lines that were pasted", () => {
  it("are read as people keep them", () => {
    const text = [
      "CIDR\t메모",
      "1\t52.78.100.19/32\t결제 서버",
      "2. 52.78.48.0/24, 본사 사무실",
      "52.78.5.241 배치 서버",
      "# 예전 주소",
      "",
      "1.1.1.1 - 1.1.1.3 시험 장비",
      "1.1.1.300",
      "2606:4700::/32 IPv6",
    ].join("\r\n");
    expect(readAddressLines(text)).toEqual([
      { cidr: "52.78.100.19/32", memo: "결제 서버" },
      { cidr: "52.78.48.0/24", memo: "본사 사무실" },
      { cidr: "52.78.5.241/32", memo: "배치 서버" },
      { cidr: "1.1.1.1/32", memo: "시험 장비" },
      { cidr: "1.1.1.2/31", memo: "시험 장비" },
      { cidr: "1.1.1.300", memo: "" },
      { cidr: "2606:4700::/32", memo: "IPv6" },
    ]);
  });

  it("are never so many that a list could not hold them", () => {
    expect(readAddressLines("1.1.1.1\n".repeat(5_000))).toHaveLength(200);
  });
});

import { describe, expect, test } from "vitest";
import { type ClockReading, clockSkew } from "./clock-skew.ts";
import { type KeyTraffic, type KeyVerdict, keyVerdict } from "./key-verdict.ts";
import { maskKey, maskMerchantCode } from "./mask-key.ts";

const second = 1_000;
const at = Date.UTC(2026, 10, 20, 3);

describe("how far our clock is from upstream's", () => {
  test.each<[string, ClockReading, number, number, string]>([
    ["the same second is no difference", reading(at + 400, at + 600, at), 0, 600, "even"],
    ["the end of the same second neither", reading(at + 990, at + 990, at), 490, 500, "even"],
    ["what the way of the answer explains is none", reading(at - 3 * second, at + 4 * second, at), 0, 4_000, "even"],
    ["two seconds ahead", reading(at + 2_500, at + 2_500, at), 2_000, 500, "ahead"],
    ["a minute behind", reading(at - 60 * second, at - 59_900, at), -60_450, 550, "behind"],
    ["hours ahead", reading(at + 9 * 3600 * second, at + 9 * 3600 * second + 200, at), 32_399_600, 600, "ahead"],
  ])("%s", (_, given, aheadMs, uncertaintyMs, verdict) => {
    expect(clockSkew(given)).toEqual({ aheadMs, uncertaintyMs, verdict });
  });

  function reading(askedAtMs: number, answeredAtMs: number, upstreamNowMs: number): ClockReading {
    return { askedAtMs, answeredAtMs, upstreamNowMs };
  }
});

test.each([
  ["1234567890123456", "••••••••3456"],
  ["imp-key-0123", "••••••••0123"],
  ["sandbox", "••••••••"],
  ["", "••••••••"],
])("a key %s is shown as %s", (key, shown) => {
  expect(maskKey(key)).toBe(shown);
});

test.each([
  ["imp12345678", "imp•••••678"],
  ["imp123", "imp••••••••"],
  ["house9", "•••se9"],
])("a merchant's code %s is shown as %s", (code, shown) => {
  expect(maskMerchantCode(code)).toBe(shown);
});

test.each<[string, KeyTraffic, KeyVerdict]>([
  ["nothing was asked yet", { acceptedAtMs: null, failure: null, isTokenRefused: false }, "unknown"],
  ["it was taken", { acceptedAtMs: 5, failure: null, isTokenRefused: false }, "accepted"],
  [
    "it is taken again",
    { acceptedAtMs: 5, failure: { atMs: 4, kind: "credentials" }, isTokenRefused: false },
    "accepted",
  ],
  [
    "it is no longer taken",
    { acceptedAtMs: 5, failure: { atMs: 6, kind: "credentials" }, isTokenRefused: false },
    "refused",
  ],
  [
    "both at once is no longer",
    { acceptedAtMs: 5, failure: { atMs: 5, kind: "credentials" }, isTokenRefused: false },
    "refused",
  ],
  [
    "its token is not taken",
    { acceptedAtMs: null, failure: { atMs: 6, kind: "ip_whitelist" }, isTokenRefused: false },
    "maybe_blocked",
  ],
  [
    "it is taken while its token lives",
    { acceptedAtMs: 7, failure: { atMs: 6, kind: "credentials" }, isTokenRefused: true },
    "runs_out",
  ],
  [
    "a token from before has run out",
    { acceptedAtMs: 5, failure: { atMs: 6, kind: "token" }, isTokenRefused: false },
    "accepted",
  ],
  [
    "nobody answers",
    { acceptedAtMs: 5, failure: { atMs: 6, kind: "unreachable" }, isTokenRefused: false },
    "unreachable",
  ],
])("the key: %s", (_, traffic, verdict) => {
  expect(keyVerdict(traffic)).toBe(verdict);
});

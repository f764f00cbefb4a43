import { describe, expect, test } from "vitest";
import { money } from "../money/money.ts";
import type { Payment } from "../payment.ts";
import { aCancellation, aPayment } from "../testing/payment-fixture.ts";
import {
  attemptThatCounts,
  contradictsClaim,
  type ExpectedPayment,
  type FoundPayment,
  judgeTestPayment,
  type TestPaymentVerdict,
} from "./judge-test-payment.ts";
import { type RedirectClaim, readRedirect } from "./redirect-claim.ts";
import { mostTestAmount, opensWindow, testPaymentForm, windowMethodsOf } from "./test-payment-form.ts";

const order = "maru0123456789abcdef";
const expected: ExpectedPayment = {
  merchantUid: order,
  amount: money(30_000, "KRW"),
  pgProvider: "html5_inicis",
  mid: "INIpayTest",
  isTestChannel: true,
};
const ours = (facts: Partial<Payment> = {}) => aPayment({ merchantUid: order, isTestChannel: true, ...facts });
const found = (facts: Partial<Payment> = {}): FoundPayment => ({ kind: "found", payment: ours(facts) });
const account = { bank: { code: "004", name: "KB" }, number: "123", holder: null, dueAt: null, issuedAt: null };
const ready = { status: "ready", paidAt: null } as const;

const ids = `imp_uid=imp_448280090638&merchant_uid=${order}`;
/** Developers site, "Redirect method": the parameters; its notes on PGs: the names they send instead. */
const redirectPage = "developers site, authenticated payment V1, redirect method";
const sdkPage = "i'mport's English documentation, redirect method of the new SDK";
const rulePage = "developers site, verify payment information";

interface Shape {
  readonly what: string;
  readonly source: string;
  readonly query: string;
  readonly found: FoundPayment;
  readonly claim: Partial<RedirectClaim>;
  readonly verdict: TestPaymentVerdict;
  readonly isContradicted: boolean;
}

const shapes: readonly Shape[] = [
  {
    what: "imp_success=true of a paid payment",
    source: redirectPage,
    query: `${ids}&imp_success=true`,
    found: found(),
    claim: { impUid: "imp_448280090638", merchantUid: order, successName: "imp_success", success: true, isOdd: false },
    verdict: "paid",
    isContradicted: false,
  },
  {
    what: "imp_success=false with the PG's own words",
    source: redirectPage,
    query: `${ids}&imp_success=false&error_code=3095&error_msg=${encodeURIComponent("[3095] 카드사 한도초과")}`,
    found: found({ status: "failed", paidAt: null, failedAt: 1 }),
    claim: { success: false, errorCode: "3095", errorMessage: "[3095] 카드사 한도초과" },
    verdict: "failed",
    isContradicted: false,
  },
  {
    what: "success=true in place of imp_success",
    source: redirectPage,
    query: `${ids}&success=true`,
    found: found(),
    claim: { successName: "success", success: true },
    verdict: "paid",
    isContradicted: false,
  },
  {
    what: "success=false in place of imp_success",
    source: redirectPage,
    query: `${ids}&success=false&error_msg=x`,
    found: found({ status: "failed" }),
    claim: { successName: "success", success: false },
    verdict: "failed",
    isContradicted: false,
  },
  {
    what: "neither, of a paid payment",
    source: sdkPage,
    query: ids,
    found: found(),
    claim: { successName: "neither", success: null },
    verdict: "paid",
    isContradicted: false,
  },
  {
    what: "neither, with error_code and error_msg alone",
    source: sdkPage,
    query: `${ids}&error_code=PAY_PROCESS_CANCELED&error_msg=closed`,
    found: found(ready),
    claim: { successName: "neither", success: null, errorCode: "PAY_PROCESS_CANCELED", errorMessage: "closed" },
    verdict: "not_finished",
    isContradicted: false,
  },
  {
    what: "both names, agreeing",
    source: redirectPage,
    query: `${ids}&imp_success=true&success=true`,
    found: found(),
    claim: { successName: "both", success: true, isOdd: false },
    verdict: "paid",
    isContradicted: false,
  },
  {
    what: "both names, one against the other",
    source: rulePage,
    query: `${ids}&imp_success=true&success=false`,
    found: found(),
    claim: { successName: "both", success: null, isOdd: true },
    verdict: "paid",
    isContradicted: false,
  },
  {
    what: "success claimed for a payment that failed",
    source: rulePage,
    query: `${ids}&imp_success=true`,
    found: found({ status: "failed" }),
    claim: { success: true },
    verdict: "failed",
    isContradicted: true,
  },
  {
    what: "success claimed for a window that was closed",
    source: rulePage,
    query: `${ids}&imp_success=true`,
    found: found(ready),
    claim: { success: true },
    verdict: "not_finished",
    isContradicted: true,
  },
  {
    what: "failure claimed for a payment that is paid",
    source: rulePage,
    query: `${ids}&imp_success=false`,
    found: found(),
    claim: { success: false },
    verdict: "paid",
    isContradicted: true,
  },
  {
    what: "no imp_uid: the window did not open, and the order has no payment",
    source: redirectPage,
    query: `imp_uid=null&merchant_uid=${order}&imp_success=false&error_msg=x`,
    found: { kind: "none" },
    claim: { impUid: null, success: false },
    verdict: "no_payment",
    isContradicted: false,
  },
  {
    what: "an imp_uid of another order",
    source: rulePage,
    query: `imp_uid=imp_1&merchant_uid=${order}&imp_success=true`,
    found: found({ impUid: "imp_1", merchantUid: "ORD-1" }),
    claim: { impUid: "imp_1" },
    verdict: "other_order",
    isContradicted: true,
  },
  {
    what: "a merchant_uid of another order beside a paid imp_uid",
    source: rulePage,
    query: "imp_uid=imp_448280090638&merchant_uid=ORD-1&imp_success=true",
    found: found(),
    claim: { merchantUid: "ORD-1" },
    verdict: "other_order",
    isContradicted: true,
  },
  {
    what: "a forged amount",
    source: rulePage,
    query: `${ids}&imp_success=true`,
    found: found({ amount: money(3_000, "KRW") }),
    claim: { success: true },
    verdict: "amount_differs",
    isContradicted: true,
  },
  {
    what: "the same figure in another currency",
    source: rulePage,
    query: `${ids}&imp_success=true`,
    found: found({ amount: money(30_000, "USD") }),
    claim: { success: true },
    verdict: "currency_differs",
    isContradicted: true,
  },
  {
    what: "another channel than the chosen one",
    source: rulePage,
    query: `${ids}&imp_success=true`,
    found: found({ isTestChannel: false }),
    claim: { success: true },
    verdict: "other_channel",
    isContradicted: true,
  },
  {
    what: "status ready with an account to pay into",
    source: redirectPage,
    query: `${ids}&imp_success=true`,
    found: found({ ...ready, method: "vbank", virtualAccount: account }),
    claim: { success: true },
    verdict: "waiting_for_deposit",
    isContradicted: false,
  },
  {
    what: "an imp_uid that i'mport does not know",
    source: rulePage,
    query: `imp_uid=imp_0&merchant_uid=${order}&imp_success=true`,
    found: { kind: "unknown" },
    claim: { impUid: "imp_0" },
    verdict: "unknown_payment",
    isContradicted: true,
  },
  {
    what: "a payment that was refunded before anybody came back",
    source: rulePage,
    query: `${ids}&imp_success=true`,
    found: found({ status: "cancelled", cancellations: [aCancellation(30_000)] }),
    claim: { success: true },
    verdict: "cancelled",
    isContradicted: false,
  },
  {
    what: "hostile values",
    source: rulePage,
    query: `imp_uid=${encodeURIComponent("../../users\u0000")}&imp_uid=imp_2&merchant_uid=${"x".repeat(500)}&imp_success=yes&error_msg=${encodeURIComponent("<script>\u0007")}`,
    found: { kind: "none" },
    claim: { impUid: null, merchantUid: null, successName: "imp_success", success: null, isOdd: true },
    verdict: "no_payment",
    isContradicted: false,
  },
];

/** The parameters of a query, as a browser takes it apart. */
function parametersOf(query: string): [string, string][] {
  return query.split("&").map((part) => {
    const [name = "", ...value] = part.split("=");
    return [name, decodeURIComponent(value.join("="))];
  });
}

describe("a redirect is a claim, and i'mport's record decides", () => {
  test.each(shapes)("$what ($source)", ({ query, found: answer, claim, verdict, isContradicted }) => {
    const read = readRedirect(parametersOf(query));
    expect(read).toMatchObject(claim);
    expect(judgeTestPayment(expected, read, answer)).toBe(verdict);
    expect(contradictsClaim(read, verdict)).toBe(isContradicted);
  });

  test("nothing a redirect says makes a payment paid", () => {
    const unpaid: readonly FoundPayment[] = [
      { kind: "none" },
      { kind: "unknown" },
      found(ready),
      found({ status: "failed" }),
      found({ amount: money(29_999, "KRW") }),
      found({ merchantUid: "ORD-1" }),
    ];
    for (const { query } of shapes) {
      for (const answer of unpaid)
        expect(judgeTestPayment(expected, readRedirect(parametersOf(query)), answer)).not.toBe("paid");
    }
  });

  test("is read whatever it holds", () => {
    const hostile = ["", "null", "undefined", "\ufffd%A", "\ud800", "../users", "imp_1 or 1=1", "i".repeat(41)];
    for (const value of hostile) expect(readRedirect([["imp_uid", value]])).toMatchObject({ impUid: null });
    expect(readRedirect([])).toMatchObject({ impUid: null, merchantUid: null, success: null, isOdd: false });
    expect(readRedirect([["error_msg", "가".repeat(300)]])).toMatchObject({
      errorMessage: "가".repeat(200),
      isOdd: true,
    });
  });
});

describe("of several attempts on an order, the one that counts", () => {
  const closed = ours({ ...ready, impUid: "closed", startedAt: 30 });
  const waiting = ours({ ...ready, impUid: "waiting", startedAt: 10, virtualAccount: account });
  const failed = ours({ status: "failed", impUid: "failed", startedAt: 40 });
  const paid = ours({ impUid: "paid", startedAt: 20 });
  const refunded = ours({ status: "cancelled", impUid: "refunded", startedAt: 50 });
  test.each([
    [[], null],
    [[closed, failed], "failed"],
    [[failed, waiting, closed], "waiting"],
    [[waiting, refunded], "refunded"],
    [[closed, refunded, paid, failed], "paid"],
  ])("case %#", (attempts, impUid) => {
    expect(attemptThatCounts(attempts)?.impUid ?? null).toBe(impUid);
  });
});

describe("the form of a test payment", () => {
  const form = {
    testPaymentId: "test-payment-0001",
    channelKey: "channel-key-1",
    method: "card",
    amount: 1_000,
    currency: "KRW",
    orderName: "테스트",
  };
  test.each([
    [{}, true],
    [{ amount: 0 }, false],
    [{ amount: 1.5 }, false],
    [{ amount: mostTestAmount("KRW") }, true],
    [{ amount: mostTestAmount("KRW") + 1 }, false],
    [{ currency: "USD", amount: 100_000 }, true],
    [{ currency: "USD", amount: 100_001 }, false],
    [{ currency: "EUR" }, false],
    [{ orderName: " " }, false],
    [{ orderName: "한\u0000" }, false],
    [{ method: "cash" }, false],
    [{ testPaymentId: "short" }, false],
  ])("%j", (change, isTaken) => {
    expect(testPaymentForm.safeParse({ ...form, ...change }).success).toBe(isTaken);
  });

  test("asks a window for what its PG has", () => {
    expect(windowMethodsOf("kakaopay")).toEqual(["kakaopay"]);
    expect(windowMethodsOf("kcp")[0]).toBe("card");
    expect(windowMethodsOf("constructor")[0]).toBe("card");
    expect(opensWindow({ type: "payment", pgProvider: "kcp" })).toBe(true);
    expect(opensWindow({ type: "certification", pgProvider: "danal" })).toBe(false);
    expect(opensWindow({ type: "payment", pgProvider: "naverco" })).toBe(false);
  });
});

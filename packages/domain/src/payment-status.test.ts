import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { money } from "./money/money.ts";
import {
  cancellableAmount,
  cancellationDisagreement,
  derivePaymentStatus,
  isAwaitingDeposit,
  paymentStatuses,
  refundableByHistory,
} from "./payment-status.ts";
import { aCancellation, aPayment } from "./testing/payment-fixture.ts";

const won = (amount: number) => money(amount, "KRW");

/** Upstream's sources disagree on the word a partial cancel leaves behind; every word must give the same answer. */
describe("the status of a payment", () => {
  test.each([
    ["nothing cancelled, upstream says paid", "paid", 30_000, 0, "paid"],
    [
      "partly cancelled, upstream says cancelled (first-party plugin)",
      "cancelled",
      30_000,
      10_000,
      "partially_cancelled",
    ],
    ["partly cancelled, upstream says paid (integrators' notes)", "paid", 30_000, 10_000, "partially_cancelled"],
    ["partly cancelled, upstream says something new", "PARTIAL_CANCELLED", 30_000, 10_000, "partially_cancelled"],
    ["all but one won cancelled", "cancelled", 30_000, 29_999, "partially_cancelled"],
    ["all cancelled, upstream says cancelled", "cancelled", 30_000, 30_000, "cancelled"],
    ["all cancelled in parts, upstream still says paid", "paid", 30_000, 30_000, "cancelled"],
    ["more cancelled than paid", "cancelled", 30_000, 30_001, "cancelled"],
    ["upstream says cancelled but no amount", "cancelled", 30_000, 0, "cancelled"],
    ["a window that was opened", "ready", 30_000, 0, "ready"],
    ["a decline", "failed", 30_000, 0, "failed"],
    ["PayPal has not decided", "pending", 30_000, 0, "pending"],
    ["a word nobody knows", "on_hold", 30_000, 0, "unknown"],
    ["a word in another case is not the word", "PAID", 30_000, 0, "unknown"],
    ["no word at all", "", 30_000, 0, "unknown"],
    ["a free order", "paid", 0, 0, "paid"],
  ])("%s", (_case, wireStatus, amount, cancelled, status) => {
    expect(derivePaymentStatus({ wireStatus, amount: won(amount), cancelledAmount: won(cancelled) })).toBe(status);
  });

  test("does not depend on upstream's word once money was cancelled", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.integer({ min: 1, max: 1e9 }),
        fc.integer({ min: 1, max: 1e9 }),
        (one, other, paid, cancelled) => {
          const facts = { amount: won(paid), cancelledAmount: won(cancelled) };
          const status = derivePaymentStatus({ ...facts, wireStatus: one });
          expect(status).toBe(derivePaymentStatus({ ...facts, wireStatus: other }));
          expect(status).toBe(cancelled < paid ? "partially_cancelled" : "cancelled");
        },
      ),
    );
  });

  test("every status is listed once", () => {
    expect(new Set(paymentStatuses).size).toBe(7);
  });
});

describe("what can still be cancelled", () => {
  test.each([
    ["all of a paid payment", aPayment(), 30_000],
    [
      "the rest of a partly cancelled one",
      aPayment({ status: "partially_cancelled", cancelledAmount: won(12_000) }),
      18_000,
    ],
    ["nothing of a cancelled one", aPayment({ status: "cancelled", cancelledAmount: won(30_000) }), 0],
    [
      "nothing where upstream says cancelled without an amount",
      aPayment({ status: "cancelled", wireStatus: "cancelled" }),
      0,
    ],
    ["nothing of a window that was never paid", aPayment({ status: "ready", paidAt: null }), 0],
    ["nothing of a decline", aPayment({ status: "failed", paidAt: null }), 0],
    ["nothing of what PayPal still reviews", aPayment({ status: "pending", paidAt: null }), 0],
    ["what was paid, under a status nobody knows", aPayment({ status: "unknown" }), 30_000],
    ["nothing that was not paid, under a status nobody knows", aPayment({ status: "unknown", paidAt: null }), 0],
    ["all of a paid payment whose time upstream left out", aPayment({ paidAt: null }), 30_000],
  ])("%s", (_case, payment, amount) => {
    expect(cancellableAmount(payment)).toEqual(won(amount));
  });

  test("is never negative and never more than was paid", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...paymentStatuses),
        fc.integer({ min: 0, max: 1e9 }),
        fc.integer({ min: 0, max: 2e9 }),
        (status, paid, cancelled) => {
          const left = cancellableAmount(aPayment({ status, amount: won(paid), cancelledAmount: won(cancelled) }));
          expect(left.amount).toBeGreaterThanOrEqual(0);
          expect(left.amount).toBeLessThanOrEqual(paid);
        },
      ),
    );
  });
});

describe("two records of what was cancelled", () => {
  test("agree when the listed cancels add up", () => {
    const payment = aPayment({
      cancelledAmount: won(3_000),
      cancellations: [aCancellation(1_000), aCancellation(2_000)],
    });
    expect(cancellationDisagreement(payment)).toBeNull();
    expect(cancellationDisagreement(aPayment())).toBeNull();
  });

  test("disagree when one is missing, and both figures are told", () => {
    const payment = aPayment({ cancelledAmount: won(3_000), cancellations: [aCancellation(1_000)] });
    expect(cancellationDisagreement(payment)).toEqual({ fromHistory: won(1_000), fromUpstream: won(3_000) });
  });
});

describe("what is left by the history", () => {
  test.each([
    ["a paid one: all of it", aPayment(), 30_000],
    ["less every listed cancel", aPayment({ cancellations: [aCancellation(1_000), aCancellation(2_000)] }), 27_000],
    [
      "whatever sum upstream states",
      aPayment({ status: "cancelled", cancelledAmount: won(30_000), cancellations: [aCancellation(10_000)] }),
      20_000,
    ],
    ["never less than nothing", aPayment({ cancellations: [aCancellation(40_000)] }), 0],
    ["nothing of what was never paid", aPayment({ status: "failed", paidAt: null }), 0],
    ["nothing of a window left open", aPayment({ status: "ready", paidAt: null }), 0],
  ] as const)("%s", (_, payment, left) => {
    expect(refundableByHistory(payment)).toEqual(won(left));
  });
});

describe("waiting for a deposit", () => {
  const virtualAccount = {
    bank: { code: "004", name: "국민은행" },
    number: "12345678901234",
    holder: "마루상점",
    dueAt: null,
    issuedAt: null,
  };

  test.each([
    ["an issued account that nobody paid into", aPayment({ status: "ready", method: "vbank", virtualAccount }), true],
    ["a deposited one", aPayment({ status: "paid", method: "vbank", virtualAccount }), false],
    ["an annulled one", aPayment({ status: "failed", method: "vbank", virtualAccount }), false],
    ["a window left before an account was issued", aPayment({ status: "ready", method: "vbank" }), false],
    [
      "an account without a number",
      aPayment({ status: "ready", method: "vbank", virtualAccount: { ...virtualAccount, number: null } }),
      false,
    ],
    ["an abandoned card window", aPayment({ status: "ready" }), false],
    ["a card window that kept the account of an earlier choice", aPayment({ status: "ready", virtualAccount }), false],
  ])("%s: %#", (_case, payment, answer) => {
    expect(isAwaitingDeposit(payment)).toBe(answer);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Payment } from "./payment.ts";
import { paymentStatuses } from "./payment-status.ts";
import { requestedAt, statusAt } from "./payment-times.ts";
import { aCancellation, aPayment } from "./testing/payment-fixture.ts";

const march = 1_772_000_000;
const april = 1_775_000_000;
const may = 1_778_000_000;

const times = (facts: Partial<Payment>) => aPayment({ startedAt: march, paidAt: null, ...facts });

describe("the time of the present status", () => {
  test.each([
    ["a window counts from its opening", times({ status: "ready" }), march],
    ["a paid payment from its payment", times({ status: "paid", paidAt: april }), april],
    ["a cancelled one moves to its cancel", times({ status: "cancelled", paidAt: april, cancelledAt: may }), may],
    ["a partly cancelled one too", times({ status: "partially_cancelled", paidAt: april, cancelledAt: may }), may],
    [
      "the last listed cancel stands in for a missing time",
      times({
        status: "partially_cancelled",
        paidAt: march,
        cancellations: [
          aCancellation(1, { cancelledAt: may }),
          aCancellation(1, { cancelledAt: april }),
          aCancellation(1, { cancelledAt: null }),
        ],
      }),
      may,
    ],
    ["a cancel of unknown time leaves it where it was paid", times({ status: "cancelled", paidAt: april }), april],
    ["a decline from its decline", times({ status: "failed", failedAt: april }), april],
    ["a payment under review from the last thing known", times({ status: "pending", failedAt: april }), april],
    ["an unknown status from the last thing known", times({ status: "unknown", paidAt: april, cancelledAt: may }), may],
    ["a missing time falls back to the opening", times({ status: "paid" }), march],
    ["a time before the opening is not believed", times({ status: "paid", startedAt: may, paidAt: april }), may],
    ["nothing known is the epoch", times({ status: "ready", startedAt: null }), 0],
  ])("%s", (_case, payment, at) => {
    expect(statusAt(payment)).toBe(at);
  });

  test("is never before the request, whatever upstream leaves out", () => {
    const time = fc.option(fc.integer({ min: march, max: may }), { nil: null });
    fc.assert(
      fc.property(
        fc.constantFrom(...paymentStatuses),
        time,
        time,
        time,
        time,
        (status, startedAt, paidAt, failedAt, cancelledAt) => {
          const payment = aPayment({ status, startedAt, paidAt, failedAt, cancelledAt });
          expect(statusAt(payment)).toBeGreaterThanOrEqual(requestedAt(payment));
        },
      ),
    );
  });
});

describe("the time of the request", () => {
  test.each([
    ["is when the window opened", times({ paidAt: april }), march],
    [
      "is the earliest time known when upstream left that out",
      times({ startedAt: null, paidAt: april, cancelledAt: may }),
      april,
    ],
    [
      "is when the account was issued where that is all that is known",
      times({
        startedAt: null,
        virtualAccount: {
          bank: { code: null, name: null },
          number: "12345678901234",
          holder: null,
          dueAt: may,
          issuedAt: april,
        },
      }),
      april,
    ],
  ])("%s", (_case, payment, at) => {
    expect(requestedAt(payment)).toBe(at);
  });
});

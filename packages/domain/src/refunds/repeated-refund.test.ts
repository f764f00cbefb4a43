import { describe, expect, test } from "vitest";
import { aCancellation, aPayment } from "../testing/payment-fixture.ts";
import { repeatedRefund } from "./repeated-refund.ts";

const now = Date.parse("2026-11-25T12:00:00+09:00");
const ago = (seconds: number) => now / 1000 - seconds;

describe("the same amount again", () => {
  const payment = aPayment({
    cancellations: [
      aCancellation(5000, { cancellationId: "older", cancelledAt: ago(3600) }),
      aCancellation(5000, { cancellationId: "newer", cancelledAt: ago(60) }),
      aCancellation(7000, { cancellationId: "yesterday", cancelledAt: ago(86_400) }),
      aCancellation(9000, { cancellationId: "just", cancelledAt: ago(86_399) }),
      aCancellation(4000, { cancellationId: "timeless", cancelledAt: null }),
    ],
  });

  test.each([
    ["the latest of several is shown", 5000, "newer"],
    ["a second less than a day ago counts", 9000, "just"],
    ["a day ago does not", 7000, undefined],
    ["another amount does not", 5001, undefined],
    ["one without a time does not", 4000, undefined],
  ])("%s", (_sentence, amount, id) => {
    expect(repeatedRefund(payment, amount, now)?.cancellationId).toBe(id);
  });
});

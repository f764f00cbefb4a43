import { describe, expect, test } from "vitest";
import {
  type NaverOrderFacts,
  type NaverStep,
  naverSteps,
  refuseNaverStep,
  showsNaverStep,
  unseenNaverSteps,
} from "./naver-orders.ts";

const order = (
  status: string,
  claimType: string | null = null,
  claimStatus: string | null = null,
): NaverOrderFacts => ({
  status,
  claimType,
  claimStatus,
});

describe("what can be done with a product order of Naver Pay", () => {
  test.each<[string, NaverOrderFacts, readonly NaverStep[]]>([
    ["paid", order("PAYED"), ["place", "ship", "cancel"]],
    ["paid, and the buyer wants to cancel", order("PAYED", "CANCEL", "CANCEL_REQUEST"), ["approve-cancel"]],
    ["paid, and the wish was withdrawn", order("PAYED", "CANCEL", "CANCEL_REJECT"), ["place", "ship", "cancel"]],
    ["on its way", order("DELIVERING"), ["request-return"]],
    ["delivered", order("DELIVERED"), ["request-return"]],
    [
      "delivered, and on its way back",
      order("DELIVERED", "RETURN", "COLLECTING"),
      ["approve-return", "reject-return", "withhold-return", "resolve-return"],
    ],
    ["delivered, to be exchanged", order("DELIVERED", "EXCHANGE", "EXCHANGE_REQUEST"), ["collect-exchanged"]],
    ["collected for exchange", order("DELIVERED", "EXCHANGE", "COLLECT_DONE"), ["ship-exchanged"]],
    ["confirmed", order("PURCHASE_DECIDED"), []],
    ["cancelled", order("CANCELED", "CANCEL", "CANCEL_DONE"), []],
    ["in a state nobody has heard of", order("TELEPORTED"), []],
  ])("%s", (_, facts, allowed) => {
    expect(naverSteps.filter((step) => refuseNaverStep(step, facts) === undefined)).toEqual(allowed);
  });

  test("a step that leaves no trace is never taken for done, and no other leaves none", () => {
    const everything = ["PAYED", "DELIVERING", "DELIVERED", "CANCELED", "RETURNED"].flatMap((status) => [
      order(status),
      ...["RETURN_REQUEST", "RETURN_DONE", "RETURN_REJECT"].map((claim) => order(status, "RETURN", claim)),
      ...["COLLECT_DONE", "EXCHANGE_REDELIVERING"].map((claim) => order(status, "EXCHANGE", claim)),
      order(status, "CANCEL", "CANCEL_DONE"),
    ]);
    for (const step of naverSteps) {
      expect(
        everything.some((facts) => showsNaverStep(step, facts)),
        step,
      ).toBe(!unseenNaverSteps.has(step));
    }
  });

  test("no order shows a step that it still allows", () => {
    for (const step of naverSteps) {
      for (const status of ["PAYED", "DELIVERING", "DELIVERED"]) {
        const facts = order(status);
        if (refuseNaverStep(step, facts) === undefined) expect(showsNaverStep(step, facts)).toBe(false);
      }
    }
  });
});

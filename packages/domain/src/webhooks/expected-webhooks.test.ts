import { describe, expect, test } from "vitest";
import { aCancellation, aPayment } from "../testing/payment-fixture.ts";
import { expectedWebhooks, isWebhookOf } from "./expected-webhooks.ts";

const at = 1_795_152_726;
const account = {
  bank: { code: "004", name: "KB국민은행" },
  number: "1234567890",
  holder: "주식회사 가게",
  dueAt: at + 86_400,
  issuedAt: at - 60,
};
const failed = { status: "failed", paidAt: null, failedAt: at } as const;
const nothingKnown = () => null;

describe("the webhooks that are promised", () => {
  test.each([
    ["an approval", aPayment({ paidAt: at }), ["paid"]],
    ["an approval by API", aPayment({ paidAt: at, device: "api", billingUsage: "payment" }), ["paid"]],
    ["an account issued in the payment window", aPayment({ paidAt: null, virtualAccount: account }), ["ready"]],
    ["an account issued by API", aPayment({ paidAt: null, virtualAccount: account, device: "api" }), []],
    ["a deposit", aPayment({ paidAt: at, virtualAccount: account }), ["ready", "paid"]],
    ["a window that somebody closed", aPayment({ status: "ready", paidAt: null }), []],
    ["an ordinary failure", aPayment(failed), []],
    ["a failed scheduled payment", aPayment({ ...failed, billingUsage: "payment.scheduled" }), ["failed"]],
    ["a late approval after a failure", aPayment({ paidAt: at, failedAt: at - 60 }), ["paid"]],
    ["a cancel by API without the flag", aPayment({ cancellations: [aCancellation(1_000)] }), ["paid"]],
    [
      "a cancel in the vendor's console",
      aPayment({ cancellations: [aCancellation(1_000, { reason: "관리자페이지취소" })] }),
      ["paid", "cancelled"],
    ],
    [
      "a cancel whose time nobody tells",
      aPayment({ cancellations: [aCancellation(1_000, { reason: "관리자페이지취소", cancelledAt: null })] }),
      ["paid"],
    ],
  ])("%s", (_, payment, statuses) => {
    expect(expectedWebhooks(payment, nothingKnown).map(({ status }) => status)).toEqual(statuses);
  });

  test.each([
    ["asked for a webhook", true, ["paid", "cancelled"]],
    ["asked for none", false, ["paid"]],
  ])("a refund of ours that %s", (_, asksForWebhook, statuses) => {
    const payment = aPayment({ cancellations: [aCancellation(1_000)] });
    expect(expectedWebhooks(payment, () => ({ asksForWebhook })).map(({ status }) => status)).toEqual(statuses);
  });
});

describe("a call is the webhook expected", () => {
  const paid = { status: "paid", cancellationId: null, happenedAt: at } as const;
  const cancelled = { status: "cancelled", cancellationId: "c1", happenedAt: at } as const;
  const call = (status: string, cancellationId: string | null = null, seconds = 1) => ({
    status,
    cancellationId,
    receivedAtMs: (at + seconds) * 1000,
  });
  test.each([
    ["it says the same", paid, call("paid"), true],
    ["it came days later", paid, call("paid", null, 300_000), true],
    ["the clocks differ a little", paid, call("paid", null, -200), true],
    ["it says something else", paid, call("ready"), false],
    ["it came long before", paid, call("paid", null, -400), false],
    ["it names the same cancel", cancelled, call("cancelled", "c1"), true],
    ["it names another cancel", cancelled, call("cancelled", "c2"), false],
    ["it names no cancel", cancelled, call("cancelled"), true],
  ])("%s", (_, expected, arrived, answer) => {
    expect(isWebhookOf(expected, arrived)).toBe(answer);
  });
});

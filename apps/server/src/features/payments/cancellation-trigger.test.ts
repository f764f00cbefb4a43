import type { Cancellation } from "@maru/domain";
import { expect, test } from "vitest";
import { originOf } from "./cancellation-trigger.ts";

const cancelledAt = 1_795_239_126;
const later = cancelledAt + 3_600;

const cancel = (facts: Partial<Cancellation> = {}): Cancellation => ({
  cancellationId: "can_1",
  pgTid: null,
  amount: { amount: 1_000, currency: "KRW" },
  reason: "단순 변심",
  cancelledAt,
  receiptUrl: null,
  ...facts,
});

type Verdict = "verified" | "pending" | "unavailable";
const webhook = (status: string, cancellationId: string | null = null, verdict: Verdict = "verified") => ({
  verdict,
  status,
  cancellation_id: cancellationId,
});

test.each([
  ["the console's own reason is the console", cancel({ reason: "관리자페이지취소" }), [], later, "console"],
  ["no webhook where others came is the shop's server", cancel(), [webhook("paid")], later, "api"],
  ["no webhook yet is nobody in particular", cancel(), [webhook("paid")], cancelledAt + 60, "unknown"],
  ["no webhook where none ever came says nothing", cancel(), [], later, "unknown"],
  [
    "a webhook about it may be the console or the API",
    cancel(),
    [webhook("paid"), webhook("cancelled", "can_1")],
    later,
    "unknown",
  ],
  ["a webhook about another cancel is not about this one", cancel(), [webhook("cancelled", "can_2")], later, "api"],
  ["a webhook that names no cancel may be about this one", cancel(), [webhook("cancelled")], later, "unknown"],
  ["claims nobody checked are no evidence", cancel(), [webhook("paid", null, "pending")], later, "unknown"],
  [
    "a cancel without a time is nobody in particular",
    cancel({ cancelledAt: null }),
    [webhook("paid")],
    later,
    "unknown",
  ],
] as const)("%s", (_, cancellation, deliveries, nowSeconds, trigger) => {
  expect(originOf(cancellation, { refunds: [], deliveries, nowSeconds })).toEqual({ trigger, refund: null });
});

const refund = { id: "r1", tag: "[R7K3Q9]", cancellation_id: null, requested_by_name: "김지원" };

test.each([
  ["the tag in the reason", cancel({ reason: "[R7K3Q9] 단순 변심" }), refund, "ours"],
  ["the cancellation's own id", cancel(), { ...refund, cancellation_id: "can_1" }, "ours"],
  [
    "not the tag when the id says another",
    cancel({ reason: "[R7K3Q9] 단순" }),
    { ...refund, cancellation_id: "can_2" },
    "unknown",
  ],
  ["not the words alone", cancel({ reason: "단순 변심" }), refund, "unknown"],
] as const)("a refund of ours is known by %s", (_, cancellation, own, trigger) => {
  const origin = originOf(cancellation, { refunds: [own], deliveries: [], nowSeconds: later });
  expect(origin).toEqual({ trigger, refund: trigger === "ours" ? { id: "r1", byName: "김지원" } : null });
});

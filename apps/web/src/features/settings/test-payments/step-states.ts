import { contradictsClaim, type TestPaymentVerdict } from "@maru/domain";
import type { RouterOutputs } from "../../../lib/trpc.ts";

export type TestPaymentDetail = RouterOutputs["testPayments"]["get"];

export const stepNames = ["prepare", "open", "return", "read", "compare", "webhook", "refund"] as const;
export type StepName = (typeof stepNames)[number];

/** `next` is for the reader to do, `waiting` comes by itself or after another step, `skipped` will not come this time. */
export type StepState = "done" | "next" | "waiting" | "wrong" | "skipped";

/** Money is, or may be, where it should not be: there is something to give back. */
const wrongWithMoney: ReadonlySet<TestPaymentVerdict> = new Set([
  "amount_differs",
  "currency_differs",
  "other_channel",
]);
const withoutMoney: ReadonlySet<TestPaymentVerdict> = new Set([
  "not_finished",
  "failed",
  "unknown_payment",
  "no_payment",
]);

/** Whether the payment that was judged is one of this order that holds money to give back. */
export function hasMoneyToRefund({ verdict, found, refunds }: TestPaymentDetail): boolean {
  if (verdict === null || found === null) return false;
  const holdsMoney = verdict === "paid" || (wrongWithMoney.has(verdict) && found.status === "paid");
  return holdsMoney && !refunds.some(({ state }) => state === "done");
}

/** How far each step of the way has come. */
export function stepsOf(detail: TestPaymentDetail): Readonly<Record<StepName, StepState>> {
  const { preparation, claim, verdict, found, webhooks, refunds } = detail;
  const isPrepared = preparation.state === "prepared";
  const isOver = verdict !== null;
  return {
    prepare: isPrepared ? "done" : preparation.state === "written" ? "waiting" : "wrong",
    open:
      found !== null || claim?.impUid != null ? "done" : !isPrepared ? "waiting" : claim === null ? "next" : "wrong",
    return: returned(),
    read:
      verdict === null
        ? claim === null
          ? "waiting"
          : "next"
        : verdict === "unknown_payment" || verdict === "no_payment"
          ? "wrong"
          : "done",
    compare:
      verdict === null
        ? "waiting"
        : wrongWithMoney.has(verdict) || verdict === "other_order"
          ? "wrong"
          : withoutMoney.has(verdict)
            ? "skipped"
            : "done",
    webhook: webhooks.some((each) => each.verdict === "verified")
      ? "done"
      : verdict !== null && withoutMoney.has(verdict)
        ? "skipped"
        : "waiting",
    refund: refunds.some(({ state }) => state === "done")
      ? "done"
      : hasMoneyToRefund(detail)
        ? "next"
        : isOver && verdict !== "waiting_for_deposit"
          ? "skipped"
          : "waiting",
  };

  function returned(): StepState {
    if (claim === null) return isOver ? "skipped" : "waiting";
    return claim.isOdd || (verdict !== null && contradictsClaim(claim, verdict)) ? "wrong" : "done";
  }
}

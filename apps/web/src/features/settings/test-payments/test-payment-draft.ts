import {
  longestOrderName,
  mostTestAmount,
  parseTypedAmount,
  type TestPaymentForm,
  testPaymentForm,
  type WindowMethod,
} from "@maru/domain";
import type { RouterOutputs } from "../../../lib/trpc.ts";

export type WindowChannel = RouterOutputs["testPayments"]["channels"]["items"][number];

/** What the form holds: texts as they were typed. */
export interface TestPaymentDraft {
  readonly channelKey: string;
  readonly method: WindowMethod;
  readonly amount: string;
  readonly orderName: string;
  /** Somebody knows that a live channel takes real money. */
  readonly isAgreed: boolean;
}

export type TestPaymentProblem = "amount_empty" | "amount_wrong" | "amount_too_large" | "order_name" | "not_agreed";

export interface CheckedTestPayment {
  readonly problems: Readonly<Partial<Record<"amount" | "orderName" | "isAgreed", TestPaymentProblem>>>;
  /** Absent while there is a problem. */
  readonly form?: Omit<TestPaymentForm, "testPaymentId">;
}

/** Reads the draft by the rules the server holds it to. `takesMoney` is whether the channel moves real money. */
export function checkTestPayment(
  draft: TestPaymentDraft,
  channel: WindowChannel,
  takesMoney: boolean,
): CheckedTestPayment {
  const problems: { amount?: TestPaymentProblem; orderName?: TestPaymentProblem; isAgreed?: TestPaymentProblem } = {};
  const typed = parseTypedAmount(draft.amount, channel.currency);
  if (!typed.ok) problems.amount = typed.problem === "empty" ? "amount_empty" : "amount_wrong";
  else if (typed.money.amount > mostTestAmount(channel.currency)) problems.amount = "amount_too_large";
  const orderName = draft.orderName.trim();
  if (orderName === "" || orderName.length > longestOrderName) problems.orderName = "order_name";
  if (takesMoney && !draft.isAgreed) problems.isAgreed = "not_agreed";
  if (!typed.ok || Object.keys(problems).length > 0) return { problems };
  const { channelKey, currency } = channel;
  const form = { channelKey, currency, method: draft.method, amount: typed.money.amount, orderName };
  const isTaken = testPaymentForm.safeParse({ ...form, testPaymentId: "not-minted-yet-0" }).success;
  return isTaken ? { problems, form } : { problems: { orderName: "order_name" } };
}

import {
  type InstructionKindName,
  maskFreeText,
  money,
  type NaverStep,
  type NaverStepOrder,
  naverSteps,
  type Payment,
  refundingNaverSteps,
  refuseNaverStep,
  showsNaverStep,
  unseenNaverSteps,
} from "@maru/domain";
import type { NaverOrderStep, NaverProductOrder } from "@maru/import-client";
import type {
  Facts,
  GivenInstruction,
  GivesBack,
  InstructionDeps,
  InstructionKind,
  Judgement,
  ReadBack,
} from "../instructions/instruction-kind.ts";
import { paymentFacts } from "../refunds/admit-refund.ts";
import { impossible, readForFollowUp } from "./follow-up-rules.ts";

const kindNames = {
  place: "naver_order.place",
  ship: "naver_order.ship",
  cancel: "naver_order.cancel",
  "approve-cancel": "naver_order.approve_cancel",
  "request-return": "naver_order.request_return",
  "approve-return": "naver_order.approve_return",
  "reject-return": "naver_order.reject_return",
  "withhold-return": "naver_order.withhold_return",
  "resolve-return": "naver_order.resolve_return",
  "collect-exchanged": "naver_order.collect_exchanged",
  "ship-exchanged": "naver_order.ship_exchanged",
} as const satisfies Record<NaverStep, InstructionKindName>;

/** One kind for each step with products of a Naver order. */
const kinds = new Map(naverSteps.map((step) => [step, createNaverOrderKind(step)] as const));

export const naverOrderKinds: readonly InstructionKind<NaverStepOrder>[] = [...kinds.values()];

/** The instruction that takes a Naver order this one step. */
export function naverOrderKind(step: NaverStep): InstructionKind<NaverStepOrder> {
  return kinds.get(step) ?? createNaverOrderKind(step);
}

function createNaverOrderKind(step: NaverStep): InstructionKind<NaverStepOrder> {
  return {
    kind: kindNames[step],
    permission: refundingNaverSteps.has(step) ? "refund:request" : "follow-up:write",
    targetOf: ({ impUid }) => ({ kind: "payment", id: impUid }),
    keep: (contents) => ({ shown: shownOf(contents) }),
    judge: (deps, contents) => judgeStep(deps, step, contents),
    async send(upstream, contents) {
      const { impUid, productOrderIds } = contents;
      const outcome = await upstream.stepNaverOrder({ impUid, productOrderIds }, wireStep(contents));
      if (outcome.kind !== "accepted") return outcome;
      // Of a step that leaves a trace, the record tells which products it reached, and what it did to the payment.
      return unseenNaverSteps.has(step)
        ? { kind: "done", result: { reached: outcome.orders.map(({ productOrderId }) => productOrderId) } }
        : { kind: "taken" };
    },
    ...(!unseenNaverSteps.has(step) && { readBack: (deps, given) => readStepBack(deps, step, given) }),
  };
}

/** What is kept for ever: words meant for the buyer may name them, so they are masked. */
function shownOf(contents: NaverStepOrder): Facts {
  const { instructionId: _, impUid: __, ...rest } = contents;
  if (!("memo" in contents) || contents.memo === null) return rest;
  return { ...rest, memo: maskFreeText(contents.memo) };
}

async function judgeStep(
  deps: InstructionDeps,
  step: NaverStep,
  { impUid, productOrderIds }: NaverStepOrder,
): Promise<Judgement> {
  const isOfOrder = (payment: { readonly pgProvider: string | null }) => payment.pgProvider === "naverco";
  const { read, refusal } = await readForFollowUp(deps, impUid, isOfOrder);
  if (refusal !== undefined) return { refusal, reads: [read] };
  const orders = await deps.upstream.listNaverProductOrders(impUid);
  for (const productOrderId of productOrderIds) {
    const order = orders.find((one) => one.productOrderId === productOrderId);
    if (order === undefined) {
      return { refusal: impossible("no_such_order", "The payment has no such product order.", { productOrderId }) };
    }
    const rule = refuseNaverStep(step, order);
    if (rule !== undefined) {
      return { refusal: impossible(rule, `The product order is ${order.status}.`, { productOrderId }), reads: [read] };
    }
  }
  const named = orders.filter(({ productOrderId }) => productOrderIds.includes(productOrderId));
  return {
    known: {
      orders: Object.fromEntries(named.map((order) => [order.productOrderId, stateOf(order)])),
    },
    personal: named.flatMap(({ ordererTel, receiverTel }) => [ordererTel, receiverTel].filter((tel) => tel !== null)),
    ...(refundingNaverSteps.has(step) && { givesBack: givingBack(deps, read.payment, named) }),
    reads: [read],
  };
}

/** What of a payment goes back to its buyer when these products are taken back. */
export function givingBack(
  deps: Pick<InstructionDeps, "config">,
  payment: Payment,
  named: readonly NaverProductOrder[],
): GivesBack {
  return {
    won: wonBack(payment, named),
    customerKey: paymentFacts(deps, payment).customer_key,
    isTest: payment.isTestChannel,
  };
}

/** What the buyer gets back of these products, no more than is left of the payment; all of that where Naver does not say. */
function wonBack(payment: Payment, named: readonly NaverProductOrder[]): number {
  const left = payment.amount.amount - payment.cancelledAmount.amount;
  if (named.some(({ productAmount }) => productAmount === null)) return left;
  const sum = named.reduce(
    (total, { productAmount, deliveryAmount }) => total + (productAmount?.amount ?? 0) + (deliveryAmount?.amount ?? 0),
    0,
  );
  return Math.min(sum, left);
}

function stateOf({ status, claimType, claimStatus }: NaverProductOrder): string {
  return [status, claimType ?? "", claimStatus ?? ""].join("/");
}

/** Naver may take a step with some of the products only: done is what shows it, and the rest is named. */
async function readStepBack(deps: InstructionDeps, step: NaverStep, given: GivenInstruction): Promise<ReadBack> {
  const impUid = given.target.id;
  const before = new Map(Object.entries(given.known?.orders ?? {}));
  const orders = await deps.upstream.listNaverProductOrders(impUid);
  const named = orders.filter(({ productOrderId }) => before.has(productOrderId));
  const reached = named.filter((order) => showsNaverStep(step, order));
  const left = named.filter((order) => !showsNaverStep(step, order));
  const isElsewhere = left.some((order) => stateOf(order) !== before.get(order.productOrderId));
  const reads = refundingNaverSteps.has(step) ? [await deps.upstream.getPayment(impUid)] : [];
  const ids = (some: readonly NaverProductOrder[]) => some.map(({ productOrderId }) => productOrderId);
  if (isElsewhere || named.length < before.size) {
    return {
      kind: "unclear",
      facts: { orders: Object.fromEntries(named.map((one) => [one.productOrderId, stateOf(one)])) },
      reads,
    };
  }
  if (reached.length === 0) return { kind: "unchanged", reads };
  return { kind: "done", result: { reached: ids(reached), left: ids(left) }, reads };
}

function wireStep(contents: NaverStepOrder): NaverOrderStep {
  switch (contents.step) {
    case "place":
    case "approve-cancel":
    case "resolve-return":
    case "collect-exchanged":
      return { step: contents.step };
    case "cancel":
      return { step: "cancel", reason: contents.reason };
    case "ship":
      return { step: "ship", parcel: contents.parcel, dispatchedAt: contents.dispatchedAt };
    case "ship-exchanged":
      return { step: "ship-exchanged", parcel: contents.parcel };
    case "request-return":
      return { step: "request-return", parcel: contents.parcel, reason: contents.reason };
    case "approve-return":
      return contents.memo === null ? { step: "approve-return" } : { step: "approve-return", memo: contents.memo };
    case "reject-return":
      return { step: "reject-return", memo: contents.memo };
    case "withhold-return": {
      const { reason, memo, extraCharge } = contents;
      return { step: "withhold-return", reason, memo, extraCharge: money(extraCharge, "KRW") };
    }
  }
}

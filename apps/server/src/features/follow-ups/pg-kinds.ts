import {
  type BillingKeyOrder,
  type KcpQuickFidoOrder,
  type KcpQuickMemberOrder,
  money,
  type NaverConfirmOrder,
  type PartnerReceiptOrder,
  type PaycoOrderChange,
  type PaymentOrder,
  type PaymentwallDeliveryOrder,
} from "@maru/domain";
import type { PaymentwallDelivery, PlainOutcome } from "@maru/import-client";
import type { Facts, InstructionKind, SendOutcome } from "../instructions/instruction-kind.ts";
import { impossible, judgePaid, readForFollowUp } from "./follow-up-rules.ts";

/** Upstream's word is all there is: no record of these can be read afterwards. */
function byItsWord(outcome: PlainOutcome, result: Facts = {}): SendOutcome {
  return outcome.kind === "accepted" ? { kind: "done", result } : outcome;
}

const aboutPayment = ({ impUid }: { readonly impUid: string }) => ({ kind: "payment", id: impUid }) as const;

export const confirmNaverPayment: InstructionKind<NaverConfirmOrder> = {
  kind: "naver_payment.confirm",
  permission: "follow-up:write",
  targetOf: aboutPayment,
  keep: ({ requester }) => ({ shown: { requester } }),
  judge: (deps, { impUid }) => judgePaid(deps, impUid, "naverpay"),
  send: async (upstream, { impUid, requester }) => byItsWord(await upstream.confirmNaverPayment({ impUid, requester })),
};

export const giveNaverPoints: InstructionKind<PaymentOrder> = {
  kind: "naver_payment.give_points",
  permission: "follow-up:write",
  targetOf: aboutPayment,
  keep: () => ({ shown: {} }),
  judge: (deps, { impUid }) => judgePaid(deps, impUid, "naverpay"),
  send: async (upstream, { impUid }) => byItsWord(await upstream.giveNaverPoints(impUid)),
};

export const changePaycoOrder: InstructionKind<PaycoOrderChange> = {
  kind: "payco_order.change",
  permission: "follow-up:write",
  targetOf: aboutPayment,
  keep: ({ status }) => ({ shown: { status } }),
  judge: (deps, { impUid }) => judgePaid(deps, impUid, "payco"),
  send: async (upstream, { impUid, status }) => byItsWord(await upstream.changePaycoOrder(impUid, status), { status }),
};

export const reportPaymentwallDelivery: InstructionKind<PaymentwallDeliveryOrder> = {
  kind: "paymentwall.deliver",
  permission: "follow-up:write",
  targetOf: aboutPayment,
  // Where a parcel goes and to whom is sent and not kept.
  keep: (order) => ({
    shown: {
      type: order.type,
      status: order.status,
      estimatedDeliveryAt: order.estimatedDeliveryAt,
      isRefundable: order.isRefundable,
      ...(order.type === "physical" && { carrier: order.carrier, trackingId: order.trackingId }),
    },
  }),
  async judge(deps, { impUid, merchantUid }) {
    const judgement = await judgePaid(deps, impUid, "paymentwall");
    const isOther = judgement.reads?.some(({ payment }) => payment.merchantUid !== merchantUid) ?? false;
    if (judgement.refusal !== undefined || !isOther) return judgement;
    return { ...judgement, refusal: impossible("other_order", "The payment belongs to another order.") };
  },
  send: async (upstream, order) =>
    byItsWord(await upstream.reportPaymentwallDelivery(wireDelivery(order)), { status: order.status }),
};

function wireDelivery(order: PaymentwallDeliveryOrder): PaymentwallDelivery {
  const { impUid, merchantUid, type, status, estimatedDeliveryAt, isRefundable, email } = order;
  const estimatedUpdateAt = estimatedDeliveryAt;
  const facts = { impUid, merchantUid, type, status, estimatedDeliveryAt, estimatedUpdateAt, isRefundable, email };
  if (order.type === "digital") return facts;
  const { carrier, trackingId, country, city, zip, state, street, phone, firstName, lastName } = order;
  return {
    ...facts,
    carrier: { name: carrier, trackingId },
    address: { country, city, zip, state, street, phone, firstName, lastName },
  };
}

export const revokeBarcode: InstructionKind<PaymentOrder> = {
  kind: "barcode.revoke",
  permission: "follow-up:write",
  targetOf: aboutPayment,
  keep: () => ({ shown: {} }),
  async judge(deps, { impUid }) {
    const isBarcode = ({
      pgProvider,
      method,
    }: {
      readonly pgProvider: string | null;
      readonly method: string | null;
    }) => pgProvider === "galaxia" && method === "cvs";
    const { read, refusal } = await readForFollowUp(deps, impUid, isBarcode);
    const ended =
      read.payment.status === "ready"
        ? undefined
        : impossible("not_waiting", "Only a barcode that was not paid can be ended.", { status: read.payment.status });
    return { refusal: refusal ?? ended, reads: [read] };
  },
  async send(upstream, { impUid }) {
    const outcome = await upstream.revokeBarcode(impUid);
    if (outcome.kind !== "accepted") return outcome;
    return outcome.read.payment.status === "ready"
      ? { kind: "taken" }
      : { kind: "done", result: { status: outcome.read.payment.status }, reads: [outcome.read] };
  },
  async readBack({ upstream }, { target }) {
    const read = await upstream.getPayment(target.id);
    const { status } = read.payment;
    if (status === "ready") return { kind: "unchanged", reads: [read] };
    // Paid in the meantime: the buyer was faster.
    if (status !== "failed") return { kind: "unclear", facts: { status }, reads: [read] };
    return { kind: "done", result: { status }, reads: [read] };
  },
};

export const splitReceipt: InstructionKind<PartnerReceiptOrder> = {
  kind: "partner_receipt.split",
  permission: "follow-up:write",
  targetOf: aboutPayment,
  keep: ({ parts }) => ({
    shown: { parts: parts.map(({ businessNumber, companyName, amount }) => ({ businessNumber, companyName, amount })) },
  }),
  async judge(deps, { impUid, parts }) {
    const judgement = await judgePaid(deps, impUid, "html5_inicis");
    const payment = judgement.reads?.[0]?.payment;
    const total = parts.reduce((sum, { amount }) => sum + amount, 0);
    if (judgement.refusal !== undefined || payment === undefined) return judgement;
    if (total <= payment.amount.amount - payment.cancelledAmount.amount) return judgement;
    const refusal = impossible("above_amount", "The parts are more than what was paid.", { total });
    return { ...judgement, refusal };
  },
  async send(upstream, { impUid, parts }) {
    const outcome = await upstream.splitReceipt(
      impUid,
      parts.map(({ businessNumber, companyName, amount, taxFreeAmount }) => ({
        businessNumber,
        companyName,
        amount: money(amount, "KRW"),
        ...(taxFreeAmount !== null && { taxFreeAmount: money(taxFreeAmount, "KRW") }),
      })),
    );
    return outcome.kind === "accepted" ? { kind: "done", result: { receiptUrl: outcome.receiptUrl } } : outcome;
  },
};

export const deleteKcpQuickMember: InstructionKind<KcpQuickMemberOrder> = {
  kind: "kcp_quick.delete_member",
  permission: "billing:write",
  targetOf: ({ memberId }) => ({ kind: "customer", id: memberId }),
  keep: ({ siteCode, partnerType, partnerSubtype }) => ({ shown: { siteCode, partnerType, partnerSubtype } }),
  judge: () => Promise.resolve({}),
  send: async (upstream, { instructionId: _, ...member }) => byItsWord(await upstream.deleteKcpQuickMember(member)),
};

export const deleteKcpQuickKey: InstructionKind<BillingKeyOrder> = {
  kind: "kcp_quick.delete_key",
  permission: "billing:write",
  targetOf: ({ customerUid }) => ({ kind: "customer", id: customerUid }),
  keep: () => ({ shown: {} }),
  judge: () => Promise.resolve({}),
  send: async (upstream, { customerUid }) => byItsWord(await upstream.deleteKcpQuickKey(customerUid)),
};

export const releaseKcpQuickFido: InstructionKind<KcpQuickFidoOrder> = {
  kind: "kcp_quick.release_fido",
  permission: "follow-up:write",
  targetOf: ({ memberId }) => ({ kind: "customer", id: memberId }),
  keep: () => ({ shown: {} }),
  judge: () => Promise.resolve({}),
  send: async (upstream, { memberId, channelKey }) =>
    byItsWord(await upstream.releaseKcpQuickFido({ memberId, channelKey })),
};

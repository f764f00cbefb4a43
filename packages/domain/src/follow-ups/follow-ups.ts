import type { CapabilityAction } from "../capabilities/capability-kinds.ts";
import { capabilityOf, mayBeTried } from "../capabilities/capability-of.ts";
import type { Payment } from "../payment.ts";

/** What a payment's PG offers, or wants, after it was paid; each is a part of the payment's page. */
export const followUps = [
  "naver_orders",
  "naver_payment",
  "payco_order",
  "paymentwall_delivery",
  "barcode",
  "partner_receipt",
  "kcp_quick",
] as const;
export type FollowUp = (typeof followUps)[number];

type Facts = Pick<Payment, "pgProvider" | "method" | "status" | "paidAt">;

interface Offer {
  /** What the PG has to be able to do for it. */
  readonly action: CapabilityAction;
  /** Of which of its payments; of all that were paid unless stated. */
  readonly isFor?: (facts: Facts) => boolean;
}

const offers: Readonly<Record<FollowUp, Offer>> = {
  naver_orders: { action: "stepNaverOrder" },
  naver_payment: { action: "confirmNaverPayment" },
  payco_order: { action: "changePaycoOrder" },
  paymentwall_delivery: { action: "reportPaymentwallDelivery" },
  barcode: { action: "revokeBarcode", isFor: ({ method, status }) => method === "cvs" && status === "ready" },
  partner_receipt: { action: "splitReceipt" },
  kcp_quick: { action: "deleteKcpQuickMember", isFor: () => true },
};

/** The follow-ups of a payment: what its PG can be asked to do, as the table of capabilities has it. */
export function followUpsOf(payment: Facts): readonly FollowUp[] {
  return followUps.filter((followUp) => {
    const { action, isFor = ({ paidAt }: Facts) => paidAt !== null } = offers[followUp];
    return isFor(payment) && mayBeTried(capabilityOf(payment.pgProvider, action));
  });
}

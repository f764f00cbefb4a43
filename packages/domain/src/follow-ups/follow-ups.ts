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

/** The follow-ups of a payment (V1 OpenAPI, `x-portone-supported-pgs` of each operation). */
export function followUpsOf({ pgProvider, method, status, paidAt }: Facts): readonly FollowUp[] {
  const isPaid = paidAt !== null;
  switch (pgProvider) {
    case "naverco":
      return isPaid ? ["naver_orders"] : [];
    case "naverpay":
      return isPaid ? ["naver_payment"] : [];
    case "payco":
      return isPaid ? ["payco_order"] : [];
    case "paymentwall":
      return isPaid ? ["paymentwall_delivery"] : [];
    case "galaxia":
      return method === "cvs" && status === "ready" ? ["barcode"] : [];
    case "html5_inicis":
      return isPaid ? ["partner_receipt"] : [];
    case "kcp_quick":
      return ["kcp_quick"];
    default:
      return [];
  }
}

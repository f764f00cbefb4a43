import { isTransfer, type RefundFacts } from "./refund-facts.ts";

/** What a refund of this payment has to be sent with, beside its amount and its reason. */
export interface RefundNeeds {
  /** The account money returns to. Where it is `none`, none is sent. */
  readonly refundAccount: "none" | "required";
  /** The account holder's phone number. */
  readonly refundTel: "none" | "required";
  /**
   * The tax-free part of the amount. The API never tells whether the payment had one: `stated` PGs do not fill in 0 by
   * themselves, so somebody has to say; `optional` ones count what is not sent as taxable.
   */
  readonly taxFree: "stated" | "optional";
  /** `if_set`: has to be sent when the payment was made with a VAT amount of its own. */
  readonly vat: "none" | "if_set";
  readonly requester: "none" | "required";
  /** Whether the discount stays on what remains; the first partial cancel decides for all later ones. */
  readonly promotion: "none" | "choose" | "decided";
  /** Somebody has to have seen the buyer's confirmation before a part of an escrow payment goes back. */
  readonly purchaseConfirmation: "none" | "for_part";
}

/** They refuse, or silently mistake, a cancel of tax-free goods that does not say how much of it is tax-free. */
const taxFreeStated: readonly string[] = ["kcp", "kcp_quick", "kicc", "nice", "payco", "smartro_v2", "welcome"];
const vatIfSet: readonly string[] = ["nice", "html5_inicis", "welcome", "nice_v2", "tosspay_v2"];

/** What a refund of this payment has to say beside its amount, by what its PG asks for. */
export function refundNeeds(facts: RefundFacts): RefundNeeds {
  const { pg, payment } = facts;
  const needsAccount = isAccountNeeded(facts);
  return {
    refundAccount: needsAccount ? "required" : "none",
    refundTel: needsAccount && ["smartro", "smartro_v2", "welcome"].includes(pg) ? "required" : "none",
    taxFree: taxFreeStated.includes(pg) ? "stated" : "optional",
    vat: vatIfSet.includes(pg) ? "if_set" : "none",
    requester: pg === "naverpay" ? "required" : "none",
    promotion: payment.promotion === null ? "none" : payment.cancellations.length > 0 ? "decided" : "choose",
    purchaseConfirmation: payment.isEscrow ? "for_part" : "none",
  };
}

function isAccountNeeded(facts: RefundFacts): boolean {
  const { pg, method } = facts;
  if (method === "vbank") return true;
  if (pg === "smartro_v2") return isTransfer(facts);
  return pg === "kcp" && isPhoneBillOfAnotherMonth(facts);
}

/** A carrier bills by calendar month: one second past midnight of the first, the month before is closed. */
export function isPhoneBillOfAnotherMonth({ method, paidOn, today }: RefundFacts): boolean {
  return method === "phone" && paidOn !== null && paidOn.slice(0, 7) !== today.slice(0, 7);
}

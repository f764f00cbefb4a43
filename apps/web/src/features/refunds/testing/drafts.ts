import type { RefundDraft } from "../refund-draft.ts";

/** What the form holds when nothing is typed yet. */
export function aDraft(facts: Partial<RefundDraft> = {}): RefundDraft {
  return {
    refundId: "test-refund-0000001",
    mode: null,
    amount: "",
    hasTaxParts: false,
    taxFreeLeft: "",
    vatLeft: "",
    taxFree: null,
    vat: null,
    reasonCode: "",
    reasonText: "",
    bank: "",
    accountNumber: "",
    accountNumberAgain: "",
    holder: "",
    tel: "",
    checkedAccount: "",
    requester: null,
    retainPromotion: null,
    purchaseConfirmed: false,
    notifyShop: true,
    repeatReason: "",
    balanceSeen: 128_000,
    sentAtMs: null,
    ...facts,
  };
}

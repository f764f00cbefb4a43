import type { BulkList } from "@maru/domain";

/** A list of refunds as somebody brings it: a payment and an amount on each line, unless `facts` say otherwise. */
export function bulkListOf(lines: string[][], facts: Partial<BulkList> = {}): BulkList {
  return {
    source: "paste",
    name: null,
    columns: ["impUid", "amount"],
    hasHeader: false,
    lines,
    reasonCode: "change_of_mind",
    reasonText: "단순 변심",
    requester: null,
    retainPromotion: null,
    isAllTaxable: true,
    notifyShop: true,
    repeatReason: null,
    ...facts,
  };
}

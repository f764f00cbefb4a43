import type { PaymentListItem } from "@maru/domain";
import type { SignedInContext } from "../../context.ts";
import { requirePayment } from "./find-payment.ts";
import { readListItems } from "./list-payments.ts";
import { buyerKeys } from "./payment-row.ts";
import { countPaymentsOfBuyer, findPaymentsOfBuyer, findPaymentsOfOrder } from "./payments.repository.ts";

const shownOfBuyer = 20;

export interface RelatedPayments {
  /** Other attempts on the same order, newest first. */
  readonly sameOrder: readonly PaymentListItem[];
  /** Other payments of the same telephone number or e-mail address, newest first; no more than a page of them. */
  readonly sameBuyer: readonly PaymentListItem[];
  readonly sameBuyerTotal: number;
}

/** Other payments of the same order and of the same buyer. Rejects with PAYMENT_NOT_FOUND. */
export async function relatedPayments(
  ctx: Pick<SignedInContext, "store" | "actor">,
  { impUid }: { readonly impUid: string },
): Promise<RelatedPayments> {
  const { payment } = await requirePayment(ctx, impUid);
  const buyer = { ...buyerKeys(payment), exceptImpUid: impUid };
  const [ofOrder, ofBuyer, sameBuyerTotal] = await Promise.all([
    findPaymentsOfOrder(ctx.store.read, payment.merchantUid),
    findPaymentsOfBuyer(ctx.store.read, buyer, shownOfBuyer),
    countPaymentsOfBuyer(ctx.store.reports, buyer),
  ]);
  const others = ofOrder.filter((other) => other.imp_uid !== impUid).map((other) => other.id);
  return {
    sameOrder: await readListItems(ctx, others),
    sameBuyer: await readListItems(ctx, ofBuyer),
    sameBuyerTotal,
  };
}

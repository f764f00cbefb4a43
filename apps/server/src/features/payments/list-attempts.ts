import type { PaymentListItem } from "@maru/domain";
import type { SignedInContext } from "../../context.ts";
import { readListItems } from "./list-payments.ts";
import { findPaymentsOfOrders } from "./payments.repository.ts";

/** The payments made under one order number. */
export interface OrderAttempts {
  readonly merchantUid: string;
  readonly total: number;
  /** Oldest request first; of a number that a shop uses for everything, the latest ones. */
  readonly items: readonly PaymentListItem[];
}

const mostShownPerOrder = 20;

/** Of these order numbers, the ones under which there is more than one payment; or any, when singles are asked for. */
export async function listAttempts(
  ctx: Pick<SignedInContext, "store" | "actor">,
  { merchantUids, withSingles }: { readonly merchantUids: readonly string[]; readonly withSingles: boolean },
): Promise<{ orders: OrderAttempts[] }> {
  const found = await findPaymentsOfOrders(ctx.store.read, [...new Set(merchantUids)]);
  const orders = [...Map.groupBy(found, (row) => row.merchant_uid)].filter(
    ([, rows]) => withSingles || rows.length > 1,
  );
  const ids = orders.flatMap(([, rows]) => rows.slice(-mostShownPerOrder).map((row) => row.id));
  const items = Map.groupBy(await readListItems(ctx, ids), (item) => item.merchantUid);
  return {
    orders: orders.map(([merchantUid, rows]) => ({
      merchantUid,
      total: rows.length,
      items: items.get(merchantUid) ?? [],
    })),
  };
}

import {
  isAllowed,
  maskPaymentListItem,
  type PaymentListItem,
  type PaymentListPage,
  type PaymentQuery,
  type PaymentStatus,
  paymentStatuses,
} from "@maru/domain";
import type { SignedInContext } from "../../context.ts";
import { englishInstrument } from "./english-instrument.ts";
import { readCursor, toCursor } from "./payment-cursor.ts";
import { findListRows, findPlaces, type ListRow } from "./payment-search.repository.ts";

export type ListContext = Pick<SignedInContext, "store" | "actor">;

/**
 * One page of the payments a query admits. Pages follow each other without skipping or repeating a payment, whatever
 * arrives in between; buyers are masked for whoever may not see them, who can still search by them.
 */
export async function listPayments(
  ctx: ListContext,
  query: PaymentQuery,
  rowsWalked?: number,
): Promise<PaymentListPage> {
  const places = await findPlaces(ctx.store.read, query, readCursor(query), query.limit + 1, rowsWalked);
  const shown = places.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    items: await readListItems(
      ctx,
      shown.map((place) => place.id),
    ),
    nextCursor: places.length > query.limit && last !== undefined ? toCursor(query, last) : null,
  };
}

/** The list items of these rows, in this order, as the reader may see them. */
export async function readListItems(
  ctx: ListContext,
  ids: readonly number[],
  db = ctx.store.read,
): Promise<PaymentListItem[]> {
  const rows = new Map((await findListRows(db, ids)).map((row) => [row.id, row]));
  const isMasked = !isAllowed(ctx.actor.role, "buyer:read");
  return ids.flatMap((id) => {
    const row = rows.get(id);
    if (row === undefined) return [];
    const item = toListItem(row);
    return [isMasked ? maskPaymentListItem(item) : item];
  });
}

function toListItem(row: ListRow): PaymentListItem {
  const instrumentEn = englishInstrument(row.instrument);
  return {
    impUid: row.imp_uid,
    merchantUid: row.merchant_uid,
    status: toStatus(row.status),
    amount: { amount: row.amount, currency: row.currency },
    cancelledAmount: { amount: row.cancelled_amount, currency: row.currency },
    orderName: row.order_name,
    buyerName: row.buyer_name,
    buyerTel: row.buyer_tel,
    method: row.method,
    instrument: row.instrument,
    ...(instrumentEn === undefined ? {} : { instrumentEn }),
    easyPayProvider: row.easy_pay_provider,
    pgProvider: row.pg_provider,
    mid: row.mid,
    isTestChannel: row.is_test === 1,
    isEscrow: row.is_escrow === 1,
    isAwaitingDeposit: row.is_awaiting_deposit === 1,
    failReason: row.fail_reason,
    statusAt: row.status_at,
    requestedAt: row.requested_at,
  };
}

/** A status stored by a newer version reads as `unknown`, never as an error. */
export function toStatus(stored: string): PaymentStatus {
  return paymentStatuses.find((status) => status === stored) ?? "unknown";
}

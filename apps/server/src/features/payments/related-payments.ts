import type { PaymentListItem } from "@maru/domain";
import type { Kysely } from "kysely";
import type { SignedInContext } from "../../context.ts";
import type { Database } from "../../db/schema.ts";
import { type IndexPayment, requirePayment } from "./find-payment.ts";
import { readListItems } from "./list-payments.ts";
import { buyerKeys } from "./payment-row.ts";
import {
  countPaymentsOfBuyer,
  countPaymentsOfCard,
  findPaymentsOfBuyer,
  findPaymentsOfCard,
  findPaymentsOfOrder,
} from "./payments.repository.ts";

const shownOfGroup = 10;
/** More payments of one buyer than anybody reads through. */
const mostOfGroup = 200;

/** Payments that have one thing in common with another. */
export interface RelatedGroup {
  /** The newest of them; a few, or as many as one asked to see. */
  readonly items: readonly PaymentListItem[];
  /** How many there are in all, the payment itself not counted. */
  readonly total: number;
}

export interface RelatedPayments {
  /** Other attempts on the same order, newest first. */
  readonly sameOrder: readonly PaymentListItem[];
  /** Null where the payment says nothing that others could share. */
  readonly samePhone: RelatedGroup | null;
  readonly sameEmail: RelatedGroup | null;
  readonly sameCard: RelatedGroup | null;
}

type Reader = Pick<SignedInContext, "store" | "actor">;

/** Other payments of the same order, telephone number, e-mail address and card. Rejects with PAYMENT_NOT_FOUND. */
export async function relatedPayments(
  ctx: Reader,
  { impUid, isWhole = false }: { readonly impUid: string; readonly isWhole?: boolean },
): Promise<RelatedPayments> {
  const limit = isWhole ? mostOfGroup : shownOfGroup;
  const found = await requirePayment(ctx, impUid);
  const { buyerTelDigits, buyerEmail } = buyerKeys(found.payment);
  const cardNumber = tellingCardNumber(found);
  const byPhone = { buyerTelDigits, buyerEmail: null, exceptImpUid: impUid };
  const byEmail = { buyerTelDigits: null, buyerEmail, exceptImpUid: impUid };
  const byCard = { cardNumber: cardNumber ?? "", exceptImpUid: impUid };
  const [ofOrder, samePhone, sameEmail, sameCard] = await Promise.all([
    findPaymentsOfOrder(ctx.store.read, found.payment.merchantUid),
    group(
      ctx,
      limit,
      buyerTelDigits,
      (db) => findPaymentsOfBuyer(db, byPhone, limit),
      (db) => countPaymentsOfBuyer(db, byPhone),
    ),
    group(
      ctx,
      limit,
      buyerEmail,
      (db) => findPaymentsOfBuyer(db, byEmail, limit),
      (db) => countPaymentsOfBuyer(db, byEmail),
    ),
    group(
      ctx,
      limit,
      cardNumber,
      (db) => findPaymentsOfCard(db, byCard, limit),
      (db) => countPaymentsOfCard(db, byCard),
    ),
  ]);
  const others = ofOrder.filter((other) => other.imp_uid !== impUid).map((other) => other.id);
  return { sameOrder: await readListItems(ctx, others), samePhone, sameEmail, sameCard };
}

async function group(
  ctx: Reader,
  limit: number,
  key: string | null,
  find: (db: Kysely<Database>) => Promise<number[]>,
  count: (db: Kysely<Database>) => Promise<number>,
): Promise<RelatedGroup | null> {
  if (key === null) return null;
  const ids = await find(ctx.store.read);
  const total = ids.length < limit ? ids.length : await count(ctx.store.reports);
  return { items: await readListItems(ctx, ids), total };
}

/** Fewer visible digits are shared by too many cards: six say which kind of card it is, four which one. */
const fewestVisibleDigits = 8;

/** The card's number as upstream masks it, where that leaves enough to tell one card from the next. */
function tellingCardNumber({ wire, payment }: IndexPayment): string | null {
  const number = wire.card_number;
  if (payment.card === null || typeof number !== "string" || /\s/.test(number)) return null;
  return number.replace(/\D/g, "").length < fewestVisibleDigits ? null : number;
}

import { confirmedInicisStates, type KstDate, toKstDate } from "@maru/domain";
import { type Kysely, type Selectable, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import { firstIdOfSecond } from "../payments/row-id.ts";
import type { EscrowNoticesTable, EscrowShipmentsTable } from "./escrow.tables.ts";

type Db = Kysely<Database>;

export type StoredShipment = Selectable<EscrowShipmentsTable>;

/** What is remembered of the delivery of a payment; undefined where nothing is. */
export function findShipment(db: Db, impUid: string): Promise<StoredShipment | undefined> {
  return db.selectFrom("escrow_shipments").selectAll().where("imp_uid", "=", impUid).executeTakeFirst();
}

/** Remembers a delivery in the place of what was remembered of it. */
export async function saveShipment(db: Db, shipment: StoredShipment): Promise<void> {
  const { imp_uid: _impUid, ...facts } = shipment;
  await db
    .insertInto("escrow_shipments")
    .values(shipment)
    .onConflict((conflict) => conflict.column("imp_uid").doUpdateSet(facts))
    .execute();
}

export type StoredNotice = Selectable<EscrowNoticesTable>;

/** A notice that is told again changes nothing. */
export async function insertEscrowNotice(db: Db, notice: StoredNotice): Promise<void> {
  await db
    .insertInto("escrow_notices")
    .values(notice)
    .onConflict((conflict) => conflict.columns(["imp_uid", "at_ms", "code"]).doNothing())
    .execute();
}

/** How many notices of a payment came from an address that is not a published one. */
export async function countUnpublishedNotices(db: Db, impUid: string): Promise<number> {
  const { notices } = await db
    .selectFrom("escrow_notices")
    .where("imp_uid", "=", impUid)
    .where("is_from_published_address", "=", 0)
    .select(({ fn }) => fn.countAll<number>().as("notices"))
    .executeTakeFirstOrThrow();
  return Number(notices);
}

/** What webhooks said of the escrow of a payment, the latest first. */
export function findEscrowNotices(db: Db, impUid: string, limit: number): Promise<StoredNotice[]> {
  return db
    .selectFrom("escrow_notices")
    .where("imp_uid", "=", impUid)
    .orderBy("at_ms", "desc")
    .orderBy("told_at_ms", "desc")
    .limit(limit)
    .selectAll()
    .execute();
}

/** The delivery that was registered here last with its parties: whoever sends the next is most likely the same. */
export function findLatestDetails(db: Db): Promise<Pick<StoredShipment, "imp_uid" | "details_sealed"> | undefined> {
  return db
    .selectFrom("escrow_shipments")
    .select(["imp_uid", "details_sealed"])
    .where("details_sealed", "is not", null)
    .orderBy("read_at_ms", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** How an escrow order stands: no invoice yet, none for too long, on its way, or taken for confirmed by now. */
export const escrowGroups = ["waiting", "overdue", "shipped", "confirmed"] as const;
export type EscrowGroup = (typeof escrowGroups)[number];

export interface EscrowWindow {
  readonly isTest: boolean;
  /** Unix seconds: orders paid before are not on the board. */
  readonly since: number;
  /** An order paid before without an invoice waits for too long. */
  readonly overdueBefore: number;
  readonly today: KstDate;
}

/** Every escrow payment of the window whose money is held, with what is known of its delivery. */
function held(db: Db, { isTest, since }: EscrowWindow) {
  return (
    db
      .selectFrom("payments")
      .leftJoin("escrow_shipments", "escrow_shipments.imp_uid", "payments.imp_uid")
      // Written out, so that the index of escrow payments alone is used.
      .where("payments.is_escrow", "=", sql.lit(1))
      .where("payments.id", ">=", firstIdOfSecond(since))
      .where("payments.status", "in", ["paid", "partially_cancelled"])
      .where("payments.is_test", "=", isTest ? 1 : 0)
  );
}

/**
 * The code that webhooks named last of the escrow of a payment. Anybody who knows its id can send one, so what came from a
 * published address is believed before whatever came from another.
 */
const lastTold = sql<string | null>`(select notice.code from escrow_notices as notice
  where notice.imp_uid = payments.imp_uid
  order by notice.is_from_published_address desc, notice.at_ms desc, notice.told_at_ms desc limit 1)`;

function ofGroup(db: Db, window: EscrowWindow, group: EscrowGroup) {
  const orders = held(db, window);
  const isToldConfirmed = sql<boolean>`coalesce(${lastTold}, '') in (${sql.join(confirmedInicisStates)})`;
  const overdueId = firstIdOfSecond(window.overdueBefore);
  switch (group) {
    case "waiting":
      return orders.where("escrow_shipments.invoice", "is", null).where("payments.id", ">=", overdueId);
    case "overdue":
      return orders.where("escrow_shipments.invoice", "is", null).where("payments.id", "<", overdueId);
    case "shipped":
      return orders
        .where("escrow_shipments.invoice", "is not", null)
        .where(({ eb, or }) =>
          or([eb("escrow_shipments.confirms_on", "is", null), eb("escrow_shipments.confirms_on", ">=", window.today)]),
        )
        .where(({ not }) => not(isToldConfirmed));
    case "confirmed":
      return orders
        .where("escrow_shipments.invoice", "is not", null)
        .where(({ eb, or }) => or([eb("escrow_shipments.confirms_on", "<", window.today), isToldConfirmed]));
  }
}

/** How many orders of a group there are, and what they come to (minor units). */
export async function countEscrow(db: Db, window: EscrowWindow, group: EscrowGroup) {
  const { orders, amount } = await ofGroup(db, window, group)
    .select(({ fn }) => [
      fn.countAll<number>().as("orders"),
      fn.coalesce(fn.sum<number>("payments.amount"), sql.lit(0)).as("amount"),
    ])
    .executeTakeFirstOrThrow();
  return { orders: Number(orders), amount: Number(amount) };
}

/** Orders of a group by the time they were paid: what waits, the longest first; what is sent, the latest first. */
export function findEscrow(
  db: Db,
  window: EscrowWindow,
  { group, after, limit }: { readonly group: EscrowGroup; readonly after: number | null; readonly limit: number },
) {
  const isOldFirst = group === "waiting" || group === "overdue";
  return ofGroup(db, window, group)
    .leftJoin("payment_texts", "payment_texts.id", "payments.id")
    .$if(after !== null, (query) => query.where("payments.id", isOldFirst ? ">" : "<", after ?? 0))
    .orderBy("payments.id", isOldFirst ? "asc" : "desc")
    .limit(limit)
    .select([
      "payments.id",
      "payments.imp_uid",
      "payments.merchant_uid",
      "payments.pg_provider",
      "payments.status",
      "payments.currency",
      "payments.amount",
      "payments.cancelled_amount",
      "payments.is_test",
      "payments.status_at",
      "payment_texts.order_name",
      "payment_texts.buyer_name",
      "escrow_shipments.company",
      "escrow_shipments.invoice",
      "escrow_shipments.sent_at",
      "escrow_shipments.applied_at",
      "escrow_shipments.confirms_on",
      "escrow_shipments.is_ours",
      "escrow_shipments.registered_by_name",
      "escrow_shipments.read_at_ms",
      lastTold.as("told_code"),
    ])
    .execute();
}

/** Orders without a known invoice that upstream was not asked about since, the longest waiting first. */
export function findUnasked(
  db: Db,
  window: EscrowWindow,
  {
    askedBeforeMs,
    providers,
    limit,
  }: {
    readonly askedBeforeMs: number;
    readonly providers: readonly string[];
    readonly limit: number;
  },
) {
  return held(db, window)
    .where("escrow_shipments.invoice", "is", null)
    .where("payments.pg_provider", "in", providers)
    .where(({ eb, or }) =>
      or([eb("escrow_shipments.read_at_ms", "is", null), eb("escrow_shipments.read_at_ms", "<", askedBeforeMs)]),
    )
    .orderBy("payments.id")
    .limit(limit)
    .select(["payments.imp_uid"])
    .execute();
}

/** The day in Asia/Seoul of an instant (unix milliseconds). */
export function todayOf(nowMs: number): KstDate {
  return toKstDate(Math.floor(nowMs / 1000));
}

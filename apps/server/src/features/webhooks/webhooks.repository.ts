import type { Kysely, Selectable } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { WebhookDeliveriesTable } from "./webhooks.tables.ts";

type Db = Kysely<Database>;

export type StoredDelivery = Selectable<WebhookDeliveriesTable>;

export async function insertDelivery(db: Db, delivery: StoredDelivery): Promise<void> {
  await db.insertInto("webhook_deliveries").values(delivery).execute();
}

/** Deliveries whose payment should be asked for now, oldest first. */
export async function findDueDeliveries(db: Db, nowMs: number, limit: number): Promise<StoredDelivery[]> {
  return db
    .selectFrom("webhook_deliveries")
    .where("next_attempt_at_ms", "<=", nowMs)
    .orderBy("next_attempt_at_ms")
    .orderBy("id")
    .limit(limit)
    .selectAll()
    .execute();
}

/** When the next delivery is due; null when none is waiting. */
export async function findNextDueMs(db: Db): Promise<number | null> {
  const row = await db
    .selectFrom("webhook_deliveries")
    .where("next_attempt_at_ms", "is not", null)
    .select(({ fn }) => fn.min("next_attempt_at_ms").as("due"))
    .executeTakeFirst();
  return row?.due ?? null;
}

/** Takes a delivery for a while; false when another process took it first. */
export async function claimDelivery(db: Db, delivery: StoredDelivery, untilMs: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("webhook_deliveries")
    .set({ next_attempt_at_ms: untilMs, attempts: delivery.attempts + 1 })
    .where("id", "=", delivery.id)
    .where("next_attempt_at_ms", "=", delivery.next_attempt_at_ms)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function settleDelivery(
  db: Db,
  id: string,
  outcome: Pick<StoredDelivery, "verdict" | "note" | "next_attempt_at_ms" | "settled_at_ms">,
): Promise<void> {
  await db.updateTable("webhook_deliveries").set(outcome).where("id", "=", id).execute();
}

export async function findDeliveriesOfPayment(db: Db, impUid: string): Promise<StoredDelivery[]> {
  return db
    .selectFrom("webhook_deliveries")
    .where("imp_uid", "=", impUid)
    .where("verdict", "!=", "rejected")
    .orderBy("received_at_ms")
    .orderBy("id")
    .selectAll()
    .execute();
}

export interface DeliveryPlace {
  readonly receivedAtMs: number;
  readonly id: string;
}

/** Deliveries received before `before`, newest first. */
export async function findDeliveries(db: Db, before: DeliveryPlace | null, limit: number): Promise<StoredDelivery[]> {
  return db
    .selectFrom("webhook_deliveries")
    .$if(before !== null, (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple("received_at_ms", "id"), "<", tuple(before?.receivedAtMs ?? 0, before?.id ?? "")),
      ),
    )
    .orderBy("received_at_ms", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .selectAll()
    .execute();
}

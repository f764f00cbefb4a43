import type { Kysely, Transaction } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { PaymentVisitsTable } from "./visits.tables.ts";

/** The `imp_uid` of the payments a person looked at, the latest first. */
export async function selectVisits(db: Kysely<Database>, userId: string, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom("payment_visits")
    .where("user_id", "=", userId)
    .orderBy("visited_at_ms", "desc")
    .orderBy("imp_uid")
    .limit(limit)
    .select("imp_uid")
    .execute();
  return rows.map((row) => row.imp_uid);
}

/** Notes when a person last looked at a payment. */
export async function upsertVisit(tx: Transaction<Database>, visit: PaymentVisitsTable): Promise<void> {
  await tx
    .insertInto("payment_visits")
    .values(visit)
    .onConflict((conflict) =>
      conflict.columns(["user_id", "imp_uid"]).doUpdateSet({ visited_at_ms: visit.visited_at_ms }),
    )
    .execute();
}

/** Forgets what a person visited before their last `kept` visits. */
export async function deleteVisitsBeyond(tx: Transaction<Database>, userId: string, kept: number): Promise<void> {
  const oldest = await tx
    .selectFrom("payment_visits")
    .where("user_id", "=", userId)
    .orderBy("visited_at_ms", "desc")
    .offset(kept)
    .limit(1)
    .select("visited_at_ms")
    .executeTakeFirst();
  if (oldest === undefined) return;
  await tx
    .deleteFrom("payment_visits")
    .where("user_id", "=", userId)
    .where("visited_at_ms", "<=", oldest.visited_at_ms)
    .execute();
}

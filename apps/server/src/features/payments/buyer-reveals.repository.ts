import type { Kysely, Transaction } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { BuyerRevealsTable } from "./payments.tables.ts";

/** Lets a session see a buyer for a while, in the transaction that records it with its reason. */
export async function insertReveal(tx: Transaction<Database>, reveal: BuyerRevealsTable): Promise<void> {
  await tx.insertInto("buyer_reveals").values(reveal).execute();
}

/** When the longest reveal that holds now ends; null when none does. */
export async function findRevealEnd(
  db: Kysely<Database>,
  sessionId: string,
  impUid: string,
  nowMs: number,
): Promise<number | null> {
  const row = await db
    .selectFrom("buyer_reveals")
    .where("session_id", "=", sessionId)
    .where("imp_uid", "=", impUid)
    .where("expires_at_ms", ">", nowMs)
    .select(({ fn }) => fn.max("expires_at_ms").as("end"))
    .executeTakeFirst();
  return row?.end ?? null;
}

/** Ends what a session may still see of the buyer of a payment, as of now (unix milliseconds). */
export async function endReveals(
  tx: Transaction<Database>,
  sessionId: string,
  impUid: string,
  nowMs: number,
): Promise<void> {
  await tx
    .updateTable("buyer_reveals")
    .set({ expires_at_ms: nowMs })
    .where("session_id", "=", sessionId)
    .where("imp_uid", "=", impUid)
    .where("expires_at_ms", ">", nowMs)
    .execute();
}

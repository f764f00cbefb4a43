import type { Kysely, Transaction } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { SubMerchantsTable } from "./sub-merchants.tables.ts";

type Db = Kysely<Database>;
type Tx = Transaction<Database>;

/** The parent store first, then by code. */
export function selectSubMerchants(db: Db): Promise<SubMerchantsTable[]> {
  return db.selectFrom("sub_merchants").orderBy("code").selectAll().execute();
}

/** Sub-merchants whose code upstream was not asked about since then. */
export function selectSubMerchantsReadBefore(db: Db, beforeMs: number): Promise<SubMerchantsTable[]> {
  return db.selectFrom("sub_merchants").where("read_at_ms", "<", beforeMs).orderBy("code").selectAll().execute();
}

/** Adds a sub-merchant. Rejects where its code is there already. */
export async function insertSubMerchant(tx: Tx, row: SubMerchantsTable): Promise<void> {
  await tx.insertInto("sub_merchants").values(row).execute();
}

/** What was taken out, or undefined where it was not there any more. */
export function deleteSubMerchant(tx: Tx, id: string): Promise<SubMerchantsTable | undefined> {
  return tx.deleteFrom("sub_merchants").where("id", "=", id).returningAll().executeTakeFirst();
}

/** Changes what is named and keeps the rest; nothing where there is no such sub-merchant. */
export async function updateSubMerchant(
  tx: Tx,
  id: string,
  change: Partial<Omit<SubMerchantsTable, "id" | "code">>,
): Promise<void> {
  await tx.updateTable("sub_merchants").set(change).where("id", "=", id).execute();
}

import type { Kysely } from "kysely";

interface Lists {
  instructions: { id: string; state: string };
  invoice_batch_rows: { instruction_id: string | null; receiver_sealed: string | null };
}

/** Finds the row of a list that an instruction came of, and forgets whom those parcels went to whose deliveries stand. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex("invoice_batch_rows_by_instruction")
    .on("invoice_batch_rows")
    .columns(["instruction_id"])
    .execute();
  await (db as Kysely<Lists>)
    .updateTable("invoice_batch_rows")
    .set({ receiver_sealed: null })
    .where("receiver_sealed", "is not", null)
    .where("instruction_id", "in", (query) => query.selectFrom("instructions").where("state", "=", "done").select("id"))
    .execute();
}

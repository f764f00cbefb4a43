import { maskFreeText } from "@maru/domain";
import type { Kysely } from "kysely";

interface Notices {
  escrow_notices: { imp_uid: string; code: string; at_ms: number; reason: string | null };
}

/** What buyers say of escrows is sealed. No secret is known here: what was kept in the open has its numbers struck out. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("escrow_notices").addColumn("reason_sealed", "text").execute();
  const notices = db as Kysely<Notices>;
  const open = await notices.selectFrom("escrow_notices").selectAll().where("reason", "is not", null).execute();
  for (const { imp_uid, code, at_ms, reason } of open) {
    await notices
      .updateTable("escrow_notices")
      .set({ reason: reason === null ? null : maskFreeText(reason) })
      .where("imp_uid", "=", imp_uid)
      .where("code", "=", code)
      .where("at_ms", "=", at_ms)
      .execute();
  }
}

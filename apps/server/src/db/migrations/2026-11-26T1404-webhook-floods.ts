import type { Kysely } from "kysely";

/** How many calls to the webhook address were turned away unread, by hour and sender. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("webhook_floods")
    .addColumn("hour_ms", "bigint", (column) => column.notNull())
    .addColumn("ip", "text", (column) => column.notNull())
    .addColumn("refused", "bigint", (column) => column.notNull())
    .addColumn("last_at_ms", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("webhook_floods_once", ["hour_ms", "ip"])
    .execute();
}

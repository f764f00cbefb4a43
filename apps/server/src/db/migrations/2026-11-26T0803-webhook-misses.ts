import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("webhook_misses")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("imp_uid", "text", (column) => column.notNull())
    .addColumn("status", "text", (column) => column.notNull())
    .addColumn("cancellation_id", "text", (column) => column.notNull())
    .addColumn("happened_at_ms", "bigint", (column) => column.notNull())
    .addColumn("noticed_at_ms", "bigint", (column) => column.notNull())
    .addColumn("noticed_by", "text", (column) => column.notNull())
    .addColumn("is_test", "integer", (column) => column.notNull())
    .addColumn("arrived_at_ms", "bigint")
    .addUniqueConstraint("webhook_misses_once", ["imp_uid", "status", "cancellation_id"])
    .execute();
  await db.schema.createIndex("webhook_misses_by_time").on("webhook_misses").columns(["noticed_at_ms", "id"]).execute();

  await db.schema
    .createTable("webhook_watch")
    .addColumn("id", "integer", (column) => column.primaryKey())
    .addColumn("change_id", "bigint", (column) => column.notNull())
    .execute();
  // What happened before anybody watched is nobody's alarm.
  await sql`
    insert into webhook_watch (id, change_id)
    select 1, coalesce(max(id), 0) from payment_changes`.execute(db);
}

import type { Kysely } from "kysely";

/** What people arrange for themselves in the payments list: columns, saved views, and what they have looked at. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("user_preferences").addColumn("payment_columns", "text").execute();
  await db.schema
    .createTable("saved_views")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("owner_user_id", "text", (column) => column.notNull().references("users.id").onDelete("cascade"))
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("query", "text", (column) => column.notNull())
    .addColumn("is_shared", "smallint", (column) => column.notNull())
    .addColumn("created_at_ms", "bigint", (column) => column.notNull())
    .addColumn("updated_at_ms", "bigint", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("saved_views_by_owner").on("saved_views").column("owner_user_id").execute();
  await db.schema
    .createTable("view_uses")
    .addColumn("view_id", "text", (column) => column.notNull().references("saved_views.id").onDelete("cascade"))
    .addColumn("user_id", "text", (column) => column.notNull().references("users.id").onDelete("cascade"))
    .addColumn("last_used_at_ms", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("view_uses_key", ["view_id", "user_id"])
    .execute();
  await db.schema
    .createTable("default_views")
    .addColumn("user_id", "text", (column) => column.primaryKey().references("users.id").onDelete("cascade"))
    .addColumn("view_id", "text", (column) => column.notNull().references("saved_views.id").onDelete("cascade"))
    .execute();
  await db.schema
    .createTable("payment_visits")
    .addColumn("user_id", "text", (column) => column.notNull().references("users.id").onDelete("cascade"))
    .addColumn("imp_uid", "text", (column) => column.notNull())
    .addColumn("visited_at_ms", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("payment_visits_key", ["user_id", "imp_uid"])
    .execute();
  await db.schema
    .createIndex("payment_visits_by_time")
    .on("payment_visits")
    .columns(["user_id", "visited_at_ms"])
    .execute();
}

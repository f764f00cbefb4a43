import type { Kysely } from "kysely";

/** The tables better-auth keeps people and sessions in, under our names, and what we keep beside them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("users")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("email", "text", (column) => column.notNull().unique())
    .addColumn("email_verified", "smallint", (column) => column.notNull())
    .addColumn("image", "text")
    .addColumn("role", "text", (column) => column.notNull())
    .addColumn("two_factor_enabled", "smallint", (column) => column.notNull().defaultTo(0))
    .addColumn("is_demo", "smallint", (column) => column.notNull().defaultTo(0))
    .addColumn("deactivated_at_ms", "bigint")
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("updated_at", "text", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("sessions")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("token", "text", (column) => column.notNull().unique())
    .addColumn("user_id", "text", (column) => column.notNull().references("users.id").onDelete("cascade"))
    .addColumn("expires_at", "text", (column) => column.notNull())
    .addColumn("ip_address", "text")
    .addColumn("user_agent", "text")
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("updated_at", "text", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("sessions_by_user").on("sessions").column("user_id").execute();
  await db.schema
    .createTable("user_accounts")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("account_id", "text", (column) => column.notNull())
    .addColumn("provider_id", "text", (column) => column.notNull())
    .addColumn("user_id", "text", (column) => column.notNull().references("users.id").onDelete("cascade"))
    .addColumn("access_token", "text")
    .addColumn("refresh_token", "text")
    .addColumn("id_token", "text")
    .addColumn("access_token_expires_at", "text")
    .addColumn("refresh_token_expires_at", "text")
    .addColumn("scope", "text")
    .addColumn("password", "text")
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("updated_at", "text", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("user_accounts_by_user").on("user_accounts").column("user_id").execute();
  await db.schema
    .createTable("verifications")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("identifier", "text", (column) => column.notNull())
    .addColumn("value", "text", (column) => column.notNull())
    .addColumn("expires_at", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("updated_at", "text", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("verifications_by_identifier").on("verifications").column("identifier").execute();
  await db.schema
    .createTable("second_factors")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("secret", "text", (column) => column.notNull())
    .addColumn("backup_codes", "text", (column) => column.notNull())
    .addColumn("user_id", "text", (column) => column.notNull().references("users.id").onDelete("cascade"))
    .addColumn("verified", "smallint", (column) => column.notNull().defaultTo(0))
    .addColumn("failed_verification_count", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("locked_until", "text")
    .execute();
  await db.schema.createIndex("second_factors_by_user").on("second_factors").column("user_id").execute();
  await db.schema
    .createTable("user_preferences")
    .addColumn("user_id", "text", (column) => column.primaryKey().references("users.id").onDelete("cascade"))
    .addColumn("language", "text")
    .addColumn("theme", "text", (column) => column.notNull())
    .addColumn("density", "text", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("set_up_links")
    .addColumn("token_hash", "text", (column) => column.primaryKey())
    .addColumn("purpose", "text", (column) => column.notNull())
    .addColumn("role", "text", (column) => column.notNull())
    .addColumn("email", "text")
    .addColumn("expires_at_ms", "bigint", (column) => column.notNull())
    .addColumn("made_at_ms", "bigint", (column) => column.notNull())
    .addColumn("made_by_user_id", "text")
    .execute();
  await db.schema
    .createTable("rate_limits")
    .addColumn("key", "text", (column) => column.primaryKey())
    .addColumn("attempts", "integer", (column) => column.notNull())
    .addColumn("window_started_at_ms", "bigint", (column) => column.notNull())
    .addColumn("window_ends_at_ms", "bigint", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("rate_limits_by_end").on("rate_limits").column("window_ends_at_ms").execute();
}

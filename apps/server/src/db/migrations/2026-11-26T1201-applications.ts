import { type Kysely, sql } from "kysely";
import { isPostgres } from "../dialect.ts";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("business_information")
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("version", "integer", (column) => column.notNull())
    .addColumn("sealed", "text")
    .addColumn("changed_by_name", "text")
    .addColumn("changed_at_ms", "bigint")
    .execute();
  await sql`insert into business_information (name, version) values ('own', 0)`.execute(db);

  await db.schema
    .createTable("applications")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("method", "text", (column) => column.notNull())
    .addColumn("pg_provider", "text", (column) => column.notNull())
    .addColumn("payment_type", "text", (column) => column.notNull())
    .addColumn("integration", "text", (column) => column.notNull())
    .addColumn("open_key", "text", (column) => column.unique())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("version", "integer", (column) => column.notNull())
    .addColumn("owner_id", "text")
    .addColumn("owner_name", "text")
    .addColumn("due_on", "text")
    .addColumn("mid", "text", (column) => column.notNull())
    .addColumn("contacts_sealed", "text")
    .addColumn("documents", "text", (column) => column.notNull())
    .addColumn("submitted_at_ms", "bigint")
    .addColumn("created_by_name", "text", (column) => column.notNull())
    .addColumn("created_at_ms", "bigint", (column) => column.notNull())
    .addColumn("changed_by_name", "text", (column) => column.notNull())
    .addColumn("changed_at_ms", "bigint", (column) => column.notNull())
    .execute();

  await db.schema
    .createTable("application_events")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("application_id", "text", (column) => column.notNull())
    .addColumn("at_ms", "bigint", (column) => column.notNull())
    .addColumn("by_name", "text", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("facts", "text", (column) => column.notNull())
    .addColumn("text_sealed", "text")
    .execute();
  await db.schema
    .createIndex("application_events_by_application")
    .on("application_events")
    .columns(["application_id", "at_ms", "id"])
    .execute();

  await db.schema
    .createTable("application_files")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("application_id", "text")
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("type", "text", (column) => column.notNull())
    .addColumn("bytes", "integer", (column) => column.notNull())
    .addColumn("name_sealed", "text", (column) => column.notNull())
    .addColumn("added_by_name", "text", (column) => column.notNull())
    .addColumn("added_at_ms", "bigint", (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex("application_files_by_application")
    .on("application_files")
    .columns(["application_id", "added_at_ms", "id"])
    .execute();
  // Apart from the rest, so that no list reads a file.
  await db.schema
    .createTable("application_file_contents")
    .addColumn("file_id", "text", (column) => column.primaryKey())
    .addColumn("sealed", isPostgres(db) ? "bytea" : "blob", (column) => column.notNull())
    .execute();
}

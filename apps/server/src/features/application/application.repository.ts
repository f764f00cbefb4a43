import type { Kysely, Transaction } from "kysely";
import type { Database } from "../../db/schema.ts";
import type {
  ApplicationEventsTable,
  ApplicationFilesTable,
  ApplicationsTable,
  BusinessInformationTable,
} from "./application.tables.ts";

type Db = Kysely<Database>;
type Tx = Transaction<Database>;

/** What the shop tells of itself; the row is there from the start. */
export function findBusiness(db: Db): Promise<BusinessInformationTable> {
  return db.selectFrom("business_information").where("name", "=", "own").selectAll().executeTakeFirstOrThrow();
}

/** The row, which nobody else changes until the transaction ends. */
export function lockBusiness(tx: Tx): Promise<BusinessInformationTable> {
  return tx
    .updateTable("business_information")
    .set(({ ref }) => ({ name: ref("name") }))
    .where("name", "=", "own")
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Writes over what the shop tells of itself; whoever calls holds the row. */
export async function updateBusiness(tx: Tx, change: Partial<Omit<BusinessInformationTable, "name">>): Promise<void> {
  await tx.updateTable("business_information").set(change).where("name", "=", "own").execute();
}

/** The newest first. */
export function selectApplications(db: Db): Promise<ApplicationsTable[]> {
  return db.selectFrom("applications").orderBy("created_at_ms", "desc").orderBy("id", "desc").selectAll().execute();
}

/** How many applications are tracked, ended ones among them. */
export async function countApplications(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom("applications")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The application as it stands; undefined where there is none of this id. */
export function findApplication(db: Db, id: string): Promise<ApplicationsTable | undefined> {
  return db.selectFrom("applications").where("id", "=", id).selectAll().executeTakeFirst();
}

/** The application, which nobody else changes until the transaction ends. */
export function lockApplication(tx: Tx, id: string): Promise<ApplicationsTable | undefined> {
  return tx
    .updateTable("applications")
    .set(({ ref }) => ({ id: ref("id") }))
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirst();
}

/** False where an application for the same thing is under way. */
export async function insertApplication(tx: Tx, application: ApplicationsTable): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("applications")
    .values(application)
    .onConflict((conflict) => conflict.column("open_key").doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Writes over parts of an application; whoever calls holds the row. */
export async function updateApplication(
  tx: Tx,
  id: string,
  change: Partial<Omit<ApplicationsTable, "id">>,
): Promise<void> {
  await tx.updateTable("applications").set(change).where("id", "=", id).execute();
}

/** Whether another application for the same thing is under way. */
export async function isUnderWay(tx: Tx, openKey: string, exceptId: string): Promise<boolean> {
  const found = await tx
    .selectFrom("applications")
    .where("open_key", "=", openKey)
    .where("id", "!=", exceptId)
    .select("id")
    .executeTakeFirst();
  return found !== undefined;
}

/** Takes the application away with its history and its files; answers how many files went. */
export async function deleteApplication(tx: Tx, id: string): Promise<number> {
  const files = await selectFiles(tx, id);
  for (const file of files) await deleteFile(tx, file.id);
  await tx.deleteFrom("application_events").where("application_id", "=", id).execute();
  await tx.deleteFrom("applications").where("id", "=", id).execute();
  return files.length;
}

/** Adds one entry to the history; nothing in it is changed later. */
export async function insertEvent(tx: Tx, event: ApplicationEventsTable): Promise<void> {
  await tx.insertInto("application_events").values(event).execute();
}

/** The newest first. */
export function selectEvents(db: Db, applicationId: string, limit: number): Promise<ApplicationEventsTable[]> {
  return db
    .selectFrom("application_events")
    .where("application_id", "=", applicationId)
    .orderBy("at_ms", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .selectAll()
    .execute();
}

/** Files of an application, or of the business itself; never their contents. */
export function selectFiles(db: Db, applicationId: string | null): Promise<ApplicationFilesTable[]> {
  const files = db.selectFrom("application_files").orderBy("added_at_ms").orderBy("id").selectAll();
  return (
    applicationId === null
      ? files.where("application_id", "is", null)
      : files.where("application_id", "=", applicationId)
  ).execute();
}

/** The file where it is of this application, or of the business where that is null. */
export async function findFile(
  db: Db,
  fileId: string,
  applicationId: string | null,
): Promise<ApplicationFilesTable | undefined> {
  const file = await db.selectFrom("application_files").where("id", "=", fileId).selectAll().executeTakeFirst();
  return file?.application_id === applicationId ? file : undefined;
}

/** The sealed bytes of a file; undefined where it is gone. */
export async function findContents(db: Db, fileId: string): Promise<Uint8Array | undefined> {
  const row = await db
    .selectFrom("application_file_contents")
    .where("file_id", "=", fileId)
    .select("sealed")
    .executeTakeFirst();
  return row?.sealed;
}

/** Keeps a file and its sealed bytes together. */
export async function insertFile(tx: Tx, file: ApplicationFilesTable, sealed: Uint8Array): Promise<void> {
  await tx.insertInto("application_files").values(file).execute();
  await tx.insertInto("application_file_contents").values({ file_id: file.id, sealed }).execute();
}

/** False where somebody took it away first. */
export async function deleteFile(tx: Tx, fileId: string): Promise<boolean> {
  await tx.deleteFrom("application_file_contents").where("file_id", "=", fileId).execute();
  const { numDeletedRows } = await tx.deleteFrom("application_files").where("id", "=", fileId).executeTakeFirst();
  return numDeletedRows === 1n;
}

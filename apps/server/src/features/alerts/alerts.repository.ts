import type { AlertRule } from "@maru/domain";
import type { Kysely, Selectable, Transaction } from "kysely";
import { dueQueue } from "../../db/due-queue.ts";
import type { Database } from "../../db/schema.ts";
import { isOlderThan, type TimePlace } from "../../time-cursor.ts";
import type { AlertDestinationsTable, AlertRulesTable, AlertSendsTable, AlertsTable } from "./alerts.tables.ts";

type Db = Kysely<Database>;
type Tx = Transaction<Database>;

export type StoredRule = Selectable<AlertRulesTable>;
export type StoredDestination = Selectable<AlertDestinationsTable>;
export type StoredAlert = Selectable<AlertsTable>;
export type StoredSend = Selectable<AlertSendsTable>;

/** Every alert rule as it stands, in no order. */
export function findRules(db: Db): Promise<StoredRule[]> {
  return db.selectFrom("alert_rules").selectAll().execute();
}

/** The rule's row, made where there is none, which nobody else changes until the transaction ends. */
export function lockRule(tx: Tx, rule: AlertRule): Promise<StoredRule> {
  return tx
    .insertInto("alert_rules")
    .values({ rule, is_enabled: 1, figures: "{}", muted_until_ms: null, muted_by_name: null })
    .onConflict((conflict) => conflict.column("rule").doUpdateSet({ rule }))
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Changes a rule, in the transaction that records it. */
export async function updateRule(tx: Tx, rule: AlertRule, change: Partial<Omit<StoredRule, "rule">>): Promise<void> {
  await tx.updateTable("alert_rules").set(change).where("rule", "=", rule).execute();
}

/** Where alerts go, the first one added first; removed ones left out. */
export function findDestinations(db: Db): Promise<StoredDestination[]> {
  return db
    .selectFrom("alert_destinations")
    .where("removed_at_ms", "is", null)
    .orderBy("added_at_ms")
    .orderBy("id")
    .selectAll()
    .execute();
}

/** The destination; undefined where there is none, or it was removed. */
export function findDestination(db: Db, id: string): Promise<StoredDestination | undefined> {
  return db
    .selectFrom("alert_destinations")
    .where("id", "=", id)
    .where("removed_at_ms", "is", null)
    .selectAll()
    .executeTakeFirst();
}

/** Adds a destination, in the transaction that records it. */
export async function insertDestination(tx: Tx, destination: StoredDestination): Promise<void> {
  await tx.insertInto("alert_destinations").values(destination).execute();
}

/** False when somebody removed it first. */
export async function removeDestinationRow(tx: Tx, id: string, atMs: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("alert_destinations")
    .set({ removed_at_ms: atMs })
    .where("id", "=", id)
    .where("removed_at_ms", "is", null)
    .executeTakeFirst();
  await tx
    .updateTable("alert_sends")
    .set({ state: "failed", next_attempt_at_ms: null, settled_at_ms: atMs })
    .where("destination_id", "=", id)
    .where("state", "=", "waiting")
    .execute();
  return numUpdatedRows === 1n;
}

/** False when the same thing has raised an alert before. */
export async function insertAlert(tx: Tx, alert: StoredAlert): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("alerts")
    .values(alert)
    .onConflict((conflict) => conflict.column("key").doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Writes down what is to be sent where, in the transaction of the alert it tells of. */
export async function insertSends(tx: Tx, sends: readonly StoredSend[]): Promise<void> {
  if (sends.length > 0) await tx.insertInto("alert_sends").values(sends).execute();
}

/** Alerts raised before a place in the list, of one rule or of all, the newest first. */
export async function findAlerts(
  db: Db,
  query: {
    readonly rule: AlertRule | null;
    readonly before: TimePlace | null;
    readonly limit: number;
  },
): Promise<StoredAlert[]> {
  const { rule, before, limit } = query;
  let selection = db
    .selectFrom("alerts")
    .selectAll()
    .where(isOlderThan(before, { at: "raised_at_ms" }));
  if (rule !== null) selection = selection.where("rule", "=", rule);
  return selection.orderBy("raised_at_ms", "desc").orderBy("id", "desc").limit(limit).execute();
}

/** The alert; undefined where there is none of this id. */
export function findAlert(db: Db, id: string): Promise<StoredAlert | undefined> {
  return db.selectFrom("alerts").where("id", "=", id).selectAll().executeTakeFirst();
}

export type SendWithName = StoredSend & { readonly name: string };

function sendsWithNames(db: Db) {
  return db
    .selectFrom("alert_sends")
    .innerJoin("alert_destinations", "alert_destinations.id", "alert_sends.destination_id")
    .selectAll("alert_sends")
    .select("alert_destinations.name");
}

/** What was sent of these alerts and to whom, the oldest first. */
export function findSendsOfAlerts(db: Db, alertIds: readonly string[]): Promise<SendWithName[]> {
  if (alertIds.length === 0) return Promise.resolve([]);
  return sendsWithNames(db)
    .where("alert_sends.alert_id", "in", [...alertIds])
    .orderBy("alert_sends.created_at_ms")
    .orderBy("alert_sends.id")
    .execute();
}

/** What was sent to one destination, the newest first. */
export function findSendsOfDestination(db: Db, destinationId: string, limit: number): Promise<SendWithName[]> {
  return sendsWithNames(db)
    .where("alert_sends.destination_id", "=", destinationId)
    .orderBy("alert_sends.created_at_ms", "desc")
    .orderBy("alert_sends.id", "desc")
    .limit(limit)
    .execute();
}

export const { findDue: findDueSends, claim: claimSend } = dueQueue("alert_sends");

/** Notes what came of a send; nothing where there is none of this id. */
export async function updateSend(db: Db, id: string, change: Partial<StoredSend>): Promise<void> {
  await db.updateTable("alert_sends").set(change).where("id", "=", id).execute();
}

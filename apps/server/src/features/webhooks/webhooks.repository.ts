import type { WebhookVerdict } from "@maru/domain";
import { type Kysely, type Selectable, sql, type Transaction } from "kysely";
import { dueQueue } from "../../db/due-queue.ts";
import type { Database } from "../../db/schema.ts";
import { isOlderThan, type TimePlace } from "../../time-cursor.ts";
import type { WebhookDeliveriesTable, WebhookSettingsTable } from "./webhooks.tables.ts";

type Db = Kysely<Database>;

export type StoredDelivery = Selectable<WebhookDeliveriesTable>;
export type StoredSettings = Selectable<WebhookSettingsTable>;

/** Keeps a delivery as it came, before it is answered. */
export async function insertDelivery(db: Db, delivery: StoredDelivery): Promise<void> {
  await db.insertInto("webhook_deliveries").values(delivery).execute();
}

export const {
  findDue: findDueDeliveries,
  findNextMs: findNextDueMs,
  claim: claimDelivery,
} = dueQueue("webhook_deliveries");

/** Notes what was concluded about a delivery, or when it is tried again. */
export async function settleDelivery(
  db: Db,
  id: string,
  outcome: Pick<StoredDelivery, "verdict" | "note" | "next_attempt_at_ms" | "settled_at_ms" | "is_test">,
): Promise<void> {
  await db.updateTable("webhook_deliveries").set(outcome).where("id", "=", id).execute();
}

/** How long the caller waited, which is known once it has been answered. */
export async function noteAnswerTime(db: Db, id: string, answeredInMs: number): Promise<void> {
  await db.updateTable("webhook_deliveries").set({ answered_in_ms: answeredInMs }).where("id", "=", id).execute();
}

/** What came about a payment over the network and was let in, the oldest first. */
export async function findDeliveriesOfPayment(db: Db, impUid: string): Promise<StoredDelivery[]> {
  return db
    .selectFrom("webhook_deliveries")
    .where("imp_uid", "=", impUid)
    .where("verdict", "not in", ["rejected", "blocked"])
    .where("replay_of", "is", null)
    .orderBy("received_at_ms")
    .orderBy("id")
    .selectAll()
    .execute();
}

/** What came about a payment over the network, whatever became of it. */
export function findCallsAbout(
  db: Db,
  impUid: string,
): Promise<Pick<StoredDelivery, "status" | "cancellation_id" | "received_at_ms">[]> {
  return db
    .selectFrom("webhook_deliveries")
    .where("imp_uid", "=", impUid)
    .where("replay_of", "is", null)
    .select(["status", "cancellation_id", "received_at_ms"])
    .execute();
}

/** When the first confirmed webhook of an environment came, as far back as the log reaches; null when none did. */
export async function findFirstVerified(db: Db, isTest: 0 | 1): Promise<number | null> {
  return (await verifiedOf(db, isTest, "asc"))?.received_at_ms ?? null;
}

/** The last confirmed webhook of an environment. */
export function findLastVerified(
  db: Db,
  isTest: 0 | 1,
): Promise<Pick<StoredDelivery, "id" | "received_at_ms"> | undefined> {
  return verifiedOf(db, isTest, "desc");
}

function verifiedOf(db: Db, isTest: 0 | 1, direction: "asc" | "desc") {
  return db
    .selectFrom("webhook_deliveries")
    .where("is_test", "=", isTest)
    .where("replay_of", "is", null)
    .orderBy("received_at_ms", direction)
    .limit(1)
    .select(["id", "received_at_ms"])
    .executeTakeFirst();
}

/** A delivery about both of these ids; undefined where none came. */
export function findTestCall(
  db: Db,
  impUid: string,
  merchantUid: string,
): Promise<Pick<StoredDelivery, "id"> | undefined> {
  return db
    .selectFrom("webhook_deliveries")
    .where("imp_uid", "=", impUid)
    .where("merchant_uid", "=", merchantUid)
    .select("id")
    .executeTakeFirst();
}

/** The last call test, ours or the vendor's. */
export function findLastTestCall(
  db: Db,
  impUid: string,
): Promise<Pick<StoredDelivery, "id" | "received_at_ms"> | undefined> {
  return db
    .selectFrom("webhook_deliveries")
    .where("imp_uid", "=", impUid)
    .where("replay_of", "is", null)
    .orderBy("received_at_ms", "desc")
    .limit(1)
    .select(["id", "received_at_ms"])
    .executeTakeFirst();
}

/** What a delivery must be; an absent part allows anything. */
export interface DeliveryConditions {
  readonly text?: string | undefined;
  readonly verdict?: WebhookVerdict | undefined;
  readonly status?: string | undefined;
  readonly ip?: string | undefined;
  readonly addresses?: { readonly of: readonly string[]; readonly isAmong: boolean } | undefined;
  readonly isTest?: boolean | undefined;
  readonly isReplay?: boolean | undefined;
  readonly answer?: number | undefined;
  readonly slowerThanMs?: number | undefined;
  readonly fromMs?: number | undefined;
  readonly untilMs?: number | undefined;
}

/** Deliveries received before `before`, newest first. */
export async function findDeliveries(
  db: Db,
  conditions: DeliveryConditions,
  before: TimePlace | null,
  limit: number,
): Promise<StoredDelivery[]> {
  return matching(db, conditions)
    .where(isOlderThan(before, { at: "received_at_ms" }))
    .orderBy("received_at_ms", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
}

/** Deliveries that name a payment, the oldest first. */
export async function findReplayable(db: Db, conditions: DeliveryConditions, limit: number): Promise<StoredDelivery[]> {
  return matching(db, conditions)
    .where("imp_uid", "is not", null)
    .orderBy("received_at_ms")
    .orderBy("id")
    .limit(limit)
    .execute();
}

/** These deliveries, the first received first; ids that are gone by now are missing. */
export async function findDeliveriesById(db: Db, ids: readonly string[]): Promise<StoredDelivery[]> {
  return db
    .selectFrom("webhook_deliveries")
    .where("id", "in", [...ids])
    .orderBy("received_at_ms")
    .orderBy("id")
    .selectAll()
    .execute();
}

/** How many deliveries one press of replay brought. */
export async function countReplays(db: Db, replayId: string): Promise<number> {
  const { count } = await db
    .selectFrom("webhook_deliveries")
    .where("replay_id", "=", replayId)
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** So many rows go in one statement: each has some twenty values, and engines bound how many a statement takes. */
const insertedAtOnce = 200;

/** Keeps what is replayed; what the same press brought already is left as it is. */
export async function insertReplays(db: Db, replays: readonly StoredDelivery[]): Promise<void> {
  for (let start = 0; start < replays.length; start += insertedAtOnce) {
    await db
      .insertInto("webhook_deliveries")
      .values(replays.slice(start, start + insertedAtOnce))
      .onConflict((conflict) => conflict.columns(["replay_of", "replay_id"]).doNothing())
      .execute();
  }
}

function matching(db: Db, conditions: DeliveryConditions) {
  let query = db.selectFrom("webhook_deliveries").selectAll();
  const { text, verdict, status, ip, addresses, isTest, isReplay, answer, slowerThanMs, fromMs, untilMs } = conditions;
  if (text !== undefined) {
    const pattern = `%${text.toLowerCase().replaceAll(/[\\%_]/g, "\\$&")}%`;
    query = query.where(({ or }) =>
      or([
        sql<boolean>`lower(body) like ${pattern} escape '\\'`,
        sql<boolean>`lower(headers) like ${pattern} escape '\\'`,
      ]),
    );
  }
  if (verdict !== undefined) query = query.where("verdict", "=", verdict);
  if (status !== undefined) query = query.where("status", "=", status);
  if (ip !== undefined) query = query.where("ip", "=", ip);
  if (addresses !== undefined) query = query.where("ip", addresses.isAmong ? "in" : "not in", [...addresses.of]);
  if (isTest !== undefined) query = query.where("is_test", "=", isTest ? 1 : 0);
  if (isReplay !== undefined) query = query.where("replay_of", isReplay ? "is not" : "is", null);
  if (answer !== undefined) query = query.where("answered_status", "=", answer).where("replay_of", "is", null);
  if (slowerThanMs !== undefined) query = query.where("answered_in_ms", ">=", slowerThanMs);
  if (fromMs !== undefined) query = query.where("received_at_ms", ">=", fromMs);
  if (untilMs !== undefined) query = query.where("received_at_ms", "<", untilMs);
  return query;
}

/** The delivery; undefined where there is none of this id, or it is forgotten. */
export function findDelivery(db: Db, id: string): Promise<StoredDelivery | undefined> {
  return db.selectFrom("webhook_deliveries").where("id", "=", id).selectAll().executeTakeFirst();
}

/** The times a delivery was processed again, the newest first. */
export function findReplays(db: Db, id: string): Promise<StoredDelivery[]> {
  return db
    .selectFrom("webhook_deliveries")
    .where("replay_of", "=", id)
    .orderBy("received_at_ms", "desc")
    .orderBy("id", "desc")
    .selectAll()
    .execute();
}

/** Removes the oldest ones received before then, as many as asked for at most; says how many. */
export async function deleteDeliveriesBefore(db: Db, beforeMs: number, limit: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("webhook_deliveries")
    .where("id", "in", (eb) =>
      eb
        .selectFrom("webhook_deliveries")
        .where("received_at_ms", "<", beforeMs)
        .where("next_attempt_at_ms", "is", null)
        .orderBy("received_at_ms")
        .limit(limit)
        .select("id"),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** How webhooks are received and forwarded; there is always one such row. */
export function findWebhookSettings(db: Db): Promise<StoredSettings> {
  return db.selectFrom("webhook_settings").where("id", "=", 1).selectAll().executeTakeFirstOrThrow();
}

/** The settings, which nobody else changes until the transaction ends. */
export function lockWebhookSettings(tx: Transaction<Database>): Promise<StoredSettings> {
  return tx
    .updateTable("webhook_settings")
    .set(({ ref }) => ({ id: ref("id") }))
    .where("id", "=", 1)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Changes how webhooks are received and forwarded, in the transaction that records it. */
export async function updateWebhookSettings(
  tx: Transaction<Database>,
  change: Partial<Omit<StoredSettings, "id">>,
): Promise<void> {
  await tx.updateTable("webhook_settings").set(change).where("id", "=", 1).execute();
}

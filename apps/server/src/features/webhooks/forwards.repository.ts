import { type Kysely, type Selectable, sql, type Transaction } from "kysely";
import { isPostgres } from "../../db/dialect.ts";
import { dueQueue } from "../../db/due-queue.ts";
import type { Database } from "../../db/schema.ts";
import { isOlderThan, type TimePlace } from "../../time-cursor.ts";
import type { WebhookForwardAttemptsTable, WebhookForwardsTable } from "./webhooks.tables.ts";

type Db = Kysely<Database>;

export type StoredForward = Selectable<WebhookForwardsTable>;
export type StoredAttempt = Selectable<WebhookForwardAttemptsTable>;

/** Adds what is not there yet: a delivery goes out once by itself, and once for each press of the button. */
export async function insertForwards(tx: Db, forwards: readonly StoredForward[]): Promise<number> {
  if (forwards.length === 0) return 0;
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("webhook_forwards")
    .values(forwards)
    .onConflict((conflict) => conflict.columns(["delivery_id", "replay_id"]).doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows ?? 0);
}

export const {
  findDue: findDueForwards,
  findNextMs: findNextForwardMs,
  claim: claimForward,
} = dueQueue("webhook_forwards");

/** Notes how far a forward is; nothing where there is none of this id. */
export async function updateForward(db: Db, id: string, change: Partial<StoredForward>): Promise<void> {
  await db.updateTable("webhook_forwards").set(change).where("id", "=", id).execute();
}

/** Writes an attempt down, in the transaction that notes how far its forward is. */
export async function insertAttempt(tx: Transaction<Database>, attempt: StoredAttempt): Promise<void> {
  await tx.insertInto("webhook_forward_attempts").values(attempt).execute();
}

/** How many forwards one press of replay brought. */
export async function countForwardsOfReplay(db: Db, replayId: string): Promise<number> {
  const { count } = await db
    .selectFrom("webhook_forwards")
    .where("replay_id", "=", replayId)
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** A forward with what it carries. */
export type ForwardWithDelivery = StoredForward & {
  readonly imp_uid: string | null;
  readonly status: string | null;
};

function withDelivery(db: Db) {
  return db
    .selectFrom("webhook_forwards")
    .leftJoin("webhook_deliveries", "webhook_deliveries.id", "webhook_forwards.delivery_id")
    .selectAll("webhook_forwards")
    .select(["webhook_deliveries.imp_uid", "webhook_deliveries.status"]);
}

/** Forwards made before a place in the list, in one state or in all, the newest first. */
export async function findForwards(
  db: Db,
  {
    state,
    before,
    limit,
  }: {
    readonly state: StoredForward["state"] | null;
    readonly before: TimePlace | null;
    readonly limit: number;
  },
): Promise<ForwardWithDelivery[]> {
  let query = withDelivery(db).where(
    isOlderThan(before, { at: "webhook_forwards.created_at_ms", id: "webhook_forwards.id" }),
  );
  if (state !== null) query = query.where("webhook_forwards.state", "=", state);
  return query
    .orderBy("webhook_forwards.created_at_ms", "desc")
    .orderBy("webhook_forwards.id", "desc")
    .limit(limit)
    .execute();
}

/** The forwards of one delivery, the newest first. */
export function findForwardsOf(db: Db, deliveryId: string): Promise<ForwardWithDelivery[]> {
  return withDelivery(db)
    .where("webhook_forwards.delivery_id", "=", deliveryId)
    .orderBy("webhook_forwards.created_at_ms", "desc")
    .orderBy("webhook_forwards.id", "desc")
    .execute();
}

/** The attempts of these forwards, of each the first one first. */
export function findAttempts(db: Db, forwardIds: readonly string[]): Promise<StoredAttempt[]> {
  if (forwardIds.length === 0) return Promise.resolve([]);
  return db
    .selectFrom("webhook_forward_attempts")
    .where("forward_id", "in", [...forwardIds])
    .orderBy("forward_id")
    .orderBy("number")
    .selectAll()
    .execute();
}

/** Removes what went out before then and waits no more, with its attempts. */
export async function deleteForwardsBefore(tx: Transaction<Database>, beforeMs: number): Promise<void> {
  const old = tx
    .selectFrom("webhook_forwards")
    .where("created_at_ms", "<", beforeMs)
    .where("next_attempt_at_ms", "is", null)
    .select("id");
  await tx.deleteFrom("webhook_forward_attempts").where("forward_id", "in", old).execute();
  await tx.deleteFrom("webhook_forwards").where("id", "in", old).execute();
}

/** Two presses of the same button come one after the other. */
export async function lockReplay(tx: Transaction<Database>, replayId: string): Promise<void> {
  if (isPostgres(tx)) await sql`select pg_advisory_xact_lock(hashtextextended(${replayId}, 0))`.execute(tx);
}

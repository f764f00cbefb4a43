import type { LaunchBoxId, LaunchMode } from "@maru/domain";
import { type Kysely, sql, type Transaction } from "kysely";
import { inList } from "../../db/dialect.ts";
import type { Database } from "../../db/schema.ts";
import type { ChannelChangesTable } from "../channels/channels.tables.ts";
import type { StoredDelivery } from "../webhooks/webhooks.repository.ts";
import type { LaunchAttestationsTable } from "./launch.tables.ts";

type Db = Kysely<Database>;
type Tx = Transaction<Database>;
type Flag = 0 | 1;

/** What stands about each box: the last thing somebody said of it. */
export async function selectLatestAttestations(db: Db, mode: LaunchMode): Promise<LaunchAttestationsTable[]> {
  return db
    .selectFrom("launch_attestations as a")
    .where("a.mode", "=", mode)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("launch_attestations as later")
            .whereRef("later.mode", "=", "a.mode")
            .whereRef("later.box", "=", "a.box")
            .whereRef("later.version", ">", "a.version")
            .select("later.version"),
        ),
      ),
    )
    .selectAll()
    .execute();
}

/** The last thing somebody said of one box; undefined where nobody ever did. */
export async function findLatestAttestation(
  db: Db,
  mode: LaunchMode,
  box: LaunchBoxId,
): Promise<LaunchAttestationsTable | undefined> {
  return db
    .selectFrom("launch_attestations")
    .where("mode", "=", mode)
    .where("box", "=", box)
    .orderBy("version", "desc")
    .limit(1)
    .selectAll()
    .executeTakeFirst();
}

/** False where somebody else has written this version. */
export async function insertAttestation(tx: Tx, attestation: LaunchAttestationsTable): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("launch_attestations")
    .values(attestation)
    .onConflict((conflict) => conflict.columns(["mode", "box", "version"]).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Every change of a channel that was more than a name, the newest first. */
export function selectReplacements(db: Db): Promise<ChannelChangesTable[]> {
  return db
    .selectFrom("channel_changes")
    .where("kind", "!=", "renamed")
    .orderBy("seen_at_ms", "desc")
    .orderBy("id", "desc")
    .selectAll()
    .execute();
}

/** Which kinds of payments of a mode there are at all, read off the running sums. */
export function selectKinds(
  db: Db,
  isTest: Flag,
): Promise<{ method: string; status: string; is_billing: number; payments: number }[]> {
  return db
    .selectFrom("payment_sums")
    .where("basis", "=", "status")
    .where("is_test", "=", isTest)
    .groupBy(["method", "status", "is_billing"])
    .having(({ eb, fn }) => eb(fn.sum("payments"), ">", 0))
    .select(({ fn }) => ["method", "status", "is_billing", fn.sum<number>("payments").as("payments")])
    .execute();
}

/** Stored copies of these rows of the index, the newest first. */
export async function findWires(db: Db, ids: readonly number[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom("payment_wires")
    .where("id", "in", inList(db, ids))
    .orderBy("id", "desc")
    .select("wire")
    .execute();
  return rows.map(({ wire }) => wire);
}

/** Stored copies of these payments, the newest first. */
export async function findWiresOf(db: Db, impUids: readonly string[]): Promise<string[]> {
  if (impUids.length === 0) return [];
  const rows = await db
    .selectFrom("payments as p")
    .innerJoin("payment_wires as w", "w.id", "p.id")
    .where("p.imp_uid", "in", inList(db, impUids))
    .orderBy("p.id", "desc")
    .select("w.wire")
    .execute();
  return rows.map(({ wire }) => wire);
}

/** What tells one row of the index from another, for as many as are looked through. */
export function findOrders(
  db: Db,
  ids: readonly number[],
): Promise<{ imp_uid: string; merchant_uid: string; is_test: number; status_at: number }[]> {
  return db
    .selectFrom("payments")
    .where("id", "in", inList(db, ids))
    .orderBy("id", "desc")
    .select(["imp_uid", "merchant_uid", "is_test", "status_at"])
    .execute();
}

/** The last webhooks of one status that were let in and whose payment upstream knows. */
export function findVerifiedDeliveries(db: Db, isTest: Flag, status: string, limit: number): Promise<StoredDelivery[]> {
  return db
    .selectFrom("webhook_deliveries")
    .where("is_test", "=", isTest)
    .where("status", "=", status)
    .where("verdict", "=", "verified")
    .where("replay_of", "is", null)
    .orderBy("received_at_ms", "desc")
    .limit(limit)
    .selectAll()
    .execute();
}

/** Webhooks about these payments that were let in, the newest first. */
export async function findDeliveriesAbout(
  db: Db,
  impUids: readonly string[],
  status: string,
): Promise<StoredDelivery[]> {
  if (impUids.length === 0) return [];
  return db
    .selectFrom("webhook_deliveries")
    .where("imp_uid", "in", inList(db, impUids))
    .where("status", "=", status)
    .where("verdict", "=", "verified")
    .where("replay_of", "is", null)
    .orderBy("received_at_ms", "desc")
    .selectAll()
    .execute();
}

/** The last webhooks processed, those a person had processed again among them. */
export function findProcessed(
  db: Db,
  isTest: Flag,
  limit: number,
): Promise<Pick<StoredDelivery, "id" | "imp_uid" | "status" | "cancellation_id" | "received_at_ms">[]> {
  return db
    .selectFrom("webhook_deliveries")
    .where("is_test", "=", isTest)
    .where("verdict", "=", "verified")
    .where("settled_at_ms", "is not", null)
    .orderBy("received_at_ms", "desc")
    .limit(limit)
    .select(["id", "imp_uid", "status", "cancellation_id", "received_at_ms"])
    .execute();
}

/** How often one of our reads saw this payment reach this state. */
export async function countArrivals(
  db: Db,
  impUid: string,
): Promise<{ readonly status_after: string; readonly cancelled_after: number; readonly times: number }[]> {
  return db
    .selectFrom("payment_changes")
    .where("imp_uid", "=", impUid)
    .groupBy(["status_after", "cancelled_after"])
    .select(({ fn }) => ["status_after", "cancelled_after", fn.countAll<number>().as("times")])
    .execute();
}

/** When the last event happened of which a webhook was promised and never came; of one method where one is named. */
export async function findLastMiss(
  db: Db,
  isTest: Flag,
  of?: { readonly method: string; readonly status: "paid" },
): Promise<number | undefined> {
  let query = db.selectFrom("webhook_misses as m").where("m.is_test", "=", isTest).where("m.arrived_at_ms", "is", null);
  if (of !== undefined) {
    query = query
      .where("m.status", "=", of.status)
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom("payments as p")
            .whereRef("p.imp_uid", "=", "m.imp_uid")
            .where("p.method", "=", of.method)
            .select("p.id"),
        ),
      );
  }
  const row = await query.orderBy("m.happened_at_ms", "desc").limit(1).select("m.happened_at_ms").executeTakeFirst();
  return row?.happened_at_ms;
}

/** What became of the last webhooks of a mode that went on to the shop, the newest first. */
export function findLastForwards(
  db: Db,
  isTest: Flag,
  limit: number,
): Promise<{ state: string; settled_at_ms: number | null; imp_uid: string | null }[]> {
  return db
    .selectFrom("webhook_forwards as f")
    .innerJoin("webhook_deliveries as d", "d.id", "f.delivery_id")
    .where("f.state", "in", ["delivered", "failed"])
    .where("d.is_test", "=", isTest)
    .orderBy("f.created_at_ms", "desc")
    .orderBy("f.id", "desc")
    .limit(limit)
    .select(["f.state", "f.settled_at_ms", "d.imp_uid"])
    .execute();
}

export interface FoundRefund {
  readonly id: string;
  readonly imp_uid: string;
  readonly at_ms: number;
}

/** Refunds that were done after another one of the same payment had come to nothing, the newest first. */
export async function findRepeatedRefunds(db: Db, isTest: Flag, limit: number): Promise<readonly FoundRefund[]> {
  const { rows } = await sql<FoundRefund>`
    select again.id as "id", again.imp_uid as "imp_uid", again.settled_at_ms as "at_ms"
    from refunds as failed
    join refunds as again on again.imp_uid = failed.imp_uid and again.requested_at_ms > failed.requested_at_ms
    where failed.state in ('refused_pg', 'refused_stale', 'not_done', 'not_sent')
      and again.state = 'done' and again.is_test = ${sql.lit(isTest)}
    order by again.settled_at_ms desc limit ${sql.lit(limit)}`.execute(db);
  return rows;
}

/** Refunds whose answer was lost and of which the console found out what became of them, the newest first. */
export async function findAnsweredLate(db: Db, isTest: Flag, limit: number): Promise<readonly FoundRefund[]> {
  const { rows } = await sql<FoundRefund>`
    select r.id as "id", r.imp_uid as "imp_uid", e.at_ms as "at_ms"
    from refund_events as e
    join refunds as r on r.id = e.refund_id
    where e.from_state in ('checking', 'needs_person') and e.to_state in ('done', 'not_done') and r.is_test = ${sql.lit(isTest)}
    order by e.at_ms desc limit ${sql.lit(limit)}`.execute(db);
  return rows;
}

/** Refunds of which nobody knows, since before an instant, whether they were done; the oldest first. */
export async function findUnanswered(db: Db, isTest: Flag, beforeMs: number): Promise<readonly FoundRefund[]> {
  const rows = await db
    .selectFrom("refunds")
    .where("state", "in", ["checking", "needs_person"])
    .where("is_test", "=", isTest)
    .where("sending_at_ms", "<", beforeMs)
    .orderBy("sending_at_ms")
    .limit(1)
    .select(["id", "imp_uid", "sending_at_ms"])
    .execute();
  return rows.map(({ sending_at_ms: atMs, ...refund }) => ({ ...refund, at_ms: atMs ?? 0 }));
}

/** Test payments that came back and were what had been prepared, the newest first. */
export async function findVerifiedTestPayments(
  db: Db,
  isTest: Flag,
  limit: number,
): Promise<{ id: string; imp_uid: string | null; claim: string | null; verified_at_ms: number | null }[]> {
  return db
    .selectFrom("test_payments")
    .where("is_test", "=", isTest)
    .where("verified_at_ms", "is not", null)
    .where("returned_at_ms", "is not", null)
    .orderBy("verified_at_ms", "desc")
    .limit(limit)
    .select(["id", "imp_uid", "claim", "verified_at_ms"])
    .execute();
}

/** What people told upstream to do of one kind and was done, the newest first. */
export function findDoneInstructions(
  db: Db,
  kind: string,
  limit: number,
): Promise<{ id: string; target: string; imp_uid: string | null; settled_at_ms: number | null }[]> {
  return db
    .selectFrom("instructions")
    .where("state", "=", "done")
    .where("kind", "=", kind)
    .orderBy("asked_at_ms", "desc")
    .limit(limit)
    .select(["id", "target", "imp_uid", "settled_at_ms"])
    .execute();
}

/** Receipts of payments of one mode, or of sales outside through these channels; the newest first. */
export async function findReceipts(
  db: Db,
  of:
    | { readonly source: "payment"; readonly isTest: Flag }
    | { readonly source: "outside"; readonly keys: readonly string[] },
  state: "issued" | "cancelled",
  limit: number,
): Promise<{ target: string; noted_at_ms: number }[]> {
  if (of.source === "outside" && of.keys.length === 0) return [];
  let query = db.selectFrom("cash_receipts as c").where("c.source", "=", of.source).where("c.state", "=", state);
  if (of.source === "outside") query = query.where("c.channel_key", "in", inList(db, of.keys));
  else {
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom("payments as p")
          .whereRef("p.imp_uid", "=", "c.target")
          .where("p.is_test", "=", of.isTest)
          .select("p.id"),
      ),
    );
  }
  return query.orderBy("c.noted_at_ms", "desc").limit(limit).select(["c.target", "c.noted_at_ms"]).execute();
}

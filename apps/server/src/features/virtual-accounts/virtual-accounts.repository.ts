import type { AccountDue } from "@maru/domain";
import { dueRange } from "@maru/domain";
import { type Kysely, type RawBuilder, sql } from "kysely";
import { isPostgres } from "../../db/dialect.ts";
import type { Database } from "../../db/schema.ts";
import type { TimePlace } from "../../time-cursor.ts";

type Db = Kysely<Database>;

export interface WaitingRow {
  readonly id: number;
  readonly imp_uid: string;
  readonly amount: number;
  /** Unix seconds. */
  readonly due_at: number | null;
}

export type WaitingMode = "all" | "live" | "test";

/**
 * Payments whose buyer has an account to pay into and has not yet, with its deadline. The literal condition is the one of
 * the index `payments_awaiting`.
 */
function waiting(db: Db, mode: WaitingMode): RawBuilder<WaitingRow> {
  const due = isPostgres(db)
    ? sql`nullif((w.wire::json ->> 'vbank_date')::bigint, 0)`
    : sql`nullif(json_extract(w.wire, '$.vbank_date'), 0)`;
  const kept = mode === "all" ? sql`` : sql`and p.is_test = ${mode === "test" ? 1 : 0}`;
  return sql<WaitingRow>`
    select p.id as id, p.imp_uid as imp_uid, p.amount as amount, ${due} as due_at
    from payments as p
    join payment_texts as t on t.id = p.id
    join payment_wires as w on w.id = p.id
    where p.status = 'ready' and p.method = 'vbank' and t.is_awaiting_deposit = 1 ${kept}`;
}

function within(due: AccountDue, nowSeconds: number): RawBuilder<unknown> {
  if (due === "none") return sql`due_at is null`;
  const { from, before } = dueRange(due, nowSeconds);
  const parts = [
    ...(from === null ? [] : [sql`due_at >= ${from}`]),
    ...(before === null ? [] : [sql`due_at < ${before}`]),
  ];
  return sql.join(parts, sql` and `);
}

export interface WaitingCount {
  readonly due: AccountDue | "all";
  readonly count: number;
  /** Won. */
  readonly amount: number;
}

/** How many accounts wait, and for how much, by how they stand to their deadline. */
export async function countWaiting(
  db: Db,
  dues: readonly AccountDue[],
  { mode, nowSeconds }: { readonly mode: WaitingMode; readonly nowSeconds: number },
): Promise<readonly WaitingCount[]> {
  const columns = [
    sql`count(*) as count_all, coalesce(sum(amount), 0) as amount_all`,
    ...dues.map((due) => {
      const isDue = within(due, nowSeconds);
      const count = sql.ref(`count_${due}`);
      const amount = sql.ref(`amount_${due}`);
      return sql`coalesce(sum(case when ${isDue} then 1 else 0 end), 0) as ${count},
        coalesce(sum(case when ${isDue} then amount else 0 end), 0) as ${amount}`;
    }),
  ];
  const { rows } = await sql<Record<string, number | string>>`
    select ${sql.join(columns)} from (${waiting(db, mode)}) as accounts`.execute(db);
  const [row = {}] = rows;
  return (["all", ...dues] as const).map((due) => ({
    due,
    count: Number(row[`count_${due}`] ?? 0),
    amount: Number(row[`amount_${due}`] ?? 0),
  }));
}

/** The soonest deadline first, accounts without one last; of past deadlines the latest first. */
export async function findWaiting(
  db: Db,
  selection: {
    readonly due: AccountDue | "all";
    readonly mode: WaitingMode;
    readonly nowSeconds: number;
    /** Where the page before ended, in unix seconds; an account without a deadline stands at `noDeadline`. */
    readonly after: TimePlace | null;
    readonly limit: number;
  },
): Promise<readonly WaitingRow[]> {
  const { due, mode, nowSeconds, after, limit } = selection;
  const isBackwards = due === "overdue";
  // One number orders both ways and puts accounts without a deadline last.
  const place = isBackwards ? sql`-coalesce(due_at, 0)` : sql`coalesce(due_at, ${noDeadline})`;
  const afterPlace = after === null ? 0 : isBackwards ? -after.at : after.at;
  const { rows } = await sql<WaitingRow>`
    select id, imp_uid, amount, due_at from (${waiting(db, mode)}) as accounts
    where ${due === "all" ? sql`1 = 1` : within(due, nowSeconds)}
    ${after === null ? sql`` : sql`and (${place} > ${afterPlace} or (${place} = ${afterPlace} and id > ${Number(after.id)}))`}
    order by ${place}, id limit ${limit}`.execute(db);
  return rows.map((row) => ({ ...row, due_at: row.due_at === null ? null : Number(row.due_at) }));
}

/** Later than any deadline; unix seconds. */
export const noDeadline = 9_999_999_999;

/** Accounts whose deadline lies in a range and that nobody has read since an instant, the soonest first. */
export async function findUnreadAround(
  db: Db,
  { from, before, readBeforeMs, limit }: { from: number; before: number; readBeforeMs: number; limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ imp_uid: string }>`
    select accounts.imp_uid as imp_uid from (${waiting(db, "all")}) as accounts
    join payments as own on own.id = accounts.id
    where due_at >= ${from} and due_at < ${before} and own.read_at_ms < ${readBeforeMs}
    order by due_at, accounts.id limit ${limit}`.execute(db);
  return rows.map(({ imp_uid }) => imp_uid);
}

export interface PaidUntold {
  readonly id: number;
  readonly imp_uid: string;
  readonly amount: number;
  readonly status_at: number;
}

/** Deposits of a span of time of which no webhook told that upstream bore out. */
export async function findPaidUntold(
  db: Db,
  { from, before, limit }: { readonly from: number; readonly before: number; readonly limit: number },
): Promise<PaidUntold[]> {
  return db
    .selectFrom("payments as p")
    .where("p.status", "=", "paid")
    .where("p.method", "=", "vbank")
    .where("p.status_at", ">=", from)
    .where("p.status_at", "<", before)
    .where(({ eb, exists, not }) =>
      not(
        exists(
          eb
            .selectFrom("webhook_deliveries as d")
            .whereRef("d.imp_uid", "=", "p.imp_uid")
            .where("d.status", "=", "paid")
            .where("d.verdict", "=", "verified")
            .select("d.id"),
        ),
      ),
    )
    .orderBy("p.status_at", "desc")
    .orderBy("p.id", "desc")
    .select(["p.id", "p.imp_uid", "p.amount", "p.status_at"])
    .limit(limit)
    .execute();
}

/** When the newest webhook came that upstream bore out; unix milliseconds. */
export async function findLastVerifiedMs(db: Db): Promise<number | null> {
  const row = await db
    .selectFrom("webhook_deliveries")
    .where("verdict", "=", "verified")
    .select(({ fn }) => fn.max("received_at_ms").as("last"))
    .executeTakeFirst();
  return row?.last ?? null;
}

/** When a webhook first said that this payment was paid; unix milliseconds. */
export async function findPaidClaimMs(db: Db, impUid: string): Promise<number | null> {
  const row = await db
    .selectFrom("webhook_deliveries")
    .where("imp_uid", "=", impUid)
    .where("status", "=", "paid")
    .select(({ fn }) => fn.min("received_at_ms").as("first"))
    .executeTakeFirst();
  return row?.first ?? null;
}

import { normaliseForSearch } from "@maru/domain";
import { type Kysely, type Selectable, sql, type Transaction } from "kysely";
import { inList, isPostgres } from "../../db/dialect.ts";
import { type CellValue, type ColumnKind, insertRows, runForRows } from "../../db/insert-rows.ts";
import type { Database } from "../../db/schema.ts";
import { storableText } from "../../db/storable-text.ts";
import type { IndexedPayment } from "./payment-row.ts";
import type { PaymentChangesTable, PaymentSource, PaymentsTable } from "./payments.tables.ts";
import { anyKeyQuery, type GramKeys, type GramQuery, keyQuery, toFts5, toTsquery, wordQuery } from "./search-grams.ts";

type Db = Kysely<Database>;
type Tx = Transaction<Database>;

/** What deciding between two copies of a payment needs of the stored one. */
export type StoredCopy = Pick<
  Selectable<PaymentsTable>,
  | "id"
  | "imp_uid"
  | "status"
  | "status_at"
  | "facts_at"
  | "read_at_ms"
  | "cancelled_amount"
  | SumKey
  | "amount"
  | "requested_at"
> & { readonly wire: string };

type SumKey =
  | "method"
  | "pg_provider"
  | "mid"
  | "currency"
  | "is_test"
  | "is_escrow"
  | "is_cash_receipt"
  | "is_billing";

const paymentColumns = {
  id: "integer",
  imp_uid: "text",
  merchant_uid: "text",
  status: "text",
  method: "text",
  pg_provider: "text",
  mid: "text",
  currency: "text",
  amount: "integer",
  cancelled_amount: "integer",
  amount_rank: "integer",
  is_test: "integer",
  is_escrow: "integer",
  is_cash_receipt: "integer",
  is_billing: "integer",
  requested_at: "integer",
  status_at: "integer",
  listed_at: "integer",
  facts_at: "integer",
  read_at_ms: "integer",
  source: "text",
} as const satisfies Record<string, ColumnKind>;

const textColumns = {
  id: "integer",
  order_name: "text",
  buyer_name: "text",
  buyer_tel: "text",
  buyer_tel_digits: "text",
  buyer_email: "text",
  instrument: "text",
  easy_pay_provider: "text",
  fail_reason: "text",
  is_awaiting_deposit: "integer",
  search_text: "text",
  search_digits: "text",
  search_initials: "text",
  search_starts: "text",
} as const satisfies Record<string, ColumnKind>;

const sumColumns = {
  basis: "text",
  month: "text",
  status: "text",
  method: "text",
  pg_provider: "text",
  mid: "text",
  currency: "text",
  is_test: "integer",
  is_escrow: "integer",
  is_cash_receipt: "integer",
  is_billing: "integer",
  payments: "integer",
  amount: "integer",
  cancelled_amount: "integer",
} as const satisfies Record<string, ColumnKind>;

/** Any number that no other lock of ours uses. */
const indexLock = 4_820_001;

/** One writer of the index at a time, across processes too, so that reading a copy and replacing it are one step. */
export async function lockIndex(tx: Tx): Promise<void> {
  if (isPostgres(tx)) await sql`select pg_advisory_xact_lock(${indexLock})`.execute(tx);
}

/** What the index has of these payments; those it does not know are missing. */
export async function findStoredCopies(db: Db, impUids: readonly string[]): Promise<StoredCopy[]> {
  return db
    .selectFrom("payments")
    .innerJoin("payment_wires", "payment_wires.id", "payments.id")
    .where("payments.imp_uid", "in", inList(db, impUids))
    .select([
      "payments.id",
      "payments.imp_uid",
      "payments.status",
      "payments.status_at",
      "payments.requested_at",
      "payments.facts_at",
      "payments.read_at_ms",
      "payments.amount",
      "payments.cancelled_amount",
      "payments.method",
      "payments.pg_provider",
      "payments.mid",
      "payments.currency",
      "payments.is_test",
      "payments.is_escrow",
      "payments.is_cash_receipt",
      "payments.is_billing",
      "payment_wires.wire",
    ])
    .execute();
}

/** Which of these row ids belong to a payment already. */
export async function findTakenIds(db: Db, ids: readonly number[]): Promise<number[]> {
  const rows = await db.selectFrom("payments").where("id", "in", inList(db, ids)).select("id").execute();
  return rows.map((row) => row.id);
}

/** Notes that an unchanged payment was read again. */
export async function touchPayments(tx: Tx, ids: readonly number[], readAtMs: number): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable("payments")
    .set({ read_at_ms: readAtMs })
    .where("id", "in", inList(tx, ids))
    .where("read_at_ms", "<", readAtMs)
    .execute();
}

/** Takes payments out of the index with their texts and grams; their sums and changes are left to the caller. */
export async function deletePayments(tx: Tx, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  for (const table of ["payments", "payment_texts", "payment_wires"] as const) {
    await tx.deleteFrom(table).where("id", "in", inList(tx, ids)).execute();
  }
  await deleteGrams(tx, ids);
}

/** Adds payments the index does not have, with their texts and wires, in the caller's transaction. */
export async function insertPayments(
  tx: Tx,
  payments: readonly (IndexedPayment & { readonly id: number })[],
): Promise<void> {
  await insertRows(
    tx,
    { table: "payments", columns: paymentColumns },
    payments.map(({ id, row }) => cells(paymentColumns, { id, ...row })),
  );
  await insertRows(
    tx,
    { table: "payment_texts", columns: textColumns },
    payments.map(({ id, text }) => cells(textColumns, { id, ...text })),
  );
  await insertRows(
    tx,
    { table: "payment_wires", columns: { id: "integer", wire: "text" } },
    payments.map(({ id, wire }) => [id, wire]),
  );
  await insertGrams(tx, payments);
}

/** Replaces what search knows of these payments, which keep their rows. */
export async function replaceTexts(
  tx: Tx,
  payments: readonly (Pick<IndexedPayment, "text" | "grams"> & { readonly id: number })[],
): Promise<void> {
  if (payments.length === 0) return;
  const ids = payments.map(({ id }) => id);
  await tx.deleteFrom("payment_texts").where("id", "in", inList(tx, ids)).execute();
  await deleteGrams(tx, ids);
  await insertRows(
    tx,
    { table: "payment_texts", columns: textColumns },
    payments.map(({ id, text }) => cells(textColumns, { id, ...text })),
  );
  await insertGrams(tx, payments);
}

async function deleteGrams(tx: Tx, ids: readonly number[]): Promise<void> {
  const key = isPostgres(tx) ? sql.ref("id") : sql.ref("rowid");
  await sql`delete from payment_grams where ${key} in ${inList(tx, ids)}`.execute(tx);
}

async function insertGrams(
  tx: Tx,
  payments: readonly { readonly id: number; readonly grams: string }[],
): Promise<void> {
  if (payments.length === 0) return;
  // FTS5 writes out a whole index segment whenever a row comes before the one inserted last.
  const ascending = payments.toSorted((a, b) => a.id - b.id);
  const rows = ascending.map(({ id, grams }) => [id, grams.toWellFormed()]);
  if (isPostgres(tx)) {
    await sql`
      insert into payment_grams (id, grams)
      select (value->>0)::bigint, array_to_tsvector(string_to_array(value->>1, ' '))
      from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) as value`.execute(tx);
  } else {
    await runForRows(tx, sql`insert into payment_grams (rowid, grams) values (?, ?)`, rows);
  }
}

/** The texts of the notes about these payments; payments without notes are left out. */
export async function findNoteTexts(db: Db, impUids: readonly string[]): Promise<Map<string, string[]>> {
  if (impUids.length === 0) return new Map();
  const rows = await db
    .selectFrom("payment_note_texts")
    .where("imp_uid", "in", inList(db, impUids))
    .selectAll()
    .execute();
  return new Map(rows.map(({ imp_uid: impUid, texts }) => [impUid, JSON.parse(texts)]));
}

/** Makes the texts of a payment's notes findable in the place of those before; none of them where there are none. */
export async function saveNoteTexts(tx: Tx, impUid: string, texts: readonly string[]): Promise<void> {
  if (texts.length === 0) {
    await tx.deleteFrom("payment_note_texts").where("imp_uid", "=", impUid).execute();
    return;
  }
  const row = { imp_uid: impUid, texts: JSON.stringify(texts.map(storableText)) };
  await tx
    .insertInto("payment_note_texts")
    .values(row)
    .onConflict((conflict) => conflict.column("imp_uid").doUpdateSet({ texts: row.texts }))
    .execute();
}

/** Stored copies of payments in the order of their rows, after one of them. */
export async function findCopiesAfter(
  db: Db,
  id: number,
  limit: number,
): Promise<{ id: number; imp_uid: string; wire: string }[]> {
  return db
    .selectFrom("payments")
    .innerJoin("payment_wires", "payment_wires.id", "payments.id")
    .where("payments.id", ">", id)
    .orderBy("payments.id")
    .limit(limit)
    .select(["payments.id", "payments.imp_uid", "payment_wires.wire"])
    .execute();
}

/** One row's values in the order of the columns, fit for JSON and for both engines. */
function cells<Columns extends Record<string, ColumnKind>>(
  columns: Columns,
  values: Readonly<Record<keyof Columns, CellValue>>,
): CellValue[] {
  return Object.keys(columns).map((name) => {
    const value = values[name] ?? null;
    return typeof value === "string" ? storableText(value) : value;
  });
}

export type SumDelta = Readonly<Record<keyof typeof sumColumns, CellValue>>;

/**
 * Adds to the sums per month and kind, in the transaction that changes the payments they count (amounts in minor
 * units).
 */
export async function addToSums(tx: Tx, deltas: readonly SumDelta[]): Promise<void> {
  await insertRows(
    tx,
    { table: "payment_sums", columns: sumColumns },
    deltas.map((delta) => cells(sumColumns, delta)),
    sql`
      on conflict (
        basis, month, status, method, pg_provider, mid, currency, is_test, is_escrow, is_cash_receipt, is_billing
      ) do update set
        payments = payment_sums.payments + excluded.payments,
        amount = payment_sums.amount + excluded.amount,
        cancelled_amount = payment_sums.cancelled_amount + excluded.cancelled_amount`,
  );
}

/** Adds to the history of payments, in the transaction that changes them. */
export async function insertChanges(
  tx: Tx,
  changes: readonly Omit<Selectable<PaymentChangesTable>, "id">[],
): Promise<void> {
  await insertRows(
    tx,
    {
      table: "payment_changes",
      columns: {
        imp_uid: "text",
        seen_at_ms: "integer",
        source: "text",
        status_before: "text",
        status_after: "text",
        cancelled_before: "integer",
        cancelled_after: "integer",
      },
    },
    changes.map((change) => [
      change.imp_uid,
      change.seen_at_ms,
      change.source,
      change.status_before,
      change.status_after,
      change.cancelled_before,
      change.cancelled_after,
    ]),
  );
}

/**
 * A payment as upstream told it and when it was read (unix milliseconds); undefined where the index does not know it.
 */
export async function findStoredPayment(
  db: Db,
  impUid: string,
): Promise<{ wire: string; read_at_ms: number; source: PaymentSource } | undefined> {
  return db
    .selectFrom("payments")
    .innerJoin("payment_wires", "payment_wires.id", "payments.id")
    .where("payments.imp_uid", "=", impUid)
    .select(["payment_wires.wire", "payments.read_at_ms", "payments.source"])
    .executeTakeFirst();
}

/** Every attempt on an order, newest first. */
export async function findPaymentsOfOrder(db: Db, merchantUid: string): Promise<{ id: number; imp_uid: string }[]> {
  const { rows } = await sql<{ id: number; imp_uid: string }>`
    select p.id as id, p.imp_uid as imp_uid
    from ${proposedBy(db, { merchantUid })} as g cross join payments as p
    where p.id = g.id and p.merchant_uid = ${merchantUid} order by p.id desc`.execute(db);
  return rows;
}

/** Every payment of these orders, oldest request first. */
export async function findPaymentsOfOrders(
  db: Db,
  merchantUids: readonly string[],
): Promise<{ id: number; merchant_uid: string }[]> {
  const { rows } = await sql<{ id: number; merchant_uid: string }>`
    select p.id as id, p.merchant_uid as merchant_uid
    from ${proposedIds(db, anyKeyQuery("merchantUid", merchantUids))} as g cross join payments as p
    where p.id = g.id and p.merchant_uid in ${inList(db, merchantUids)} order by p.requested_at, p.id`.execute(db);
  return rows;
}

/** The wire objects of these payments, in no order. */
export async function findWires(db: Db, impUids: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom("payments")
    .innerJoin("payment_wires", "payment_wires.id", "payments.id")
    .where("payments.imp_uid", "in", inList(db, impUids))
    .select("payment_wires.wire")
    .execute();
  return rows.map((row) => row.wire);
}

interface OtherPaymentsOfBuyer {
  readonly buyerTelDigits: string | null;
  readonly buyerEmail: string | null;
  readonly exceptImpUid: string;
}

/** Row ids of the newest other payments of a buyer; none where neither telephone nor e-mail is known. */
export async function findPaymentsOfBuyer(db: Db, buyer: OtherPaymentsOfBuyer, limit: number): Promise<number[]> {
  if (buyer.buyerTelDigits === null && buyer.buyerEmail === null) return [];
  const { rows } = await sql<{ id: number }>`
    select p.id as id ${fromPaymentsOfBuyer(db, buyer)} order by p.id desc limit ${limit}`.execute(db);
  return rows.map((row) => row.id);
}

/** How many other payments a buyer has; 0 where neither telephone nor e-mail is known. */
export async function countPaymentsOfBuyer(db: Db, buyer: OtherPaymentsOfBuyer): Promise<number> {
  if (buyer.buyerTelDigits === null && buyer.buyerEmail === null) return 0;
  const { rows } = await sql<{ count: number }>`
    select count(*) as count ${fromPaymentsOfBuyer(db, buyer)}`.execute(db);
  return rows[0]?.count ?? 0;
}

function fromPaymentsOfBuyer(db: Db, { buyerTelDigits, buyerEmail, exceptImpUid }: OtherPaymentsOfBuyer) {
  return sql`
    from ${proposedBy(db, { buyerTelDigits, buyerEmail })} as g cross join payments as p cross join payment_texts as t
    where p.id = g.id and t.id = p.id and p.imp_uid <> ${exceptImpUid}
      and (t.buyer_tel_digits = ${buyerTelDigits} or t.buyer_email = ${buyerEmail})`;
}

function proposedBy(db: Db, keys: Partial<GramKeys>) {
  return proposedIds(db, keyQuery(keys));
}

function proposedIds(db: Db, query: GramQuery) {
  return isPostgres(db)
    ? sql`(select id from payment_grams where grams @@ ${toTsquery(query)}::tsquery)`
    : sql`(select rowid as id from payment_grams where payment_grams match ${toFts5(query)})`;
}

interface OtherPaymentsOfCard {
  /** As upstream masks it. */
  readonly cardNumber: string;
  readonly exceptImpUid: string;
}

/** Row ids of the newest other payments by a card. */
export async function findPaymentsOfCard(db: Db, card: OtherPaymentsOfCard, limit: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select p.id as id ${fromPaymentsOfCard(db, card)} order by p.id desc limit ${limit}`.execute(db);
  return rows.map((row) => row.id);
}

/** How many other payments were made by a card. */
export async function countPaymentsOfCard(db: Db, card: OtherPaymentsOfCard): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count ${fromPaymentsOfCard(db, card)}`.execute(db);
  return rows[0]?.count ?? 0;
}

function fromPaymentsOfCard(db: Db, { cardNumber, exceptImpUid }: OtherPaymentsOfCard) {
  const numberOf = isPostgres(db) ? sql`w.wire::jsonb ->> 'card_number'` : sql`json_extract(w.wire, '$.card_number')`;
  return sql`
    from ${proposedIds(db, wordQuery(normaliseForSearch(cardNumber)))} as g
    cross join payments as p cross join payment_wires as w
    where p.id = g.id and w.id = p.id and p.imp_uid <> ${exceptImpUid} and ${numberOf} = ${cardNumber}`;
}

/** What PGs said of failed payments, how often, and the latest payment of each with whose it is. */
export async function countFailReasons(
  db: Db,
): Promise<{ reason: string; count: number; latest: number; buyerName: string | null }[]> {
  const { rows } = await sql<{ reason: string; count: number; latest: number; buyerName: string | null }>`
    select said.reason, said.count, said.latest, t.buyer_name as "buyerName"
    from (
      select t.fail_reason as reason, count(*) as count, max(p.id) as latest
      from payments as p join payment_texts as t on t.id = p.id
      where p.status = 'failed' and t.fail_reason is not null
      group by t.fail_reason
    ) as said join payment_texts as t on t.id = said.latest`.execute(db);
  return rows;
}

/** What changed about a payment since the index knows it, the first change first. */
export async function findChangesOfPayment(db: Db, impUid: string): Promise<Selectable<PaymentChangesTable>[]> {
  return db.selectFrom("payment_changes").where("imp_uid", "=", impUid).orderBy("id").selectAll().execute();
}

/** Keeps what could not be read, once per payment or per distinct text, and says how many are kept in all. */
export async function quarantinePayments(
  tx: Tx,
  rows: readonly { key: string; impUid: string | null; raw: string; problem: string }[],
  nowMs: number,
): Promise<void> {
  await insertRows(
    tx,
    {
      table: "quarantined_payments",
      columns: {
        key: "text",
        imp_uid: "text",
        raw: "text",
        problem: "text",
        first_seen_at_ms: "integer",
        last_seen_at_ms: "integer",
      },
    },
    rows.map(({ key, impUid, raw, problem }) => [key, impUid, raw, problem, nowMs, nowMs]),
    sql`on conflict (key) do update set
      raw = excluded.raw, problem = excluded.problem, last_seen_at_ms = excluded.last_seen_at_ms`,
  );
}

/** A payment that can be read again needs no quarantine. */
export async function releaseQuarantined(tx: Tx, impUids: readonly string[]): Promise<void> {
  if (impUids.length === 0) return;
  await tx.deleteFrom("quarantined_payments").where("imp_uid", "in", inList(tx, impUids)).execute();
}

/** The `imp_uid` of each payment that could not be read, where its answer told one. */
export async function findQuarantinedIds(db: Db): Promise<string[]> {
  const rows = await db.selectFrom("quarantined_payments").where("imp_uid", "is not", null).select("imp_uid").execute();
  return rows.flatMap(({ imp_uid: impUid }) => (impUid === null ? [] : [impUid]));
}

/** How many answers about payments could not be read. */
export async function countQuarantined(db: Db): Promise<number> {
  const row = await db
    .selectFrom("quarantined_payments")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .executeTakeFirst();
  return row?.count ?? 0;
}

/** Payments that upstream's list would file between two instants, unix seconds, both included. */
export async function findListedBetween(db: Db, from: number, to: number): Promise<string[]> {
  const rows = await db
    .selectFrom("payments")
    .where("listed_at", ">=", from)
    .where("listed_at", "<=", to)
    .select("imp_uid")
    .execute();
  return rows.map((row) => row.imp_uid);
}

/** How many payments upstream lists in a time, both ends in it (unix seconds). */
export async function countListedBetween(db: Db, from: number, to: number): Promise<number> {
  const row = await db
    .selectFrom("payments")
    .where("listed_at", ">=", from)
    .where("listed_at", "<=", to)
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .executeTakeFirst();
  return row?.count ?? 0;
}

/** How many payments the index has. */
export async function countPaymentsInIndex(db: Db): Promise<number> {
  const row = await db
    .selectFrom("payment_sums")
    .where("basis", "=", "status")
    .select(({ fn }) => fn.sum<number | null>("payments").as("count"))
    .executeTakeFirst();
  return row?.count ?? 0;
}

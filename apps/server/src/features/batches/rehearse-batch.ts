import { AppError, type Payment } from "@maru/domain";
import type { ReadPayment } from "@maru/import-client";
import type { Transaction } from "kysely";
import type { Deps } from "../../context.ts";
import type { Database } from "../../db/schema.ts";
import { ownOrigin, recordAudit } from "../audit/record-audit.ts";
import { storeReads } from "../payments/read-payments-upstream.ts";
import type { StoredBatch, StoredRow } from "./batch.repository.ts";
import type { BatchKind } from "./batch-kind.ts";

export type RehearsingDeps = Pick<Deps, "store" | "upstream" | "clock" | "live" | "config" | "processId">;

/** Why no payment was found for a row. */
export type PaymentObstacle = "payment_unreadable" | "payment_not_found";

/** What became of looking a row's payment up. */
export type RowPayment = { readonly payment: Payment } | { readonly obstacle: PaymentObstacle } | "ask_which";

/** What the rehearsal writes into a row. */
export type RowChange<Row> = readonly [rowNumber: number, change: Partial<Row>];

export interface Rehearsal<Batch, Row> {
  readonly rowsAtOnce: number;
  /** Which of an order's payments a row may mean. */
  readonly meant: (ofOrder: readonly ReadPayment[]) => readonly ReadPayment[];
  /** Judges rows by payments read this moment, in their order. */
  readonly judge: (rows: readonly JudgedRow<Row>[]) => Promise<readonly RowChange<Row>[]>;
  /** What no payment leads to. */
  readonly findingOf: (obstacle: PaymentObstacle) => unknown;
  /** Sums the rehearsal up in the transaction that closes it. */
  readonly close?: (tx: Transaction<Database>) => Promise<Partial<Batch>>;
}

/** A row with the payment it is about. */
export interface JudgedRow<Row> {
  readonly row: Row;
  readonly payment: Payment;
  /** When the payment was read; unix milliseconds. */
  readonly readAtMs: number;
}

const mostAttempts = 100;

/**
 * Judges the next rows of a batch against what upstream says this moment, and sends nothing. Answers whether rows are left.
 * Rejects when upstream does not answer: what was judged stays, and the rest is judged when it is back.
 */
export async function rehearseRows<Batch extends StoredBatch, Row extends StoredRow>(
  deps: RehearsingDeps,
  { repository, audit }: BatchKind<Batch, Row>,
  batch: Batch,
  { rowsAtOnce, meant, judge, findingOf, close = async () => ({}) }: Rehearsal<Batch, Row>,
): Promise<boolean> {
  const { store, clock, processId } = deps;
  const rows = await repository.findRows(store.read, batch.id, {
    states: ["not_rehearsed"],
    after: 0,
    limit: rowsAtOnce,
  });
  if (rows.length === 0) {
    await closeRehearsal();
    return false;
  }
  const readAtMs = clock.now();
  const found = await findPayments(deps, rows, meant, readAtMs);
  const toJudge: JudgedRow<Row>[] = [];
  const changes: RowChange<StoredRow>[] = [];
  for (const row of rows) {
    const answer = found.get(row.row_number) ?? "ask_which";
    if (answer === "ask_which") changes.push([row.row_number, { state: "ask_which" }]);
    else if ("payment" in answer) toJudge.push({ row, payment: answer.payment, readAtMs });
    else {
      const findings = JSON.stringify([findingOf(answer.obstacle)]);
      changes.push([row.row_number, { state: "will_not_go", findings }]);
    }
  }
  const judged = await judge(toJudge);
  await store.transact(async (tx) => {
    // A process that stalled may find the list rehearsed by another, or even begun.
    if (!(await repository.holdRehearsal(tx, batch.id, processId))) return;
    for (const [rowNumber, change] of [...changes, ...judged]) {
      await repository.changeRow(tx, batch.id, rowNumber, change);
    }
  });
  return true;

  async function closeRehearsal(): Promise<void> {
    await store.transact(async (tx) => {
      if (!(await repository.holdRehearsal(tx, batch.id, processId))) return;
      const summed = await close(tx);
      const willGo = (await repository.countRows(tx, batch.id)).get("will_go") ?? 0;
      const isClosed = await repository.changeBatch(tx, batch.id, ["rehearsing"], {
        ...summed,
        state: "rehearsed",
        rehearsed_at_ms: clock.now(),
        claimed_by: null,
        claimed_until_ms: null,
      });
      if (!isClosed) return;
      const willNotGo = batch.row_count - willGo;
      await recordAudit(tx, ownOrigin(deps), { event: `${audit}.rehearsed`, batchId: batch.id, willGo, willNotGo });
    });
  }
}

/** Reads the payment of every row anew: many at once, and one by one where that finds nothing. */
async function findPayments(
  deps: RehearsingDeps,
  rows: readonly StoredRow[],
  meant: Rehearsal<never, never>["meant"],
  readAtMs: number,
): Promise<Map<number, RowPayment>> {
  const { upstream } = deps;
  const impUids = [...new Set(rows.flatMap(({ imp_uid }) => (imp_uid === null ? [] : [imp_uid])))];
  const { found, missing, unreadable } = await upstream.getPayments(impUids);
  const reads = new Map(found.map((read) => [read.payment.impUid, read]));
  const broken = new Set(unreadable.flatMap(({ impUid }) => (impUid === null ? [] : [impUid])));
  // The list of many leaves test payments out; a single read finds them.
  for (const impUid of missing) {
    const read = await orNothing(upstream.getPayment(impUid));
    if (read !== undefined) reads.set(impUid, read);
  }
  const answers = new Map<number, RowPayment>();
  for (const row of rows) {
    if (row.imp_uid === null) {
      answers.set(row.row_number, await findByOrder(row.merchant_uid ?? ""));
      continue;
    }
    const read = reads.get(row.imp_uid);
    if (read !== undefined) answers.set(row.row_number, { payment: read.payment });
    else answers.set(row.row_number, obstacle(broken.has(row.imp_uid)));
  }
  await storeReads(deps, [...reads.values()], "refresh", readAtMs);
  return answers;

  async function findByOrder(merchantUid: string): Promise<RowPayment> {
    const ofOrder = await upstream.listPaymentsOfOrder(merchantUid, { limit: mostAttempts });
    for (const read of ofOrder.payments) reads.set(read.payment.impUid, read);
    const payments = meant(ofOrder.payments);
    const [only] = payments;
    if (payments.length + ofOrder.unreadable.length > 1) return "ask_which";
    return only === undefined ? obstacle(ofOrder.unreadable.length > 0) : { payment: only.payment };
  }
}

function obstacle(isUnreadable: boolean): RowPayment {
  return { obstacle: isUnreadable ? "payment_unreadable" : "payment_not_found" };
}

async function orNothing(read: Promise<ReadPayment>): Promise<ReadPayment | undefined> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof AppError && error.code === "PAYMENT_NOT_FOUND") return undefined;
    throw error;
  }
}

import {
  AppError,
  type BulkFinding,
  bulkTotals,
  judgeBulkRow,
  type Money,
  type Payment,
  toKstDate,
} from "@maru/domain";
import type { ReadPayment } from "@maru/import-client";
import type { Transaction } from "kysely";
import type { Deps } from "../../../context.ts";
import type { Database } from "../../../db/schema.ts";
import { ownOrigin, recordAudit } from "../../audit/record-audit.ts";
import { storeReads } from "../../payments/read-payments-upstream.ts";
import { toRole } from "../../sessions/read-session.ts";
import { findUser } from "../../users/users.repository.ts";
import { paymentFacts } from "../admit-refund.ts";
import { capsOf, customerWindowStart } from "../refund-caps.ts";
import { sumWon } from "../refunds.repository.ts";
import { keepRequest, orderOf, refundIdOf } from "./bulk-options.ts";
import {
  changeBatch,
  changeRow,
  countRows,
  findEarlierRows,
  findRows,
  findRowsThatGo,
  holdRehearsal,
  type StoredBatch,
  type StoredBatchRow,
} from "./refund-bulk.repository.ts";

export type RehearsingDeps = Pick<Deps, "store" | "upstream" | "clock" | "live" | "config" | "processId">;

/** Upstream reads up to this many payments at once. */
const rowsAtOnce = 100;
const mostAttempts = 100;

/** What became of looking a row's payment up. */
type Found = { readonly payment: Payment } | { readonly finding: BulkFinding } | "ask_which";

/**
 * Judges the next rows of a batch against payments read this moment, and sends nothing. Answers whether rows are left.
 * Rejects when upstream does not answer: what was judged stays, and the rest is judged when it is back.
 */
export async function rehearseSome(deps: RehearsingDeps, batch: StoredBatch): Promise<boolean> {
  const rows = await findRows(deps.store.read, batch.id, { states: ["not_rehearsed"], after: 0, limit: rowsAtOnce });
  if (rows.length === 0) {
    await closeRehearsal(deps, batch);
    return false;
  }
  const found = await findPayments(deps, rows);
  const going = await earlierAmounts(deps, batch, rows, found);
  const changes = rows.map((row): [number, Partial<StoredBatchRow>] => {
    const answer = found.get(row.row_number);
    if (answer === undefined || answer === "ask_which") return [row.row_number, { state: "ask_which" }];
    if ("finding" in answer) {
      return [row.row_number, { state: "will_not_go", findings: JSON.stringify([answer.finding]) }];
    }
    const { payment } = answer;
    const earlier = going.get(payment.impUid) ?? [];
    const judged = judgeBulkRow({
      order: orderOf(deps.config.secret, batch, row),
      payment,
      earlier,
      refundId: refundIdOf(row),
      nowMs: deps.clock.now(),
    });
    if (judged.request !== null) {
      going.set(payment.impUid, [...earlier, { amount: judged.request.amount, currency: judged.request.currency }]);
    }
    return [
      row.row_number,
      {
        state: judged.request === null ? "will_not_go" : "will_go",
        imp_uid: payment.impUid,
        merchant_uid: payment.merchantUid,
        method: payment.method,
        currency: payment.amount.currency,
        amount: judged.request?.amount ?? null,
        balance_seen: judged.left.amount,
        is_test: Number(payment.isTestChannel),
        customer_key: paymentFacts(deps, payment).customer_key,
        ...(judged.request === null ? {} : keepRequest(deps.config.secret, row, judged.request)),
        findings: JSON.stringify(judged.findings),
      },
    ];
  });
  await deps.store.transact(async (tx) => {
    // A process that stalled may find the list rehearsed by another, or even begun.
    if (!(await holdRehearsal(tx, batch.id, deps.processId))) return;
    for (const [rowNumber, change] of changes) await changeRow(tx, batch.id, rowNumber, change);
  });
  return true;
}

async function closeRehearsal(deps: RehearsingDeps, batch: StoredBatch): Promise<void> {
  await deps.store.transact(async (tx) => {
    if (!(await holdRehearsal(tx, batch.id, deps.processId))) return;
    const going = await findRowsThatGo(tx, batch.id);
    const totals = bulkTotals(going.map(({ method, currency, amount }) => ({ method, money: { amount, currency } })));
    for (const rowNumber of await foreseeApprovals(tx, deps, batch, going)) {
      await changeRow(tx, batch.id, rowNumber, { needs_approval: 1 });
    }
    const counts = await countRows(tx, batch.id);
    const isClosed = await changeBatch(tx, batch.id, ["rehearsing"], {
      state: "rehearsed",
      rehearsed_at_ms: deps.clock.now(),
      rehearsed_totals: JSON.stringify(totals),
      claimed_by: null,
      claimed_until_ms: null,
    });
    if (!isClosed) return;
    const willGo = counts.get("will_go") ?? 0;
    await recordAudit(tx, ownOrigin(deps), {
      event: "refund_batch.rehearsed",
      batchId: batch.id,
      willGo,
      willNotGo: batch.row_count - willGo,
    });
  });
}

/**
 * Which rows will be above a cap of whoever had the list rehearsed, counting what went before and the rows before them.
 * A forecast for people: the caps are asked again as each row is asked for.
 */
async function foreseeApprovals(
  tx: Transaction<Database>,
  { clock }: Pick<Deps, "clock">,
  batch: StoredBatch,
  going: Awaited<ReturnType<typeof findRowsThatGo>>,
): Promise<number[]> {
  const user = batch.rehearsed_by === null ? undefined : await findUser(tx, { id: batch.rehearsed_by });
  const role = user === undefined ? null : toRole(user.role);
  if (user === undefined || role === null) return [];
  const { perRefund, perDay, perCustomer } = await capsOf(tx, role);
  const nowMs = clock.now();
  const day = toKstDate(Math.floor(nowMs / 1000));
  let ofDay = await sumWon(tx, { userId: user.id, day, exceptId: "" });
  const ofCustomer = new Map<string, number>();
  const above: number[] = [];
  for (const { row_number, amount, currency, is_test, customer_key } of going) {
    if (is_test === 1) continue;
    const caps = [perRefund, perDay, perCustomer].filter((cap) => cap !== null);
    if (currency !== "KRW") {
      if (caps.length > 0) above.push(row_number);
      continue;
    }
    ofDay += amount;
    const before =
      customer_key === null
        ? 0
        : (ofCustomer.get(customer_key) ??
          (await sumWon(tx, { customerKey: customer_key, sinceMs: customerWindowStart(nowMs), exceptId: "" })));
    if (customer_key !== null) ofCustomer.set(customer_key, before + amount);
    const isAbove =
      (perRefund !== null && amount > perRefund) ||
      (perDay !== null && ofDay > perDay) ||
      (perCustomer !== null && before + amount > perCustomer);
    if (isAbove) above.push(row_number);
  }
  return above;
}

/** Reads the payment of every row anew: by the hundred, and one by one where that finds nothing. */
async function findPayments(deps: RehearsingDeps, rows: readonly StoredBatchRow[]): Promise<Map<number, Found>> {
  const readAtMs = deps.clock.now();
  const impUids = [...new Set(rows.flatMap(({ imp_uid }) => (imp_uid === null ? [] : [imp_uid])))];
  const { found, missing, unreadable } = await deps.upstream.getPayments(impUids);
  const reads = new Map(found.map((read) => [read.payment.impUid, read]));
  const broken = new Set(unreadable.flatMap(({ impUid }) => (impUid === null ? [] : [impUid])));
  // The list of many leaves test payments out; a single read finds them.
  for (const impUid of missing) {
    const read = await orNothing(deps.upstream.getPayment(impUid));
    if (read !== undefined) reads.set(impUid, read);
  }
  const answers = new Map<number, Found>();
  for (const row of rows) {
    if (row.imp_uid === null) {
      answers.set(row.row_number, await findByOrder(deps, row.merchant_uid ?? "", reads));
      continue;
    }
    const read = reads.get(row.imp_uid);
    if (read !== undefined) answers.set(row.row_number, { payment: read.payment });
    else answers.set(row.row_number, obstacle(broken.has(row.imp_uid) ? "payment_unreadable" : "payment_not_found"));
  }
  await storeReads(deps, [...reads.values()], "refresh", readAtMs);
  return answers;
}

async function findByOrder(deps: RehearsingDeps, merchantUid: string, reads: Map<string, ReadPayment>): Promise<Found> {
  const { payments, unreadable } = await deps.upstream.listPaymentsOfOrder(merchantUid, { limit: mostAttempts });
  for (const read of payments) reads.set(read.payment.impUid, read);
  const [only] = payments;
  if (payments.length + unreadable.length > 1) return "ask_which";
  if (only !== undefined) return { payment: only.payment };
  return obstacle(unreadable.length > 0 ? "payment_unreadable" : "payment_not_found");
}

function obstacle(code: "payment_unreadable" | "payment_not_found"): Found {
  return { finding: { kind: "row", code } };
}

async function orNothing(read: Promise<ReadPayment>): Promise<ReadPayment | undefined> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof AppError && error.code === "PAYMENT_NOT_FOUND") return undefined;
    throw error;
  }
}

/** What the rows before these will take from the same payments. */
async function earlierAmounts(
  deps: RehearsingDeps,
  batch: StoredBatch,
  rows: readonly StoredBatchRow[],
  found: ReadonlyMap<number, Found>,
): Promise<Map<string, readonly Money[]>> {
  const impUids = [...found.values()].flatMap((each) =>
    typeof each === "object" && "payment" in each ? [each.payment.impUid] : [],
  );
  const before = rows[0]?.row_number ?? 0;
  const earlier = await findEarlierRows(deps.store.read, batch.id, impUids, before);
  const going = new Map<string, readonly Money[]>();
  for (const { state, imp_uid, amount, currency } of earlier) {
    if (state !== "will_go" || imp_uid === null || amount === null || currency === null) continue;
    going.set(imp_uid, [...(going.get(imp_uid) ?? []), { amount, currency }]);
  }
  return going;
}

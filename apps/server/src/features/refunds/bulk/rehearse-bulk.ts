import { bulkTotals, judgeBulkRow, type Money } from "@maru/domain";
import type { Transaction } from "kysely";
import type { Deps } from "../../../context.ts";
import type { Database } from "../../../db/schema.ts";
import { type JudgedRow, type RehearsingDeps, type RowChange, rehearseRows } from "../../batches/rehearse-batch.ts";
import { toRole } from "../../sessions/read-session.ts";
import { findUser } from "../../users/users.repository.ts";
import { paymentFacts } from "../admit-refund.ts";
import { capsOf, refundedInDay, refundedToCustomer } from "../refund-caps.ts";
import { keepRequest, orderOf, refundIdOf } from "./bulk-options.ts";
import {
  findEarlierRows,
  findRowsThatGo,
  refundBatches,
  refundLists,
  type StoredRefundBatch,
  type StoredRefundRow,
} from "./refund-bulk.repository.ts";

/** Upstream reads up to this many payments at once. */
const rowsAtOnce = 100;

/**
 * Judges the next rows of a batch against payments read this moment, and sends nothing. Answers whether rows are left.
 * Rejects when upstream does not answer: what was judged stays, and the rest is judged when it is back.
 */
export function rehearseSome(deps: RehearsingDeps, batch: StoredRefundBatch): Promise<boolean> {
  return rehearseRows(deps, refundLists, batch, {
    rowsAtOnce,
    meant: (ofOrder) => ofOrder,
    judge: (rows) => judge(deps, batch, rows),
    findingOf: (code) => ({ kind: "row", code }),
    close: (tx) => sumUp(tx, deps, batch),
  });
}

async function judge(
  deps: RehearsingDeps,
  batch: StoredRefundBatch,
  rows: readonly JudgedRow<StoredRefundRow>[],
): Promise<RowChange<StoredRefundRow>[]> {
  const going = await earlierAmounts(deps, batch, rows);
  return rows.map(({ row, payment }) => {
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
}

async function sumUp(
  tx: Transaction<Database>,
  deps: RehearsingDeps,
  batch: StoredRefundBatch,
): Promise<Partial<StoredRefundBatch>> {
  const going = await findRowsThatGo(tx, batch.id);
  for (const rowNumber of await foreseeApprovals(tx, deps, batch, going)) {
    await refundBatches.changeRow(tx, batch.id, rowNumber, { needs_approval: 1 });
  }
  const totals = bulkTotals(going.map(({ method, currency, amount }) => ({ method, money: { amount, currency } })));
  return { rehearsed_totals: JSON.stringify(totals) };
}

/**
 * Which rows will be above a cap of whoever had the list rehearsed, counting what went before and the rows before them.
 * A forecast for people: the caps are asked again as each row is asked for.
 */
async function foreseeApprovals(
  tx: Transaction<Database>,
  { clock }: Pick<Deps, "clock">,
  batch: StoredRefundBatch,
  going: Awaited<ReturnType<typeof findRowsThatGo>>,
): Promise<number[]> {
  const user = batch.rehearsed_by === null ? undefined : await findUser(tx, { id: batch.rehearsed_by });
  const role = user === undefined ? null : toRole(user.role);
  if (user === undefined || role === null) return [];
  const { perRefund, perDay, perCustomer } = await capsOf(tx, role);
  const nowMs = clock.now();
  let ofDay = await refundedInDay(tx, { userId: user.id, requestedAtMs: nowMs, refundId: "" });
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
          (await refundedToCustomer(tx, { customerKey: customer_key, requestedAtMs: nowMs, refundId: "" })));
    if (customer_key !== null) ofCustomer.set(customer_key, before + amount);
    const isAbove =
      (perRefund !== null && amount > perRefund) ||
      (perDay !== null && ofDay > perDay) ||
      (perCustomer !== null && before + amount > perCustomer);
    if (isAbove) above.push(row_number);
  }
  return above;
}

/** What the rows before these will take from the same payments. */
async function earlierAmounts(
  { store }: Pick<Deps, "store">,
  batch: StoredRefundBatch,
  rows: readonly JudgedRow<StoredRefundRow>[],
): Promise<Map<string, readonly Money[]>> {
  const impUids = rows.map(({ payment }) => payment.impUid);
  const before = rows[0]?.row.row_number ?? 0;
  const earlier = await findEarlierRows(store.read, batch.id, impUids, before);
  const going = new Map<string, readonly Money[]>();
  for (const { state, imp_uid, amount, currency } of earlier) {
    if (state !== "will_go" || imp_uid === null || amount === null || currency === null) continue;
    going.set(imp_uid, [...(going.get(imp_uid) ?? []), { amount, currency }]);
  }
  return going;
}

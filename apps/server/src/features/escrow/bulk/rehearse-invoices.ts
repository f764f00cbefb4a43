import { AppError, type Delivery, type InvoiceFinding, judgeInvoiceRow, type Payment } from "@maru/domain";
import type { ReadPayment } from "@maru/import-client";
import type { Deps } from "../../../context.ts";
import { ownOrigin, recordAudit } from "../../audit/record-audit.ts";
import { storeReads } from "../../payments/read-payments-upstream.ts";
import { keepDelivery } from "../keep-shipment.ts";
import {
  changeBatch,
  changeRow,
  countRows,
  findRows,
  holdRehearsal,
  type StoredInvoiceBatch,
  type StoredInvoiceRow,
} from "./invoice-batch.repository.ts";
import { openContent, readOptions, sealOrder } from "./invoice-contents.ts";

export type RehearsingDeps = Pick<Deps, "store" | "upstream" | "clock" | "live" | "config" | "processId">;

const rowsAtOnce = 50;
const mostAttempts = 100;

/** What became of looking a row's payment up. */
type Found =
  | { readonly payment: Payment; readonly registered: Delivery | null }
  | { readonly finding: InvoiceFinding }
  | "ask_which";

/**
 * Judges the next rows of a batch against payments and deliveries read this moment, and sends nothing. Answers whether
 * rows are left. Rejects when upstream does not answer: what was judged stays, and the rest is judged when it is back.
 */
export async function rehearseSome(deps: RehearsingDeps, batch: StoredInvoiceBatch): Promise<boolean> {
  const rows = await findRows(deps.store.read, batch.id, { states: ["not_rehearsed"], after: 0, limit: rowsAtOnce });
  if (rows.length === 0) {
    await closeRehearsal(deps, batch);
    return false;
  }
  const options = readOptions(deps.config.secret, batch);
  const found = await findPayments(deps, rows);
  const changes = rows.map((row): [number, Partial<StoredInvoiceRow>] => {
    const answer = found.get(row.row_number);
    if (answer === undefined || answer === "ask_which") return [row.row_number, { state: "ask_which" }];
    if ("finding" in answer) {
      return [row.row_number, { state: "will_not_go", findings: JSON.stringify([answer.finding]) }];
    }
    const { payment, registered } = answer;
    const judged = judgeInvoiceRow({
      row: openContent(deps.config.secret, row),
      options,
      payment,
      registered,
      wantsChange: row.wants_change === 1,
      now: Math.floor(deps.clock.now() / 1000),
    });
    return [
      row.row_number,
      {
        state: judged.state,
        findings: JSON.stringify(judged.findings),
        imp_uid: payment.impUid,
        merchant_uid: payment.merchantUid,
        pg_provider: payment.pgProvider,
        is_test: Number(payment.isTestChannel),
        registered: registered === null ? null : JSON.stringify(registered),
        ...(judged.state === "will_go"
          ? { mode: judged.mode, order_sealed: sealOrder(deps.config.secret, row, judged.order) }
          : { mode: null, order_sealed: null }),
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

async function closeRehearsal(deps: RehearsingDeps, batch: StoredInvoiceBatch): Promise<void> {
  await deps.store.transact(async (tx) => {
    if (!(await holdRehearsal(tx, batch.id, deps.processId))) return;
    const isClosed = await changeBatch(tx, batch.id, ["rehearsing"], {
      state: "rehearsed",
      rehearsed_at_ms: deps.clock.now(),
      claimed_by: null,
      claimed_until_ms: null,
    });
    if (!isClosed) return;
    const willGo = (await countRows(tx, batch.id)).get("will_go") ?? 0;
    const willNotGo = batch.row_count - willGo;
    await recordAudit(tx, ownOrigin(deps), { event: "invoice_batch.rehearsed", batchId: batch.id, willGo, willNotGo });
  });
}

/** Reads the payment of every row anew, and the delivery of those that are escrow. */
async function findPayments(deps: RehearsingDeps, rows: readonly StoredInvoiceRow[]): Promise<Map<number, Found>> {
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
    const payment = await paymentOf(deps, row, { reads, broken });
    answers.set(row.row_number, "impUid" in payment ? await withDelivery(deps, payment, readAtMs) : payment.found);
  }
  await storeReads(deps, [...reads.values()], "refresh", readAtMs);
  return answers;
}

async function paymentOf(
  deps: RehearsingDeps,
  row: StoredInvoiceRow,
  { reads, broken }: { readonly reads: Map<string, ReadPayment>; readonly broken: ReadonlySet<string> },
): Promise<Payment | { readonly found: Found }> {
  if (row.imp_uid !== null) {
    const read = reads.get(row.imp_uid);
    if (read !== undefined) return read.payment;
    return obstacle(broken.has(row.imp_uid) ? "payment_unreadable" : "payment_not_found");
  }
  const merchantUid = row.merchant_uid ?? "";
  const { payments, unreadable } = await deps.upstream.listPaymentsOfOrder(merchantUid, { limit: mostAttempts });
  for (const read of payments) reads.set(read.payment.impUid, read);
  const held = payments.filter(({ payment: { status } }) => status === "paid" || status === "partially_cancelled");
  const meant = held.length > 0 ? held : payments;
  const [only] = meant;
  if (meant.length + unreadable.length > 1) return { found: "ask_which" };
  if (only !== undefined) return only.payment;
  return obstacle(unreadable.length > 0 ? "payment_unreadable" : "payment_not_found");
}

function obstacle(code: "payment_unreadable" | "payment_not_found"): { readonly found: Found } {
  return { found: { finding: { code } } };
}

async function withDelivery(deps: RehearsingDeps, payment: Payment, readAtMs: number): Promise<Found> {
  if (!payment.isEscrow) return { payment, registered: null };
  try {
    const registered = await deps.upstream.getDelivery(payment.impUid);
    await keepDelivery(deps.store.write, payment.impUid, { delivery: registered, readAtMs });
    return { payment, registered };
  } catch (error) {
    // A PG without deliveries refuses the question as well; its rule says so in our words.
    if (error instanceof AppError && error.code === "UPSTREAM_REFUSED") return { payment, registered: null };
    throw error;
  }
}

async function orNothing(read: Promise<ReadPayment>): Promise<ReadPayment | undefined> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof AppError && error.code === "PAYMENT_NOT_FOUND") return undefined;
    throw error;
  }
}

import { AppError, type Delivery, judgeInvoiceRow, type Payment } from "@maru/domain";
import { type JudgedRow, type RehearsingDeps, type RowChange, rehearseRows } from "../../batches/rehearse-batch.ts";
import { keepDelivery } from "../keep-shipment.ts";
import { invoiceLists, type StoredInvoiceBatch, type StoredInvoiceRow } from "./invoice-batch.repository.ts";
import { openContent, readOptions, sealOrder } from "./invoice-contents.ts";
import { whoseMoneyIsHeld } from "./whose-money-is-held.ts";

const rowsAtOnce = 50;

/**
 * Judges the next rows of a batch against payments and deliveries read this moment, and sends nothing. Answers whether
 * rows are left. Rejects when upstream does not answer: what was judged stays, and the rest is judged when it is back.
 */
export function rehearseSome(deps: RehearsingDeps, batch: StoredInvoiceBatch): Promise<boolean> {
  return rehearseRows(deps, invoiceLists, batch, {
    rowsAtOnce,
    meant: (ofOrder) => whoseMoneyIsHeld(ofOrder, ({ payment }) => payment.status),
    judge: (rows) => judge(deps, batch, rows),
    findingOf: (code) => ({ code }),
  });
}

async function judge(
  deps: RehearsingDeps,
  batch: StoredInvoiceBatch,
  rows: readonly JudgedRow<StoredInvoiceRow>[],
): Promise<RowChange<StoredInvoiceRow>[]> {
  const { secret } = deps.config;
  const options = readOptions(secret, batch);
  const changes: RowChange<StoredInvoiceRow>[] = [];
  for (const { row, payment, readAtMs } of rows) {
    const registered = await readDelivery(deps, payment, readAtMs);
    const judged = judgeInvoiceRow({
      row: openContent(secret, row),
      options,
      payment,
      registered,
      wantsChange: row.wants_change === 1,
      now: Math.floor(deps.clock.now() / 1000),
    });
    changes.push([
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
          ? { mode: judged.mode, order_sealed: sealOrder(secret, row, judged.order) }
          : { mode: null, order_sealed: null }),
      },
    ]);
  }
  return changes;
}

/** The delivery upstream has of an escrow payment; null where it has none. */
async function readDelivery(deps: RehearsingDeps, payment: Payment, readAtMs: number): Promise<Delivery | null> {
  if (!payment.isEscrow) return null;
  try {
    const registered = await deps.upstream.getDelivery(payment.impUid);
    await keepDelivery(deps.store.write, payment.impUid, { delivery: registered, readAtMs });
    return registered;
  } catch (error) {
    // A PG without deliveries refuses the question as well; its rule says so in our words.
    if (error instanceof AppError && error.code === "UPSTREAM_REFUSED") return null;
    throw error;
  }
}

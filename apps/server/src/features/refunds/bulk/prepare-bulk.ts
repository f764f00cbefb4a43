import { createHash } from "node:crypto";
import {
  AppError,
  type BulkList,
  bulkContent,
  maskFreeText,
  mostBulkRows,
  type ReadBulkRow,
  readBulkRows,
} from "@maru/domain";
import type { SignedInContext } from "../../../context.ts";
import { storableText } from "../../../db/storable-text.ts";
import { recordAudit } from "../../audit/record-audit.ts";
import { requireReason } from "../reasons/refund-reasons.ts";
import { keepContent, optionsOf, placeOf } from "./bulk-options.ts";
import { findBatchOfContent, findOrderPayments, insertBatch, type NewBatchRow } from "./refund-bulk.repository.ts";

export interface PreparedBatch {
  readonly batchId: string;
  /** The same list was brought before; this is that batch, and nothing was added. */
  readonly isKnown: boolean;
}

/**
 * Keeps a list of refunds as a batch and sends nothing. A list that was brought before is recognised by what it asks for
 * and leads to its batch, unless the person says why it comes again.
 */
export async function prepareBulk(ctx: SignedInContext, list: BulkList): Promise<PreparedBatch> {
  const read = readList(list);
  const contentHash = digest(bulkContent(read.map(({ row }) => row)));
  await requireReason(ctx.store.read, list.reasonCode);
  const known = await findBatchOfContent(ctx.store.read, contentHash);
  if (known !== undefined && list.repeatReason === null) return { batchId: known.id, isKnown: true };
  const id = ctx.ids.next();
  const rows = await placeRows(ctx, id, read);
  return ctx.store.transact(async (tx) => {
    const earlier = await findBatchOfContent(tx, contentHash);
    if (earlier !== undefined && list.repeatReason === null) return { batchId: earlier.id, isKnown: true };
    const batch = {
      id,
      created_at_ms: ctx.clock.now(),
      created_by: ctx.actor.userId,
      created_by_name: ctx.actor.name,
      source: list.source,
      name: list.name === null ? null : storableText(list.name),
      content_hash: contentHash,
      copy: earlier === undefined ? 0 : earlier.copy + 1,
      options: JSON.stringify(optionsOf(list)),
      state: "prepared" as const,
      row_count: rows.length,
      rehearsed_by: null,
      rehearsed_at_ms: null,
      rehearsed_totals: null,
      started_at_ms: null,
      started_by: null,
      started_by_name: null,
      paused_because: null,
      finished_at_ms: null,
      claimed_by: null,
      claimed_until_ms: null,
    };
    if (!(await insertBatch(tx, batch, rows))) {
      const winner = await findBatchOfContent(tx, contentHash);
      return { batchId: winner?.id ?? id, isKnown: true };
    }
    await recordAudit(tx, ctx, {
      event: "refund_batch.prepared",
      batchId: id,
      source: list.source,
      rows: rows.length,
      contentHash,
      copyOf: earlier?.id ?? null,
      reason: list.repeatReason === null ? null : maskFreeText(list.repeatReason),
    });
    return { batchId: id, isKnown: false };
  });
}

function readList(list: BulkList): readonly ReadBulkRow[] {
  const lines = list.lines.map((cells, at) => ({ line: at + 1, cells: cells.map(storableText) }));
  const read = readBulkRows(list.hasHeader ? lines.slice(1) : lines, list.columns);
  if (read.length === 0) {
    throw new AppError("INVALID_INPUT", "The list holds no refund.", { details: { field: "lines" } });
  }
  if (read.length > mostBulkRows) {
    throw new AppError("INVALID_INPUT", `A list holds at most ${mostBulkRows} refunds.`, {
      details: { field: "lines" },
    });
  }
  return read;
}

/**
 * Finds the payment of each row that names an order. An order with several payments is never decided here: the person
 * says which one is meant. One the index does not know is asked for upstream in the rehearsal.
 */
async function placeRows(
  { store, config }: Pick<SignedInContext, "store" | "config">,
  batchId: string,
  read: readonly ReadBulkRow[],
): Promise<NewBatchRow[]> {
  const orders = read.flatMap(({ row }) => (row.impUid === null && row.merchantUid !== null ? [row.merchantUid] : []));
  const known = Map.groupBy(await findOrderPayments(store.read, [...new Set(orders)]), (each) => each.merchant_uid);
  return read.map(({ row, problems }, at): NewBatchRow => {
    const ofOrder = row.merchantUid === null ? [] : (known.get(row.merchantUid) ?? []);
    const isAmbiguous = row.impUid === null && ofOrder.length > 1;
    const only = ofOrder.length === 1 ? (ofOrder[0]?.imp_uid ?? null) : null;
    return {
      row_number: at + 1,
      line: row.line,
      state: problems.length > 0 ? "unreadable" : isAmbiguous ? "ask_which" : "not_rehearsed",
      imp_uid: row.impUid ?? only,
      merchant_uid: row.merchantUid,
      ...keepContent(config.secret, placeOf(batchId, at + 1), row),
      problems: JSON.stringify(problems),
    };
  });
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

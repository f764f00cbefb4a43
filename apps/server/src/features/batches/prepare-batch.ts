import { createHash } from "node:crypto";
import { AppError, maskFreeText } from "@maru/domain";
import type { SignedInContext } from "../../context.ts";
import { storableText } from "../../db/storable-text.ts";
import { recordAudit } from "../audit/record-audit.ts";
import {
  findOrderPayments,
  type NewRow,
  type OrderPayment,
  type StoredBatch,
  type StoredRow,
} from "./batch.repository.ts";
import type { BatchSource } from "./batch.tables.ts";
import type { BatchKind } from "./batch-kind.ts";

export interface PreparedBatch {
  readonly batchId: string;
  /** The same list was brought before; this is that batch, and nothing was added. */
  readonly isKnown: boolean;
}

/** A list as it was brought, whatever it asks for. */
export interface BroughtList<Source extends BatchSource> {
  readonly source: Source;
  readonly name: string | null;
  readonly hasHeader: boolean;
  readonly lines: readonly (readonly string[])[];
  /** Why the same list comes again. */
  readonly repeatReason: string | null;
}

/** A row that was read, and what is wrong with it. */
export interface ReadRow<Row> {
  readonly row: Row;
  readonly problems: readonly unknown[];
}

interface WrittenRow {
  readonly line: number;
  readonly impUid: string | null;
  readonly merchantUid: string | null;
}

export interface Preparation<Batch, Written> {
  readonly rows: readonly ReadRow<Written>[];
  /** What the list asks for, whatever its form: the same text for the same list. */
  readonly content: string;
  /** The columns of the list that only its kind has, and its options. */
  readonly columns: (batchId: string) => Omit<Batch, Exclude<keyof StoredBatch, "options">>;
  /** How a row is kept: what anybody may see of it in the open, the rest sealed for this place. */
  readonly keep: (place: string, row: Written) => Pick<NewRow, "content" | "sealed">;
  /** Which of an order's payments a row may mean; several, and the person says which one. */
  readonly meant: (ofOrder: readonly OrderPayment[]) => readonly OrderPayment[];
}

/**
 * Keeps a list as a batch and sends nothing. A list that was brought before is recognised by what it asks for and leads to
 * its batch, unless the person says why it comes again.
 */
export async function prepareBatch<Batch extends StoredBatch, Row extends StoredRow, Written extends WrittenRow>(
  ctx: SignedInContext,
  kind: BatchKind<Batch, Row>,
  list: BroughtList<Batch["source"]>,
  preparation: Preparation<Batch, Written>,
): Promise<PreparedBatch> {
  const { repository } = kind;
  const contentHash = createHash("sha256").update(preparation.content).digest("hex");
  const known = await repository.findBatchOfContent(ctx.store.read, contentHash);
  if (known !== undefined && list.repeatReason === null) return { batchId: known.id, isKnown: true };
  const id = ctx.ids.next();
  const rows = await placeRows(ctx, id, preparation);
  return ctx.store.transact(async (tx) => {
    const earlier = await repository.findBatchOfContent(tx, contentHash);
    if (earlier !== undefined && list.repeatReason === null) return { batchId: earlier.id, isKnown: true };
    const batch: Omit<StoredBatch, "options"> = {
      id,
      created_at_ms: ctx.clock.now(),
      created_by: ctx.actor.userId,
      created_by_name: ctx.actor.name,
      source: list.source,
      name: list.name === null ? null : storableText(list.name),
      content_hash: contentHash,
      copy: earlier === undefined ? 0 : earlier.copy + 1,
      state: "prepared",
      row_count: rows.length,
      rehearsed_at_ms: null,
      started_at_ms: null,
      started_by: null,
      started_by_name: null,
      paused_because: null,
      finished_at_ms: null,
      claimed_by: null,
      claimed_until_ms: null,
    };
    if (!(await repository.insertBatch(tx, { ...batch, ...preparation.columns(id) } as Batch, rows))) {
      const winner = await repository.findBatchOfContent(tx, contentHash);
      return { batchId: winner?.id ?? id, isKnown: true };
    }
    await recordAudit(tx, ctx, {
      event: `${kind.audit}.prepared`,
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

/** The lines of a list below its heading, as text the store takes, each with its number in the list. */
export function linesOf({ lines, hasHeader }: Pick<BroughtList<BatchSource>, "lines" | "hasHeader">) {
  const numbered = lines.map((cells, at) => ({ line: at + 1, cells: cells.map(storableText) }));
  return hasHeader ? numbered.slice(1) : numbered;
}

/** Throws INVALID_INPUT for a list that is empty or longer than the most rows one may have. */
export function requireLength(rows: readonly unknown[], most: number, of: string): void {
  const refuse = (reason: string) => new AppError("INVALID_INPUT", reason, { details: { field: "lines" } });
  if (rows.length === 0) throw refuse(`The list holds no ${of}.`);
  if (rows.length > most) throw refuse(`A list holds at most ${most} ${of}s.`);
}

/** Binds what is sealed to its row. */
export function placeOf(batchId: string, rowNumber: number): string {
  return `${batchId}/${rowNumber}`;
}

/**
 * Finds the payment of each row that names an order. Where several may be meant it is never decided here. One the index
 * does not know is asked for upstream in the rehearsal.
 */
async function placeRows<Written extends WrittenRow>(
  { store }: Pick<SignedInContext, "store">,
  batchId: string,
  { rows, keep, meant }: Pick<Preparation<never, Written>, "rows" | "keep" | "meant">,
): Promise<NewRow[]> {
  const orders = rows.flatMap(({ row }) => (row.impUid === null && row.merchantUid !== null ? [row.merchantUid] : []));
  const known = Map.groupBy(await findOrderPayments(store.read, [...new Set(orders)]), (each) => each.merchant_uid);
  return rows.map(({ row, problems }, at): NewRow => {
    const ofOrder = meant(row.merchantUid === null ? [] : (known.get(row.merchantUid) ?? []));
    const isAmbiguous = row.impUid === null && ofOrder.length > 1;
    const only = ofOrder.length === 1 ? (ofOrder[0]?.imp_uid ?? null) : null;
    return {
      row_number: at + 1,
      line: row.line,
      state: problems.length > 0 ? "unreadable" : isAmbiguous ? "ask_which" : "not_rehearsed",
      imp_uid: row.impUid ?? only,
      merchant_uid: row.merchantUid,
      ...keep(placeOf(batchId, at + 1), row),
      problems: JSON.stringify(problems),
    };
  });
}

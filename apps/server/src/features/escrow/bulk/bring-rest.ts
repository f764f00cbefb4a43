import { fruitlessInstructionStates, type InstructionState, type InvoiceReceiver } from "@maru/domain";
import type { SignedInContext } from "../../../context.ts";
import { recordAudit } from "../../audit/record-audit.ts";
import { pageOfRows } from "../../batches/describe-batch.ts";
import { findRowInstructions, invoiceLists, type StoredInvoiceRow } from "./invoice-batch.repository.ts";
import { openContent } from "./invoice-contents.ts";

/** A row that came to nothing, as another list needs it. The receiver is as it was written. */
export interface RestRow {
  readonly impUid: string | null;
  readonly merchantUid: string | null;
  /** Upstream's code, or what was written where it is none. */
  readonly courier: string;
  readonly invoice: string;
  /** Unix seconds; null where the row said nothing. */
  readonly sentAt: number | null;
  readonly receiver: InvoiceReceiver;
}

const rowsAtOnce = 200;
const fruitless: ReadonlySet<InstructionState> = new Set(fruitlessInstructionStates);

/**
 * The rows of a list that were to be sent and came to nothing, for another list, with whom each parcel goes to. That somebody
 * read them is kept. Rejects with NOT_FOUND where there is no such list.
 */
export async function bringRest(
  ctx: SignedInContext,
  { batchId }: { readonly batchId: string },
): Promise<{ readonly rows: readonly RestRow[] }> {
  const rows: RestRow[] = [];
  const read = (cursor: number) =>
    pageOfRows(ctx, invoiceLists, { batchId, states: ["asked", "not_asked"], cursor, limit: rowsAtOnce });
  for (let cursor: number | null = 0; cursor !== null; ) {
    const page: Awaited<ReturnType<typeof read>> = await read(cursor);
    rows.push(...(await withoutOutcome(ctx, page.rows)).map((row) => restOf(ctx, row)));
    cursor = page.nextCursor;
  }
  await ctx.store.transact(async (tx) => {
    await recordAudit(tx, ctx, { event: "invoice_batch.rest_brought", batchId, rows: rows.length });
  });
  return { rows };
}

async function withoutOutcome(
  ctx: SignedInContext,
  rows: readonly StoredInvoiceRow[],
): Promise<readonly StoredInvoiceRow[]> {
  const ids = rows.flatMap(({ instruction_id }) => (instruction_id === null ? [] : [instruction_id]));
  const stateOf = new Map((await findRowInstructions(ctx.store.read, ids)).map(({ id, state }) => [id, state]));
  return rows.filter(({ state, instruction_id }) => {
    if (instruction_id === null) return state === "not_asked";
    const reached = stateOf.get(instruction_id);
    return reached !== undefined && fruitless.has(reached);
  });
}

function restOf({ config }: SignedInContext, row: StoredInvoiceRow): RestRow {
  const { impUid, courier, courierText, invoice, sentAt, receiver } = openContent(config.secret, row);
  return {
    impUid: row.imp_uid ?? impUid,
    merchantUid: row.merchant_uid,
    courier: courier ?? courierText,
    invoice,
    sentAt,
    receiver,
  };
}

import {
  type BulkState,
  type ErrorCode,
  type EscrowMode,
  type EscrowRule,
  type InstructionState,
  type InvoiceFinding,
  type InvoiceProblem,
  type InvoiceRowState,
  instructionStates,
  invoiceRowStates,
  isAllowed,
  maskFreeText,
  type PaymentStatus,
} from "@maru/domain";
import type { SignedInContext } from "../../../context.ts";
import { readTimeCursor } from "../../../time-cursor.ts";
import {
  type BatchPlace,
  countInstructionStates,
  countRows,
  findBatches,
  findOrderPayments,
  findRowInstructions,
  findRows,
  type RowInstruction,
  type StoredInvoiceBatch,
  type StoredInvoiceRow,
} from "./invoice-batch.repository.ts";
import type { InvoicePause } from "./invoice-batch.tables.ts";
import { readContent, readFindings, readProblems } from "./invoice-contents.ts";
import { rehearsalHoldsMs, requireBatch } from "./move-invoices.ts";

/** A list of invoices as people see it. */
export interface InvoiceBatch {
  readonly id: string;
  readonly createdAtMs: number;
  readonly createdBy: string;
  readonly source: "file" | "paste";
  readonly name: string | null;
  readonly state: BulkState;
  readonly rowCount: number;
  readonly rows: Readonly<Record<InvoiceRowState, number>>;
  /** Where the instructions of the rows that were sent stand. */
  readonly instructions: Readonly<Record<InstructionState, number>>;
  readonly rehearsedAtMs: number | null;
  readonly rehearsalHoldsUntilMs: number | null;
  readonly startedAtMs: number | null;
  readonly startedBy: string | null;
  readonly pausedBecause: InvoicePause | null;
  readonly finishedAtMs: number | null;
}

/** One payment an order has; the person says whether it is the one meant. */
export interface InvoiceCandidate {
  readonly impUid: string;
  readonly status: PaymentStatus;
  readonly currency: string;
  readonly amount: number;
  readonly isEscrow: boolean;
  /** Unix seconds. */
  readonly requestedAt: number;
}

export interface InvoiceRowView {
  readonly rowNumber: number;
  readonly line: number;
  readonly state: InvoiceRowState;
  readonly impUid: string | null;
  readonly merchantUid: string | null;
  readonly written: {
    readonly courierText: string;
    readonly courier: string | null;
    readonly invoice: string;
    readonly sentAt: number | null;
  };
  readonly problems: readonly InvoiceProblem[];
  readonly findings: readonly InvoiceFinding[];
  readonly mode: EscrowMode | null;
  /** The delivery upstream had in the rehearsal. */
  readonly registered: { readonly courier: string; readonly invoice: string } | null;
  readonly pgProvider: string | null;
  readonly isTest: boolean;
  readonly candidates: readonly InvoiceCandidate[];
  readonly instruction:
    | (Omit<RowInstruction, "problem"> & {
        /** Why it was not sent, where a rule said so. */
        readonly rule: EscrowRule | null;
      })
    | null;
  readonly notAskedBecause: { readonly code: ErrorCode; readonly reason: string } | null;
}

/** One list of invoices and how far it is. */
export async function getInvoices(
  ctx: SignedInContext,
  { batchId }: { readonly batchId: string },
): Promise<InvoiceBatch> {
  return describe(ctx, await requireBatch(ctx.store.read, batchId));
}

/** Lists of invoices, newest first. */
export async function listInvoices(
  ctx: SignedInContext,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ readonly items: readonly InvoiceBatch[]; readonly nextCursor: string | null }> {
  const found = await findBatches(ctx.store.read, readPlace(cursor), limit + 1);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: await Promise.all(shown.map((batch) => describe(ctx, batch))),
    nextCursor: found.length > limit && last !== undefined ? `${last.created_at_ms}.${last.id}` : null,
  };
}

/** Rows of a list in their order. */
export async function listInvoiceRows(
  ctx: SignedInContext,
  {
    batchId,
    states,
    cursor = 0,
    limit,
  }: {
    readonly batchId: string;
    readonly states?: readonly InvoiceRowState[] | undefined;
    readonly cursor?: number | undefined;
    readonly limit: number;
  },
): Promise<{ readonly items: readonly InvoiceRowView[]; readonly nextCursor: number | null }> {
  await requireBatch(ctx.store.read, batchId);
  const found = await findRows(ctx.store.read, batchId, { states, after: cursor, limit: limit + 1 });
  const shown = found.slice(0, limit);
  return {
    items: await describeRows(ctx, shown),
    nextCursor: found.length > limit ? (shown.at(-1)?.row_number ?? null) : null,
  };
}

/** Rows as pages show them, each with what became of it at upstream and the payments to choose from. */
export async function describeRows(
  { store, actor }: Pick<SignedInContext, "store" | "actor">,
  rows: readonly StoredInvoiceRow[],
): Promise<InvoiceRowView[]> {
  const words = isAllowed(actor.role, "buyer:read") ? (text: string) => text : maskFreeText;
  const ids = rows.flatMap(({ instruction_id }) => (instruction_id === null ? [] : [instruction_id]));
  const orders = rows.flatMap(({ state, merchant_uid }) =>
    state === "ask_which" && merchant_uid !== null ? [merchant_uid] : [],
  );
  const instructions = new Map((await findRowInstructions(store.read, ids)).map((each) => [each.id, each]));
  const ofOrders = Map.groupBy(await findOrderPayments(store.read, orders), (each) => each.merchant_uid);
  return rows.map((row): InvoiceRowView => {
    const content = readContent(row);
    const given = row.instruction_id === null ? undefined : instructions.get(row.instruction_id);
    const because = row.not_asked_because === null ? null : JSON.parse(row.not_asked_because);
    return {
      rowNumber: row.row_number,
      line: row.line,
      state: row.state,
      impUid: row.imp_uid ?? content.impUid,
      merchantUid: row.merchant_uid,
      written: {
        courierText: content.courierText,
        courier: content.courier,
        invoice: content.invoice,
        sentAt: content.sentAt,
      },
      problems: readProblems(row),
      findings: readFindings(row),
      mode: row.mode,
      registered: row.registered === null ? null : JSON.parse(row.registered),
      pgProvider: row.pg_provider,
      isTest: row.is_test === 1,
      candidates: (row.state === "ask_which" ? (ofOrders.get(row.merchant_uid ?? "") ?? []) : []).map((payment) => ({
        impUid: payment.imp_uid,
        status: payment.status as PaymentStatus,
        currency: payment.currency,
        amount: payment.amount,
        isEscrow: payment.is_escrow === 1,
        requestedAt: payment.requested_at,
      })),
      instruction: given === undefined ? null : { ...told(given, words), rule: ruleOf(given) },
      notAskedBecause: because === null ? null : { code: because.code, reason: because.reason },
    };
  });
}

/** The PG's words may name a buyer. */
function told({ id, state, pgWords, settledAtMs }: RowInstruction, words: (text: string) => string) {
  return { id, state, pgWords: pgWords === null ? null : words(pgWords), settledAtMs };
}

function ruleOf({ problem }: RowInstruction): EscrowRule | null {
  if (problem === null) return null;
  const { details } = JSON.parse(problem);
  return typeof details?.rule === "string" ? details.rule : null;
}

async function describe(ctx: SignedInContext, batch: StoredInvoiceBatch): Promise<InvoiceBatch> {
  const rows = await countRows(ctx.store.read, batch.id);
  const instructions = await countInstructionStates(ctx.store.read, batch.id);
  return {
    id: batch.id,
    createdAtMs: batch.created_at_ms,
    createdBy: batch.created_by_name,
    source: batch.source,
    name: batch.name,
    state: batch.state,
    rowCount: batch.row_count,
    rows: countsOf(invoiceRowStates, rows),
    instructions: countsOf(instructionStates, instructions),
    rehearsedAtMs: batch.rehearsed_at_ms,
    rehearsalHoldsUntilMs: batch.rehearsed_at_ms === null ? null : batch.rehearsed_at_ms + rehearsalHoldsMs,
    startedAtMs: batch.started_at_ms,
    startedBy: batch.started_by_name,
    pausedBecause: batch.paused_because,
    finishedAtMs: batch.finished_at_ms,
  };
}

function countsOf<State extends string>(
  states: readonly State[],
  counted: ReadonlyMap<State, number>,
): Record<State, number> {
  const counts = Object.fromEntries(states.map((state) => [state, counted.get(state) ?? 0]));
  return counts as Record<State, number>;
}

function readPlace(cursor: string | undefined): BatchPlace | null {
  const place = readTimeCursor(cursor);
  return place && { createdAtMs: place.atMs, id: place.id };
}

import {
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
import {
  type BatchView,
  countsOf,
  type RowView,
  readCandidates,
  viewBatch,
  viewRow,
} from "../../batches/describe-batch.ts";
import { readBatches } from "../../batches/read-batches.ts";
import {
  countInstructionStates,
  findRowInstructions,
  invoiceLists,
  type RowInstruction,
  type StoredInvoiceBatch,
  type StoredInvoiceRow,
} from "./invoice-batch.repository.ts";
import { readContent, readFindings, readProblems } from "./invoice-contents.ts";

/** A list of invoices as people see it. */
export interface InvoiceBatch extends BatchView<StoredInvoiceBatch, InvoiceRowState> {
  /** Where the instructions of the rows that were sent stand. */
  readonly instructions: Readonly<Record<InstructionState, number>>;
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

export interface InvoiceRowView extends RowView<StoredInvoiceRow> {
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
  readonly candidates: readonly InvoiceCandidate[];
  readonly instruction:
    | (Omit<RowInstruction, "problem"> & {
        /** Why it was not sent, where a rule said so. */
        readonly rule: EscrowRule | null;
      })
    | null;
}

/** Lists of invoices as people see them. */
export const invoiceReader = readBatches(invoiceLists, { describe, describeRows });

/** Rows as pages show them, each with what became of it at upstream and the payments to choose from. */
export async function describeRows(
  ctx: Pick<SignedInContext, "store" | "actor">,
  rows: readonly StoredInvoiceRow[],
): Promise<InvoiceRowView[]> {
  const words = isAllowed(ctx.actor.role, "buyer:read") ? (text: string) => text : maskFreeText;
  const ids = rows.flatMap(({ instruction_id }) => (instruction_id === null ? [] : [instruction_id]));
  const instructions = new Map((await findRowInstructions(ctx.store.read, ids)).map((each) => [each.id, each]));
  const candidatesOf = await readCandidates(ctx, rows);
  return rows.map((row): InvoiceRowView => {
    const content = readContent(row);
    const given = row.instruction_id === null ? undefined : instructions.get(row.instruction_id);
    return {
      ...viewRow(row, content.impUid),
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
      candidates: candidatesOf(row).map((payment) => ({
        impUid: payment.imp_uid,
        status: payment.status,
        currency: payment.currency,
        amount: payment.amount,
        isEscrow: payment.is_escrow === 1,
        requestedAt: payment.requested_at,
      })),
      instruction: given === undefined ? null : { ...told(given, words), rule: ruleOf(given) },
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
  return {
    ...(await viewBatch(ctx, invoiceLists, batch, invoiceRowStates)),
    instructions: countsOf(instructionStates, await countInstructionStates(ctx.store.read, batch.id)),
  };
}

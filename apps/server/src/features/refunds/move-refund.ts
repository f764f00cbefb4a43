import { AppError, isFinalRefundState, mayMoveRefund, type RefundState } from "@maru/domain";
import type { Transaction } from "kysely";
import type { Deps } from "../../context.ts";
import type { Database } from "../../db/schema.ts";
import { type AuditOrigin, recordAudit } from "../audit/record-audit.ts";
import type { ErrandKind } from "../errands/errand-kind.ts";
import { type ErrandMove, moveErrand } from "../errands/move-errand.ts";
import { keptRefunds } from "./refunds.repository.ts";
import type { RefundRow } from "./refunds.tables.ts";

/** What refunds need of the console, whoever asks: a request, a batch or the console itself. */
export type RefundDeps = Pick<
  Deps,
  "store" | "upstream" | "clock" | "ids" | "logger" | "live" | "config" | "processId" | "safeMode" | "sync"
>;

export type RefundMove = ErrandMove<RefundState, RefundRow>;

/** Refunds as errands: where they are kept and the table of their states. */
export const refundErrands: ErrandKind<RefundState, RefundRow> = {
  repository: keptRefunds,
  name: "refund",
  mayMove: mayMoveRefund,
  isFinal: isFinalRefundState,
  spent: { account_sealed: null },
  stateChanged,
  isStateChanged,
  announce: announceRefund,
};

/**
 * Moves a refund one step along its table: the state, its timeline, its lock and the audit entry in the caller's
 * transaction. Refuses when the refund stands elsewhere by now, and when there is no such move.
 */
export async function moveRefund(
  tx: Transaction<Database>,
  origin: AuditOrigin,
  refund: Pick<RefundRow, "id" | "imp_uid" | "state" | "amount" | "currency" | "tag">,
  move: RefundMove,
): Promise<RefundRow> {
  const { moved, facts } = await moveErrand(tx, origin, refundErrands, refund, move);
  const { id: refundId, imp_uid: impUid, amount, currency, tag, state: from } = refund;
  const { to } = move;
  const event = stopped.has(to) ? "refund.stopped" : "refund.moved";
  await recordAudit(tx, origin, { event, refundId, impUid, tag, amount, currency, from, to, facts });
  return moved;
}

/** Endings in which no money moved. */
const stopped: ReadonlySet<RefundState> = new Set([
  "refused_pg",
  "refused_stale",
  "not_done",
  "not_sent",
  "rejected",
  "expired",
  "withdrawn",
]);

/** The error for a refund that has moved on, or that there is none of. */
export function stateChanged(refund: Pick<RefundRow, "state"> | undefined): AppError {
  if (refund === undefined) return new AppError("NOT_FOUND", "There is no such refund.");
  return new AppError("REFUND_STATE_CHANGED", "The refund has moved on.", { details: { state: refund.state } });
}

/** Whether an error says that a refund stands elsewhere than thought. */
export function isStateChanged(error: unknown): boolean {
  return error instanceof AppError && error.code === "REFUND_STATE_CHANGED";
}

/** Tells every open page where a refund stands now. */
export function announceRefund(deps: Pick<Deps, "live">, refund: Pick<RefundRow, "id" | "imp_uid" | "state">): void {
  const { id: refundId, imp_uid: impUid, state } = refund;
  deps.live.publish({ type: "refund.changed", refundId, impUid, state });
}

import { AppError, isFinalRefundState, mayMoveRefund, type RefundState } from "@maru/domain";
import type { Transaction } from "kysely";
import type { Deps } from "../../context.ts";
import type { Database } from "../../db/schema.ts";
import { type AuditOrigin, recordAudit } from "../audit/record-audit.ts";
import { withoutPeople } from "../audit/without-people.ts";
import type { RefundProblem } from "./refund-view.ts";
import {
  deleteLock,
  findRefund,
  holdRefund,
  insertEvent,
  type ProposedWord,
  updateRefund,
} from "./refunds.repository.ts";
import type { RefundRow } from "./refunds.tables.ts";

/** What refunds need of the console, whoever asks: a request, a batch or the console itself. */
export type RefundDeps = Pick<
  Deps,
  "store" | "upstream" | "clock" | "ids" | "logger" | "live" | "config" | "processId" | "safeMode" | "sync"
>;

export interface RefundMove {
  readonly to: RefundState;
  readonly changes?: Partial<Omit<RefundRow, "id" | "state">>;
  readonly problem?: RefundProblem;
  /** Only while this is still what somebody says happened. */
  readonly word?: ProposedWord;
  /** For the timeline and the audit log: no personal data. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * Moves a refund one step along its table: the state, its timeline, its lock and the audit entry in the caller's
 * transaction. Refuses when the refund stands elsewhere by now, and when there is no such move.
 */
export async function moveRefund(
  tx: Transaction<Database>,
  origin: AuditOrigin,
  refund: Pick<RefundRow, "id" | "imp_uid" | "state" | "amount" | "currency" | "tag">,
  { to, changes = {}, problem, word, details = {} }: RefundMove,
): Promise<RefundRow> {
  const { id, state: from } = refund;
  if (!mayMoveRefund(from, to)) throw new Error(`a refund does not go from ${from} to ${to}`);
  const nowMs = origin.clock.now();
  await holdRefund(tx, id);
  const ending = isFinalRefundState(to) ? { settled_at_ms: nowMs, next_check_at_ms: null, account_sealed: null } : {};
  const told = problem === undefined ? {} : { problem: JSON.stringify(problem) };
  const moved = await updateRefund(tx, { id, from, changes: { ...told, ...changes, ...ending, state: to }, word });
  if (moved === undefined) throw stateChanged(await findRefund(tx, id));
  if (isFinalRefundState(to)) await deleteLock(tx, id);
  const facts = withoutPeople({
    ...(problem === undefined ? {} : { code: problem.code, ...problem.details }),
    ...details,
  });
  await insertEvent(tx, {
    refund_id: id,
    at_ms: nowMs,
    from_state: from,
    to_state: to,
    actor_user_id: origin.actor?.userId ?? null,
    actor_name: origin.actor?.name ?? null,
    details: JSON.stringify(facts),
  });
  const { imp_uid: impUid, amount, currency, tag } = refund;
  const event = stopped.has(to) ? "refund.stopped" : "refund.moved";
  await recordAudit(tx, origin, { event, refundId: id, impUid, tag, amount, currency, from, to, facts });
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

export function stateChanged(refund: Pick<RefundRow, "state"> | undefined): AppError {
  if (refund === undefined) return new AppError("NOT_FOUND", "There is no such refund.");
  return new AppError("REFUND_STATE_CHANGED", "The refund has moved on.", { details: { state: refund.state } });
}

export function isStateChanged(error: unknown): boolean {
  return error instanceof AppError && error.code === "REFUND_STATE_CHANGED";
}

/** Tells every open page where a refund stands now. */
export function announceRefund(deps: Pick<Deps, "live">, refund: Pick<RefundRow, "id" | "imp_uid" | "state">): void {
  const { id: refundId, imp_uid: impUid, state } = refund;
  deps.live.publish({ type: "refund.changed", refundId, impUid, state });
}

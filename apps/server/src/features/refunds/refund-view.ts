import { type ErrorCode, isAllowed, type Money, maskFreeText, money, type RefundState } from "@maru/domain";
import { z } from "zod";
import type { Actor } from "../../context.ts";
import type { CapName } from "./refund-caps.ts";
import type { RefundEventRow, RefundRow } from "./refunds.tables.ts";

/** Somebody of the merchant. */
export interface RefundPerson {
  readonly userId: string;
  readonly name: string;
}

/** Why a refund stands where it stands. `details` holds what the sentence needs, such as the old and the new balance. */
export interface RefundProblem {
  readonly code: ErrorCode;
  /** For operators, in English; the browser translates by `code`. */
  readonly reason: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** A refund as its page and the list show it. Instants are unix milliseconds. */
export interface RefundView {
  readonly refundId: string;
  readonly impUid: string;
  /** Null until the payment was read. */
  readonly merchantUid: string | null;
  readonly state: RefundState;
  readonly tag: string;
  readonly amount: Money;
  /** The balance the requester saw. */
  readonly balanceSeen: Money;
  /** What was left when it settled; null before. */
  readonly balanceAfter: Money | null;
  readonly taxFreeAmount: Money | null;
  readonly vatAmount: Money | null;
  readonly reasonCode: string;
  readonly reasonText: string;
  readonly repeatReason: string | null;
  readonly refundAccount: { readonly bankCode: string; readonly number: string; readonly holder: string } | null;
  readonly notifyShop: boolean;
  readonly isTest: boolean | null;
  readonly pgProvider: string | null;
  readonly mid: string | null;
  readonly method: string | null;
  readonly requestedBy: RefundPerson;
  readonly requestedAtMs: number;
  /** Null for a refund that needed nobody else. */
  readonly approval: {
    /** The caps it is above. */
    readonly above: readonly CapName[];
    readonly expiresAtMs: number;
    readonly approvedBy: RefundPerson | null;
    readonly approvedAtMs: number | null;
  } | null;
  readonly sentAtMs: number | null;
  readonly settledAtMs: number | null;
  /** How often upstream was read to find out what happened, and when next. */
  readonly checks: number;
  readonly lastCheckedAtMs: number | null;
  readonly nextCheckAtMs: number | null;
  readonly alertedAtMs: number | null;
  readonly cancellationId: string | null;
  /** Upstream's or the PG's refusal, verbatim. */
  readonly refusal: { readonly code: number | null; readonly message: string } | null;
  readonly problem: RefundProblem | null;
  /** What one person found out where nothing could be proved; a second person has to agree. */
  readonly proposal: {
    readonly outcome: "done" | "not_done";
    readonly reason: string;
    readonly by: RefundPerson;
    readonly atMs: number;
  } | null;
}

/** One step of a refund's timeline. */
export interface RefundStep {
  readonly atMs: number;
  readonly from: RefundState | null;
  readonly to: RefundState;
  /** Null for what the console did by itself. */
  readonly by: RefundPerson | null;
  readonly details: Readonly<Record<string, unknown>>;
}

const problemShape = z.object({
  code: z.string(),
  reason: z.string(),
  details: z.record(z.string(), z.unknown()),
});
const accountShape = z.object({ number: z.string(), holder: z.string() });
const facts = z.record(z.string(), z.unknown());

/** The refund as this reader may see it: words people wrote are masked for whoever may not see buyers. */
export function toRefundView(row: RefundRow, reader: Pick<Actor, "role">): RefundView {
  const words = isAllowed(reader.role, "buyer:read") ? (text: string) => text : maskFreeText;
  const inCurrency = (amount: number) => money(amount, row.currency);
  const orNull = (amount: number | null) => (amount === null ? null : inCurrency(amount));
  const account = row.account_masked === null ? null : accountShape.parse(JSON.parse(row.account_masked));
  return {
    refundId: row.id,
    impUid: row.imp_uid,
    merchantUid: row.merchant_uid,
    state: row.state,
    tag: row.tag,
    amount: inCurrency(row.amount),
    balanceSeen: inCurrency(row.pinned_balance),
    balanceAfter: orNull(row.balance_after),
    taxFreeAmount: orNull(row.tax_free_amount),
    vatAmount: orNull(row.vat_amount),
    reasonCode: row.reason_code,
    reasonText: words(row.reason_text),
    repeatReason: row.repeat_reason === null ? null : words(row.repeat_reason),
    refundAccount: account === null ? null : { bankCode: row.account_bank_code ?? "", ...account },
    notifyShop: row.notify_shop === 1,
    isTest: row.is_test === null ? null : row.is_test === 1,
    pgProvider: row.pg_provider,
    mid: row.mid,
    method: row.method,
    requestedBy: { userId: row.requested_by_user_id, name: row.requested_by_name },
    requestedAtMs: row.requested_at_ms,
    approval: approvalOf(row),
    sentAtMs: row.sending_at_ms,
    settledAtMs: row.settled_at_ms,
    checks: row.checks,
    lastCheckedAtMs: row.last_checked_at_ms,
    nextCheckAtMs: row.next_check_at_ms,
    alertedAtMs: row.alerted_at_ms,
    cancellationId: row.cancellation_id,
    refusal: row.pg_words === null ? null : { code: row.pg_code, message: words(row.pg_words) },
    problem: readProblem(row.problem, words),
    proposal: proposalOf(row, words),
  };
}

export function toRefundStep(row: RefundEventRow): RefundStep {
  return {
    atMs: row.at_ms,
    from: row.from_state,
    to: row.to_state,
    by: row.actor_user_id === null ? null : { userId: row.actor_user_id, name: row.actor_name ?? "" },
    details: facts.parse(JSON.parse(row.details)),
  };
}

/** Upstream's words are told again in a problem that came of them. */
function readProblem(json: string | null, words: (text: string) => string): RefundProblem | null {
  if (json === null) return null;
  const { code, reason, details } = problemShape.parse(JSON.parse(json));
  const { message } = details;
  const told = typeof message === "string" ? { ...details, message: words(message) } : details;
  return { code: code as ErrorCode, reason: words(reason), details: told };
}

function approvalOf(row: RefundRow): RefundView["approval"] {
  if (row.approval_reasons === null || row.approval_expires_at_ms === null) return null;
  return {
    above: z.array(z.enum(["per_refund", "per_day", "per_customer"])).parse(JSON.parse(row.approval_reasons)),
    expiresAtMs: row.approval_expires_at_ms,
    approvedBy:
      row.approved_by_user_id === null ? null : { userId: row.approved_by_user_id, name: row.approved_by_name ?? "" },
    approvedAtMs: row.approved_at_ms,
  };
}

function proposalOf(row: RefundRow, words: (text: string) => string): RefundView["proposal"] {
  if (row.proposed_outcome === null || row.proposed_by_user_id === null) return null;
  return {
    outcome: row.proposed_outcome,
    reason: words(row.proposed_reason ?? ""),
    by: { userId: row.proposed_by_user_id, name: row.proposed_by_name ?? "" },
    atMs: row.proposed_at_ms ?? 0,
  };
}

import { type Money, money, type RefundState } from "@maru/domain";
import { z } from "zod";
import type { Actor } from "../../context.ts";
import { type ErrandPerson, type ErrandProgress, toErrandProgress, wordsFor } from "../errands/errand-view.ts";
import type { CapName } from "./refund-caps.ts";
import type { RefundRow } from "./refunds.tables.ts";

/** A refund as its page and the list show it. Instants are unix milliseconds. */
export interface RefundView extends ErrandProgress {
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
  readonly requestedBy: ErrandPerson;
  readonly requestedAtMs: number;
  /** Null for a refund that needed nobody else. */
  readonly approval: {
    /** The caps it is above. */
    readonly above: readonly CapName[];
    readonly expiresAtMs: number;
    readonly approvedBy: ErrandPerson | null;
    readonly approvedAtMs: number | null;
  } | null;
  readonly cancellationId: string | null;
  /** What one person found out where nothing could be proved; a second person has to agree. */
  readonly proposal: {
    readonly outcome: "done" | "not_done";
    readonly reason: string;
    readonly by: ErrandPerson;
    readonly atMs: number;
  } | null;
}

const accountShape = z.object({ number: z.string(), holder: z.string() });

/** The refund as this reader may see it: words people wrote are masked for whoever may not see buyers. */
export function toRefundView(row: RefundRow, reader: Pick<Actor, "role">): RefundView {
  const words = wordsFor(reader);
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
    cancellationId: row.cancellation_id,
    ...toErrandProgress(row, words),
    proposal: proposalOf(row, words),
  };
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

import { randomBytes } from "node:crypto";
import {
  AppError,
  maskAccount,
  maskName,
  type RefundRequest,
  refundTag,
  refundTagChance,
  toKstDate,
} from "@maru/domain";
import { keyedHash } from "../../seal-text.ts";
import type { Secret } from "../../secret.ts";
import { canonicalJson } from "../audit/audit-chain.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { lockUntil } from "../errands/hold-lock.ts";
import type { RefundContext } from "./refund-context.ts";
import { findLock, findRefund, insertEvent, insertLock, insertRefund } from "./refunds.repository.ts";
import type { RefundRow } from "./refunds.tables.ts";
import { sealAccount } from "./seal-account.ts";

export type OpenedRefund =
  | { readonly kind: "new"; readonly refund: RefundRow }
  /** The same id was there before: a double click, a resend, another process. */
  | { readonly kind: "known"; readonly refund: RefundRow }
  /** Another refund of this payment is not final. */
  | { readonly kind: "busy"; readonly other: RefundRow };

/**
 * Writes a refund down before anything is done about it, and takes its payment: one refund at a time, across processes.
 * The balance the person saw is pinned here, for good.
 */
export async function openRefund(ctx: RefundContext, request: RefundRequest): Promise<OpenedRefund> {
  const refund = toRow(ctx, request);
  try {
    return await ctx.store.transact(async (tx) => {
      if (!(await insertRefund(tx, refund))) throw new NotOpened();
      const lock = { imp_uid: refund.imp_uid, refund_id: refund.id, owner: ctx.processId };
      if (!(await insertLock(tx, { ...lock, expires_at_ms: lockUntil(ctx.clock) }))) throw new NotOpened();
      await insertEvent(tx, refund.id, {
        at_ms: refund.requested_at_ms,
        from_state: null,
        to_state: "opened",
        actor_user_id: ctx.actor.userId,
        actor_name: ctx.actor.name,
        details: JSON.stringify({ balanceSeen: refund.pinned_balance }),
      });
      const { id: refundId, imp_uid: impUid, tag, amount, currency, pinned_balance: balanceSeen } = refund;
      const reasonCode = refund.reason_code;
      const isRepeat = refund.repeat_reason !== null;
      await recordAudit(tx, ctx, {
        event: "refund.opened",
        refundId,
        impUid,
        tag,
        amount,
        currency,
        balanceSeen,
        reasonCode,
        isRepeat,
      });
      return { kind: "new", refund } as const;
    });
  } catch (error) {
    if (!(error instanceof NotOpened)) throw error;
  }
  return whyNotOpened(ctx, request);
}

/** Undoes the transaction that found the id or the payment taken. */
class NotOpened extends Error {}

async function whyNotOpened(ctx: RefundContext, { refundId, impUid }: RefundRequest): Promise<OpenedRefund> {
  const known = await findRefund(ctx.store.read, refundId);
  if (known !== undefined) return { kind: "known", refund: known };
  const lock = await findLock(ctx.store.read, impUid);
  const other = lock === undefined ? undefined : await findRefund(ctx.store.read, lock.refund_id);
  if (other !== undefined) return { kind: "busy", other };
  // It ended between the two looks; whoever asks again will find the payment free.
  throw new AppError("REFUND_IN_PROGRESS", "Another refund of this payment has just ended. Look at it first.");
}

function toRow(ctx: RefundContext, request: RefundRequest): RefundRow {
  const nowMs = ctx.clock.now();
  const { refundId: id, refundAccount: account, split, extras } = request;
  return {
    id,
    imp_uid: request.impUid,
    state: "opened",
    tag: refundTag([...randomBytes(refundTagChance)]),
    currency: request.currency,
    amount: request.amount,
    pinned_balance: request.cancellableAmountSeen,
    tax_free_amount: split?.taxFreeAmount ?? null,
    vat_amount: split?.vatAmount ?? null,
    tax_free_left: split?.left === undefined ? null : split.left.taxFree - (split.taxFreeAmount ?? 0),
    vat_left: split?.left === undefined || split.left.vat === null ? null : split.left.vat - (split.vatAmount ?? 0),
    reason_code: request.reasonCode,
    reason_text: request.reasonText,
    repeat_reason: request.repeatReason,
    account_bank_code: account?.bankCode ?? null,
    account_masked:
      account === null
        ? null
        : JSON.stringify({ number: maskAccount(account.number), holder: maskName(account.holder) }),
    account_sealed: account === null ? null : sealAccount(ctx.config.secret, id, account),
    requester: extras.requester,
    retain_promotion: extras.retainPromotion === null ? null : Number(extras.retainPromotion),
    purchase_confirmed: extras.purchaseConfirmed === undefined ? null : Number(extras.purchaseConfirmed),
    notify_shop: Number(request.notifyShop),
    contents_hash: contentsHash(ctx.config.secret, request),
    merchant_uid: null,
    pg_provider: null,
    mid: null,
    method: null,
    is_test: null,
    customer_key: null,
    known_cancellations: null,
    settles_later: 0,
    requested_by_user_id: ctx.actor.userId,
    requested_by_name: ctx.actor.name,
    requested_by_email: ctx.actor.email,
    requested_at_ms: nowMs,
    requested_on: toKstDate(Math.floor(nowMs / 1000)),
    approval_reasons: null,
    approval_expires_at_ms: null,
    approved_by_user_id: null,
    approved_by_name: null,
    approved_at_ms: null,
    sending_at_ms: null,
    settled_at_ms: null,
    next_check_at_ms: null,
    checks: 0,
    last_checked_at_ms: null,
    alerted_at_ms: null,
    balance_after: null,
    cancellation_id: null,
    pg_code: null,
    pg_words: null,
    problem: null,
    proposed_outcome: null,
    proposed_reason: null,
    proposed_by_user_id: null,
    proposed_by_name: null,
    proposed_at_ms: null,
  };
}

/** Equal for the same form sent again, different as soon as one field is. */
export function contentsHash(secret: Secret, request: RefundRequest): string {
  return keyedHash(secret, "maru refund contents", canonicalJson(request));
}

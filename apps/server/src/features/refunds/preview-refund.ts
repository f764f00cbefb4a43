import {
  isAllowed,
  judgeRefund,
  type Money,
  maskPayment,
  money,
  type Payment,
  type RefundVerdict,
  type SplitLeft,
} from "@maru/domain";
import type { SignedInContext } from "../../context.ts";
import { balanceOf, paymentFacts, type RepeatedAmount, recentRefunds } from "./admit-refund.ts";
import { requireRefund } from "./approve-refund.ts";
import {
  capsOf,
  leavesNothing,
  type RefundCaps,
  refundedInDay,
  refundedToCustomer,
  stepUpAbove,
} from "./refund-caps.ts";
import type { RefundPreparer } from "./refund-presence.ts";
import { type RefundView, toRefundView } from "./refund-view.ts";
import { findLock, findRefund, findRefundsOfCustomer, findRefundsOfPayment } from "./refunds.repository.ts";
import type { RefundRow } from "./refunds.tables.ts";
import type { SafeModeFault } from "./safe-mode.ts";
import { readNow } from "./send-refund.ts";
import { stepUpUntil } from "./step-up.ts";

/** A payment as upstream has it now. */
export interface FreshPayment {
  readonly payment: Payment;
  /** What can still be given back. */
  readonly balance: Money;
  readonly isMasked: boolean;
  /** Unix milliseconds. */
  readonly readAtMs: number;
}

export interface RefundPreview extends FreshPayment {
  /** What the rules say before anything is typed. */
  readonly verdict: RefundVerdict;
  /** The caps of the reader's role in won, and what counts against them already. */
  readonly caps: RefundCaps & { readonly refundedToday: number; readonly refundedToCustomer: number };
  /** False where the caps of the role leave nothing to refund with. */
  readonly mayRequest: boolean;
  readonly stepUp: {
    /** Above so many won a fresh code is asked for; null never. */
    readonly above: number | null;
    /** Until when the code last shown holds; null where none does. */
    readonly provenUntilMs: number | null;
    readonly isEnrolled: boolean;
  };
  /** The refund of this payment that is not finished; a second one cannot begin before. */
  readonly openRefund: RefundView | null;
  /** Ours on this payment, the newest first. */
  readonly refunds: readonly RefundView[];
  /** What is left of each tax part, by what was said of the refund before; null where nobody said, or it moved since. */
  readonly splitLeft: Omit<SplitLeft, "refundable"> | null;
  /** Refunded within a day: the same amount again is asked for its reason. */
  readonly recent: readonly RepeatedAmount[];
  /** Who else has the form open. */
  readonly preparing: readonly RefundPreparer[];
  /** Why refunds are stopped for everybody; empty when they are not. */
  readonly faults: readonly SafeModeFault[];
}

/** Everything a person needs before they refund: the payment read upstream now, and every rule's word on it. */
export async function previewRefund(
  ctx: SignedInContext,
  { impUid }: { readonly impUid: string },
): Promise<RefundPreview> {
  const fresh = await readFresh(ctx, impUid);
  const { store, actor } = ctx;
  const { customer_key: customerKey } = paymentFacts(ctx, fresh.payment);
  const nowMs = ctx.clock.now();
  const [caps, refundedToday, wentToCustomer, above, provenUntilMs, lock, refunds, recent, faults] = await Promise.all([
    capsOf(store.read, actor.role),
    refundedInDay(store.read, { userId: actor.userId, requestedAtMs: nowMs, refundId: "" }),
    refundedToCustomer(store.read, { customerKey, requestedAtMs: nowMs, refundId: "" }),
    stepUpAbove(store.read),
    stepUpUntil(ctx),
    findLock(store.read, impUid),
    findRefundsOfPayment(store.read, impUid),
    recentRefunds(ctx, fresh.payment),
    ctx.safeMode.faults(),
  ]);
  const open = lock === undefined ? undefined : await findRefund(store.read, lock.refund_id);
  return {
    ...masked(ctx, fresh),
    verdict: judgeRefund(fresh.payment, null, nowMs),
    caps: { ...caps, refundedToday, refundedToCustomer: wentToCustomer },
    mayRequest: !leavesNothing(caps),
    stepUp: { above, provenUntilMs, isEnrolled: ctx.session.isSecondFactorEnrolled },
    openRefund: open === undefined ? null : toRefundView(open, actor),
    refunds: refunds.map((refund) => toRefundView(refund, actor)),
    splitLeft: splitLeftOf(refunds, fresh.balance.amount),
    recent,
    preparing: ctx.refundPresence.of(impUid, actor.userId),
    faults,
  };
}

function splitLeftOf(refunds: readonly RefundRow[], balance: number): RefundPreview["splitLeft"] {
  const last = refunds.find(({ state }) => state === "done");
  if (last === undefined || last.balance_after !== balance) return null;
  if (last.tax_free_left !== null) return { taxFree: last.tax_free_left, vat: last.vat_left };
  // Said of a part, "all of it is taxable" was said of the whole.
  return last.tax_free_amount === 0 && last.vat_amount === null ? { taxFree: 0, vat: null } : null;
}

export interface RefundReview extends FreshPayment {
  readonly refund: RefundView;
  /** Other refunds to the same buyer, the newest first. */
  readonly ofCustomer: readonly RefundView[];
  /** Won that went to this buyer, or may still, over the time the cap counts. */
  readonly refundedToCustomer: number;
  readonly verdict: RefundVerdict;
}

const shownOfCustomer = 20;

/** What an approver looks at: the refund beside the payment as it is now and what its buyer got before. */
export async function reviewRefund(
  ctx: SignedInContext,
  { refundId }: { readonly refundId: string },
): Promise<RefundReview> {
  const refund = await requireRefund(ctx, refundId);
  const fresh = await readFresh(ctx, refund.imp_uid);
  const { customer_key: customerKey } = paymentFacts(ctx, fresh.payment);
  const [others, wentToCustomer] = await Promise.all([
    customerKey === null ? [] : findRefundsOfCustomer(ctx.store.read, customerKey, shownOfCustomer + 1),
    refundedToCustomer(ctx.store.read, { customerKey, requestedAtMs: ctx.clock.now(), refundId }),
  ]);
  return {
    ...masked(ctx, fresh),
    refund: toRefundView(refund, ctx.actor),
    ofCustomer: others
      .filter(({ id }) => id !== refundId)
      .slice(0, shownOfCustomer)
      .map((other) => toRefundView(other, ctx.actor)),
    refundedToCustomer: wentToCustomer,
    verdict: judgeRefund(fresh.payment, null, ctx.clock.now()),
  };
}

async function readFresh(ctx: SignedInContext, impUid: string): Promise<Omit<FreshPayment, "isMasked">> {
  const { payment, readAtMs } = await readNow(ctx, impUid);
  return { payment, balance: money(balanceOf(payment), payment.amount.currency), readAtMs };
}

function masked({ actor }: SignedInContext, fresh: Omit<FreshPayment, "isMasked">): FreshPayment {
  const isMasked = !isAllowed(actor.role, "buyer:read");
  return { ...fresh, payment: isMasked ? maskPayment(fresh.payment) : fresh.payment, isMasked };
}

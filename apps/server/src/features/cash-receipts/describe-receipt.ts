import {
  AppError,
  type CashReceipt,
  isCashMethod,
  type Localised,
  type Payment,
  type ReceiptExtra,
  type ReceiptIdentifierType,
  type ReceiptRefusal,
  type ReceiptTruth,
  type ReceiptType,
  type ReceiptWork,
  receiptAmountOf,
  receiptCautions,
  receiptExtras,
  receiptTruth,
  receiptWork,
  refuseReceiptCancel,
  refuseReceiptOf,
  supportsReceipt,
} from "@maru/domain";
import type { SignedInContext } from "../../context.ts";
import { type InstructionView, toInstructionView } from "../instructions/instruction-view.ts";
import { findInstructions } from "../instructions/instructions.repository.ts";
import { requirePayment } from "../payments/find-payment.ts";
import { seesBuyer } from "../payments/reveal-buyer.ts";
import { findReceipt, type StoredReceipt } from "./cash-receipts.repository.ts";
import { keepReceipt } from "./keep-receipt.ts";
import { foundReceipt, lookUpReceipt } from "./look-up-receipt.ts";
import { pgOfChannel } from "./receipt-kinds.ts";

/** A receipt as pages show it. Amounts are won; whose it is, is masked before it is stored. */
export interface ReceiptView {
  readonly source: "payment" | "outside";
  readonly target: string;
  readonly state: "issued" | "cancelled";
  readonly type: ReceiptType | null;
  readonly identifierType: ReceiptIdentifierType | null;
  readonly identifierMasked: string | null;
  readonly amount: number | null;
  readonly vat: number | null;
  readonly taxFree: number | null;
  readonly orderName: string | null;
  readonly pgProvider: string | null;
  readonly receiptTid: string | null;
  readonly approvalNumber: string | null;
  readonly url: string | null;
  /** Unix seconds. */
  readonly issuedAt: number | null;
  readonly cancelledAt: number | null;
  readonly isOurs: boolean;
  readonly issuedBy: string | null;
  /** Unix milliseconds. */
  readonly readAtMs: number;
}

/** What pages show of a remembered receipt; the identifier is masked in the store already. */
export function toReceiptView(row: StoredReceipt): ReceiptView {
  return {
    source: row.source,
    target: row.target,
    state: row.state,
    type: row.type,
    identifierType: row.identifier_type,
    identifierMasked: row.identifier_masked,
    amount: row.amount,
    vat: row.vat,
    taxFree: row.tax_free,
    orderName: row.order_name,
    pgProvider: row.pg_provider,
    receiptTid: row.receipt_tid,
    approvalNumber: row.apply_number,
    url: row.receipt_url,
    issuedAt: row.applied_at,
    cancelledAt: row.cancelled_at,
    isOurs: row.is_ours === 1,
    issuedBy: row.issued_by_name,
    readAtMs: row.read_at_ms,
  };
}

interface ReceiptDesk {
  /** What is known, and by which answer. */
  readonly truth: ReceiptTruth;
  readonly receipt: ReceiptView | null;
  /** False where upstream did not answer: then what is shown is what was known before. */
  readonly isFresh: boolean;
  readonly pgProvider: string | null;
  readonly offers: { readonly read: boolean; readonly issue: boolean; readonly cancel: boolean };
  /** Why none can be issued, or this one not be cancelled. */
  readonly issueRefusal: ReceiptRefusal | null;
  readonly cancelRefusal: ReceiptRefusal | null;
  /** What the form has to ask for at this PG. */
  readonly extras: readonly ReceiptExtra[];
  readonly cautions: readonly Localised[];
  /** What was told to upstream about it, the latest first. */
  readonly instructions: readonly InstructionView[];
}

export interface PaymentReceipt extends ReceiptDesk {
  readonly impUid: string;
  readonly merchantUid: string;
  readonly orderName: string | null;
  readonly isTest: boolean;
  /** A payment by such means can have a cash receipt at all. */
  readonly isCashLike: boolean;
  readonly isFlagged: boolean;
  readonly currency: string;
  /** Minor units. */
  readonly paid: number;
  /** What is left, which is what a receipt is issued for. */
  readonly left: number;
  /** What the refunds so far leave to do. */
  readonly work: ReceiptWork;
  /** For the form; null for readers who may not see buyers. */
  readonly buyer: { readonly name: string | null; readonly tel: string | null; readonly email: string | null } | null;
}

export interface OutsideReceipt extends ReceiptDesk {
  readonly merchantUid: string;
  readonly channelKey: string | null;
}

const shownInstructions = 20;

/** Everything known of a payment's cash receipt, asked upstream now where its PG offers that. */
export async function getPaymentReceipt(
  ctx: SignedInContext,
  { impUid }: { readonly impUid: string },
): Promise<PaymentReceipt> {
  const { payment } = await requirePayment(ctx, impUid);
  const isCashLike = isCashMethod(payment.method);
  // A card payment has none, so that opening its page asks upstream nothing.
  const looked = isCashLike || payment.isCashReceiptIssued ? await lookUpNow(ctx, "payment", impUid, payment) : unasked;
  const stored = await findReceipt(ctx.store.read, "payment", impUid);
  const left = receiptAmountOf(payment);
  const truth = receiptTruth({
    isFlagged: payment.isCashReceiptIssued,
    record: recordOf(looked, stored),
    isOurs: stored?.is_ours === 1,
  });
  const found = foundOf(looked, stored);
  return {
    impUid,
    merchantUid: payment.merchantUid,
    orderName: payment.orderName,
    isTest: payment.isTestChannel,
    isCashLike,
    isFlagged: payment.isCashReceiptIssued,
    currency: payment.amount.currency,
    paid: payment.amount.amount,
    left,
    buyer: (await seesBuyer(ctx, impUid))
      ? { name: payment.buyer.name, tel: payment.buyer.tel, email: payment.buyer.email }
      : null,
    work: receiptWork({
      knowledge: truth.knowledge,
      pgProvider: payment.pgProvider,
      receiptAmount: stored?.state === "issued" ? stored.amount : null,
      netAmount: left,
      paidAmount: payment.amount.amount,
    }),
    issueRefusal:
      refuseReceiptOf(payment, { isSupported: supportsReceipt("payment", "issue", payment.pgProvider), found }) ?? null,
    ...(await deskOf(
      ctx,
      { source: "payment", target: impUid, pgProvider: payment.pgProvider },
      { looked, stored, truth },
    )),
    cautions: receiptCautions("payment", payment.pgProvider, payment.isCashReceiptIssued),
  };
}

/** The same of a sale outside i'mport. */
export async function getOutsideReceipt(
  ctx: SignedInContext,
  { merchantUid, channelKey }: { readonly merchantUid: string; readonly channelKey: string | null },
): Promise<OutsideReceipt> {
  const known = await findReceipt(ctx.store.read, "outside", merchantUid);
  const pgProvider = known?.pg_provider ?? (channelKey === null ? null : await pgOfChannel(ctx, channelKey));
  const looked = await lookUpNow(ctx, "outside", merchantUid, { pgProvider });
  const stored = await findReceipt(ctx.store.read, "outside", merchantUid);
  if (stored === undefined && looked.receipt === undefined && pgProvider === null) {
    throw new AppError("NOT_FOUND", "Nothing is known of a cash receipt under this order number.");
  }
  const truth = receiptTruth({ isFlagged: false, record: recordOf(looked, stored), isOurs: stored?.is_ours === 1 });
  const isLive = stored?.state === "issued";
  return {
    merchantUid,
    channelKey: stored?.channel_key ?? channelKey,
    issueRefusal: !supportsReceipt("outside", "issue", pgProvider)
      ? { rule: "pg_unsupported" }
      : isLive
        ? { rule: "already_issued" }
        : null,
    ...(await deskOf(ctx, { source: "outside", target: merchantUid, pgProvider }, { looked, stored, truth })),
    cautions: receiptCautions("outside", pgProvider, false),
  };
}

interface LookUp {
  /** Undefined where the PG offers no look-up, or nobody answered. */
  readonly receipt: CashReceipt | null | undefined;
  readonly isFresh: boolean;
}

const unasked: LookUp = { receipt: undefined, isFresh: true };

async function lookUpNow(
  ctx: SignedInContext,
  source: "payment" | "outside",
  target: string,
  { pgProvider }: Pick<Payment, "pgProvider">,
): Promise<LookUp> {
  const readAtMs = ctx.clock.now();
  try {
    const receipt = await lookUpReceipt(ctx.upstream, { source, target, pgProvider });
    if (receipt != null) await keepReceipt(ctx.store.write, { source, target, receipt, pgProvider, readAtMs });
    return { receipt, isFresh: true };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { receipt: undefined, isFresh: false };
  }
}

function recordOf({ receipt }: LookUp, stored: StoredReceipt | undefined) {
  if (receipt != null) return { isCancelled: receipt.cancelledAt !== null };
  // What was issued here stays known where nobody can look it up, or upstream does not answer.
  if (receipt === undefined && stored !== undefined) return { isCancelled: stored.state === "cancelled" };
  return receipt;
}

function foundOf({ receipt }: LookUp, stored: StoredReceipt | undefined) {
  if (receipt !== undefined) return foundReceipt(receipt);
  return stored === undefined
    ? undefined
    : { receiptTid: stored.receipt_tid, isCancelled: stored.state === "cancelled" };
}

async function deskOf(
  ctx: SignedInContext,
  { source, target, pgProvider }: { source: "payment" | "outside"; target: string; pgProvider: string | null },
  { looked, stored, truth }: { looked: LookUp; stored: StoredReceipt | undefined; truth: ReceiptTruth },
) {
  const offers = {
    read: supportsReceipt(source, "read", pgProvider),
    issue: supportsReceipt(source, "issue", pgProvider),
    cancel: supportsReceipt(source, "cancel", pgProvider),
  };
  const found = foundOf(looked, stored);
  const instructions = await findInstructions(ctx.store.read, {
    states: null,
    families: ["cash_receipt"],
    impUid: null,
    target: { kind: source === "payment" ? "payment" : "order", id: target },
    before: null,
    limit: shownInstructions,
  });
  return {
    truth,
    receipt: stored === undefined ? null : toReceiptView(stored),
    isFresh: looked.isFresh,
    pgProvider,
    offers,
    cancelRefusal: refuseReceiptCancel(found, { isSupported: offers.cancel, receiptTidSeen: null }) ?? null,
    extras: receiptExtras(source, pgProvider),
    instructions: instructions.map((row) => toInstructionView(row, ctx.actor)),
  };
}

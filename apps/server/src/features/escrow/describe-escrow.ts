import {
  AppError,
  type CapabilityAnswer,
  type Delivery,
  type EscrowField,
  type EscrowOrder,
  type EscrowRefusal,
  emptyParty,
  escrowFields,
  escrowFormFields,
  escrowSupport,
  invoiceOverdueSeconds,
  isAllowed,
  type KstDate,
  maskFreeText,
  maskName,
  type Payment,
  type PaymentStatus,
  type PurchaseConfirmation,
  productsOf,
  purchaseConfirmation,
  receiverOf,
  refuseEscrow,
  toKstDate,
} from "@maru/domain";
import type { SignedInContext } from "../../context.ts";
import { type InstructionView, toInstructionView } from "../instructions/instruction-view.ts";
import { findInstructions } from "../instructions/instructions.repository.ts";
import { requirePayment } from "../payments/find-payment.ts";
import { seesBuyer } from "../payments/reveal-buyer.ts";
import {
  countEscrow,
  type EscrowGroup,
  type EscrowWindow,
  escrowGroups,
  findEscrow,
  findEscrowNotices,
  findShipment,
  type StoredShipment,
  todayOf,
} from "./escrow.repository.ts";
import { openReason } from "./keep-escrow-notice.ts";
import { keepDelivery, lastSender, openDetails, type ShipmentDetails } from "./keep-shipment.ts";

/** A delivery as it is known. Instants are unix seconds unless they say milliseconds. */
export interface ShipmentView {
  readonly courier: string;
  readonly invoice: string;
  readonly sentAt: number | null;
  readonly registeredAt: number | null;
  /** When the purchase is expected to confirm itself. */
  readonly confirmsOn: KstDate | null;
  readonly isOurs: boolean;
  readonly registeredBy: string | null;
  readonly registeredAtMs: number | null;
  readonly changedBy: string | null;
  readonly changedAtMs: number | null;
  readonly readAtMs: number;
}

/** What a webhook said of an escrow. Instants are unix milliseconds. */
export interface EscrowNoticeView {
  /** KG Inicis' own code; a name this version may not know. */
  readonly code: string;
  readonly atMs: number;
  /** The buyer's words, masked for readers who may not see buyers. */
  readonly reason: string | null;
  readonly isFromPublishedAddress: boolean;
}

/** What the form of a delivery begins with. */
export type EscrowDefaults = Omit<EscrowOrder, "instructionId" | "impUid" | "courier" | "invoice" | "sentAt"> & {
  readonly courier: string | null;
  readonly invoice: string | null;
  readonly sentAt: number | null;
};

export interface EscrowDetail {
  readonly impUid: string;
  readonly merchantUid: string;
  readonly orderName: string | null;
  readonly isEscrow: boolean;
  readonly isTest: boolean;
  readonly status: PaymentStatus;
  readonly pgProvider: string | null;
  readonly currency: string;
  readonly amount: number;
  readonly paidAt: number | null;
  readonly offers: { readonly register: CapabilityAnswer; readonly change: CapabilityAnswer };
  readonly registerRefusal: EscrowRefusal | null;
  readonly changeRefusal: EscrowRefusal | null;
  readonly fields: {
    readonly register: readonly EscrowField[];
    readonly change: readonly EscrowField[];
    readonly required: readonly EscrowField[];
  };
  readonly shipment: ShipmentView | null;
  /** False where upstream did not answer: then what is shown is what was known before. */
  readonly isFresh: boolean;
  /** An order waits too long for its invoice. */
  readonly isOverdue: boolean;
  readonly confirmation: PurchaseConfirmation | null;
  /** What webhooks said of the escrow, the latest first. Nothing at i'mport bears it out. */
  readonly notices: readonly EscrowNoticeView[];
  /** Whether addresses and names are kept from this reader. */
  readonly isMasked: boolean;
  /** Null for readers who may not see buyers, or register nothing. */
  readonly defaults: EscrowDefaults | null;
  readonly instructions: readonly InstructionView[];
}

const shownInstructions = 20;
const shownNotices = 10;

/** Everything known of an escrow payment's delivery, asked upstream now where its PG offers that. */
export async function getEscrow(ctx: SignedInContext, { impUid }: { readonly impUid: string }): Promise<EscrowDetail> {
  const { payment } = await requirePayment(ctx, impUid);
  const offers = escrowSupport(payment.pgProvider);
  const asked = payment.isEscrow && offers.register !== "no" ? await askNow(ctx, impUid) : unasked;
  const stored = await findShipment(ctx.store.read, impUid);
  const shipment = stored === undefined ? null : toShipment(stored);
  const now = Math.floor(ctx.clock.now() / 1000);
  const support = { register: offers.register !== "no", change: offers.change !== "no" };
  const registered = asked.delivery === undefined && shipment !== null ? shipment : asked.delivery;
  const isMasked = !(await seesBuyer(ctx, impUid));
  const shown = (words: string | null) =>
    words !== null && isMasked ? maskFreeText(words, [payment.buyer.name]) : words;
  const instructions = await findInstructions(ctx.store.read, {
    states: null,
    families: ["escrow"],
    impUid: null,
    target: { kind: "payment", id: impUid },
    before: null,
    limit: shownInstructions,
  });
  const isHeld = payment.status === "paid" || payment.status === "partially_cancelled";
  return {
    impUid,
    merchantUid: payment.merchantUid,
    orderName: payment.orderName,
    isEscrow: payment.isEscrow,
    isTest: payment.isTestChannel,
    status: payment.status,
    pgProvider: payment.pgProvider,
    currency: payment.amount.currency,
    amount: payment.amount.amount,
    paidAt: payment.paidAt,
    offers,
    registerRefusal: refuseEscrow(payment, { mode: "register", support, registered, now }) ?? null,
    changeRefusal: refuseEscrow(payment, { mode: "change", support, registered, now }) ?? null,
    fields: {
      register: escrowFormFields(payment.pgProvider, "register"),
      change: escrowFormFields(payment.pgProvider, "change"),
      required: escrowFields(payment.pgProvider, "register") ?? [],
    },
    shipment,
    isFresh: asked.isFresh,
    isOverdue: isHeld && shipment === null && payment.paidAt !== null && now - payment.paidAt > invoiceOverdueSeconds,
    confirmation: purchaseConfirmation({ registeredAt: shipment?.registeredAt ?? null, deliveredOn: null }) ?? null,
    notices: (await findEscrowNotices(ctx.store.read, impUid, shownNotices)).map((notice) => ({
      code: notice.code,
      atMs: notice.at_ms,
      reason: shown(openReason(ctx.config.secret, notice)),
      isFromPublishedAddress: notice.is_from_published_address === 1,
    })),
    isMasked,
    defaults: isMasked ? null : await defaultsOf(ctx, payment, stored),
    instructions: instructions.map((row) => toInstructionView(row, ctx.actor)),
  };
}

interface Asked {
  /** Undefined where nobody answered, or nobody was asked. */
  readonly delivery: Delivery | null | undefined;
  readonly isFresh: boolean;
}

const unasked: Asked = { delivery: undefined, isFresh: true };

async function askNow(ctx: SignedInContext, impUid: string): Promise<Asked> {
  const readAtMs = ctx.clock.now();
  try {
    const delivery = await ctx.upstream.getDelivery(impUid);
    await keepDelivery(ctx.store.write, impUid, { delivery, readAtMs });
    return { delivery, isFresh: true };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { delivery: undefined, isFresh: false };
  }
}

function toShipment(row: StoredShipment): ShipmentView | null {
  if (row.company === null || row.invoice === null) return null;
  return {
    courier: row.company,
    invoice: row.invoice,
    sentAt: row.sent_at,
    registeredAt: row.applied_at,
    confirmsOn: row.confirms_on,
    isOurs: row.is_ours === 1,
    registeredBy: row.registered_by_name,
    registeredAtMs: row.registered_at_ms,
    changedBy: row.changed_by_name,
    changedAtMs: row.changed_at_ms,
    readAtMs: row.read_at_ms,
  };
}

/** What was sent before comes first, then what the payment itself says, and the sender of the last delivery. */
async function defaultsOf(
  ctx: SignedInContext,
  payment: Payment,
  stored: StoredShipment | undefined,
): Promise<EscrowDefaults> {
  const { secret } = ctx.config;
  const sentBefore: ShipmentDetails | null = stored === undefined ? null : openDetails(secret, stored);
  const sender = sentBefore?.sender ?? (await lastSender(ctx.store.read, secret)) ?? emptyParty;
  return {
    sender,
    receiver: sentBefore?.receiver ?? receiverOf(payment),
    dispatchAddress: sentBefore?.dispatchAddress ?? sender.address,
    products: [...(sentBefore?.products ?? productsOf(payment))],
    courier: stored?.company ?? null,
    invoice: stored?.invoice ?? null,
    sentAt: stored?.sent_at ?? null,
    receivingOn: stored?.receiving_on ?? null,
    sendEmail: payment.pgProvider === "nice_v2" ? true : null,
  };
}

/** Orders older than this are not on the board: whatever became of them was settled long ago. */
const boardDays = 60;
const daySeconds = 24 * 60 * 60;

export interface EscrowBoard {
  readonly groups: Readonly<Record<EscrowGroup, { readonly orders: number; readonly amount: number }>>;
  readonly boardDays: number;
}

/** The payments the board speaks of at that instant. */
export function windowOf(nowMs: number, mode: "live" | "test"): EscrowWindow {
  const now = Math.floor(nowMs / 1000);
  return {
    isTest: mode === "test",
    since: now - boardDays * daySeconds,
    overdueBefore: now - invoiceOverdueSeconds,
    today: todayOf(nowMs),
  };
}

/** How many orders stand where, and what they come to in won. */
export async function countEscrowBoard(
  ctx: SignedInContext,
  { mode }: { readonly mode: "live" | "test" },
): Promise<EscrowBoard> {
  const window = windowOf(ctx.clock.now(), mode);
  const counted = await Promise.all(
    escrowGroups.map(async (group) => [group, await countEscrow(ctx.store.read, window, group)] as const),
  );
  return { groups: Object.fromEntries(counted) as EscrowBoard["groups"], boardDays };
}

export interface EscrowOrderRow {
  readonly impUid: string;
  readonly merchantUid: string;
  readonly orderName: string | null;
  /** Masked for readers who may not see buyers. */
  readonly buyerName: string | null;
  readonly pgProvider: string | null;
  readonly status: PaymentStatus;
  readonly currency: string;
  readonly amount: number;
  readonly isTest: boolean;
  /** When it reached its present status, unix seconds. */
  readonly paidAt: number;
  /** How many days it has waited for its invoice, or waits. */
  readonly daysWaiting: number;
  readonly support: CapabilityAnswer;
  readonly courier: string | null;
  readonly invoice: string | null;
  readonly sentAt: number | null;
  readonly registeredAt: number | null;
  readonly confirmsOn: KstDate | null;
  /** The code a webhook named last; null where none spoke of this escrow. */
  readonly toldCode: string | null;
  readonly isOurs: boolean;
  /** Unix milliseconds; null where upstream was never asked. */
  readonly readAtMs: number | null;
}

/** The orders of one group: what waits, the longest first; what is sent, the latest first. */
export async function listEscrow(
  ctx: SignedInContext,
  query: {
    readonly group: EscrowGroup;
    readonly mode: "live" | "test";
    readonly cursor?: number | undefined;
    readonly limit: number;
  },
): Promise<{ readonly items: readonly EscrowOrderRow[]; readonly nextCursor: number | null }> {
  const nowMs = ctx.clock.now();
  const found = await findEscrow(ctx.store.read, windowOf(nowMs, query.mode), {
    group: query.group,
    after: query.cursor ?? null,
    limit: query.limit + 1,
  });
  const shown = found.slice(0, query.limit);
  const mask = isAllowed(ctx.actor.role, "buyer:read") ? (name: string) => name : maskName;
  return {
    items: shown.map((row) => ({
      impUid: row.imp_uid,
      merchantUid: row.merchant_uid,
      orderName: row.order_name,
      buyerName: row.buyer_name === null ? null : mask(row.buyer_name),
      pgProvider: row.pg_provider,
      status: row.status as PaymentStatus,
      currency: row.currency,
      amount: row.amount,
      isTest: row.is_test === 1,
      paidAt: row.status_at,
      daysWaiting: daysBetween(toKstDate(row.status_at), todayOf(nowMs)),
      support: escrowSupport(row.pg_provider).register,
      courier: row.company,
      invoice: row.invoice,
      sentAt: row.sent_at,
      registeredAt: row.applied_at,
      confirmsOn: row.confirms_on,
      toldCode: row.told_code,
      isOurs: row.is_ours === 1,
      readAtMs: row.read_at_ms,
    })),
    nextCursor: found.length > query.limit ? (shown.at(-1)?.id ?? null) : null,
  };
}

function daysBetween(from: KstDate, to: KstDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / (daySeconds * 1000));
}

import {
  digitsOf,
  isAwaitingDeposit,
  normaliseForSearch,
  type Payment,
  requestedAt,
  searchableAmount,
  searchableFields,
  statusAt,
} from "@maru/domain";
import type { ReadPayment } from "@maru/import-client";
import type { Selectable } from "kysely";
import type { PaymentSource, PaymentsTable, PaymentTextsTable } from "./payments.tables.ts";
import { gramsOf, wordsOf } from "./search-grams.ts";
import { joinSections } from "./search-sections.ts";

/** A payment as one read brought it. */
export interface PaymentCopy extends ReadPayment {
  readonly source: PaymentSource;
  /** When the read was sent, so that of two overlapping reads the later one is known; unix milliseconds. */
  readonly readAtMs: number;
}

/** Everything the index keeps of one copy, but for the row id. */
export interface IndexedPayment {
  readonly row: Omit<Selectable<PaymentsTable>, "id">;
  readonly text: Omit<Selectable<PaymentTextsTable>, "id">;
  readonly wire: string;
  readonly grams: string;
}

/** What `amount_rank` holds for an amount too large to be searched by: it ranks above every other. */
export const unsearchableAmount = Number.MAX_SAFE_INTEGER;

/** `notes` are the texts of the notes about the payment. */
export function toIndexed(
  { payment, wire, source, readAtMs }: PaymentCopy,
  notes: readonly string[] = [],
): IndexedPayment {
  const fields = searchableFields(payment, notes);
  const words = wordsOf(fields);
  const facets = {
    status: payment.status,
    method: payment.method,
    pgProvider: payment.pgProvider,
    mid: payment.mid,
    currency: payment.amount.currency,
    isTest: payment.isTestChannel,
    isEscrow: payment.isEscrow,
    isCashReceipt: payment.isCashReceiptIssued,
    isBilling: payment.billingUsage !== null,
  };
  const keys = { merchantUid: payment.merchantUid, ...buyerKeys(payment) };
  return {
    row: {
      imp_uid: payment.impUid,
      merchant_uid: payment.merchantUid,
      status: payment.status,
      method: payment.method,
      pg_provider: payment.pgProvider,
      mid: payment.mid,
      currency: payment.amount.currency,
      amount: payment.amount.amount,
      cancelled_amount: payment.cancelledAmount.amount,
      amount_rank: searchableAmount(payment.amount) ?? unsearchableAmount,
      is_test: Number(facets.isTest),
      is_escrow: Number(facets.isEscrow),
      is_cash_receipt: Number(facets.isCashReceipt),
      is_billing: Number(facets.isBilling),
      requested_at: requestedAt(payment),
      status_at: statusAt(payment),
      listed_at: listedAt(payment),
      facts_at: latestFact(payment),
      read_at_ms: readAtMs,
      source,
    },
    text: {
      order_name: payment.orderName,
      buyer_name: payment.buyer.name,
      buyer_tel: payment.buyer.tel,
      buyer_tel_digits: keys.buyerTelDigits,
      buyer_email: keys.buyerEmail,
      instrument: instrumentOf(payment),
      easy_pay_provider: payment.easyPayProvider,
      fail_reason: payment.failReason,
      is_awaiting_deposit: Number(isAwaitingDeposit(payment)),
      search_text: joinSections("texts", fields),
      search_digits: joinSections("digits", fields),
      search_initials: joinSections("initials", fields),
      search_starts: joinSections("starts", fields),
    },
    wire: JSON.stringify(withoutNulls(wire)),
    grams: gramsOf(fields, words, facets, keys),
  };
}

/** The object without its null members, at any depth. A replacer of `JSON.stringify` does the same several times slower. */
function withoutNulls(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutNulls);
  const kept: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const member = (value as Record<string, unknown>)[key];
    if (member !== null) kept[key] = typeof member === "object" ? withoutNulls(member) : member;
  }
  return kept;
}

/** The forms in which two payments of one buyer agree; null where they say nothing. */
export function buyerKeys({ buyer }: Payment): { buyerTelDigits: string | null; buyerEmail: string | null } {
  const tel = digitsOf(buyer.tel ?? "");
  const email = normaliseForSearch(buyer.email ?? "");
  return { buyerTelDigits: tel.length < shortestTelephone ? null : tel, buyerEmail: email === "" ? null : email };
}

/** What of a payment tells its buyer apart and nobody reads in a PG's words: telephone, address, card and account. */
export function personalOf({ buyer, card, virtualAccount }: Payment): string[] {
  return [buyer.tel, buyer.email, card?.number, virtualAccount?.number].filter((value) => value != null);
}

/** Fewer digits than any telephone number in Korea has: a placeholder such as `0` or `-`. */
const shortestTelephone = 7;

function instrumentOf({ method, card, bank, virtualAccount }: Payment): string | null {
  if (method === "vbank") return virtualAccount?.bank.name ?? null;
  return card?.issuer.name ?? card?.acquirer.name ?? bank?.name ?? null;
}

/** The latest instant the payment's own facts mention, unix seconds. */
function latestFact(payment: Payment): number {
  const instants = [
    payment.startedAt,
    payment.virtualAccount?.issuedAt,
    payment.paidAt,
    payment.failedAt,
    payment.cancelledAt,
    ...payment.cancellations.map((cancellation) => cancellation.cancelledAt),
    ...payment.deposits.map((deposit) => deposit.depositedAt),
  ];
  return instants.reduce<number>((latest, at) => Math.max(latest, at ?? 0), 0);
}

/** By which time `GET /payments/status/{status}` files a payment: that of its final status in upstream's own words. */
function listedAt(payment: Payment): number {
  const times: Partial<Record<string, number | null>> = {
    ready: payment.startedAt,
    paid: payment.paidAt,
    cancelled: payment.cancelledAt,
    failed: payment.failedAt,
  };
  return times[payment.wireStatus] ?? statusAt(payment);
}

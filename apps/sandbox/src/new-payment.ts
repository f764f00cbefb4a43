import { bankName, cardName } from "./banks-and-cards.ts";
import type { Channel } from "./channels.ts";
import { pgsNamingTheIssuer } from "./channels.ts";
import { pgTidOf, receiptUrlOf } from "./computed-payment.ts";
import { basketOf } from "./goods.ts";
import { DAY } from "./kst.ts";
import type { PaymentRecord } from "./payment-record.ts";
import { personOf } from "./people.ts";
import { Draws } from "./random.ts";
import { type Fields, isFields, numberField, textField } from "./request-fields.ts";

const STREAM_NEW = 9800;

/** A payment somebody wants to exist. Whatever is left out is made up. */
export interface NewPayment {
  status?: "ready" | "paid" | "failed";
  merchantUid?: string;
  amount?: number;
  currency?: string;
  pgProvider?: string;
  payMethod?: string;
  embPgProvider?: string;
  name?: string;
  buyerName?: string;
  buyerEmail?: string;
  buyerTel?: string;
  buyerAddr?: string;
  buyerPostcode?: string;
  customData?: string;
  customerUid?: string;
  customerUidUsage?: "payment" | "payment.scheduled";
  /** The MID, where a PG has several channels. */
  pgId?: string;
  cardCode?: string;
  cardType?: number;
  failReason?: string;
  isTest?: boolean;
  escrow?: boolean;
  usesWebhook?: boolean;
  hasOwnVat?: boolean;
  /** The PG issued a cash receipt by itself; whether the buyer asked for one that is still to be issued. */
  cashReceiptIssued?: boolean;
  receiptRequested?: boolean;
  taxFree?: number;
  /** Unix seconds in the past; now when left out. */
  startedAt?: number;
  paidAt?: number;
  vbankDate?: number;
  promotion?: { id: string; discount: number };
  /** The order amount from which that promotion applies. */
  promotionFrom?: number;
  /** Makes it although the order is already paid or another amount was registered. */
  force?: boolean;
}

interface Surroundings {
  id: number;
  impUid: string;
  now: number;
  seed: number;
  channels: readonly Channel[];
  receiptHost: string;
}

/** Builds the payment an order for one describes, as it stands in the moment it is made. */
export function buildPayment(order: NewPayment, around: Surroundings): PaymentRecord {
  const { id, impUid, now, seed, channels, receiptHost } = around;
  const draws = new Draws(seed, id, STREAM_NEW);
  const pg = order.pgProvider ?? "html5_inicis";
  const isTest = order.isTest ?? false;
  const channel =
    channels.find((one) => one.pg_provider === pg && one.pg_id === order.pgId) ??
    channels.find((one) => one.pg_provider === pg && one.sandbox === isTest && one.type !== "certification") ??
    channels.find((one) => one.pg_provider === pg);
  const method = order.payMethod ?? "card";
  const isAbroad = pg === "paypal_v2" || pg === "paymentwall";
  const person = personOf(seed, id, isAbroad);
  const basket = basketOf(seed, id, isAbroad ? "abroad" : "shop");
  const status = order.status ?? "paid";
  const paidAt = order.paidAt ?? now;
  const startedAt = order.startedAt ?? (status === "paid" ? Math.min(now, paidAt) : now);
  const isCard = method === "card" || method === "samsung" || order.cardCode !== undefined;
  const cardCode = order.cardCode ?? (isAbroad ? "10005" : "366");
  const isVbank = method === "vbank" && status !== "failed";
  const amount = order.amount ?? basket.amount;
  const mid = channel?.pg_id ?? "sandbox";
  const record: PaymentRecord = {
    wire: {
      imp_uid: impUid,
      merchant_uid: order.merchantUid ?? `made-${impUid.slice(4)}`,
      pay_method: method,
      channel: order.customerUid === undefined ? "pc" : "api",
      pg_provider: pg,
      emb_pg_provider: order.embPgProvider ?? null,
      pg_tid: status === "paid" || isVbank ? pgTidOf(pg, method, mid, paidAt, draws) : null,
      pg_id: mid,
      sandbox: isTest,
      escrow: order.escrow ?? false,
      apply_num: isCard && status === "paid" ? draws.digits(8) : null,
      bank_code: method === "trans" && status === "paid" ? "004" : null,
      bank_name: method === "trans" && status === "paid" ? bankName("004") : null,
      card_code: null,
      card_name: null,
      card_issuer_code: null,
      card_issuer_name: null,
      card_publisher_code: null,
      card_publisher_name: null,
      card_quota: 0,
      card_number: null,
      card_type: null,
      vbank_code: isVbank ? "004" : null,
      vbank_name: isVbank ? bankName("004") : null,
      vbank_num: isVbank ? draws.digits(14) : null,
      vbank_holder: isVbank && pg !== "tosspayments" ? "(주)마루상점" : null,
      vbank_date: isVbank ? (order.vbankDate ?? startedAt + 3 * DAY) : 0,
      vbank_issued_at: isVbank ? startedAt : 0,
      name: order.name ?? basket.name,
      amount,
      cancel_amount: 0,
      currency: order.currency ?? (isAbroad ? "USD" : "KRW"),
      buyer_name: order.buyerName ?? person.name,
      buyer_email: order.buyerEmail ?? person.email,
      buyer_tel: order.buyerTel ?? person.tel,
      buyer_addr: order.buyerAddr ?? person.address,
      buyer_postcode: order.buyerPostcode ?? person.postcode,
      custom_data: order.customData ?? null,
      user_agent:
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36",
      status,
      started_at: startedAt,
      paid_at: status === "paid" ? paidAt : 0,
      failed_at: status === "failed" ? now : 0,
      cancelled_at: 0,
      fail_reason: status === "failed" ? (order.failReason ?? "[3095] 카드사 한도초과 거절") : null,
      cancel_reason: null,
      receipt_url: null,
      cancel_history: [],
      cancel_receipt_urls: [],
      deposit_history: [],
      cash_receipt_issued: order.cashReceiptIssued ?? false,
      customer_uid: order.customerUid ?? null,
      customer_uid_usage: order.customerUid === undefined ? null : (order.customerUidUsage ?? "payment"),
      promotion: order.promotion ?? null,
    },
    hidden: {
      taxFreeLeft: Math.min(order.taxFree ?? 0, amount),
      hasOwnVat: order.hasOwnVat ?? false,
      usesWebhook: order.usesWebhook ?? true,
      isCancelledAtPg: false,
      isPurchaseConfirmed: false,
      pending: null,
      promotionFrom: order.promotionFrom ?? 0,
      retainsPromotion: null,
      isVatLost: false,
      isReceiptRequested: order.receiptRequested ?? true,
      updatedAt: status === "paid" ? paidAt : status === "failed" ? now : startedAt,
    },
  };
  const { wire } = record;
  if (isCard && status === "paid") {
    wire.card_code = cardCode;
    wire.card_name = cardName(cardCode);
    wire.card_number = `451842******${draws.digits(3)}*`;
    wire.card_type = order.cardType ?? 0;
    if (pgsNamingTheIssuer.has(pg)) {
      wire.card_issuer_code = cardCode;
      wire.card_issuer_name = wire.card_name;
      wire.card_publisher_code = cardCode;
      wire.card_publisher_name = wire.card_name;
    }
  }
  if (status === "paid") wire.receipt_url = receiptUrlOf(receiptHost, wire);
  return record;
}

const texts = [
  ["merchantUid", 40],
  ["currency", 3],
  ["pgProvider", 16],
  ["payMethod", 20],
  ["embPgProvider", 16],
  ["name", 40],
  ["buyerName", 16],
  ["buyerEmail", 64],
  ["buyerTel", 16],
  ["buyerAddr", 128],
  ["buyerPostcode", 8],
  ["customData", 10_000],
  ["customerUid", 80],
  ["cardCode", 5],
  ["failReason", 1000],
] as const;
const numbers = ["amount", "cardType", "taxFree", "startedAt", "paidAt", "vbankDate", "promotionFrom"] as const;
const flags = [
  "isTest",
  "escrow",
  "usesWebhook",
  "hasOwnVat",
  "cashReceiptIssued",
  "receiptRequested",
  "force",
] as const;

/** Reads an order for a payment; a string says what is wrong with it. */
export function readNewPayment(fields: Fields, now: number): NewPayment | string {
  const order: NewPayment = {};
  const known = new Set<string>([...texts.map(([name]) => name), ...numbers, ...flags, "status", "promotion", "tier"]);
  const stranger = Object.keys(fields).find((name) => !known.has(name));
  if (stranger !== undefined) return `there is no field called ${stranger}`;
  if (fields.status !== undefined) {
    if (fields.status !== "ready" && fields.status !== "paid" && fields.status !== "failed") {
      return "status must be ready, paid or failed";
    }
    order.status = fields.status;
  }
  for (const [name, longest] of texts) {
    const text = textField(fields, name);
    if (text === null) continue;
    if (text.length > longest) return `${name} must not be longer than ${longest}`;
    order[name] = text;
  }
  for (const name of numbers) {
    const number = numberField(fields, name);
    if (number === undefined || (number !== null && number < 0)) return `${name} must be a number that is not negative`;
    if (number !== null) order[name] = number;
  }
  for (const name of flags) {
    const flag = fields[name];
    if (flag !== undefined && typeof flag !== "boolean") return `${name} must be true or false`;
    if (flag !== undefined) order[name] = flag;
  }
  if ((order.startedAt ?? 0) > now || (order.paidAt ?? 0) > now)
    return "startedAt and paidAt must not lie in the future";
  if (order.startedAt !== undefined && order.paidAt !== undefined && order.paidAt < order.startedAt) {
    return "paidAt must not be before startedAt";
  }
  const { promotion } = fields;
  if (promotion !== undefined) {
    if (!isFields(promotion) || typeof promotion.id !== "string" || typeof promotion.discount !== "number") {
      return "promotion must be { id, discount }";
    }
    order.promotion = { id: promotion.id, discount: promotion.discount };
  }
  return order;
}

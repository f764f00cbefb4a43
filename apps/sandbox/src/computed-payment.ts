import { bankName, cardName } from "./banks-and-cards.ts";
import { pgsNamingTheIssuer } from "./channels.ts";
import { computedDelivery } from "./computed-delivery.ts";
import { cancelReasons, failReasonOf } from "./failures.ts";
import { type BasketKind, basketOf } from "./goods.ts";
import { kstDateDigits, kstSecondDigits } from "./kst.ts";
import type { PaymentIds } from "./payment-ids.ts";
import type { HiddenFacts, PaymentRecord, WireCancellation, WirePayment } from "./payment-record.ts";
import { isAbroad, type PaymentScript, type Scripts } from "./payment-script.ts";
import { personOf } from "./people.ts";
import { Draws, Weighted } from "./random.ts";

const STREAM_DETAILS = 6000;
const STREAM_CARD_OF_CUSTOMER = 6500;
const STREAM_CANCELS = 7000;
const STREAM_FAILURE = 7500;

const cardCompanies = new Weighted<string>([
  ["366", 19],
  ["381", 17],
  ["365", 15],
  ["367", 14],
  ["361", 9],
  ["368", 8],
  ["374", 7],
  ["041", 5],
  ["371", 4],
  ["090", 1],
  ["370", 0.5],
]);
const cardBins: Record<string, readonly string[]> = {
  "366": ["451842", "515594", "536148"],
  "381": ["404825", "537145", "944603"],
  "365": ["436420", "531070", "376293"],
  "367": ["402857", "543333", "949017"],
  "361": ["490220", "538920", "910020"],
  "368": ["467309", "512462", "940951"],
  "374": ["465889", "523830", "941181"],
  "041": ["457973", "552103", "538159"],
  "371": ["546111", "356316", "941083"],
};
const brands = new Weighted<readonly [string, string]>([
  [["10005", "비자"], 5],
  [["10004", "마스터카드"], 4],
  [["10003", "아멕스"], 1],
]);
const accountBanks = new Weighted<string>([
  ["004", 22],
  ["088", 17],
  ["020", 13],
  ["081", 12],
  ["011", 14],
  ["003", 8],
  ["090", 9],
  ["071", 3],
  ["032", 2],
]);
const vbankBanks = new Weighted<string>([
  ["004", 20],
  ["011", 22],
  ["088", 18],
  ["003", 12],
  ["020", 12],
  ["081", 10],
  ["071", 6],
]);

const desktopAgents = [
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Whale/4.29.282.14 Safari/537.36",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Safari/605.1.15",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0",
];
const mobileAgents = [
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Mobile/15E148 Safari/604.1",
  "Mozilla/5.0 (Linux; Android 14; SM-S921N) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36",
  "Mozilla/5.0 (Linux; Android 14; SM-S921N) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile Safari/537.36",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 KAKAOTALK 10.9.5",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 NAVER(inapp; search; 2000; 12.8.1)",
];

const methodsByCard: ReadonlySet<string> = new Set(["card", "samsung"]);

const PROMOTION_FROM = 30_000;
const PROMOTION_DISCOUNT = 3000;
const hex = (value: number) => (value >>> 0).toString(16).padStart(8, "0");

/** How a partial cancel shows in `status`: first-party evidence says `cancelled`, some integrators report `paid`. */
export type PartialCancelStatus = "cancelled" | "paid";

export interface ComputedWorld {
  seed: number;
  scripts: Scripts;
  ids: PaymentIds;
  partialCancelStatus: () => PartialCancelStatus;
  receiptHost: () => string;
}

/** What cancelling does according to the script, with amounts. */
function cancelStepsOf(script: PaymentScript, amount: number, article: number, currency: string): number[] {
  const unit = currency === "KRW" ? 100 : 0.01;
  const round = (value: number) =>
    currency === "KRW" ? Math.round(value / unit) * unit : Math.round(value * 100) / 100;
  const part = article > 0 && article < amount ? article : round(amount * 0.4);
  const left = round2(amount - part);
  switch (script.cancelPlan) {
    case "none":
      return [];
    case "full":
      return [amount];
    case "partial":
      return [part];
    case "twice":
      return [part, Math.min(left, round(left * 0.5))];
    case "partial_then_rest":
      return [part, left];
  }
}

export function round2(value: number): number {
  return Math.round(value * 100) / 100;
}

/** The shop's order numbers come in three shapes: the shop's, the overseas shop's and the subscription's. */
export function merchantUidOf(world: ComputedWorld, order: number, script = world.scripts.write(order)): string {
  const prefix = script.route.isSubscription ? "sub_" : order % 5 === 0 ? "ORD-" : "";
  return world.ids.merchantUid(order, script.startedAt, prefix);
}

/** Payment `index` as it stands at `now`. Its script must have begun by then. */
export function computePayment(world: ComputedWorld, index: number, now: number): PaymentRecord {
  const { seed, scripts } = world;
  const script = scripts.write(index);
  const { route, startedAt } = script;
  const attempt = scripts.attemptOf(index);
  const order = index - attempt;
  const { channel, payMethod } = route;
  const pg = channel.pg_provider;
  const abroad = isAbroad(route);
  const kind: BasketKind = abroad ? "abroad" : route.isSubscription ? "subscription" : "shop";
  const customer = scripts.customerOf(order);
  const person = personOf(seed, customer, abroad);
  const basket = basketOf(seed, order, kind);
  const limit = payMethod === "phone" || payMethod === "cultureland" ? 300_000 : Number.POSITIVE_INFINITY;
  const amount = Math.min(basket.amount, limit);
  const draws = new Draws(seed, index, STREAM_DETAILS);
  const isMobile = draws.chance(0.72);
  const wantsCashReceipt = draws.chance(0.58);
  const usesEasyPayCard = draws.chance(0.62);
  const hasCustomData = draws.chance(0.3);
  const hasOwnVat = draws.chance(0.01);
  const hasPromotion = draws.chance(0.08);
  const agent = draws.pick(isMobile ? mobileAgents : desktopAgents);

  const isSettled = script.settledAt > 0 && script.settledAt <= now;
  const isPaid = script.ending === "paid" && isSettled;
  const isFailed = script.ending === "failed" && isSettled;
  const isIssued = script.issuedAt > 0 && script.issuedAt <= now;

  const wire: WirePayment = {
    imp_uid: world.ids.impUid(index),
    merchant_uid: merchantUidOf(world, order, order === index ? script : undefined),
    pay_method: payMethod,
    channel: route.isSubscription ? "api" : isMobile ? "mobile" : "pc",
    pg_provider: pg,
    emb_pg_provider: route.embPgProvider,
    pg_tid: null,
    pg_id: channel.pg_id,
    sandbox: script.isTest,
    escrow: script.isEscrow,
    apply_num: null,
    bank_code: null,
    bank_name: null,
    card_code: null,
    card_name: null,
    card_issuer_code: null,
    card_issuer_name: null,
    card_publisher_code: null,
    card_publisher_name: null,
    card_quota: 0,
    card_number: null,
    card_type: null,
    vbank_code: null,
    vbank_name: null,
    vbank_num: null,
    vbank_holder: null,
    vbank_date: 0,
    vbank_issued_at: 0,
    name: basket.name,
    amount,
    cancel_amount: 0,
    currency: basket.currency,
    buyer_name: person.name,
    buyer_email: person.email,
    buyer_tel: person.tel,
    buyer_addr: person.address,
    buyer_postcode: person.postcode,
    custom_data: hasCustomData ? `{"cart":${100_000 + (order % 899_999)},"member":"M${customer}"}` : null,
    user_agent: route.isSubscription ? "iamport-subscribe/1.0" : agent,
    status: "ready",
    started_at: startedAt,
    paid_at: 0,
    failed_at: 0,
    cancelled_at: 0,
    fail_reason: null,
    cancel_reason: null,
    receipt_url: null,
    cancel_history: [],
    cancel_receipt_urls: [],
    deposit_history: [],
    cash_receipt_issued: false,
    customer_uid: route.isSubscription ? customerUidOf(customer) : null,
    customer_uid_usage: route.isSubscription ? "payment.scheduled" : null,
    promotion: null,
  };
  const hidden: HiddenFacts = {
    taxFreeLeft: Math.min(basket.taxFree, amount),
    hasOwnVat,
    usesWebhook: true,
    isCancelledAtPg: script.isTest && isPaid && (pg === "html5_inicis" || pg === "nice_v2"),
    isPurchaseConfirmed: false,
    pending: null,
    promotionFrom: 0,
    retainsPromotion: null,
    isVatLost: false,
    updatedAt: startedAt,
  };

  if (isIssued) {
    const code = vbankBanks.at(draws.unit());
    wire.vbank_code = code;
    wire.vbank_name = bankName(code);
    wire.vbank_num = draws.digits(14);
    wire.vbank_holder = pg === "tosspayments" ? null : "(주)마루상점";
    wire.vbank_date = script.dueAt;
    wire.vbank_issued_at = script.issuedAt;
    wire.pg_tid = pgTidOf(pg, payMethod, channel.pg_id, script.issuedAt, draws);
    hidden.updatedAt = script.issuedAt;
  }
  if (isFailed) {
    wire.status = "failed";
    wire.failed_at = script.settledAt;
    wire.fail_reason = failReasonOf(route, new Draws(seed, index, STREAM_FAILURE));
    hidden.updatedAt = script.settledAt;
  }
  if (!isPaid) return { wire, hidden };

  wire.status = "paid";
  wire.paid_at = script.settledAt;
  hidden.updatedAt = script.settledAt;
  wire.pg_tid ??= pgTidOf(pg, payMethod, channel.pg_id, script.settledAt, draws);
  const paysByCard =
    methodsByCard.has(payMethod) ||
    (usesEasyPayCard &&
      (payMethod === "kakaopay" || payMethod === "naverpay" || payMethod === "payco" || payMethod === "tosspay"));
  if (paysByCard)
    addCard(wire, new Draws(seed, customer, STREAM_CARD_OF_CUSTOMER + (index % 11 === 0 ? 40 : 0)), draws, pg);
  if (payMethod === "trans" || payMethod === "ssgpay_bank") {
    const code = accountBanks.at(draws.unit());
    wire.bank_code = code;
    wire.bank_name = bankName(code);
  }
  if (payMethod === "trans" || payMethod === "vbank") wire.cash_receipt_issued = wantsCashReceipt;
  wire.receipt_url = receiptUrlOf(world.receiptHost(), wire);
  if (pg === "tosspayments" && payMethod === "card" && !script.isTest && amount >= PROMOTION_FROM && hasPromotion) {
    wire.promotion = { id: `promotion-id-${hex(seed)}-5b2c-4dcc-bc11-${hex(seed)}7f1a`, discount: PROMOTION_DISCOUNT };
    hidden.promotionFrom = PROMOTION_FROM;
  }
  applyCancelSteps(world, index, script, wire, hidden, basket.articlePrice, now);
  if (script.isEscrow) {
    const delivery = computedDelivery(seed, index, script.settledAt, script.firstCancelAt, now);
    if (delivery !== undefined) hidden.delivery = delivery;
  }
  return { wire, hidden };
}

function applyCancelSteps(
  world: ComputedWorld,
  index: number,
  script: PaymentScript,
  wire: WirePayment,
  hidden: HiddenFacts,
  article: number,
  now: number,
): void {
  if (script.firstCancelAt === 0 || script.firstCancelAt > now) return;
  const draws = new Draws(world.seed, index, STREAM_CANCELS);
  const steps = cancelStepsOf(script, wire.amount, article, wire.currency);
  const times = [script.firstCancelAt, script.secondCancelAt];
  steps.forEach((amount, n) => {
    const at = times[n] ?? 0;
    const reason = draws.pick(cancelReasons);
    const pgTid = pgTidOf(wire.pg_provider ?? "", wire.pay_method ?? "", wire.pg_id ?? "", at, draws);
    if (at === 0 || at > now) return;
    recordCancellation(
      wire,
      hidden,
      { amount, at, reason, pgTid, taxFree: 0 },
      world.partialCancelStatus(),
      world.receiptHost(),
    );
  });
}

export interface CancellationFacts {
  amount: number;
  at: number;
  reason: string;
  pgTid: string;
  taxFree: number;
}

/** Writes a finished cancel into the payment: history, sums, times and status. */
export function recordCancellation(
  wire: WirePayment,
  hidden: HiddenFacts,
  facts: CancellationFacts,
  partialCancelStatus: PartialCancelStatus,
  receiptHost: string,
): WireCancellation {
  const number = wire.cancel_history.length + (hidden.cancelsTakenBack ?? 0) + 1;
  const receiptUrl = wire.receipt_url === null ? null : `${receiptHost}/receipts/${wire.imp_uid}/cancels/${number}`;
  const cancellation: WireCancellation = {
    pg_tid: facts.pgTid,
    amount: facts.amount,
    cancelled_at: facts.at,
    reason: facts.reason,
    cancellation_id: `cancellation_${wire.imp_uid.slice(4)}_${number}`,
    receipt_url: receiptUrl,
  };
  wire.cancel_history.push(cancellation);
  if (receiptUrl !== null) wire.cancel_receipt_urls.push(receiptUrl);
  wire.cancel_amount = round2(wire.cancel_amount + facts.amount);
  wire.cancelled_at = facts.at;
  wire.cancel_reason = facts.reason;
  const isWhole = wire.cancel_amount >= wire.amount;
  wire.status = isWhole ? "cancelled" : partialCancelStatus;
  hidden.taxFreeLeft = isWhole
    ? 0
    : Math.max(0, Math.min(hidden.taxFreeLeft - facts.taxFree, wire.amount - wire.cancel_amount));
  hidden.updatedAt = facts.at;
  return cancellation;
}

/** Takes the last cancel out of a payment again, as its PG does on the day of the cancel. */
export function takeBackCancellation(
  wire: WirePayment,
  hidden: HiddenFacts,
  now: number,
  partialCancelStatus: PartialCancelStatus,
): WireCancellation | undefined {
  const last = wire.cancel_history.pop();
  if (last === undefined) return undefined;
  if (last.receipt_url !== null) wire.cancel_receipt_urls.pop();
  const before = wire.cancel_history.at(-1);
  wire.cancel_amount = round2(wire.cancel_amount - last.amount);
  wire.cancelled_at = before?.cancelled_at ?? 0;
  wire.cancel_reason = before?.reason ?? null;
  wire.status = before === undefined ? "paid" : partialCancelStatus;
  hidden.cancelsTakenBack = (hidden.cancelsTakenBack ?? 0) + 1;
  hidden.updatedAt = now;
  return last;
}

/** Drops the last cancel from a payment's list while its sums keep it, as where upstream's own sources disagree. */
export function loseCancellationEntry(wire: WirePayment): WireCancellation | undefined {
  return wire.cancel_history.pop();
}

/** The card a customer has registered for subscriptions. */
export function cardOfCustomer(seed: number, customer: number): { code: string; number: string; type: 0 | 1 } {
  const draws = new Draws(seed, customer, STREAM_CARD_OF_CUSTOMER);
  const code = cardCompanies.at(draws.unit());
  const number = `${draws.pick(cardBins[code] ?? ["489023"])}******${draws.digits(3)}*`;
  return { code, number, type: draws.chance(0.38) ? 1 : 0 };
}

/** The name under which a customer's card is registered, and the customer it leads back to. */
export function customerUidOf(customer: number): string {
  return `member_${customer}_card`;
}

export function customerOfUid(customerUid: string): number | null {
  const digits = /^member_(0|[1-9]\d{0,8})_card$/.exec(customerUid)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Adds a card to a paid payment. `cardDraws` belongs to the customer, so a customer keeps using the same card. */
function addCard(wire: WirePayment, cardDraws: Draws, draws: Draws, pg: string): void {
  if (wire.currency !== "KRW") {
    const [code, name] = brands.at(cardDraws.unit());
    wire.card_code = code;
    wire.card_name = name;
    wire.card_number = `${cardDraws.pick(["424242", "555555", "401288"])}******${cardDraws.digits(4)}`;
    return;
  }
  const code = cardCompanies.at(cardDraws.unit());
  wire.card_code = code;
  wire.card_name = cardName(code);
  wire.card_number = `${cardDraws.pick(cardBins[code] ?? ["489023"])}******${cardDraws.digits(3)}*`;
  wire.card_type = wire.channel === "api" && pg === "html5_inicis" ? null : cardDraws.chance(0.38) ? 1 : 0;
  wire.apply_num = draws.digits(8);
  if (wire.card_type === 0 && wire.amount >= 50_000 && draws.chance(0.35))
    wire.card_quota = draws.pick([2, 3, 3, 3, 5, 6, 10, 12]);
  if (pgsNamingTheIssuer.has(pg)) {
    wire.card_issuer_code = code;
    wire.card_issuer_name = wire.card_name;
    wire.card_publisher_code = code;
    wire.card_publisher_name = wire.card_name;
  }
}

/** The PG's transaction id, in the shape that PG uses. */
export function pgTidOf(pg: string, method: string, mid: string, at: number, draws: Draws): string {
  const second = kstSecondDigits(at);
  switch (pg) {
    case "html5_inicis":
      return `Stdpay${method === "vbank" ? "VBNK" : method === "trans" ? "DBNK" : "CARD"}${mid}${second}${draws.digits(6)}`;
    case "kcp":
      return `${second.slice(2, 8)}${draws.digits(8)}`;
    case "nice_v2":
      return `${mid}0${method === "vbank" ? "3" : "1"}01${second.slice(2)}${draws.digits(4)}`;
    case "tosspayments":
      return `tviva${second}${draws.text(5, "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ0123456789")}`;
    case "kakaopay":
      return `T${draws.text(19, "0123456789abcdef")}`;
    case "naverco":
    case "naverpay":
      return `${kstDateDigits(at)}NP${draws.digits(10)}`;
    case "payco":
      return `${kstDateDigits(at)}2007${draws.digits(12)}`;
    case "paypal_v2":
      return draws.text(17, "0123456789ABCDEFGHJKLMNPRSTUVWXY");
    case "ksnet":
      return draws.digits(12);
    default:
      return `${second}${draws.digits(8)}`;
  }
}

/** Sales slips some PGs and methods do not have (V1 OpenAPI, `receipt_url`). */
export function receiptUrlOf(host: string, wire: WirePayment): string | null {
  const isCard = wire.pay_method === "card";
  if (wire.pg_provider === "tosspayments" && (wire.sandbox || !isCard)) return null;
  if (wire.pg_provider === "ksnet" && !isCard) return null;
  if (wire.pg_provider === "settle_acc") return null;
  return `${host}/receipts/${wire.imp_uid}`;
}

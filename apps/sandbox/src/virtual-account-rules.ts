import { bankName } from "./banks-and-cards.ts";
import type { Channel } from "./channels.ts";
import { messages, Refusal, refusedAs200 } from "./envelope.ts";
import type { NewPayment } from "./new-payment.ts";
import type { PaymentRecord } from "./payment-record.ts";
import { Draws, hashText } from "./random.ts";
import { vbankCodesOf } from "./refund-banks.ts";
import { type Fields, flagField, numberField, textField } from "./request-fields.ts";
import type { SandboxSettings } from "./settings.ts";
import type { Alteration } from "./shop.ts";
import type { Store } from "./store.ts";

/**
 * Issuing, changing and revoking virtual accounts by the documented rules of i'mport and of each PG. Sources: V1 OpenAPI
 * `vbanks`; developers site, pages of the PGs; help centre, virtual account pages.
 */

const STREAM_KEYED_ACCOUNT = 9850;
const MERCHANT = "(주)마루상점";

const issuingPgs: ReadonlySet<string> = new Set(
  "settle nice nice_v2 html5_inicis ksnet smartro_v2 tosspayments welcome".split(" "),
);
/**
 * The machine-readable list. The prose beside it also names NHN KCP, and a PG page KG Financial; the stricter reading
 * holds, so both are refused, as is `danal_tpay`: the list has Danal as `danal`.
 */
const revokingPgs: ReadonlySet<string> = new Set(
  "html5_inicis uplus danal nice kicc settle smartro tosspayments ksnet smartro_v2 nice_v2 welcome".split(" "),
);
/** They write the merchant's own name and ignore what was sent. */
const pgsNamingTheMerchant: ReadonlySet<string> = new Set(["tosspayments", "ksnet", "welcome"]);

const requiredByPg: Readonly<Record<string, readonly string[]>> = {
  html5_inicis: ["vbank_holder", "buyer_name", "buyer_email"],
  nice: ["vbank_holder"],
  settle: ["vbank_holder"],
  smartro_v2: ["vbank_holder", "buyer_name", "buyer_email", "buyer_tel"],
  tosspayments: ["buyer_name"],
  ksnet: ["buyer_name", "product_type"],
  welcome: ["buyer_name"],
};

const longest: Readonly<Record<string, number>> = {
  merchant_uid: 40,
  vbank_holder: 16,
  vbank_key: 13,
  name: 40,
  buyer_name: 16,
  buyer_email: 64,
  buyer_tel: 16,
  business_registration_number: 10,
  buyer_addr: 128,
  buyer_postcode: 8,
};

const pgSays = (text: string) => refusedAs200(`가상계좌 발급에 실패하였습니다. ${text}`, -1);
const hashMismatch = "[TX9302|hashData 불일치] hashData 불일치 오류가 발생하였습니다.";

/** Reads `POST /vbanks` into the payment to make, or throws the refusal. `finish` writes what only this API can ask for. */
export function issueOf(
  store: Store,
  fields: Fields,
  pgApiKey: string | null,
  settings: SandboxSettings,
  seed: number,
): { order: NewPayment; finish: (record: PaymentRecord) => void } {
  const channel = channelOf(store, fields);
  const pg = channel.pg_provider;
  if (!settings.vbankIssueContracts.includes(pg)) throw pgSays("[2001|가상계좌 API 발급 계약이 필요합니다.]");
  for (const [name, most] of Object.entries(longest)) {
    if ((textField(fields, name)?.length ?? 0) > most) throw refusedAs200(messages.wrong(name));
  }
  const merchantUid = merchantUidFor(store, pg, fields);
  const bank = bankAt(pg, fields);
  const due = numberField(fields, "vbank_due");
  if (due === null) throw refusedAs200(messages.missing("vbank_due"));
  if (due === undefined || !Number.isInteger(due) || due <= store.world.now)
    throw refusedAs200(messages.wrong("vbank_due"));
  for (const name of requiredByPg[pg] ?? []) {
    if (textField(fields, name) === null) throw refusedAs200(messages.missing(name));
  }
  const productType = textField(fields, "product_type");
  if (productType !== null && productType !== "real" && productType !== "digital") {
    throw refusedAs200(messages.wrong("product_type"));
  }
  if (pg === "html5_inicis" && pgApiKey !== settings.inicisApiKey) throw pgSays(hashMismatch);
  const isUnlimited = flagField(fields, "fixed_unlimited_vbank");
  const amount = amountOf(store, fields, merchantUid, isUnlimited);
  const taxes = taxesOf(pg, fields, amount, isUnlimited, settings);
  const number = fixedNumberOf(pg, fields, isUnlimited, settings, seed);
  const isEscrow = isEscrowAsked(pg, fields, isUnlimited, number !== null);

  const order: NewPayment = {
    merchantUid,
    amount,
    pgProvider: pg,
    isTest: channel.sandbox,
    escrow: isEscrow,
    taxFree: taxes.taxFree,
    hasOwnVat: taxes.hasOwnVat,
    vbankDate: due,
  };
  const finish = ({ wire, hidden }: PaymentRecord): void => {
    wire.channel = "api";
    wire.user_agent = null;
    wire.pg_id = channel.pg_id;
    wire.vbank_code = bank;
    wire.vbank_name = bankName(bank);
    wire.vbank_num = number ?? wire.vbank_num;
    wire.vbank_holder = holderAt(pg, textField(fields, "vbank_holder"));
    wire.name = textField(fields, "name");
    wire.buyer_name = textField(fields, "buyer_name");
    wire.buyer_email = textField(fields, "buyer_email");
    wire.buyer_tel = textField(fields, "buyer_tel");
    wire.buyer_addr = textField(fields, "buyer_addr");
    wire.buyer_postcode = textField(fields, "buyer_postcode");
    const custom = fields.custom_data;
    wire.custom_data =
      typeof custom === "object" && custom !== null ? JSON.stringify(custom) : textField(fields, "custom_data");
    if (isUnlimited) hidden.isUnlimitedAccount = true;
  };
  return { order, finish };
}

function channelOf(store: Store, fields: Fields): Channel {
  const key = textField(fields, "channel_key");
  if (key === null) throw refusedAs200(messages.missing("channel_key"));
  const channel = store.channels.find((one) => one.channel_key === key);
  if (channel === undefined) throw refusedAs200("존재하지 않는 채널입니다. (channel_key)");
  if (channel.type === "certification" || !issuingPgs.has(channel.pg_provider)) {
    throw refusedAs200("가상계좌 발급을 지원하지 않는 PG사입니다.");
  }
  return channel;
}

function merchantUidFor({ world }: Store, pg: string, fields: Fields): string {
  const merchantUid = textField(fields, "merchant_uid");
  if (merchantUid === null) throw refusedAs200(messages.missing("merchant_uid"));
  if (pg === "smartro_v2" && !/^[A-Za-z0-9]+$/.test(merchantUid)) {
    throw pgSays("[A110|주문번호에 특수문자를 사용할 수 없습니다.]");
  }
  if (world.idsOfMerchantUid(merchantUid).some((id) => world.paidAt(id) > 0)) {
    throw refusedAs200("이미 결제가 이뤄진 merchant_uid입니다.");
  }
  return merchantUid;
}

/** The KFTC code of the bank that was asked for in the PG's own set. */
function bankAt(pg: string, fields: Fields): string {
  const code = textField(fields, "vbank_code");
  if (code === null) throw refusedAs200(messages.missing("vbank_code"));
  if (!vbankCodesOf(pg).includes(code)) throw pgSays(`[9503|은행코드 오류] (vbank_code : ${code})`);
  return code.padStart(3, "0");
}

function amountOf({ prepared }: Store, fields: Fields, merchantUid: string, isUnlimited: boolean): number {
  const amount = numberField(fields, "amount");
  if (isUnlimited && (amount === null || amount === 0)) return 0;
  if (amount === null) throw refusedAs200(messages.missing("amount"));
  if (amount === undefined || !Number.isInteger(amount) || amount <= 0) throw refusedAs200(messages.wrong("amount"));
  const registered = prepared.get(merchantUid);
  if (registered !== undefined && registered.amount !== amount) {
    throw refusedAs200("사전등록된 결제금액과 요청금액이 일치하지 않습니다.");
  }
  return isUnlimited ? 0 : amount;
}

/** A tax-free part is for mixed merchant ids, where it must be named; Welcome takes tax parts by contract only. */
function taxesOf(
  pg: string,
  fields: Fields,
  amount: number,
  isUnlimited: boolean,
  { taxClass, ownVatContract }: SandboxSettings,
): { taxFree: number; hasOwnVat: boolean } {
  const taxFree = numberField(fields, "tax_free");
  const vat = numberField(fields, "vat_amount");
  if (taxFree === undefined || (taxFree ?? 0) < 0 || (taxFree ?? 0) > amount)
    throw refusedAs200(messages.wrong("tax_free"));
  if (vat === undefined || (vat ?? 0) < 0 || (vat ?? 0) > amount - (taxFree ?? 0)) {
    throw refusedAs200(messages.wrong("vat_amount"));
  }
  const isSent = taxFree !== null || vat !== null;
  if (isUnlimited && isSent) throw pgSays("[3004|무제한 가상계좌는 면세금액과 부가세를 지정할 수 없습니다.]");
  if (pg === "nice" || pg === "nice_v2") {
    if (taxClass === "mixed" && taxFree === null) throw refusedAs200(messages.missing("tax_free"));
    if (taxClass !== "mixed" && taxFree !== null) throw pgSays("[3012|과세 구분 오류] 복합과세 상점이 아닙니다.");
  } else if (pg === "welcome") {
    if (isSent && !ownVatContract) throw pgSays("[4012|부가세업체정함 설정 상점이 아닙니다.]");
    if ((vat ?? 0) > amount / 10) throw pgSays("[4013|부가세는 결제금액의 10%를 초과할 수 없습니다.]");
  } else if (isSent) {
    return { taxFree: 0, hasOwnVat: false };
  }
  return { taxFree: taxFree ?? (taxClass === "tax_free" ? amount : 0), hasOwnVat: vat !== null };
}

/** The number of an account that always has the same one; null where the PG gives out a new one. */
function fixedNumberOf(
  pg: string,
  fields: Fields,
  isUnlimited: boolean,
  settings: SandboxSettings,
  seed: number,
): string | null {
  if (isUnlimited && pg !== "settle") throw refusedAs200(messages.wrong("fixed_unlimited_vbank"));
  const number = pg === "smartro_v2" || pg === "settle" ? textField(fields, "vbank_num") : null;
  const key = pg === "tosspayments" ? textField(fields, "vbank_key") : null;
  if (isUnlimited && number === null) throw refusedAs200(messages.missing("vbank_num"));
  if (number === null && key === null) return null;
  if (!settings.fixedAccountContract) throw pgSays("[2002|고정식 가상계좌 계약이 필요합니다.]");
  if (number !== null && !/^\d{8,32}$/.test(number)) throw refusedAs200(messages.wrong("vbank_num"));
  return number ?? new Draws(seed ^ hashText(key ?? ""), 0, STREAM_KEYED_ACCOUNT).digits(14);
}

/** Hecto's fixed accounts only; the buyer gets the escrow mail, so an address is needed. */
function isEscrowAsked(pg: string, fields: Fields, isUnlimited: boolean, isFixed: boolean): boolean {
  if (pg !== "settle" || textField(fields, "escrow_password") === null) return false;
  if (isUnlimited || !isFixed) throw pgSays("[3006|고정식 가상계좌만 에스크로를 사용할 수 있습니다.]");
  if (textField(fields, "buyer_email") === null) throw refusedAs200(messages.missing("buyer_email"));
  return true;
}

/** Toss answers no holder at all: it is the merchant's name. */
function holderAt(pg: string, asked: string | null): string | null {
  if (pg === "tosspayments") return null;
  return pgsNamingTheMerchant.has(pg) ? MERCHANT : (asked ?? MERCHANT);
}

function requireWaiting({ wire }: PaymentRecord): void {
  if (wire.pay_method !== "vbank" || wire.vbank_num === null) throw new Refusal(400, "가상계좌 결제 건이 아닙니다.");
  if (wire.status !== "ready") throw new Refusal(400, `입금대기 상태가 아닙니다. (현재상태 : ${wire.status})`);
}

/** `PUT /vbanks/{imp_uid}`. The schema lets `vbank_due` be left out, Hecto's page does not: it is required. */
export function changeOf(record: PaymentRecord, fields: Fields, settings: SandboxSettings, now: number): Alteration {
  const { wire, hidden } = record;
  requireWaiting(record);
  if (wire.pg_provider !== "settle") throw new Refusal(400, "가상계좌 수정을 지원하지 않는 PG사입니다.");
  if (settings.taxClass !== "taxable" || hidden.taxFreeLeft > 0 || hidden.hasOwnVat) {
    throw new Refusal(400, "면세 및 복합과세 가상계좌는 수정할 수 없습니다.");
  }
  const due = numberField(fields, "vbank_due");
  if (due === null) throw new Refusal(400, messages.missing("vbank_due"));
  if (due === undefined || !Number.isInteger(due) || due <= now) throw new Refusal(400, messages.wrong("vbank_due"));
  const amount = numberField(fields, "amount");
  if (amount === undefined || (amount !== null && (!Number.isInteger(amount) || amount <= 0))) {
    throw new Refusal(400, messages.wrong("amount"));
  }
  wire.vbank_date = due;
  if (amount !== null && hidden.isUnlimitedAccount !== true) wire.amount = amount;
  return { kind: "account_changed", amount: wire.amount };
}

/** `DELETE /vbanks/{imp_uid}`. The console shows such a payment as failed. */
export function annulmentOf(
  record: PaymentRecord,
  pgApiKey: string | null,
  settings: SandboxSettings,
  now: number,
): Alteration {
  const { wire, hidden } = record;
  requireWaiting(record);
  const pg = wire.pg_provider ?? "";
  if (!revokingPgs.has(pg)) throw new Refusal(400, "가상계좌 말소를 지원하지 않는 PG사입니다.");
  if (pg === "html5_inicis" && pgApiKey !== settings.inicisApiKey) {
    throw new Refusal(400, `가상계좌 말소에 실패하였습니다. ${hashMismatch}`);
  }
  hidden.isAccountRevoked = true;
  wire.status = "failed";
  wire.failed_at = now;
  wire.fail_reason = "가상계좌 발급취소";
  return { kind: "account_revoked", amount: wire.amount, reason: wire.fail_reason };
}

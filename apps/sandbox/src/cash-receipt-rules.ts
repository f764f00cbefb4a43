import { pgTidOf } from "./computed-payment.ts";
import { messages, Refusal } from "./envelope.ts";
import type { CashReceipt, PaymentRecord } from "./payment-record.ts";
import { Draws, hashText } from "./random.ts";
import { type Fields, numberField, textField } from "./request-fields.ts";
import type { SandboxSettings } from "./settings.ts";
import type { Alteration } from "./shop.ts";
import { RECEIPT_HOST } from "./slips.ts";

/**
 * Cash receipts by the documented rules of i'mport and of each PG. Sources: V1 OpenAPI `receipts` and
 * `receipts/external`; help centre, cash receipt pages.
 */

const STREAM_RECEIPT = 9870;

const pgs = (codes: string): ReadonlySet<string> => new Set(codes.split(" "));

/**
 * PGs by operation. They differ: what Hecto and KICC issued for a payment cannot be read back, nor KICC's be cancelled.
 * The machine-readable lists let the old Smartro issue, the prose beside them does not: the stricter reading holds.
 */
export const receiptPgs = {
  read: pgs("nice daou html5_inicis kcp payco smartro uplus tosspayments ksnet smartro_v2 nice_v2 welcome"),
  issue: pgs("html5_inicis kcp nice kicc settle daou tosspayments ksnet smartro_v2 nice_v2 welcome"),
  cancel: pgs("html5_inicis kcp settle nice daou tosspayments nice_v2 ksnet smartro_v2 welcome"),
  readExternal: pgs("html5_inicis kcp settle nice kicc tosspayments nice_v2 ksnet smartro_v2 welcome"),
  issueExternal: pgs("html5_inicis kcp settle nice kicc tosspayments nice_v2 ksnet smartro_v2 welcome"),
  cancelExternal: pgs("html5_inicis kcp settle nice tosspayments nice_v2 ksnet smartro_v2 welcome"),
};

/** Means of payment that count as cash (V1 OpenAPI: "가상계좌, 계좌이체"). */
const cashMethods: ReadonlySet<string> = new Set(["vbank", "trans"]);
/** Their receipts live on when the payment is cancelled. */
const pgsNotFollowing: ReadonlySet<string> = new Set(["ksnet", "smartro_v2"]);
/** They look at nothing: Toss takes any text, KSNET takes hyphens and makes nothing of them. */
const pgsNotLooking: ReadonlySet<string> = new Set(["tosspayments", "ksnet"]);

const required: Readonly<Record<string, readonly string[]>> = {
  kicc: ["identifier_type"],
  settle: ["identifier_type"],
  nice_v2: ["identifier_type", "type"],
  smartro_v2: ["type", "buyer_name", "buyer_tel"],
  ksnet: ["product_type", "buyer_name"],
  welcome: ["type", "buyer_tel", "corp_reg_no"],
  daou: ["company_tel", "company_name", "corp_reg_no"],
};
const enums: Readonly<Record<string, readonly string[]>> = {
  identifier_type: ["person", "business", "phone", "taxcard"],
  type: ["person", "company"],
  product_type: ["real", "digital"],
  pay_method: ["trans", "vbank"],
};

const unsupported = () => new Refusal(501, "현금영수증을 지원하지 않는 PG사입니다.");
const pgSays = (text: string) => new Refusal(500, `현금영수증 발행에 실패하였습니다. ${text}`);

/** What is asked of a PG, whichever kind of sale it is for. */
interface ReceiptRequest {
  type: "person" | "company";
  taxFree: number;
  vat: number;
}

/** Issues the receipt of an i'mport payment into its record, or throws the refusal. */
export function issueReceipt(
  record: PaymentRecord,
  fields: Fields,
  settings: SandboxSettings,
  now: number,
  seed: number,
): Alteration {
  const { wire, hidden } = record;
  const pg = wire.pg_provider ?? "";
  if (!receiptPgs.issue.has(pg)) throw unsupported();
  if (!cashMethods.has(wire.pay_method ?? "")) {
    throw new Refusal(400, "현금성 거래(가상계좌, 계좌이체)만 현금영수증을 발행할 수 있습니다.");
  }
  const amount = wire.amount - wire.cancel_amount;
  if (wire.paid_at === 0 || amount <= 0) {
    throw new Refusal(400, `결제완료(paid)된 거래가 아닙니다. (현재상태 : ${wire.status})`);
  }
  if (wire.cash_receipt_issued || hidden.receipt?.cancelled_at === 0) {
    throw new Refusal(400, "이미 현금영수증이 발행된 거래입니다.");
  }
  const request = readRequest(pg, fields, required[pg] ?? [], amount, settings);
  if (pg === "nice_v2" && hidden.isReceiptRequested !== true) {
    throw pgSays("[N102|승인 시 현금영수증을 요청하지 않은 거래입니다.]");
  }
  hidden.receiptsIssued = (hidden.receiptsIssued ?? 0) + 1;
  const draws = new Draws(seed ^ hashText(wire.imp_uid), hidden.receiptsIssued, STREAM_RECEIPT);
  hidden.receipt = receiptOf(pg, wire.pg_id ?? "", wire.imp_uid, amount, request, now, draws);
  return { kind: "receipt_issued", amount };
}

/** Cancels the receipt of an i'mport payment. What the PG issued by itself was never issued through i'mport. */
export function cancelReceipt({ wire, hidden }: PaymentRecord, now: number): Alteration {
  if (!receiptPgs.cancel.has(wire.pg_provider ?? "")) throw unsupported();
  const { receipt } = hidden;
  if (receipt === undefined || receipt.isIssuedByPg) throw new Refusal(400, "현금영수증이 발행된 내역이 없습니다.");
  if (receipt.cancelled_at > 0) throw new Refusal(400, "이미 취소된 현금영수증입니다.");
  receipt.cancelled_at = now;
  return { kind: "receipt_cancelled", amount: receipt.amount };
}

/** The PG issued a receipt by itself, to the tax office's placeholder number. Few tell i'mport of it. */
export function receiptAtPg(record: PaymentRecord, isReported: boolean, now: number, seed: number): Alteration {
  const { wire, hidden } = record;
  wire.cash_receipt_issued = true;
  const amount = wire.amount - wire.cancel_amount;
  if (isReported) {
    const draws = new Draws(seed ^ hashText(wire.imp_uid), 0, STREAM_RECEIPT);
    const request: ReceiptRequest = { type: "person", taxFree: 0, vat: Math.round(amount / 11) };
    const receipt = receiptOf(wire.pg_provider ?? "", wire.pg_id ?? "", wire.imp_uid, amount, request, now, draws);
    hidden.receipt = { ...receipt, isIssuedByPg: true };
  }
  return { kind: "receipt_issued_at_pg", amount };
}

/** The receipt of a cash sale outside i'mport, or throws the refusal. */
export function issueExternalReceipt(
  sale: { merchantUid: string; pg: string; mid: string; known: CashReceipt | undefined },
  fields: Fields,
  settings: SandboxSettings,
  now: number,
  seed: number,
): CashReceipt {
  const { merchantUid, pg, mid, known } = sale;
  if (!receiptPgs.issueExternal.has(pg)) throw unsupported();
  if (merchantUid.length > 40) throw new Refusal(400, messages.wrong("merchant_uid"));
  if (pg === "smartro_v2" && !/^[A-Za-z0-9]+$/.test(merchantUid))
    throw new Refusal(400, messages.wrong("merchant_uid"));
  if (known?.cancelled_at === 0) throw new Refusal(400, "이미 현금영수증이 발행된 merchant_uid입니다.");
  if (textField(fields, "name") === null) throw new Refusal(400, messages.missing("name"));
  const amount = numberField(fields, "amount");
  if (amount === null) throw new Refusal(400, messages.missing("amount"));
  if (amount === undefined || !Number.isInteger(amount) || amount <= 0)
    throw new Refusal(400, messages.wrong("amount"));
  const needed = [...(required[pg] ?? []), ...(pg === "welcome" ? ["pay_method"] : [])];
  const request = readRequest(pg, fields, needed, amount, settings);
  const draws = new Draws(seed ^ hashText(merchantUid), now, STREAM_RECEIPT);
  return receiptOf(pg, mid, merchantUid, amount, request, now, draws);
}

export function cancelExternalReceipt(receipt: CashReceipt | undefined, now: number): CashReceipt {
  if (receipt === undefined) throw new Refusal(404, "현금영수증이 발행된 내역이 없습니다.");
  if (!receiptPgs.cancelExternal.has(receipt.pg)) throw unsupported();
  if (receipt.cancelled_at > 0) throw new Refusal(400, "이미 취소된 현금영수증입니다.");
  return { ...receipt, cancelled_at: now };
}

/** After a cancel of the payment most PGs cancel its receipt, or what it is too large by. */
export function followCancel({ wire, hidden }: PaymentRecord, now: number): void {
  const { receipt } = hidden;
  if (receipt === undefined || receipt.cancelled_at > 0 || pgsNotFollowing.has(receipt.pg)) return;
  const left = wire.amount - wire.cancel_amount;
  if (left <= 0) {
    receipt.cancelled_at = now;
    return;
  }
  receipt.amount = Math.min(receipt.amount, left);
  receipt.taxFree = Math.min(receipt.taxFree, receipt.amount);
  receipt.vat = Math.round((receipt.amount - receipt.taxFree) / 11);
}

function readRequest(
  pg: string,
  fields: Fields,
  needed: readonly string[],
  amount: number,
  { ownVatContract }: SandboxSettings,
): ReceiptRequest {
  for (const name of ["identifier", ...needed]) {
    if (textField(fields, name) === null) throw new Refusal(400, messages.missing(name));
  }
  for (const [name, values] of Object.entries(enums)) {
    const value = textField(fields, name);
    if (value !== null && !values.includes(value)) throw new Refusal(400, messages.wrong(name));
  }
  const taxFree = numberField(fields, "tax_free") ?? 0;
  if (numberField(fields, "tax_free") === undefined || !Number.isInteger(taxFree) || taxFree < 0 || taxFree > amount) {
    throw new Refusal(400, messages.wrong("tax_free"));
  }
  const vat = numberField(fields, "vat_amount");
  if (vat === undefined || (vat !== null && (vat < 0 || vat > amount - taxFree))) {
    throw new Refusal(400, messages.wrong("vat_amount"));
  }
  if (vat !== null && !ownVatContract) throw pgSays("[2031|부가세 지정 계약이 필요합니다.]");
  if (!pgsNotLooking.has(pg))
    lookAtIdentifier(pg, textField(fields, "identifier") ?? "", textField(fields, "identifier_type"));
  return {
    type: textField(fields, "type") === "company" ? "company" : "person",
    taxFree,
    vat: vat ?? Math.round((amount - taxFree) / 11),
  };
}

/** Digits only, of the length its kind has. The PG looks, so its refusal comes with a 500. */
function lookAtIdentifier(pg: string, identifier: string, kind: string | null): void {
  const kinds: Record<string, RegExp> = {
    person: /^\d{13}$/,
    business: /^\d{10}$/,
    phone: /^\d{10,11}$/,
    taxcard: /^\d{13,19}$/,
  };
  if (pg === "nice_v2" && kind === "taxcard") throw pgSays("[N103|현금영수증 카드번호로 발급할 수 없습니다.]");
  const shapes = kind === null ? Object.values(kinds) : [kinds[kind]];
  if (!shapes.some((shape) => shape?.test(identifier))) throw pgSays("[2156|현금영수증 식별번호 오류]");
}

function receiptOf(
  pg: string,
  mid: string,
  subject: string,
  amount: number,
  { type, taxFree, vat }: ReceiptRequest,
  now: number,
  draws: Draws,
): CashReceipt {
  return {
    receipt_tid: pgTidOf(pg, "receipt", mid, now, draws),
    apply_num: draws.digits(9),
    type,
    amount,
    vat,
    receipt_url: `${RECEIPT_HOST}/cash-receipts/${encodeURIComponent(subject)}`,
    applied_at: now,
    cancelled_at: 0,
    taxFree,
    pg,
    isIssuedByPg: false,
  };
}

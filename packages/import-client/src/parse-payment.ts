import {
  type Cancellation,
  type CardFacts,
  type CodeAndName,
  type Currency,
  type Deposit,
  derivePaymentStatus,
  type Payment,
  type VirtualAccount,
} from "@maru/domain";
import {
  readCount,
  readCurrency,
  readFlag,
  readInstant,
  readList,
  readMoney,
  readObject,
  readText,
  readWords,
  requireMoney,
  requireObject,
  requireText,
} from "./wire-fields.ts";
import type { WireObject } from "./wire-object.ts";

const none: readonly never[] = [];

/**
 * A payment from its wire JSON (`PaymentAnnotation`). Unknown keys are ignored, unknown words carried, absent facts null.
 * Throws UPSTREAM_UNREADABLE whose `details.problem` names the field that is wrong, and nothing else.
 */
export function parseWirePayment(wire: unknown): Payment {
  const object = requireObject(wire, "payment");
  const impUid = requireText(object, "imp_uid");
  const merchantUid = requireText(object, "merchant_uid");
  const wireStatus = requireText(object, "status");
  const currency = readCurrency(object, "currency");
  const amount = requireMoney(object, "amount", currency);
  const cancelledAmount = requireMoney(object, "cancel_amount", currency);
  return {
    impUid,
    merchantUid,
    status: derivePaymentStatus({ wireStatus, amount, cancelledAmount }),
    wireStatus,
    amount,
    cancelledAmount,
    orderName: readWords(object, "name"),
    method: readText(object, "pay_method"),
    device: readText(object, "channel"),
    pgProvider: readText(object, "pg_provider"),
    easyPayProvider: readText(object, "emb_pg_provider"),
    pgTid: readText(object, "pg_tid"),
    mid: readText(object, "pg_id"),
    isTestChannel: readFlag(object, "sandbox"),
    isEscrow: readFlag(object, "escrow"),
    isCashReceiptIssued: readFlag(object, "cash_receipt_issued"),
    buyer: {
      name: readWords(object, "buyer_name"),
      email: readText(object, "buyer_email"),
      tel: readText(object, "buyer_tel"),
      address: readWords(object, "buyer_addr"),
      postcode: readText(object, "buyer_postcode"),
    },
    card: readCard(object),
    bank: readInstitution(object, "bank_code", "bank_name"),
    virtualAccount: readVirtualAccount(object),
    customerUid: readText(object, "customer_uid"),
    billingUsage: readText(object, "customer_uid_usage"),
    promotion: readPromotion(object, currency),
    customData: readText(object, "custom_data"),
    userAgent: readText(object, "user_agent"),
    startedAt: readInstant(object, "started_at"),
    paidAt: readInstant(object, "paid_at"),
    failedAt: readInstant(object, "failed_at"),
    cancelledAt: readInstant(object, "cancelled_at"),
    failReason: readWords(object, "fail_reason"),
    cancelReason: readWords(object, "cancel_reason"),
    salesSlipUrl: readText(object, "receipt_url"),
    cancellations: readCancellations(object, currency),
    deposits: readDeposits(object, currency),
  };
}

function readInstitution(wire: WireObject, codeName: string, nameName: string): CodeAndName | null {
  const code = readText(wire, codeName);
  const name = readText(wire, nameName);
  return code === null && name === null ? null : { code, name };
}

const nobody: CodeAndName = Object.freeze({ code: null, name: null });

/** Upstream sends `card_quota: 0` on payments of every method, so a lump sum alone is not a card. */
function readCard(wire: WireObject): CardFacts | null {
  const acquirer = readInstitution(wire, "card_code", "card_name");
  const issuer = readInstitution(wire, "card_issuer_code", "card_issuer_name");
  const publisher = readInstitution(wire, "card_publisher_code", "card_publisher_name");
  const number = readText(wire, "card_number");
  const quota = readCount(wire, "card_quota");
  const type = readCardType(wire);
  const approvalNumber = readText(wire, "apply_num");
  const isCard =
    acquirer !== null ||
    issuer !== null ||
    publisher !== null ||
    number !== null ||
    type !== null ||
    approvalNumber !== null ||
    (quota !== null && quota > 0);
  if (!isCard) return null;
  return {
    acquirer: acquirer ?? nobody,
    issuer: issuer ?? nobody,
    publisher: publisher ?? nobody,
    number,
    quota,
    type,
    approvalNumber,
  };
}

/** 0 is credit and 1 is check; a PG that does not say sends null. */
function readCardType(wire: WireObject): CardFacts["type"] {
  const type = readCount(wire, "card_type");
  if (type === 0) return "credit";
  return type === 1 ? "check" : null;
}

function readVirtualAccount(wire: WireObject): VirtualAccount | null {
  const bank = readInstitution(wire, "vbank_code", "vbank_name");
  const number = readText(wire, "vbank_num");
  const holder = readWords(wire, "vbank_holder");
  const dueAt = readInstant(wire, "vbank_date");
  const issuedAt = readInstant(wire, "vbank_issued_at");
  if (bank === null && number === null && holder === null && dueAt === null && issuedAt === null) return null;
  return { bank: bank ?? nobody, number, holder, dueAt, issuedAt };
}

function readPromotion(wire: WireObject, currency: Currency): Payment["promotion"] {
  const promotion = readObject(wire, "promotion");
  if (promotion === null) return null;
  const id = readText(promotion, "id", "promotion.");
  const discount = readMoney(promotion, "discount", currency, "promotion.");
  return id === null && discount === null ? null : { id, discount };
}

function readCancellations(wire: WireObject, currency: Currency): readonly Cancellation[] {
  const history = readList(wire, "cancel_history");
  if (history.length === 0) return none;
  return history.map((item, index) => {
    const cancellation = requireObject(item, `cancel_history[${index}]`);
    const at = `cancel_history[${index}].`;
    return {
      cancellationId: readText(cancellation, "cancellation_id", at),
      pgTid: readText(cancellation, "pg_tid", at),
      amount: requireMoney(cancellation, "amount", currency, at),
      reason: readWords(cancellation, "reason", at),
      cancelledAt: readInstant(cancellation, "cancelled_at", at),
      receiptUrl: readText(cancellation, "receipt_url", at),
    };
  });
}

function readDeposits(wire: WireObject, currency: Currency): readonly Deposit[] {
  const history = readList(wire, "deposit_history");
  if (history.length === 0) return none;
  return history.map((item, index) => {
    const deposit = requireObject(item, `deposit_history[${index}]`);
    const at = `deposit_history[${index}].`;
    return {
      pgTid: readText(deposit, "pg_tid", at),
      amount: requireMoney(deposit, "amount", currency, at),
      depositorName: readWords(deposit, "depositor_name", at),
      depositedAt: readInstant(deposit, "deposited_at", at),
    };
  });
}

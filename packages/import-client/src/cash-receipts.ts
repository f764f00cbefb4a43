import { type AppError, type CashReceipt, receiptTypes, toWireAmount } from "@maru/domain";
import type { CallUpstream } from "./call-upstream.ts";
import { invalidInput, isPathSegment, isSendable } from "./check-input.ts";
import type { CashReceiptOutcome, ImportClient, ReceiptFields } from "./client-types.ts";
import type { WireCall } from "./http-exchange.ts";
import { outcomeOf } from "./outcome.ts";
import {
  readInstant,
  readMoney,
  readText,
  requireMoney,
  requireObject,
  requireText,
  unreadableShape,
} from "./wire-fields.ts";

type CashReceipts = Pick<
  ImportClient,
  | "getCashReceipt"
  | "issueCashReceipt"
  | "cancelCashReceipt"
  | "getExternalCashReceipt"
  | "issueExternalCashReceipt"
  | "cancelExternalCashReceipt"
>;

/** Which of the two key spaces a receipt is in: that of i'mport payments, or that of all other cash sales. */
type Kept = { readonly path: string; readonly key: "imp_uid" | "merchant_uid" };
const ofPayment: Kept = { path: "/receipts/{imp_uid}", key: "imp_uid" };
const ofSale: Kept = { path: "/receipts/external/{merchant_uid}", key: "merchant_uid" };

/** Cash receipts (`/receipts`, `/receipts/external`). */
export function createCashReceipts({ read, write }: CallUpstream): CashReceipts {
  async function find(operation: string, { path, key }: Kept, id: string): Promise<CashReceipt | null> {
    if (!isPathSegment(id)) return null;
    const answer = await read({ operation, method: "GET", path, segments: [id] });
    if (answer.kind === "answered") return readReceipt(answer.response, key, id);
    if (answer.error.code === "NOT_FOUND") return null;
    throw answer.error;
  }

  async function send(
    call: Pick<WireCall, "operation" | "method" | "body">,
    { path, key }: Kept,
    id: string,
  ): Promise<CashReceiptOutcome> {
    const answer = await write({ ...call, path, segments: [id] });
    return outcomeOf(answer, (response): CashReceiptOutcome => {
      return { kind: "accepted", receipt: readReceipt(response, key, id) };
    });
  }

  const notSent = (cause: AppError): CashReceiptOutcome => ({ kind: "not_sent", cause });
  const nameless = () => notSent(invalidInput("A cash receipt belongs to a payment or to an order."));

  return {
    getCashReceipt: (impUid) => find("getCashReceipt", ofPayment, impUid),
    getExternalCashReceipt: (merchantUid) => find("getExternalCashReceipt", ofSale, merchantUid),

    async issueCashReceipt(request) {
      if (!isPathSegment(request.impUid)) return nameless();
      const objection = objectionTo(request);
      if (objection) return notSent(objection);
      const body = {
        ...wireFields(request),
        ...given({ company_name: request.companyName, company_tel: request.companyTel }),
      };
      return send({ operation: "issueCashReceipt", method: "POST", body }, ofPayment, request.impUid);
    },

    async issueExternalCashReceipt(request) {
      const { merchantUid, channelKey, orderName, amount, payMethod } = request;
      if (!isPathSegment(merchantUid)) return nameless();
      if (channelKey === "" || orderName.trim() === "") {
        return notSent(invalidInput("The receipt of a sale names a channel and what was sold."));
      }
      if (amount.currency !== "KRW" || !isSendable(amount, 1)) {
        return notSent(invalidInput("The receipt of a sale has an amount of whole won above zero."));
      }
      const objection = objectionTo(request, amount.amount);
      if (objection) return notSent(objection);
      const body = {
        channel_key: channelKey,
        name: orderName,
        amount: toWireAmount(amount),
        ...wireFields(request),
        ...given({ pay_method: payMethod }),
      };
      return send({ operation: "issueExternalCashReceipt", method: "POST", body }, ofSale, merchantUid);
    },

    async cancelCashReceipt(impUid) {
      if (!isPathSegment(impUid)) return nameless();
      return send({ operation: "cancelCashReceipt", method: "DELETE" }, ofPayment, impUid);
    },

    async cancelExternalCashReceipt(merchantUid) {
      if (!isPathSegment(merchantUid)) return nameless();
      return send({ operation: "cancelExternalCashReceipt", method: "DELETE" }, ofSale, merchantUid);
    },
  };
}

/** KSNET makes nothing of hyphens and Toss takes any text for a success, so what is not digits never leaves. */
function objectionTo(request: ReceiptFields, most = Number.MAX_SAFE_INTEGER): AppError | undefined {
  const { identifier, taxFreeAmount, vatAmount } = request;
  if (!/^\d{10,20}$/.test(identifier)) return invalidInput("A receipt is issued to a number of ten digits or more.");
  for (const part of [taxFreeAmount, vatAmount]) {
    if (part !== undefined && (part.currency !== "KRW" || !isSendable(part, 0))) {
      return invalidInput("A tax part is whole won.");
    }
  }
  if ((taxFreeAmount?.amount ?? 0) + (vatAmount?.amount ?? 0) > most) {
    return invalidInput("The tax parts of a receipt fit inside its amount.");
  }
  return undefined;
}

function wireFields(request: ReceiptFields): Record<string, unknown> {
  const { taxFreeAmount, vatAmount } = request;
  return {
    identifier: request.identifier,
    identifier_type: request.identifierType,
    type: request.type,
    ...given({
      product_type: request.productType,
      buyer_name: request.buyerName,
      buyer_tel: request.buyerTel,
      buyer_email: request.buyerEmail,
      corp_reg_no: request.merchantBusinessNumber,
      tax_free: taxFreeAmount && toWireAmount(taxFreeAmount),
      vat_amount: vatAmount && toWireAmount(vatAmount),
    }),
  };
}

/** Optional fields are left out, not nulled. */
function given(fields: Record<string, string | number | undefined>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function readReceipt(value: unknown, key: Kept["key"], id: string): CashReceipt {
  const wire = requireObject(value, "receipt");
  if (requireText(wire, key) !== id) throw unreadableShape(`${key}: of another receipt than asked for`);
  const wireType = requireText(wire, "type");
  return {
    type: receiptTypes.find((type) => type === wireType) ?? null,
    wireType,
    approvalNumber: requireText(wire, "apply_num"),
    receiptTid: readText(wire, "receipt_tid"),
    amount: requireMoney(wire, "amount", "KRW"),
    vat: readMoney(wire, "vat", "KRW"),
    url: readText(wire, "receipt_url"),
    issuedAt: readInstant(wire, "applied_at"),
    cancelledAt: readInstant(wire, "cancelled_at"),
  };
}

import { type AppError, toWireAmount } from "@maru/domain";
import type { CallUpstream } from "./call-upstream.ts";
import { invalidInput, isPathSegment, isSendable } from "./check-input.ts";
import type { PaymentOutcome } from "./client-types.ts";
import type {
  PartnerPart,
  PartnerReceiptOutcome,
  PaymentwallDelivery,
  PgFollowUpClient,
  PlainOutcome,
} from "./follow-up-types.ts";
import type { WireCall } from "./http-exchange.ts";
import { outcomeOf, type Unsuccessful } from "./outcome.ts";
import { readPayment } from "./read-payment.ts";
import { personalIn, withholdPersonal } from "./strike-personal.ts";
import { readCount, readList, readObject, readText, requireObject, unreadableShape } from "./wire-fields.ts";

/** What single PGs want to be told, or can do, after a payment. */
export function createPgFollowUps({ write }: CallUpstream): PgFollowUpClient {
  async function plainly(call: WireCall): Promise<PlainOutcome> {
    if (!(call.segments ?? []).every(isPathSegment)) return notSent("A name is not empty and not a dot.");
    return outcomeOf(await write(call), () => ({ kind: "accepted" }) as const);
  }

  async function payment(call: WireCall, isMeant: (ids: PaymentIds) => boolean): Promise<PaymentOutcome> {
    return outcomeOf(await write(call), (response): PaymentOutcome => {
      const read = readPayment(response);
      if (!isMeant(read.payment)) throw unreadableShape("imp_uid: of another payment than was written");
      return { kind: "accepted", read };
    });
  }

  return {
    changePaycoOrder: (impUid, status) =>
      plainly({
        operation: "changePaycoOrder",
        method: "POST",
        path: "/payco/orders/status/{imp_uid}",
        segments: [impUid],
        body: { status },
      }),

    async reportPaymentwallDelivery(delivery) {
      const body = wireDelivery(delivery);
      const answer = await write({
        operation: "reportPaymentwallDelivery",
        method: "POST",
        path: "/paymentwall/delivery",
        body,
      });
      return withholdPersonal(readDeliveryAnswer(answer), personalIn(body));
    },

    async issueBarcode(request) {
      const { merchantUid, amount, expiresAt, orderName, buyerName, buyerTel } = request;
      if (merchantUid === "" || !isSendable(amount, 1) || amount.currency !== "KRW") {
        return notSent("A barcode is issued for an order and whole won above zero.");
      }
      return payment(
        {
          operation: "issueBarcode",
          method: "POST",
          path: "/cvs",
          body: {
            channel_key: request.channelKey,
            merchant_uid: merchantUid,
            amount: toWireAmount(amount),
            ...(orderName !== undefined && { name: orderName }),
            ...(expiresAt !== undefined && { expired_at: expiresAt }),
            ...(buyerName !== undefined && { buyer_name: buyerName }),
            ...(buyerTel !== undefined && { buyer_tel: buyerTel }),
          },
        },
        (ids) => ids.merchantUid === merchantUid,
      );
    },

    async revokeBarcode(impUid) {
      if (!isPathSegment(impUid)) return notSent("A payment is named by its id.");
      return payment(
        { operation: "revokeBarcode", method: "DELETE", path: "/cvs/{imp_uid}", segments: [impUid] },
        (ids) => ids.impUid === impUid,
      );
    },

    async splitReceipt(impUid, parts): Promise<PartnerReceiptOutcome> {
      if (!isPathSegment(impUid) || parts.length === 0) return notSent("A slip is split over at least one partner.");
      const objection = parts.map(objectionToPart).find((one) => one !== undefined);
      if (objection) return { kind: "not_sent", cause: objection };
      const answer = await write({
        operation: "splitReceipt",
        method: "POST",
        path: "/partners/receipts/{imp_uid}",
        segments: [impUid],
        body: { data: parts.map(wirePart) },
      });
      return outcomeOf(
        answer,
        (response): PartnerReceiptOutcome => ({
          kind: "accepted",
          receiptUrl: readText(requireObject(response ?? {}, "response"), "receipt_url"),
        }),
      );
    },

    deleteKcpQuickMember: ({ memberId, siteCode, partnerType, partnerSubtype }) =>
      plainly({
        operation: "deleteKcpQuickMember",
        method: "DELETE",
        path: "/kcpquick/members/{member_id}",
        segments: [memberId],
        query: [
          ["site_code", siteCode],
          ["partner_type", partnerType],
          ["partner_subtype", partnerSubtype],
        ],
      }),

    deleteKcpQuickKey: (customerUid) =>
      plainly({
        operation: "deleteKcpQuickKey",
        method: "DELETE",
        path: "/kcpquick/autopay/{customer_uid}",
        segments: [customerUid],
      }),

    releaseKcpQuickFido: ({ memberId, channelKey }) =>
      plainly({
        operation: "releaseKcpQuickFido",
        method: "POST",
        path: "/kcpquick/members/{member_id}/fido/release",
        segments: [memberId],
        body: { channel_key: channelKey },
      }),
  };
}

interface PaymentIds {
  readonly impUid: string;
  readonly merchantUid: string;
}

function notSent(reason: string): { readonly kind: "not_sent"; readonly cause: AppError } {
  return { kind: "not_sent", cause: invalidInput(reason) };
}

function wireDelivery(delivery: PaymentwallDelivery): Record<string, unknown> {
  const { carrier, address } = delivery;
  return {
    imp_uid: delivery.impUid,
    merchant_uid: delivery.merchantUid,
    type: delivery.type,
    status: delivery.status,
    estimated_delivery_datetime: delivery.estimatedDeliveryAt,
    estimated_update_datetime: delivery.estimatedUpdateAt,
    refundable: delivery.isRefundable ? "yes" : "no",
    shipping_address_email: delivery.email,
    ...(carrier && { carrier_type: carrier.name, carrier_tracking_id: carrier.trackingId }),
    ...(address && {
      shipping_address_country: address.country,
      shipping_address_city: address.city,
      shipping_address_zip: address.zip,
      shipping_address_state: address.state,
      shipping_address_street: address.street,
      shipping_address_phone: address.phone,
      shipping_address_firstname: address.firstName,
      shipping_address_lastname: address.lastName,
    }),
    ...(delivery.reason !== undefined && { reason: delivery.reason }),
    ...(delivery.details !== undefined && { details: delivery.details }),
  };
}

/** Paymentwall says no under `code` 0, with an `error_code` inside the answer. */
function readDeliveryAnswer(
  answer: { readonly kind: "accepted"; readonly response: unknown } | Unsuccessful,
): PlainOutcome {
  return outcomeOf(answer, (response): PlainOutcome => {
    const wire = readObject({ response }, "response");
    const errorCode = wire === null ? null : readCount(wire, "error_code");
    if (wire === null || errorCode === null) return { kind: "accepted" };
    const notices = readList(wire, "notices").filter((notice) => typeof notice === "string");
    const words = [readText(wire, "error"), ...notices].filter((one) => one !== null);
    return { kind: "refused", message: words.join(" / "), upstreamCode: errorCode, httpStatus: 200 };
  });
}

function objectionToPart({ businessNumber, companyName, amount, taxFreeAmount, vatAmount }: PartnerPart) {
  if (!/^\d{3}-?\d{2}-?\d{5}$/.test(businessNumber)) return invalidInput("A business number has ten digits.");
  if (companyName.trim() === "") return invalidInput("A partner has a name.");
  if (!isSendable(amount, 1)) return invalidInput("A partner's part is an amount above zero.");
  for (const part of [taxFreeAmount, vatAmount]) {
    if (part !== undefined && (!isSendable(part, 0) || part.amount > amount.amount)) {
      return invalidInput("The tax parts of a partner's part fit inside it.");
    }
  }
  return undefined;
}

function wirePart({ businessNumber, companyName, amount, taxFreeAmount, vatAmount }: PartnerPart) {
  const digits = businessNumber.replaceAll("-", "");
  return {
    business_registration_number: `${digits.slice(0, 3)}-${digits.slice(3, 5)}-${digits.slice(5)}`,
    company_name: companyName,
    amount: toWireAmount(amount),
    ...(taxFreeAmount && { tax_free: toWireAmount(taxFreeAmount) }),
    ...(vatAmount && { vat_amount: toWireAmount(vatAmount) }),
  };
}

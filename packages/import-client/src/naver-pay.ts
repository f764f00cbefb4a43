import { type AppError, type Money, toWireAmount } from "@maru/domain";
import type { CallUpstream, ReadCall } from "./call-upstream.ts";
import { invalidInput, isPathSegment, isSendable } from "./check-input.ts";
import type {
  NaverCashAmount,
  NaverOrderChoice,
  NaverOrderOutcome,
  NaverOrderStep,
  NaverParcel,
  NaverPayClient,
  NaverProductOrder,
  NaverReview,
  PlainOutcome,
} from "./follow-up-types.ts";
import { outcomeOf } from "./outcome.ts";
import { noSuchPayment } from "./upstream-errors.ts";
import {
  readCount,
  readInstant,
  readMoney,
  readObject,
  readText,
  requireList,
  requireMoney,
  requireObject,
  requireText,
  unreadableShape,
} from "./wire-fields.ts";

/** Naver Pay pays in won. */
const currency = "KRW";

/** Naver Pay: product orders of the order type; confirmation, points and cash amount of the payment type. */
export function createNaverPay({ read, write }: CallUpstream): NaverPayClient {
  async function responseOf(call: ReadCall): Promise<unknown> {
    const answer = await read(call);
    if (answer.kind === "refused") throw answer.error;
    return answer.response;
  }

  async function plainly(operation: string, path: string, impUid: string, body: object): Promise<PlainOutcome> {
    if (!isPathSegment(impUid)) return { kind: "not_sent", cause: invalidInput("A payment is named by its id.") };
    const answer = await write({ operation, method: "POST", path, segments: [impUid], body: { ...body } });
    return outcomeOf(answer, () => ({ kind: "accepted" }) as const);
  }

  return {
    async listNaverProductOrders(impUid) {
      const call: ReadCall = {
        operation: "listNaverProductOrders",
        method: "GET",
        path: "/payments/{imp_uid}/naver/product-orders",
        segments: [impUid],
        notFound: "PAYMENT_NOT_FOUND",
      };
      if (!isPathSegment(impUid)) throw noSuchPayment(call);
      return requireList(await responseOf(call), "response").map(readProductOrder);
    },

    async getNaverProductOrder(productOrderId) {
      if (!isPathSegment(productOrderId)) throw invalidInput("A product order is named by its number.");
      const order = readProductOrder(
        await responseOf({
          operation: "getNaverProductOrder",
          method: "GET",
          path: "/naver/product-orders/{product_order_id}",
          segments: [productOrderId],
        }),
      );
      if (order.productOrderId !== productOrderId)
        throw unreadableShape("product_order_id: of another order than asked");
      return order;
    },

    async listNaverReviews({ channelKey, from, to, type }) {
      // The document declares the channel as a form field of this GET, which cannot be sent; it travels with the rest.
      const response = await responseOf({
        operation: "listNaverReviews",
        method: "GET",
        path: "/naver/reviews",
        query: [
          ["channel_key", channelKey],
          ["from", String(from)],
          ["to", String(to)],
          ["review_type", type],
        ],
      });
      return requireList(response, "response").map(readReview);
    },

    async stepNaverOrder(choice, step): Promise<NaverOrderOutcome> {
      const objection = objectionTo(choice, step);
      if (objection) return { kind: "not_sent", cause: objection };
      const answer = await write({
        operation: `naver:${step.step}`,
        method: "POST",
        path: `/payments/{imp_uid}/naver/${step.step}`,
        segments: [choice.impUid],
        body: { product_order_id: choice.productOrderIds, ...wireStep(step) },
      });
      return outcomeOf(answer, (response): NaverOrderOutcome => {
        const orders = requireList(response, "response").map(readProductOrder);
        if (orders.some(({ productOrderId }) => !choice.productOrderIds.includes(productOrderId))) {
          throw unreadableShape("product_order_id: of another order than was written");
        }
        return { kind: "accepted", orders };
      });
    },

    confirmNaverPayment: ({ impUid, requester }) =>
      plainly("confirmNaverPayment", "/payments/{imp_uid}/naver/confirm", impUid, { requester }),

    giveNaverPoints: (impUid) => plainly("giveNaverPoints", "/payments/{imp_uid}/naver/point", impUid, {}),

    async getNaverCashAmount(impUid): Promise<NaverCashAmount> {
      const call: ReadCall = {
        operation: "getNaverCashAmount",
        method: "GET",
        path: "/payments/{imp_uid}/naver/cash-amount",
        segments: [impUid],
        notFound: "PAYMENT_NOT_FOUND",
      };
      if (!isPathSegment(impUid)) throw noSuchPayment(call);
      const wire = requireObject(await responseOf(call), "response");
      const won = (name: string): Money => requireMoney(wire, name, currency);
      return {
        total: won("amount_total"),
        byPoints: won("amount_by_npoint"),
        byPrimary: won("amount_by_primary"),
        supply: won("amount_supply"),
        vat: won("amount_vat"),
      };
    },
  };
}

function objectionTo({ impUid, productOrderIds }: NaverOrderChoice, step: NaverOrderStep): AppError | undefined {
  if (!isPathSegment(impUid)) return invalidInput("A payment is named by its id.");
  if (productOrderIds.length === 0 || productOrderIds.includes("")) {
    return invalidInput("The product orders are named: upstream reads none as all of them.");
  }
  if ("memo" in step && step.step !== "approve-return" && (step.memo ?? "").trim() === "") {
    return invalidInput("The buyer is told why.");
  }
  if (step.step === "withhold-return" && !isSendable(step.extraCharge, 0)) {
    return invalidInput("An extra charge is whole won.");
  }
  return undefined;
}

function wireStep(step: NaverOrderStep): Record<string, unknown> {
  switch (step.step) {
    case "place":
    case "approve-cancel":
    case "collect-exchanged":
    case "resolve-return":
      return {};
    case "cancel":
      return { reason: step.reason };
    case "ship":
      return { ...wireParcel(step.parcel), dispatched_at: step.dispatchedAt };
    case "ship-exchanged":
      return wireParcel(step.parcel);
    case "request-return":
      return { ...wireParcel(step.parcel), reason: step.reason };
    case "approve-return":
      return step.memo === undefined ? {} : { memo: step.memo };
    case "reject-return":
      return { memo: step.memo };
    case "withhold-return":
      return { reason: step.reason, memo: step.memo, extra_charge: toWireAmount(step.extraCharge) };
  }
}

function wireParcel({ method, courier, trackingNumber }: NaverParcel): Record<string, unknown> {
  return {
    delivery_method: method,
    ...(courier !== undefined && { delivery_company: courier }),
    ...(trackingNumber !== undefined && { tracking_number: trackingNumber }),
  };
}

function readProductOrder(value: unknown): NaverProductOrder {
  const wire = requireObject(value, "product order");
  const orderer = readObject(wire, "orderer");
  const address = readObject(wire, "shipping_address");
  const place = address === null ? [] : [readText(address, "base"), readText(address, "detail")];
  return {
    productOrderId: requireText(wire, "product_order_id"),
    status: requireText(wire, "product_order_status"),
    claimType: readText(wire, "claim_type"),
    claimStatus: readText(wire, "claim_status"),
    productName: requireText(wire, "product_name"),
    optionName: readText(wire, "product_option_name"),
    quantity: readCount(wire, "quantity") ?? 1,
    productAmount: readMoney(wire, "product_amount", currency),
    deliveryAmount: readMoney(wire, "delivery_amount", currency),
    ordererName: orderer && readText(orderer, "name"),
    ordererTel: orderer && readText(orderer, "tel"),
    receiverName: address && readText(address, "name"),
    receiverTel: address && readText(address, "tel1"),
    address: place.filter((part) => part !== null).join(" ") || null,
    postcode: address && readText(address, "postcode"),
    shippingMemo: readText(wire, "shipping_memo"),
    shippingDueAt: readInstant(wire, "shipping_due"),
  };
}

function readReview(value: unknown): NaverReview {
  const wire = requireObject(value, "review");
  const createdAt = readInstant(wire, "created_at");
  if (createdAt === null) throw unreadableShape("created_at: missing");
  return {
    reviewId: requireText(wire, "review_id"),
    score: requireText(wire, "score"),
    title: readText(wire, "title") ?? "",
    content: readText(wire, "content"),
    productOrderId: requireText(wire, "product_order_id"),
    productName: requireText(wire, "product_name"),
    optionName: readText(wire, "product_option_name"),
    writer: readText(wire, "writer") ?? "",
    createdAt,
    modifiedAt: readInstant(wire, "modified_at"),
  };
}

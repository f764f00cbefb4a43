import { round2 } from "./computed-payment.ts";
import { Refusal } from "./envelope.ts";
import { DAY } from "./kst.ts";
import type { PaymentRecord, WirePayment } from "./payment-record.ts";
import { Draws, hashText } from "./random.ts";
import type { Deed, Shop } from "./shop.ts";
import type { Store } from "./store.ts";

/** A product order as V1 answers it (V1 OpenAPI, `NaverProductOrderAnnotation`). */
export interface WireProductOrder {
  product_order_id: string;
  product_order_status: string;
  claim_type: string | null;
  claim_status: string | null;
  product_id: string;
  product_name: string;
  product_option_id: string;
  product_option_name: string;
  product_amount: number;
  delivery_amount: number;
  quantity: number;
  orderer: { name: string; id: string; tel: string };
  shipping_address: { base: string; detail: string; postcode: string; tel1: string; tel2: string; name: string };
  shipping_memo: string | null;
  shipping_due: number;
  individual_code: string | null;
}

interface ProductOrder {
  wire: WireProductOrder;
  /** Whether the shop has taken the order on, which V1 does not show. */
  isPlaced: boolean;
  /** Whether its return is held back, which V1 does not show. */
  isWithheld: boolean;
}

export interface NaverOrderBook {
  orders: ProductOrder[];
}

export type NaverDeed =
  | "naver_cancelled"
  | "naver_cancel_approved"
  | "naver_exchange_collected"
  | "naver_exchange_shipped"
  | "naver_moved_by_buyer"
  | "naver_placed"
  | "naver_return_approved"
  | "naver_return_rejected"
  | "naver_return_requested"
  | "naver_return_resolved"
  | "naver_return_withheld"
  | "naver_shipped";

/** What an operation does to one product order: a refusal in words, or the order as it stands after it. */
interface Step {
  deed: NaverDeed;
  refuse(order: ProductOrder): string | null;
  apply(order: ProductOrder): void;
  /** Whether the money of the product order goes back. */
  refunds?: boolean;
}

const STREAM_NAVER = 9900;
const options = ["기본", "블랙 / M", "화이트 / L", "2개 묶음"];

const hasClaim = ({ wire }: ProductOrder, type: string, ...statuses: string[]) =>
  wire.claim_type === type && statuses.includes(wire.claim_status ?? "");
const isOpen = ({ wire }: ProductOrder) =>
  wire.claim_status !== null && !/(?<!COLLECT_)(DONE|REJECT|RELEASE)$/.test(wire.claim_status);
const isIn = ({ wire }: ProductOrder, ...statuses: string[]) => statuses.includes(wire.product_order_status);

function claim(order: ProductOrder, type: string, status: string, orderStatus?: string): void {
  order.wire.claim_type = type;
  order.wire.claim_status = status;
  if (orderStatus !== undefined) order.wire.product_order_status = orderStatus;
}

const returnIsOpen = (order: ProductOrder) =>
  hasClaim(order, "RETURN", "RETURN_REQUEST", "COLLECTING", "COLLECT_DONE") ? null : "반품 요청된 상품주문이 아닙니다.";

/** Operations of the order type of Naver Pay, by the last part of their path. */
export const naverSteps = {
  place: {
    deed: "naver_placed",
    refuse: (order) => {
      if (!isIn(order, "PAYED") || isOpen(order)) return "발주처리할 수 있는 주문상태가 아닙니다.";
      return order.isPlaced ? "이미 발주처리된 상품주문입니다." : null;
    },
    apply: (order) => {
      order.isPlaced = true;
    },
  },
  ship: {
    deed: "naver_shipped",
    refuse: (order) => {
      if (!isIn(order, "PAYED") || isOpen(order)) return "발송처리할 수 있는 주문상태가 아닙니다.";
      return order.isPlaced ? null : "발주처리되지 않은 상품주문입니다.";
    },
    apply: (order) => {
      order.wire.product_order_status = "DELIVERING";
    },
  },
  cancel: {
    deed: "naver_cancelled",
    refuse: (order) => (isIn(order, "PAYED") && !isOpen(order) ? null : "취소할 수 있는 주문상태가 아닙니다."),
    apply: (order) => claim(order, "CANCEL", "CANCEL_DONE", "CANCELED"),
    refunds: true,
  },
  "approve-cancel": {
    deed: "naver_cancel_approved",
    refuse: (order) =>
      hasClaim(order, "CANCEL", "CANCEL_REQUEST", "CANCELING") ? null : "취소 요청된 상품주문이 아닙니다.",
    apply: (order) => claim(order, "CANCEL", "CANCEL_DONE", "CANCELED"),
    refunds: true,
  },
  "request-return": {
    deed: "naver_return_requested",
    refuse: (order) =>
      isIn(order, "DELIVERING", "DELIVERED") && !isOpen(order) ? null : "반품 요청할 수 있는 주문상태가 아닙니다.",
    apply: (order) => claim(order, "RETURN", "RETURN_REQUEST"),
  },
  "approve-return": {
    deed: "naver_return_approved",
    refuse: (order) => returnIsOpen(order) ?? (order.isWithheld ? "반품보류 중인 상품주문입니다." : null),
    apply: (order) => claim(order, "RETURN", "RETURN_DONE", "RETURNED"),
    refunds: true,
  },
  "reject-return": {
    deed: "naver_return_rejected",
    refuse: returnIsOpen,
    apply: (order) => {
      claim(order, "RETURN", "RETURN_REJECT");
      order.isWithheld = false;
    },
  },
  "withhold-return": {
    deed: "naver_return_withheld",
    refuse: (order) => returnIsOpen(order) ?? (order.isWithheld ? "이미 반품보류된 상품주문입니다." : null),
    apply: (order) => {
      order.isWithheld = true;
    },
  },
  "resolve-return": {
    deed: "naver_return_resolved",
    refuse: (order) => returnIsOpen(order) ?? (order.isWithheld ? null : "반품보류된 상품주문이 아닙니다."),
    apply: (order) => {
      order.isWithheld = false;
    },
  },
  "collect-exchanged": {
    deed: "naver_exchange_collected",
    refuse: (order) =>
      hasClaim(order, "EXCHANGE", "EXCHANGE_REQUEST", "COLLECTING") ? null : "교환 수거 중인 상품주문이 아닙니다.",
    apply: (order) => claim(order, "EXCHANGE", "COLLECT_DONE"),
  },
  "ship-exchanged": {
    deed: "naver_exchange_shipped",
    refuse: (order) => (hasClaim(order, "EXCHANGE", "COLLECT_DONE") ? null : "교환 수거가 완료된 상품주문이 아닙니다."),
    apply: (order) => claim(order, "EXCHANGE", "EXCHANGE_REDELIVERING"),
  },
} satisfies Record<string, Step>;

export type NaverOperation = keyof typeof naverSteps;

const byBuyer = (refuse: Step["refuse"], apply: Step["apply"]): Step => ({
  deed: "naver_moved_by_buyer",
  refuse,
  apply,
});
const isQuiet = (order: ProductOrder, ...statuses: string[]) =>
  isIn(order, ...statuses) && !isOpen(order) ? null : "the product order cannot do that now";

/** What buyers and couriers do, by the name of the control. */
export const naverMoves: Record<string, Step> = {
  "request-cancel": byBuyer(
    (order) => isQuiet(order, "PAYED"),
    (order) => claim(order, "CANCEL", "CANCEL_REQUEST"),
  ),
  "request-return": byBuyer(
    (order) => isQuiet(order, "DELIVERING", "DELIVERED"),
    (order) => claim(order, "RETURN", "RETURN_REQUEST"),
  ),
  "request-exchange": byBuyer(
    (order) => isQuiet(order, "DELIVERING", "DELIVERED"),
    (order) => claim(order, "EXCHANGE", "EXCHANGE_REQUEST"),
  ),
  deliver: byBuyer(
    (order) => isQuiet(order, "DELIVERING"),
    (order) => {
      order.wire.product_order_status = "DELIVERED";
    },
  ),
  decide: byBuyer(
    (order) => isQuiet(order, "DELIVERED"),
    (order) => {
      order.wire.product_order_status = "PURCHASE_DECIDED";
    },
  ),
};

const allFailed = (reasons: string[]) =>
  new Refusal(500, `모든 상품주문 처리에 실패하였습니다. [${[...new Set(reasons)].join(" / ")}]`);

/** Product orders of payments made through the order type of Naver Pay. */
export class NaverOrders {
  readonly #shop: Shop;

  constructor(shop: Shop) {
    this.#shop = shop;
  }

  /** The number of the payment, if it is one of the order type that was paid. */
  idOf(store: Store, impUid: string): number | null {
    const id = store.world.idOfImpUid(impUid);
    if (id === null) return null;
    const { wire } = store.world.peek(id);
    return wire.pg_provider === "naverco" && wire.paid_at > 0 ? id : null;
  }

  ordersOf(store: Store, id: number): ProductOrder[] {
    const record = store.world.peek(id);
    const kept = store.shelves.get("naver_orders", record.wire.imp_uid);
    return kept?.orders ?? computeOrders(record, this.#shop.seed, store.world.now);
  }

  find(store: Store, productOrderId: string): WireProductOrder | null {
    const impUid = `imp_${/^(\d{12})\d{2}$/.exec(productOrderId)?.[1] ?? ""}`;
    const id = this.idOf(store, impUid);
    if (id === null) return null;
    return this.ordersOf(store, id).find(({ wire }) => wire.product_order_id === productOrderId)?.wire ?? null;
  }

  /** Does the step to each of the named product orders that allows it, or to all of them. Throws when none does. */
  take(store: Store, id: number, step: Step, productOrderIds: readonly string[], reason: string | null) {
    const { world } = store;
    const orders = this.ordersOf(store, id);
    const named = productOrderIds.length === 0 ? orders : orders.filter(isNamed(productOrderIds));
    const strangers = productOrderIds.length - (productOrderIds.length === 0 ? 0 : named.length);
    const reasons = strangers > 0 ? ["존재하지 않는 상품주문입니다."] : [];
    const done: WireProductOrder[] = [];
    let record = world.read(id);
    let back = 0;
    const deeds: Deed[] = [];
    for (const order of named) {
      const refusal = step.refuse(order);
      if (refusal !== null) {
        reasons.push(refusal);
        continue;
      }
      step.apply(order);
      const amount = order.wire.product_amount + order.wire.delivery_amount;
      if (step.refunds === true) back = round2(back + amount);
      done.push(order.wire);
      const { merchant_uid: merchantUid, currency, imp_uid: impUid } = record.wire;
      deeds.push({ kind: step.deed, impUid, merchantUid, currency, amount, reason: order.wire.product_order_id });
    }
    const first = deeds[0];
    if (first === undefined) throw allFailed(reasons.length === 0 ? ["처리할 상품주문이 없습니다."] : reasons);
    first.shelf = { shelf: "naver_orders", key: record.wire.imp_uid, value: { orders } };
    const left = round2(record.wire.amount - record.wire.cancel_amount);
    const amount = Math.min(back, left);
    if (amount > 0) {
      record = this.#shop.writeCancelByPg(store, id, amount, reason ?? "네이버페이 주문형 취소");
      const last = record.wire.cancel_history.at(-1);
      deeds.push({
        kind: "cancelled",
        merchantUid: record.wire.merchant_uid,
        currency: record.wire.currency,
        amount,
        reason: last?.reason ?? null,
        cancellationId: last?.cancellation_id ?? null,
        payment: { id, record },
      });
    }
    this.#shop.commit(store, deeds);
    if (amount > 0) {
      this.#shop.notify(store, record, record.hidden.usesWebhook, record.wire.cancel_history.at(-1)?.cancellation_id);
    }
    return { done, isWhole: reasons.length === 0 };
  }
}

function isNamed(productOrderIds: readonly string[]) {
  return ({ wire }: ProductOrder) => productOrderIds.includes(wire.product_order_id);
}

/** One to three products, in the state their age suggests. Some buyers want something else by then. */
function computeOrders({ wire }: PaymentRecord, seed: number, now: number): ProductOrder[] {
  const draws = new Draws(seed ^ hashText(wire.imp_uid), 0, STREAM_NAVER);
  const count = Math.min(draws.chance(0.6) ? 1 : draws.between(2, 3), Math.max(1, Math.floor(wire.amount / 1000)));
  const delivery = wire.amount >= 10_000 && draws.chance(0.5) ? 3000 : 0;
  const share = Math.floor((wire.amount - delivery) / count / 100) * 100;
  const age = now - wire.paid_at;
  const wish = draws.unit();
  const product = (wire.name ?? "상품").replace(/ 외 \d+건$/, "");
  const isWholeBack = wire.cancel_amount >= wire.amount;
  return Array.from({ length: count }, (_, n) => {
    const amount = n === 0 ? wire.amount - delivery - share * (count - 1) : share;
    const order: ProductOrder = {
      wire: {
        product_order_id: `${wire.imp_uid.slice(4)}${String(n + 1).padStart(2, "0")}`,
        product_order_status: statusAtAge(age),
        claim_type: null,
        claim_status: null,
        product_id: draws.digits(10),
        product_name: n === 0 ? product : `${product} (${n + 1})`,
        product_option_id: draws.digits(8),
        product_option_name: draws.pick(options),
        product_amount: amount,
        delivery_amount: n === 0 ? delivery : 0,
        quantity: 1,
        ...buyerOf(wire, draws),
        shipping_due: wire.paid_at + 3 * DAY,
      },
      isPlaced: age >= DAY,
      isWithheld: false,
    };
    const isBack = isWholeBack || (wire.cancel_amount > 0 && n === 0);
    if (isBack) claim(order, "CANCEL", "CANCEL_DONE", "CANCELED");
    else if (n === 0 && wish < 0.3 && age > 3600) wishOf(order, wish);
    return order;
  });
}

function statusAtAge(age: number): string {
  if (age < 2 * DAY) return "PAYED";
  if (age < 4 * DAY) return "DELIVERING";
  return age < 12 * DAY ? "DELIVERED" : "PURCHASE_DECIDED";
}

function wishOf(order: ProductOrder, wish: number): void {
  if (isIn(order, "PAYED")) claim(order, "CANCEL", "CANCEL_REQUEST");
  if (isIn(order, "DELIVERED"))
    claim(order, wish < 0.15 ? "RETURN" : "EXCHANGE", wish < 0.15 ? "RETURN_REQUEST" : "EXCHANGE_REQUEST");
}

function buyerOf(wire: WirePayment, draws: Draws) {
  const name = wire.buyer_name ?? "구매자";
  const tel = wire.buyer_tel ?? "";
  return {
    orderer: { name, id: `${draws.text(4, "abcdefghijkmnpqrstuvwxyz")}****`, tel },
    shipping_address: {
      base: wire.buyer_addr ?? "",
      detail: `${draws.between(101, 1204)}호`,
      postcode: wire.buyer_postcode ?? "",
      tel1: tel,
      tel2: "",
      name,
    },
    shipping_memo: draws.chance(0.4) ? "부재 시 문 앞에 놓아 주세요." : null,
    individual_code: null,
  };
}

import type { Context, Hono } from "hono";
import { answer, json, messages, Refusal } from "../envelope.ts";
import { type NaverOperation, type NaverOrders, naverSteps } from "../naver-orders.ts";
import { Draws, hashText } from "../random.ts";
import { type Fields, listField, numberField, readFields, textField } from "../request-fields.ts";
import type { ApiEnv } from "../sandbox.ts";
import type { Shop } from "../shop.ts";
import type { Store } from "../store.ts";

const STREAM_CASH = 9920;
const STREAM_REVIEWS = 9930;

const couriers: ReadonlySet<string> = new Set(
  (
    "CJGLS KGB DONGBU EPOST REGISTPOST HANJIN HYUNDAI KGBLS INNOGIS DAESIN ILYANG KDEXP CHUNIL CH1 HDEXP CVSNET DHL FEDEX GSMNTON " +
    "WARPEX WIZWA EMS DHLDE ACIEXPRESS EZUSA PANTOS UPS HLCGLOBAL KOREXG TNT SWGEXP DAEWOON USPS IPARCEL KUNYOUNG HPL DADREAM SLX " +
    "SFEXPRESS HONAM"
  ).split(" "),
);
const deliveries = ["DELIVERY", "GDFW_ISSUE_SVC", "VISIT_RECEIPT", "DIRECT_DELIVERY", "QUICK_SVC", "NOTHING"];
const returns = ["RETURN_DESIGNATED", "RETURN_DELIVERY", "RETURN_INDIVIDUAL"];

/** Refuses with 400 what the document says is checked before Naver Pay is asked. */
const checks: Partial<Record<NaverOperation, (fields: Fields) => void>> = {
  ship: (fields) => {
    checkParcel(fields, deliveries, "DELIVERY");
    const at = numberField(fields, "dispatched_at");
    if (at === null) throw new Refusal(400, messages.missing("dispatched_at"));
    if (at === undefined || at <= 0) throw new Refusal(400, messages.wrong("dispatched_at"));
  },
  "ship-exchanged": (fields) => checkParcel(fields, deliveries, "DELIVERY"),
  "request-return": (fields) => checkParcel(fields, returns, "RETURN_DELIVERY"),
  "reject-return": requireMemo,
  "withhold-return": (fields) => {
    requireMemo(fields);
    const charge = numberField(fields, "extra_charge");
    if (charge === undefined || (charge ?? 0) < 0) throw new Refusal(400, messages.wrong("extra_charge"));
  },
};

function checkParcel(fields: Fields, methods: readonly string[], byParcel: string): void {
  const method = textField(fields, "delivery_method");
  if (method === null) throw new Refusal(400, messages.missing("delivery_method"));
  if (!methods.includes(method)) throw new Refusal(400, messages.wrong("delivery_method"));
  if (method !== byParcel) return;
  const company = textField(fields, "delivery_company");
  if (company === null) throw new Refusal(400, messages.missing("delivery_company"));
  if (!couriers.has(company)) throw new Refusal(400, messages.wrong("delivery_company"));
  if (textField(fields, "tracking_number") === null) throw new Refusal(400, messages.missing("tracking_number"));
}

function requireMemo(fields: Fields): void {
  if (textField(fields, "memo") === null) throw new Refusal(400, messages.missing("memo"));
}

/** Naver Pay: product orders of the order type; confirmation, points and cash amount of the payment type. */
export function addNaverRoutes(api: Hono<ApiEnv>, shop: Shop, naver: NaverOrders): void {
  const requireId = (store: Store, impUid: string) => {
    const id = naver.idOf(store, impUid);
    if (id === null) throw new Refusal(404, messages.paymentNotFound);
    return id;
  };

  for (const [operation, step] of Object.entries(naverSteps)) {
    api.post(`/payments/:impUid/naver/${operation}`, async (c) => {
      const store = c.get("store");
      const id = requireId(store, c.req.param("impUid"));
      const fields = await readFields(c.req.raw);
      if (isOperation(operation)) checks[operation]?.(fields);
      refuseForPg(c, 500);
      const reason = operation === "cancel" ? (textField(fields, "reason") ?? "PRODUCT_UNSATISFIED") : null;
      const { done, isWhole } = naver.take(store, id, step, listField(fields, "product_order_id"), reason);
      return answer(done, isWhole ? 200 : 207);
    });
  }

  api.get("/payments/:impUid/naver/product-orders", (c) => {
    const store = c.get("store");
    return answer(naver.ordersOf(store, requireId(store, c.req.param("impUid"))).map(({ wire }) => wire));
  });

  api.get("/naver/product-orders/:productOrderId", (c) => {
    const order = naver.find(c.get("store"), c.req.param("productOrderId"));
    if (order === null) throw new Refusal(404, "존재하지 않는 상품주문입니다.");
    return answer(order);
  });

  api.get("/naver/reviews", (c) => answer(reviewsOf(c.get("store"), c.req.query(), naver, shop.seed)));

  api.post("/payments/:impUid/naver/confirm", async (c) => {
    const store = c.get("store");
    const wire = requirePayment(store, c.req.param("impUid"), 404);
    const requester = textField(await readFields(c.req.raw), "requester") ?? "admin";
    if (requester !== "admin" && requester !== "customer") throw new Refusal(500, messages.wrong("requester"));
    refuseForPg(c, 500);
    const kept = store.shelves.get("naver_payment", wire.imp_uid) ?? { isConfirmed: false, hasPoints: false };
    if (kept.isConfirmed) throw new Refusal(500, "[AlreadyConfirmed|이미 구매확정된 결제입니다.]");
    keep(store, wire, { ...kept, isConfirmed: true }, "naver_confirmed");
    return json({ code: 0, message: null });
  });

  api.post("/payments/:impUid/naver/point", async (c) => {
    const store = c.get("store");
    const wire = requirePayment(store, c.req.param("impUid"), 404);
    refuseForPg(c, 500);
    const kept = store.shelves.get("naver_payment", wire.imp_uid) ?? { isConfirmed: false, hasPoints: false };
    if (kept.hasPoints) throw new Refusal(500, "[AlreadyAccumulated|이미 적립 요청된 결제입니다.]");
    keep(store, wire, { ...kept, hasPoints: true }, "naver_points_given");
    return json({ code: 0, message: null });
  });

  api.get("/payments/:impUid/naver/cash-amount", (c) => {
    const wire = requirePayment(c.get("store"), c.req.param("impUid"), 400);
    const draws = new Draws(shop.seed ^ hashText(wire.imp_uid), 0, STREAM_CASH);
    const left = wire.amount - wire.cancel_amount;
    const byPoints = draws.chance(0.3) ? Math.min(left, draws.between(1, 50) * 100) : 0;
    const byPrimary = wire.card_code === null ? left - byPoints : 0;
    const total = byPoints + byPrimary;
    const vat = Math.round(total / 11);
    return answer({
      amount_total: total,
      amount_by_npoint: byPoints,
      amount_by_primary: byPrimary,
      amount_supply: total - vat,
      amount_vat: vat,
    });
  });

  function keep(
    store: Store,
    wire: { imp_uid: string; merchant_uid: string; amount: number; currency: string },
    value: { isConfirmed: boolean; hasPoints: boolean },
    kind: "naver_confirmed" | "naver_points_given",
  ): void {
    const { imp_uid: impUid, merchant_uid: merchantUid, amount, currency } = wire;
    shop.commit(store, [
      { kind, impUid, merchantUid, amount, currency, shelf: { shelf: "naver_payment", key: impUid, value } },
    ]);
  }
}

function isOperation(name: string): name is NaverOperation {
  return Object.hasOwn(naverSteps, name);
}

/** The PG refuses when a fault says so, in the fault's words. */
export function refuseForPg(c: Context<ApiEnv>, status: number): void {
  const refusal = c.get("pgRefusal");
  if (refusal !== null) throw new Refusal(status, refusal.message ?? "[9999|PG사에서 요청을 거절하였습니다.]");
}

/** A paid payment of the payment type that was not cancelled whole. */
function requirePayment({ world }: Store, impUid: string, whenOther: 400 | 404) {
  const id = world.idOfImpUid(impUid);
  const wire = id === null ? null : world.peek(id).wire;
  if (wire?.pg_provider !== "naverpay") throw new Refusal(whenOther, messages.paymentNotFound);
  if (wire.paid_at === 0 || wire.cancel_amount >= wire.amount) {
    throw new Refusal(500, `[InvalidStatus|처리할 수 없는 결제상태입니다. (현재상태 : ${wire.status})]`);
  }
  return wire;
}

function reviewsOf(store: Store, query: Record<string, string>, naver: NaverOrders, seed: number) {
  const from = Number(query.from ?? Number.NaN);
  const to = Number(query.to ?? Number.NaN);
  const isPremium = query.review_type === "premium";
  if (!isPremium && query.review_type !== "general") throw new Refusal(400, messages.wrong("review_type"));
  if (!Number.isInteger(from) || !Number.isInteger(to) || from > to) throw new Refusal(400, messages.wrong("from, to"));
  const channel = store.channels.find(({ channel_key }) => channel_key === query.channel_key);
  if (channel?.pg_provider !== "naverco") throw new Refusal(400, messages.wrong("channel_key"));
  const reviews = [];
  for (const id of store.world.idsBetween(from - 30 * 86_400, to)) {
    const { wire } = store.world.peek(id);
    if (naver.idOf(store, wire.imp_uid) === null) continue;
    const [order] = naver.ordersOf(store, id);
    const draws = new Draws(seed ^ hashText(wire.imp_uid), 0, STREAM_REVIEWS);
    const at = wire.paid_at + 13 * 86_400 + draws.below(4 * 86_400);
    const isWritten = draws.chance(0.35) && draws.chance(0.3) === isPremium;
    if (order?.wire.product_order_status !== "PURCHASE_DECIDED" || !isWritten || at < from || at > to) continue;
    reviews.push({
      review_id: draws.digits(10),
      score: String(isPremium ? draws.between(10, 13) : draws.between(0, 2)),
      title: draws.pick(["잘 받았어요", "재구매 의사 있어요", "배송이 빨라요", "생각보다 작아요"]),
      content: isPremium ? "사진과 같고 포장도 꼼꼼했습니다." : null,
      product_order_id: order.wire.product_order_id,
      product_id: order.wire.product_id,
      product_name: order.wire.product_name,
      product_option_name: order.wire.product_option_name,
      writer: order.wire.orderer.id,
      created_at: at,
      modified_at: at,
    });
  }
  return reviews;
}

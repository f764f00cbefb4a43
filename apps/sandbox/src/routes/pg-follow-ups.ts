import type { Hono } from "hono";
import { answer, messages, Refusal, refusedAs200 } from "../envelope.ts";
import { DAY } from "../kst.ts";
import type { NewPayment } from "../new-payment.ts";
import { Draws, hashText } from "../random.ts";
import { type Fields, isFields, numberField, readFields, textField } from "../request-fields.ts";
import type { ApiEnv } from "../sandbox.ts";
import type { Deed, Shop } from "../shop.ts";
import type { Store } from "../store.ts";
import { refuseForPg } from "./naver.ts";

const STREAM_BARCODE = 9950;
const USUAL_BARCODE_LIFE = 3 * DAY;
const paycoSteps: readonly string[] = ["DELIVERY_START", "PURCHASE_DECISION", "CANCELED"];

/** What single PGs want to be told, or are asked, after a payment: PAYCO, Paymentwall, Galaxia, Benepia, Inicis. */
export function addPgFollowUps(api: Hono<ApiEnv>, shop: Shop): void {
  addPayco(api, shop);
  addPaymentwall(api, shop);
  addBarcodes(api, shop);
  addBenepia(api, shop);
  addPartnerReceipts(api, shop);
}

function about(store: Store, impUid: string) {
  const id = store.world.idOfImpUid(impUid);
  return id === null ? null : { id, ...store.world.peek(id) };
}

function addPayco(api: Hono<ApiEnv>, shop: Shop): void {
  api.post("/payco/orders/status/:impUid", async (c) => {
    const store = c.get("store");
    const payment = about(store, c.req.param("impUid"));
    if (payment === null) throw refusedAs200(messages.paymentNotFound, -1);
    const { wire } = payment;
    if (wire.pg_provider !== "payco") throw refusedAs200("PAYCO 결제건에 한하여 변경할 수 있습니다.", -1);
    const status = textField(await readFields(c.req.raw), "status");
    if (status === null) throw refusedAs200(messages.missing("status"));
    if (!paycoSteps.includes(status)) throw refusedAs200(messages.wrong("status"));
    if (wire.paid_at === 0) throw refusedAs200("결제완료된 주문만 변경할 수 있습니다.", -1);
    const steps = store.shelves.get("payco_order", wire.imp_uid)?.steps ?? [];
    const isCancelled = wire.cancel_amount >= wire.amount;
    if (steps.includes(status)) throw refusedAs200(`[1404|이미 ${status} 상태인 주문입니다.]`, -1);
    if (steps.includes("CANCELED")) throw refusedAs200("[1405|취소된 주문입니다.]", -1);
    if (status === "CANCELED" && !isCancelled) throw refusedAs200("[1406|결제가 취소되지 않은 주문입니다.]", -1);
    if (status !== "CANCELED" && isCancelled) throw refusedAs200("[1407|결제가 취소된 주문입니다.]", -1);
    if (status === "DELIVERY_START" && steps.includes("PURCHASE_DECISION")) {
      throw refusedAs200("[1408|구매확정된 주문입니다.]", -1);
    }
    refuseForPg(c, 200);
    const value = { steps: [...steps, status] };
    shop.commit(store, [
      {
        kind: "payco_order_changed",
        impUid: wire.imp_uid,
        merchantUid: wire.merchant_uid,
        amount: 0,
        reason: status,
        shelf: { shelf: "payco_order", key: wire.imp_uid, value },
      },
    ]);
    return answer({ status });
  });
}

const deliverySteps: readonly string[] = ["order_placed", "order_shipped", "delivering", "delivered"];
const alwaysRequired = [
  ["type", 10],
  ["status", 20],
  ["estimated_delivery_datetime", 64],
  ["estimated_update_datetime", 64],
  ["refundable", 64],
  ["shipping_address_email", 50],
] as const;
const requiredOfGoods = [
  ["carrier_tracking_id", 64],
  ["carrier_type", 64],
  ["shipping_address_country", 40],
  ["shipping_address_city", 40],
  ["shipping_address_zip", 40],
  ["shipping_address_state", 40],
  ["shipping_address_street", 40],
  ["shipping_address_phone", 40],
  ["shipping_address_firstname", 40],
  ["shipping_address_lastname", 40],
] as const;
const optional = [
  ["reason", 64],
  ["details", 400],
] as const;

function addPaymentwall(api: Hono<ApiEnv>, shop: Shop): void {
  api.post("/paymentwall/delivery", async (c) => {
    const store = c.get("store");
    const fields = await readFields(c.req.raw);
    const impUid = textField(fields, "imp_uid");
    const merchantUid = textField(fields, "merchant_uid");
    if (impUid === null || merchantUid === null) throw refusedAs200(messages.missing("imp_uid, merchant_uid"));
    const payment = about(store, impUid);
    if (payment === null || payment.wire.merchant_uid !== merchantUid) {
      throw refusedAs200(messages.paymentNotFound, -1);
    }
    if (payment.wire.pg_provider !== "paymentwall" || payment.wire.paid_at === 0) {
      throw refusedAs200("페이먼트월로 결제완료된 건에 한하여 등록할 수 있습니다.", -1);
    }
    const notices = noticesOf(fields);
    const status = textField(fields, "status") ?? "";
    const kept = store.shelves.get("paymentwall_delivery", impUid);
    if (kept !== undefined && deliverySteps.indexOf(status) < deliverySteps.indexOf(kept.status)) {
      notices.push("status: must not go back");
    }
    refuseForPg(c, 200);
    if (notices.length > 0) return answer({ error_code: 11, error: "Delivery data is not accepted", notices });
    const value = { type: textField(fields, "type") ?? "", status };
    shop.commit(store, [
      {
        kind: "delivery_reported",
        impUid,
        merchantUid,
        amount: 0,
        reason: status,
        shelf: { shelf: "paymentwall_delivery", key: impUid, value },
      },
    ]);
    return answer({});
  });
}

/** What Paymentwall finds wrong; it answers so with `code` 0 (V1 OpenAPI, `PaymentwallDeliveryDetailAnnotation`). */
function noticesOf(fields: Fields): string[] {
  const isPhysical = fields.type === "physical";
  const required = isPhysical ? [...alwaysRequired, ...requiredOfGoods] : alwaysRequired;
  const notices: string[] = [];
  for (const [name] of required) if (textField(fields, name) === null) notices.push(`${name}: is required`);
  for (const [name, longest] of [...alwaysRequired, ...requiredOfGoods, ...optional]) {
    if ((textField(fields, name) ?? "").length > longest) notices.push(`${name}: is too long`);
  }
  const isOneOf = (name: string, words: readonly string[]) => {
    const word = textField(fields, name);
    if (word !== null && !words.includes(word)) notices.push(`${name}: is not one of ${words.join(", ")}`);
  };
  isOneOf("type", ["physical", "digital"]);
  isOneOf("status", deliverySteps);
  isOneOf("refundable", ["yes", "no"]);
  for (const name of ["estimated_delivery_datetime", "estimated_update_datetime"]) {
    const at = numberField(fields, name);
    if (at === undefined || (at !== null && (!Number.isInteger(at) || at <= 0))) notices.push(`${name}: is not a time`);
  }
  return notices;
}

function addBarcodes(api: Hono<ApiEnv>, shop: Shop): void {
  api.post("/cvs", async (c) => {
    const store = c.get("store");
    const fields = await readFields(c.req.raw);
    const channel = channelOf(store, fields, "galaxia");
    const order = readOrder(store, fields);
    const expiresAt = numberField(fields, "expired_at");
    if (expiresAt === undefined || (expiresAt !== null && expiresAt <= store.world.now)) {
      throw refusedAs200(messages.wrong("expired_at"));
    }
    refuseForPg(c, 200);
    const built = shop.build(store, {
      ...order,
      status: "ready",
      pgProvider: channel.pg_provider,
      pgId: channel.pg_id,
      payMethod: "cvs",
    });
    const { wire } = built.record;
    const draws = new Draws(shop.seed ^ hashText(wire.imp_uid), 0, STREAM_BARCODE);
    wire.channel = "api";
    wire.pg_tid = draws.digits(16);
    const value = {
      barcode: textField(fields, "barcode") ?? draws.digits(20),
      expires_at: expiresAt ?? store.world.now + USUAL_BARCODE_LIFE,
    };
    const { imp_uid: impUid, merchant_uid: merchantUid, amount, currency } = wire;
    const shelf = { shelf: "cvs_barcode", key: impUid, value } as const;
    shop.commit(store, [{ kind: "created", impUid, merchantUid, amount, currency, payment: built, shelf }]);
    return answer(wire);
  });

  api.delete("/cvs/:impUid", (c) => {
    const store = c.get("store");
    const payment = about(store, c.req.param("impUid"));
    if (payment === null) throw refusedAs200(messages.paymentNotFound, -1);
    if (payment.wire.pg_provider !== "galaxia" || payment.wire.pay_method !== "cvs") {
      throw refusedAs200("편의점결제 건에 한하여 취소할 수 있습니다.", -1);
    }
    if (payment.wire.status !== "ready") {
      throw refusedAs200(`말소할 수 없는 결제상태입니다. (현재상태 : ${payment.wire.status})`, -1);
    }
    refuseForPg(c, 200);
    const record = store.world.read(payment.id);
    const { wire } = record;
    wire.status = "failed";
    wire.failed_at = store.world.now;
    wire.fail_reason = "수납번호가 말소되었습니다.";
    record.hidden.updatedAt = store.world.now;
    const { merchant_uid: merchantUid, amount, currency } = wire;
    const deed: Deed = {
      kind: "barcode_annulled",
      merchantUid,
      amount,
      currency,
      payment: { id: payment.id, record },
    };
    shop.commit(store, [deed]);
    return answer(wire);
  });
}

/** The password a made-up member of Benepia has. */
const BENEPIA_PASSWORD = "benepia";

function addBenepia(api: Hono<ApiEnv>, shop: Shop): void {
  const pointsOf = (store: Store, fields: Fields) => {
    const user = textField(fields, "benepia_user");
    if (user === null) throw new Refusal(500, messages.missing("benepia_user"));
    const password = textField(fields, "benepia_password");
    if (password === null) throw new Refusal(500, messages.missing("benepia_password"));
    const channel = store.channels.find(({ channel_key }) => channel_key === textField(fields, "channel_key"));
    if (channel?.pg_provider !== "kcp") throw new Refusal(500, messages.wrong("channel_key"));
    if (password !== BENEPIA_PASSWORD) throw new Refusal(500, "[B102|아이디 또는 비밀번호가 일치하지 않습니다.]");
    return { channel, points: (hashText(user) % 500) * 1000 };
  };

  api.post("/benepia/point", async (c) => {
    const { points } = pointsOf(c.get("store"), await readFields(c.req.raw));
    refuseForPg(c, 500);
    return answer({ point: points });
  });

  api.post("/benepia/payment", async (c) => {
    const store = c.get("store");
    const fields = await readFields(c.req.raw);
    const { channel, points } = pointsOf(store, fields);
    const order = readOrder(store, fields, 500);
    refuseForPg(c, 500);
    if ((order.amount ?? 0) > points) throw new Refusal(500, "[B203|포인트 잔액이 부족합니다.]");
    const built = shop.build(store, { ...order, pgProvider: "kcp", pgId: channel.pg_id, payMethod: "point" });
    built.record.wire.channel = "api";
    const { merchant_uid: merchantUid, amount, currency } = built.record.wire;
    shop.commit(store, [{ kind: "paid", merchantUid, amount, currency, payment: built }]);
    shop.notify(store, built.record, true);
    return answer(built.record.wire);
  });
}

function channelOf(store: Store, fields: Fields, pg: string) {
  const channelKey = textField(fields, "channel_key");
  if (channelKey === null) throw refusedAs200(messages.missing("channel_key"));
  const channel = store.channels.find(({ channel_key }) => channel_key === channelKey);
  if (channel?.pg_provider !== pg) throw refusedAs200(messages.wrong("channel_key"));
  return channel;
}

const orderTexts = [
  ["name", "name", 40],
  ["buyerName", "buyer_name", 16],
  ["buyerEmail", "buyer_email", 64],
  ["buyerTel", "buyer_tel", 16],
  ["buyerAddr", "buyer_addr", 128],
  ["buyerPostcode", "buyer_postcode", 8],
] as const;

function readOrder(store: Store, fields: Fields, status: 200 | 500 = 200): NewPayment {
  const refuse = (message: string) => new Refusal(status, message, 1);
  const merchantUid = textField(fields, "merchant_uid");
  const amount = numberField(fields, "amount");
  if (merchantUid === null) throw refuse(messages.missing("merchant_uid"));
  if (merchantUid.length > 40) throw refuse(messages.wrong("merchant_uid"));
  if (amount === null) throw refuse(messages.missing("amount"));
  if (amount === undefined || !Number.isInteger(amount) || amount <= 0) throw refuse(messages.wrong("amount"));
  if (store.world.idsOfMerchantUid(merchantUid).some((id) => store.world.paidAt(id) > 0)) {
    throw refuse("이미 결제가 완료된 merchant_uid입니다.");
  }
  const order: NewPayment = { merchantUid, amount, currency: "KRW" };
  for (const [ours, theirs, longest] of orderTexts) {
    const text = textField(fields, theirs);
    if (text === null) continue;
    if (text.length > longest) throw refuse(messages.wrong(theirs));
    order[ours] = text;
  }
  if (status === 500 && order.name === undefined) throw refuse(messages.missing("name"));
  const customData = fields.custom_data;
  const data = isFields(customData) ? JSON.stringify(customData) : textField(fields, "custom_data");
  if (data !== null) order.customData = data;
  return order;
}

function addPartnerReceipts(api: Hono<ApiEnv>, shop: Shop): void {
  api.post("/partners/receipts/:impUid", async (c) => {
    const store = c.get("store");
    const payment = about(store, c.req.param("impUid"));
    if (payment === null) throw new Refusal(404, messages.paymentNotFound);
    const { wire } = payment;
    if (wire.pg_provider !== "html5_inicis") throw new Refusal(501, "지원하지 않는 PG사입니다.");
    if (wire.paid_at === 0) throw new Refusal(400, "결제가 승인되지 않은 건입니다.");
    const { data } = await readFields(c.req.raw);
    const lines = (Array.isArray(data) ? data : isFields(data) ? Object.values(data) : []).filter(isFields);
    if (lines.length === 0) throw new Refusal(400, messages.missing("data"));
    let total = 0;
    for (const line of lines) total += readPartner(line);
    if (total > wire.amount - wire.cancel_amount)
      throw new Refusal(400, "[9001|하위 상점 금액의 합이 거래 금액보다 큽니다.]");
    if (store.shelves.get("partner_receipt", wire.imp_uid) !== undefined) {
      throw new Refusal(400, "[9002|이미 하위 상점 거래가 등록된 결제건입니다.]");
    }
    refuseForPg(c, 400);
    const value = { partners: lines.length, total };
    shop.commit(store, [
      {
        kind: "partner_receipt_split",
        impUid: wire.imp_uid,
        merchantUid: wire.merchant_uid,
        amount: total,
        currency: wire.currency,
        shelf: { shelf: "partner_receipt", key: wire.imp_uid, value },
      },
    ]);
    return answer({ receipt_url: `${wire.receipt_url ?? "https://receipt.sandbox.invalid"}/partners` });
  });
}

/** The amount of one partner's line. */
function readPartner(line: Fields): number {
  const number = textField(line, "business_registration_number");
  if (number === null) throw new Refusal(400, messages.missing("business_registration_number"));
  if (!/^\d{3}-\d{2}-\d{5}$/.test(number)) throw new Refusal(400, messages.wrong("business_registration_number"));
  if (textField(line, "company_name") === null) throw new Refusal(400, messages.missing("company_name"));
  const amount = numberField(line, "amount");
  if (amount === null) throw new Refusal(400, messages.missing("amount"));
  if (amount === undefined || amount <= 0) throw new Refusal(400, messages.wrong("amount"));
  for (const name of ["tax_free", "vat_amount"]) {
    const part = numberField(line, name);
    if (part === undefined || (part ?? 0) < 0 || (part ?? 0) > amount) throw new Refusal(400, messages.wrong(name));
  }
  return amount;
}

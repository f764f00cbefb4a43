import type { Hono } from "hono";
import { cardName, cards } from "../banks-and-cards.ts";
import { type BillingKey, billingKeyOf, type WireBillingKey } from "../billing-keys.ts";
import type { Channel } from "../channels.ts";
import { answer, messages, Refusal, refusedAs200 } from "../envelope.ts";
import { sortPayments } from "../listing.ts";
import { hashText } from "../random.ts";
import { type Fields, isFields, listField, nestPairs, numberField, readFields, textField } from "../request-fields.ts";
import type { ApiEnv } from "../sandbox.ts";
import { orderOf, requireFuture, type SchedulePlan, scheduleStatuses } from "../schedules.ts";
import type { Shop } from "../shop.ts";
import type { Store } from "../store.ts";
import { refuseForPg } from "./naver.ts";

const LONGEST_WINDOW = 90 * 86_400;
const USUAL_PAGE = 20;
const LARGEST_PAGE = 1000;
/** PGs that take card data by API (V1 OpenAPI, `customer_save`). */
const pgsTakingCards: ReadonlySet<string> = new Set(
  "nice kcp daou html5_inicis tosspayments ksnet nice_v2 welcome".split(" "),
);
const pgsTakingPlainOrders: ReadonlySet<string> = new Set(["smartro_v2"]);

const keyNotFound = (customerUid: string) => `요청하신 customer_uid(${customerUid})로 등록된 정보를 찾을 수 없습니다.`;

/** Billing keys, their payments and their schedules. */
export function addSubscribeRoutes(api: Hono<ApiEnv>, shop: Shop): void {
  addBillingKeys(api, shop);
  addCharges(api, shop);
  addSchedules(api, shop);
}

function addBillingKeys(api: Hono<ApiEnv>, shop: Shop): void {
  const requireKey = (store: Store, customerUid: string) => {
    const key = billingKeyOf(store, customerUid, shop.seed);
    if (key === null) throw new Refusal(404, keyNotFound(customerUid));
    return key;
  };

  api.get("/subscribe/customers", (c) => {
    const fields = nestPairs([...new URL(c.req.url).searchParams]);
    const asked = listField(fields, "customer_uid");
    const found = asked.flatMap((uid) => billingKeyOf(c.get("store"), uid, shop.seed)?.wire ?? []);
    if (found.length === 0) throw new Refusal(404, keyNotFound(asked.join(", ")));
    return answer(found, found.length < asked.length ? 207 : 200);
  });

  api.get("/subscribe/customers/:customerUid", (c) =>
    answer(requireKey(c.get("store"), c.req.param("customerUid")).wire),
  );

  api.post("/subscribe/customers/:customerUid", async (c) => {
    const store = c.get("store");
    const fields = await readFields(c.req.raw);
    const key = readNewKey(store, c.req.param("customerUid"), fields, shop);
    refuseForPg(c, 200);
    issue(shop, store, key);
    return answer(key.wire);
  });

  api.delete("/subscribe/customers/:customerUid", (c) => {
    const store = c.get("store");
    const key = requireKey(store, c.req.param("customerUid"));
    refuseForPg(c, 200);
    const now = store.world.now;
    const reason = c.req.query("reason") ?? null;
    const { customer_uid: merchantUid } = key.wire;
    const value: BillingKey = { ...key, deletedAt: now };
    shop.commit(store, [
      ...shop.schedules.adoptAllOf(store, merchantUid),
      {
        kind: "billing_key_deleted",
        merchantUid,
        amount: 0,
        reason,
        shelf: { shelf: "billing_key", key: merchantUid, value },
      },
    ]);
    return answer(key.wire);
  });

  api.get("/subscribe/customers/:customerUid/payments", (c) => {
    const store = c.get("store");
    const customerUid = c.req.param("customerUid");
    const ids = store.world.idsOfCustomerUid(customerUid);
    if (ids.length === 0) requireKey(store, customerUid);
    sortPayments(store.world, ids, "-started");
    const page = pageNumber(c.req.query("page"));
    const pages = Math.max(1, Math.ceil(ids.length / USUAL_PAGE));
    if (page > pages) throw new Refusal(404, messages.pageTooFar);
    const list = [...ids.subarray((page - 1) * USUAL_PAGE, page * USUAL_PAGE)].map((id) => store.world.peek(id).wire);
    return answer({ total: ids.length, previous: page - 1, next: page < pages ? page + 1 : 0, list });
  });
}

function issue(shop: Shop, store: Store, key: BillingKey): void {
  const { customer_uid: merchantUid } = key.wire;
  shop.commit(store, [
    {
      kind: "billing_key_issued",
      merchantUid,
      amount: 0,
      shelf: { shelf: "billing_key", key: merchantUid, value: key },
    },
  ]);
}

/** A key from card data, or a refusal in the words of i'mport. The card itself is kept masked, and nothing else of it. */
function readNewKey(store: Store, customerUid: string, fields: Fields, shop: Shop): BillingKey {
  const refuse = (message: string) => refusedAs200(`카드정보 인증 및 빌키 발급에 실패하였습니다. ${message}`, -1);
  if (customerUid.length > 80) throw refuse(messages.wrong("customer_uid"));
  if (textField(fields, "channel_group_id") !== null) throw refuse("사용할 수 없는 스마트 라우팅 그룹입니다.");
  const channel = channelFor(store, fields);
  if (channel === undefined || !pgsTakingCards.has(channel.pg_provider)) {
    throw refuse("API 방식 빌링키 발급을 지원하지 않는 채널입니다.");
  }
  const number = textField(fields, "card_number") ?? "";
  const expiry = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(textField(fields, "expiry") ?? "");
  if (!/^\d{4}-\d{4}-\d{4}-\d{3,4}$/.test(number)) throw refuse(messages.wrong("card_number"));
  if (expiry === null) throw refuse(messages.wrong("expiry"));
  const now = store.world.now;
  if (Date.UTC(Number(expiry[1]), Number(expiry[2]), 1) / 1000 - 9 * 3600 <= now) {
    throw refuse("[3021|유효기간 만료] 카드 유효기간이 만료되었습니다.");
  }
  const isKsnet = channel.pg_provider === "ksnet";
  if (isKsnet && textField(fields, "birth") === null) throw refuse(messages.missing("birth"));
  if (isKsnet && textField(fields, "pwd_2digit") === null) throw refuse(messages.missing("pwd_2digit"));
  if (channel.pg_provider === "welcome" && textField(fields, "customer_name") === null) {
    throw refuse(messages.missing("customer_name"));
  }
  const digits = number.replaceAll("-", "");
  const domestic = cards.filter(({ code }) => code.length === 3);
  const code = domestic[hashText(digits.slice(0, 6)) % domestic.length]?.code ?? "366";
  const name = cardName(code);
  const wire: WireBillingKey = {
    customer_uid: customerUid,
    pg_provider: channel.pg_provider,
    pg_id: channel.pg_id,
    sandbox: channel.sandbox,
    customer_id: textField(fields, "customer_id"),
    card_name: name,
    card_code: code,
    card_issuer_code: code,
    card_issuer_name: name,
    card_publisher_code: code,
    card_publisher_name: name,
    card_number: `${digits.slice(0, 6)}******${digits.slice(12, 15)}*`,
    card_type: channel.pg_provider === "html5_inicis" ? null : 0,
    customer_name: textField(fields, "customer_name"),
    customer_tel: textField(fields, "customer_tel"),
    customer_email: textField(fields, "customer_email"),
    customer_addr: textField(fields, "customer_addr"),
    customer_postcode: textField(fields, "customer_postcode"),
    inserted: billingKeyOf(store, customerUid, shop.seed)?.wire.inserted ?? now,
    updated: now,
  };
  return { wire, deletedAt: 0, declines: null };
}

function channelFor({ channels }: Store, fields: Fields): Channel | undefined {
  const channelKey = textField(fields, "channel_key");
  if (channelKey !== null) return channels.find(({ channel_key }) => channel_key === channelKey);
  const [pg, mid] = (textField(fields, "pg") ?? "").split(".");
  return (
    channels.find(({ pg_provider, pg_id }) => pg_provider === pg && (mid === undefined || pg_id === mid)) ??
    channels.find(({ type, sandbox }) => type === "api_payment" && !sandbox)
  );
}

function addCharges(api: Hono<ApiEnv>, shop: Shop): void {
  const charge = (store: Store, fields: Fields, key: BillingKey, isKept: boolean) => {
    const plan = readPlan(store, fields, key);
    if (hasBeenPaid(store, plan.merchant_uid)) throw refusedAs200("이미 결제가 완료된 merchant_uid입니다.");
    const { customerUid, ...order } = orderOf(plan, key);
    const built = shop.build(store, {
      ...order,
      ...(isKept && customerUid !== undefined && { customerUid }),
      taxFree: plan.tax_free,
      ...(key.declines === null ? { status: "paid" } : { status: "failed", failReason: key.declines }),
    });
    built.record.wire.channel = "api";
    const kind = key.declines === null ? "paid" : "failed";
    const { amount, currency, merchant_uid: merchantUid } = plan;
    shop.commit(store, [{ kind, merchantUid, amount, currency, payment: built }]);
    shop.notify(store, built.record, key.declines === null && built.record.hidden.usesWebhook);
    return built.record.wire;
  };

  api.post("/subscribe/payments/again", async (c) => {
    const store = c.get("store");
    const fields = await readFields(c.req.raw);
    const customerUid = textField(fields, "customer_uid");
    if (customerUid === null) throw refusedAs200(messages.missing("customer_uid"));
    const key = billingKeyOf(store, customerUid, shop.seed);
    if (key === null) throw refusedAs200(keyNotFound(customerUid));
    refuseForPg(c, 200);
    return answer(charge(store, fields, key, true));
  });

  api.post("/subscribe/payments/onetime", async (c) => {
    const store = c.get("store");
    const fields = await readFields(c.req.raw);
    const customerUid = textField(fields, "customer_uid");
    const key = readNewKey(store, customerUid ?? "onetime", fields, shop);
    refuseForPg(c, 200);
    const wire = charge(store, fields, key, customerUid !== null);
    if (customerUid !== null && wire.status === "paid") issue(shop, store, key);
    return answer(wire);
  });
}

function hasBeenPaid({ world }: Store, merchantUid: string): boolean {
  return world.idsOfMerchantUid(merchantUid).some((id) => world.paidAt(id) > 0);
}

/** What is charged, when, and to whom, as one request or one line of a schedule says it. */
function readPlan(store: Store, fields: Fields, { wire }: BillingKey): SchedulePlan & { tax_free: number } {
  const merchantUid = textField(fields, "merchant_uid");
  const amount = numberField(fields, "amount");
  const taxFree = numberField(fields, "tax_free");
  const name = textField(fields, "name");
  if (merchantUid === null) throw refusedAs200(messages.missing("merchant_uid"));
  if (merchantUid.length > 40) throw refusedAs200(messages.wrong("merchant_uid"));
  if (pgsTakingPlainOrders.has(wire.pg_provider) && /[^A-Za-z0-9]/.test(merchantUid)) {
    throw refusedAs200(messages.wrong("merchant_uid (특수문자 불가)"));
  }
  if (amount === null) throw refusedAs200(messages.missing("amount"));
  if (amount === undefined || amount <= 0) throw refusedAs200(messages.wrong("amount"));
  if (name === null) throw refusedAs200(messages.missing("name"));
  if (name.length > 40) throw refusedAs200(messages.wrong("name"));
  if (taxFree === undefined || (taxFree ?? 0) < 0 || (taxFree ?? 0) > amount)
    throw refusedAs200(messages.wrong("tax_free"));
  const currency = textField(fields, "currency") ?? "KRW";
  if (wire.pg_provider === "paypal_v2" && currency === "KRW") throw refusedAs200(messages.wrong("currency"));
  if (currency === "KRW" && !Number.isInteger(amount)) throw refusedAs200(messages.wrong("amount"));
  if (/^(ksnet|smartro_v2|welcome)$/.test(wire.pg_provider) && textField(fields, "buyer_name") === null) {
    throw refusedAs200(messages.missing("buyer_name"));
  }
  const customData = fields.custom_data;
  return {
    customer_uid: wire.customer_uid,
    merchant_uid: merchantUid,
    pg_provider: wire.pg_provider,
    pg_id: wire.pg_id,
    customer_id: wire.customer_id,
    schedule_at: store.world.now,
    amount,
    currency,
    name,
    buyer_name: textField(fields, "buyer_name"),
    buyer_email: textField(fields, "buyer_email"),
    buyer_tel: textField(fields, "buyer_tel"),
    buyer_addr: textField(fields, "buyer_addr"),
    buyer_postcode: textField(fields, "buyer_postcode"),
    custom_data: isFields(customData) ? JSON.stringify(customData) : textField(fields, "custom_data"),
    promotion_id: textField(fields, "promotion_id"),
    tax_free: taxFree ?? 0,
  };
}

function addSchedules(api: Hono<ApiEnv>, shop: Shop): void {
  const { schedules } = shop;

  api.get("/subscribe/payments/schedule", (c) => {
    const query = c.req.query();
    const window = readWindow(query.schedule_from, query.schedule_to, query.schedule_status, "schedule_");
    const limit = wholeNumber(query.limit, "limit") ?? USUAL_PAGE;
    if (limit < 1 || limit > LARGEST_PAGE) throw new Refusal(400, messages.wrong("limit (1 ~ 1000)"));
    if (query.sorting !== undefined && query.sorting !== "scheduled") throw new Refusal(400, messages.wrong("sorting"));
    const found = schedules.between(c.get("store"), { ...window, customerUid: null });
    if (query.sorting === undefined) found.reverse();
    return answer(pageOf(found, pageNumber(query.page), limit));
  });

  for (const path of [
    "/subscribe/customers/:customerUid/schedules",
    "/subscribe/payments/schedule/customers/:customerUid",
  ]) {
    api.get(path, (c) => {
      const query = c.req.query();
      const window = readWindow(query.from, query.to, query["schedule-status"], "");
      const customerUid = c.req.param("customerUid") ?? "";
      const found = schedules.between(c.get("store"), { ...window, customerUid }).reverse();
      return answer(pageOf(found, pageNumber(query.page), USUAL_PAGE));
    });
  }

  api.post("/subscribe/payments/schedule", async (c) => {
    const store = c.get("store");
    const fields = await readFields(c.req.raw);
    const customerUid = textField(fields, "customer_uid");
    if (customerUid === null) throw refusedAs200(messages.missing("customer_uid"));
    const known = billingKeyOf(store, customerUid, shop.seed);
    if (known === null && textField(fields, "card_number") === null) throw refusedAs200(keyNotFound(customerUid));
    const key = known ?? readNewKey(store, customerUid, fields, shop);
    const lines = linesOf(fields.schedules);
    if (lines.length === 0) throw refusedAs200(messages.missing("schedules"));
    const plans = lines.map((line) => ({
      ...readPlan(store, line, key),
      schedule_at: readPlannedTime(line, store.world.now),
    }));
    const taken = plans.find(
      ({ merchant_uid: uid }, n) =>
        plans.findIndex((one) => one.merchant_uid === uid) < n ||
        schedules.find(store, uid) !== null ||
        hasBeenPaid(store, uid),
    );
    if (taken !== undefined) throw refusedAs200(`이미 사용된 merchant_uid입니다. (${taken.merchant_uid})`);
    refuseForPg(c, 200);
    if (known === null) issue(shop, store, key);
    return answer(schedules.make(store, plans));
  });

  api.post("/subscribe/payments/unschedule", async (c) => {
    const fields = await readFields(c.req.raw);
    const customerUid = textField(fields, "customer_uid");
    const merchantUids = listField(fields, "merchant_uid");
    if (customerUid === null && merchantUids.length === 0) {
      throw refusedAs200(messages.missing("customer_uid, merchant_uid"));
    }
    return answer(schedules.revoke(c.get("store"), customerUid, merchantUids));
  });

  api.get("/subscribe/payments/schedule/:merchantUid", (c) => {
    const found = schedules.find(c.get("store"), c.req.param("merchantUid"));
    if (found === null) throw new Refusal(404, "존재하지 않는 결제예약입니다.");
    return answer(found);
  });

  api.put("/subscribe/payments/schedule/:merchantUid", async (c) => {
    const store = c.get("store");
    const merchantUid = c.req.param("merchantUid");
    const fields = await readFields(c.req.raw);
    if (schedules.find(store, merchantUid) === null) throw new Refusal(404, "존재하지 않는 결제예약입니다.");
    const at = requireFuture(numberField(fields, "schedule_at"), store.world.now);
    return answer(schedules.move(store, merchantUid, at));
  });

  api.post("/subscribe/payments/schedule/:merchantUid/reschedule", async (c) => {
    const store = c.get("store");
    const merchantUid = c.req.param("merchantUid");
    const fields = await readFields(c.req.raw);
    if (schedules.find(store, merchantUid) === null) throw new Refusal(404, "존재하지 않는 결제예약입니다.");
    const at = requireFuture(numberField(fields, "schedule_at"), store.world.now);
    return answer(schedules.reschedule(store, merchantUid, at));
  });

  api.post("/subscribe/payments/schedule/:merchantUid/retry", (c) => {
    const store = c.get("store");
    refuseForPg(c, 500);
    return answer(schedules.retry(store, c.req.param("merchantUid")));
  });
}

function readPlannedTime(line: Fields, now: number): number {
  const at = numberField(line, "schedule_at");
  if (at === null) throw refusedAs200(messages.missing("schedule_at"));
  if (at === undefined || !Number.isInteger(at)) throw refusedAs200(messages.wrong("schedule_at"));
  if (at <= now) throw refusedAs200("예약시각은 현재 시각보다 미래여야 합니다.");
  return at;
}

function linesOf(value: unknown): Fields[] {
  const items: unknown[] = Array.isArray(value) ? value : isFields(value) ? Object.values(value) : [];
  return items.filter(isFields);
}

function wholeNumber(text: string | undefined, name: string): number | null {
  if (text === undefined || text === "") return null;
  if (!/^\d{1,12}$/.test(text)) throw new Refusal(400, messages.wrong(name));
  return Number(text);
}

function pageNumber(text: string | undefined): number {
  const page = wholeNumber(text, "page") ?? 1;
  if (page < 1) throw new Refusal(400, messages.wrong("page"));
  return page;
}

function pageOf<T>(found: readonly T[], page: number, limit: number): readonly T[] {
  return found.slice((page - 1) * limit, page * limit);
}

function readWindow(
  fromText: string | undefined,
  toText: string | undefined,
  status: string | undefined,
  prefix: string,
) {
  const from = wholeNumber(fromText, `${prefix}from`);
  const to = wholeNumber(toText, `${prefix}to`);
  if (from === null || to === null) throw new Refusal(400, messages.missing(`${prefix}from, ${prefix}to`));
  if (from > to) throw new Refusal(400, messages.wrong(`${prefix}from, ${prefix}to`));
  if (to - from > LONGEST_WINDOW) throw new Refusal(400, "검색기간은 최대 3개월까지 가능합니다.");
  if (status !== undefined && !scheduleStatuses.some((one) => one === status)) {
    throw new Refusal(400, messages.badStatus);
  }
  return { from, to, status: status ?? null };
}

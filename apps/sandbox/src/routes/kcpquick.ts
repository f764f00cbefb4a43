import type { Hono } from "hono";
import { billingKeyOf } from "../billing-keys.ts";
import { answer, json, messages, Refusal, refusedAs200 } from "../envelope.ts";
import { type Fields, numberField, readFields, textField } from "../request-fields.ts";
import type { ApiEnv } from "../sandbox.ts";
import type { Shop } from "../shop.ts";
import type { Store } from "../store.ts";
import { refuseForPg } from "./naver.ts";

/** KCP Quick Pay: members, prepaid money and automatic payments. Its writes take JSON only. */
export function addKcpQuickRoutes(api: Hono<ApiEnv>, shop: Shop): void {
  const memberOf = (store: Store, memberId: string) => {
    const member = store.shelves.get("kcpquick_member", memberId);
    return member === undefined || member.isDeleted ? null : member;
  };

  api.delete("/kcpquick/members/:memberId", (c) => {
    const store = c.get("store");
    const member = memberOf(store, c.req.param("memberId"));
    const query = c.req.query();
    const isSame = (["site_code", "partner_type", "partner_subtype"] as const).every(
      (name) => member !== null && query[name] === member[name],
    );
    if (member === null || !isSame) throw new Refusal(404, "유효하지 않은 member_id입니다.");
    shop.commit(store, [
      {
        kind: "kcpquick_member_deleted",
        merchantUid: member.member_id,
        amount: 0,
        shelf: {
          shelf: "kcpquick_member",
          key: member.member_id,
          value: { ...member, isDeleted: true, updated: store.world.now },
        },
      },
    ]);
    return answer({
      member_id: member.member_id,
      pg_provider: "kcp_quick",
      pg_id: member.pg_id,
      inserted: member.inserted,
      updated: store.world.now,
    });
  });

  api.post("/kcpquick/members/:memberId/fido/release", async (c) => {
    const store = c.get("store");
    const channelKey = textField(await readJson(c.req.raw), "channel_key");
    if (channelKey === null) throw new Refusal(400, messages.missing("channel_key"));
    const channel = store.channels.find(({ channel_key }) => channel_key === channelKey);
    if (channel?.pg_provider !== "kcp_quick") throw new Refusal(400, "KCP 퀵페이 채널이 아닙니다.");
    const memberId = c.req.param("memberId");
    const member = memberOf(store, memberId);
    const fault = c.get("pgRefusal");
    if (member === null || !member.usesFido || fault !== null) {
      const error = { code: "C210", message: fault?.message ?? "등록된 거래가 없습니다." };
      return json({ code: -1, message: `생체인증 해제에 실패하였습니다. [${error.code}|${error.message}]`, error });
    }
    shop.commit(store, [
      {
        kind: "kcpquick_fido_released",
        merchantUid: memberId,
        amount: 0,
        shelf: { shelf: "kcpquick_member", key: memberId, value: { ...member, usesFido: false } },
      },
    ]);
    return answer({ member_id: memberId });
  });

  api.post("/kcpquick/prepare/:merchantUid", async (c) => {
    const store = c.get("store");
    const merchantUid = c.req.param("merchantUid");
    const btid = readPrepared(await readJson(c.req.raw), merchantUid);
    if (store.shelves.get("kcpquick_prepared", merchantUid) !== undefined) {
      throw new Refusal(409, "이미 동일한 merchant_uid로 사전등록된 정보가 존재합니다.");
    }
    prepare(shop, store, merchantUid, btid);
    return answer(null);
  });

  api.put("/kcpquick/prepare/:merchantUid", async (c) => {
    const store = c.get("store");
    const merchantUid = c.req.param("merchantUid");
    const btid = readPrepared(await readJson(c.req.raw), merchantUid);
    if (store.shelves.get("kcpquick_prepared", merchantUid) === undefined) throw new Refusal(404, messages.notPrepared);
    prepare(shop, store, merchantUid, btid);
    return answer(null);
  });

  api.post("/kcpquick/payment/money", async (c) => {
    const store = c.get("store");
    const fields = await readJson(c.req.raw);
    const order = readOrder(store, fields);
    const member = memberOf(store, textField(fields, "member_id") ?? "");
    if (member === null) throw refusedAs200("유효하지 않은 member_id입니다.");
    const channel = store.channels.find(({ channel_key }) => channel_key === textField(fields, "channel_key"));
    if (channel?.pg_provider !== "kcp_quick") throw refusedAs200("KCP 퀵페이 채널이 아닙니다.");
    const checked = store.world.idOfImpUid(textField(fields, "imp_uid") ?? "");
    if (checked === null || store.world.peek(checked).wire.pg_provider !== "kcp_quick") {
      throw refusedAs200("PIN 인증을 진행한 거래를 찾을 수 없습니다.");
    }
    refuseForPg(c, 200);
    if (member.money < order.amount) throw refusedAs200("결제에 실패하였습니다. [C301|선불머니 잔액부족]", -1);
    const built = shop.build(store, { ...order, pgProvider: "kcp_quick", payMethod: "point" });
    const rest = { ...member, money: member.money - order.amount };
    shop.commit(store, [
      { kind: "paid", merchantUid: order.merchantUid, amount: order.amount, currency: "KRW", payment: built },
      {
        kind: "kcpquick_money_spent",
        merchantUid: member.member_id,
        amount: order.amount,
        shelf: { shelf: "kcpquick_member", key: member.member_id, value: rest },
      },
    ]);
    shop.notify(store, built.record, true);
    return answer(built.record.wire);
  });

  api.post("/kcpquick/payment/autopay", async (c) => {
    const store = c.get("store");
    const fields = await readJson(c.req.raw);
    const order = readOrder(store, fields);
    const customerUid = textField(fields, "customer_uid");
    const buyerName = textField(fields, "buyer_name");
    if (customerUid === null) throw refusedAs200(messages.missing("customer_uid"));
    if (buyerName === null) throw refusedAs200(messages.missing("buyer_name"));
    if (buyerName.length > 20) throw refusedAs200(messages.wrong("buyer_name"));
    const key = billingKeyOf(store, customerUid, shop.seed);
    if (key?.wire.pg_provider !== "kcp_quick") throw refusedAs200("등록된 자동결제 키를 찾을 수 없습니다.");
    refuseForPg(c, 200);
    if (key.declines !== null) throw refusedAs200(`결제에 실패하였습니다. ${key.declines}`, -1);
    const built = shop.build(store, {
      ...order,
      buyerName: buyerName.slice(0, 16),
      customerUid,
      pgProvider: "kcp_quick",
      payMethod: "card",
    });
    const { merchantUid, amount } = order;
    shop.commit(store, [{ kind: "paid", merchantUid, amount, currency: "KRW", payment: built }]);
    shop.notify(store, built.record, true);
    return answer(built.record.wire);
  });

  api.delete("/kcpquick/autopay/:customerUid", (c) => {
    const store = c.get("store");
    const customerUid = c.req.param("customerUid");
    const key = billingKeyOf(store, customerUid, shop.seed);
    if (key?.wire.pg_provider !== "kcp_quick") throw new Refusal(404, "등록된 자동결제 키를 찾을 수 없습니다.");
    refuseForPg(c, 500);
    shop.commit(store, [
      {
        kind: "kcpquick_key_deleted",
        merchantUid: customerUid,
        amount: 0,
        shelf: { shelf: "billing_key", key: customerUid, value: { ...key, deletedAt: store.world.now } },
      },
    ]);
    return answer({ customer_uid: customerUid });
  });
}

async function readJson(request: Request): Promise<Fields> {
  const type = request.headers.get("content-type") ?? "";
  if (!type.includes("json")) throw new Refusal(400, "Content-Type은 application/json이어야 합니다.");
  return await readFields(request);
}

function prepare(shop: Shop, store: Store, merchantUid: string, btid: string): void {
  const shelf = { shelf: "kcpquick_prepared", key: merchantUid, value: { btid } } as const;
  shop.commit(store, [{ kind: "kcpquick_prepared", merchantUid, amount: 0, shelf }]);
}

function readPrepared(fields: Fields, merchantUid: string): string {
  const text = (name: string, longest: number) => {
    const value = textField(fields, name);
    if (value === null) throw new Refusal(400, messages.missing(name));
    if (value.length > longest) throw new Refusal(400, messages.wrong(name));
    return value;
  };
  if (merchantUid.length > 40) throw new Refusal(400, messages.wrong("merchant_uid"));
  const btid = text("btid", 20);
  if (!/^(\d{1,3}\.){3}\d{1,3}$/.test(text("cust_ip", 15))) throw new Refusal(400, messages.wrong("cust_ip"));
  text("code_verifier", 200);
  const uses = textField(fields, "prepaid_auth_yn");
  const amount = numberField(fields, "prepaid_amount");
  if (uses !== null && uses !== "Y" && uses !== "N") throw new Refusal(400, messages.wrong("prepaid_auth_yn"));
  if (amount === undefined || (amount ?? 0) < 0 || (amount ?? 0) > 999_999_999) {
    throw new Refusal(400, messages.wrong("prepaid_amount"));
  }
  if (uses === "Y" && amount === null) throw new Refusal(400, messages.missing("prepaid_amount"));
  return btid;
}

function readOrder(store: Store, fields: Fields) {
  const merchantUid = textField(fields, "merchant_uid");
  const amount = numberField(fields, "amount");
  const name = textField(fields, "name");
  if (merchantUid === null) throw refusedAs200(messages.missing("merchant_uid"));
  if (merchantUid.length > 40) throw refusedAs200(messages.wrong("merchant_uid"));
  if (name === null) throw refusedAs200(messages.missing("name"));
  if (name.length > 40) throw refusedAs200(messages.wrong("name"));
  if (amount === null) throw refusedAs200(messages.missing("amount"));
  if (amount === undefined || !Number.isInteger(amount) || amount <= 0) throw refusedAs200(messages.wrong("amount"));
  if (store.world.idsOfMerchantUid(merchantUid).some((id) => store.world.paidAt(id) > 0)) {
    throw refusedAs200("이미 결제가 완료된 merchant_uid입니다.");
  }
  return { merchantUid, amount, name };
}

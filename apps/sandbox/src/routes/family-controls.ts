import type { Hono } from "hono";
import { billingKeyOf } from "../billing-keys.ts";
import { json } from "../envelope.ts";
import { naverMoves } from "../naver-orders.ts";
import { type Fields, flagField, numberField, readFields, textField } from "../request-fields.ts";
import { ImpossibleControl, type Shop } from "../shop.ts";
import { certify } from "./certifications.ts";

/** What buyers, couriers and card companies do beside payments, and what V1 does not show of it. */
export function addFamilyControls(controls: Hono, shop: Shop): void {
  const storeFor = (fields: Fields) => shop.registeredStore(textField(fields, "tier"));

  controls.post("/naver-orders/:productOrderId/:move", async (c) => {
    const store = storeFor(await readFields(c.req.raw));
    const productOrderId = c.req.param("productOrderId");
    const step = naverMoves[c.req.param("move")];
    const id = store.world.idOfImpUid(`imp_${productOrderId.slice(0, 12)}`);
    if (step === undefined || id === null) throw new ImpossibleControl(`there is no product order ${productOrderId}`);
    return json({ orders: shop.naverOrders.take(store, id, step, [productOrderId], null).done });
  });

  controls.post("/billing-keys", async (c) => {
    const fields = await readFields(c.req.raw);
    const store = storeFor(fields);
    const customerUid = textField(fields, "customerUid");
    const pg = textField(fields, "pgProvider") ?? "nice_v2";
    const channel =
      store.channels.find(({ pg_provider, type }) => pg_provider === pg && type === "api_payment") ??
      store.channels.find(({ pg_provider }) => pg_provider === pg);
    if (customerUid === null || channel === undefined) return json({ problem: "customerUid and pgProvider" }, 400);
    const now = store.world.now;
    const wire = {
      customer_uid: customerUid,
      pg_provider: channel.pg_provider,
      pg_id: channel.pg_id,
      sandbox: channel.sandbox,
      customer_id: null,
      card_name: "신한카드",
      card_code: "366",
      card_issuer_code: "366",
      card_issuer_name: "신한카드",
      card_publisher_code: "366",
      card_publisher_name: "신한카드",
      card_number: "451842******123*",
      card_type: 0,
      customer_name: textField(fields, "customerName"),
      customer_tel: textField(fields, "customerTel"),
      customer_email: null,
      customer_addr: null,
      customer_postcode: null,
      inserted: now,
      updated: now,
    };
    const value = { wire, deletedAt: 0, declines: textField(fields, "declines") };
    const shelf = { shelf: "billing_key", key: customerUid, value } as const;
    shop.commit(store, [{ kind: "billing_key_issued", merchantUid: customerUid, amount: 0, shelf }]);
    return json({ billingKey: value }, 201);
  });

  /** From now on the card company declines the card, in these words; without words it pays again. */
  controls.post("/billing-keys/:customerUid/decline", async (c) => {
    const fields = await readFields(c.req.raw);
    const store = storeFor(fields);
    const customerUid = c.req.param("customerUid");
    const key = billingKeyOf(store, customerUid, shop.seed);
    if (key === null) throw new ImpossibleControl(`there is no billing key ${customerUid}`);
    const value = { ...key, declines: textField(fields, "reason") };
    const shelf = { shelf: "billing_key", key: customerUid, value } as const;
    shop.commit(store, [{ kind: "billing_key_issued", merchantUid: customerUid, amount: 0, shelf }]);
    return json({ billingKey: value });
  });

  controls.post("/kcpquick/members", async (c) => {
    const fields = await readFields(c.req.raw);
    const store = storeFor(fields);
    const memberId = textField(fields, "memberId");
    const channel = store.channels.find(({ pg_provider }) => pg_provider === "kcp_quick");
    if (memberId === null || channel === undefined) return json({ problem: "memberId" }, 400);
    const now = store.world.now;
    const value = {
      member_id: memberId,
      pg_id: channel.pg_id,
      site_code: textField(fields, "siteCode") ?? channel.pg_id,
      partner_type: textField(fields, "partnerType") ?? "IX99",
      partner_subtype: textField(fields, "partnerSubtype") ?? "99IX",
      usesFido: flagField(fields, "usesFido"),
      money: numberField(fields, "money") ?? 0,
      inserted: now,
      updated: now,
      isDeleted: false,
    };
    const shelf = { shelf: "kcpquick_member", key: memberId, value } as const;
    shop.commit(store, [{ kind: "kcpquick_member_joined", merchantUid: memberId, amount: 0, shelf }]);
    return json({ member: value }, 201);
  });

  controls.post("/certifications", async (c) => {
    const fields = await readFields(c.req.raw);
    const order = {
      name: textField(fields, "name") ?? "김마루",
      phone: textField(fields, "phone") ?? "01012345678",
      birthday: textField(fields, "birthday") ?? "1990-01-01",
      merchantUid: textField(fields, "merchantUid"),
    };
    return json({ certification: certify(shop, storeFor(fields), order) }, 201);
  });

  /** What the text message of an identity check says. */
  controls.get("/certifications/:impUid", (c) => {
    const kept = shop.parent.shelves.get("certification", c.req.param("impUid"));
    if (kept === undefined) throw new ImpossibleControl("there is no such identity check");
    return json({ certification: kept });
  });

  controls.get("/barcodes/:impUid", (c) => {
    const kept = shop.parent.shelves.get("cvs_barcode", c.req.param("impUid"));
    if (kept === undefined) throw new ImpossibleControl("there is no such barcode");
    return json(kept);
  });
}

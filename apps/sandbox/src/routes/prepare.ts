import type { Hono } from "hono";
import { answer, messages, Refusal, refusedAs200 } from "../envelope.ts";
import { numberField, readFields, textField } from "../request-fields.ts";
import type { ApiEnv } from "../sandbox.ts";
import type { PreparedPayment, Store } from "../store.ts";

/** Expected amounts registered before a payment (V1 OpenAPI, `payment.validation`). */
export function addPrepareRoutes(
  api: Hono<ApiEnv>,
  keep: (store: Store, prepared: PreparedPayment, kind: "prepared" | "prepare_changed") => void,
): void {
  api.post("/payments/prepare", async (c) => {
    const store = c.get("store");
    const prepared = await readPrepared(c.req.raw);
    if (store.prepared.has(prepared.merchant_uid)) throw refusedAs200("이미 등록된 merchant_uid입니다.");
    keep(store, prepared, "prepared");
    return answer(prepared);
  });

  api.put("/payments/prepare", async (c) => {
    const store = c.get("store");
    const prepared = await readPrepared(c.req.raw);
    if (!store.prepared.has(prepared.merchant_uid)) throw new Refusal(404, messages.notPrepared);
    keep(store, prepared, "prepare_changed");
    return answer(prepared);
  });

  api.get("/payments/prepare/:merchantUid", (c) => {
    const prepared = c.get("store").prepared.get(c.req.param("merchantUid"));
    if (prepared === undefined) throw new Refusal(404, messages.notPrepared);
    return answer(prepared);
  });
}

async function readPrepared(request: Request): Promise<PreparedPayment> {
  const fields = await readFields(request);
  const merchantUid = textField(fields, "merchant_uid");
  const amount = numberField(fields, "amount");
  if (merchantUid === null) throw refusedAs200(messages.missing("merchant_uid"));
  if (merchantUid.length > 40) throw refusedAs200(messages.wrong("merchant_uid"));
  if (amount === null) throw refusedAs200(messages.missing("amount"));
  if (amount === undefined || amount < 0) throw refusedAs200(messages.wrong("amount"));
  return { merchant_uid: merchantUid, amount, currency: textField(fields, "currency") };
}

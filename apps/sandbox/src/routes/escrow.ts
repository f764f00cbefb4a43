import type { Hono } from "hono";
import { answer, messages, Refusal } from "../envelope.ts";
import { changeDelivery, deliveryPgs, registerDelivery, unsupported } from "../escrow-rules.ts";
import type { Fault } from "../faults.ts";
import { readFields } from "../request-fields.ts";
import type { ApiEnv } from "../sandbox.ts";
import type { Shop } from "../shop.ts";
import type { Store } from "../store.ts";

/** V1 `escrow.logis`: the parcel of an escrow payment. Only courier, invoice and times can be read back. */
export function addEscrowRoutes(api: Hono<ApiEnv>, shop: Shop): void {
  api.get("/escrows/logis/:impUid", (c) => {
    const store = c.get("store");
    const { wire, hidden } = store.world.peek(paymentIn(store, c.req.param("impUid")));
    if (!deliveryPgs.has(wire.pg_provider ?? "")) throw unsupported();
    if (hidden.delivery === undefined) throw new Refusal(409, "등록된 배송정보가 존재하지 않습니다.");
    return answer(hidden.delivery);
  });

  for (const [method, write] of [
    ["POST", registerDelivery],
    ["PUT", changeDelivery],
  ] as const) {
    api.on(method, "/escrows/logis/:impUid", async (c) => {
      const store = c.get("store");
      const fields = await readFields(c.req.raw);
      const changed = shop.alter(store, paymentIn(store, c.req.param("impUid")), (record, now) => {
        const alteration = write(record, fields, shop.settings, now);
        refuseAsPg(c.get("pgRefusal"));
        return alteration;
      });
      return answer(changed.hidden.delivery);
    });
  }
}

function paymentIn({ world }: Store, impUid: string): number {
  const id = world.idOfImpUid(impUid);
  if (id === null) throw new Refusal(404, messages.paymentNotFound);
  return id;
}

function refuseAsPg(fault: Fault | null): void {
  if (fault !== null) throw new Refusal(500, fault.message ?? "배송정보 처리에 실패하였습니다. [9999|PG사 점검]");
}

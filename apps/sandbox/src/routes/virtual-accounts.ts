import type { Hono } from "hono";
import { banks } from "../banks-and-cards.ts";
import { answer, messages, Refusal, refusedAs200 } from "../envelope.ts";
import { personOf } from "../people.ts";
import { hashText } from "../random.ts";
import { readFields } from "../request-fields.ts";
import type { ApiEnv } from "../sandbox.ts";
import type { Shop } from "../shop.ts";
import type { Store } from "../store.ts";
import { annulmentOf, changeOf, issueOf } from "../virtual-account-rules.ts";

/**
 * V1 `vbanks`. Issuing refuses under HTTP 200 with a code that is not 0; changing and revoking with 400 and 404, as
 * documented for each.
 */
export function addVirtualAccountRoutes(api: Hono<ApiEnv>, shop: Shop): void {
  api.post("/vbanks", async (c) => {
    const store = c.get("store");
    const fields = await readFields(c.req.raw);
    const { order, finish } = issueOf(store, fields, c.req.query("pg_api_key") ?? null, shop.settings, shop.seed);
    const refusal = c.get("pgRefusal");
    if (refusal !== null) throw refusedAs200(refusal.message ?? "가상계좌 발급에 실패하였습니다. [9999|은행 점검]", -1);
    return answer(shop.issueAccount(store, order, finish).wire);
  });

  api.put("/vbanks/:impUid", async (c) => {
    const store = c.get("store");
    const fields = await readFields(c.req.raw);
    const id = paymentIn(store, c.req.param("impUid"));
    const refusal = c.get("pgRefusal");
    const changed = shop.alter(store, id, (record, now) => {
      const alteration = changeOf(record, fields, shop.settings, now);
      if (refusal !== null)
        throw new Refusal(400, refusal.message ?? "가상계좌 수정에 실패하였습니다. [9999|은행 점검]");
      return alteration;
    });
    return answer(changed.wire);
  });

  api.delete("/vbanks/:impUid", (c) => {
    const store = c.get("store");
    const id = paymentIn(store, c.req.param("impUid"));
    const refusal = c.get("pgRefusal");
    const revoked = shop.alter(store, id, (record, now) => {
      const alteration = annulmentOf(record, c.req.query("pg_api_key") ?? null, shop.settings, now);
      if (refusal !== null)
        throw new Refusal(400, refusal.message ?? "가상계좌 말소에 실패하였습니다. [9999|은행 점검]");
      return alteration;
    });
    return answer(revoked.wire);
  });

  /** Who owns an account at a bank. Gone from the published document; where a shop still has it, a miss is a 404. */
  api.get("/vbanks/holder", (c) => {
    const { bank_code: bank = "", bank_num: number = "" } = c.req.query();
    const isFound = banks.some(({ code }) => code === bank) && /^\d{8,16}$/.test(number) && !number.endsWith("000");
    if (!shop.settings.holderLookup || !isFound) throw new Refusal(404, "예금주 정보를 찾을 수 없습니다.");
    return answer({ bank_holder: personOf(shop.seed, hashText(bank + number) % 1_000_000, false).name });
  });
}

function paymentIn({ world }: Store, impUid: string): number {
  const id = world.idOfImpUid(impUid);
  if (id === null) throw new Refusal(404, messages.paymentNotFound);
  return id;
}

import type { Hono } from "hono";
import type { CancelRequest } from "../cancel-rules.ts";
import { settlementShortageOf } from "../cancel-rules.ts";
import { answer, messages, refusedAs200 } from "../envelope.ts";
import { sortPayments } from "../listing.ts";
import { type Fields, flagField, isFields, numberField, readFields, textField } from "../request-fields.ts";
import type { ApiEnv } from "../sandbox.ts";
import type { Shop } from "../shop.ts";
import type { Store } from "../store.ts";

/** V1 `POST /payments/cancel`. Every refusal comes under HTTP 200 with a code that is not 0. */
export function addCancelRoute(api: Hono<ApiEnv>, shop: Shop): void {
  api.post("/payments/cancel", async (c) => {
    const store = c.get("store");
    const fields = await readFields(c.req.raw);
    const id = findPayment(store, fields);
    const refusal = c.get("pgRefusal");
    if (refusal !== null) {
      const pg = store.world.peek(id).wire.pg_provider ?? "";
      throw refusedAs200(refusal.message ?? settlementShortageOf(pg), -1);
    }
    const { wire } = shop.cancel(store, id, readCancelRequest(fields), flagField(fields, "enable_webhook"));
    return answer(wire);
  });
}

/** `imp_uid` wins, and a wrong one fails although `merchant_uid` is right. */
function findPayment({ world }: Store, fields: Fields): number {
  const impUid = textField(fields, "imp_uid");
  if (impUid !== null) {
    const id = world.idOfImpUid(impUid);
    if (id === null) throw refusedAs200("취소할 결제건이 존재하지 않습니다.");
    return id;
  }
  const merchantUid = textField(fields, "merchant_uid");
  if (merchantUid === null) throw refusedAs200(messages.missing("imp_uid 또는 merchant_uid"));
  const ids = Uint32Array.from(world.idsOfMerchantUid(merchantUid));
  sortPayments(world, ids, "-started");
  const id = ids.find((one) => world.paidAt(one) > 0) ?? ids[0];
  if (id === undefined) throw refusedAs200("취소할 결제건이 존재하지 않습니다.");
  return id;
}

export function readCancelRequest(fields: Fields): CancelRequest {
  const { extra } = fields;
  return {
    amount: numberField(fields, "amount"),
    taxFree: numberField(fields, "tax_free"),
    vatAmount: numberField(fields, "vat_amount"),
    checksum: numberField(fields, "checksum"),
    reason: textField(fields, "reason"),
    refundHolder: textField(fields, "refund_holder"),
    refundBank: textField(fields, "refund_bank"),
    refundAccount: textField(fields, "refund_account"),
    refundTel: textField(fields, "refund_tel"),
    requester: isFields(extra) ? textField(extra, "requester") : null,
    retainPromotion: flagField(fields, "retain_promotion"),
  };
}

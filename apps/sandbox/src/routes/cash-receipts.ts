import type { Hono } from "hono";
import {
  cancelExternalReceipt,
  cancelReceipt,
  issueExternalReceipt,
  issueReceipt,
  receiptPgs,
} from "../cash-receipt-rules.ts";
import { answer, messages, Refusal } from "../envelope.ts";
import type { Fault } from "../faults.ts";
import type { CashReceipt } from "../payment-record.ts";
import { readFields, textField } from "../request-fields.ts";
import type { ApiEnv } from "../sandbox.ts";
import type { Shop } from "../shop.ts";
import type { Store } from "../store.ts";

const notIssued = "현금영수증이 발행된 내역이 없습니다.";

/** V1 `receipts` for i'mport payments and `receipts/external` for all other cash sales: two key spaces that never mix. */
export function addCashReceiptRoutes(api: Hono<ApiEnv>, shop: Shop): void {
  addExternalReceipts(api, shop);

  api.get("/receipts/:impUid", (c) => {
    const { world } = c.get("store");
    const id = world.idOfImpUid(c.req.param("impUid"));
    const record = id === null ? null : world.peek(id);
    const receipt = record?.hidden.receipt;
    if (record === null || receipt === undefined || !receiptPgs.read.has(record.wire.pg_provider ?? "")) {
      throw new Refusal(404, notIssued);
    }
    return answer({ imp_uid: record.wire.imp_uid, ...told(receipt) });
  });

  api.post("/receipts/:impUid", async (c) => {
    const store = c.get("store");
    const fields = await readFields(c.req.raw);
    const changed = shop.alter(store, paymentIn(store, c.req.param("impUid")), (record, now) => {
      const alteration = issueReceipt(record, fields, shop.settings, now, shop.seed);
      refuseAsPg(c.get("pgRefusal"));
      return alteration;
    });
    return answerReceipt(changed.wire.imp_uid, changed.hidden.receipt);
  });

  api.delete("/receipts/:impUid", (c) => {
    const store = c.get("store");
    const changed = shop.alter(store, paymentIn(store, c.req.param("impUid")), (record, now) => {
      const alteration = cancelReceipt(record, now);
      refuseAsPg(c.get("pgRefusal"));
      return alteration;
    });
    return answerReceipt(changed.wire.imp_uid, changed.hidden.receipt);
  });
}

function addExternalReceipts(api: Hono<ApiEnv>, shop: Shop): void {
  api.get("/receipts/external/:merchantUid", (c) => {
    const merchantUid = c.req.param("merchantUid");
    const receipt = c.get("store").externalReceipts.get(merchantUid);
    if (receipt === undefined || !receiptPgs.readExternal.has(receipt.pg)) throw new Refusal(404, notIssued);
    return answer({ merchant_uid: merchantUid, ...told(receipt) });
  });

  api.post("/receipts/external/:merchantUid", async (c) => {
    const store = c.get("store");
    const merchantUid = c.req.param("merchantUid");
    const fields = await readFields(c.req.raw);
    const key = textField(fields, "channel_key");
    if (key === null) throw new Refusal(400, messages.missing("channel_key"));
    const channel = store.channels.find((one) => one.channel_key === key);
    if (channel === undefined) throw new Refusal(400, messages.wrong("channel_key"));
    const known = store.externalReceipts.get(merchantUid);
    refuseUnasked(store, channel.pg_provider, merchantUid);
    const sale = { merchantUid, pg: channel.pg_provider, mid: channel.pg_id, known };
    const receipt = issueExternalReceipt(sale, fields, shop.settings, store.world.now, shop.seed);
    refuseAsPg(c.get("pgRefusal"));
    shop.keepExternalReceipt(store, merchantUid, receipt, "external_receipt_issued");
    return answer({ merchant_uid: merchantUid, ...told(receipt) });
  });

  api.delete("/receipts/external/:merchantUid", (c) => {
    const store = c.get("store");
    const merchantUid = c.req.param("merchantUid");
    const receipt = cancelExternalReceipt(store.externalReceipts.get(merchantUid), store.world.now);
    refuseAsPg(c.get("pgRefusal"));
    shop.keepExternalReceipt(store, merchantUid, receipt, "external_receipt_cancelled");
    return answer({ merchant_uid: merchantUid, ...told(receipt) });
  });
}

/** A payment whose buyer asked NICE (new) for no receipt gets none by way of this key space either. */
function refuseUnasked({ world }: Store, pg: string, merchantUid: string): void {
  const isUnasked = world.idsOfMerchantUid(merchantUid).some((id) => {
    const { wire, hidden } = world.peek(id);
    return wire.pg_provider === "nice_v2" && wire.paid_at > 0 && hidden.isReceiptRequested !== true;
  });
  if (pg === "nice_v2" && isUnasked) {
    throw new Refusal(500, "현금영수증 발행에 실패하였습니다. [N102|승인 시 현금영수증을 요청하지 않은 거래입니다.]");
  }
}

/** An unknown payment is a wrong parameter: issuing and cancelling document no 404. */
function paymentIn({ world }: Store, impUid: string): number {
  const id = world.idOfImpUid(impUid);
  if (id === null) throw new Refusal(400, messages.paymentNotFound);
  return id;
}

function refuseAsPg(fault: Fault | null): void {
  if (fault !== null)
    throw new Refusal(500, fault.message ?? "현금영수증 처리에 실패하였습니다. [9999|국세청 전송 장애]");
}

function answerReceipt(impUid: string, receipt: CashReceipt | undefined): Response {
  if (receipt === undefined) throw new Error("a receipt that was just written is missing");
  return answer({ imp_uid: impUid, ...told(receipt) });
}

/** Only what `ReceiptAnnotation` has. */
function told(receipt: CashReceipt) {
  const { receipt_tid, apply_num, type, amount, vat, receipt_url, applied_at, cancelled_at } = receipt;
  return { receipt_tid, apply_num, type, amount, vat, receipt_url, applied_at, cancelled_at };
}

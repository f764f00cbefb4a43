import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openRefundDesk, type RefundDesk } from "../refunds/testing/refund-desk.ts";

const buyerTel = "010-5555-1234";
const buyerEmail = "marukim@example.com";
const account = "12345678901234";
const words = `[E777|구매자 ${buyerTel.replaceAll("-", "")} (${buyerEmail.toUpperCase()}) 확인 바람]`;

describe("what a PG says of a buyer whom it was not told, or was", () => {
  let desk: RefundDesk;
  beforeAll(async () => {
    desk = await openRefundDesk();
  });
  afterAll(() => desk.close());

  /** What of these is kept anywhere, or was logged. */
  async function leaks(...personal: readonly RegExp[]): Promise<RegExp[]> {
    const tables = ["refunds", "refund_events", "instructions", "instruction_events", "audit_entries"] as const;
    const rows = await Promise.all(tables.map((table) => desk.deps.store.read.selectFrom(table).selectAll().execute()));
    const everything = JSON.stringify([rows, desk.logLines]);
    return personal.filter((each) => each.test(everything));
  }

  test.each([
    ["refused", { kind: "pg_refusal", message: words }],
    ["lost in a server error", { kind: "status", status: 500, message: words }],
  ] as const)("about a refund that is %s is struck out before it is kept, shown or logged", async (_how, fault) => {
    const impUid = desk.pay(10_000, { buyerTel, buyerEmail });
    desk.onCancel(fault);
    const form = desk.form(impUid, { refundAccount: null });
    const view = await (await desk.as("finance")).request(form);
    expect(JSON.stringify([view.refusal, view.problem])).toContain("[E777|구매자 *** (***)");
    expect(await leaks(/5555-?1234/, /marukim/i)).toEqual([]);
  });

  test("about the account a refund goes to is struck out as well", async () => {
    const impUid = desk.pay(10_000, { payMethod: "vbank", pgProvider: "html5_inicis", buyerTel, buyerEmail });
    desk.onCancel({ kind: "pg_refusal", message: `${words} 계좌 123-4567890-1234` });
    const refundAccount = { bankCode: "04", number: account, holder: "김마루", tel: null };
    const view = await (await desk.as("finance")).request(desk.form(impUid, { amount: 10_000, refundAccount }));
    expect(view.refusal?.message).toBe("[E777|구매자 *** (***) 확인 바람] 계좌 ***");
    expect(await leaks(/5555-?1234/, /marukim/i, /123-?4567890/)).toEqual([]);
  });

  test("about a step with a Naver order is struck out, the receiver's telephone too", async () => {
    const impUid = desk.pay(10_000, { payMethod: "naverpay", pgProvider: "naverco", buyerTel, buyerEmail });
    const [order] = await desk.deps.upstream.listNaverProductOrders(impUid);
    const receiver = order?.receiverTel ?? "";
    expect(receiver.length).toBeGreaterThan(8);
    const message = `${words} 수령인 ${receiver}`;
    desk.sandbox.control.faults.order({
      kind: "status",
      status: 400,
      path: `/payments/${impUid}/naver/place`,
      message,
    });
    const api = await desk.api("support");
    const view = await api.followUps.naverStep({
      instructionId: "a-step-the-pg-talks-about",
      impUid,
      productOrderIds: [order?.productOrderId ?? ""],
      step: "place",
    });
    expect(view.refusal?.message).toContain("수령인 ***");
    expect(await leaks(/5555-?1234/, /marukim/i, new RegExp(receiver))).toEqual([]);
  });
});

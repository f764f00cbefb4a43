import { describe, expect, test } from "vitest";
import type { Payment } from "../../payment.ts";
import { aPayment } from "../../testing/payment-fixture.ts";
import type { Delivery } from "../delivery.ts";
import { emptyParty } from "../escrow-order.ts";
import type { InvoiceRow } from "./invoice-row.ts";
import { judgeInvoiceRow } from "./judge-invoice-row.ts";

const now = Date.UTC(2026, 10, 26, 3) / 1000;
const row: InvoiceRow = {
  line: 2,
  impUid: null,
  merchantUid: "ORD-1",
  courierText: "한진",
  courier: "HANJIN",
  invoice: "512345678902",
  sentAt: null,
  receiver: { name: null, tel: null, postcode: null, address: null },
};
const shop = {
  ...emptyParty,
  name: "마루상점",
  tel: "02-123-4567",
  postcode: "06236",
  address: "서울 강남구 테헤란로 1",
  addressLine1: "서울 강남구 테헤란로 1",
  addressLine2: "2층",
  relationship: "본인",
};
const buyer = {
  name: "김민수",
  email: null,
  tel: "010-1234-5678",
  address: "서울 마포구 월드컵로 10, 302호",
  postcode: "04000",
};
const registered: Delivery = {
  courier: "CJGLS",
  invoice: "612345678901",
  sentAt: now - 90_000,
  registeredAt: now - 86_400,
};

function judge(
  payment: Partial<Payment>,
  facts: { readonly registered?: Delivery | null; readonly wantsChange?: boolean } = {},
) {
  return judgeInvoiceRow({
    row,
    options: { courier: null, sentAt: now - 3_600, sender: shop, receivingOn: null, sendEmail: true },
    payment: aPayment({ status: "paid", isEscrow: true, pgProvider: "html5_inicis", buyer, ...payment }),
    registered: null,
    wantsChange: false,
    now,
    ...facts,
  });
}

describe("a row of invoices", () => {
  test("goes with the shop as its sender and the buyer as its receiver", () => {
    expect(judge({})).toMatchObject({
      state: "will_go",
      mode: "register",
      order: {
        courier: "HANJIN",
        invoice: "512345678902",
        sentAt: now - 3_600,
        sender: { name: "마루상점" },
        receiver: { name: "김민수", addressLine1: "서울 마포구 월드컵로 10", addressLine2: "302호" },
        sendEmail: null,
      },
    });
  });

  test("asks a person before it takes another delivery's place, and then changes it", () => {
    expect(judge({}, { registered })).toEqual({ state: "registered", findings: [{ code: "already_registered" }] });
    expect(judge({}, { registered, wantsChange: true })).toMatchObject({ state: "will_go", mode: "change" });
  });

  test.each<[string, Partial<Payment>, Parameters<typeof judge>[1], string]>([
    [
      "that is registered like this already",
      {},
      { registered: { ...registered, courier: "HANJIN", invoice: "512345678902" } },
      "same_registered",
    ],
    ["of an ordinary payment", { isEscrow: false }, {}, "not_escrow"],
    ["of a cancelled payment", { status: "cancelled" }, {}, "nothing_left"],
    ["at a PG without deliveries", { pgProvider: "kakaopay" }, {}, "pg_unsupported"],
    ["at Nice, where another is registered", { pgProvider: "nice_v2" }, { registered }, "change_unsupported"],
    ["without the buyer's address where the PG needs it", { buyer: { ...buyer, address: null } }, {}, "fields_missing"],
    ["without a day of arrival at Kiwoom", { pgProvider: "daou" }, {}, "fields_missing"],
  ])("%s stays", (_name, payment, facts, code) => {
    const judged = judge(payment, facts);
    expect([judged.state, judged.findings[0]?.code]).toEqual(["will_not_go", code]);
  });

  test("names what its PG needs and nobody wrote", () => {
    expect(judge({ buyer: { ...buyer, address: null, tel: null } }).findings[0]?.fields).toEqual([
      "receiver.tel",
      "receiver.address",
    ]);
  });
});

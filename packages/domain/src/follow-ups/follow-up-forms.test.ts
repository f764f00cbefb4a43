import { describe, expect, test } from "vitest";
import { naverStepOrder, partnerReceiptOrder, paymentwallDelivery } from "./follow-up-forms.ts";
import { followUpsOf } from "./follow-ups.ts";

const head = { instructionId: "a-form-that-was-opened", impUid: "imp_1", productOrderIds: ["1"] };
const parcel = { method: "DELIVERY", courier: "CJGLS", trackingNumber: "123456789012" };

describe("the forms of follow-ups", () => {
  test.each([
    ["a step with named products", { ...head, step: "place" }, true],
    ["a step with none, which would mean all", { ...head, productOrderIds: [], step: "place" }, false],
    ["a parcel with courier and number", { ...head, step: "ship", parcel, dispatchedAt: 1 }, true],
    [
      "a parcel without a number",
      { ...head, step: "ship", parcel: { method: "DELIVERY", courier: "CJGLS" }, dispatchedAt: 1 },
      false,
    ],
    [
      "a courier of another set",
      { ...head, step: "ship", parcel: { ...parcel, courier: "ETC" }, dispatchedAt: 1 },
      false,
    ],
    ["nothing that is sent", { ...head, step: "ship", parcel: { method: "NOTHING" }, dispatchedAt: 1 }, true],
    [
      "a return by a way out",
      { ...head, step: "request-return", parcel: { method: "QUICK_SVC" }, reason: "BROKEN" },
      false,
    ],
    ["a refusal without a word", { ...head, step: "reject-return", memo: " " }, false],
    ["a negative charge", { ...head, step: "withhold-return", reason: "ETC", memo: "x", extraCharge: -1 }, false],
    ["a step nobody knows", { ...head, step: "teleport" }, false],
  ])("%s: %o", (_, form, isRight) => {
    expect(naverStepOrder.safeParse(form).success).toBe(isRight);
  });

  test("goods have an address, and what is digital has none", () => {
    const facts = {
      instructionId: head.instructionId,
      impUid: "imp_1",
      merchantUid: "o-1",
      status: "delivered",
      estimatedDeliveryAt: 1,
      isRefundable: true,
      email: "a@example.com",
    };
    expect(paymentwallDelivery.safeParse({ ...facts, type: "digital" }).success).toBe(true);
    expect(paymentwallDelivery.safeParse({ ...facts, type: "physical" }).success).toBe(false);
    expect(paymentwallDelivery.safeParse({ ...facts, type: "digital", email: "nobody" }).success).toBe(false);
  });

  test("a partner has a business number that can be one", () => {
    const part = { businessNumber: "", companyName: "마루상회", amount: 1000, taxFreeAmount: null };
    const form = (businessNumber: string) => ({
      ...head,
      productOrderIds: undefined,
      parts: [{ ...part, businessNumber }],
    });
    const { productOrderIds: _, ...right } = form("1248100998");
    const { productOrderIds: __, ...wrong } = form("1248100990");
    expect(partnerReceiptOrder.safeParse(right).success).toBe(true);
    expect(partnerReceiptOrder.safeParse(wrong).success).toBe(false);
  });

  test.each([
    [1000, true],
    [1001, false],
  ])("of a partner's 1,000 won %i may be free of tax: %s", (taxFreeAmount, isRight) => {
    const part = { businessNumber: "1248100998", companyName: "마루상회", amount: 1000, taxFreeAmount };
    const { instructionId, impUid } = head;
    const read = partnerReceiptOrder.safeParse({ instructionId, impUid, parts: [part] });
    expect(read.success).toBe(isRight);
    if (!read.success) expect(read.error.issues[0]?.path).toEqual(["parts", 0, "taxFreeAmount"]);
  });
});

describe("the follow-ups of a payment", () => {
  const paid = { method: "card", status: "paid", paidAt: 1 } as const;
  test.each([
    [{ ...paid, pgProvider: "naverco" }, ["naver_orders"]],
    [{ ...paid, pgProvider: "naverpay" }, ["naver_payment"]],
    [{ ...paid, pgProvider: "payco" }, ["payco_order"]],
    [{ ...paid, pgProvider: "paymentwall" }, ["paymentwall_delivery"]],
    [{ ...paid, pgProvider: "html5_inicis" }, ["partner_receipt"]],
    [{ ...paid, pgProvider: "kcp_quick" }, ["kcp_quick"]],
    [{ ...paid, pgProvider: "galaxia", method: "cvs", status: "ready", paidAt: null } as const, ["barcode"]],
    [{ ...paid, pgProvider: "galaxia", method: "cvs" }, []],
    [{ ...paid, pgProvider: "naverpay", paidAt: null }, []],
    [{ ...paid, pgProvider: "kcp" }, []],
  ])("%o: %o", (facts, expected) => {
    expect(followUpsOf(facts)).toEqual(expected);
  });
});

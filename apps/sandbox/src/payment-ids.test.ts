import { describe, expect, it } from "vitest";
import { PaymentIds } from "./payment-ids.ts";
import { FIRST_CREATED } from "./payments-world.ts";
import { TEST_NOW } from "./testing.ts";

describe("payment ids", () => {
  it("lead back to the payment they were made for", () => {
    for (const seed of [0, 1, 42, 4_294_967_295]) {
      const ids = new PaymentIds(seed);
      for (const number of [0, 1, 999, 1_999_999, FIRST_CREATED, FIRST_CREATED + 5000]) {
        const impUid = ids.impUid(number);
        expect(impUid).toMatch(/^imp_\d{12}$/);
        expect(ids.numberOfImpUid(impUid)).toBe(number);
      }
      for (const order of [0, 7, 123_456, 1_999_999]) {
        expect(ids.orderOfMerchantUid(ids.merchantUid(order, TEST_NOW, "ORD-"))).toBe(order);
      }
    }
  });

  it("do not repeat", () => {
    const ids = new PaymentIds(1);
    const seen = new Set(Array.from({ length: 50_000 }, (_, number) => ids.impUid(number)));
    expect(seen.size).toBe(50_000);
  });

  it("of another shape belong to nobody", () => {
    const ids = new PaymentIds(1);
    for (const text of ["", "imp_", "imp_12345678901", "imps_123456789012", "imp_12345678901a"]) {
      expect(ids.numberOfImpUid(text)).toBeNull();
    }
    expect(ids.orderOfMerchantUid("주문/1")).toBeNull();
  });
});

import { expect, it } from "vitest";
import { exactPayment } from "./exact-payment.ts";
import { aListedPayment } from "./testing/payments.ts";

const first = aListedPayment({ impUid: "imp_100000000001", merchantUid: "ORD-1" });
const second = aListedPayment({ impUid: "imp_100000000002", merchantUid: "ORD-1" });
const third = aListedPayment({ impUid: "imp_100000000003", merchantUid: "ORD-10" });

it("opens the only row there is, whatever was typed", () => {
  expect(exactPayment("민수", [first], true)).toBe(first);
});

it("opens the row with exactly the typed id among others that contain it", () => {
  expect(exactPayment(" IMP_100000000002 ", [first, second, third], false)).toBe(second);
  expect(exactPayment("ORD-10", [first, third], true)).toBe(third);
});

it("takes no notice of the signs that an id was copied with", () => {
  expect(exactPayment('"ORD-10",', [first, third], true)).toBe(third);
  expect(exactPayment("'imp_100000000002'", [first, second, third], false)).toBe(second);
  const quoted = aListedPayment({ merchantUid: 'ORD-"1"' });
  expect(exactPayment('ord-"1"', [first, quoted], true)).toBe(quoted);
});

it("leaves the choice to a person when one order number has several attempts (N25)", () => {
  expect(exactPayment("ord-1", [first, second, third], true)).toEqual({ merchantUid: "ORD-1", attempts: 2 });
});

it("does not take the first of many for the one that was meant", () => {
  expect(exactPayment("민수", [first], false)).toBeUndefined();
  expect(exactPayment("", [], true)).toBeUndefined();
});

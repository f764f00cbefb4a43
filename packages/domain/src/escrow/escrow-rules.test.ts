import { describe, expect, test } from "vitest";
import { emptyParty } from "./escrow-order.ts";
import { refuseEscrow, refuseEscrowForm } from "./escrow-rules.ts";
import { escrowSupport } from "./escrow-support.ts";

const now = Date.UTC(2026, 10, 26, 3) / 1000;
const delivery = { registeredAt: now - 7_200 };

function refuse(
  pg: string,
  mode: "register" | "change",
  facts: object = {},
  registered: typeof delivery | null = null,
) {
  const { register, change } = escrowSupport(pg);
  const payment = { isEscrow: true, status: "paid" as const, pgProvider: pg, ...facts };
  const support = { register: register !== "no", change: change !== "no" };
  return refuseEscrow(payment, { mode, support, registered, now })?.rule;
}

describe("a delivery", () => {
  test.each([
    ["is registered for a paid escrow payment", refuse("html5_inicis", "register"), undefined],
    ["is not for an ordinary one", refuse("html5_inicis", "register", { isEscrow: false }), "not_escrow"],
    ["is not before the deposit", refuse("html5_inicis", "register", { status: "ready" }), "not_paid"],
    ["is not for a cancelled one", refuse("html5_inicis", "register", { status: "cancelled" }), "nothing_left"],
    ["is not where the PG takes none", refuse("kakaopay", "register"), "pg_unsupported"],
    ["is not twice", refuse("html5_inicis", "register", {}, delivery), "already_registered"],
    ["is changed where there is one", refuse("html5_inicis", "change", {}, delivery), undefined],
    ["is not changed where there is none", refuse("html5_inicis", "change"), "nothing_registered"],
    ["is not changed at Nice", refuse("nice_v2", "change", {}, delivery), "change_unsupported"],
    ["is tried to be changed at KCP, whose sources disagree", refuse("kcp", "change", {}, delivery), undefined],
    [
      "is not changed at KSNET within the hour",
      refuse("ksnet", "change", {}, { registeredAt: now - 3_599 }),
      "change_too_early",
    ],
    ["is changed at KSNET after it", refuse("ksnet", "change", {}, { registeredAt: now - 3_600 }), undefined],
  ])("%s", (_name, rule, expected) => {
    expect(rule).toBe(expected);
  });
});

test.each([
  ["a courier nobody knows", { isCourier: false }, {}, "courier_unknown"],
  ["a dispatch in two days", {}, { sentAt: now + 2 * 86_400 }, "sent_at_ahead"],
  ["without what Kiwoom needs", { pgProvider: "daou" }, {}, "fields_missing"],
  ["whole", {}, {}, undefined],
])("the form with %s", (_name, place, facts, rule) => {
  const order = {
    sender: emptyParty,
    receiver: emptyParty,
    courier: "CJGLS",
    invoice: "612345678901",
    sentAt: now,
    receivingOn: null,
    dispatchAddress: null,
    products: [],
    sendEmail: null,
    ...facts,
  };
  expect(refuseEscrowForm(order, { mode: "register", pgProvider: "kcp", isCourier: true, now, ...place })?.rule).toBe(
    rule,
  );
});

import { describe, expect, test } from "vitest";
import type { Payment } from "../payment.ts";
import { aCancellation, aPayment } from "../testing/payment-fixture.ts";
import { judgeUndo, type UndoVerdictKind, undoRequestText } from "./undo-refund.ts";

const seoul = (text: string) => Date.parse(`${text}+09:00`);
const at = (text: string) => seoul(text) / 1000;
const now = "2026-11-25T11:00:00";
const card = aPayment().card;
const cardOf = (facts: Partial<NonNullable<Payment["card"]>>): Partial<Payment> => ({
  card: card === null ? null : { ...card, ...facts },
});
const full = aCancellation(30_000, { cancelledAt: at("2026-11-25T10:00:00") });
const part = aCancellation(10_000, { cancelledAt: at("2026-11-25T10:00:00") });
const earlierPart = aCancellation(5000, { cancellationId: "earlier", cancelledAt: at("2026-11-25T09:00:00") });

type Case = readonly [string, Partial<Payment>, string, UndoVerdictKind, string | null];

const cases: readonly Case[] = [
  ["a card cancelled an hour ago", {}, now, "possible", null],
  ["in the last second of its day", {}, "2026-11-25T23:59:59", "possible", null],
  ["not one second later", {}, "2026-11-26T00:00:00", "impossible", "not_today"],
  [
    "not a payment of the same day",
    { paidAt: at("2026-11-25T00:00:00") },
    now,
    "impossible",
    "paid_and_cancelled_same_day",
  ],
  ["one of the last second of yesterday", { paidAt: at("2026-11-24T23:59:59") }, now, "possible", null],
  ["not a check card", cardOf({ type: "check" }), now, "impossible", "check_card"],
  ["a card of unknown kind", cardOf({ type: null }), now, "possible", null],
  ["not a gift card", cardOf({ issuer: { code: null, name: "신한 기프트카드" } }), now, "impossible", "gift"],
  ["not a voucher", { method: "cultureland", card: null }, now, "impossible", "gift"],
  ["not escrow", { isEscrow: true }, now, "impossible", "escrow"],
  ["not Naver Pay", { pgProvider: "naverpay" }, now, "impossible", "never_here"],
  ["not Naver Pay orders", { pgProvider: "naverco" }, now, "impossible", "never_here"],
  ["not PAYCO", { pgProvider: "payco" }, now, "impossible", "never_here"],
  ["not PAYCO inside KG Inicis", { easyPayProvider: "payco" }, now, "impossible", "never_here"],
  ["not a phone bill of KG Inicis", { method: "phone", card: null }, now, "impossible", "inicis_phone"],
  ["a phone bill of Danal", { method: "phone", card: null, pgProvider: "danal" }, now, "possible", null],
  ["the old NICE, in full", { pgProvider: "nice" }, now, "possible", null],
  ["not the old NICE after a part", { pgProvider: "nice", cancellations: [part] }, now, "impossible", "after_partial"],
  [
    "not the new NICE after a part",
    { pgProvider: "nice_v2", cancellations: [part] },
    now,
    "impossible",
    "after_partial",
  ],
  [
    "not NICE once there were two cancels",
    { pgProvider: "nice", cancellations: [earlierPart, part] },
    now,
    "impossible",
    "after_partial",
  ],
  ["NHN KCP depends on the acquisition", { pgProvider: "kcp" }, now, "ask", "kcp_acquisition"],
  ["not NHN KCP after a part", { pgProvider: "kcp", cancellations: [part] }, now, "impossible", "after_partial"],
  ["the last partial cancel of KG Inicis", { cancellations: [earlierPart, part] }, now, "possible", null],
  ["Toss Payments, by phone", { pgProvider: "tosspayments" }, now, "possible", null],
  ["Hecto from 08:00", { pgProvider: "settle" }, "2026-11-25T10:30:00", "possible", null],
  ["Hecto until 15:00", { pgProvider: "settle" }, "2026-11-25T14:59:59", "possible", null],
  ["not Hecto at 15:00", { pgProvider: "settle" }, "2026-11-25T15:00:00", "impossible", "hecto_hours"],
  [
    "not a transfer at Hecto",
    { pgProvider: "settle", method: "trans", card: null },
    now,
    "impossible",
    "hecto_card_only",
  ],
];

describe("undone is", () => {
  test.each(cases)("%s", (_sentence, facts, moment, verdict, rule) => {
    const payment = aPayment({ status: "cancelled", cancellations: [full], ...facts });
    const cancellation = payment.cancellations.at(-1) ?? full;
    const judged = judgeUndo(payment, cancellation, seoul(moment));
    expect(judged.verdict).toBe(verdict);
    expect(judged.findings.map((finding) => finding.rule)).toEqual(rule === null ? [] : expect.arrayContaining([rule]));
    expect(judged.source.url).toMatch(/^https:/);
  });

  test("at KG Inicis not an earlier part before the later one", () => {
    const payment = aPayment({ cancellations: [earlierPart, part] });
    expect(judgeUndo(payment, earlierPart, seoul(now))).toMatchObject({ verdict: "impossible" });
  });

  test("at Hecto nothing on a Saturday or a holiday", () => {
    for (const day of ["2026-11-28", "2026-12-25"]) {
      const cancellation = aCancellation(30_000, { cancelledAt: at(`${day}T09:00:00`) });
      const payment = aPayment({ pgProvider: "settle", cancellations: [cancellation] });
      expect(judgeUndo(payment, cancellation, seoul(`${day}T10:00:00`)).findings.map(({ rule }) => rule)).toEqual([
        "hecto_hours",
      ]);
    }
  });
});

describe("the time that is left", () => {
  test("ends at midnight in Korea, wherever the reader is", () => {
    const payment = aPayment({ cancellations: [full] });
    expect(judgeUndo(payment, full, seoul(now)).closesAtMs).toBe(seoul("2026-11-26T00:00:00"));
  });

  test("ends at three in the afternoon at Hecto", () => {
    const payment = aPayment({ pgProvider: "settle", cancellations: [full] });
    expect(judgeUndo(payment, full, seoul(now)).closesAtMs).toBe(seoul("2026-11-25T15:00:00"));
  });
});

describe("whom to call", () => {
  const contactAt = (pgProvider: string) =>
    judgeUndo(aPayment({ pgProvider, cancellations: [full] }), full, seoul(now)).contact;

  test.each([
    ["kcp", "1544-8667"],
    ["nice_v2", "1661-0808"],
    ["html5_inicis", "02-3430-5858"],
    ["tosspayments", "1544-7772"],
    ["uplus", "1544-7772"],
  ])("%s is %s, with the page that says so", (pg, tel) => {
    const contact = contactAt(pg);
    expect(contact.tel).toBe(tel);
    expect(contact.telSource).toMatchObject({ url: expect.stringMatching(/^https:/), checkedOn: "2026-11-26" });
  });

  test.each(["danal_tpay", "settle", "ksnet"])("%s has no number that its sources agree on", (pg) => {
    expect(contactAt(pg)).toMatchObject({ tel: null, telSource: null, way: { ko: expect.any(String) } });
  });
});

test("the request names the payment, the cancel and the amount, and no buyer", () => {
  const { ko, en } = undoRequestText(aPayment({ cancellations: [full] }), full);
  for (const text of [ko, en]) {
    expect(text).toContain("INIpayTest");
    expect(text).toContain("cancel-tid-1");
    expect(text).toContain("₩30,000");
    expect(text).toContain("2026-11-25 10:00:00");
    expect(text).not.toMatch(/김민수|1234-5678|gmail|null|undefined/);
  }
});

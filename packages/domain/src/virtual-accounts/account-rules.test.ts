import { describe, expect, test } from "vitest";
import { money } from "../money/money.ts";
import type { Payment } from "../payment.ts";
import { aPayment } from "../testing/payment-fixture.ts";
import { accountDues, dueRange, duesOf } from "./account-due.ts";
import { type AccountIssueForm, accountIssueForm } from "./account-forms.ts";
import { accountMessage } from "./account-message.ts";
import { objectionToChange, objectionToIssue, objectionToRevoke } from "./account-rules.ts";
import { type DepositDiagnosis, type DepositFacts, depositNotice, diagnoseDeposit } from "./deposit-watch.ts";

const at = (text: string) => Date.parse(`${text}+09:00`) / 1000;
const now = at("2026-11-20T12:00:00");
const dueAt = at("2026-11-23T23:59:59");

const virtualAccount = {
  bank: { code: "088", name: "신한은행" },
  number: "56211105948400",
  holder: "마루상점",
  dueAt,
  issuedAt: at("2026-11-20T09:00:00"),
};
const waiting = (facts: Partial<Payment> = {}) =>
  aPayment({
    method: "vbank",
    card: null,
    status: "ready",
    wireStatus: "ready",
    paidAt: null,
    virtualAccount,
    ...facts,
  });

const form: Omit<AccountIssueForm, "instructionId"> = {
  channelKey: "channel-key",
  pgProvider: "nice_v2",
  merchantUid: "ORD-1",
  amount: 33_000,
  bank: "088",
  dueAt,
};

const fixed = { pgProvider: "settle", holder: "마루", bank: "004", fixedNumber: "79012345678901" };
const unlimited = { ...fixed, isUnlimited: true, amount: null } as const;
const escrow = { ...fixed, escrowPassword: "1234", buyerEmail: "maru@example.com" };

describe("issuing an account", () => {
  test.each<[string, Partial<AccountIssueForm>, string | undefined]>([
    ["is fine with what the PG needs", {}, undefined],
    ["is not done by KCP", { pgProvider: "kcp" }, "pg_issues_none"],
    ["needs what the PG asks for", { pgProvider: "ksnet", buyerName: "김마루" }, "fields_missing"],
    ["is fine once that is given", { pgProvider: "ksnet", buyerName: "김마루", productType: "real" }, undefined],
    ["is not done at a bank the PG does not have", { bank: "090" }, "bank_not_taken"],
    [
      "is not done at a bank Welcome stopped",
      { pgProvider: "welcome", buyerName: "김", bank: "020" },
      "bank_not_taken",
    ],
    [
      "is not done for an order number the PG refuses",
      { pgProvider: "smartro_v2", holder: "마루", buyerName: "김", buyerEmail: "a@b.c", buyerTel: "010" },
      "order_number",
    ],
    ["is not done for a deadline in the past", { dueAt: now }, "due_past"],
    ["is fine a second before it", { dueAt: now + 1 }, undefined],
    ["is not done for parts above the whole", { taxFree: 33_000, vat: 1 }, "tax_parts"],
    ["is not done without an amount", { amount: null }, "amount_missing"],
    ["is fine without one where there is no limit", { ...unlimited }, undefined],
    ["without a limit needs the number the PG gave", { ...unlimited, fixedNumber: undefined }, "unlimited_fixed"],
    ["without a limit has no amount", { ...unlimited, amount: 33_000 }, "unlimited_alone"],
    ["without a limit has no tax parts", { ...unlimited, taxFree: 0 }, "unlimited_alone"],
    ["without a limit is not in escrow", { ...unlimited, escrowPassword: "1234" }, "unlimited_alone"],
    ["without a limit is Hecto's alone", { isUnlimited: true, fixedNumber: "79012345678901" }, "field_of_another_pg"],
    ["is fine in escrow on a number that stays", { ...escrow }, undefined],
    ["in escrow needs that number", { ...escrow, fixedNumber: undefined }, "escrow_fixed"],
    ["in escrow needs the buyer's address", { ...escrow, buyerEmail: undefined }, "escrow_fixed"],
    ["in escrow is not done elsewhere", { escrowPassword: "1234" }, "field_of_another_pg"],
    ["takes the buyer's business number at NICE", { buyerBusinessNumber: "1248100998" }, undefined],
    ["takes it nowhere else", { ...escrow, buyerBusinessNumber: "1248100998" }, "field_of_another_pg"],
  ])("%s", (_, changes, rule) => {
    expect(objectionToIssue({ ...form, ...changes }, now)?.rule).toBe(rule);
  });

  test.each<[string, Record<string, unknown>]>([
    ["zero", { amount: 0 }],
    ["a fraction of a won", { amount: 10.5 }],
    ["a control character", { orderName: "하나\n둘" }],
    ["a bank in the PG's own code", { bank: "04" }],
    ["a field nobody asked for", { approved: true }],
    ["a business number whose last digit is wrong", { buyerBusinessNumber: "1248100999" }],
    ["a business number with hyphens", { buyerBusinessNumber: "124-81-00998" }],
  ])("takes no form with %s", (_, changes) => {
    const whole = { instructionId: "instruction-0000001", ...form };
    expect(accountIssueForm.safeParse(whole).success).toBe(true);
    expect(accountIssueForm.safeParse({ ...whole, ...changes }).success).toBe(false);
  });
});

describe("revoking an account", () => {
  test.each<[string, Partial<Payment>, string | undefined]>([
    ["is fine while it waits", { pgProvider: "tosspayments" }, undefined],
    ["may be tried at KCP, whose sources disagree", { pgProvider: "kcp" }, undefined],
    ["is not done once it was paid into", { pgProvider: "tosspayments", status: "paid" }, "account_not_waiting"],
    ["is not done twice", { pgProvider: "tosspayments", status: "failed" }, "account_not_waiting"],
    ["is not done to a card payment", { pgProvider: "tosspayments", method: "card" }, "not_an_account"],
    ["is not done to a window that was left", { pgProvider: "tosspayments", virtualAccount: null }, "not_an_account"],
    ["is not done by Kiwoom", { pgProvider: "daou" }, "pg_revokes_none"],
    ["needs a key at Inicis", { pgProvider: "html5_inicis" }, "key_missing"],
  ])("%s", (_, facts, rule) => {
    expect(objectionToRevoke(waiting(facts), {})?.rule).toBe(rule);
  });

  test("is fine at Inicis with the key", () => {
    expect(objectionToRevoke(waiting({ pgProvider: "html5_inicis" }), { pgApiKey: "key" })).toBeUndefined();
  });
});

describe("changing an account", () => {
  const seen = { amount: 30_000, dueAt };
  const hecto = { pgProvider: "settle", amount: money(30_000, "KRW") };
  test.each<[string, Partial<Payment>, { amount?: number; dueAt?: number }, string | undefined]>([
    ["moves the deadline at Hecto", hecto, { dueAt: dueAt + 60 }, undefined],
    ["moves the amount at Hecto", hecto, { amount: 20_000 }, undefined],
    ["is not done elsewhere", { ...hecto, pgProvider: "nice_v2" }, { amount: 20_000 }, "pg_changes_none"],
    ["is not done once paid", { ...hecto, status: "paid" }, { amount: 20_000 }, "account_not_waiting"],
    ["is not done to another amount than was seen", { ...hecto, amount: money(1, "KRW") }, {}, "account_moved"],
    ["is not done into the past", hecto, { dueAt: now - 1 }, "due_past"],
    ["is not done for nothing", hecto, {}, "nothing_to_change"],
  ])("%s", (_, facts, changes, rule) => {
    expect(objectionToChange(waiting(facts), { amount: 30_000, dueAt, ...changes, seen }, now)?.rule).toBe(rule);
  });
});

describe("deadlines", () => {
  test.each([
    ["a second ago", now - 1, ["overdue"]],
    ["now", now, ["today", "day"]],
    ["at the last second of today in Korea", at("2026-11-20T23:59:59"), ["today", "day"]],
    ["at midnight", at("2026-11-21T00:00:00"), ["day"]],
    ["a second before 24 hours", now + 86_399, ["day"]],
    ["in 24 hours", now + 86_400, ["later"]],
    ["never", null, ["none"]],
  ])("%s", (_, due, expected) => {
    expect(duesOf(due, now)).toEqual(expected);
  });

  test("every deadline counts somewhere, and at 23:30 in Korea today ends before the 24 hours do", () => {
    for (let hours = -48; hours <= 48; hours += 1) expect(duesOf(now + hours * 3600, now)).not.toEqual([]);
    const late = at("2026-11-20T23:30:00");
    expect(dueRange("today", late)).toEqual({ from: late, before: at("2026-11-21T00:00:00") });
    expect(accountDues).toHaveLength(5);
  });
});

describe("what a buyer is told", () => {
  const payment = waiting({ orderName: "원목 도마", merchantUid: "ORD-1", amount: money(33_000, "KRW") });

  test("names bank, number, holder, amount and deadline in Korean time, in both languages", () => {
    const korean = accountMessage(payment, "ko") ?? "";
    for (const part of [
      "원목 도마 (ORD-1)",
      "신한은행",
      "56211105948400",
      "마루상점",
      "33,000",
      "2026-11-23 23:59",
      "한국 시간",
    ]) {
      expect(korean).toContain(part);
    }
    const english = accountMessage(payment, "en") ?? "";
    for (const part of ["Shinhan", "56211105948400", "33,000", "Pay before: 2026-11-23 23:59"])
      expect(english).toContain(part);
    expect(english).not.toMatch(/예금주|입금/);
  });

  test("leaves out what the PG did not say, and is nothing without an account", () => {
    const bare = waiting({ virtualAccount: { ...virtualAccount, holder: null, dueAt: null } });
    expect(accountMessage(bare, "ko")).not.toMatch(/예금주|기한:/);
    expect(accountMessage(waiting({ virtualAccount: null }), "ko")).toBeNull();
  });
});

describe("a deposit the buyer speaks of", () => {
  const paid = { status: "paid", wireStatus: "paid", paidAt: now - 3600 } as const;
  const facts: DepositFacts = { payment: waiting(), paidClaimAt: null, lastWebhookAt: now - 60, nowSeconds: now };
  test.each<[string, Partial<DepositFacts>, DepositDiagnosis]>([
    ["that i'mport knows nothing of was not told by the PG", {}, "pg_to_portone"],
    ["that i'mport has and never told", { payment: waiting(paid) }, "portone_to_shop"],
    ["that i'mport has and told", { payment: waiting(paid), paidClaimAt: now - 3500 }, "shop_itself"],
    ["into an account that was revoked", { payment: waiting({ status: "failed" }) }, "account_closed"],
    ["that only a webhook speaks of", { paidClaimAt: now - 60 }, "claim_unproved"],
    ["where no webhook ever comes", { payment: waiting(paid), lastWebhookAt: null }, "webhooks_elsewhere"],
    ["a minute ago", { payment: waiting({ ...paid, paidAt: now - 60 }) }, "on_its_way"],
    [
      "that was refunded since counts as made",
      { payment: waiting({ ...paid, status: "cancelled" }) },
      "portone_to_shop",
    ],
    ["by card", { payment: aPayment({ method: "card" }) }, "not_an_account"],
  ])("%s", (_, changes, diagnosis) => {
    expect(diagnoseDeposit({ ...facts, ...changes })).toBe(diagnosis);
  });

  test("is traced to the address the PG has to call", () => {
    expect(depositNotice("kcp")?.url).toBe("https://service.iamport.kr/kcp_payments/notice_vbank");
    expect(depositNotice("ksnet")).toMatchObject({ url: null });
    expect(depositNotice("constructor")).toBeUndefined();
    expect(depositNotice(null)).toBeUndefined();
  });
});

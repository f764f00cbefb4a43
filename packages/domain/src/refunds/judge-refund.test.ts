import { describe, expect, test } from "vitest";
import { money } from "../money/money.ts";
import type { Payment } from "../payment.ts";
import { aCancellation, aPayment } from "../testing/payment-fixture.ts";
import { isRefundSendable, judgeRefund, refundRules } from "./judge-refund.ts";
import type { RefundIntent } from "./refund-facts.ts";
import type { RefundVerdictKind } from "./refund-rule.ts";

const seoul = (text: string) => Date.parse(`${text}+09:00`);
const at = (text: string) => seoul(text) / 1000;

/** Paid on Friday, 20 November 2026, and looked at on the following Wednesday unless a case says otherwise. */
const now = "2026-11-25T12:00:00";
const paid = { paidAt: at("2026-11-20T14:32:06") };

const noAccount: RefundIntent = {
  amount: 30_000,
  split: null,
  refundAccount: null,
  extras: { requester: null, retainPromotion: null },
};
const whole = noAccount;
const some: RefundIntent = { ...noAccount, amount: 10_000 };
const account = { bankCode: "088", number: "110123456789", holder: "김민수", tel: null };

const virtualAccount = {
  bank: { code: "088", name: "신한은행" },
  number: "56211105948400",
  holder: "마루상점",
  dueAt: at("2026-11-27T23:59:59"),
  issuedAt: at("2026-11-20T14:00:00"),
};
const vbank: Partial<Payment> = { method: "vbank", card: null, virtualAccount, pgProvider: "tosspayments" };
const phone: Partial<Payment> = { method: "phone", card: null, pgProvider: "danal" };
const transfer: Partial<Payment> = { method: "trans", card: null };
const cancelled = (times: number, each = 1000): Partial<Payment> => ({
  status: "partially_cancelled",
  cancelledAmount: money(times * each, "KRW"),
  cancellations: Array.from({ length: times }, (_, index) => aCancellation(each, { cancellationId: `c-${index}` })),
});
const card = aPayment().card;
const cardOf = (facts: Partial<NonNullable<Payment["card"]>>): Partial<Payment> => ({
  card: card === null ? null : { ...card, ...facts },
});

type Case = readonly [
  sentence: string,
  payment: Partial<Payment>,
  intent: RefundIntent | null,
  at: string,
  verdict: RefundVerdictKind,
  rule: string | null,
];

const deadlines: readonly Case[] = [
  ["a card payment of last week is refunded in full", {}, whole, now, "allowed", null],
  ["a card keeps to three months by the day", { paidAt: at("2026-08-25T23:59:59") }, whole, now, "allowed", null],
  [
    "after three months some issuers refuse",
    { paidAt: at("2026-08-24T23:59:59") },
    whole,
    now,
    "warned",
    "card_three_months",
  ],
  [
    "three months after 30 November is the last of a February",
    { paidAt: at("2025-11-30T10:00:00") },
    whole,
    "2026-02-28T23:59:59",
    "allowed",
    null,
  ],
  [
    "and the next second is too late for them",
    { paidAt: at("2025-11-30T10:00:00") },
    whole,
    "2026-03-01T00:00:00",
    "warned",
    "card_three_months",
  ],
  [
    "a card payment of a year ago to the day still goes",
    { paidAt: at("2025-11-25T00:00:00") },
    whole,
    "2026-11-25T23:59:59",
    "warned",
    "card_three_months",
  ],
  [
    "a year and a day is for the card company",
    { paidAt: at("2025-11-24T23:59:59") },
    whole,
    now,
    "ask_pg",
    "card_year",
  ],
  [
    "a year after a leap day ends on 28 February",
    { paidAt: at("2024-02-29T12:00:00") },
    whole,
    "2025-02-28T23:59:59",
    "warned",
    "card_three_months",
  ],
  [
    "and is over on 1 March",
    { paidAt: at("2024-02-29T12:00:00") },
    whole,
    "2025-03-01T00:00:00",
    "ask_pg",
    "card_year",
  ],
  [
    "KSNET takes six months to the day",
    { pgProvider: "ksnet", paidAt: at("2026-05-25T09:00:00") },
    whole,
    now,
    "allowed",
    null,
  ],
  [
    "KSNET refuses the day after six months",
    { pgProvider: "ksnet", paidAt: at("2026-05-24T23:59:59") },
    whole,
    now,
    "impossible",
    "ksnet_six_months",
  ],
  [
    "six months after 31 August end with February",
    { pgProvider: "ksnet", paidAt: at("2026-08-31T09:00:00") },
    whole,
    "2027-02-28T23:59:59",
    "allowed",
    null,
  ],
  [
    "and not with March",
    { pgProvider: "ksnet", paidAt: at("2026-08-31T09:00:00") },
    whole,
    "2027-03-01T00:00:00",
    "impossible",
    "ksnet_six_months",
  ],
  [
    "KSNET's six months hold for transfers as well",
    { ...transfer, pgProvider: "ksnet", paidAt: at("2026-05-01T09:00:00") },
    whole,
    now,
    "impossible",
    "ksnet_six_months",
  ],
  [
    "sources disagree on a transfer after three months",
    { ...transfer, paidAt: at("2026-08-24T12:00:00") },
    whole,
    now,
    "warned",
    "transfer_three_months",
  ],
  [
    "a transfer of today costs the shop nothing",
    { ...transfer, paidAt: at("2026-11-25T00:00:00") },
    whole,
    now,
    "allowed",
    null,
  ],
  [
    "a transfer of yesterday costs its fee",
    { ...transfer, paidAt: at("2026-11-24T23:59:59") },
    whole,
    now,
    "allowed",
    "transfer_fee_after_day",
  ],
  [
    "a phone bill is refunded in its own month",
    { ...phone, paidAt: at("2026-11-01T00:00:00") },
    whole,
    now,
    "allowed",
    null,
  ],
  [
    "a phone bill of 31 January goes in the last second of January",
    { ...phone, paidAt: at("2027-01-31T22:00:00") },
    whole,
    "2027-01-31T23:59:59",
    "warned",
    "phone_last_day",
  ],
  [
    "one second later, on 1 February, it never goes",
    { ...phone, paidAt: at("2027-01-31T22:00:00") },
    whole,
    "2027-02-01T00:00:00",
    "impossible",
    "phone_month",
  ],
  [
    "a phone bill of leap day goes on leap day",
    { ...phone, paidAt: at("2028-02-29T00:00:00") },
    whole,
    "2028-02-29T23:59:59",
    "warned",
    "phone_last_day",
  ],
  [
    "and not on 1 March",
    { ...phone, paidAt: at("2028-02-29T00:00:00") },
    whole,
    "2028-03-01T00:00:00",
    "impossible",
    "phone_month",
  ],
  [
    "the month of a phone bill is Korean: 08:00 on 1 December is not November",
    { ...phone, paidAt: at("2026-12-01T08:00:00") },
    whole,
    "2026-12-05T12:00:00",
    "allowed",
    null,
  ],
  [
    "the same month of another year is another month",
    { ...phone, paidAt: at("2025-11-20T10:00:00") },
    whole,
    now,
    "impossible",
    "phone_month",
  ],
  [
    "NHN KCP pays last month's phone bill to an account",
    { ...phone, pgProvider: "kcp", paidAt: at("2026-10-31T10:00:00") },
    { ...whole, refundAccount: { ...account, bankCode: "BK88" } },
    now,
    "warned",
    "phone_month_kcp",
  ],
  [
    "and needs that account",
    { ...phone, pgProvider: "kcp", paidAt: at("2026-10-31T10:00:00") },
    whole,
    now,
    "impossible",
    "account_missing",
  ],
  [
    "a Kakao Pay card ends after a year",
    { pgProvider: "kakaopay", paidAt: at("2025-11-24T10:00:00") },
    whole,
    now,
    "impossible",
    "kakao_card_year",
  ],
  [
    "Kakao Pay money of four years ago still goes",
    { pgProvider: "kakaopay", method: "kakaopay", card: null, paidAt: at("2022-11-26T10:00:00") },
    whole,
    now,
    "allowed",
    null,
  ],
  [
    "Kakao Pay money ends after five years",
    { pgProvider: "kakaopay", method: "kakaopay", card: null, paidAt: at("2021-11-24T10:00:00") },
    whole,
    now,
    "impossible",
    "kakao_money_five_years",
  ],
  [
    "Naver Pay takes 1,095 days",
    { pgProvider: "naverpay", paidAt: at("2023-11-29T10:00:00") },
    { ...whole, extras: { requester: "customer", retainPromotion: null } },
    "2026-11-28T23:59:59",
    "allowed",
    null,
  ],
  [
    "and not a day more",
    { pgProvider: "naverpay", paidAt: at("2023-11-29T10:00:00") },
    null,
    "2026-11-29T00:00:00",
    "impossible",
    "naver_days",
  ],
  [
    "Naver Pay before 29 November 2023 had 730 days",
    { pgProvider: "naverpay", paidAt: at("2023-11-28T23:59:59") },
    null,
    "2025-11-28T00:00:00",
    "impossible",
    "naver_days",
  ],
  [
    "PayPal takes 180 days",
    { pgProvider: "paypal_v2", method: "paypal", card: null, paidAt: at("2026-05-29T10:00:00") },
    whole,
    now,
    "allowed",
    "settles_later",
  ],
  [
    "and not a day more",
    { pgProvider: "paypal_v2", method: "paypal", card: null, paidAt: at("2026-05-28T10:00:00") },
    whole,
    now,
    "impossible",
    "paypal_days",
  ],
  [
    "vouchers end when their issuer says",
    { method: "cultureland", card: null },
    whole,
    now,
    "warned",
    "voucher_issuer",
  ],
];

const parts: readonly Case[] = [
  ["a part of a card payment goes", {}, some, now, "allowed", "card_part_policy"],
  ["a part of a phone bill does not go at Danal", phone, some, now, "impossible", "phone_part"],
  ["all of it does", phone, whole, now, "allowed", null],
  [
    "KSNET never takes a part of a phone bill",
    { ...phone, pgProvider: "ksnet" },
    some,
    now,
    "impossible",
    "phone_part",
  ],
  [
    "KG Inicis approves the rest of a phone bill anew",
    { ...phone, pgProvider: "html5_inicis" },
    some,
    now,
    "warned",
    "phone_part_inicis",
  ],
  [
    "which it cannot when the rest is below ₩300",
    { ...phone, pgProvider: "html5_inicis" },
    { ...some, amount: 29_701 },
    now,
    "impossible",
    "phone_part_inicis_rest",
  ],
  [
    "₩300 are enough",
    { ...phone, pgProvider: "html5_inicis" },
    { ...some, amount: 29_700 },
    now,
    "warned",
    "phone_part_inicis",
  ],
  [
    "sources disagree on parts of phone bills at NHN KCP",
    { ...phone, pgProvider: "kcp" },
    some,
    now,
    "warned",
    "phone_part_kcp",
  ],
  [
    "Toss Payments takes no part of any voucher",
    { method: "culturegift", card: null, pgProvider: "tosspayments" },
    some,
    now,
    "impossible",
    "voucher_part",
  ],
  [
    "Kiwoom takes no part of a book voucher",
    { method: "booknlife", card: null, pgProvider: "daou" },
    some,
    now,
    "impossible",
    "voucher_part",
  ],
  [
    "Kiwoom may take a part of a Cultureland voucher",
    { method: "cultureland", card: null, pgProvider: "daou" },
    some,
    now,
    "warned",
    "voucher_part_unknown",
  ],
  [
    "KG Financial takes no part of a game voucher",
    { method: "smartculture", card: null, pgProvider: "mobilians" },
    some,
    now,
    "impossible",
    "voucher_part",
  ],
  [
    "no part of an escrow payment before the purchase is confirmed",
    { isEscrow: true },
    some,
    now,
    "ask_pg",
    "escrow_part",
  ],
  [
    "a part once somebody has seen the confirmation",
    { isEscrow: true },
    { ...some, extras: { ...some.extras, purchaseConfirmed: true } },
    now,
    "warned",
    "escrow_part_confirmed",
  ],
  [
    "all of an escrow payment goes, and may be refused after delivery",
    { isEscrow: true },
    whole,
    now,
    "warned",
    "escrow_after_delivery",
  ],
  [
    "Welcome's escrow waits for the buyer's rejection",
    { isEscrow: true, pgProvider: "welcome" },
    whole,
    now,
    "ask_pg",
    "escrow_of_welcome",
  ],
  [
    "KSNET's ninth partial cancel is its last",
    { pgProvider: "ksnet", ...cancelled(8) },
    { ...some, amount: 1000 },
    now,
    "warned",
    "ksnet_last",
  ],
  [
    "there is no tenth",
    { pgProvider: "ksnet", ...cancelled(9) },
    { ...some, amount: 1000 },
    now,
    "impossible",
    "ksnet_nine",
  ],
  [
    "not even for the rest",
    { pgProvider: "ksnet", ...cancelled(9) },
    { ...some, amount: 21_000 },
    now,
    "impossible",
    "ksnet_nine",
  ],
  [
    "the rest as the ninth leaves nothing behind",
    { pgProvider: "ksnet", ...cancelled(8) },
    { ...some, amount: 22_000 },
    now,
    "allowed",
    null,
  ],
  ["the new NICE takes parts by contract", { pgProvider: "nice_v2" }, some, now, "warned", "part_by_contract"],
  ["Welcome takes parts by contract", { pgProvider: "welcome" }, some, now, "warned", "part_by_contract"],
  ["and all of it without one", { pgProvider: "nice_v2" }, whole, now, "allowed", null],
  [
    "Smartro's test mode takes no part of a check card",
    { pgProvider: "smartro_v2", isTestChannel: true, ...cardOf({ type: "check" }) },
    some,
    "2026-11-20T15:00:00",
    "impossible",
    "smartro_test_check_card",
  ],
  ["live it does", { pgProvider: "smartro_v2", ...cardOf({ type: "check" }) }, some, now, "allowed", null],
  [
    "NICE's test mode shows parts wrongly",
    { pgProvider: "nice", isTestChannel: true },
    some,
    "2026-11-20T15:00:00",
    "warned",
    "nice_test_part",
  ],
  [
    "a part of a foreign card's payment is up to the acquirer",
    cardOf({ acquirer: { code: "10005", name: "비자(해외)" } }),
    some,
    now,
    "warned",
    "foreign_card_part",
  ],
  [
    "a part of a prepaid card's payment is up to its issuer",
    cardOf({ issuer: { code: null, name: "하나 기프트카드" } }),
    some,
    now,
    "warned",
    "prepaid_card_part",
  ],
  [
    "with a Lotte card points rule a part out",
    cardOf({ acquirer: { code: "368", name: "롯데카드" } }),
    some,
    now,
    "allowed",
    "card_points_part",
  ],
  [
    "Kiwoom computes the tax of a part of PAYCO itself",
    { pgProvider: "daou", easyPayProvider: "payco" },
    some,
    now,
    "warned",
    "easy_pay_part_at_kiwoom",
  ],
  [
    "points with tax parts hardly ever go in part",
    { method: "point", card: null },
    { ...some, split: { taxFreeAmount: 5000, vatAmount: null } },
    now,
    "warned",
    "points_with_tax_parts",
  ],
  ["Toss Pay wants its VAT with a part", { pgProvider: "tosspay_v2" }, some, now, "warned", "toss_pay_vat"],
  [
    "and is content when it gets it",
    { pgProvider: "tosspay_v2" },
    { ...some, split: { taxFreeAmount: null, vatAmount: 909 } },
    now,
    "allowed",
    null,
  ],
];

const accounts: readonly Case[] = [
  [
    "a deposited virtual account returns to an account",
    vbank,
    { ...whole, refundAccount: account },
    now,
    "allowed",
    "account_fee",
  ],
  ["which has to be given", vbank, whole, now, "impossible", "account_missing"],
  [
    "elsewhere it takes a special contract",
    { ...vbank, pgProvider: "kcp" },
    { ...whole, refundAccount: { ...account, bankCode: "BK88" } },
    now,
    "warned",
    "account_contract",
  ],
  ["a card takes no account", {}, { ...whole, refundAccount: account }, now, "impossible", "account_unwanted"],
  [
    "another PG's bank code is no code",
    { ...vbank, pgProvider: "kcp" },
    { ...whole, refundAccount: account },
    now,
    "impossible",
    "account_bank",
  ],
  [
    "a PG without a published list may take any code",
    { ...vbank, pgProvider: "ksnet" },
    { ...whole, refundAccount: account },
    now,
    "warned",
    "account_contract",
  ],
  [
    "hyphens are no digits",
    vbank,
    { ...whole, refundAccount: { ...account, number: "110-123-456789" } },
    now,
    "impossible",
    "account_number",
  ],
  [
    "a number that no account at its bank has",
    vbank,
    { ...whole, refundAccount: { ...account, number: "1101234567" } },
    now,
    "warned",
    "account_form",
  ],
  [
    "a bank that only its PG's code names",
    { ...vbank, pgProvider: "daou" },
    { ...whole, refundAccount: { ...account, bankCode: "31", number: "1234567890" } },
    now,
    "warned",
    "account_form",
  ],
  [
    "Danal refunds no virtual account",
    { ...vbank, pgProvider: "danal_tpay" },
    null,
    now,
    "impossible",
    "danal_virtual_account",
  ],
  [
    "KSNET's virtual accounts sleep from 23:00",
    { ...vbank, pgProvider: "ksnet" },
    null,
    "2026-11-25T23:00:00",
    "impossible",
    "ksnet_night",
  ],
  ["until 06:00", { ...vbank, pgProvider: "ksnet" }, null, "2026-11-26T05:59:59", "impossible", "ksnet_night"],
  [
    "and not at 06:00 any more",
    { ...vbank, pgProvider: "ksnet" },
    null,
    "2026-11-26T06:00:00",
    "warned",
    "account_contract",
  ],
  ["nor at 22:59:59", { ...vbank, pgProvider: "ksnet" }, null, "2026-11-25T22:59:59", "warned", "account_contract"],
  [
    "Smartro asks for the holder's phone",
    { ...vbank, pgProvider: "smartro" },
    { ...whole, refundAccount: account },
    now,
    "impossible",
    "account_tel_missing",
  ],
  [
    "the new Smartro returns transfers to an account too",
    { ...transfer, pgProvider: "smartro_v2" },
    whole,
    now,
    "impossible",
    "account_missing",
  ],
  [
    "with all four facts they go",
    { ...transfer, pgProvider: "smartro_v2" },
    { ...whole, refundAccount: { ...account, tel: "01012345678" } },
    now,
    "allowed",
    "transfer_fee_after_day",
  ],
  [
    "an account nobody has paid into is revoked, not refunded",
    { ...vbank, status: "ready", wireStatus: "ready", paidAt: null },
    null,
    now,
    "impossible",
    "awaiting_deposit",
  ],
  [
    "a made-up deposit cannot be refunded",
    { ...vbank, isTestChannel: true },
    { ...whole, refundAccount: account },
    now,
    "impossible",
    "test_virtual_account",
  ],
  [
    "a convenience store is recorded as an account",
    { ...vbank, pgProvider: "eximbay", virtualAccount: { ...virtualAccount, number: "unknown" } },
    null,
    now,
    "ask_pg",
    "convenience_store_as_account",
  ],
  [
    "Japanese convenience stores return nothing",
    { pgProvider: "inicis_jp", method: "cvs", card: null },
    null,
    now,
    "impossible",
    "japan_convenience_store",
  ],
];

const amounts: readonly Case[] = [
  ["one won goes", {}, { ...some, amount: 1 }, now, "allowed", null],
  [
    "zero never goes: upstream takes it for everything",
    {},
    { ...some, amount: 0 },
    now,
    "impossible",
    "amount_not_whole",
  ],
  ["a negative amount never goes", {}, { ...some, amount: -1 }, now, "impossible", "amount_not_whole"],
  ["half a won never goes", {}, { ...some, amount: 0.5 }, now, "impossible", "amount_not_whole"],
  ["no number never goes", {}, { ...some, amount: Number.NaN }, now, "impossible", "amount_not_whole"],
  ["a won more than is left never goes", {}, { ...some, amount: 30_001 }, now, "impossible", "amount_too_large"],
  [
    "nor a won more than earlier refunds left",
    cancelled(2),
    { ...some, amount: 28_001 },
    now,
    "impossible",
    "amount_too_large",
  ],
  ["what earlier refunds left goes", cancelled(2), { ...some, amount: 28_000 }, now, "allowed", null],
  [
    "tax parts fit inside the amount",
    {},
    { ...some, split: { taxFreeAmount: 9000, vatAmount: 1001 } },
    now,
    "impossible",
    "tax_parts_outside",
  ],
  ["to the won", {}, { ...some, split: { taxFreeAmount: 9000, vatAmount: 1000 } }, now, "allowed", null],
  [
    "a tax part is not negative",
    {},
    { ...some, split: { taxFreeAmount: -1, vatAmount: null } },
    now,
    "impossible",
    "tax_parts_outside",
  ],
  [
    "Kakao Pay takes no VAT",
    { pgProvider: "kakaopay" },
    { ...some, split: { taxFreeAmount: null, vatAmount: 0 } },
    now,
    "impossible",
    "kakao_vat",
  ],
  [
    "KG Financial recalculates the VAT",
    { pgProvider: "mobilians" },
    { ...some, split: { taxFreeAmount: null, vatAmount: 909 } },
    now,
    "warned",
    "kg_financial_vat",
  ],
  [
    "Brandpay wants the tax-free rest exactly",
    { pgProvider: "toss_brandpay" },
    { ...some, split: { taxFreeAmount: 1, vatAmount: null } },
    now,
    "warned",
    "brandpay_tax_free",
  ],
  [
    "Smartro does not check the tax of an account without a receipt",
    { ...vbank, pgProvider: "smartro_v2" },
    null,
    now,
    "warned",
    "smartro_account_tax_free",
  ],
  ["Naver Pay asks on whose wish", { pgProvider: "naverpay" }, whole, now, "impossible", "naver_requester"],
  [
    "a promotion counts before its discount",
    { promotion: { id: "p", discount: money(3000, "KRW") } },
    whole,
    now,
    "allowed",
    "promotion_basis",
  ],
  [
    "a part of it may lose the discount",
    { promotion: { id: "p", discount: money(3000, "KRW") } },
    some,
    now,
    "warned",
    "promotion_part",
  ],
  [
    "KSNET leaves the cash receipt standing",
    { ...transfer, pgProvider: "ksnet", isCashReceiptIssued: true },
    whole,
    now,
    "warned",
    "receipt_stays",
  ],
];

const states: readonly Case[] = [
  [
    "a left window has nothing to return",
    { status: "ready", wireStatus: "ready", paidAt: null },
    null,
    now,
    "impossible",
    "nothing_paid",
  ],
  [
    "nor a declined payment",
    { status: "failed", wireStatus: "failed", paidAt: null },
    null,
    now,
    "impossible",
    "nothing_paid",
  ],
  [
    "nor one that waits for its PG",
    { status: "pending", wireStatus: "pending", paidAt: null },
    null,
    now,
    "impossible",
    "nothing_paid",
  ],
  [
    "what is cancelled in full is done",
    { status: "cancelled", cancelledAmount: money(30_000, "KRW"), cancellations: [aCancellation(30_000)] },
    null,
    now,
    "impossible",
    "already_cancelled",
  ],
  [
    "a history that does not add up waits for a person",
    { ...cancelled(2), cancelledAmount: money(3000, "KRW") },
    null,
    now,
    "ask_pg",
    "history_disagrees",
  ],
  [
    "an unknown status that was paid is warned of",
    { status: "unknown", wireStatus: "held" },
    whole,
    now,
    "warned",
    "unknown_status",
  ],
  ["Naver Pay orders are cancelled item by item", { pgProvider: "naverco" }, null, now, "ask_pg", "naver_order_type"],
  [
    "the PG cancels yesterday's test payment itself",
    { isTestChannel: true },
    whole,
    now,
    "warned",
    "test_cancelled_by_pg",
  ],
  ["not yet on the same Korean day", { isTestChannel: true }, whole, "2026-11-20T23:59:59", "allowed", null],
  ["NHN KCP's tests are never charged", { isTestChannel: true, pgProvider: "kcp" }, whole, now, "allowed", null],
  [
    "but Kakao Pay inside them is",
    { isTestChannel: true, pgProvider: "kcp", easyPayProvider: "kakaopay" },
    whole,
    now,
    "allowed",
    "test_charged_for_real",
  ],
  [
    "Paymentwall settles later and may have no refunds",
    { pgProvider: "paymentwall", method: "card" },
    whole,
    now,
    "warned",
    "paymentwall_without_refunds",
  ],
  [
    "WeChat Pay settles later",
    { pgProvider: "kicc_v2", method: "wechat", card: null },
    whole,
    now,
    "allowed",
    "settles_later",
  ],
];

const cases = { deadlines, parts, accounts, amounts, states };

describe.each(Object.entries(cases))("%s", (_theme, table) => {
  test.each(table)("%s", (_sentence, facts, intent, moment, verdict, rule) => {
    const judged = judgeRefund(aPayment({ ...paid, ...facts }), intent, seoul(moment));
    expect({ verdict: judged.verdict, rules: judged.findings.map((finding) => finding.rule) }).toEqual({
      verdict,
      rules: rule === null ? expect.any(Array) : expect.arrayContaining([rule]),
    });
    const worst = judged.findings[0];
    if (verdict !== "allowed") expect(worst?.verdict).toBe(verdict);
    if (rule !== null && verdict !== "allowed") {
      expect(judged.findings.find((finding) => finding.rule === rule)?.verdict).toBe(verdict);
    }
  });
});

describe("before an amount is typed", () => {
  test("what stands against a part is said beside what stands against everything", () => {
    const judged = judgeRefund(aPayment({ ...paid, ...phone }), null, seoul(now));
    expect(judged.verdict).toBe("allowed");
    expect(judged.part.verdict).toBe("impossible");
    expect(judged.part.findings.map(({ rule }) => rule)).toEqual(["phone_part"]);
  });

  test("after a partial cancel the rest is a part as well", () => {
    const judged = judgeRefund(aPayment({ ...paid, pgProvider: "nice_v2", ...cancelled(1) }), null, seoul(now));
    expect(judged.findings.map(({ rule }) => rule)).toContain("part_by_contract");
  });
});

describe("what a refund has to be sent with", () => {
  const needs = (facts: Partial<Payment>) => judgeRefund(aPayment({ ...paid, ...facts }), null, seoul(now)).needs;

  test.each(["kcp", "kcp_quick", "kicc", "nice", "payco", "smartro_v2", "welcome"])(
    "%s has to be told how much is tax-free",
    (pgProvider) => {
      expect(needs({ pgProvider }).taxFree).toBe("stated");
    },
  );

  test.each(["nice", "html5_inicis", "welcome", "nice_v2", "tosspay_v2"])(
    "%s takes the VAT of a cancel",
    (pgProvider) => {
      expect(needs({ pgProvider }).vat).toBe("if_set");
    },
  );

  test("an ordinary card payment needs nothing", () => {
    expect(needs({ pgProvider: "tosspayments" })).toEqual({
      refundAccount: "none",
      refundTel: "none",
      taxFree: "optional",
      vat: "none",
      requester: "none",
      promotion: "none",
      purchaseConfirmation: "none",
    });
  });

  test("a discount is decided by the first partial cancel", () => {
    const promotion = { id: "p", discount: money(3000, "KRW") };
    expect(needs({ promotion }).promotion).toBe("choose");
    expect(needs({ promotion, ...cancelled(1) }).promotion).toBe("decided");
  });
});

describe("every rule", () => {
  test("is quoted from a page, with the day it was last compared", () => {
    for (const { id, source } of refundRules) {
      expect(source.title, id).not.toBe("");
      expect(source.url, id).toMatch(/^https:\/\/((developers|help)\.portone\.io|www\.cmsedi\.or\.kr)\//);
      expect(source.checkedOn, id).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });

  test("has a name of its own", () => {
    expect(new Set(refundRules.map(({ id }) => id)).size).toBe(refundRules.length);
  });

  test("is tried by a case", () => {
    const tried = new Set(Object.values(cases).flatMap((table) => table.map(([, , , , , rule]) => rule)));
    expect(refundRules.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual([]);
  });

  test("that two pages tell differently warns, and says that they disagree", () => {
    for (const rule of refundRules.filter(({ disagreesWith }) => disagreesWith !== undefined)) {
      expect(rule.verdict).toBe("warned");
      expect(JSON.stringify(rule.sentence)).toMatch(/문서끼리 달라요.*Sources disagree/);
    }
  });

  test("speaks whole sentences in both languages", () => {
    for (const [, facts, intent, moment] of Object.values(cases).flat()) {
      for (const { sentence } of judgeRefund(aPayment({ ...paid, ...facts }), intent, seoul(moment)).findings) {
        expect(sentence.ko).toMatch(/\p{Script=Hangul}.*\.$/u);
        expect(sentence.en).toMatch(/^[^\p{Script=Hangul}]+\.$/u);
        expect(`${sentence.ko}${sentence.en}`).not.toMatch(/null|undefined|NaN/);
      }
    }
  });
});

test("a warning is sent after it was read; what the PG has to be asked is not", () => {
  expect(
    ["allowed", "warned", "ask_pg", "impossible"].map((verdict) => isRefundSendable({ verdict } as never)),
  ).toEqual([true, true, false, false]);
});

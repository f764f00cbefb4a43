import { judgeRefund, money, type Payment, refundRequest } from "@maru/domain";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aPayment } from "../../testing/a-payment.ts";
import { accountText, checkDraft, type DraftSubject, inGroups, newDraft, type RefundDraft } from "./refund-draft.ts";
import { aDraft } from "./testing/drafts.ts";

const now = Date.parse("2026-11-25T12:00:00+09:00");

function subjectOf(facts: Partial<Payment> = {}): DraftSubject {
  const payment = aPayment(facts);
  return {
    payment,
    refundable: money(payment.amount.amount - payment.cancelledAmount.amount, payment.amount.currency),
    needs: judgeRefund(payment, null, now).needs,
    reasonCodes: ["change_of_mind", "defective", "other"],
  };
}

const ready = { reasonCode: "change_of_mind" };

function check(draft: Partial<RefundDraft>, facts: Partial<Payment> = {}, isRepeat = false) {
  return checkDraft(aDraft({ ...ready, ...draft }), subjectOf(facts), isRepeat);
}

describe("the amount", () => {
  test.each([
    ["12300", 12_300],
    ["12,300", 12_300],
    ["12,300원", 12_300],
    ["₩12,300", 12_300],
    ["１２，３００", 12_300],
    [" 12 300 ".replace(" 300", ",300"), 12_300],
    ["17,000", 17_000],
    ["128000", 128_000],
    ["1", 1],
  ])("%j is %i", (amount, won) => {
    expect(check({ mode: "part", amount }).request?.amount).toBe(won);
  });

  test.each([
    ["", "empty"],
    ["   ", "empty"],
    ["0", "zero"],
    ["00", "zero"],
    ["-1", "negative"],
    ["1e3", "not_a_number"],
    ["NaN", "not_a_number"],
    ["12,3", "not_a_number"],
    ["12.5", "decimals"],
    ["9007199254740993", "too_large"],
    ["128,001", "over"],
  ])("%j is refused as %s, and nothing is sent", (amount, problem) => {
    const { problems, request } = check({ mode: "part", amount });
    expect(problems.amount).toBe(problem);
    expect(request).toBeNull();
  });

  test("is not everything because nothing was chosen", () => {
    const { problems, request } = check({ mode: null, amount: "1000" });
    expect(problems.mode).toBe("missing");
    expect(request).toBeNull();
  });

  test("of everything is sent as a number like any other", () => {
    expect(check({ mode: "all" }).request).toMatchObject({ amount: 128_000, cancellableAmountSeen: 128_000 });
  });

  test("is above zero and no more than there is, whatever is typed", () => {
    const texts = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom(..."0123456789,.-+eE원₩ ０１２３４５６７８９") }),
      fc.integer().map(String),
      fc.double().map(String),
    );
    const subject = subjectOf();
    const draft = aDraft({ ...ready, mode: "part" });
    fc.assert(
      fc.property(texts, (amount) => {
        const { request } = checkDraft({ ...draft, amount }, subject, false);
        if (request === null) return;
        expect(Number.isSafeInteger(request.amount)).toBe(true);
        expect(request.amount).toBeGreaterThanOrEqual(1);
        expect(request.amount).toBeLessThanOrEqual(128_000);
      }),
      { numRuns: 100_000 },
    );
  });

  test("keeps the cents of a dollar", () => {
    const facts = { amount: money(1250, "USD"), cancelledAmount: money(0, "USD") };
    expect(check({ mode: "part", amount: "12.30", balanceSeen: 1250 }, facts).request?.amount).toBe(1230);
    expect(check({ mode: "part", amount: "12.345", balanceSeen: 1250 }, facts).problems.amount).toBe("decimals");
  });
});

describe("the tax split", () => {
  const kcp = { pgProvider: "kcp" };

  test("has to be stated where the PG does not fill in zero", () => {
    expect(newDraft("test-refund-0000001", subjectOf(kcp)).hasTaxParts).toBeNull();
    expect(check({ mode: "all", hasTaxParts: null }, kcp).problems.hasTaxParts).toBe("missing");
    expect(check({ mode: "all", hasTaxParts: false }, kcp).request?.split).toEqual({
      taxFreeAmount: 0,
      vatAmount: null,
    });
  });

  test("is not sent where nobody splits and the PG does not ask", () => {
    expect(check({ mode: "all" }).request?.split).toBeNull();
  });

  test("is proposed in proportion, and the last refund takes what is left", () => {
    const part = { mode: "part", amount: "64,000", hasTaxParts: true, taxFreeLeft: "30,001" } as const;
    expect(check(part, kcp).split).toMatchObject({ taxFree: 15_000, vat: null });
    expect(check({ ...part, mode: "all" }, kcp).split).toMatchObject({ taxFree: 30_001, vat: null });
  });

  test("can be changed, and has to add up", () => {
    const part = { mode: "part", amount: "64,000", hasTaxParts: true, taxFreeLeft: "30,000" } as const;
    expect(check({ ...part, taxFree: "30,000" }, kcp).request?.split?.taxFreeAmount).toBe(30_000);
    expect(check({ ...part, taxFree: "0" }, kcp).request?.split?.taxFreeAmount).toBe(0);
    expect(check({ ...part, taxFree: "30,001" }, kcp).problems.taxFree).toBe("tax_free_over_left");
    expect(check({ ...part, taxFree: "많이" }, kcp).problems.taxFree).toBe("unreadable");
    expect(check({ ...part, taxFreeLeft: "" }, kcp).problems.taxFreeLeft).toBe("unreadable");
    expect(check({ ...part, taxFreeLeft: "128,001" }, kcp).problems.taxFreeLeft).toBe("over");
  });

  test("has a VAT only where the payment had one of its own", () => {
    const nice = { pgProvider: "nice" };
    const part = { mode: "part", amount: "64,000", hasTaxParts: true, taxFreeLeft: "0" } as const;
    expect(check(part, nice).request?.split).toMatchObject({ taxFreeAmount: 0, vatAmount: null });
    expect(check({ ...part, vatLeft: "11,636" }, nice).request?.split).toMatchObject({
      taxFreeAmount: 0,
      vatAmount: 5818,
    });
    expect(check({ ...part, vatLeft: "11,636", vat: "11,637" }, nice).problems.vat).toBe("vat_over_left");
  });
});

describe("what was said of the tax parts when the refund before was made", () => {
  const kcp = { pgProvider: "kcp" };
  const opened = (left: { taxFree: number; vat: number | null } | null, facts: Partial<Payment> = kcp) =>
    newDraft("test-refund-0000001", subjectOf(facts), left);

  test("is said again, and the last refund takes what is left", () => {
    const draft = { ...opened({ taxFree: 15_001, vat: null }), ...ready, mode: "all" as const };
    expect(draft).toMatchObject({ hasTaxParts: true, taxFreeLeft: "15,001", vatLeft: "" });
    expect(checkDraft(draft, subjectOf(kcp), false).request?.split).toEqual({
      taxFreeAmount: 15_001,
      vatAmount: null,
      left: { taxFree: 15_001, vat: null },
    });
  });

  test("is said again for VAT and for currencies with decimals", () => {
    const nice = { pgProvider: "nice", amount: money(12_850, "USD"), cancelledAmount: money(0, "USD") };
    expect(opened({ taxFree: 0, vat: 1_168 }, nice)).toMatchObject({ hasTaxParts: true, vatLeft: "11.68" });
  });

  test("is that nothing was free of tax, and asks nobody again", () => {
    expect(opened({ taxFree: 0, vat: null })).toMatchObject({ hasTaxParts: false, taxFreeLeft: "" });
  });

  test("is asked for where nobody said it", () => {
    expect(opened(null)).toMatchObject({ hasTaxParts: null, taxFreeLeft: "" });
  });
});

describe("the reason", () => {
  test.each([
    ["", "", { reasonCode: "missing" }],
    ["made_up", "", { reasonCode: "missing" }],
    ["other", "", { reasonText: "missing" }],
    ["other", "그냥요", { reasonText: "missing" }],
    ["other", "고객이 다시 주문함", {}],
    ["defective", "", {}],
    ["defective", "a".repeat(201), { reasonText: "long" }],
  ])("%j with %j", (reasonCode, reasonText, problems) => {
    expect(check({ mode: "all", reasonCode, reasonText }).problems).toEqual(problems);
  });
});

describe("the account", () => {
  const vbank: Partial<Payment> = { method: "vbank", card: null, pgProvider: "kcp" };
  const typed = {
    mode: "all",
    hasTaxParts: false,
    bank: "088",
    accountNumber: "110-123-456789",
    accountNumberAgain: "110 123 456789",
    holder: "김민수",
  } as const;
  const checked = { ...typed, checkedAccount: accountText(aDraft(typed)) };

  test("is sent in the PG's own bank code, digits only", () => {
    expect(check(checked, vbank).request?.refundAccount).toEqual({
      bankCode: "BK88",
      number: "110123456789",
      holder: "김민수",
      tel: null,
    });
  });

  test.each([
    ["bank", { bank: "004" }],
    ["number", { accountNumber: "110-123-456780", accountNumberAgain: "110-123-456780" }],
    ["holder", { holder: "김민지" }],
  ])("has to be compared again after the %s is changed", (_what, edit) => {
    expect(check({ ...checked, ...edit }, vbank).problems.checkedAccount).toBe("missing");
  });

  test.each([
    [{ accountNumberAgain: "110123456780" }, "accountNumberAgain"],
    [{ accountNumber: "계좌" }, "accountNumber"],
    [{ accountNumber: "12345678901234567", accountNumberAgain: "12345678901234567" }, "accountNumber"],
    [{ bank: "" }, "bank"],
    [{ bank: "999" }, "bank"],
    [{ holder: " " }, "holder"],
    [{ holder: "가".repeat(17) }, "holder"],
  ])("%o is wrong at %s", (edit, field) => {
    const { problems, request } = check({ ...checked, ...edit }, vbank);
    expect(Object.keys(problems)).toContain(field);
    expect(request).toBeNull();
  });

  test("needs a phone number where the PG does", () => {
    const smartro = { ...vbank, pgProvider: "smartro_v2" };
    expect(check(checked, smartro).problems.tel).toBe("wrong");
    const withTel = { ...typed, tel: "010-1234-5678" };
    const done = check({ ...withTel, checkedAccount: accountText(aDraft(withTel)) }, smartro);
    expect(done.request?.refundAccount?.tel).toBe("010-1234-5678");
  });

  test("is not sent for a card, whatever was typed", () => {
    expect(check(checked).request?.refundAccount).toBeNull();
  });

  test("begins with the buyer's name, unless it is masked", () => {
    expect(newDraft("test-refund-0000001", subjectOf(vbank)).holder).toBe("김민수");
    const masked = { ...vbank, buyer: { ...aPayment().buyer, name: "김*수" } };
    expect(newDraft("test-refund-0000001", subjectOf(masked)).holder).toBe("");
  });

  test.each([
    ["110123456789", "110 123 456 789"],
    ["3333012345678", "333 301 234 5678"],
    ["1234", "1234"],
  ])("%s is read back as %s", (number, groups) => {
    expect(inGroups(number)).toBe(groups);
  });
});

describe("what a PG asks besides", () => {
  test("Naver Pay asks on whose wish", () => {
    expect(check({ mode: "all" }, { pgProvider: "naverpay" }).problems.requester).toBe("missing");
    const answered = check({ mode: "all", requester: "customer" }, { pgProvider: "naverpay" });
    expect(answered.request?.extras.requester).toBe("customer");
  });

  test("a part of a promotion asks what becomes of the discount; all of it does not", () => {
    const promotion = { promotion: { id: "promo", discount: money(3000, "KRW") } };
    expect(check({ mode: "part", amount: "1000" }, promotion).problems.retainPromotion).toBe("missing");
    expect(check({ mode: "all" }, promotion).problems).toEqual({});
  });

  test("a part of an escrow payment asks whether the purchase is confirmed", () => {
    expect(check({ mode: "part", amount: "1000" }, { isEscrow: true }).problems.purchaseConfirmed).toBe("missing");
    expect(check({ mode: "all" }, { isEscrow: true }).problems).toEqual({});
  });

  test("the same amount again asks why", () => {
    expect(check({ mode: "all" }, {}, true).problems.repeatReason).toBe("missing");
    const said = check({ mode: "all", repeatReason: "다른 상품의 환불" }, {}, true);
    expect(said.request?.repeatReason).toBe("다른 상품의 환불");
    expect(check({ mode: "all", repeatReason: "쓰다 만 것" }).request?.repeatReason).toBeNull();
  });
});

test("what the form lets pass is what the server's schema takes", () => {
  const { request } = check({ mode: "part", amount: "45,000", reasonText: " 사이즈가 맞지 않음 " });
  expect(refundRequest.parse(request)).toEqual(request);
});

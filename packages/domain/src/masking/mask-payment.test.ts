import { describe, expect, test } from "vitest";
import { money } from "../money/money.ts";
import type { PaymentListItem } from "../payment-list.ts";
import { aCancellation, aPayment } from "../testing/payment-fixture.ts";
import { maskPayment, maskPaymentListItem } from "./mask-payment.ts";

const payment = aPayment({
  orderName: "충전 01012345678",
  customerUid: "minsu.kim@gmail.com",
  virtualAccount: {
    bank: { code: "004", name: "국민은행" },
    number: "56391012345678",
    holder: "김민수",
    dueAt: 1_795_238_400,
    issuedAt: null,
  },
  customData: '{"phone":"010-1234-5678"}',
  cancelReason: "고객 010-1234-5678 요청",
  failReason: "김민수 minsu.kim@gmail.com 오류",
  cancellations: [aCancellation(1_000, { reason: "계좌 56391012345678", receiptUrl: "https://pg.example/slip" })],
  deposits: [{ pgTid: "DEP-1", amount: money(1, "KRW"), depositorName: "김민수", depositedAt: null }],
});

describe("a payment for people who may not see buyers", () => {
  const masked = maskPayment(payment);

  test("hides who the buyer is, wherever it is written", () => {
    const text = JSON.stringify(masked);
    for (const personal of [
      "김민수",
      "minsu.kim",
      "1234-5678",
      "01012345678",
      "성수이로",
      "04780",
      "56391012345678",
      "slip",
    ]) {
      expect(text).not.toContain(personal);
    }
  });

  test("stays recognisable", () => {
    expect(masked.buyer).toEqual({
      name: "김*수",
      email: "mi*******@gmail.com",
      tel: "010-****-5678",
      address: "***",
      postcode: "***",
    });
    expect(masked.virtualAccount).toMatchObject({ number: "**********5678", holder: "김*수" });
    expect(masked.card?.number).toBe("****-****-****-7890");
    expect(masked.cancelReason).toBe("고객 010-****-5678 요청");
  });

  test("hides who paid in and whose the account is in the words about it, too", () => {
    const [deposit] = payment.deposits;
    const words = maskPayment({
      ...payment,
      virtualAccount: payment.virtualAccount && { ...payment.virtualAccount, holder: "박받음" },
      deposits: deposit === undefined ? [] : [{ ...deposit, depositorName: "홍길동" }],
      failReason: "예금주명 불일치 (홍길동, 박받음)",
    });
    expect(words.failReason).toBe("예금주명 불일치 (홍*동, 박*음)");
  });

  test("leaves money, times, ids and the original alone", () => {
    const { amount, impUid, merchantUid, pgTid, paidAt, status } = payment;
    expect(masked).toMatchObject({ amount, impUid, merchantUid, pgTid, paidAt, status });
    expect(payment.buyer.name).toBe("김민수");
  });

  test("what was absent stays absent", () => {
    const bare = aPayment({
      buyer: { name: null, email: null, tel: null, address: null, postcode: null },
      card: null,
      salesSlipUrl: null,
    });
    expect(maskPayment(bare)).toEqual(bare);
  });
});

describe("a row of a list for people who may not see buyers", () => {
  const row: PaymentListItem = {
    impUid: payment.impUid,
    merchantUid: payment.merchantUid,
    status: payment.status,
    amount: payment.amount,
    cancelledAmount: payment.cancelledAmount,
    orderName: payment.orderName,
    buyerName: payment.buyer.name,
    buyerTel: payment.buyer.tel,
    method: payment.method,
    instrument: "현대카드",
    easyPayProvider: null,
    pgProvider: payment.pgProvider,
    mid: payment.mid,
    isTestChannel: false,
    isEscrow: false,
    isAwaitingDeposit: false,
    failReason: payment.failReason,
    statusAt: 1_795_238_400,
    requestedAt: 1_795_238_400,
  };

  test("hides what the payment's own page hides, in the same form", () => {
    const { orderName, buyer, failReason } = maskPayment(payment);
    expect(maskPaymentListItem(row)).toEqual({
      ...row,
      orderName,
      buyerName: buyer.name,
      buyerTel: buyer.tel,
      failReason,
    });
    expect(orderName).not.toContain("01012345678");
  });

  test("what was absent stays absent", () => {
    const bare = { ...row, orderName: null, buyerName: null, buyerTel: null, failReason: null };
    expect(maskPaymentListItem(bare)).toEqual(bare);
  });
});

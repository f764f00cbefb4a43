import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maskAccount, maskEmail, maskFreeText, maskName, maskTel } from "./mask-text.ts";

describe("masked for people who may not see buyers", () => {
  test.each([
    ["김민수", "김*수"],
    ["홍길", "홍*"],
    ["김", "*"],
    ["남궁민수", "남**수"],
    ["홍 길동", "* 길*"],
    ["John Smith", "J*** S****"],
    ["주식회사마루", "주****루"],
    ["", "*"],
    ["🍜🍜🍜", "🍜**"],
  ])("the name %j is %j", (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  test.each([
    ["010-1234-5678", "010-****-5678"],
    ["01012345678", "010-****-5678"],
    ["010.1234.5678", "010-****-5678"],
    ["+82 10 1234 5678", "010-****-5678"],
    ["+82-10-1234-5678", "010-****-5678"],
    ["011-234-5678", "011-***-5678"],
    ["02-123-4567", "02-***-4567"],
    ["0212345678", "02-****-5678"],
    ["031-1234-5678", "031-****-5678"],
    ["1588-1234", "****-**34"],
    ["+1 650 253 0000", "+* *** *** **00"],
    ["12", "**"],
    ["없음", "**"],
    ["", ""],
  ])("the telephone %j is %j", (tel, masked) => {
    expect(maskTel(tel)).toBe(masked);
  });

  test.each([
    ["minsu.kim@gmail.com", "mi*******@gmail.com"],
    ["kim@gmail.com", "k**@gmail.com"],
    ["k@gmail.com", "*@gmail.com"],
    ["@gmail.com", "******.***"],
    ["not an address", "*** ** *******"],
    ["a@b@example.com", "a**@example.com"],
  ])("the e-mail %j is %j", (email, masked) => {
    expect(maskEmail(email)).toBe(masked);
  });

  test.each([
    ["563-910-12-345678", "***-***-**-**5678"],
    ["12345678901234", "**********1234"],
    ["5365-10**-****-7890", "****-****-****-7890"],
    ["1234567", "*******"],
    ["", ""],
  ])("the account %j is %j", (account, masked) => {
    expect(maskAccount(account)).toBe(masked);
  });

  test.each([
    ["연락처 010-1234-5678 로 주세요", "연락처 010-****-5678 로 주세요"],
    ["연락처01012345678", "연락처010-****-5678"],
    ["minsu.kim@gmail.com 확인", "mi*******@gmail.com 확인"],
    ["주민번호 900101-1234567", "주민번호 ******-*******"],
    ["계좌 123-456-789012 예금주 확인", "계좌 ***-***-**9012 예금주 확인"],
    ["계좌 12345678901234", "계좌 **********1234"],
    ["imp_448280090638 중복 결제", "imp_448280090638 중복 결제"],
    ["ORD-20261120-000123 배송 지연", "ORD-20261120-000123 배송 지연"],
    ["2026-11-20 발송분 12,300원", "2026-11-20 발송분 12,300원"],
    ["단순 변심", "단순 변심"],
  ])("in the text %j what is personal is hidden: %j", (text, masked) => {
    expect(maskFreeText(text)).toBe(masked);
  });

  test("no mask throws or lets a telephone number through, whatever it is given", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        for (const mask of [maskName, maskTel, maskEmail, maskAccount, maskFreeText]) {
          expect(mask(`${text}01098765432`)).not.toContain("9876");
        }
      }),
      { numRuns: 500 },
    );
  });
});

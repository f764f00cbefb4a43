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
    ["(02) 123-4567", "02-***-4567"],
    ["010 - 1234 - 5678", "010-****-5678"],
    ["+82 (0)10-1234-5678", "010-****-5678"],
    ["010-1234-5678 (엄마)", "010-****-5678"],
    ["010-1234-5678 / 010-8765-4321", "***-****-**** * ***-****-**21"],
    ["０１０-１２３４-５６７８", "***-****-**７８"],
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
    ["연락처 010 - 1234 - 5678", "연락처 010-****-5678"],
    ["연락처 02)123-4567", "연락처 02-***-4567"],
    ["연락처 +82 (0)10-1234-5678", "연락처 010-****-5678"],
    ["연락처 0507-1234-5678", "연락처 ****-****-5678"],
    ["연락처 ０１０－１２３４－５６７８", "연락처 010-****-5678"],
    ["메일 minsu.kim＠gmail.com", "메일 mi*******@gmail.com"],
    ["주민번호 900101 - 1234567", "주민번호 ****** - *******"],
    ["계좌 110 234 567890", "계좌 *** *** **7890"],
    ["카드 5365 1012 3456 7890", "카드 **** **** **** 7890"],
    ["좌석 12 13 14", "좌석 12 13 14"],
    ["2026-11-20 14:05 입금", "2026-11-20 14:05 입금"],
    ["imp_448280090638 중복 결제", "imp_448280090638 중복 결제"],
    ["ORD-20261120-000123 배송 지연", "ORD-20261120-000123 배송 지연"],
    ["2026-11-20 발송분 12,300원", "2026-11-20 발송분 12,300원"],
    ["단순 변심", "단순 변심"],
    ["오류 bfb83375-13a9-4f4f-a839-4b0448910143", "오류 bfb83375-13a9-4f4f-a839-4b0448910143"],
    ["[cdae55aa-8492-4a3b-a6dd-025032597a1e] 010-1234-5678", "[cdae55aa-8492-4a3b-a6dd-025032597a1e] 010-****-5678"],
    ["연락처 a01012345678", "연락처 a010-****-5678"],
  ])("in the text %j what is personal is hidden: %j", (text, masked) => {
    expect(maskFreeText(text)).toBe(masked);
  });

  test.each([
    ["예금주명 불일치 (김민수)", ["김민수"], "예금주명 불일치 (김*수)"],
    ["김민수님이 김민수에게", ["홍길동", "김민수"], "김*수님이 김*수에게"],
    ["JOHN SMITH refused", ["JOHN SMITH"], "J*** S**** refused"],
    ["이체 한도 초과", ["이", null, " "], "이체 한도 초과"],
    ["a $& b", ["a $&"], "* $* b"],
    ["Another card, asked by An.", ["An"], "Another card, asked by A*."],
    ["Kim님, Kim5 and kimKim", ["Kim"], "K**님, Kim5 and kimKim"],
    ["김민수아님, 김민수", ["김민수", "김민수아"], "김**아님, 김*수"],
    ["John Smith Jr", ["John", "John Smith"], "J*** S**** Jr"],
  ])("in the text %j the names %j are hidden: %j", (text, names, masked) => {
    expect(maskFreeText(text, names)).toBe(masked);
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

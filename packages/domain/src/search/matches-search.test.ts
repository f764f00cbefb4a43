import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { money } from "../money/money.ts";
import { aCancellation, aPayment } from "../testing/payment-fixture.ts";
import { termsTyped } from "../testing/terms-typed.ts";
import { matchesSearch } from "./matches-search.ts";
import { searchableFields } from "./searchable-fields.ts";

const payment = aPayment({
  impUid: "imp_448280090638",
  merchantUid: "ORD-20261120-000123",
  pgTid: "StdpayCARDINIpayTest20261120143206",
  mid: "INIpayTest",
  customerUid: "member-42",
  orderName: "반팔 티셔츠 외 2건",
  buyer: {
    name: "김민수",
    email: "minsu.kim@gmail.com",
    tel: "010-1234-5678",
    address: "서울특별시 성동구",
    postcode: "04780",
  },
  amount: money(30_000, "KRW"),
  virtualAccount: {
    bank: { code: "004", name: "국민은행" },
    number: "563-910-12-345678",
    holder: "마루상점",
    dueAt: null,
    issuedAt: null,
  },
  cancellations: [aCancellation(1_000, { pgTid: "CNCL0099", cancellationId: "can_77", reason: "[R7K3Q9] 배송 지연" })],
  deposits: [{ pgTid: "DEP-1", amount: money(1, "KRW"), depositorName: "홍길동", depositedAt: null }],
  failReason: "[CC07|한도초과] 사용 한도를 초과하였습니다.",
  cancelReason: "단순 변심",
});

const finds = (text: string, among = payment) => matchesSearch(searchableFields(among), termsTyped(text));

describe("a payment is found", () => {
  test.each([
    ["by its imp_uid", "imp_448280090638"],
    ["by its imp_uid with the signs it was copied with", "'imp_448280090638',"],
    ["by an address that holds its imp_uid", "https://admin.iamport.kr/pay?imp_uid=imp_448280090638&tab=1"],
    ["by a part of its imp_uid", "80090"],
    ["by its order number", "ORD-20261120-000123"],
    ["by its order number in another case", "ord-20261120"],
    ["by its order number without hyphens", "20261120000123"],
    ["by the PG's transaction number", "INIpayTest2026"],
    ["by the approval number", "30012345"],
    ["by a cancel's transaction number", "cncl0099"],
    ["by a cancellation id", "can_77"],
    ["by the tag in a cancel's reason", "R7K3Q9"],
    ["by words of a cancel's reason", "배송 지연"],
    ["by the last four digits of the telephone", "5678"],
    ["by the middle of the telephone", "1234-5"],
    ["by the telephone with hyphens", "010-1234-5678"],
    ["by the telephone without", "01012345678"],
    ["by the telephone in full-width digits", "０１０１２３４５６７８"],
    ["by the telephone with the country code", "+82-10-1234-5678"],
    ["by the telephone with the country code and no plus", "821012345678"],
    ["by a part of the e-mail", "gmail"],
    ["by the whole name", "김민수"],
    ["by the end of the name", "민수"],
    ["by the name as a Mac types it", "김민수".normalize("NFD")],
    ["by initial consonants", "ㄱㅁㅅ"],
    ["by initial consonants from the middle", "ㅁㅅ"],
    ["by initial consonants the keyboard joined", "ㅄ", aPayment({ buyer: { ...payment.buyer, name: "박순" } })],
    ["by initial consonants of the order name", "ㅂㅍㅌㅅㅊ"],
    ["by the family name alone", "김"],
    ["by one initial consonant", "ㄱ"],
    ["by the first letter of a word", "m"],
    ["by the order name", "티셔츠"],
    ["by the order name without its spaces", "반팔티셔츠"],
    ["by two words in any order", "티셔츠 김민수"],
    ["by words from different fields", "민수 gmail 5678"],
    ["by the amount", "30000"],
    ["by the amount with commas", "30,000"],
    ["by the amount with won", "30,000원"],
    ["by the amount with won after a space", "30,000 원"],
    ["by the amount in units of ten thousand", "3만원"],
    ["by a lower bound", ">=30000"],
    ["by a range", "10000..30000"],
    ["by the last digits of the card", "7890"],
    ["by the first digits of the card", "536510"],
    ["by the masked card number as shown", "5365-10**-****-7890"],
    ["by the virtual account", "56391012345678"],
    ["by a part of the virtual account", "12-3456"],
    ["by the account's holder", "마루상점"],
    ["by the depositor", "홍길동"],
    ["by the reason of a failure", "한도초과"],
    ["by the MID", "INIpayTest"],
    ["by the billing key's alias", "member-42"],
    ["by nothing", ""],
    ["by invisible characters", "\u200b"],
    ["by the name with invisible characters inside", "김\u200b민수"],
  ])("%s: %j", (_how, text, among = payment) => {
    expect(finds(text, among)).toBe(true);
  });

  test.each([
    ["김민수", ["ㄱ", "김", "김ㅁ", "김민", "김민ㅅ", "김민수"]],
    ["박지훈", ["ㅂ", "박", "박ㅈ", "박지", "박짛", "박지훈"]],
    ["황보찬솔", ["황", "황ㅂ", "황보", "황봋", "황보찬", "황보찬ㅅ", "황보찬솔"]],
  ])("%s, while it is being typed", (name, stages) => {
    const among = aPayment({ buyer: { ...payment.buyer, name } });
    for (const stage of stages) expect(finds(stage, among), stage).toBe(true);
  });

  test("by a domestic number when it was saved with the country code", () => {
    const foreign = aPayment({ buyer: { ...payment.buyer, tel: "+82 10-1234-5678" } });
    expect(finds("010-1234-5678", foreign)).toBe(true);
    expect(finds("+82-10-1234-5678", foreign)).toBe(true);
  });
});

describe("a payment is not found", () => {
  test.each([
    ["by another name", "이영희"],
    ["when one of two words is missing", "민수 naver"],
    ["by text across two fields", "수010"],
    ["by digits across two fields", "567830012345"],
    ["by digits across the hidden part of the card", "107890"],
    ["by a syllable that does not begin a word", "수"],
    [
      "by an initial that does not begin a word",
      "ㅅ",
      aPayment({ orderName: "책", buyer: { ...payment.buyer, name: "김민수" } }),
    ],
    ["by the initials of the depositor, who is not a name of the payment", "ㅎㄱㄷ"],
    ["by a name whose last syllable would begin otherwise", "김민ㅇ"],
    ["by another name of which as much stands as of its own", "이민ㅅ"],
    ["by another amount", "30001원"],
    ["by a bound it does not reach", ">30000"],
    ["by a range turned round", "30000..10000"],
    ["by the amount in another currency", "$30000"],
    ["by wildcards", "김%"],
    ["by wildcards", "김*"],
    ["by a regular expression", "김.*"],
    ["by the address, which is not searched", "성동구"],
  ])("%s: %j", (_how, text, among = payment) => {
    expect(finds(text, among)).toBe(false);
  });

  test("by an amount too large to be exact", () => {
    const huge = aPayment({ amount: money(Number.MAX_SAFE_INTEGER, "KRW") });
    expect(finds(">=0", huge)).toBe(false);
    expect(finds("김민수", huge)).toBe(true);
  });
});

describe("amounts of other currencies", () => {
  const dollars = aPayment({ amount: money(1230, "USD") });

  test.each([
    ["12.30", true],
    ["12.3", true],
    ["$12.30", true],
    ["12.30usd", true],
    ["12..13", true],
    [">12.29", true],
    ["<12.31", true],
    ["1230원", false],
    ["=1230", false],
    [">12.30", false],
  ])("%j finds $12.30: %s", (text, answer) => {
    expect(finds(text, dollars)).toBe(answer);
  });
});

describe("for any payment and any text", () => {
  const text = fc.string({
    unit: fc.constantFrom("김", "민", "수", "a", "B", "1", "2", "-", " ", "ㄱ", "\u200b", "\ud800", "é", "🍜"),
    maxLength: 16,
  });
  const facts = fc
    .record({ name: text, tel: text, orderName: text, merchantUid: text })
    .map(({ name, tel, orderName, merchantUid }) =>
      aPayment({ orderName, merchantUid, buyer: { name, tel, email: null, address: null, postcode: null } }),
    );

  test("every part of a word of any text finds it", () => {
    fc.assert(
      fc.property(facts, fc.nat(), fc.nat(), fc.nat(), (among, which, from, length) => {
        const fields = searchableFields(among);
        const words = fields.texts.flatMap((value) => value.split(" ")).filter((word) => [...word].length >= 2);
        const word = [...(words[which % Math.max(1, words.length)] ?? "")];
        const part = word.slice(from % Math.max(1, word.length - 1));
        const typed = part.slice(0, 2 + (length % Math.max(1, part.length))).join("");
        fc.pre([...typed].length >= 2 && !/^(?:[<>=]|\.\.|-[^-])/.test(typed));
        // A consonant alone is read as an initial, which looks at names only.
        fc.pre(!/^[\u1100-\u11ff]+$/u.test(typed));
        expect(matchesSearch(fields, termsTyped(typed))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test("more words never find more", () => {
    fc.assert(
      fc.property(facts, text, text, (among, one, other) => {
        const fields = searchableFields(among);
        const both = [...termsTyped(one), ...termsTyped(other)];
        if (matchesSearch(fields, both)) expect(matchesSearch(fields, termsTyped(one))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test("nothing throws", () => {
    const hostile = fc.string({ unit: "binary", maxLength: 100 });
    fc.assert(
      fc.property(hostile, hostile, (value, typed) => {
        const fields = searchableFields(
          aPayment({
            impUid: value,
            orderName: value,
            buyer: { ...payment.buyer, name: value, tel: value },
            cancelReason: value,
          }),
        );
        expect(typeof matchesSearch(fields, termsTyped(typed))).toBe("boolean");
        for (const list of [fields.texts, fields.digits, fields.initials, fields.starts]) {
          expect(list).not.toContain("");
          expect(new Set(list).size).toBe(list.length);
        }
      }),
      { numRuns: 300 },
    );
  });
});

import { describe, expect, test } from "vitest";
import { parseQuery } from "./parse-query.ts";
import { printQuery } from "./print-query.ts";

const read = (text: string) => printQuery(parseQuery(text).terms.map(({ term }) => term));
const problems = (text: string) =>
  parseQuery(text).problems.map(({ kind, suggestion, start, end }) => [kind, text.slice(start, end), suggestion]);

describe("what is typed", () => {
  test.each([
    [
      "status:paid amount:>50000 pg:kcp -method:vbank date:2024-03",
      "status:paid amount:>50000 pg:kcp -method:vbank date:2024-03",
    ],
    [
      "상태:결제완료 금액:>5만 pg사:nhnkcp -수단:가상계좌 기간:2024년3월",
      "status:paid amount:>50000 pg:kcp -method:vbank date:2024-03",
    ],
    ["Status：PAID", "status:paid"],
    ["status:paid,failed", "status:paid,failed"],
    ["상태:부분취소", "status:partially_cancelled"],
    ["status:pa", "status:paid,partially_cancelled"],
    ["status:canceled", "status:cancelled"],
    ["수단:삼성페이", "method:samsung,samsungpay"],
    ["pg:이니시스", "pg:html5_inicis,inicis,inicis_unified,inicis_jp,inicis_v2"],
    ["pg:kcp", "pg:kcp"],
    ["pg:a_pg_of_tomorrow", "pg:a_pg_of_tomorrow"],
    ["상점아이디:INIpayTest", "mid:INIpayTest"],
    ["채널:T0000,T0001", "mid:T0000,T0001"],
    ['mid:"a b"', 'mid:"a b"'],
    ["통화:usd", "currency:USD"],
    ["통화:원", "currency:KRW"],
    ["모드:테스트", "mode:test"],
    ["escrow:yes 현금영수증:없음 빌링:예", "escrow:yes receipt:no billing:yes"],
    ["amount:30000", "amount:30000"],
    ["금액:30,000원", "amount:30000krw"],
    ["금액:1만~2만", "amount:10000..20000"],
    ["금액:1억2000만", "amount:120000000"],
    ["금액:3만5천", "amount:35000"],
    ["금액:1.5만", "amount:15000"],
    ["amount:<=12.30usd", "amount:<=12.300usd"],
    ["amount:<0", "amount:<0"],
    ['amount:"10000 .. 20000"', "amount:10000..20000"],
    ["date:2024", "date:2024"],
    ["date:20240305", "date:2024-03-05"],
    ["date:2024.3.5", "date:2024-03-05"],
    ["date:2024-02..2024-03-15", "date:2024-02-01..2024-03-15"],
    ["date:2024-02-01..2024-02-29", "date:2024-02"],
    ["date:>=2024-03", "date:2024-03-01.."],
    ["date:>2024-03", "date:2024-04-01.."],
    ["date:<2024", "date:..2023-12-31"],
    ["요청일:2024-03 변경일:2024-04", "requested:2024-03 changed:2024-04"],
    ["이름:민수 전화:5678", "name:민수 phone:5678"],
    ["name:ㄱㅁㅅ", "name:ᄀᄆᄉ"],
    ['상품:"반팔 티셔츠"', 'product:"반팔 티셔츠"'],
    ["order:a,b", "order:a,b"],
    ["imp_uid:448280", "imp_uid:448280"],
    ['"반팔 티셔츠" 김민수', '"반팔 티셔츠" 김민수'],
    ["“반팔 티셔츠”", '"반팔 티셔츠"'],
    ['"say \\"hi\\""', '"say \\"hi\\""'],
    ['"still open', '"still open"'],
    ["-민수 -name:민수", "-민수 -name:민수"],
    ["- --x", "- --x"],
    ["30,000 원", "30,000원"],
    [">= 30000", ">=30000"],
    ["https://a.kr/1?b=2", "https://a.kr/1?b=2"],
    ["12:30", "12:30"],
    [" \u200b ", ""],
  ])("%j is %j", (text, terms) => {
    expect(read(text)).toBe(terms);
    expect(problems(text).filter(([kind]) => kind !== "unknown-code")).toEqual([]);
  });

  test("is placed where it was typed", () => {
    const text = "김민수  상태:결제완료 30,000 원";
    expect(parseQuery(text).terms.map(({ start, end }) => text.slice(start, end))).toEqual([
      "김민수",
      "상태:결제완료",
      "30,000 원",
    ]);
  });
});

describe("what is not understood", () => {
  test.each([
    ["stauts:paid", [["unknown-key", "stauts:paid", "status:paid"]]],
    ["-상테:결제완료", [["unknown-key", "-상테:결제완료", "-상태:결제완료"]]],
    ["날자:2024", [["unknown-key", "날자:2024", "날짜:2024"]]],
    ["김민수 zzzzzz:1", [["unknown-key", "zzzzzz:1", null]]],
    ["status:piad", [["bad-value", "status:piad", "status:paid"]]],
    ["상태:결재완료", [["bad-value", "상태:결재완료", "상태:paid"]]],
    ["status:paid,zzzzzz", [["bad-value", "status:paid,zzzzzz", null]]],
    ["pg:kcpp", [["unknown-code", "pg:kcpp", "pg:kcp"]]],
    ["amount:many", [["bad-value", "amount:many", null]]],
    ["amount:99999999999999999999", [["bad-value", "amount:99999999999999999999", null]]],
    ["date:2024-02-30", [["bad-value", "date:2024-02-30", null]]],
    ["date:2024-13", [["bad-value", "date:2024-13", null]]],
    ["date:2024-03..2024-02", [["bad-value", "date:2024-03..2024-02", null]]],
    ["date:>9999", [["bad-value", "date:>9999", null]]],
    ["date:<0000", [["bad-value", "date:<0000", null]]],
    ["date:..", [["bad-value", "date:..", null]]],
    ["status:", [["unfinished", "status:", null]]],
  ])("%j is reported, with what was probably meant", (text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  test("is looked for to the letter", () => {
    expect(read("stauts:paid")).toBe('"stauts:paid"');
    expect(read("-amount:many")).toBe('-"amount:many"');
    expect(read("status:")).toBe("");
  });

  test("becomes what was meant when the suggestion takes its place", () => {
    for (const text of ["stauts:paid", "-상테:결제완료", "status:piad", "pg:kcpp"]) {
      const [problem] = parseQuery(text).problems;
      expect(problems(problem?.suggestion ?? "")).toEqual([]);
    }
  });

  test("costs no more than its length, however long it is", () => {
    for (const text of [
      "a:".repeat(5_000),
      "-".repeat(10_000),
      '"'.repeat(10_000),
      "status:".repeat(1_500),
      ",".repeat(10_000),
    ]) {
      const { terms } = parseQuery(text);
      expect(parseQuery(printQuery(terms.map(({ term }) => term))).terms.length).toBe(terms.length);
    }
  });
});

import { describe, expect, it } from "vitest";
import { conditionText } from "./condition-text.ts";
import { completionsFor } from "./search-completions.ts";
import { messages as en } from "./search-messages.en.ts";
import { messages as ko } from "./search-messages.ko.ts";

const occurring = { method: ["card", "vbank", "method_of_tomorrow"], mid: ["INIpayTest", "T0000"], pg: ["kcp"] };

/** What is offered when the caret stands at `|`. */
function completing(marked: string, locale: "ko" | "en" = "ko", isAsked = false) {
  const caret = marked.indexOf("|");
  const text = marked.replace("|", "");
  const words = locale === "ko" ? ko : en;
  const found = completionsFor({ text, caret, isAsked }, { words, locale, occurring, today: "2026-11-25" });
  const results = found.options.map(({ start, end, text: own }) => text.slice(0, start) + own + text.slice(end));
  return { ...found, labels: found.options.map(({ label }) => label), results };
}

describe("what can follow in the search box", () => {
  it("are keys that begin with the word, in the reader's language", () => {
    expect(completing("상|").results).toEqual(["상태:", "상점아이디:", "변경일:", "상품:"]);
    expect(completing("민수 -수|").results).toEqual(["민수 -수단:"]);
    expect(completing("st|", "en").results).toEqual(["status:", "requested:", "changed:"]);
    expect(completing("민|").options).toEqual([]);
    expect(completing('"상|').options).toEqual([]);
  });

  it("are values that the word names by itself", () => {
    expect(completing("박지훈 실패|")).toMatchObject({
      labels: ["실패사유", "상태: 실패"],
      results: ["박지훈 실패사유:", "박지훈 status:failed"],
      isFirstMeant: false,
    });
    expect(completing("-가상계좌|")).toMatchObject({ labels: ["계좌", "수단: 가상계좌"] });
    expect(completing("kcp|", "en").results).toContain("pg:kcp");
    expect(completing("카카오|").labels).toContain("PG사: 카카오페이");
    expect(completing("취|").labels).toEqual(["취소사유", "취소번호"]);
    expect(completing("김민수|").options).toEqual([]);
  });

  it("are all keys when they are asked for", () => {
    expect(completing("|").options).toEqual([]);
    expect(completing("|", "ko", true).options.length).toBeGreaterThan(20);
  });

  it("are the values of a key by name, those that occur first", () => {
    expect(completing("상태:|").labels).toContain("부분취소");
    expect(completing("상태:|").isFirstMeant).toBe(false);
    expect(completing("수단:|").labels.slice(0, 3)).toEqual(["신용카드", "가상계좌", "method_of_tomorrow"]);
    expect(completing("수단:가상|")).toMatchObject({
      labels: ["가상계좌"],
      results: ["수단:vbank"],
      isFirstMeant: true,
    });
    expect(completing("-method:vb|", "en")).toMatchObject({ labels: ["Virtual account"], results: ["-method:vbank"] });
    expect(completing("mid:|").results).toEqual(["mid:INIpayTest", "mid:T0000"]);
    expect(completing("status:paid,fa|").results).toEqual(["status:paid,failed"]);
    expect(completing("status:paid,|").labels).not.toContain("결제완료");
    expect(completing("김 status:pai| kcp").results[0]).toBe("김 status:paid kcp");
  });

  it("are days by the words people have for them", () => {
    const { labels, results } = completing("기간:|");
    expect(labels).toEqual(["오늘", "어제", "최근 7일", "최근 30일", "이번 달", "지난달"]);
    expect(results).toEqual([
      "기간:2026-11-25",
      "기간:2026-11-24",
      "기간:2026-11-19..2026-11-25",
      "기간:2026-10-27..2026-11-25",
      "기간:2026-11",
      "기간:2026-10",
    ]);
    expect(completing("기간:어제|")).toMatchObject({ results: ["기간:2026-11-24"], isFirstMeant: true, problem: null });
    expect(completing("date:tod|", "en").results).toEqual(["date:2026-11-25"]);
    expect(completing("기간:최근7|").labels).toEqual(["최근 7일"]);
    expect(completing("기간:모레|")).toMatchObject({ results: [], problem: { kind: "bad-value" } });
    expect(completing("date:2026|")).toMatchObject({ results: [], isFirstMeant: true });
    expect(completing("date:2026|").help).toContain("2024-03");
  });

  it("is what was meant, one key away, with the reason", () => {
    expect(completing("stauts:paid|")).toMatchObject({
      results: ["status:paid"],
      isFirstMeant: true,
      problem: { kind: "unknown-key", key: "stauts" },
    });
    expect(completing("stauts:paid 민|").results).toEqual(["status:paid 민"]);
    expect(completing("상태:결재|")).toMatchObject({ results: [], problem: { kind: "bad-value" } });
    expect(completing("상태:결재완료|").results).toEqual(["상태:paid"]);
    expect(completing("pg:kcpp|").results).toEqual(["pg:kcp"]);
    expect(completing("금액:많이|")).toMatchObject({ problem: { kind: "bad-value" }, help: ko.completion.help.amount });
  });
});

describe("a condition in words", () => {
  it.each([
    ["-method:vbank", "수단 아님: 가상계좌", "Method is not Virtual account"],
    ["status:paid,failed", "상태: 결제완료, 실패", "Status: Paid or Failed"],
    ["amount:>50000", "금액: 50,000 초과", "Amount: more than 50,000"],
    ["amount:>=50000krw", "금액: ₩50,000 이상", "Amount: at least ₩50,000"],
    ["amount:<12.30usd", "금액: $12.30 미만", "Amount: less than $12.30"],
    ["amount:10000..20000", "금액: 10,000 – 20,000", "Amount: 10,000 – 20,000"],
    ["requested:2024-03-05", "요청일: 2024-03-05", "Day of request: 2024-03-05"],
    ["-changed:2024..", "변경일 아님: 2024-01-01부터", "Day of status change is not since 2024-01-01"],
    ["name:ㄱㅁㅅ", "이름: ㄱㅁㅅ", "Buyer’s name: ㄱㅁㅅ"],
    ["imp_uid:448", "결제번호: 448", "imp_uid: 448"],
    ["two words", "two words", "two words"],
  ])("%s", (term, korean, english) => {
    expect(conditionText(term, ko, "ko")).toBe(korean);
    expect(conditionText(term, en, "en")).toBe(english);
  });
});

import { expect, test } from "vitest";
import {
  longestReasonName,
  ownReasonCode,
  reasonCodeFor,
  refundReasonCode,
  refundReasonNames,
  refundReasonWords,
} from "./refund-reasons.ts";
import { longestReasonText } from "./refund-request.ts";
import { refundTag, refundTagChance, taggedReason } from "./refund-tag.ts";

test.each([
  [{ code: "change_of_mind", ko: "단순 변심" }, "", "단순 변심"],
  [{ code: "change_of_mind", ko: "단순 변심" }, " 다른 색으로 다시 주문 ", "단순 변심 · 다른 색으로 다시 주문"],
  [{ code: "other", ko: "기타" }, "행사 취소로 환불", "행사 취소로 환불"],
])("%j with %j goes out as %j", (reason, text, words) => {
  expect(refundReasonWords(reason, text)).toBe(words);
});

test("the longest name with the longest text and the tag fits into what upstream takes", () => {
  const words = refundReasonWords({ code: "a", ko: "가".repeat(longestReasonName) }, "나".repeat(longestReasonText));
  expect(taggedReason(refundTag(Array.from({ length: refundTagChance }, () => 1)), words).length).toBeLessThan(257);
});

test.each([
  ["Gift card swap", [], "gift_card_swap"],
  ["  Late, again! ", [], "late_again"],
  ["Café 2.0", [], "cafe_2_0"],
  ["2nd thoughts", [], "nd_thoughts"],
  ["품절", [], "reason"],
  ["Late", ["late", "late_2"], "late_3"],
  ["Other", ["other"], "other_2"],
  ["x".repeat(40), [], "x".repeat(36)],
])("a reason called %j beside %j is counted as %j", (name, taken, code) => {
  expect(reasonCodeFor(name, new Set(taken))).toBe(code);
  expect(refundReasonCode.safeParse(code).success).toBe(true);
});

test.each([
  ["both names", { ko: "사은품 회수", en: "Gift taken back" }, true],
  ["no English name", { ko: "사은품 회수", en: " " }, false],
  ["a name without end", { ko: "가".repeat(41), en: "Gift" }, false],
  ["a line break the PG would read", { ko: "사은품\n회수", en: "Gift" }, false],
])("a reason with %s", (_, names, isRight) => {
  expect(refundReasonNames.safeParse(names).success).toBe(isRight);
});

test("the reason that only its text explains is not renamed or retired", () => {
  expect(ownReasonCode.safeParse("other").success).toBe(false);
  expect(ownReasonCode.safeParse("other_2").success).toBe(true);
});

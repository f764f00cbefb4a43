import { expect, test } from "vitest";
import { refundReasons, refundReasonWords } from "./refund-reasons.ts";
import { otherReasonCode } from "./refund-request.ts";

test.each([
  ["change_of_mind", "", "단순 변심"],
  ["change_of_mind", " 다른 색으로 다시 주문 ", "단순 변심 · 다른 색으로 다시 주문"],
  ["other", "행사 취소로 환불", "행사 취소로 환불"],
  ["a_code_of_tomorrow", "", "a_code_of_tomorrow"],
])("%s with %j goes out as %j", (code, text, words) => {
  expect(refundReasonWords(code, text)).toBe(words);
});

test("the code that only its text explains is one of the reasons", () => {
  expect(refundReasons[otherReasonCode]?.ko).toBe("기타");
});

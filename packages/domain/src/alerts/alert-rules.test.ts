import { describe, expect, test } from "vitest";
import { alertRuleChange, alertRules, figuresOfRule, limitsOfRule } from "./alert-rules.ts";
import { alertSentence } from "./alert-text.ts";

describe("a rule's figures", () => {
  test("are the standard ones where nobody has set others", () => {
    expect(figuresOfRule("refund_spike", { times: 5 })).toEqual({ times: 5, atLeast: 10, percent: 0, minutes: 0 });
  });

  test.each([
    ["within bounds", { rule: "failure_rate", isEnabled: true, figures: { percent: 60 } }, true],
    ["none at all", { rule: "failure_rate", isEnabled: false, figures: {} }, true],
    ["above what makes sense", { rule: "failure_rate", isEnabled: true, figures: { percent: 101 } }, false],
    ["of another rule", { rule: "failure_rate", isEnabled: true, figures: { minutes: 10 } }, false],
    ["below what makes sense", { rule: "webhook_silence", isEnabled: true, figures: { minutes: 1 } }, false],
    ["of no rule", { rule: "weather", isEnabled: true, figures: {} }, false],
  ])("%s", (_, change, isTaken) => {
    expect(alertRuleChange.safeParse(change).success).toBe(isTaken);
  });

  test.each(alertRules)("%s has a standard within its bounds", (rule) => {
    for (const [, { standard, min, max }] of limitsOfRule(rule)) {
      expect(standard).toBeGreaterThanOrEqual(min);
      expect(standard).toBeLessThanOrEqual(max);
    }
  });
});

test("an alert says what happened in both languages", () => {
  const facts = { impUid: "imp_1", amount: 9_900, currency: "KRW", minutes: 12 };
  expect(alertSentence("refund_unresolved", facts, "ko")).toContain("imp_1의 환불 ₩9,900 결과를 12분");
  expect(alertSentence("refund_unresolved", facts, "en")).toContain("₩9,900 on imp_1 is unknown after 12 minutes");
  expect(alertSentence("webhook_missing", { count: 2, impUids: ["imp_1", "imp_2"] }, "en")).toBe(
    "2 webhooks did not come: imp_1, imp_2",
  );
  const drift = { count: 1, impUids: ["imp_1"], kinds: ["noticed_late", "cancels_disagree"] };
  expect(alertSentence("drift", drift, "ko")).toContain(
    "imp_1. 까닭: 아임포트의 취소 목록과 취소 금액이 다름, 바뀐 것을 뒤늦게 발견함.",
  );
  expect(alertSentence("drift", { ...drift, kinds: ["cancel_undone"] }, "en")).toContain(
    "less is cancelled than before",
  );
});

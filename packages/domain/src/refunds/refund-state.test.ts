import { describe, expect, test } from "vitest";
import {
  countsAsRefunded,
  isFinalRefundState,
  mayMoveRefund,
  refundStateNames,
  refundStates,
  refundStepName,
} from "./refund-state.ts";
import { bearsTag, refundTag, taggedReason } from "./refund-tag.ts";

const movesFrom = (from: (typeof refundStates)[number]) => refundStates.filter((to) => mayMoveRefund(from, to));

describe("the moves of a refund", () => {
  test("only what nothing stands in the way of is sent, and nothing is sent twice", () => {
    expect(refundStates.filter((from) => mayMoveRefund(from, "sending"))).toEqual(["approved"]);
    const reachable = new Set(movesFrom("sending"));
    for (const state of reachable) for (const next of movesFrom(state)) reachable.add(next);
    expect(reachable).not.toContain("approved");
    expect(reachable).not.toContain("sending");
  });

  test("a refund of which a byte may have left is never called unsent but by the client that knows", () => {
    expect(mayMoveRefund("checking", "not_sent")).toBe(false);
    expect(mayMoveRefund("requested", "not_sent")).toBe(false);
  });

  test("what is final stays", () => {
    expect(refundStates.filter(isFinalRefundState)).toEqual([
      "done",
      "refused_pg",
      "refused_stale",
      "not_done",
      "not_sent",
      "rejected",
      "expired",
      "withdrawn",
    ]);
  });

  test("money that moved or may still move counts", () => {
    expect(refundStates.filter(countsAsRefunded)).toEqual([
      "opened",
      "waiting_approval",
      "approved",
      "sending",
      "checking",
      "requested",
      "needs_person",
      "done",
    ]);
  });

  test("no name says that a refund failed", () => {
    for (const { ko, en } of Object.values(refundStateNames)) expect(`${ko} ${en}`).not.toMatch(/실패|fail/i);
  });
});

describe("the tag", () => {
  test("comes first and survives a reason cut to twenty bytes", () => {
    const tag = refundTag([0, 30, 31, 61, 255, 7]);
    expect(tag).toBe("[A9A9HH]");
    const reason = taggedReason(tag, "단순 변심으로 인한 환불이에요");
    // Twenty bytes hold the tag and four characters of Korean.
    expect(bearsTag(reason.slice(0, tag.length + 4), tag)).toBe(true);
    expect(bearsTag("[OTHER2] 단순 변심", tag)).toBe(false);
    expect(bearsTag(null, tag)).toBe(false);
  });

  test("leaves a reason within what upstream takes", () => {
    expect(taggedReason("[R7K3Q9]", "가".repeat(400))).toHaveLength(256);
  });
});

test("a refund below every cap is not said to have been approved by anybody", () => {
  expect(refundStepName("waiting_approval", "approved").ko).toBe("승인됨");
  expect(refundStepName("opened", "approved").ko).toBe("승인이 필요 없음");
  expect(refundStepName(null, "opened")).toBe(refundStateNames.opened);
});

import { describe, expect, test } from "vitest";
import { refuseScheduleAction, type ScheduleFacts, scheduleActions, scheduleState } from "./schedules.ts";

const executed = (paymentStatus: string | null): ScheduleFacts => ({ status: "executed", paymentStatus });

describe("a schedule", () => {
  test.each<[string, ScheduleFacts, string, readonly string[]]>([
    ["that waits", { status: "scheduled", paymentStatus: null }, "scheduled", ["move", "revoke"]],
    ["that paid", executed("paid"), "succeeded", []],
    ["that was charged and is not settled", executed(null), "succeeded", []],
    ["that failed", executed("failed"), "failed", ["reschedule", "retry"]],
    ["whose payment was cancelled", executed("cancelled"), "cancelled", []],
    ["that was revoked", { status: "revoked", paymentStatus: null }, "revoked", ["reschedule", "retry"]],
    ["in a state nobody has heard of", { status: "unknown", paymentStatus: null }, "unknown", []],
  ])("%s", (_, facts, state, allowed) => {
    expect(scheduleState(facts)).toBe(state);
    expect(scheduleActions.filter((action) => refuseScheduleAction(action, facts) === undefined)).toEqual(allowed);
  });

  test("is moved into the future only", () => {
    const waiting: ScheduleFacts = { status: "scheduled", paymentStatus: null };
    expect(refuseScheduleAction("move", waiting, { scheduledAt: 100, now: 100 })).toBe("in_the_past");
    expect(refuseScheduleAction("move", waiting, { scheduledAt: 101, now: 100 })).toBeUndefined();
  });
});

import { describe, expect, test } from "vitest";
import { confirmedInicisStates, inicisEscrowStates, readInicisNotice, refusedInicisStates } from "./inicis-notice.ts";

const event = "Inicis.Escrow.Changed";
const changedAt = Date.parse("2026-11-20T10:30:00+09:00") / 1000;

describe("what a webhook says of an escrow", () => {
  test.each<[string, Record<string, unknown>]>([
    ["numbers", { extra: { escrow_status: 4, changed_at: changedAt, denied_reason: "색상이 달라요" } }],
    ["texts", { extra: { escrow_status: "4", changed_at: String(changedAt), denied_reason: " 색상이 달라요 " } }],
    ["milliseconds", { extra: { escrow_status: "4", changed_at: changedAt * 1000, denied_reason: "색상이 달라요" } }],
    [
      "a date in Korea",
      { extra: { escrow_status: "4", changed_at: "2026-11-20 10:30:00", denied_reason: "색상이 달라요" } },
    ],
    [
      "a date with its zone",
      { extra: { escrow_status: "4", changed_at: "2026-11-20T01:30:00Z", denied_reason: "색상이 달라요" } },
    ],
    [
      "fields of a form",
      { "extra[escrow_status]": "4", "extra[changed_at]": String(changedAt), "extra[denied_reason]": "색상이 달라요" },
    ],
  ])("is read from %s", (_how, fields) => {
    expect(readInicisNotice({ event, imp_uid: "imp_1", ...fields })).toEqual({
      code: "4",
      changedAt,
      reason: "색상이 달라요",
    });
  });

  test.each<[string, Record<string, unknown>]>([
    ["another event", { event: "Galaxia.Cvs.Confirm", extra: { escrow_status: "4" } }],
    ["no event", { extra: { escrow_status: "4" } }],
    ["no status", { event, extra: {} }],
    ["extra of nothing", { event, extra: null }],
    ["a status that is no code", { event, extra: { escrow_status: "confirmed" } }],
  ])("is nothing where there is %s", (_what, fields) => {
    expect(readInicisNotice(fields)).toBeNull();
  });

  test("keeps a code nobody knows yet, and no time that cannot be read", () => {
    const fields = { event, extra: { escrow_status: "77", changed_at: "someday" } };
    expect(readInicisNotice(fields)).toEqual({ code: "77", changedAt: null, reason: null });
  });

  test("every code that counts as confirmed or refused has a name", () => {
    for (const code of [...confirmedInicisStates, ...refusedInicisStates]) {
      expect(Object.keys(inicisEscrowStates)).toContain(code);
    }
  });
});

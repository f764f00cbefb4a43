import { beforeEach, describe, expect, test } from "vitest";
import { dropDraft, readDraft, saveDraft } from "./draft-store.ts";
import { aDraft } from "./testing/drafts.ts";

const now = Date.parse("2026-11-25T12:00:00+09:00");
const hour = 60 * 60 * 1000;
const full = aDraft({ mode: "part", amount: "45,000", bank: "088", accountNumber: "110123456789", holder: "김민수" });

beforeEach(() => sessionStorage.clear());

describe("a draft", () => {
  test("comes back as it was typed", () => {
    saveDraft("user-1", "imp_1", full, now);
    expect(readDraft("user-1", "imp_1", now + hour)).toEqual(full);
  });

  test("leaves no account on the disk, and does without it after a crash", () => {
    saveDraft("user-1", "imp_1", full, now);
    const onDisk = JSON.stringify({ ...localStorage });
    expect(onDisk).not.toMatch(/110123456789|김민수|088/);
    sessionStorage.clear();
    expect(readDraft("user-1", "imp_1", now)).toEqual({ ...full, bank: "", accountNumber: "", holder: "" });
  });

  test("is nobody else's, and no other payment's", () => {
    saveDraft("user-1", "imp_1", full, now);
    expect(readDraft("user-2", "imp_1", now)).toBeUndefined();
    expect(readDraft("user-1", "imp_2", now)).toBeUndefined();
  });

  test("that nobody came back to for a day is gone", () => {
    saveDraft("user-1", "imp_1", full, now);
    expect(readDraft("user-1", "imp_1", now + 25 * hour)).toBeUndefined();
    expect(localStorage).toHaveLength(0);
    expect(sessionStorage).toHaveLength(0);
  });

  test("that was sent is kept until its outcome is known", () => {
    saveDraft("user-1", "imp_1", { ...full, sentAtMs: now }, now);
    expect(readDraft("user-1", "imp_1", now + 100 * hour)?.refundId).toBe(full.refundId);
  });

  test("is dropped whole", () => {
    saveDraft("user-1", "imp_1", full, now);
    dropDraft("user-1", "imp_1");
    expect(localStorage).toHaveLength(0);
    expect(sessionStorage).toHaveLength(0);
  });

  test.each(["", "{", "null", '{"savedAtMs":1}', '{"savedAtMs":1,"draft":{"mode":"everything"}}'])(
    "that cannot be read (%j) is no draft",
    (text) => {
      localStorage.setItem("maru:refund-draft:user-1:imp_1", text);
      expect(readDraft("user-1", "imp_1", now)).toBeUndefined();
    },
  );
});

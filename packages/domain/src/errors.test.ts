import { describe, expect, test } from "vitest";
import { AppError, errorCodes, errorFamily } from "./errors.ts";

describe("errors", () => {
  test.each([
    ["INVALID_INPUT", "invalid"],
    ["SIGNED_OUT", "signed_out"],
    ["NOT_ALLOWED", "not_allowed"],
    ["PAYMENT_NOT_FOUND", "not_found"],
    ["SEARCH_TOO_SHORT", "refused"],
    ["PAYMENT_NOT_PAID", "refused"],
    ["CANCELLABLE_AMOUNT_CHANGED", "stale"],
    ["UPSTREAM_REFUSED", "upstream_refused"],
    ["UPSTREAM_UNAVAILABLE", "upstream_down"],
    ["STORAGE_FULL", "storage_down"],
    ["STORAGE_UNAVAILABLE", "storage_down"],
    ["BUG", "bug"],
  ] as const)("%s is of the family %s", (code, family) => {
    expect(errorFamily(code)).toBe(family);
  });

  test("no code is listed twice", () => {
    expect(new Set(errorCodes).size).toBe(errorCodes.length);
  });

  test("an error carries its code, its reason, what is known and what was caught", () => {
    const cause = new Error("socket hang up");
    const error = new AppError("UPSTREAM_UNAVAILABLE", "The answer did not come.", { details: { attempt: 3 }, cause });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: "AppError",
      code: "UPSTREAM_UNAVAILABLE",
      reason: "The answer did not come.",
      message: "The answer did not come.",
      details: { attempt: 3 },
    });
    expect(error.cause).toBe(cause);
    expect("cause" in new AppError("BUG", "No cause.")).toBe(false);
  });
});

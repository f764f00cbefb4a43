import { expect, test } from "vitest";
import { safeReturnPath } from "./safe-path.ts";

test.each([
  ["/payments?q=%EB%AF%BC%EC%88%98#row", "/payments?q=%EB%AF%BC%EC%88%98#row"],
  ["/payments/imp_123", "/payments/imp_123"],
  ["/audit-log", "/audit-log"],
])("returns to %s", (candidate, expected) => {
  expect(safeReturnPath(candidate)).toBe(expected);
});

test.each([
  null,
  "",
  "payments",
  "https://evil.example/",
  "//evil.example/",
  "/\\evil.example",
  "/\t/evil.example",
  "/..//evil.example\\",
  "javascript:alert(1)",
  "/sign-in?from=/payments",
  "/set-up?token=x",
])("goes to the payments instead of %j", (candidate) => {
  expect(safeReturnPath(candidate)).toBe("/payments");
});

test("stays on this site when dots would lead to two slashes", () => {
  expect(safeReturnPath("/.//evil.example")).not.toMatch(/^\/\//);
});

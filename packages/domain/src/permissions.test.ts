import { describe, expect, test } from "vitest";
import { isAllowed, type Permission, permissions, permissionsOf, type Role, roles } from "./permissions.ts";

/** v viewer, s support, f finance, a approver, d developer, x admin. */
const whoMay: Readonly<Record<Permission, string>> = {
  "payment:read": "vsfadx",
  "payment:refresh": "vsfadx",
  "payment:lookup": "vsfadx",
  "payment:raw": "sfadx",
  "buyer:read": "sfax",
  "buyer:reveal": "dx",
  "payment:note": "sfadx",
  "payment:export": "fadx",
  "view:share": "fadx",
  "refund:read": "vsfadx",
  "refund:request": "sfax",
  "refund:bulk": "fax",
  "refund:approve": "ax",
  "refund:decide": "ax",
  "refund:settings": "x",
  "virtual-account:read": "vsfadx",
  "virtual-account:write": "sfax",
  "cash-receipt:read": "vsfadx",
  "cash-receipt:write": "sfax",
  "escrow:read": "vsfadx",
  "escrow:write": "sfax",
  "follow-up:write": "sfax",
  "billing:read": "vsfadx",
  "billing:write": "fax",
  "identity:read": "fax",
  "identity:erase": "x",
  "channel:read": "vsfadx",
  "sub-merchant:read": "vsfadx",
  "sub-merchant:write": "x",
  "whitelist:read": "vsfadx",
  "whitelist:write": "dx",
  "allow-list:write": "x",
  "key:read": "dx",
  "key:check": "dx",
  "webhook:read": "vsfadx",
  "webhook:replay": "dx",
  "webhook:settings": "dx",
  "alert:read": "vsfadx",
  "alert:write": "dx",
  "test-payment:read": "vsfadx",
  "test-payment:run": "dx",
  "checklist:read": "vsfadx",
  "checklist:attest": "dx",
  "application:read": "vsfadx",
  "application:write": "fdx",
  "user:read": "fax",
  "user:write": "x",
  "audit:read": "fax",
  "sync:read": "vsfadx",
  "sync:run": "dx",
};

const letters: Readonly<Record<Role, string>> = {
  viewer: "v",
  support: "s",
  finance: "f",
  approver: "a",
  developer: "d",
  admin: "x",
};

const cases = roles.flatMap((role) =>
  permissions.map((permission) => [role, permission, whoMay[permission].includes(letters[role])] as const),
);

describe("roles", () => {
  test.each(cases)("%s, %s: %s", (role, permission, answer) => {
    expect(isAllowed(role, permission)).toBe(answer);
    expect(permissionsOf(role).has(permission)).toBe(answer);
  });

  test("nobody who may not see buyers may refund", () => {
    for (const role of roles.filter((role) => !isAllowed(role, "buyer:read"))) {
      expect(isAllowed(role, "refund:request")).toBe(false);
    }
  });

  test("to export and to see buyers are rights apart (J9)", () => {
    const among = (permission: Permission) => roles.filter((role) => isAllowed(role, permission));
    expect(among("payment:export").filter((role) => !isAllowed(role, "buyer:read"))).not.toEqual([]);
    expect(among("buyer:read").filter((role) => !isAllowed(role, "payment:export"))).not.toEqual([]);
  });
});

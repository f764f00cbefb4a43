export const roles = ["viewer", "support", "finance", "approver", "developer", "admin"] as const;

/** What a person is in the console. One role per person; the server decides by it and the browser explains by it. */
export type Role = (typeof roles)[number];

export const permissions = [
  "payment:read",
  "payment:refresh",
  "payment:lookup",
  "payment:raw",
  "buyer:read",
  "buyer:reveal",
  "payment:note",
  "payment:export",
  "view:share",
  "refund:read",
  "refund:request",
  "refund:bulk",
  "refund:approve",
  "refund:decide",
  "refund:settings",
  "virtual-account:read",
  "virtual-account:write",
  "cash-receipt:read",
  "cash-receipt:write",
  "escrow:read",
  "escrow:write",
  "follow-up:write",
  "billing:read",
  "billing:write",
  "identity:read",
  "identity:erase",
  "channel:read",
  "sub-merchant:read",
  "sub-merchant:write",
  "whitelist:read",
  "whitelist:write",
  "allow-list:write",
  "key:read",
  "key:check",
  "webhook:read",
  "webhook:replay",
  "webhook:settings",
  "alert:read",
  "alert:write",
  "test-payment:read",
  "test-payment:run",
  "checklist:read",
  "checklist:attest",
  "application:read",
  "application:write",
  "user:read",
  "user:write",
  "audit:read",
  "sync:read",
  "sync:run",
] as const;

/**
 * One thing a person may do. `buyer:read` is the right to see buyers' personal data unmasked, `buyer:reveal` the right to
 * see one payment's for a while, with a reason that is kept. `payment:export` takes a list out as that person sees it;
 * `sub-merchant:write` says where people are led for the console of another store; `allow-list:write` decides from where this console can be reached at all; `key:check` has i'mport asked for a token;
 * `test-payment:run` opens payment windows, which on a live channel take real money.
 */
export type Permission = (typeof permissions)[number];

/** Reading that reveals nothing personal and changes nothing; re-reading upstream is reading too. */
const everybody: readonly Permission[] = [
  "payment:read",
  "payment:refresh",
  "payment:lookup",
  "refund:read",
  "virtual-account:read",
  "cash-receipt:read",
  "escrow:read",
  "billing:read",
  "channel:read",
  "sub-merchant:read",
  "whitelist:read",
  "webhook:read",
  "alert:read",
  "test-payment:read",
  "checklist:read",
  "application:read",
  "sync:read",
];

/** Works with buyers: sees who they are and starts what they ask for. */
const buyerDesk: readonly Permission[] = [
  ...everybody,
  "buyer:read",
  "payment:raw",
  "payment:note",
  "refund:request",
  "cash-receipt:write",
  "escrow:write",
  "virtual-account:write",
  "follow-up:write",
];

const permissionsByRole: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  viewer: new Set(everybody),
  support: new Set(buyerDesk),
  finance: new Set([
    ...buyerDesk,
    "billing:write",
    "identity:read",
    "refund:bulk",
    "payment:export",
    "view:share",
    "application:write",
    "user:read",
    "audit:read",
  ]),
  approver: new Set([
    ...buyerDesk,
    "billing:write",
    "identity:read",
    "payment:export",
    "view:share",
    "refund:bulk",
    "refund:approve",
    "refund:decide",
    "user:read",
    "audit:read",
  ]),
  developer: new Set([
    ...everybody,
    "buyer:reveal",
    "payment:raw",
    "payment:note",
    "payment:export",
    "view:share",
    "whitelist:write",
    "key:read",
    "key:check",
    "webhook:replay",
    "webhook:settings",
    "alert:write",
    "test-payment:run",
    "checklist:attest",
    "application:write",
    "sync:run",
  ]),
  admin: new Set(permissions),
};

/** Everything the role may do. */
export function permissionsOf(role: Role): ReadonlySet<Permission> {
  return permissionsByRole[role];
}

/** Whether the role may do it. The server decides by this, and the browser hides or explains by it. */
export function isAllowed(role: Role, permission: Permission): boolean {
  return permissionsByRole[role].has(permission);
}
